"""A page that nobody touches notices a new data version too, and whoever was shown the old one is told."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from data_access.settings import read_settings
from data_access.trouble import DatabaseError, SettingError
from measures.source import Version
from ui import access, cached, freezing, kept_figures, loaders
from wording import formats
from wording.i18n import _

# Of the time between two questions of a page: a look of another page within it answers this one too, and a change is
# known to every page within less than twice that time.
SHARED = 0.9
TOLD_FOR_S = 10
_SHOWN = "hg_version_shown"


def begun() -> Version | None:
    """Return the data version that a run begins with; None where none is known, or a frozen link shows its own."""
    if _stays():
        return None
    with suppress(DatabaseError, SettingError):
        return loaders.version()
    return None


def tell(version: Version | None) -> None:
    """Note what was shown; say so where it is another version than before, over the page, so that nothing moves."""
    if version is None:
        return
    before = st.session_state.get(_SHOWN, version.name)
    st.session_state[_SHOWN] = version.name
    if before != version.name:
        released = formats.day(version.released_on)
        text = _("Data updated. Released: {date}").format(date=released)
        st.toast(text, icon=":material/sync:", duration=TOLD_FOR_S)


def watch() -> None:
    """Let the page ask from time to time; it draws nothing, and what a frozen link shows stays as it is."""
    if _stays():
        return
    with suppress(SettingError), st.container(key="aside:update"):
        access.fragment(run_every=read_settings().update_every_s)(_look)()


def _stays() -> bool:
    return bool(kept_figures.key()) or freezing.asked() is not None


def _look() -> None:
    """Run the page anew, with the same view, once the data version is another than the one it shows."""
    with suppress(DatabaseError, SettingError):
        known = noticed(read_settings().update_every_s)
        if known is not None and known.name != st.session_state.get(_SHOWN, known.name):
            st.rerun()


def noticed(every_s: float) -> Version | None:
    """Return the data version as some page has learned it a short time ago, else ask; drop what is of older ones."""
    known = loaders._watch().noticed(SHARED * every_s)
    if known is not None:
        cached.drop_old(_stem(known))
    return known


def _stem(known: Version) -> str:
    """Return how the keys of all that was read of a data version today begin, for whomever it was."""
    return f"{known.name} {known.stamp} {loaders._whole().as_of(known).isoformat()} "

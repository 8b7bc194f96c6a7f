"""What stands in place of a page for whoever may not come in by a link; it is the same for every reason."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from domain.grants import Link
from ui import audit, stores
from wording import i18n
from wording.i18n import _

_ANSWER = "hg_door_answer"


def closed() -> None:
    """Say that a link opens nothing: whether there ever was such a one nobody learns here."""
    _told(
        _("This link opens nothing (any more)."),
        _("It may have expired or been withdrawn, or part of it was lost on the way. Ask whoever sent it for another."),
    )


def silent() -> None:
    """Say that the store does not answer, so that nobody can say what the link opens."""
    _told(
        _("The link cannot be looked up at the moment."),
        _("Reload the page in a minute; if it stays away, tell whoever sent the link."),
    )


def ask(link: Link, let_in: Callable[[], None]) -> None:
    """Ask for the pass-phrase of a link."""
    lang = i18n.language()
    with st.container(key="door"), st.form(f"door:{lang}", border=False):
        st.html(f'<div class="hg-door"><h1>{_("This link has a pass-phrase")}</h1></div>')
        field = f"door_words:{lang}"
        st.text_input(_("Pass-phrase"), type="password", key=field, autocomplete="off")
        st.form_submit_button(_("Open"), on_click=_answered, args=(link, field, let_in), type="primary")
        if wrong := st.session_state.pop(_ANSWER, ""):
            st.error(wrong, icon="⚠️")


def _answered(link: Link, field: str, let_in: Callable[[], None]) -> None:
    words = str(st.session_state.pop(field, ""))
    right = stores.opens(link, words)
    if right:
        let_in()
        return
    audit.refused("passphrase", link)
    st.session_state[_ANSWER] = (
        _("Too many wrong pass-phrases. Wait a quarter of an hour, then try again.")
        if right is None
        else _("That is not the pass-phrase of this link.")
    )


def _told(head: str, text: str) -> None:
    with st.container(key="door"):
        st.html(f'<div class="hg-door" role="alert"><h1>{head}</h1><p>{text}</p></div>')

"""Decides at the start of each run for whom it is, before anything is read: an account, or whoever holds a link."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import streamlit as st

from data_access.settings import SettingError
from data_access.trouble import StoreError
from domain.grants import Link
from ui import audit, door, scope, sign_in, state, stores, visitors
from ui.log import LOG
from ui.visitors import Visitor
from wording import i18n

P = ParamSpec("P")
T = TypeVar("T")
_PASSED, _COUNTED = "hg_passed", "hg_counted"


def settle() -> Visitor:
    """Return for whom the run is; whoever may not come in is told so, and the run ends here."""
    scope.leave()
    given = token()
    visitor = _by_link(given) if given else Visitor.of(sign_in.account())
    visitors.remember(visitor, given)
    scope.enter(visitor.scope)
    return visitor


def token() -> str:
    """Return the address's token, else the session's: a page that was turned to has an empty address for a moment."""
    return str(st.query_params.get(visitors.SHARE, "") or visitors.token().get(visitors.SHARE, ""))


def _by_link(token: str) -> Visitor:
    link = _looked_up(token)
    if link is None:
        visitors.forget()
        door.closed()
        st.stop()
    if link.has_passphrase and st.session_state.get(_PASSED) != (link.id, link.version):
        visitors.forget()
        door.ask(link, lambda: st.session_state.update({_PASSED: (link.id, link.version)}))
        st.stop()
    return Visitor("link", link=link)


def _looked_up(token: str) -> Link | None:
    """Return the link; None alike for one that is unknown, expired, revoked or rotated, and after many of those."""
    try:
        found = stores.link_of(token) if stores.may_try() or visitors.token() else None
    except (StoreError, SettingError) as error:
        LOG.warning("a share link could not be looked up: %s", error)
        visitors.forget()
        door.silent()
        st.stop()
    if found is None:
        audit.refused("ended" if visitors.token() else "unknown link")
    return found


def again() -> None:
    """Decide anew in a run of a part of a page; where the answer is another one the whole page runs, and says so."""
    if not holds(visitors.current(), token()):
        scope.leave()
        st.rerun()
    scope.enter(visitors.current().scope)


def holds(visitor: Visitor, token: str) -> bool:
    """Tell whether somebody who came in may still be here."""
    if visitor.link is None:
        return not visitor.has_expired
    try:
        found = stores.store().find(token)
    except (StoreError, SettingError):
        return False
    return found is not None and (found.id, found.version) == (visitor.link.id, visitor.link.version)


def fragment(key: str | None = None, run_every: float | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a part of a page run by itself: for whom is decided in each of its runs, and the language is the view's."""

    def made(draw: Callable[P, T]) -> Callable[P, T]:
        @wraps(draw)
        def inside(*args: P.args, **kwargs: P.kwargs) -> T:
            again()
            i18n.activate(state.remembered_language())
            return draw(*args, **kwargs)

        return st.fragment(inside, key=key, run_every=run_every)

    return made


def count_visit() -> None:
    """Count a visit of a link once its page was drawn: who only fetches the address has not seen it."""
    link = visitors.current().link
    if link is None or st.session_state.get(_COUNTED) == link.id:
        return
    st.session_state[_COUNTED] = link.id
    try:
        stores.store().opened(link.id)
    except StoreError as error:
        LOG.warning("a visit could not be counted: %s", error)
    audit.note("share_opened")

"""Decides at the start of each run for whom it is, before anything is read: an account, or whoever holds a link."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec, TypeVar

import streamlit as st

from data_access.trouble import SettingError, StoreError
from ui import audit, divisions, door, freezing, handed, kept_figures, scope, screen, sign_in, state, stores, visitors
from ui.kept_figures import Box
from ui.log import LOG
from ui.visitors import Visitor
from wording import i18n

P = ParamSpec("P")
T = TypeVar("T")
_COUNTED = "hg_counted"


def found() -> Visitor | None:
    """Return for whom the run is, and read for nobody else; None for whoever may not come in."""
    scope.leave()
    kept_figures.enter(None)
    if visitors.token():
        handed.forget()
    if (asked := freezing.asked()) is not None:
        return _enter(freezing.visitor(asked), "", asked.box)
    given = token()
    if given:
        visitor = _by_link(given)
    else:
        account = sign_in.known()
        visitor = Visitor.of(account) if account else None
        if account and account.name and not visitors.is_known():
            audit.note("signed_in", of=visitor)
    if visitor is None:
        visitors.forget()
        return None
    try:
        box = kept_figures.of(visitor.link) if visitor.link else None
    except (StoreError, ValueError, KeyError) as error:
        LOG.warning("the figures of a frozen link could not be read: %s", error)
        visitors.forget()
        door.answer_with("silent")
        return None
    return _enter(visitor, given, box)


def _enter(visitor: Visitor, given: str, box: Box | None) -> Visitor:
    visitors.remember(visitor, given)
    scope.enter(visitor.scope)
    kept_figures.enter(box)
    return visitor


def explain(other: str, its_name: str) -> NoReturn:
    """Say to whoever may not come in why, and what to do; the run ends. `other` is the language to switch to."""
    if token():
        door.draw(other, its_name)
    else:
        sign_in.explain(other, its_name)
    st.stop()


def token() -> str:
    """Return the address's token, else the session's: a page that was turned to has an empty address for a moment."""
    return str(st.query_params.get(visitors.SHARE, "") or visitors.token().get(visitors.SHARE, ""))


def _by_link(given: str) -> Visitor | None:
    """Return who holds a link; None alike for any that opens nothing, and after many of those."""
    try:
        was_open, may_try = given == visitors.token().get(visitors.SHARE), stores.may_try()
        link = stores.link_of(given, was_open=was_open) if was_open or may_try else None
    except (StoreError, SettingError) as error:
        LOG.warning("a share link could not be looked up: %s", error)
        door.answer_with("silent")
        return None
    if link is None:
        if may_try:  # whoever tries on after that many fills no trail
            audit.refused("ended" if was_open else "unknown")
        door.answer_with("closed")
        return None
    if link.has_passphrase and not door.has_said(link):
        if "lang" not in st.query_params:  # there is no view yet that would say it
            st.query_params["lang"] = link.grant.lang
        door.answer_with("ask", link)
        return None
    return Visitor("link", link=link)


def again() -> None:
    """Decide anew in a run of a part of a page; where the answer is another one the whole page runs, and says so."""
    if freezing.asked() is not None:  # a part of the page that is being kept, in the run of the whole page
        return
    if visitors.token():
        handed.forget()
    if not visitors.is_known() or not holds(visitors.current(), token()):
        scope.leave()
        st.rerun()
    _go_on()


def _go_on() -> None:
    """Read as the last run of the session did: a click is answered before its run has decided."""
    if not visitors.is_known():
        return
    known, asked = visitors.current(), freezing.asked()
    try:
        box = asked.box if asked else kept_figures.of(known.link) if known.link else None
    except (StoreError, ValueError, KeyError) as error:
        LOG.warning("the figures of a frozen link could not be read: %s", error)
        return
    scope.enter(known.scope)
    kept_figures.enter(box)
    divisions.go_on()


scope.going_on(_go_on)


def acting(act: Callable[P, object]) -> Callable[P, None]:
    """Let a callback act for whoever may still be here: it runs before its run has decided for whom it is."""

    @wraps(act)
    def inside(*args: P.args, **kwargs: P.kwargs) -> None:
        if visitors.is_known() and holds(visitors.current(), token()):  # else the run that follows says why
            _go_on()
            act(*args, **kwargs)

    return inside


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
            drawn = draw(*args, **kwargs)
            # A choice in a part that runs by itself shows another view.
            if freezing.asked() is None:
                audit.viewed(screen.running_page())
            return drawn

        return st.fragment(inside, key=key, run_every=run_every)

    return made


def count_visit() -> None:
    """Count a visit of a link once its page was drawn: who only fetches the address has not seen it."""
    link = visitors.current().link
    if link is None or freezing.asked() is not None or st.session_state.get(_COUNTED) == link.id:
        return
    st.session_state[_COUNTED] = link.id
    try:
        stores.store().opened(link.id)
    except StoreError as error:
        LOG.warning("a visit could not be counted: %s", error)
    audit.note("share_opened")

"""What every page stands in: configuration, navigation, direction, language, data stamp."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import date
from functools import lru_cache
from pathlib import Path

import streamlit as st

from briefing import map_texts
from data_access.trouble import DatabaseError, SettingError
from domain.grants import EVERYTHING, PAGES
from ui import (
    access,
    ahead,
    audit,
    divisions,
    freezing,
    front_door,
    loaders,
    preload,
    progress,
    scope,
    screen,
    share_banner,
    share_made,
    sign_in,
    state,
    streamlit_texts,
    updates,
    waiting,
)
from ui.log import LOG
from ui.visitors import Visitor
from wording import formats, i18n, legend, page_words
from wording.i18n import _

ROOT = Path(__file__).resolve().parent.parent
ASSETS = Path(__file__).parent / "assets"
# In the order in which they win over each other.
STYLES = (
    *("style", "reading", "compare", "data", "sector", "area", "overview", "downloads", "meetings", "sharing"),
    *("legend", "states", "rtl"),
)
# The first one is what Streamlit calls; the others are its functions.
SCRIPTS = ("page", "history", "popovers", "texts")
SIDEBAR_PX = 220
# Each language is named in itself, so that whoever needs it can read it.
OTHER_LANGUAGE = {"fa": ("en", "English"), "en": ("fa", "فارسی")}
_RAN = "hg_shell_ran"


def run() -> None:
    """Run the shell and then the page: what app.py does for every session."""
    front_door.check_session()
    visitor = access.found()
    divisions.begin()
    lang = state.remembered_language()
    i18n.activate(lang)
    st.set_page_config(
        page_title=_("Hamgam"), page_icon="🧭", layout="wide", initial_sidebar_state=SIDEBAR_PX, menu_items={}
    )
    st.html(f"<style>{_styles()}</style>")
    pages = _pages(visitor)
    page = st.navigation(pages, position="hidden")
    _set_direction(page.title)  # before the page, which may have to wait for the database
    if visitor is None:
        access.explain(*OTHER_LANGUAGE[lang])
    st.session_state[_RAN] = True
    _bring_where_asked(pages, page)
    if page.url_path != "sharing" and freezing.asked() is None:
        share_made.forget()
    with st.sidebar:
        name, purpose = _("Hamgam"), _("Where services are needed, in step")
        st.html(f'<div class="hg-brand"><b>{name}</b><span>{purpose}</span></div>')
        _menu(pages if visitor.link is None else [])
        _language_switch(lang)
        if visitor.link is None:
            sign_in.sign_out(visitor.account)
    if visitor.link is not None:
        share_banner.draw(visitor.link)
    with progress.shown(page.url_path):
        waiting.banner()
        version = updates.begun()
        screen.run_page(page.url_path)
        page.run()
        freezing.finish()
        access.count_visit()
        audit.viewed(page.url_path)
        if page.url_path in PAGES:
            screen.keep(page.url_path)
        # Where it cannot be read the page has said why already.
        with st.sidebar, suppress(DatabaseError, SettingError):
            _stamp()
    updates.tell(version)
    updates.watch()


def _bring_where_asked(pages: list[st.Page], page: st.Page) -> None:
    """Go to the page of a frozen link that is being made, and back to where it was asked for."""
    asked = freezing.asked()
    wanted = asked.grant.page if asked else "sharing" if freezing.leads_back_from(page.url_path) else page.url_path
    found = next((one for one in pages if one.url_path == wanted), page)
    if found is not page:
        st.switch_page(found)


def guard() -> None:
    """Start again through app.py when a page was reached around it.

    A folder named pages makes Streamlit run the first deep link of a cold server without app.py; the navigation
    ends that for the life of the process.
    """
    if not st.session_state.get(_RAN) or (not scope.is_decided() and access.found() is None):
        st.navigation(_pages(None), position="hidden")
        st.rerun()


def _pages(visitor: Visitor | None) -> list[st.Page]:
    """Return the visitor's pages in the order of the menu; the first one stands at the address `/`."""
    names = page_words.names()
    home = st.Page(ROOT / "pages" / "home.py", title=names.pop(""), default=True)
    # Nobody yet: the addresses are known, and whoever comes by one is looked at before its page runs.
    if visitor is not None and not visitor.is_staff:
        del names["sharing"]
    if visitor is not None and visitor.role != "admin":
        del names["audit"]
    pages = [st.Page(ROOT / "pages" / f"{name}.py", title=title, url_path=name) for name, title in names.items()]
    if visitor is None or visitor.grant is None:
        return [home, *pages]
    if visitor.grant.page == "":
        return [home]
    granted = [one for one in pages if one.url_path == visitor.grant.page]
    # A link opens one page; whoever comes by another address is brought there.
    return [st.Page(lambda: st.switch_page(granted[0]), title=granted[0].title, default=True), *granted]


def _menu(pages: list[st.Page]) -> None:
    """Draw the links to the pages; each keeps the session's view."""
    with st.container(key="menu", gap=None):
        for page in pages:
            st.page_link(page)


@lru_cache(maxsize=1)
def _styles() -> str:
    places = [legend.STYLE if name == "legend" else ASSETS / f"{name}.css" for name in STYLES]
    files = [place.read_text(encoding="utf-8") for place in places]
    return "\n".join([*files, map_texts.symbol_styles()])


@lru_cache(maxsize=1)
def _page_script() -> str:
    return "\n".join((ASSETS / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)


def _set_direction(title: str) -> None:
    mount = st.components.v2.component("hamgam_direction", js=_page_script())
    about = {"dir": i18n.direction(), "lang": i18n.language(), "title": f"{title} · {_('Hamgam')}"}
    with st.container(key="aside:direction"):
        mount(data={**about, "later": preload.later(), **streamlit_texts.data()}, key="direction")


def _language_switch(lang: str) -> None:
    other, label = OTHER_LANGUAGE[lang]
    st.button(label, key=f"language:{lang}", on_click=state.change_language, args=(other,), width="stretch", icon="🌐")


def _stamp() -> None:
    version = loaders.version()
    lines = [_("As of {date}").format(date=formats.day(date.fromisoformat(loaders.as_of())))]
    lines.append(_("Data released {date}").format(date=formats.day(version.released_on)))
    text = _("Demonstration data")
    mark = f'<b class="hg-mark">{text}</b>' if version.carries_mark else ""
    st.html(f'<div class="hg-stamp">{mark}<span>{"</span><span>".join(lines)}</span></div>')


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Load what the first view needs while the server starts, so that the first visitor does not wait for it."""
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield


def _warm_up() -> None:
    scope.enter(EVERYTHING)
    try:
        ahead.start()
    except Exception:
        LOG.warning("the warm-up failed; the first page will say what is wrong", exc_info=True)

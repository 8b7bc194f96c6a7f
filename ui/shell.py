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
from data_access.settings import SettingError
from data_access.trouble import DatabaseError
from ui import ahead, loaders, preload, progress, sign_in, state, streamlit_texts, waiting
from ui.log import LOG
from wording import formats, i18n, legend
from wording.i18n import _

ROOT = Path(__file__).resolve().parent.parent
ASSETS = Path(__file__).parent / "assets"
# In the order in which they win over each other.
STYLES = (
    *("style", "reading", "compare", "data", "sector", "area", "overview", "downloads", "meetings"),
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
    lang = state.remembered_language()
    i18n.activate(lang)
    st.set_page_config(
        page_title=_("Hamgam"), page_icon="🧭", layout="wide", initial_sidebar_state=SIDEBAR_PX, menu_items={}
    )
    st.html(f"<style>{_styles()}</style>")
    pages = _pages()
    page = st.navigation(pages, position="hidden")
    _set_direction(page.title)  # before the page, which may have to wait for the database
    account = sign_in.account(*OTHER_LANGUAGE[lang])
    st.session_state[_RAN] = True
    with st.sidebar:
        name, purpose = _("Hamgam"), _("Where services are needed, in step")
        st.html(f'<div class="hg-brand"><b>{name}</b><span>{purpose}</span></div>')
        _menu(pages)
        _language_switch(lang)
        sign_in.sign_out(account)
    with progress.shown(page.url_path):
        waiting.banner()
        page.run()
        # Where it cannot be read the page has said why already.
        with st.sidebar, suppress(DatabaseError, SettingError):
            _stamp()


def guard() -> None:
    """Start again through app.py when a page was reached around it.

    A folder named pages makes Streamlit run the first deep link of a cold server without app.py; the navigation
    ends that for the life of the process.
    """
    if not st.session_state.get(_RAN) or sign_in.refused():
        st.navigation(_pages(), position="hidden")
        st.rerun()


def _pages() -> list[st.Page]:
    """Return the pages in the order of the menu; the first one stands at the address `/`."""
    names = {
        "gap_map": _("Gap map"),
        "education": _("Education"),
        "health": _("Health"),
        "livelihoods": _("Livelihoods"),
        "area": _("Area profile"),
        "compare": _("Compare"),
        "meetings": _("Meetings"),
        "data": _("Data and methods"),
    }
    home = st.Page(ROOT / "pages" / "home.py", title=_("Overview"), default=True)
    return [
        home,
        *(st.Page(ROOT / "pages" / f"{name}.py", title=title, url_path=name) for name, title in names.items()),
    ]


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
    try:
        ahead.start()
    except Exception:
        LOG.warning("the warm-up failed; the first page will say what is wrong", exc_info=True)

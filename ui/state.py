"""The only reader and writer of the address bar and of the session."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from domain.admin import PROVINCE
from domain.links import from_query
from domain.selection import Notice, Options, Selection
from ui import visitors
from wording import i18n

_SELECTION, _PUBLISHED, _NOTICES, _CHANGED = "hg_selection", "hg_published", "hg_notices", "hg_changed"
_RUN, _WITHIN = "hg_run", "hg_within"
_SENT, _MAP_OF, _TOLD = "hg_sent", "hg_map_of", "hg_told"
# What a change makes meaningless: another sector has other indicators, another indicator other standards.
_OF_INDICATOR = ("standard", "target", "w")
_DEPENDENT = {"sector": ("indicator", *_OF_INDICATOR), "indicator": ("sector", *_OF_INDICATOR)}


@dataclass(frozen=True)
class View:
    """The selection on screen and what its link asked for in vain."""

    selection: Selection
    notices: tuple[Notice, ...]


def current_view(options: Options) -> View:
    """Return the view: the session's after a click, the address bar's when somebody went to another address."""
    session = st.session_state
    query = _asked()
    clicked = session.pop(_CHANGED, False)
    known = session.get(_SELECTION)
    if known is None or _address_leads(query, clicked):
        selection, notices = from_query(query, options)
        session[_NOTICES] = tuple(notices)
        # Known from here on: a second step back ends this run before it writes an address, and must not look like none.
        session[_PUBLISHED] = query
    else:
        selection, dropped = from_query(visitors.asked(known.to_query()), options)
        if clicked:
            session[_NOTICES] = session.pop(_TOLD, ())
        elif not query:  # somebody turned the page: what a link asked of the last one in vain is no news here
            session[_NOTICES] = ()
        session[_NOTICES] = session.get(_NOTICES, ()) + tuple(dropped)
    session[_SELECTION] = selection
    i18n.activate(selection.lang)
    return View(selection, session[_NOTICES])


def new_run() -> int:
    """Count a run of a whole page."""
    number: int = st.session_state.get(_RUN, 0) + 1
    st.session_state[_RUN] = number
    return number


def is_first(run: int) -> bool:
    """Tell whether a fragment runs within the run of its page, and not by itself after it."""
    is_new = st.session_state.get(_WITHIN) != run
    st.session_state[_WITHIN] = run
    return is_new


def says_view() -> bool:
    """Tell whether the address says which view it is of, as every address that a page wrote does."""
    return "indicator" in st.query_params


def remember(selection: Selection) -> None:
    """Keep a view that the page has completed: which meeting it shows where the link names none."""
    st.session_state[_SELECTION] = selection


def remembered() -> Selection:
    """Return the view that the session has, inside a callback of a page that has drawn one."""
    selection: Selection = st.session_state[_SELECTION]
    return selection


def show(selection: Selection) -> None:
    """Show another view, from a callback: a slide is turned to."""
    st.session_state[_SELECTION] = selection
    st.session_state[_CHANGED] = True


def in_sector(view: View, options: Options, sector: str) -> View:
    """Return the view with an indicator of this sector: the first one where the view's is of another sector.

    Whoever comes by the menu expects that; a link that names an indicator of another sector's page is told.
    """
    if options.counties and view.selection.area == PROVINCE:  # what the page adds up would be called the province's
        selection, _ = from_query(
            view.selection.to_query() | {"area": options.counties[0], "level": "district"}, options
        )
        st.session_state[_SELECTION] = selection
        view = View(selection, view.notices)
    if view.selection.sector == sector:
        return view
    notices, asked = view.notices, _asked()
    named = next((key for key in ("indicator", "sector") if asked.get(key) == getattr(view.selection, key)), None)
    if named is not None:
        st.session_state[_NOTICES] = notices = (*notices, Notice(named, asked[named], "other_sector"))
    query = view.selection.to_query() | {"sector": sector}
    for key in ("indicator", *_OF_INDICATOR):
        query.pop(key, None)
    selection, _ = from_query(query, options)
    st.session_state[_SELECTION] = selection
    return View(selection, notices)


def without_list(view: View) -> View:
    """Return the view without what narrows a list of facilities: a page that has none neither keeps nor shares it."""
    return _but(view, replace(view.selection, order="name", find=""))


def without_meeting(view: View) -> View:
    """Return the view without what only the page of meetings knows."""
    return _but(view, view.selection.without_meeting())


def _but(view: View, selection: Selection) -> View:
    st.session_state[_SELECTION] = selection
    return View(selection, view.notices)


def _address_leads(query: dict[str, str], clicked: bool) -> bool:
    """Tell whether somebody went to another address, by the browser's history or by hand.

    A page change empties the address; a click answers before the browser has the new one.
    """
    return bool(query) and not clicked and query != st.session_state.get(_PUBLISHED)


def publish(selection: Selection) -> None:
    """Write the address bar once per run, and only when it says something else."""
    query = selection.to_query()
    st.session_state[_PUBLISHED] = visitors.asked(query)
    address = query | visitors.token()
    if st.query_params.to_dict() != address:
        st.query_params.from_dict(address)


def known() -> Selection | None:
    """Return the view that the session has, if it has one."""
    found: Selection | None = st.session_state.get(_SELECTION)
    return found


def published() -> str:
    """Return the link of the view that the page shows."""
    shown = known()
    return shown.link() if shown else ""


def publish_again() -> None:
    """Write the session's view to the address where no page will: a page change emptied it, a click made it another."""
    known = st.session_state.get(_SELECTION)
    if known is not None and not _address_leads(st.query_params.to_dict(), st.session_state.get(_CHANGED, False)):
        publish(known)


def change(options: Options, **changes: str | None) -> None:
    """Change the selection from a callback; a key set to None falls to its default."""
    session = st.session_state
    query = session[_SELECTION].to_query()
    for key in changes:
        for dependent in _DEPENDENT.get(key, ()):
            query.pop(dependent, None)
    query |= {key: value for key, value in changes.items() if value is not None}
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
    session[_SELECTION], notices = from_query(query, options)
    session[_CHANGED] = True
    session[_TOLD] = tuple(one for one in notices if one.reason in ("came_later", "is_no_more"))


def tell(notice: Notice) -> None:
    """Say in the next run, from a callback, what a click could not do; the choice after it takes that away."""
    st.session_state[_TOLD] = (notice,)
    st.session_state[_CHANGED] = True


def change_language(lang: str) -> None:
    """Show the same view in another language, which needs no database; before the first view, change the link's."""
    session = st.session_state
    if _SELECTION in session:
        session[_SELECTION] = replace(session[_SELECTION], lang=lang)
        session[_CHANGED] = True
    else:
        st.query_params["lang"] = lang


def select_area(options: Options, pcode: str) -> None:
    """Drill into a county, or back to the province's counties."""
    level = "county" if pcode == PROVINCE else "district"
    change(options, area=pcode, level=level, place=None)


def select_level(options: Options, level: str) -> None:
    """Show all counties or all districts of the province."""
    change(options, area=None, level=level, place=None)


def select_place(options: Options, place: str, county: str | None) -> None:
    """Look at a place, in its county where that is known."""
    drill = {} if county is None else {"area": county, "level": "district"}
    change(options, place=place, **drill)


def leave_place(options: Options) -> None:
    """Look at no place any more."""
    change(options, place=None)


def without_place(view: View) -> View:
    """Take a place that does not exist out of the view, and say so until the next choice."""
    session = st.session_state
    session[_NOTICES] = (*view.notices, Notice("place", view.selection.place, "unknown_value"))
    session[_SELECTION] = replace(view.selection, place="")
    return View(session[_SELECTION], session[_NOTICES])


def seed(key: str, value: object) -> None:
    """Give a widget the value that the selection has, before it is drawn."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value


def put(key: str, value: object) -> None:
    """Give a widget in a popover its value in every run: it is made when the popover opens, maybe runs later."""
    st.session_state[key] = value


def chosen(key: str) -> str | None:
    """Return what a widget holds, inside its callback."""
    value = st.session_state.get(key)
    return None if value is None else str(value)


def chosen_several(key: str) -> tuple[str, ...]:
    """Return what a widget for several choices holds, inside its callback."""
    return tuple(map(str, st.session_state.get(key) or ()))


def kept(name: str, default: str) -> str:
    """Return what a page keeps for itself, beside the link: the order of a list, the page of it."""
    return str(st.session_state.get(f"hg_kept_{name}", default))


def keep(name: str, value: str) -> None:
    """Keep something for a page."""
    st.session_state[f"hg_kept_{name}"] = value


def map_of(page: str) -> None:
    """Forget what the map's frame was sent when another page drew the last one: each page makes its own."""
    if st.session_state.get(_MAP_OF) != page:
        st.session_state[_MAP_OF] = page
        not_there()


def first_time(key: str) -> bool:
    """Tell whether the map's frame was not sent this package yet, and remember that now it is."""
    sent: set[str] = st.session_state.setdefault(_SENT, set())
    known = key in sent
    sent.add(key)
    return not known


def not_there(key: str | None = None) -> None:
    """Forget that the frame was sent a package, or any: it was made anew or a message was lost."""
    sent: set[str] = st.session_state.setdefault(_SENT, set())
    if key is None:
        sent.clear()
    else:
        sent.discard(key)


def _asked() -> dict[str, str]:
    """Return what the address asks for, as far as the visitor may ask."""
    query = {key: value for key, value in st.query_params.to_dict().items() if key != visitors.SHARE}
    if not query and _SELECTION in st.session_state:  # somebody turned the page
        return query
    return visitors.asked(query)


def remembered_language() -> str:
    """Return the language that the view will have, before any database is asked: the session's, or the address's."""
    session, query = st.session_state, _asked()
    known = session.get(_SELECTION)
    if known is None or _address_leads(query, session.get(_CHANGED, False)):
        lang = query.get("lang", "fa")
    else:
        lang = known.lang
    return lang if lang in i18n.DIRECTIONS else "fa"

"""Find a place by its name and go there. Typing runs this part alone; the map is sent again when one is chosen."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from domain.admin import LEVELS, PROVINCE
from domain.place_search import Found, Place
from ui import access, errors, loaders, state
from wording import formats, i18n, place_words
from wording.i18n import _, ngettext

# What the search reruns when a place was chosen; ui/gap_map.py names its part of the page so.
VIEW = "view"
HITS = 8
_TURN = "hg_find_turn"


@access.fragment(key="find")
def draw() -> None:
    """Draw the field, and under it what was found; style.css shows the latter while one of the two has the focus."""
    # A field with another number is another, empty one: how it is cleared when a place was chosen.
    turn = f"{i18n.language()}:{st.session_state.get(_TURN, 0)}"
    with st.container(key="find"), errors.told():
        name = _("Find a place")
        query = st.text_input(
            name, key=f"find:{turn}", type="search", placeholder=name, live=True, label_visibility="collapsed"
        )
        if query and query.strip():
            places = loaders.places()
            _answers(places.search(query, i18n.language(), HITS), query, places.absent)


def _answers(found: Found, query: str, absent: tuple[str, ...]) -> None:
    with st.container(key="find_hits", gap=None):
        lines = [_told(found, query)]
        lines += [_("The search does without settlements: the database lacks them.")] if absent else []
        st.html(f'<div role="status">{"".join(f"<p>{escape(line)}</p>" for line in lines)}</div>')
        for place in found.places:
            key = f"go:{place.id}:{i18n.language()}"
            st.button(_label(place), key=key, on_click=_go, args=(place,), type="tertiary", width="stretch")
        if found.more:
            text = ngettext("{count} more; type more of the name.", "{count} more; type more of the name.", found.more)
            st.html(f"<p>{escape(text.format(count=formats.number(found.more)))}</p>")


def _told(found: Found, query: str) -> str:
    if not found.places and len(query.strip()) == 1:
        return _("No word of a name begins with “{name}”. Type more of the name.").format(name=query.strip())
    if not found.places:
        text = _("Nothing is called “{name}”. Try fewer letters, the other language, or the name of the county.")
        return text.format(name=query.strip())
    if found.near:
        return _("Nothing is spelled “{name}”; similar names:").format(name=query.strip())
    count = len(found.places) + found.more
    return ngettext("{count} place found", "{count} places found", count).format(count=formats.number(count))


def _label(place: Place) -> str:
    name, kind = place.name(i18n.language()), place_words.kind(place)
    # Most facilities have their kind in their name.
    kind = "" if kind.casefold() in name.casefold() else kind
    beside = " · ".join(filter(None, (kind, place_words.where(place, loaders.reference()))))
    return f"**{plain(name)}** :small[:gray[{plain(beside)}]]"


def plain(text: str) -> str:
    """Take the meaning of Markdown from text that a link, a reader or a database brought along."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&])", r"\\\1", " ".join(text.split()))


@access.acting
def _go(place: Place) -> None:
    """Show a place: its county's districts, and the place itself on them."""
    with errors.told():
        known = loaders.reference()
        options, levels = known.options, known.tree.levels
        county = next((code for code in (place.id, *place.within) if levels.get(code) == LEVELS["county"]), None)
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        if place.id in (county, PROVINCE):
            state.select_area(options, place.id)
        else:
            state.select_place(options, place.id, county)
    st.rerun(VIEW)


def chosen(view: state.View) -> tuple[state.View, Place | None]:
    """Return the place that the view names; one that does not exist is taken out of the view with a notice.

    Where places cannot be read, or it may be among those that cannot, the view goes on without looking at it.
    """
    wanted = view.selection.place
    places = loaders.places_if_there() if wanted else None
    if places is None:
        return view, None
    place = places.by_id.get(wanted)
    return (view, place) if place is not None or places.absent else (state.without_place(view), None)

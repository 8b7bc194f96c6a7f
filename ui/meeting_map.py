"""Where commitments are: districts with and without, those with a late one, and how many of them as numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from briefing import map_view
from domain.admin import LEVELS, PROVINCE
from domain.commitments import MADE_STATES
from domain.frames import records
from domain.selection import Selection
from geo.facilities_layer import STEP, Packed, pack
from geo.palette import Fill
from measures.meetings import MeetingBook
from measures.reference import Reference
from ui import loaders, map_panel, routes, state
from wording import commitment_words, formats, i18n, provenance
from wording.i18n import _, ngettext

NONE, SOME, LATE = Fill("#eef2f5", ""), Fill("#8fc1e1", ""), Fill("#d25a45", "")
FILLS = (NONE, SOME, LATE)
SMALLEST_PX, LARGEST_PX = 17, 22
LINES_AT_MOST = 6


def draw(selection: Selection, reference: Reference, book: MeetingBook, rows: pd.DataFrame) -> None:
    """Draw the map of the commitments shown; a click on a district narrows the list to it, a second one widens it."""
    key = ("meeting_map", selection, book.meeting.id)
    view, packed, legend = loaders.kept(key, lambda: _made(selection, reference, rows))
    state.map_of("meetings")
    with st.container(key="meeting_map"):
        shown = map_panel.with_packages(view, facilities=packed)
        map_panel.draw(shown, routes.assets(), lambda code: _clicked(reference, selection, code))
    st.html(legend)


def _clicked(reference: Reference, selection: Selection, code: str) -> None:
    wanted = None if code == PROVINCE or selection.areas == (code,) else code
    state.change(reference.options, areas=wanted)


def _made(selection: Selection, reference: Reference, rows: pd.DataFrame) -> tuple[dict[str, Any], Packed, str]:
    made = rows[rows["status"].isin(MADE_STATES)]
    owners = {code: _owner(reference, str(code)) for code in set(made["pcode"])}
    by_area: dict[str, list[dict[str, Any]]] = {}
    for row in records(made):
        by_area.setdefault(owners[row["pcode"]], []).append(row)
    districts = reference.tree.within(PROVINCE, LEVELS["district"])
    names = reference.areas[f"name_{i18n.language()}"]
    areas = {code: _area(str(names[code]), by_area.get(code, [])) for code in districts}
    counties = {code: str(names[code]) for code in reference.tree.within(PROVINCE, LEVELS["county"])}
    whole = replace(selection.without_page(), level="district", area=PROVINCE)
    used = [[fill.colour, fill.pattern] for fill in FILLS]
    view = map_view.framed(whole, areas, used, counties) | {
        "heads": [_("commitments"), _("delivered"), _("late"), _("Partner")],
        "foot": _("As of {date}").format(date=formats.day(reference.as_of)),
        "mark": provenance.mark(loaders.version().carries_mark),
        "stamp": selection.link(),
        "pick": "any",
        "picked": list(selection.areas),
    }
    elsewhere = sum(len(own) for code, own in by_area.items() if code not in areas)
    return view, pack(_numbers(reference, by_area)), _legend(areas, elsewhere)


def _owner(reference: Reference, code: str) -> str:
    """Return the district that a commitment is for; a larger area stands for itself."""
    return reference.tree.nearest(code, reference.tree.within(PROVINCE, LEVELS["district"])) or code


def _area(name: str, rows: list[dict[str, Any]]) -> list[Any]:
    late, delivered = sum(row["is_late"] for row in rows), sum(row["status"] == "delivered" for row in rows)
    fill = 0 if not rows else 2 if late else 1
    who = formats.listing(list(dict.fromkeys(map(commitment_words.partner, rows))))
    return [fill, name, *(formats.number(one) for one in (len(rows), delivered, late)), who]


def _numbers(reference: Reference, by_area: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Return what the map's script draws as discs: how many, and on a click who promised what."""
    centres = {
        str(code): (float(lat), float(lon))
        for code, lat, lon in reference.areas[["center_lat", "center_lon"]].dropna().itertuples(name=None)
    }
    known = {code: own for code, own in by_area.items() if code in centres}
    origin = centres[next(iter(sorted(known)))] if known else (0.0, 0.0)
    largest = max(map(len, known.values()), default=1)
    clusters = []
    for code, own in sorted(known.items()):
        y, x = (round((one - zero) / STEP) for one, zero in zip(centres[code], origin, strict=True))
        name = str(reference.areas.at[code, f"name_{i18n.language()}"])
        told = ngettext("{place}: {count} commitment", "{place}: {count} commitments", len(own))
        lines = [[commitment_words.partner(row), commitment_words.what(row)] for row in own[:LINES_AT_MOST]]
        states = Counter(commitment_words.status(row) for row in own)
        counted = [[text, formats.number(count)] for text, count in states.items()]
        size = max(SMALLEST_PX, round(LARGEST_PX * (len(own) / largest) ** 0.5))
        heading = told.format(place=name, count=formats.number(len(own)))
        foot = _("As of {date}").format(date=formats.day(reference.as_of))
        clusters.append([x, y, size, formats.number(len(own)), heading, lines, counted, foot])
    shared: dict[str, Any] = {"at": list(origin), "kinds": [], "statuses": [], "heads": [], "texts": [], "points": []}
    return shared | {"clusters": clusters, "note": ""}


def _legend(areas: dict[str, list[Any]], elsewhere: int) -> str:
    counts = Counter(row[0] for row in areas.values())
    texts = (_("no commitment"), _("commitments in time or delivered"), _("a commitment is late"))
    items = "".join(
        f'<li><i class="hg-swatch" style="background-color:{fill.colour}"></i><span>{escape(text)}</span>'
        f"<b>{formats.number(counts[place])}</b></li>"
        for place, (fill, text) in enumerate(zip(FILLS, texts, strict=True))
    )
    note = _("Numbers on the map count commitments; the legend counts districts.")
    if elsewhere:
        more = ngettext(
            "{count} commitment is for a larger area and has no district.",
            "{count} commitments are for larger areas and have no district.",
            elsewhere,
        )
        note += " " + more.format(count=formats.number(elsewhere))
    listed = f'<ul class="hg-legend hg-meeting-legend" aria-label="{escape(_("Legend"))}">{items}</ul>'
    return f'{listed}<p class="hg-note">{escape(note)}</p>'

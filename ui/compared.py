"""What the page Compare shows of a view, finished: maps, legends, titles, the scatter plot; nothing here draws."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefing import axes, map_view
from domain.frames import ReleaseFrame, records
from domain.indicators import Indicator
from domain.selection import Selection
from geo.bivariate import Bivariate, bivariate
from ui import compare_legend, compare_scatter, loaders, sides, ways_out
from ui.compare_values import values_of, worse
from ui.compared_maps import two_maps
from ui.sides import Compared
from wording import formats, gap_words, i18n, provenance, words
from wording.i18n import _

NAMED_AT_MOST = 4


def compared(selection: Selection) -> Compared:
    """Compute and word the two sides of a view."""
    frames = (loaders.release(selection), loaders.release(sides.second(selection)))
    made = _two_indicators(*frames) if sides.kind(selection) == "indicators" else two_maps(*frames)
    return replace(made, ways=ways_out.of_same(selection, sides.second) or ways_out.of_pair(selection, sides.second))


def _two_indicators(first: ReleaseFrame, other: ReleaseFrame) -> Compared:
    x, y = (values_of(one) for one in (first, other))
    found = bivariate(x, y)
    entries = (first.selection.entry, other.selection.entry)
    areas, used = {}, []
    rows = list(zip(records(first.data), records(other.data), strict=True))
    for place, (one, two) in enumerate(rows):
        fill = [found.fill(place).colour, found.fill(place).pattern]
        used += [] if fill in used else [fill]
        name = one[f"name_{i18n.language()}"]
        note = " · ".join(dict.fromkeys(filter(None, (words.reason(row["note"], "reported") for row in (one, two)))))
        areas[one["pcode"]] = [
            used.index(fill),
            name,
            gap_words.said(entries[0], one),
            gap_words.said(entries[1], two),
            note,
        ]
    view = _painted(first, areas, used) | {
        "heads": [*map(axes.indicator_name, entries), _("note")],
        "foot": sides.foot(first, other),
        "mark": provenance.demonstration_mark(first, other),
        "stamp": first.selection.link(),
    }
    return Compared(
        title=_corner_title(found, first, entries),
        subtitle=" · ".join(sides.measured(one) for one in (first, other)),
        legend=compare_legend.nine(found, entries),
        foot=sides.foot(first, other),
        frames=(first, other),
        views=(view,),
        scatter=compare_scatter.scatter(found, first, other),
        rule=provenance.group_rule(first) or provenance.group_rule(other),
    )


def _corner_title(found: Bivariate, frame: ReleaseFrame, entries: tuple[Indicator, Indicator]) -> str:
    column, row = worse(entries[0]), worse(entries[1])
    names = list(frame.data[f"name_{i18n.language()}"])
    inside = [str(names[place]) for place, cell in enumerate(found.cells) if cell == (row, column)]
    what = compare_legend.corner(entries, row, column)
    areas = words.areas(len(inside), frame.selection.level == "county")
    if not inside:
        return _("No {area} is at once {what}").format(area=areas, what=what)
    listed = formats.listing_and(inside) if len(inside) <= NAMED_AT_MOST else ""
    text = _("{count} {area}: {what}").format(count=formats.count_word(len(inside)), area=areas, what=what)
    return (text[:1].upper() + text[1:]) + (f" ({listed})" if listed else "")


def _painted(frame: ReleaseFrame, areas: dict[str, list[Any]], used: list[list[str]]) -> dict[str, Any]:
    return map_view.framed(frame.selection, areas, used, sides.counties()) | sides.linked(frame.selection)

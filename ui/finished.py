"""A view's texts and colours, finished once and shown many times: nothing here draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from briefing import map_view
from briefing.drawn import Drawn, names_of, told, without_boundary
from domain.admin import LEVELS, PROVINCE
from domain.frames import ReleaseFrame
from domain.selection import Selection
from geo.facilities_layer import Packed
from measures.reference import Reference
from ui import area_table, facilities, loaders, onward, ranking, settlements, ways_out
from wording import provenance
from wording.i18n import _


@dataclass(frozen=True)
class Finished:
    """What the page shows of a view, in the view's language.

    Attributes
    ----------
    frame : ReleaseFrame
    map_view : dict
        What the map paints, without the facilities.
    facilities : Packed or None
        What the map gets of the chosen facilities.
    settlements : Packed or None
        Names of a drilled county's settlements.
    table : str
        HTML: the map's equal, when the view asks for a table.
    head, side, sources : str
        HTML: title and subtitle; benchmark, legend and ranking; the table of sources.
    foot : tuple of str
        Lines under the map, as HTML.
    without_boundary : str
        Names of the areas that cannot be drawn.
    """

    frame: ReleaseFrame
    map_view: dict[str, Any]
    facilities: Packed | None
    settlements: Packed | None
    table: str
    head: str
    side: str
    sources: str
    foot: tuple[str, ...]
    without_boundary: str


def finish(selection: Selection) -> Finished:
    """Compute, classify, colour and word a view; `i18n` must be set to its language."""
    reference = loaders.reference()
    frame = loaders.release(selection)
    drawn = Drawn.of(frame, reference)
    called = names_of(reference)
    counties = {code: called[code] for code in reference.tree.within(PROVINCE, LEVELS["county"])}
    title, subtitle = told(drawn, reference)
    about = onward.mark(selection, selection.indicator)
    head = (
        f"{_crumb(selection, called)}<h1>{escape(title)}</h1><p>{escape(subtitle)}{about}</p>{ways_out.of_frame(frame)}"
    )
    found = facilities.shown(selection)
    source_line = provenance.source_line(frame, reference, date.fromisoformat(loaders.as_of()))
    return Finished(
        frame=frame,
        facilities=found.packed if found else None,
        settlements=settlements.names(selection),
        table=_table(drawn, reference, title) if selection.view == "table" else "",
        map_view=map_view.view_of(frame, drawn.classes, drawn.fills, counties, source_line),
        head=f'<div class="hg-title">{head}</div>',
        side=_side(drawn, reference),
        foot=_foot(frame, reference),
        sources=provenance.source_table(frame, reference),
        without_boundary=without_boundary(frame, loaders.boundaries().codes),
    )


def _crumb(selection: Selection, called: dict[str, str]) -> str:
    """Where the drilled view stands; the way back is the button beside it."""
    if selection.area == PROVINCE:
        return ""
    county = _("{place} County").format(place=called.get(selection.area, selection.area))
    steps = [called.get(PROVINCE, PROVINCE), county, _("Districts")]
    items = "".join(f"<li>{escape(step)}</li>" for step in steps)
    return f'<nav aria-label="{escape(_("You are here"))}"><ol class="hg-crumb">{items}</ol></nav>'


def _table(drawn: Drawn, reference: Reference, title: str) -> str:
    found = facilities.shown(drawn.frame.selection)
    table = area_table.html(drawn.frame, drawn.classes, drawn.fills, title, found)
    return f'<div class="hg-tables">{_benchmark(drawn, reference)}{_scheme_note(drawn)}{table}</div>'


def _benchmark(drawn: Drawn, reference: Reference) -> str:
    beside = "".join(provenance.benchmark_html(one) for one in provenance.benchmark(drawn.frame, reference))
    return f'<dl class="hg-benchmark">{beside}</dl>'


def _side(drawn: Drawn, reference: Reference) -> str:
    frame = drawn.frame
    return (
        f'<div class="hg-side">{_benchmark(drawn, reference)}'
        + _scheme_note(drawn)
        + drawn.legend()
        + facilities.legend(frame.selection)
        + ranking.html(frame, drawn.classes, drawn.fills)
        + "</div>"
    )


def _scheme_note(drawn: Drawn) -> str:
    if drawn.classes.scheme == drawn.frame.selection.scheme:
        return ""
    text = escape(_("No standard for this indicator: classes by quantiles."))
    return f'<p class="hg-note">{text}</p>'


def _foot(frame: ReleaseFrame, reference: Reference) -> tuple[str, ...]:
    rule = provenance.group_rule(frame)
    line = provenance.line(frame, reference, date.fromisoformat(loaders.as_of()))
    return (escape(rule), line) if rule else (line,)

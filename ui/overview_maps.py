"""The three sectors as small maps side by side; each leads to the gap map's view of its indicator."""

from __future__ import annotations

import math
from base64 import b64encode
from html import escape

from briefing.drawn import Drawn, is_hatched
from domain.admin import PROVINCE
from domain.frames import ReleaseFrame, records
from domain.indicators import Indicator
from geo.classification import Bin
from geo.palette import SPECIAL, Fill
from geo.static_map import static_map
from measures.reference import Reference
from ui import loaders, onward, overview_facts
from wording import formats, i18n, legend, sentences, words
from wording.i18n import _

DISTORTED = Fill("#8fc1e1", "over")


def html(frames: list[ReleaseFrame], reference: Reference, onward: str) -> str:
    """Return the maps as HTML; `onward` is what stands at the end of the head's line."""
    drawn = [Drawn.of(frame, reference) for frame in frames]
    head = f"<h2>{escape(_('Where it is short, by district'))}</h2><span>{_patterns(drawn)}</span>{onward}"
    maps = "".join(_map(one, reference) for one in drawn)
    return f'<section class="hg-minis"><header>{head}</header>{maps}</section>'


def _map(drawn: Drawn, reference: Reference) -> str:
    frame, selection = drawn.frame, drawn.frame.selection
    names = {str(code): str(name) for code, name in reference.areas[f"name_{i18n.language()}"].items()}
    title = sentences.title(frame, names, drawn.standard)
    picture = static_map(loaders.boundaries(), painted(drawn), PROVINCE)
    data = b64encode(picture.encode()).decode()
    measure = words.value_name(selection.entry)
    text = _("Map of the districts: {measure}").format(measure=measure)
    about = onward.later(selection.indicator)
    marked = overview_facts.mark() if bool(frame.data["is_demonstration"].any()) else ""
    return (
        f'<article class="hg-mini"><h3><span>{escape(words.sector(selection.sector))}</span>{marked}</h3>'
        f"{onward.way('gap_map', selection.link(), escape(title))}"
        f'<p class="hg-line"><span>{escape(measure)}{about}</span></p>'
        f'<img alt="{escape(text)}" src="data:image/svg+xml;base64,{data}">'
        f'<p class="hg-line">{_legend(drawn)}</p></article>'
    )


def painted(drawn: Drawn) -> dict[str, Fill]:
    """Return each area's fill, hatched where the city boundary distorts its figure, as on the big map."""
    found = {}
    for row, number in zip(records(drawn.frame.data), drawn.classes.index, strict=True):
        fill = drawn.fills[number]
        found[str(row["pcode"])] = Fill(fill.colour, DISTORTED.pattern) if is_hatched(row, fill) else fill
    return found


def _item(fill: Fill, text: str) -> str:
    return f"<span>{legend.swatch(fill)}{escape(text)}</span>"


def _patterns(drawn: list[Drawn]) -> str:
    """What the hatched areas of all maps are: said once."""
    used = {fill.pattern for one in drawn for fill in painted(one).values()}
    items = [_item(SPECIAL["no_data"], _("no data"))] if SPECIAL["no_data"].pattern in used else []
    items += [_item(DISTORTED, _("distorted by the city boundary"))] if DISTORTED.pattern in used else []
    return "".join(items)


def _legend(drawn: Drawn) -> str:
    """One line: the classes that have areas, as short as they can be said."""
    pairs = zip(drawn.classes.bins, drawn.fills, strict=True)
    entry = drawn.frame.selection.entry
    return "".join(_item(fill, short(one, entry)) for one, fill in pairs if one.count and one.kind != "no_data")


def short(one: Bin, entry: Indicator) -> str:
    """Write a class in a few characters; the gap map's legend says which end belongs to it."""
    if one.kind != "range":
        return formats.number(0) if one.kind == "zero" else legend.label(one, entry)
    low, high = (formats.figure(end, entry.value) if math.isfinite(end) else "" for end in (one.lower, one.upper))
    if math.isinf(one.upper):
        return _("from {low}").format(low=low)
    if one.lower == 0:
        return (_("under {high}") if one.closed == "left" else _("up to {high}")).format(high=high)
    return f"{low}–{high}"

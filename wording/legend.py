"""The legend: our own HTML, with swatches in the map's patterns and the number of areas in each class."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from pathlib import Path

from domain.indicators import Indicator
from geo.classification import Bin, Classes
from geo.palette import Fill
from wording import formats
from wording.i18n import _

Line = tuple[tuple[Fill, ...], str, int]
# How it looks, wherever it stands: on a page, in full screen, in an offline map.
STYLE = Path(__file__).with_name("legend.css")


def html(classes: Classes, fills: tuple[Fill, ...], entry: Indicator, distorted: Mapping[int, int]) -> str:
    """Return the legend; areas hatched over the colour of their class, counted by class, get a line of their own."""
    rows = "".join(
        _row(swatches(side_by_side), text, count)
        for side_by_side, text, count in lines(classes, fills, entry, distorted)
    )
    name = escape(_("Legend"))
    return f'<ul class="hg-legend" aria-label="{name}">{rows}</ul>'


def lines(classes: Classes, fills: tuple[Fill, ...], entry: Indicator, distorted: Mapping[int, int]) -> list[Line]:
    """Return the fills that stand side by side, text and number of areas of each line of the legend."""
    found: list[Line] = [((fill,), label(one, entry), one.count) for one, fill in zip(classes.bins, fills, strict=True)]
    if distorted:
        hatched = tuple(Fill(fills[place].colour, "over") for place in sorted(distorted))
        # Below the classes whose areas they are, above those that stand outside the scale.
        after = max(distorted) + 1 + sum(one.kind == "range" for one in classes.bins[max(distorted) + 1 :])
        found.insert(after, (hatched, _("of these, distorted by the city boundary"), sum(distorted.values())))
    return found


def swatches(fills: tuple[Fill, ...]) -> str:
    """Return the sample of a line: one fill, or the hatched ones side by side."""
    if len(fills) == 1 and fills[0].pattern != "over":
        return swatch(fills[0])
    return f'<i class="hg-hatched">{"".join(map(swatch, fills))}</i>'


def label(one: Bin, entry: Indicator) -> str:
    """Write the range of a class."""
    if one.kind != "range":
        return {"zero": _zero(entry), "few": _("fewer than 10 people"), "no_data": _("no data")}[one.kind]
    low, high = (formats.figure(end, entry.value) if math.isfinite(end) else "" for end in (one.lower, one.upper))
    if math.isinf(one.upper):
        return (_("{low} and more") if one.closed == "left" else _("over {low}")).format(low=low)
    if one.lower == 0:
        return (_("over 0, under {high}") if one.closed == "left" else _("over 0 to {high}")).format(high=high)
    if one.lower == one.upper:
        return low
    text = {"left": _("{low} to under {high}"), "right": _("over {low} to {high}"), "both": _("{low} to {high}")}
    return text[one.closed].format(low=low, high=high)


def _zero(entry: Indicator) -> str:
    return {
        "need": _("0: no capacity"),
        "ratio": _("0: none"),
        "index": _("0: no shortage"),
    }.get(entry.family, _("0: nobody"))


def _row(swatch: str, text: str, count: int) -> str:
    return f"<li>{swatch}<span>{escape(text)}</span><b>{formats.number(count)}</b></li>"


def swatch(fill: Fill) -> str:
    """A square in the fill's colour; its pattern is a class of the style sheets (the sanitizer lets no SVG through)."""
    return f'<i class="hg-swatch {fill.pattern}" style="background-color:{fill.colour}"></i>'

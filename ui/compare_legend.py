"""Legends of compared maps: nine colours with their corners in words, or one scale with two columns of counts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from briefing import axes
from briefing.drawn import Drawn
from domain.indicators import Indicator
from geo.bivariate import COLOURS, Bivariate
from geo.palette import SPECIAL, Fill
from wording import formats, i18n, legend
from wording.i18n import _

Pair = tuple[Indicator, Indicator]
# Cells above the lowest row on which dark figures read better than white ones.
LIGHT = ((1, 0), (1, 1))
CORNERS = ((0, 0), (0, 2), (2, 0), (2, 2))


def corner(entries: Pair, row: int, column: int) -> str:
    """Say in words what a corner of the nine classes means; `row` is the class of the second indicator."""
    first, other = (one.name.in_language(i18n.language()) for one in entries)
    return _("{level} “{first}”, {other_level} “{other}”").format(
        first=first, level=level_name(column), other=other, other_level=level_name(row)
    )


def level_name(place: int) -> str:
    """Name one of the three classes."""
    return (_("low"), _("middle"), _("high"))[place]


def nine(found: Bivariate, entries: Pair) -> str:
    """Return the legend of two indicators as HTML: the square, its corners in words, the areas without a class."""
    names = [escape(axes.indicator_name(one)) for one in entries]
    rows = ""
    for row in reversed(range(3)):
        cells = "".join(_cell(found, row, column) for column in range(3))
        rows += f'<tr><th scope="row">{escape(level_name(row))}</th>{cells}</tr>'
    heads = "".join(f'<th scope="col">{escape(level_name(column))}</th>' for column in range(3))
    square = (
        f'<table class="hg-nine"><caption>{names[1]} ↑</caption><tbody>{rows}</tbody>'
        f'<tfoot><tr><td></td>{heads}</tr><tr><td></td><td colspan="3">{names[0]} {arrow()}</td></tr></tfoot></table>'
    )
    corners = "".join(
        f"<li>{legend.swatch(Fill(COLOURS[row][column]))}<span>{escape(corner(entries, row, column))}</span>"
        f"<b>{formats.number(found.counts[row][column])}</b></li>"
        for row, column in CORNERS
    )
    if found.missing:
        text = escape(no_class())
        swatch, missing = legend.swatch(SPECIAL["no_data"]), formats.number(found.missing)
        corners += f"<li>{swatch}<span>{text}</span><b>{missing}</b></li>"
    ends = escape(thirds())
    name = escape(_("Legend"))
    return f'{square}<ul class="hg-legend hg-corners" aria-label="{name}">{corners}</ul><p class="hg-note">{ends}</p>'


def keys(found: Bivariate, entries: Pair) -> tuple[tuple[str, str], ...]:
    """Return the colours that the areas have, the highest first, each with what it means."""
    cells = [(row, column) for row in reversed(range(3)) for column in range(3) if found.counts[row][column]]
    return tuple((COLOURS[row][column], corner(entries, row, column)) for row, column in cells)


def arrow() -> str:
    """Return the sign of what grows in the direction of reading."""
    return "←" if i18n.direction() == "rtl" else "→"


def _cell(found: Bivariate, row: int, column: int) -> str:
    colour, count = COLOURS[row][column], formats.number(found.counts[row][column])
    return f'<td style="background-color:{colour};color:{ink(row, column)}">{count}</td>'


def ink(row: int, column: int) -> str:
    """Return the colour in which a figure reads well on a cell."""
    return "#12202b" if row == 0 or (row, column) in LIGHT else "#ffffff"


def thirds() -> str:
    """Say what low, middle and high are."""
    return _("Low, middle and high are thirds of the areas that have both figures.")


def no_class() -> str:
    """Say which areas are in none of the nine classes."""
    return _("no class: no data, or distorted by the city boundary")


def lines_of_two(sides: Sequence[Drawn]) -> list[tuple[tuple[Fill, ...], str, tuple[int, int]]]:
    """Return the fills, the text and the number of areas on either side of each line of the common legend."""
    # A line that only one side has stands there for both.
    hatched = sorted({place for one in sides for place in one.distorted})
    entry = sides[0].frame.selection.entry
    first, other = (
        legend.lines(one.classes, one.fills, entry, {place: one.distorted[place] for place in hatched}) for one in sides
    )
    return [(fills, text, (count, beside)) for (fills, text, count), (_f, _t, beside) in zip(first, other, strict=True)]


def two(sides: Sequence[Drawn], names: tuple[str, str]) -> str:
    """Return the common legend of two maps as HTML: each class with the number of areas on either."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(
        f'<tr><th scope="row">{legend.swatches(fills)}{escape(text)}</th>'
        f"{''.join(f'<td>{formats.number(count)}</td>' for count in counts)}</tr>"
        for fills, text, counts in lines_of_two(sides)
    )
    name = escape(_("Legend"))
    head = f"<caption>{name}</caption><thead><tr><td></td>{heads}</tr></thead>"
    return f'<table class="hg-two">{head}<tbody>{rows}</tbody></table>'

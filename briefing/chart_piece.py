"""The chart of a page: its texts around it, its legend, and the size of its type; bars of every kind lie."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from briefing.canvas import QUIET
from briefing.chart import INK, Chart
from briefing.chart_field import missing
from briefing.pieces import GAP, NAVY, Piece, moved, shortened, tall
from briefing.report import Row, Table
from briefing.sheet import Sheet, Words, height

HEAD, TEXT, LEAST = 16.0, 14.0, 10.0
# Lines of a title that a chart has beside that of its page.
AT_MOST = 2
# How many heights of its type a bar takes with the room to the next one.
ROW = 1.55
BETWEEN_KEYS, LEAST_FIELD = 28.0, 90.0
# Names of bars take at most this part of the chart.
NAMES = 0.34


def as_table(chart: Chart) -> Table:
    """Return the table that says the same as a chart, for those that cannot be drawn as bars."""
    heads, rows = chart.table()
    return Table(chart.title, tuple(heads), tuple(Row(tuple(row)) for row in rows), figures=tuple(range(1, len(heads))))


def pieces(chart: Chart, sheet: Sheet, width: float, room: float, said: Collection[str]) -> list[Piece]:
    """Lay a chart out with its texts.

    Parameters
    ----------
    chart : Chart
    sheet : Sheet
    width, room : float
        Hundredths of an inch.
    said : collection of str
        Texts that stand on the page already.

    Returns
    -------
    list of Piece
        From the corner of the room, which they fill.
    """
    over: list[Piece] = []
    for role, text, points, bold in (
        ("chart_title", chart.title, HEAD, True),
        ("chart_subtitle", chart.subtitle, TEXT, False),
    ):
        if text and text not in said:
            whole = Words(text, points * sheet.scale, bold, NAVY if bold else QUIET)
            words = tuple(shortened(sheet, [whole], width, sheet.tall(AT_MOST, whole.points) + 1))
            over.append(Piece(role, 0, tall(over), width, height(sheet, words, width), words))
    over += moved(_legend(chart, sheet, width), 0, tall(over) + (GAP / 3 * sheet.scale if over else 0))
    under = _notes(chart, sheet, width, max(room - tall(over) - LEAST_FIELD * sheet.scale, 0.0))
    top = tall(over) + (GAP / 3 * sheet.scale if over else 0)
    field = max(room - top - tall(under), LEAST_FIELD / 2 * sheet.scale)
    told = "; ".join(": ".join((row[0], ", ".join(row[1:]))) for row in chart.table()[1])
    names = " · ".join(one.name for one in chart.series)
    alt = "\n".join(filter(None, (chart.title, chart.subtitle, names, told)))
    drawn = Piece("chart", 0, top, width, field, chart=chart, alt=alt, points=_points(chart, sheet, field))
    return [*over, drawn, *moved(under, 0, top + field)]


def _points(chart: Chart, sheet: Sheet, field: float) -> float:
    """Return the size of the chart's type, as large as its rows let it be."""
    each = 1 if chart.kind == "stacked" else len(chart.series)
    rows = max(len(chart.categories) * each, 1)
    fits = field / rows * 0.72 / ROW
    return round(min(max(fits, LEAST * sheet.scale, sheet.floor), TEXT * sheet.scale) * 2) / 2


def names_width(chart: Chart, sheet: Sheet, width: float, points: float) -> float:
    """Return how wide the names of the bars are."""
    widest = max((sheet.width_of(name, points) for name in chart.categories), default=0.0)
    return min(widest + points, width * NAMES)


def keys(chart: Chart) -> tuple[tuple[str, str], ...]:
    """Return colours and what they mean; of a single series the title speaks."""
    series = tuple((one.colour, one.name) for one in chart.series) if len(chart.series) > 1 else ()
    return (*series, *chart.keys)


def _legend(chart: Chart, sheet: Sheet, width: float) -> list[Piece]:
    made: list[Piece] = []
    x = top = 0.0
    for colour, name in keys(chart):
        whole = Words(name, TEXT * sheet.scale, colour=INK, swatch=colour)
        words = shortened(sheet, [whole], width - whole.points, sheet.tall(1, whole.points) + 1)[0]
        wide = min(sheet.width_of(words.shown, words.points) + words.points, width)
        if x and x + wide > width:
            x, top = 0.0, tall(made)
        made.append(Piece("key", x, top, wide, height(sheet, [words], wide), (words,)))
        x += wide + BETWEEN_KEYS * sheet.scale
    return made


def _notes(chart: Chart, sheet: Sheet, width: float, room: float) -> list[Piece]:
    """Say which bars have no figure, and why, and what the lines of benchmarks would say."""
    said = [*missing(replace(chart, kind="dots")), *(one.text for one in (*chart.marks, *chart.breaks))]
    whole = [Words(text, TEXT * sheet.scale, colour=QUIET) for text in said]
    if not whole:
        return []
    words = tuple(shortened(sheet, whole, width, max(room, sheet.tall(1, whole[0].points) + 1)))
    return [Piece("chart_note", 0, 0, width, height(sheet, words, width), words)]

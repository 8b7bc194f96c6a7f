"""Texts inside a chart's figure: what they say and where they stand, so that none hides another or is cut."""

from __future__ import annotations

import textwrap
from html import escape

import plotly.graph_objects as go

from briefing.chart import LINE, Axis, Chart, Series, lifts
from wording import formats, i18n

Box = tuple[float, float, float, float]
LINE_PX = 18
DIRECT = {"rtl": "\u2067", "ltr": "\u2066"}
# Where names of dots stand, above and below all dots in turn; of the distance between two rows.
NAME_ROWS = (0.53, -0.53, 0.77, -0.77)
# A scatter plot as narrow as the page ever draws it beside a map, and a name's height in it.
FIELD_PX, NAME_HIGH_PX, LETTER_PX, DOT_PX = (380, 300), 18, 7.5, 7
# Longer names of bars are broken, so that they leave the bars the room.
NAME_LETTERS = 24
# A part of a stacked bar below this share of the axis has no room for its figure; the table has it.
ROOM_SHARE = 0.07
# Of the axis, for each sign of a figure.
SIGN_SHARE = 0.02


def said(text: str) -> str:
    """Return text for Plotly, which knows some markup; the drawing runs from left to right, its texts as they do."""
    return f"{DIRECT[i18n.direction()]}{escape(text)}{formats.END_ISOLATE}"


def lines_of(name: str) -> list[str]:
    """Break a long name into lines."""
    return textwrap.wrap(name, NAME_LETTERS, break_long_words=False) or [name]


def inside(chart: Chart, one: Series) -> list[str]:
    """Say for each part of the stacked bars whether its figure fits inside."""
    least = ROOM_SHARE * (chart.axis.ticks[-1][0] - chart.axis.ticks[0][0])
    return ["inside" if value is not None and value >= least else "none" for value in one.values]


def beside(chart: Chart, one: Series) -> list[str]:
    """Say for each bar where its figure stands: behind it, or in it where a line would go through the figure."""
    low, high = chart.axis.ticks[0][0], chart.axis.ticks[-1][0]
    places = []
    for value, text in zip(one.values, one.texts, strict=True):
        seen = text.strip(formats.ISOLATE + formats.END_ISOLATE)
        room = SIGN_SHARE * (len(seen) + 1) * (high - low)
        crossed = value is not None and any(value < mark.at < value + room for mark in chart.marks)
        places.append("inside" if crossed and value is not None and value - low > room else "outside")
    return places


def name_dots(made: go.Figure, chart: Chart) -> None:
    """Name some of the dots above and below the row in turn, with a line to each; names at the ends run inwards."""
    low, high = chart.axis.ticks[0][0], chart.axis.ticks[-1][0]
    ends = ("right", "left") if chart.is_rtl else ("left", "right")
    for row, one in enumerate(chart.series):
        up = lifts(one.values)
        values = ((value, place) for place, value in enumerate(one.values) if value is not None)
        for turn, (value, place) in enumerate(sorted(pair for pair in values if pair[1] in chart.labelled)):
            part = (value - low) / (high - low)
            anchor = ends[0] if part < 0.15 else ends[1] if part > 0.75 else "center"
            made.add_annotation(
                x=value, y=row + up[place], text=said(chart.categories[place]), xanchor=anchor,
                ax=0, ay=row + NAME_ROWS[turn % len(NAME_ROWS)], ayref="y",
                arrowhead=0, arrowwidth=1, arrowcolor="#4a5560", standoff=6,
            )  # fmt: skip


def name_points(made: go.Figure, chart: Chart, one: Series) -> None:
    """Name some points of a scatter plot, each where its name hides neither a point nor another name.

    They are annotations: as texts of the points Plotly lost those that follow a point without a value.
    """
    across, up = chart.x_axis or chart.axis, chart.axis
    at = {
        place: (_part(x, across) * FIELD_PX[0], _part(y, up) * FIELD_PX[1])
        for place, (x, y) in enumerate(zip(one.x, one.values, strict=True))
        if x is not None and y is not None
    }
    taken = [_box(x, y, 2 * DOT_PX, 2 * DOT_PX) for x, y in at.values()]
    for place in (one for one in chart.labelled if one in at):
        x, y = at[place]
        wide = len(chart.categories[place]) * LETTER_PX
        side = wide / 2 + DOT_PX + 3
        spots = [(0, 17), (side, 0), (-side, 0), (0, -17)]
        boxes = [_box(x + right, y + high, wide, NAME_HIGH_PX) for right, high in spots]
        free = [not any(_touch(box, other) for other in taken) for box in boxes]
        best = free.index(True) if True in free else 0
        taken.append(boxes[best])
        right, high = spots[best]
        made.add_annotation(
            x=one.x[place], y=one.values[place], text=said(chart.categories[place]), showarrow=False,
            xshift=-right if chart.is_rtl else right, yshift=high,
        )  # fmt: skip


def _part(value: float, axis: Axis) -> float:
    low, high = axis.ticks[0][0], axis.ticks[-1][0]
    return (value - low) / (high - low)


def _box(x: float, y: float, wide: float, high: float) -> Box:
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def mark_lines(made: go.Figure, chart: Chart, along: str) -> None:
    """Draw benchmark and standard as lines across, each with its name."""
    low, high = chart.axis.ticks[0][0], chart.axis.ticks[-1][0]
    for number, one in enumerate(sorted(chart.marks, key=lambda mark: mark.at)):
        line = {"color": LINE, "dash": "dash", "width": 2}
        note = {"text": said(one.text), "font": {"size": 13, "color": "#b3402c"}}
        if along == "x":
            # A text begins at its line and runs towards the middle; several stand above each other.
            beyond = (one.at - low) / (high - low) > 0.5
            anchor = "left" if beyond == chart.is_rtl else "right"
            made.add_vline(x=one.at, line=line, layer="below" if chart.kind == "bars" else "above")
            made.add_annotation(
                **note, x=one.at, y=1, yref="paper", xanchor=anchor, yanchor="bottom", yshift=LINE_PX * number,
                showarrow=False,
            )  # fmt: skip
        else:
            corner = "top left" if chart.is_rtl else "top right"
            made.add_hline(y=one.at, line=line, annotation=note, annotation_position=corner)

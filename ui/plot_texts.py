"""Texts inside a chart's figure: what they say and where they stand, so that none hides another or is cut."""

from __future__ import annotations

import textwrap
from html import escape

import plotly.graph_objects as go

from briefing.chart import LINE, Chart, Series, lifts
from ui import formats, i18n

LINE_PX = 18
DIRECT = {"rtl": "\u2067", "ltr": "\u2066"}
# How far names of dots stand off their dots, above and below in turn.
NAME_PX = (-38, 38, -56, 56)
# Longer names of bars are broken, so that they leave the bars the room.
NAME_LETTERS = 24
# A part of a stacked bar below this share of the axis has no room for its figure; the table has it.
ROOM_SHARE = 0.07


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
                ax=0, ay=NAME_PX[turn % len(NAME_PX)], arrowhead=0, arrowwidth=1, arrowcolor="#4a5560", standoff=6,
            )  # fmt: skip


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

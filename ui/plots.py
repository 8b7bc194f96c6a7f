"""The Plotly figure of a chart: our colours and font, its direction, its digits; nothing is reckoned here."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from briefing.chart import GREY, GRID, INK, Axis, Chart, Series, lifts
from ui.plot_texts import LINE_PX, SIGN_SHARE, beside, inside, lines_of, mark_lines, name_dots, name_points, said

Settings = dict[str, Any]
FONT = "Vazirmatn, sans-serif"
UPRIGHT = ("trend", "scatter")  # values stand on the upright axis
LYING = ("bars", "stacked", "dots")
LETTER_PX, NAMES_GAP_PX = 7.6, 6
# Stacked bars have their figures inside.
BAR_PX, STACKED_PX, ABOVE_PX, AXIS_PX, DOTS_PX, UPRIGHT_PX = 27, 36, 28, 46, 200, 270
# A figure inside a bar is left away where the bar is too short for it at this size.
BARGAP = 0.2
INSIDE_PX = 12


@lru_cache(maxsize=256)
def figure(chart: Chart, height: int | None = None) -> go.Figure:
    """Return the Plotly figure of a chart; it is shared, nobody may change it."""
    draws = {"bars": _bars, "stacked": _bars, "trend": _trend, "dots": _dots, "scatter": _scatter}
    made = go.Figure(layout=_layout(chart, height))
    draws[chart.kind](made, chart)
    return made


def _layout(chart: Chart, height: int | None) -> go.Layout:
    start = "right" if chart.is_rtl else "left"
    font = {"family": FONT, "size": 14, "color": INK}
    notes = len(chart.marks) if chart.kind in LYING else bool(chart.marks or chart.breaks or chart.kind in UPRIGHT)
    above = ABOVE_PX + LINE_PX * (notes - 1) if notes else 8
    beside = _room(chart)
    return go.Layout(
        height=height or _height(chart, above),
        # Plotly measures labels at the right side too late, so their room is reckoned here.
        margin={
            "l": 24 if chart.is_rtl else beside,
            "r": beside if chart.is_rtl else 24,
            "t": above,
            "b": 8 if chart.kind == "trend" else AXIS_PX,
        },
        font=font,
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        # The names of the series stand above the figure, as text of the page that takes the lines it needs.
        showlegend=False,
        hoverlabel={"font": font, "bgcolor": "#ffffff", "align": start},
        hovermode="closest",
        uniformtext={"mode": "hide", "minsize": INSIDE_PX},
        barmode="stack" if chart.kind == "stacked" else "group",
        bargap=BARGAP,
        dragmode=False,
    )


def _room(chart: Chart) -> int:
    """Return the pixels that the labels of the upright axis need."""
    if chart.kind == "dots":
        return 24
    names = [line for name in chart.categories for line in lines_of(name)]
    texts = [text for _value, text in chart.axis.ticks] if chart.kind in UPRIGHT else names
    return 12 + NAMES_GAP_PX + int(max(map(len, texts), default=0) * LETTER_PX)


def _height(chart: Chart, above: int) -> int:
    if chart.kind not in ("bars", "stacked"):
        return DOTS_PX + above if chart.kind == "dots" else UPRIGHT_PX
    each = STACKED_PX if chart.kind == "stacked" else BAR_PX * max(len(chart.series), 1)
    tall = max((LINE_PX * len(lines_of(name)) + 6 for name in chart.categories), default=BAR_PX)
    return AXIS_PX + above + max(len(chart.categories), 2) * max(tall, each)


def _values(axis: Axis) -> Settings:
    """Return an axis of values: our ticks with our digits, from the first to the last of them."""
    at = [value for value, _text in axis.ticks]
    room = (at[-1] - at[0]) * 0.03
    return {
        "tickvals": at,
        "ticktext": [said(text) for _value, text in axis.ticks],
        "range": [at[0] - (room if at[0] < 0 else 0), at[-1] + room],
        "tickangle": 0,
        "gridcolor": GRID,
        "zerolinecolor": GREY,
        "fixedrange": True,
    }


def _names(chart: Chart) -> Settings:
    """Return an axis of categories, by number, so that two areas of one name stay two."""
    return {
        "tickvals": list(range(len(chart.categories))),
        "ticktext": [
            _broken(name) if chart.kind == "trend" else "<br>".join(map(said, lines_of(name)))
            for name in chart.categories
        ],
        "range": [-0.6, len(chart.categories) - 0.4],
        "fixedrange": True,
        "automargin": "height",
        "tickangle": 0,
        "ticklabelstandoff": 0 if chart.kind == "trend" else NAMES_GAP_PX,
        "showgrid": False,
        "zeroline": False,
    }


def _broken(year: str) -> str:
    """Write the year of the other calendar below: side by side they would not fit between two points."""
    return "<br>(".join(map(said, year.split(" (", 1)))


def _named(axis: Axis) -> Settings:
    """Give an axis that lies its name below."""
    return {"title": {"text": said(axis.name), "standoff": 6, "font": {"size": 13}}}


def _over(made: go.Figure, chart: Chart) -> None:
    """Write the name of the upright axis above it, where nobody has to turn the head."""
    side = 1 if chart.is_rtl else 0
    anchor = "right" if chart.is_rtl else "left"
    font = {"size": 13, "color": "#4a5560"}
    made.add_annotation(
        text=said(chart.axis.name), font=font, showarrow=False, xref="paper", yref="paper",
        x=side, y=1, xanchor=anchor, yanchor="bottom", xshift=_room(chart) * (1 if chart.is_rtl else -1), yshift=6,
    )  # fmt: skip


def _across(axis: Settings, chart: Chart) -> Settings:
    """Turn an axis that lies: Persian begins at the right."""
    return axis | {"range": axis["range"][::-1]} if chart.is_rtl else axis


def _upright(axis: Settings, chart: Chart) -> Settings:
    return axis | {"side": "right" if chart.is_rtl else "left"}


def _bars(made: go.Figure, chart: Chart) -> None:
    stacked = chart.kind == "stacked"
    for number, one in enumerate(chart.series):
        made.add_bar(
            x=list(one.values),
            y=list(range(len(chart.categories))),
            orientation="h",
            name=said(one.name),
            marker={"color": list(one.colours) or one.colour},
            text=[said(text) for text in one.texts],
            textposition=inside(chart, one) if stacked else beside(chart, one),
            insidetextanchor="middle" if stacked else "end",
            constraintext="inside",
            textangle=0,
            textfont={"size": INSIDE_PX},
            cliponaxis=False,
            **_hover(chart, one),
        )
        if not stacked:
            _say_nothing_known(made, chart, number)
    names = _names(chart)
    below = names | {"range": names["range"][::-1]}  # the first bar stands on top
    lying = _values(chart.axis) | _named(chart.axis)
    if not stacked:  # the figures behind the bars need room too
        first, last = lying["range"]
        lying["range"] = [first, last + (last - first) * SIGN_SHARE * max(len(text) for text in _texts(chart))]
    made.update_layout(xaxis=_across(lying, chart), yaxis=_upright(below, chart))
    mark_lines(made, chart, "x")


def _texts(chart: Chart) -> list[str]:
    return [text for one in chart.series for text in one.texts] or [""]


def _say_nothing_known(made: go.Figure, chart: Chart, number: int) -> None:
    """Write at the foot of a missing bar why it is missing; no bar would look like zero."""
    one, side = chart.series[number], "right" if chart.is_rtl else "left"
    beside = (number - (len(chart.series) - 1) / 2) * (1 - BARGAP) / len(chart.series)
    for place, value in enumerate(one.values):
        if value is None:
            made.add_annotation(
                x=chart.axis.ticks[0][0],
                y=place + beside,
                text=said(one.texts[place]),
                showarrow=False,
                xanchor=side,
                font={"size": 13 if len(chart.series) == 1 else 11, "color": "#4a5560"},
            )


def _trend(made: go.Figure, chart: Chart) -> None:
    heights = [sum(value or 0.0 for value in one.values) for one in chart.series]
    for one, height in zip(chart.series, heights, strict=True):
        made.add_scatter(
            x=list(range(len(chart.categories))),
            y=list(one.values),
            mode="lines+markers+text",
            name=said(one.name),
            line={"color": one.colour, "width": 3},
            marker={"size": 8},
            text=[said(text) for text in one.texts],
            # The figures of two lines that run close to each other stand on their outer sides.
            textposition="bottom center" if len(heights) > 1 and height == min(heights) else "top center",
            connectgaps=False,
            cliponaxis=False,
            **_hover(chart, one),
        )
    made.update_layout(xaxis=_across(_names(chart), chart), yaxis=_upright(_values(chart.axis), chart))
    _over(made, chart)
    mark_lines(made, chart, "y")
    for change in chart.breaks:
        made.add_vline(
            x=change.at - 0.5,
            line={"color": GREY, "dash": "dot", "width": 1.5},
            annotation={"text": said(change.text), "font": {"size": 12, "color": "#4a5560"}, "yref": "paper", "y": 1},
            annotation_position="top left" if chart.is_rtl else "top right",
        )


def _dots(made: go.Figure, chart: Chart) -> None:
    for row, one in enumerate(chart.series):
        up = lifts(one.values)
        made.add_scatter(x=list(one.values), y=[row + each for each in up], **_points(chart, one), **_hover(chart, one))
    rows = {"range": [-0.9, len(chart.series) - 0.1], "visible": False, "fixedrange": True}
    lying = _values(chart.axis) | _named(chart.axis)
    made.update_layout(xaxis=_across(lying, chart), yaxis=rows)
    mark_lines(made, chart, "x")
    name_dots(made, chart)


def _scatter(made: go.Figure, chart: Chart) -> None:
    for one in chart.series:
        made.add_scatter(x=list(one.x), y=list(one.values), **_points(chart, one), **_hover(chart, one))
        name_points(made, chart, one)
    axis = chart.x_axis or chart.axis
    lying = _values(axis) | _named(axis)
    made.update_layout(xaxis=_across(lying, chart), yaxis=_upright(_values(chart.axis), chart))
    _over(made, chart)
    mark_lines(made, chart, "y")


def _points(chart: Chart, one: Series) -> Settings:
    return {
        "mode": "markers",
        "name": said(one.name),
        # By these a point and its area on a map find each other (assets/points.js).
        "customdata": list(zip(chart.codes, chart.categories, strict=True)) if chart.codes else None,
        "marker": {"size": 13, "color": list(one.colours) or one.colour, "line": {"color": INK, "width": 1}},
        "cliponaxis": False,
    }


def _hover(chart: Chart, one: Series) -> Settings:
    """Return what a pointer is told: area or year, then each value in the digits of the language."""
    lines = []
    for place, name in enumerate(chart.categories):
        told = [f"<b>{said(name)}</b>"]
        if chart.x_axis is not None and one.x_texts:
            told.append(f"{said(chart.x_axis.name)}: {said(one.x_texts[place])}")
        lines.append("<br>".join([*told, f"{said(one.name)}: {said(one.texts[place])}"]))
    return {"hovertext": lines, "hoverinfo": "text"}

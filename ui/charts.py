"""Puts a chart on a page: title, Plotly figure, the line of sources, and the table that says the same."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from briefing.chart import Chart
from ui import downloads, plots
from wording.i18n import _

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}


def draw(chart: Chart, key: str, height: int | None = None, about: str = "") -> None:
    """Draw a chart with title, subtitle, figure, foot line, and the table that says the same; `about` is HTML."""
    with st.container(key=f"chart_{key}", gap="xsmall"):
        st.html(head(chart, about))
        if chart.is_empty:
            st.html(f'<p class="hg-empty">{escape(_("No figures for this choice."))}</p>')
        else:
            st.plotly_chart(_figure(chart, height), key=f"plot_{key}", config=CONFIG, theme=None)
        st.html(below(chart))
        if not chart.is_empty:
            downloads.chart(chart, key)


def ahead(chart: Chart) -> None:
    """Make a chart's figure and write it once: the first one loads much of Plotly."""
    if not chart.is_empty:
        _figure(chart).to_json()


@lru_cache(maxsize=200)
def _figure(chart: Chart, height: int | None = None) -> go.Figure:
    """Return the figure of a chart; Streamlit only reads it."""
    return plots.figure(chart, height)


def link_to_maps() -> None:
    """Let the points of the page's plots and the areas on its maps light each other."""
    mount = st.components.v2.component("hamgam_points", js=_link_script())
    mount(key="points")


@lru_cache(maxsize=1)
def _link_script() -> str:
    return (Path(__file__).parent / "assets" / "points.js").read_text(encoding="utf-8")


def head(chart: Chart, about: str = "") -> str:
    """Return title and subtitle as HTML, behind them what leads to what they are about."""
    mark = f' <b class="hg-mark">{escape(chart.mark)}</b>' if chart.mark else ""
    return (
        f'<div class="hg-chart-head"><h2>{escape(chart.title)}</h2><p>{escape(chart.subtitle)}{about}{mark}</p>'
        f"{_keys(chart)}</div>"
    )


def _keys(chart: Chart) -> str:
    """Return the names of several series with their colours; one series is named by the axis."""
    if len(chart.series) < 2:
        return ""
    names = "".join(
        f'<li><i style="background-color:{escape(one.colour)}"></i>{escape(one.name)}</li>' for one in chart.series
    )
    return f'<ul class="hg-keys">{names}</ul>'


def below(chart: Chart) -> str:
    """Return the table that says what the chart shows, folded, and the line of sources."""
    heads, rows = chart.table()
    top = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(text)}</td>" for text in row[1:])}</tr>'
        for row in rows
    )
    caption = escape(chart.title)
    foot = f"<p>{escape(chart.foot)}</p>" if chart.foot else ""
    return (
        f'<div class="hg-chart-foot">{foot}<details><summary>{escape(_("Show as a table"))}</summary>'
        f'<div class="hg-sheet" tabindex="0" role="region" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div></details></div>"
    )

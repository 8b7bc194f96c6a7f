"""A slide as HTML: the same page that goes into the PPTX and the PDF, in letters for the back of the room."""

from __future__ import annotations

from html import escape

from briefing.chart import Chart
from briefing.handout import Handout, KeyFigure, Page
from briefing.report import Row, Table
from wording.i18n import _

WHITE_ON = {"#0072bc", "#05568b", "#0b3754", "#d25a45"}


def head(page: Page, left: str = "") -> str:
    """Return what stands over a slide; `left` says that the map shows something else than the slide."""
    mark = f' <b class="hg-mark">{escape(page.mark)}</b>' if page.mark else ""
    subtitle = f"<p>{escape(page.subtitle)}</p>" if page.subtitle else ""
    away = f'<p><span class="hg-slide-left">{escape(left)}</span></p>' if left else ""
    return (
        f'<header class="hg-slide-head hg-slide-head-{page.kind}" data-slide="{escape(page.id)}">'
        f'<p class="hg-slide-kicker">{escape(page.kicker)}{mark}</p>'
        f"<h1>{escape(page.title)}</h1>{subtitle}{away}</header>"
    )


def side(page: Page) -> str:
    """Return what stands beside the map: sentence and figures."""
    finding = f'<p class="hg-slide-finding">{escape(page.finding)}</p>' if page.finding else ""
    return f'<div class="hg-slide-side">{finding}{_figures(page.figures)}</div>'


def below(page: Page) -> str:
    """Return what stands under the map, as wide as the slide: the decision, the commitments."""
    return f'<div class="hg-slide-below">{_lines(page.lines)}{_table(page.table)}</div>'


def flat(page: Page) -> str:
    """Return the content of a slide without a map."""
    bars = _bars(page.chart) if page.chart else ""
    content = _figures(page.figures) + _lines(page.lines) + _table(page.table) + bars
    return f'<div class="hg-slide-flat hg-slide-{page.kind}">{content}</div>'


def foot(handout: Handout, place: int, page: Page, warning: str = "", shared: str = "") -> str:
    """Return what stands under every slide: sources, sensitivity, disclaimer, date, number; and the notes, hidden.

    `shared` is HTML: who shared the slides with whom.
    """
    told = f'<p class="hg-slide-warning">{escape(warning)}</p>' if warning else ""
    told += f"<p><b>{shared}</b></p>" if shared else ""
    told += "".join(f"<p>{escape(one)}</p>" for one in (page.source, handout.foot) if one)
    notes = page.notes or _("There are no notes on this slide.")
    return (
        f'<footer class="hg-slide-foot"><section>{told}</section>'
        f"<div><p>{escape(handout.as_of)}</p><p><b>{escape(handout.number(place))}</b></p></div></footer>"
        f'<aside class="hg-slide-notes"><b>{escape(_("Notes (everyone sees them)"))}</b> {escape(notes)}</aside>'
    )


def _figures(figures: tuple[KeyFigure, ...]) -> str:
    if not figures:
        return ""
    items = "".join(
        f"<div><dt>{escape(one.name)}</dt><dd>{escape(one.value)}"
        + (f"<small>{escape(one.detail)}</small>" if one.detail else "")
        + "</dd></div>"
        for one in figures
    )
    return f'<dl class="hg-slide-figures">{items}</dl>'


def _lines(lines: tuple[str, ...]) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in lines)
    return f'<ul class="hg-slide-lines">{items}</ul>' if items else ""


def _table(table: Table | None) -> str:
    if table is None:
        return ""
    name = f"<h2>{escape(table.name)}</h2>"
    if not table.rows:
        return f'<div class="hg-slide-table">{name}<p>{escape(table.empty)}</p></div>'
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in table.heads)
    more = f"<p>{escape(table.more)}</p>" if table.more else ""
    rows = "".join(map(_row, table.rows))
    return (
        f'<div class="hg-slide-table">{name}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"{more}</div>"
    )


def _row(row: Row) -> str:
    first, *others = row.cells
    late = ' class="late"' if row.is_late else ""
    return (
        f'<tr{late}><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(text)}</td>" for text in others)}</tr>'
    )


def _bars(chart: Chart) -> str:
    """Return stacked bars as boxes whose widths are the figures, with the figures in them."""
    totals = [sum(one.values[place] or 0.0 for one in chart.series) for place in range(len(chart.categories))]
    longest = max(totals, default=0.0) or 1.0
    rows = "".join(
        f"<span>{escape(name)}</span><div>"
        + "".join(_part(one.values[place] or 0.0, one.texts[place], one.colour, longest) for one in chart.series)
        + "</div>"
        for place, name in enumerate(chart.categories)
    )
    keys = "".join(f'<li><i style="background-color:{one.colour}"></i>{escape(one.name)}</li>' for one in chart.series)
    return f'<ul class="hg-slide-keys">{keys}</ul><div class="hg-slide-bars">{rows}</div>'


def _part(value: float, text: str, colour: str, longest: float) -> str:
    if not value:
        return ""
    ink = "#ffffff" if colour in WHITE_ON else "#12202b"
    return f'<i style="width:{100 * value / longest:.2f}%;background-color:{colour};color:{ink}">{escape(text)}</i>'

"""One area on one A4 page: HTML with a print style, made a PDF by WeasyPrint. All texts come in finished."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Literal

from briefing.chart import Chart
from briefing.print_html import faces, rendered

STYLE = Path(__file__).with_name("report.css")
# The largest size of type, in points; the page, its margins and a sheet that holds everything, in millimetres.
SIZE_PT, PAGE_MM, MARGIN_MM, TALL_MM = 8.0, 297.0, (9.0, 11.0), 2000.0
PX_PER_MM = 96 / 25.4
# The height grows faster than the size, since more lines break; a step is for words that break unluckily.
GROWTH, STEP = 1.4, 0.97


@dataclass(frozen=True)
class Row:
    """A row of finished texts.

    Attributes
    ----------
    cells : tuple of str
    is_part : bool
        It heads the rows below it.
    stated : tuple of int
        Cells that quote an official.
    about : str
        Id of the indicator that the row is of.
    is_late : bool
        It is about something that is late.
    """

    cells: tuple[str, ...]
    is_part: bool = False
    stated: tuple[int, ...] = ()
    about: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Table:
    """A table of finished texts.

    Attributes
    ----------
    name : str
    heads : tuple of str
        The first one heads the names of the rows.
    rows : tuple of Row
    empty : str
        What is said where there is no row.
    more : str
        What stands under the rows: a rule, what is left out.
    figures : tuple of int
        Columns of figures, to be set with units under units.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    more: str = ""
    figures: tuple[int, ...] = ()


@dataclass(frozen=True)
class Report:
    """Everything that stands on the page, in its language.

    Attributes
    ----------
    lang, direction : str
        `fa` or `en`; `rtl` or `ltr`.
    kicker, title, subtitle : str
        What page this is, of what area; the finding; of what the figures are.
    mark : str
        'Demonstration data' where that is so.
    sentences : tuple of str
    locator, locator_text : str
        SVG, and what it shows.
    chart : Chart
        People by sex and age band.
    indicators, facilities, commitments : Table
    most_urgent : Table
        Of the commitments as many as a printed page holds.
    notes : Table
        One text a row.
    foot : tuple of str
        Sources, date, disclaimer, sensitivity.
    page : str
        The number of the page.
    """

    lang: Literal["fa", "en"]
    direction: Literal["rtl", "ltr"]
    kicker: str
    title: str
    subtitle: str
    mark: str
    sentences: tuple[str, ...]
    locator: str
    locator_text: str
    chart: Chart
    indicators: Table
    facilities: Table
    commitments: Table
    most_urgent: Table
    notes: Table
    foot: tuple[str, ...] = field(default=())
    page: str = ""


def pdf(report: Report) -> bytes:
    """Make the page.

    Parameters
    ----------
    report : Report

    Returns
    -------
    bytes
        A PDF of one A4 page with its fonts inside; the type is as large as lets all stand on it.

    Raises
    ------
    NoPangoError
        Pango is not installed.
    """

    def laid_out(size: float, height: float) -> Any:  # noqa: ANN401 - a document of a module imported on demand
        return rendered(html(report, size, height))

    end = float(laid_out(SIZE_PT, TALL_MM).pages[0].anchors["end"][3]) / PX_PER_MM
    size = SIZE_PT * min(1.0, ((PAGE_MM - MARGIN_MM[0]) / end) ** (1 / GROWTH))
    while len((document := laid_out(size, PAGE_MM)).pages) > 1:
        size *= STEP
    made: bytes = document.write_pdf()
    return made


def html(report: Report, size_pt: float = SIZE_PT, height_mm: float = PAGE_MM) -> str:
    """Return the page as HTML.

    Parameters
    ----------
    report : Report
    size_pt : float
        Size of type, points.
    height_mm : float
        Of the sheet, millimetres.
    """
    above, beside = MARGIN_MM
    page = f"@page {{ size: 210mm {height_mm}mm; margin: {above}mm {beside}mm }}"
    style = f"{page}{faces()}{STYLE.read_text(encoding='utf-8')} html {{ font-size: {size_pt}pt }}"
    mark = f" <b>{escape(report.mark)}</b>" if report.mark else ""
    body = (
        f"<header><p>{escape(report.kicker)}{mark}</p><h1>{escape(report.title)}</h1>"
        f"<p>{escape(report.subtitle)}</p></header>"
        f'<div class="pair"><section class="first said">{sentences_html(report.sentences)}</section>'
        f'<section class="other">{locator_html(report.locator, report.locator_text)}</section></div>'
        f'<section class="indicators">{table_html(report.indicators)}</section>'
        f'<div class="pair"><section class="first facilities">{table_html(report.facilities)}</section>'
        f'<section class="other">{_bars(report.chart)}</section></div>'
        f'<section class="commitments">{table_html(report.most_urgent)}</section>'
        f"<section>{notes_html(report.notes)}</section>"
        f"<footer>{''.join(f'<p>{escape(line)}</p>' for line in report.foot)}"
        f'<p id="end">{escape(report.page)}</p></footer>'
    )
    return (
        f'<!doctype html><html lang="{report.lang}" dir="{report.direction}"><head><meta charset="utf-8">'
        f"<title>{escape(report.kicker)}</title><style>{style}</style></head><body>{body}</body></html>"
    )


def sentences_html(sentences: tuple[str, ...]) -> str:
    """Return the sentences as one paragraph of HTML, each of its own direction."""
    return f"<p>{' '.join(f'<span>{escape(one)}</span>' for one in sentences)}</p>"


def locator_html(svg: str, text: str) -> str:
    """Return the locator map as a picture; where there is none, the text alone."""
    if not svg:
        return f"<p>{escape(text)}</p>"
    return f'<img alt="{escape(text)}" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'


def _plain(row: Row) -> str:
    return escape(row.cells[0])


def table_html(table: Table, name_of: Callable[[Row], str] = _plain) -> str:
    """Return a table with its name over it; `name_of` makes the HTML of a row's name, on a screen with a link."""
    name = f"<h2>{escape(table.name)}</h2>"
    if not table.rows:
        return f"{name}<p>{escape(table.empty)}</p>"
    heads = "".join(
        f'<th scope="col"{_css(_figure(table, place))}>{escape(text)}</th>' for place, text in enumerate(table.heads)
    )
    rows = "".join(_row(row, table, name_of(row)) for row in table.rows)
    more = f"<p>{escape(table.more)}</p>" if table.more else ""
    return f"{name}<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _row(row: Row, table: Table, name: str) -> str:
    """Return a row whose cells say their head, for a screen that shows one row as one card."""
    if row.is_part:
        return f'<tr class="part"><th colspan="{len(table.heads)}">{name}</th></tr>'
    told = "".join(
        f'<td data-head="{escape(table.heads[place])}"'
        f"{_css('statement' if place in row.stated else '', _figure(table, place))}>{escape(text)}</td>"
        for place, text in enumerate(row.cells)
        if place
    )
    return f'<tr><th scope="row">{name}</th>{told}</tr>'


def _figure(table: Table, place: int) -> str:
    return "figure" if place in table.figures else ""


def _css(*names: str) -> str:
    known = " ".join(filter(None, names))
    return f' class="{known}"' if known else ""


def notes_html(notes: Table) -> str:
    """Return notes as a list with its name over it."""
    items = "".join(f"<li>{escape(row.cells[0])}</li>" for row in notes.rows)
    return f"<h2>{escape(notes.name)}</h2>" + (f"<ul>{items}</ul>" if items else f"<p>{escape(notes.empty)}</p>")


def _bars(chart: Chart) -> str:
    """Return a bar chart as a table whose cells hold the bars, each with its figure beside it."""
    longest = max((value for one in chart.series for value in one.values if value is not None), default=0.0) or 1.0
    heads = "".join(f'<th scope="col">{escape(one.name)}</th>' for one in chart.series)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(
            f'<td><i style="width:{38 * (one.values[place] or 0.0) / longest:.1f}%;background:{one.colour}"></i>'
            f" {escape(one.texts[place])}</td>"
            for one in chart.series
        )
        + "</tr>"
        for place, name in enumerate(chart.categories)
    )
    top = f"<h2>{escape(chart.title)}</h2><p>{escape(chart.subtitle)}</p>"
    corner = f'<th scope="col">{escape(chart.category_name)}</th>'
    return f'{top}<table class="bars"><thead><tr>{corner}{heads}</tr></thead><tbody>{rows}</tbody></table>'

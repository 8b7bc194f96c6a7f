"""The files of a view and of a chart, made from the released frame that the page shows."""

from __future__ import annotations

import pandas as pd

from briefing import hxl
from briefing.chart import Chart
from briefing.layers import geojson
from briefing.tables import csv_file, xlsx
from data_access.statement import read_statement
from domain.frames import ReleaseFrame
from geo.display import TOLERANCE
from geo.shapes import shapes_of
from measures.source import Reference
from ui import i18n, loaders, provenance
from ui.book import book
from ui.drawn import Drawn
from ui.finished import told
from ui.i18n import _


def view_csv(frame: ReleaseFrame, tagged: bool) -> bytes:
    """Return the rows of a view as CSV, as `manage.py table` prints them."""
    if not tagged:
        return csv_file(frame.data)
    data = hxl.with_dates(frame.data)
    return csv_file(data, hxl.tags(frame.selection, [str(name) for name in data.columns]))


def view_xlsx(frame: ReleaseFrame, reference: Reference, tagged: bool) -> bytes:
    """Return the workbook of a view."""
    drawn = Drawn.of(frame, reference)
    return xlsx(book(drawn, reference, _statement(), loaders.rounding_base(), tagged=tagged), tagged=tagged)


def view_geojson(frame: ReleaseFrame, reference: Reference) -> bytes:
    """Return the areas of a view with their boundaries as the map shows them."""
    title, subtitle = told(Drawn.of(frame, reference), reference)
    statement = _statement()
    notes = [*provenance.note_texts(statement, reference, loaders.rounding_base()), provenance.group_rule(frame)]
    about = {
        "title": title,
        "subtitle": subtitle,
        "sources": provenance.plain_line(frame, reference, frame.as_of),
        "demonstration": bool(frame.data["is_demonstration"].any()),
        "notes": [statement["disclaimer"], statement["sensitivity"], *filter(None, notes)],
        "geometry": {"crs": "WGS 84, longitude before latitude", "simplified_to_degrees": TOLERANCE},
    }
    return geojson(frame, shapes_of(loaders.boundaries()).geometries, about)


def view_png(frame: ReleaseFrame, reference: Reference) -> bytes:
    """Return the map of a view as a picture."""
    # Loading matplotlib takes longer than a page may.
    from briefing.pictures import map_png
    from ui.map_file import picture

    return map_png(picture(Drawn.of(frame, reference), reference, shapes_of(loaders.boundaries()), _statement()))


def chart_png(one: Chart) -> bytes:
    """Return a chart as a picture."""
    from briefing import pictures

    return pictures.chart_png(one)


def chart_csv(one: Chart) -> bytes:
    """Return the figures of a chart, with full precision; where there is none, the text that says why."""
    heads, _rows = one.table()
    columns: list[tuple[object, ...]] = [one.categories]
    for series in one.series:
        if series.x_texts and one.x_axis is not None:
            columns.append(_known(series.x, series.x_texts))
        columns.append(_known(series.values, series.texts))
    if one.codes:
        heads, columns = [_("P-code"), *heads], [one.codes, *columns]
    data = pd.DataFrame(dict(enumerate(columns)), dtype=object)
    data.columns = pd.Index(heads)
    return csv_file(data)


def _known(values: tuple[float | None, ...], texts: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(text if value is None else value for value, text in zip(values, texts, strict=True))


def _statement() -> dict[str, str]:
    return {key: text.in_language(i18n.language()) for key, text in read_statement().items()}

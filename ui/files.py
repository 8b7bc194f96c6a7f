"""The files of a view and of a chart, made from the released frame that the page shows."""

from __future__ import annotations

from briefing import about_sheet, gis_texts, hxl
from briefing.book import book
from briefing.chart import Chart
from briefing.drawn import Drawn, told
from briefing.layers import geojson
from briefing.tables import csv_file, xlsx
from domain.frames import ReleaseFrame
from geo.shapes import shapes_of
from measures.reference import Reference
from ui import facilities, loaders


def view_csv(frame: ReleaseFrame, tagged: bool) -> bytes:
    """Return the rows of a view as CSV, as `manage.py table` prints them."""
    if not tagged:
        return csv_file(frame.data)
    data = hxl.with_dates(frame.data)
    return csv_file(data, hxl.tags(frame.selection, [str(name) for name in data.columns]))


def view_xlsx(frame: ReleaseFrame, reference: Reference, tagged: bool) -> bytes:
    """Return the workbook of a view."""
    lacking = loaders.absent(frame.selection.period)
    made = book(Drawn.of(frame, reference), reference, tagged=tagged, lacking=lacking)
    return xlsx(made, tagged=tagged)


def view_geojson(frame: ReleaseFrame, reference: Reference) -> bytes:
    """Return the areas of a view with their boundaries as the map shows them."""
    title, subtitle = told(Drawn.of(frame, reference), reference)
    about = gis_texts.said_of(title, subtitle, (frame,), reference)
    return geojson(frame, shapes_of(loaders.boundaries()).geometries, about)


def view_png(frame: ReleaseFrame, reference: Reference) -> bytes:
    """Return the map of a view as a picture."""
    # Loading matplotlib takes longer than a page may.
    from briefing.pictures import map_png
    from briefing.view_picture import picture

    shapes, found = shapes_of(loaders.boundaries()), facilities.shown(frame.selection)
    return map_png(picture(Drawn.of(frame, reference), reference, shapes, found))


def chart_png(one: Chart) -> bytes:
    """Return a chart as a picture."""
    from briefing import pictures

    return pictures.chart_png(one, [about_sheet.small_print()])

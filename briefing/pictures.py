"""Maps and charts as PNG files, made on the server, Persian shaped as it is written."""

from __future__ import annotations

from collections.abc import Sequence

from briefing import canvas, chart_picture, map_picture
from briefing.chart import Chart
from briefing.map_field import Area, Disc, Map, Spots
from briefing.map_legend import Key, Legend, Square
from briefing.map_picture import MapPicture

__all__ = ["Area", "Disc", "Key", "Legend", "Map", "MapPicture", "Spots", "Square", "chart_png", "map_png", "warm_up"]


def map_png(picture: MapPicture) -> bytes:
    """Return a map as a PNG file; the same picture is the same bytes.

    Parameters
    ----------
    picture : MapPicture

    Returns
    -------
    bytes
        1,800 pixels wide; with several maps beside each other 2,400.
    """
    with canvas.DRAWING:
        return map_picture.draw(picture).png()


def chart_png(chart: Chart, foot: Sequence[str] = ()) -> bytes:
    """Return a chart as a PNG file; the same chart is the same bytes.

    Parameters
    ----------
    chart : Chart
    foot : sequence of str
        What stands below its sources: each begins a line.

    Returns
    -------
    bytes
        1,500 pixels wide.
    """
    with canvas.DRAWING:
        return chart_picture.draw(chart, foot).png()


def warm_up() -> None:
    """Load the font, so that the first picture is as fast as the others."""
    with canvas.DRAWING:
        canvas.load_fonts()
        canvas.text_width("0", 10.0)

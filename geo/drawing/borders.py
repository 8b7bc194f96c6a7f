"""Border lines drawn by hand, and the counties they close."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from shapely import LineString, MultiPolygon, Point, Polygon, get_parts, union_all
from shapely.ops import polygonize, polylabel

GRID_DEG = 0.02
OUTSIDE = "OUT"

_BORDERS_FILE = Path(__file__).with_name("borders.csv")
_LABEL_TOLERANCE_DEG = 0.002


class Border(NamedTuple):
    """One border line between two neighbours.

    Attributes
    ----------
    line_id : str
        Name of the line, unique in the drawing.
    left, right : str
        P-codes of the counties to the left and right when walking along the line; ``OUT`` is the world outside.
    line : LineString
        Longitude and latitude in degrees, every coordinate a multiple of `GRID_DEG`.
    """

    line_id: str
    left: str
    right: str
    line: LineString


@cache
def borders() -> tuple[Border, ...]:
    """Read the border lines of the drawing.

    Returns
    -------
    tuple of Border
        In the order of ``borders.csv``; each stretch of border occurs once and is shared by both neighbours.

    Source
    ------
    Drawn by hand for this project, see the package's docstring.
    """
    with _BORDERS_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Border(row["line_id"], row["left"], row["right"], _line(row["points"])) for row in csv.DictReader(file)
        )


def counties() -> dict[str, Polygon | MultiPolygon]:
    """Close the border lines into counties.

    Returns
    -------
    dict of str to Polygon or MultiPolygon
        P-code to area in EPSG:4326 degrees, sorted by P-code. Neighbours share every vertex of their border,
        so there are neither gaps nor overlaps.

    Raises
    ------
    ValueError
        If the lines of a county do not close.
    """
    codes = {code for border in borders() for code in (border.left, border.right)} - {OUTSIDE}
    return {code: _county(code) for code in sorted(codes)}


def label_point(geometry: Polygon | MultiPolygon) -> Point:
    """Find a place for the label of an area: the point inside it that is farthest from its border.

    Parameters
    ----------
    geometry : Polygon or MultiPolygon
        Area in degrees; of several parts the largest is labelled.

    Returns
    -------
    Point
        Longitude and latitude in degrees, inside `geometry`.
    """
    largest = max(get_parts(geometry), key=lambda part: part.area)
    return polylabel(largest, _LABEL_TOLERANCE_DEG)


def _line(points: str) -> LineString:
    return LineString([tuple(map(float, point.split())) for point in points.split(";")])


def _county(code: str) -> Polygon | MultiPolygon:
    lines = [border.line for border in borders() if code in (border.left, border.right)]
    faces = list(polygonize(lines))
    if not faces:
        message = f"the border lines of {code} do not close; got {len(lines)} lines"
        raise ValueError(message)
    return union_all(faces)

"""Whether areas of a file lie where the database has what stands in them."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from pyproj import Geod
from shapely import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

# A county is larger, and a facility may be registered next door: what is farther away is another place.
FAR_KM = 50.0
FEWEST = 3
_EARTH = Geod(ellps="WGS84")


def away_km(shapes: Mapping[str, BaseGeometry], points: Mapping[str, tuple[float, float]]) -> float:
    """Return how far areas lie from what stands in them.

    Parameters
    ----------
    shapes : mapping of str to (Polygon or MultiPolygon)
        By P-code; WGS 84, degrees.
    points : mapping of str to (latitude, longitude)
        The middle of what stands in each area, as far as anything is known to.

    Returns
    -------
    float
        The median of the distances in kilometres, 0 where fewer than `FEWEST` areas can be judged.
    """
    known = [(shapes[code], Point(lon, lat)) for code, (lat, lon) in points.items() if code in shapes]
    if len(known) < min(FEWEST, len(shapes)) or not known:
        return 0.0
    return median(_km(shape, point) for shape, point in known)


def _km(shape: BaseGeometry, point: Point) -> float:
    if shape.contains(point):
        return 0.0
    near, _same = nearest_points(shape, point)
    _, _, metres = _EARTH.inv(near.x, near.y, point.x, point.y)
    return float(metres) / 1000.0

"""Whether areas of a file lie where the database has what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

import numpy as np
import shapely
from pyproj import Geod
from shapely import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

# A county is larger, and a facility may be registered next door: what is farther away is another place.
FAR_KM = 50.0
FEWEST = 3
# Of so many places of an area at most it is looked where they lie; of fewer than the least nothing can be said.
LOOKED_AT, LEAST_PLACES = 500, 10
# Two drawings of one border may lie so far apart (degrees, about a kilometre); places beside it tell nothing.
NEAR_BORDER = 0.01
Places = Mapping[str, Sequence[tuple[float, float]]]
_EARTH = Geod(ellps="WGS84")


def away_km(shapes: Mapping[str, BaseGeometry], places: Places) -> float:
    """Return how far areas lie from what stands in them.

    Parameters
    ----------
    shapes : mapping of str to (Polygon or MultiPolygon)
        By P-code; WGS 84, degrees.
    places : mapping of str to sequence of (latitude, longitude)
        What stands in each area, as far as anything is known to.

    Returns
    -------
    float
        The median over the areas of their distance to the middle of it in kilometres, 0 where fewer than `FEWEST`
        areas can be judged.
    """
    known = [(shapes[code], Point(*np.mean(found, axis=0)[::-1])) for code, found in places.items() if code in shapes]
    if len(known) < min(FEWEST, len(shapes)) or not known:
        return 0.0
    return median(_km(shape, point) for shape, point in known)


def misplaced(shapes: Mapping[str, BaseGeometry], places: Places) -> dict[str, tuple[int, int]]:
    """Return areas that do not hold most of what stands in them: they were given another one's shape.

    Parameters
    ----------
    shapes : mapping of str to (Polygon or MultiPolygon)
    places : mapping of str to sequence of (latitude, longitude)

    Returns
    -------
    dict of str to (int, int)
        By P-code: how many of the places that were looked at it holds, and how many these are. An area that holds
        more places of others than of its own is here too, with the places that it holds as the second number.
    """
    codes = list(places)
    owner = np.repeat(np.arange(len(codes)), [len(_some(places[code])) for code in codes])
    points = np.array([shapely.Point(lon, lat) for code in codes for lat, lon in _some(places[code])])
    found = {}
    for number, code in enumerate(codes):
        if code not in shapes or len(_some(places[code])) < LEAST_PLACES:
            continue
        wide = shapes[code].buffer(NEAR_BORDER)
        narrow = shapes[code].buffer(-NEAR_BORDER)
        mine = points[owner == number]
        shapely.prepare(wide)
        held = int(shapely.intersects(wide, mine).sum())
        if 2 * held < len(mine):
            found[code] = held, len(mine)
            continue
        shapely.prepare(narrow)
        others = int(shapely.intersects(narrow, points[owner != number]).sum())
        if others > len(mine):
            found[code] = held, held + others
    return found


def _some(found: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    return found[:: -(-len(found) // LOOKED_AT)] if found else found


def _km(shape: BaseGeometry, point: Point) -> float:
    if shape.contains(point):
        return 0.0
    near, _same = nearest_points(shape, point)
    _, _, metres = _EARTH.inv(near.x, near.y, point.x, point.y)
    return float(metres) / 1000.0

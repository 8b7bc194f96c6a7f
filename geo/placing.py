"""Whether areas of a file lie where the database has what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

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
        areas of several can be judged.
    """
    known = [(shapes[code], Point(*np.median(found, axis=0)[::-1])) for code, found in places.items() if code in shapes]
    if len(known) < min(FEWEST, len(shapes)) or not known:
        return 0.0
    return median(_km(shape, point) for shape, point in known)


class Held(NamedTuple):
    """How many facilities and settlements an area holds.

    Attributes
    ----------
    own : int
        Of its own.
    all : int
        That it has, wherever they stand.
    others : int
        Of other areas; 0 where that was not looked at.
    """

    own: int
    all: int
    others: int


def misplaced(shapes: Mapping[str, BaseGeometry], places: Places) -> dict[str, Held]:
    """Return areas that lie elsewhere than what stands in them: they were given another one's shape.

    Parameters
    ----------
    shapes : mapping of str to (Polygon or MultiPolygon)
        By P-code; WGS 84, degrees.
    places : mapping of str to sequence of (latitude, longitude)
        What stands in each area, in degrees.

    Returns
    -------
    dict of str to Held
        By P-code, of areas that hold less than half of their own places, or more of others than of their own; numbers
        are estimates where an area has more than `LOOKED_AT`.
    """
    codes = [code for code, found in places.items() if found]
    some = [places[code][:: -(-len(places[code]) // LOOKED_AT)] for code in codes]
    owner = np.repeat(np.arange(len(codes)), [len(one) for one in some])
    weights = [len(places[code]) / len(one) for code, one in zip(codes, some, strict=True)]
    stands_for = np.repeat(weights, [len(one) for one in some])
    points = np.array([Point(lon, lat) for one in some for lat, lon in one])
    found = {}
    for number, code in enumerate(codes):
        if code not in shapes or len(places[code]) < LEAST_PLACES:
            continue
        sketch, mine = shapes[code].simplify(NEAR_BORDER / 10), owner == number
        own = _held(sketch.buffer(NEAR_BORDER), points[mine], stands_for[mine])
        if 2 * own < len(places[code]):
            found[code] = Held(own, len(places[code]), 0)
            continue
        others = _held(sketch.buffer(-NEAR_BORDER), points[~mine], stands_for[~mine])
        if others > len(places[code]):
            found[code] = Held(own, len(places[code]), others)
    return found


def _held(shape: BaseGeometry, points: np.ndarray, stands_for: np.ndarray) -> int:
    shapely.prepare(shape)
    return round(float(stands_for[shapely.intersects(shape, points)].sum()))


def _km(shape: BaseGeometry, point: Point) -> float:
    if shape.contains(point):
        return 0.0
    near, _same = nearest_points(shape, point)
    _, _, metres = _EARTH.inv(near.x, near.y, point.x, point.y)
    return float(metres) / 1000.0

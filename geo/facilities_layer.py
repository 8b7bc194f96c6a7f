"""Facilities to what is sent: single points, or clusters where there would be too many; compact either way."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Box = tuple[float, float, float, float]

MAX_POINTS = 2000
MAX_CLUSTERS = 70
# Across the box: a cluster then has about 45 pixels to itself on a projector.
COLUMNS = 16
# Degrees, about 10 m: what a symbol of 16 pixels can show at the deepest zoom.
STEP = 0.0001
# Degrees, about 3 km: a schematic boundary may run inside the real one by as much.
MARGIN = 0.03


@dataclass(frozen=True)
class Placed:
    """Where facilities stand.

    Attributes
    ----------
    origin : (float, float)
        Latitude and longitude in degrees that `x` and `y` are counted from.
    points : tuple of (int, int, int)
        Row, x (eastward), y (northward) in steps of `STEP` degrees, from west to east; empty when clustered.
    clusters : tuple of (tuple of int, int, int)
        Rows, x, y of each cluster, the largest first; empty when there are points.
    outside : tuple of int
        Rows that are not drawn: no coordinates, or far from the area (swapped ones are).
    """

    origin: tuple[float, float]
    points: tuple[tuple[int, int, int], ...]
    clusters: tuple[tuple[tuple[int, ...], int, int], ...]
    outside: tuple[int, ...]


def place(lat: Array, lon: Array, box: Box | None, *, single: bool) -> Placed:
    """Place facilities on the map of an area.

    Parameters
    ----------
    lat, lon : numpy.ndarray of float64, shape (facilities,)
        Degrees, WGS 84; NaN where unknown.
    box : (south, west, north, east) or None
        Of the area, in degrees; None where it has no boundary, and everything with coordinates is drawn.
    single : bool
        Whether single points are wanted; above `MAX_POINTS` there are clusters all the same.

    Returns
    -------
    Placed
    """
    with np.errstate(invalid="ignore"):
        inside = np.isfinite(lat) & np.isfinite(lon) & (abs(lat) <= 90) & (abs(lon) <= 180)
        if box is not None:
            south, west, north, east = box[0] - MARGIN, box[1] - MARGIN, box[2] + MARGIN, box[3] + MARGIN
            inside &= (lat >= south) & (lat <= north) & (lon >= west) & (lon <= east)
    rows = np.flatnonzero(inside)
    outside = tuple(np.flatnonzero(~inside).tolist())
    if not len(rows):
        return Placed((0.0, 0.0), (), (), outside)
    if box is None:
        south, west, north, east = lat[rows].min(), lon[rows].min(), lat[rows].max(), lon[rows].max()
    origin = (round(float(south), 4), round(float(west), 4))
    x, y = (lon[rows] - origin[1]) / STEP, (lat[rows] - origin[0]) / STEP
    if single and len(rows) <= MAX_POINTS:
        order = np.lexsort((rows, y, x))
        points = zip(rows[order], np.rint(x[order]), np.rint(y[order]), strict=True)
        return Placed(origin, tuple((int(row), int(px), int(py)) for row, px, py in points), (), outside)
    width = max((east - west) / STEP, 1.0)
    return Placed(origin, (), _clusters(rows, x, y, width, math.cos(math.radians((south + north) / 2))), outside)


def _clusters(
    rows: npt.NDArray[np.intp], x: Array, y: Array, width: float, squeeze: float
) -> tuple[tuple[tuple[int, ...], int, int], ...]:
    """Gather into cells that look square on the map; what comes too close to a larger cluster joins it."""
    columns = COLUMNS
    while True:
        cell = width / columns
        cells = np.floor(x / cell) * 1_000_000 + np.floor(y / (cell * squeeze))
        _, owner = np.unique(cells, return_inverse=True)
        merged = _merged(owner, x, y, cell, squeeze)
        if len(merged) <= MAX_CLUSTERS:
            return tuple((tuple(rows[own].tolist()), px, py) for own, px, py in merged)
        columns = columns * 3 // 4


def _merged(
    owner: npt.NDArray[np.intp], x: Array, y: Array, cell: float, squeeze: float
) -> list[tuple[npt.NDArray[np.intp], int, int]]:
    counts = np.bincount(owner)
    means = np.column_stack([np.bincount(owner, x) / counts, np.bincount(owner, y) / counts])
    home: dict[int, int] = {}
    kept: list[int] = []
    for one in np.argsort(-counts, kind="stable").tolist():
        near = [other for other in kept if _apart(means[one], means[other], squeeze) < cell * 0.8]
        home[one] = near[0] if near else one
        kept += [] if near else [one]
    leader = np.array([home[one] for one in range(len(counts))])[owner]
    found = [(np.flatnonzero(leader == one), *np.rint(means[one]).astype(int).tolist()) for one in kept]
    return sorted(found, key=lambda cluster: (-len(cluster[0]), cluster[1], cluster[2]))


def _apart(one: Array, other: Array, squeeze: float) -> float:
    return math.hypot(one[0] - other[0], (one[1] - other[1]) / squeeze)


@dataclass(frozen=True)
class Packed:
    """What travels: `data` is base64 of deflated UTF-8 JSON, `key` its hash.

    Persian letters take six bytes each in a message of Streamlit; packed, a facility takes about twenty in all.
    """

    key: str
    data: str


def pack(payload: Mapping[str, object]) -> Packed:
    """Pack what the map's script unpacks.

    Parameters
    ----------
    payload : mapping of str to object
        Anything `json.dumps` takes.

    Returns
    -------
    Packed
        The same for the same payload.
    """
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    data = base64.b64encode(zlib.compress(text, 9)).decode()
    return Packed(hashlib.sha256(data.encode()).hexdigest()[:12], data)


def unpack(data: str) -> dict[str, object]:
    """Return the payload of a package, as the map's script reads it.

    Parameters
    ----------
    data : str
        From `pack`.

    Returns
    -------
    dict
    """
    payload: dict[str, object] = json.loads(zlib.decompress(base64.b64decode(data)))
    return payload

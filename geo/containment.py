"""Which area holds a point, and how far the point is from the area where it ought to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import shapely

# Metres for a degree of latitude; a degree of longitude is shorter by the cosine of the latitude.
METRES_PER_DEGREE = 111_195.0
# On the line is inside: a coordinate of four decimals is no better than this.
EDGE_M = 20.0


def located(
    points: Iterable[tuple[str, str, float, float]], boundaries: Mapping[str, str]
) -> dict[str, tuple[str | None, float]]:
    """Find the area of each point.

    Parameters
    ----------
    points : iterable of (id, P-code, latitude, longitude)
        Degrees, WGS 84; the P-code is that of the area where the point ought to lie.
    boundaries : mapping of str to str
        Full GeoJSON geometry of each area of the level, by P-code.

    Returns
    -------
    dict of str to (str or None, float)
        By point: the P-code of an area that holds it, None where none does, and the metres to its own area, 0 inside.
        Points without coordinates, and those of areas without a geometry that can be read, are left out.
    """
    shapes = {code: _read(text) for code, text in boundaries.items()}
    shapes = {code: shape for code, shape in shapes.items() if shape is not None}
    kept = [one for one in points if one[1] in shapes and np.isfinite(one[2]) and np.isfinite(one[3])]
    codes = list(shapes)
    tree = shapely.STRtree(list(shapes.values()))
    at = shapely.points([[lon, lat] for _id, _code, lat, lon in kept]) if kept else np.array([], dtype=object)
    holders: dict[int, list[str]] = {}
    for point, area in zip(*tree.query(at, predicate="intersects"), strict=True):
        holders.setdefault(int(point), []).append(codes[area])
    found: dict[str, tuple[str | None, float]] = {}
    for place, (name, own, lat, lon) in enumerate(kept):
        inside = sorted(holders.get(place, ()))
        metres = 0.0 if own in inside else _metres(shapes[own], lat, lon)
        found[name] = (own, 0.0) if metres <= EDGE_M else (inside[0] if inside else None, metres)
    return found


def readable(text: str) -> bool:
    """Tell whether a text is the GeoJSON geometry of a surface.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool
    """
    return _read(text) is not None


def _read(text: str) -> shapely.Geometry | None:
    shape = shapely.from_geojson(text, on_invalid="ignore")
    if shape is None or shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon"):
        return None
    return shape if shape.is_valid else shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _metres(shape: shapely.Geometry, lat: float, lon: float) -> float:
    """Distance on a plane that is true to scale at the point."""
    scale = np.array([METRES_PER_DEGREE * np.cos(np.radians(lat)), METRES_PER_DEGREE])
    flat = shapely.transform(shape, lambda xy: (xy - [lon, lat]) * scale)
    return float(shapely.distance(flat, shapely.Point(0.0, 0.0)))

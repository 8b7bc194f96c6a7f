"""The one GeoJSON that a page's map fetches: every level in view, simplified with shared borders kept shared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import shapely

# Degrees; about 50 m, less than a screen pixel on a projector that shows the province.
TOLERANCE = 0.0005
DECIMALS = 4


@dataclass(frozen=True)
class DisplayLayer:
    """GeoJSON as sent to browsers.

    Attributes
    ----------
    body : bytes
        A FeatureCollection; each feature's `id` is its P-code, its properties are `level`, `parent` and
        `at`, [lat, lon] of the label.
    name : str
        Hash of the body: another content is another name, so that browsers may keep it for ever.
    codes : frozenset of str
        P-codes that are drawn.
    unreadable : tuple of str
        P-codes whose geometry could not be read.
    boxes : dict of str to (float, float, float, float)
        South, west, north, east of each drawn area, in degrees; of one that is not drawn, of what is drawn in it.
    """

    body: bytes
    name: str
    codes: frozenset[str]
    unreadable: tuple[str, ...]
    boxes: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)


def display_layer(
    boundaries: Iterable[tuple[str, int, str]],
    parents: Mapping[str, str | None],
    labels: Mapping[str, tuple[float, float]],
) -> DisplayLayer:
    """Make the display geometry.

    Parameters
    ----------
    boundaries : iterable of (P-code, level, GeoJSON geometry as text)
        WGS 84, degrees.
    parents : mapping of str to (str or None)
    labels : mapping of str to (latitude, longitude)
        Where names stand; an area without one gets a point inside it.

    Returns
    -------
    DisplayLayer
    """
    by_level: dict[int, dict[str, shapely.Geometry]] = {}
    unreadable = []
    for code, level, text in boundaries:
        geometry = _read(text)
        if geometry is None:
            unreadable.append(code)
        else:
            by_level.setdefault(level, {})[code] = geometry
    features = [
        _feature(code, level, geometry, parents.get(code), labels.get(code))
        for level, areas in sorted(by_level.items())
        for code, geometry in zip(areas, _simplified(list(areas.values())), strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    body = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()
    drawn = {code: geometry.bounds for areas in by_level.values() for code, geometry in areas.items()}
    boxes = _boxes(drawn, parents)
    return DisplayLayer(body, hashlib.sha256(body).hexdigest()[:16], frozenset(drawn), tuple(unreadable), boxes)


def _boxes(
    drawn: Mapping[str, tuple[float, float, float, float]], parents: Mapping[str, str | None]
) -> dict[str, tuple[float, float, float, float]]:
    """Turn bounds (x before y) into boxes, also of what the drawn areas lie in."""
    bounds = dict(drawn)
    for code, (west, south, east, north) in drawn.items():
        seen, parent = {code}, parents.get(code)
        while parent is not None and parent not in seen:
            if parent not in drawn:
                w, s, e, n = bounds.get(parent, (west, south, east, north))
                bounds[parent] = (min(w, west), min(s, south), max(e, east), max(n, north))
            seen.add(parent)
            parent = parents.get(parent)
    return {code: (south, west, north, east) for code, (west, south, east, north) in bounds.items()}


def _read(text: str) -> shapely.Geometry | None:
    geometry = shapely.from_geojson(text, on_invalid="ignore")
    if geometry is not None and not geometry.is_valid:
        # Only the surfaces of what a repair gives: a spike becomes a line, and a line has no area to paint.
        geometry = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    if geometry is None or geometry.is_empty or geometry.geom_type not in ("Polygon", "MultiPolygon"):
        return None
    return geometry


def _simplified(areas: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Simplify a level as one coverage; where areas overlap that has no meaning, and they stay as they are."""
    simplified = shapely.coverage_simplify(areas, TOLERANCE)
    return [
        after if after.is_valid and not after.is_empty else before
        for before, after in zip(areas, simplified, strict=True)
    ]


def _feature(
    code: str, level: int, geometry: shapely.Geometry, parent: str | None, label: tuple[float, float] | None
) -> dict[str, object]:
    if label is None:
        inside = geometry.representative_point()
        label = (inside.y, inside.x)
    shape = json.loads(shapely.to_geojson(geometry), parse_float=lambda text: round(float(text), DECIMALS))
    at = [round(label[0], DECIMALS), round(label[1], DECIMALS)]
    properties = {"level": level, "parent": parent, "at": at}
    return {"type": "Feature", "id": code, "properties": properties, "geometry": shape}

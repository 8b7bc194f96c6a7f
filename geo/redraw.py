"""What changes on the map when areas get new boundaries: themselves, what lies in them, and the line around them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from domain.admin import LEVELS
from domain.boundaries import QUALITIES, Drawn, Outline
from geo.extent import FULL_DECIMALS, area_km2, centre, geojson, settled, surface
from geo.fitting import fitted

# Share of an area that may be missing from what it is divided into, or reach over it, before it is told.
SLACK = 0.01
SAME = 1e-4
# Square kilometres that two areas may have in common before it is told.
LEAST_KM2 = 0.5


@dataclass(frozen=True)
class Redrawn:
    """New boundaries.

    Attributes
    ----------
    areas : tuple of Drawn
        The loaded ones, what was fitted into them, and outlines made of them.
    fitted, outlined : tuple of str
        P-codes of areas that follow the new lines, and of those whose outline is now the sum of what was loaded.
    lost : tuple of str
        P-codes of areas that lie outside of what they belong to: they have no boundary any more.
    untiled : dict of str to float
        Areas that differ from the sum of what they are divided into, and by which share of their size.
    overlaps : dict of (str, str) to float
        Pairs of areas of one level that have a place in common, and how many square kilometres; the largest first.
    """

    areas: tuple[Drawn, ...]
    fitted: tuple[str, ...]
    outlined: tuple[str, ...]
    lost: tuple[str, ...]
    untiled: dict[str, float]
    overlaps: dict[tuple[str, str], float]


def redrawn(shapes: Mapping[str, BaseGeometry], stored: Sequence[Outline]) -> Redrawn:
    """Work out all that follows from new boundaries.

    Parameters
    ----------
    shapes : mapping of str to (Polygon or MultiPolygon)
        The loaded areas of one level, by P-code.
    stored : sequence of Outline
        All areas of the database that are valid today.

    Returns
    -------
    Redrawn
    """
    by_parent: dict[str, list[Outline]] = {}
    for one in stored:
        by_parent.setdefault(one.parent or "", []).append(one)
    inner, lost = _inner(shapes, by_parent)
    outlined = _outlined(shapes, stored, by_parent)
    untiled = _untiled({**shapes, **inner, **outlined}, shapes, stored, by_parent)
    drawn = [_drawn(code, shape, True) for code, shape in {**shapes, **outlined}.items()]
    drawn += [_drawn(code, shape, False) for code, shape in inner.items()]
    drawn += [Drawn(code, None, None, None, None, False) for code in lost]
    overlaps = _overlaps({**shapes, **inner}, stored, lost)
    return Redrawn(tuple(drawn), tuple(inner), tuple(outlined), tuple(lost), untiled, overlaps)


def _inner(
    shapes: Mapping[str, BaseGeometry], by_parent: Mapping[str, Sequence[Outline]]
) -> tuple[dict[str, BaseGeometry], list[str]]:
    """Fit what lies in the areas, and what lies in that. A province does not cut the counties that it is made of."""
    found: dict[str, BaseGeometry] = {}
    lost: list[str] = []
    outlines = dict(shapes)
    while outlines:
        parts = {code: _parts(by_parent.get(code, ())) for code in outlines}
        new = fitted(outlines, parts)
        lost += [part for inner in parts.values() for part in inner if part not in new]
        found |= new
        outlines = new
    return dict(sorted(found.items())), sorted(lost)


def _parts(inner: Sequence[Outline]) -> dict[str, BaseGeometry]:
    return {one.pcode: shape for one in inner if one.level > LEVELS["county"] and (shape := _surface(one)) is not None}


def _surface(one: Outline) -> BaseGeometry | None:
    shape = shapely.from_geojson(one.boundary, on_invalid="ignore") if one.boundary else None
    shape = None if shape is None else surface(shape)
    return None if shape is None or shape.is_empty else shape


def _outlined(
    shapes: Mapping[str, BaseGeometry], stored: Sequence[Outline], by_parent: Mapping[str, Sequence[Outline]]
) -> dict[str, BaseGeometry]:
    """Draw a province, unless a real line of it is there, around its counties once all of them are loaded."""
    found = {}
    for one in stored:
        parts = [part.pcode for part in by_parent.get(one.pcode, ())]
        is_whole = one.level == LEVELS["province"] and parts and all(part in shapes for part in parts)
        if is_whole and (one.quality not in QUALITIES or _is_sum(one, by_parent[one.pcode])):
            found[one.pcode] = settled(surface(shapely.union_all([shapes[part] for part in parts])))
    return found


def _is_sum(one: Outline, parts: Sequence[Outline]) -> bool:
    """Tell whether an outline is that of its parts: then it was made of them, and goes with them."""
    outline, shapes = _surface(one), [shape for part in parts if (shape := _surface(part)) is not None]
    if outline is None or not shapes:
        return outline is None
    return bool(outline.symmetric_difference(shapely.union_all(shapes)).area < SAME * outline.area)


def _untiled(
    new: Mapping[str, BaseGeometry],
    loaded: Mapping[str, BaseGeometry],
    stored: Sequence[Outline],
    by_parent: Mapping[str, Sequence[Outline]],
) -> dict[str, float]:
    """Hold the areas around the loaded ones against the sum of what they are divided into."""
    found = {}
    # A province does not cut the counties that it is made of, so that it may differ from them itself.
    parents = {one.parent for one in stored if one.pcode in loaded} | set(loaded)
    for one in stored:
        outline = new.get(one.pcode, _surface(one)) if one.pcode in parents else None
        parts = [new.get(part.pcode, _surface(part)) for part in by_parent.get(one.pcode, ())]
        if outline is None or not parts or any(part is None for part in parts):
            continue
        share = outline.symmetric_difference(shapely.union_all(parts)).area / outline.area
        if share > SLACK:
            found[one.pcode] = float(share)
    return found


def _overlaps(
    new: Mapping[str, BaseGeometry], stored: Sequence[Outline], lost: Sequence[str]
) -> dict[tuple[str, str], float]:
    """Find areas of a level, one of them new at least, that lie on each other."""
    found = {}
    for level in sorted({one.level for one in stored if one.pcode in new}):
        shapes = {
            one.pcode: shape
            for one in stored
            if one.level == level and one.pcode not in lost and (shape := new.get(one.pcode, _surface(one))) is not None
        }
        codes, every = list(shapes), list(shapes.values())
        for one, other in zip(*shapely.STRtree(every).query(every, predicate="intersects"), strict=True):
            pair = codes[one], codes[other]
            if one < other and not new.keys().isdisjoint(pair):
                km2 = area_km2(surface(every[one].intersection(every[other])))
                if km2 >= LEAST_KM2:
                    found[pair] = km2
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _drawn(code: str, shape: BaseGeometry, is_loaded: bool) -> Drawn:
    lat, lon = centre(shape)
    text = json.dumps(geojson(shape, FULL_DECIMALS), separators=(",", ":"))
    return Drawn(code, text, lat, lon, area_km2(shape), is_loaded)

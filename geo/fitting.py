"""Areas fitted into the new outlines of the areas around them, so that they tile them: nothing over, nothing left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import cos, radians

import shapely
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry

from geo.extent import FULL_DECIMALS, settled, surface

# Degrees: how densely the outlines of the parts stand for them where a gap is shared out among the nearest.
STEP = 0.004
GRID = 10.0**-FULL_DECIMALS
# Of its own size: a smaller piece that is cut off from its area goes to the neighbour.
CUT_OFF = 0.02
Shapes = Mapping[str, BaseGeometry]


def fitted(outlines: Shapes, parts: Mapping[str, Shapes]) -> dict[str, BaseGeometry]:
    """Fit areas into outlines.

    What of a part lies outside of its outline is cut off, and each place of it that no part holds goes to the nearest.

    Parameters
    ----------
    outlines : mapping of str to (Polygon or MultiPolygon)
        By P-code; WGS 84, degrees. They do not overlap.
    parts : mapping of str to mapping of str to (Polygon or MultiPolygon)
        By P-code of the outline: its parts by P-code, as they were before.

    Returns
    -------
    dict of str to (Polygon or MultiPolygon)
        Parts on the grid of what is stored; neighbours have all points of their border in common, on both sides of an
        outline too. A part that gets nothing, since it lies elsewhere, is left out.
    """
    claims = {code: _claims(outlines[code], inner) for code, inner in parts.items() if inner}
    if not claims:
        return {}
    faces = _faces({code: outlines[code] for code in claims}, claims)
    found = {}
    for code in claims:
        for part, pieces in _without_strays(faces[code]).items():
            if pieces:
                found[part] = settled(shapely.union_all(pieces))
    return dict(sorted(found.items()))


def _claims(outline: BaseGeometry, parts: Shapes) -> dict[str, BaseGeometry]:
    """Return what each part would have: its own inside the outline, and what is nearest to it of the rest."""
    if len(parts) == 1:
        return dict.fromkeys(parts, outline)
    factor = cos(radians(outline.centroid.y))  # makes a degree of longitude as long as one of latitude
    flat = _stretched(outline, factor)
    flat_parts = {code: surface(_stretched(shape, factor)) for code, shape in parts.items()}
    own = {code: surface(shape.intersection(flat)) for code, shape in flat_parts.items()}
    gap = surface(flat.difference(shapely.union_all(list(own.values()))))
    if not gap.is_empty:
        nearest = _nearest(flat, flat_parts)
        own = {code: surface(shape.union(surface(gap.intersection(nearest[code])))) for code, shape in own.items()}
    return {code: _stretched(shape, 1 / factor) for code, shape in own.items() if not shape.is_empty}


def _stretched(shape: BaseGeometry, factor: float) -> BaseGeometry:
    return scale(shape, xfact=factor, yfact=1, origin=(0, 0))


def _nearest(outline: BaseGeometry, parts: Shapes) -> dict[str, BaseGeometry]:
    """Cut the plane into the places that are nearest to each part, by points along their outlines."""
    owner: dict[tuple[float, float], str] = {}
    for code, shape in parts.items():
        for x, y in shapely.get_coordinates(shapely.segmentize(shape.boundary, STEP)):
            owner.setdefault((round(float(x), 9), round(float(y), 9)), code)
    cells = shapely.voronoi_polygons(shapely.MultiPoint(list(owner)), extend_to=outline, ordered=True)
    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, cell in zip(owner.values(), shapely.get_parts(cells), strict=True):
        groups[code].append(cell)
    return {code: shapely.coverage_union_all(groups[code]) if groups[code] else shapely.Polygon() for code in parts}


def _faces(outlines: Shapes, claims: Mapping[str, Shapes]) -> dict[str, dict[str, list[BaseGeometry]]]:
    """Cut all outlines along all lines into one mesh, and give each face to the part that claims it."""
    lines = [shape.boundary for shape in outlines.values()]
    lines += [shape.boundary for inner in claims.values() for shape in inner.values()]
    mesh = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.union_all(lines, grid_size=GRID))))
    codes = list(outlines)
    found: dict[str, dict[str, list[BaseGeometry]]] = {code: defaultdict(list) for code in codes}
    tree = shapely.STRtree(list(outlines.values()))
    inside = shapely.point_on_surface(mesh)
    for face, outline in zip(*tree.query(inside, predicate="intersects"), strict=True):
        inner = claims[codes[outline]]
        if inner:
            nearest = min(sorted(inner), key=lambda code: inner[code].distance(inside[face]))
            found[codes[outline]][nearest].append(mesh[face])
    return found


def _without_strays(faces: Mapping[str, list[BaseGeometry]]) -> dict[str, list[BaseGeometry]]:
    """Give small pieces that are cut off from their area to the neighbour with the longest common border."""
    kept: dict[str, list[BaseGeometry]] = {}
    strays: list[tuple[str, BaseGeometry]] = []
    for code, pieces in faces.items():
        islands = list(shapely.get_parts(shapely.union_all(pieces)))
        least = CUT_OFF * sum(one.area for one in islands)
        kept[code] = [one for one in islands if one.area >= least]
        strays += [(code, one) for one in islands if one.area < least]
    whole = {code: shapely.union_all(pieces) for code, pieces in kept.items()}
    for code, stray in strays:
        borders = {other: stray.intersection(shape.boundary).length for other, shape in whole.items()}
        best = max(borders, key=lambda other: (borders[other], other == code))
        kept[best if borders[best] > 0 else code].append(stray)
    return kept

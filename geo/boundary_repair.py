"""Features of a boundary file, mended: only surfaces in Iran are left, and it is counted what was done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from domain.contract import LATITUDES, LONGITUDES
from geo.boundary_file import BoundaryFile
from geo.boundary_trouble import BoundaryRefused
from geo.extent import surface

# Square metres; what is smaller, and a part that is less than this share of its area too, is no area but a slip.
SLIVER_M2, SLIVER_SHARE = 10_000.0, 1e-3
_M2_PER_DEGREE = 111_195.0**2
_IRAN = shapely.box(LONGITUDES[0], LATITUDES[0], LONGITUDES[1], LATITUDES[1])
_TURNED = shapely.box(LATITUDES[0], LONGITUDES[0], LATITUDES[1], LONGITUDES[1])


@dataclass(frozen=True)
class Mended:
    """Features with a surface.

    Attributes
    ----------
    rows : list of dict
    shapes : list of shapely.Geometry
        Valid Polygons and MultiPolygons, WGS 84.
    counts : Counter
        `no_geometry`, `no_surface`, `outside` and `tiny` features were dropped, `mended` ones repaired, `slivers` are
        parts and holes that were removed.
    shapeless : list of dict
        Columns of the features without a geometry that can be read.
    """

    rows: list[dict[str, Any]]
    shapes: list[shapely.Geometry]
    counts: Counter[str]
    shapeless: list[dict[str, Any]]


def mended(file: BoundaryFile) -> Mended:
    """Mend the features of a file.

    Parameters
    ----------
    file : BoundaryFile

    Returns
    -------
    Mended

    Raises
    ------
    BoundaryRefused
        `no_surface`, `swapped` or `outside`: nothing is left.
    """
    counts: Counter[str] = Counter()
    rows, shapes, shapeless = [], [], []
    turned = 0
    for row, found in zip(file.rows, file.shapes, strict=True):
        shape, fault = _one(found, counts)
        if fault:
            counts[fault] += 1
            if fault == "no_geometry":
                shapeless.append(row)
            turned += bool(fault == "outside" and found is not None and _TURNED.contains(shapely.box(*found.bounds)))
        elif shape is not None:
            rows.append(row)
            shapes.append(shape)
    if not rows:
        if turned:
            raise BoundaryRefused("swapped")
        raise BoundaryRefused("outside" if counts["outside"] else "no_surface")
    return Mended(rows, shapes, counts, shapeless)


def _one(found: shapely.Geometry | None, counts: Counter[str]) -> tuple[shapely.Geometry | None, str]:
    """Return a mended shape, or what it was dropped for."""
    if found is None or found.is_empty:
        return None, "no_geometry"
    if shapely.get_dimensions(found) < 2:
        return None, "no_surface"
    bounds = np.asarray(found.bounds)
    if not np.isfinite(bounds).all() or not _IRAN.contains(shapely.box(*bounds)):
        return None, "outside"
    shape = surface(shapely.force_2d(found))
    if shape.is_empty:
        return None, "no_surface"
    counts["mended"] += not found.is_valid
    if _m2(shape) < SLIVER_M2:
        return None, "tiny"
    return _without_slivers(shape, counts), ""


def _m2(shape: shapely.Geometry) -> float:
    return float(shape.area * _M2_PER_DEGREE * np.cos(np.radians(shape.bounds[1])))


def _without_slivers(shape: shapely.Geometry, counts: Counter[str]) -> shapely.Geometry:
    parts, least = [], min(SLIVER_M2, SLIVER_SHARE * _m2(shape))
    for part in shapely.get_parts(shape):
        if _m2(part) < least:
            counts["slivers"] += 1
            continue
        holes = [one for one in part.interiors if _m2(shapely.Polygon(one)) >= least]
        counts["slivers"] += len(part.interiors) - len(holes)
        parts.append(part if len(holes) == len(part.interiors) else shapely.Polygon(part.exterior, holes))
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)

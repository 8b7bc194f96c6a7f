"""What is stored of an area's shape: its GeoJSON, a point inside it, its size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.drawing import label_point

DECIMALS = 5  # of a degree: about a metre, far finer than the drawing
FULL_DECIMALS = 6  # a tenth of a metre: no survey of a boundary is better
_EARTH = Geod(ellps="WGS84")


def geojson(shape: BaseGeometry, decimals: int = DECIMALS) -> Mapping[str, Any]:
    """Return a shape as a GeoJSON geometry.

    Parameters
    ----------
    shape : Polygon or MultiPolygon
        WGS 84, degrees.
    decimals : int

    Returns
    -------
    mapping
    """
    geometry = mapping(shape)
    return {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"], decimals)}


def centre(shape: BaseGeometry) -> tuple[float, float]:
    """Return latitude and longitude of the point inside a shape that is farthest from its border.

    Parameters
    ----------
    shape : Polygon or MultiPolygon

    Returns
    -------
    tuple of float
    """
    point = label_point(shape)
    return round(point.y, DECIMALS), round(point.x, DECIMALS)


def area_km2(shape: BaseGeometry) -> float:
    """Return the size of a shape on the ellipsoid.

    Parameters
    ----------
    shape : Polygon or MultiPolygon

    Returns
    -------
    float
        Square kilometres, with one decimal.
    """
    area_m2, _ = _EARTH.geometry_area_perimeter(shape)
    return round(abs(area_m2) / 1e6, 1)


def settled(shape: BaseGeometry) -> BaseGeometry:
    """Round the coordinates of a shape to what is stored; two areas that share a point still do.

    Parameters
    ----------
    shape : Polygon or MultiPolygon

    Returns
    -------
    Polygon or MultiPolygon
        Valid.
    """
    rounded = shapely.transform(shape, lambda at: np.round(at, FULL_DECIMALS))
    # Mending makes points beside the grid, and they are rounded when they are stored.
    return rounded if rounded.is_valid else surface(shapely.set_precision(surface(rounded), 10.0**-FULL_DECIMALS))


def surface(shape: BaseGeometry) -> BaseGeometry:
    """Return the surface of a shape, mended; empty where it has none.

    Parameters
    ----------
    shape : shapely geometry

    Returns
    -------
    Polygon or MultiPolygon
    """
    if not shape.is_valid:
        shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = [
        one for one in shapely.get_parts(shape, return_index=False) if one.geom_type in ("Polygon", "MultiPolygon")
    ]
    return shapely.union_all(parts) if parts else shapely.Polygon()


def _rounded(value: Any, decimals: int) -> Any:  # noqa: ANN401 - a coordinate or a nest of them
    return round(value, decimals) if isinstance(value, float) else [_rounded(part, decimals) for part in value]

"""The display geometry read back into shapes: what is drawn on the map is what is put into files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import shapely

from geo.display import DisplayLayer


@dataclass(frozen=True)
class Shapes:
    """Areas as shapes, WGS 84, degrees.

    Attributes
    ----------
    geometries : dict of str to shapely.Geometry
        By P-code.
    levels : dict of str to int
    labels : dict of str to (float, float)
        Longitude and latitude of the place of the name.
    """

    geometries: Mapping[str, shapely.Geometry]
    levels: Mapping[str, int]
    labels: Mapping[str, tuple[float, float]]


def shapes_of(layer: DisplayLayer) -> Shapes:
    """Read a display layer.

    Parameters
    ----------
    layer : DisplayLayer

    Returns
    -------
    Shapes
    """
    features = json.loads(layer.body)["features"]
    read = shapely.from_geojson([json.dumps(one["geometry"]) for one in features])
    return Shapes(
        {one["id"]: geometry for one, geometry in zip(features, read, strict=True)},
        {one["id"]: one["properties"]["level"] for one in features},
        {one["id"]: (one["properties"]["at"][1], one["properties"]["at"][0]) for one in features},
    )


def rings(geometry: shapely.Geometry) -> list[list[tuple[float, float]]]:
    """Return the rings of a surface, outer and inner ones, each closed, longitude before latitude."""
    parts = [geometry] if geometry.geom_type == "Polygon" else list(geometry.geoms)
    return [list(ring.coords) for part in parts for ring in (part.exterior, *part.interiors)]

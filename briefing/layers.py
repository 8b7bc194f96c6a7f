"""Areas with their released figures as GeoJSON (RFC 7946), for a GIS."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
import shapely

from domain.frames import ReleaseFrame, plain_rows

Shapes = Mapping[str, shapely.Geometry]


def geojson(frame: ReleaseFrame, geometries: Shapes, about: Mapping[str, Any]) -> bytes:
    """Return the rows of a frame with their boundaries.

    Parameters
    ----------
    frame : ReleaseFrame
    geometries : mapping of str to shapely.Geometry
        By P-code; WGS 84, degrees, longitude first. An area without one has the geometry null.
    about : mapping of str to plain values
        What stands in `metadata` beside view, data version and date: sources, disclaimer, marks.

    Returns
    -------
    bytes
        UTF-8. Outer rings run counterclockwise. Full precision of the figures, null where there is none.
    """
    return collection(frame.data, geometries, view(frame) | dict(about))


def view(frame: ReleaseFrame) -> dict[str, Any]:
    """Return what a frame says of itself, as plain values."""
    head = frame.to_json()
    return {key: head[key] for key in ("selection", "data_version", "as_of", "truncated")}


def collection(data: pd.DataFrame, geometries: Shapes, metadata: Mapping[str, Any]) -> bytes:
    """Return rows with a `pcode`, with their boundaries and what is said of them all, as `geojson` does."""
    rows = plain_rows(data)
    drawn = [geometries[row["pcode"]] for row in rows if row["pcode"] in geometries]
    made: dict[str, Any] = {"type": "FeatureCollection", "metadata": dict(metadata)}
    if drawn:
        made["bbox"] = [float(edge) for edge in shapely.total_bounds(drawn)]
    made["features"] = [_feature(row, geometries.get(row["pcode"])) for row in rows]
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _feature(row: dict[str, Any], geometry: shapely.Geometry | None) -> dict[str, Any]:
    shape = None
    if geometry is not None:
        shape = json.loads(shapely.to_geojson(shapely.orient_polygons(geometry, exterior_cw=False)))
    return {"type": "Feature", "id": row["pcode"], "geometry": shape, "properties": row}

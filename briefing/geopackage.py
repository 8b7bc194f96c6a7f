"""The views and the commitments of a meeting as layers of one GeoPackage, for a GIS."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import pandas as pd
import shapely

from briefing.tables import Column

Geometries = Mapping[str, shapely.Geometry]
CRS = "EPSG:4326"
# A layer has a few dozen areas: an index in space would be the larger part of the file and of the time it takes.
OPTIONS = {"SPATIAL_INDEX": "NO"}
# GDAL has one configuration for all threads.
_WRITING = Lock()


@dataclass(frozen=True)
class Layer:
    """A layer: table name (ASCII), kind of geometry, shapes (None where not drawn), columns, what is said of it."""

    name: str
    kind: str
    shapes: tuple[shapely.Geometry | None, ...]
    fields: Mapping[str, Sequence[Any]]
    about: Mapping[str, Any]


def of_rows(name: str, data: pd.DataFrame, geometries: Geometries, about: Mapping[str, Any]) -> Layer:
    """Return rows with a `pcode` as a layer of areas."""
    shapes = tuple(geometries.get(str(code)) for code in data["pcode"])
    return Layer(name, "MultiPolygon", shapes, {str(one): column.tolist() for one, column in data.items()}, about)


def of_columns(
    name: str, columns: Sequence[Column], points: Mapping[str, tuple[float, float]], about: Mapping[str, Any]
) -> Layer:
    """Return columns, one of them `pcode`, as a layer of points: longitude and latitude of each area."""
    codes = next(one.values for one in columns if one.id == "pcode")
    shapes = tuple(shapely.Point(points[str(code)]) if code in points else None for code in codes)
    return Layer(name, "Point", shapes, {one.id: one.values for one in columns}, about)


def geopackage(layers: Sequence[Layer], made_on: date) -> bytes:
    """Return a GeoPackage; the same layers are the same bytes.

    Parameters
    ----------
    layers : sequence of Layer
    made_on : datetime.date
        What the file says of when its content was changed.

    Returns
    -------
    bytes
        WGS 84, longitude first. No figure is NULL, as is a geometry that is not drawn.
    """
    import pyogrio

    with tempfile.TemporaryDirectory(prefix="hamgam-") as folder, _WRITING:
        path = Path(folder) / "layers.gpkg"
        config = {"OGR_CURRENT_DATE": f"{made_on.isoformat()}T00:00:00.000Z", "OGR_SQLITE_SYNCHRONOUS": "OFF"}
        pyogrio.set_gdal_config_options(config)
        try:
            for place, layer in enumerate(layers):
                _write(path, layer, append=place > 0)
        finally:
            pyogrio.set_gdal_config_options(dict.fromkeys(config))
        return path.read_bytes()


def _write(path: Path, layer: Layer, *, append: bool) -> None:
    from pyogrio.raw import write

    arrays = [_array(values) for values in layer.fields.values()]
    told = {key: text if isinstance(text, str) else _json(text) for key, text in layer.about.items()}
    write(
        str(path),
        geometry=np.array([None if one is None else shapely.to_wkb(one) for one in layer.shapes], dtype=object),
        field_data=[values for values, _lacks in arrays],
        field_mask=[lacks for _values, lacks in arrays],
        fields=list(layer.fields),
        layer=layer.name,
        driver="GPKG",
        geometry_type=layer.kind,
        crs=CRS,
        promote_to_multi=layer.kind.startswith("Multi"),
        append=append,
        layer_metadata=told,
        layer_options=OPTIONS | {"IDENTIFIER": layer.name, "DESCRIPTION": told["title"]},
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _array(values: Sequence[Any]) -> tuple[Any, Any]:
    """Return values of one type, and which of them are not there."""
    lacks = np.array([value is None or (not isinstance(value, str) and pd.isna(value)) for value in values], dtype=bool)
    there = [value for value, gone in zip(values, lacks, strict=True) if not gone]
    if there and all(isinstance(value, bool) for value in there):
        return np.array([bool(value) and not gone for value, gone in zip(values, lacks, strict=True)]), lacks
    if there and all(isinstance(value, int) for value in there):
        return np.array([0 if gone else value for value, gone in zip(values, lacks, strict=True)], np.int64), lacks
    if there and all(isinstance(value, (int, float)) for value in there):
        return np.array([0.0 if gone else float(value) for value, gone in zip(values, lacks, strict=True)]), lacks
    return np.array([None if gone else str(value) for value, gone in zip(values, lacks, strict=True)], object), lacks

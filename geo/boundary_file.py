"""A boundary file, whatever its format, as shapes in WGS 84 with their columns.

What a file is follows from its first bytes, and only the driver of that format opens it: GDAL would take a text that
calls itself `.geojson` for whatever it finds in it, such as a list of other files to open.
"""

from __future__ import annotations

import codecs
import tempfile
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from geo.boundary_json import MOST_FEATURES, MOST_POINTS, read_geojson
from geo.boundary_trouble import BoundaryRefused
from geo.boundary_zip import LARGEST_BYTES, beside, unpacked

_BROKEN = (DataSourceError, DataLayerError, FeatureError, GeometryError, FieldError, CRSError, ValueError, OSError)
_SQLITE, _SHAPE, _ZIP = b"SQLite format 3\0", b"\x00\x00\x27\x0a", b"PK"
_GEOPACKAGE_IDS = (b"GPKG", b"GP10", b"GP11")
_PARTS = (".dbf", ".shx", ".prj", ".cpg")
_JSON = (".geojson", ".json")
WGS84 = CRS.from_epsg(4326)
Raw = tuple[list[dict[str, Any]], list[shapely.Geometry | None], str]


@dataclass(frozen=True)
class BoundaryFile:
    """What a file holds.

    Attributes
    ----------
    rows : list of dict
        Columns of each feature.
    shapes : list of (shapely.Geometry or None)
        Their geometry in WGS 84, longitude before latitude.
    system : str
        The coordinate system that the file names; empty where it names none.
    """

    rows: list[dict[str, Any]]
    shapes: list[shapely.Geometry | None]
    system: str


def read_boundaries(path: Path, layer: str = "") -> BoundaryFile:
    """Read a boundary file.

    Parameters
    ----------
    path : pathlib.Path
        GeoJSON, GeoPackage, a `.shp` beside its parts, or a zip with one layer.
    layer : str
        The layer of a GeoPackage that has several.

    Returns
    -------
    BoundaryFile

    Raises
    ------
    BoundaryRefused
    """
    try:
        with tempfile.TemporaryDirectory(prefix="hamgam-") as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # measures, ring order and the like, told by GDAL
            rows, shapes, system = _read(path, Path(folder), layer)
    except OSError:
        raise BoundaryRefused("unreadable", path.name) from None
    if not rows:
        raise BoundaryRefused("empty", path.name)
    _check_texts(rows)
    if not all(np.isfinite(shapely.get_coordinates(one)).all() for one in shapes if one is not None):
        raise BoundaryRefused("not_finite")
    return BoundaryFile(rows, _in_degrees(shapes, system), system)


def _read(path: Path, folder: Path, layer: str) -> Raw:
    _check_size(path)
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(_ZIP):
        inner = folder / "inner"
        inner.mkdir()
        return _read_plain(unpacked(path, inner), layer)
    if head.startswith(_SHAPE) and path.suffix.lower() == ".shp":
        return _read_shapefile(beside(path, folder))
    return _read_plain(path, layer)


def _read_plain(path: Path, layer: str) -> Raw:
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(_SHAPE) and path.suffix.lower() == ".shp":
        return _read_shapefile(path)
    if head.startswith(_SQLITE):
        if head[68:72] not in _GEOPACKAGE_IDS:
            raise BoundaryRefused("wrong_type", path.suffix)
        return _read_geopackage(path, layer)
    if path.suffix.lower() in _JSON or head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        if not head.strip():
            raise BoundaryRefused("empty", path.name)
        return read_geojson(path)
    raise BoundaryRefused("part_alone" if path.suffix.lower() in _PARTS else "wrong_type", path.suffix)


def _check_size(path: Path) -> None:
    if not path.is_file():
        raise BoundaryRefused("no_file", path.name)
    size = path.stat().st_size
    if not size:
        raise BoundaryRefused("empty", path.name)
    if size > LARGEST_BYTES:
        raise BoundaryRefused("too_large", str(LARGEST_BYTES // 1_000_000))


def _read_geopackage(path: Path, layer: str) -> Raw:
    try:
        found = [(str(name), str(kind)) for name, kind in pyogrio.list_layers(path)]
    except _BROKEN:
        raise BoundaryRefused("unreadable", path.name) from None
    names = [
        name for name, kind in found if any(one in kind for one in ("Polygon", "Surface", "Unknown", "Collection"))
    ]
    if layer:
        if layer not in [name for name, _ in found]:
            raise BoundaryRefused("no_such_layer", ", ".join(names)[:200])
        names = [layer]
    if len(names) > 1:
        raise BoundaryRefused("several_layers", ", ".join(names)[:200])
    if not names:
        raise BoundaryRefused("no_layer")
    return _read_layer(path, names[0], None)


def _read_shapefile(path: Path) -> Raw:
    # Latin 1 takes every byte for a letter and gives it back: which encoding it is shows when all texts are there.
    rows, shapes, system = _read_layer(path, None, "ISO-8859-1")
    said = path.with_suffix(".prj")
    if not system and said.exists() and said.read_bytes().strip():
        raise BoundaryRefused("unknown_crs", said.read_bytes()[:80].decode("ascii", "replace"))
    told = path.with_suffix(".cpg")
    encoding = _encoding(told.read_bytes()[:64].decode("ascii", "ignore") if told.exists() else "", rows)
    return (
        [{_text(key, encoding): _text(value, encoding) for key, value in row.items()} for row in rows],
        shapes,
        system,
    )


def _read_layer(path: Path, layer: str | None, encoding: str | None) -> Raw:
    try:
        meta, _ids, shapes, columns = pyogrio.raw.read(
            path, layer=layer, encoding=encoding, max_features=MOST_FEATURES + 1, force_2d=True, datetime_as_string=True
        )
    except _BROKEN:
        raise BoundaryRefused("unreadable", path.name if encoding is None else ".shp") from None
    names = [str(name) for name in meta["fields"]]
    count = len(shapes) if shapes is not None else 0
    if count > MOST_FEATURES:
        raise BoundaryRefused("too_many", str(MOST_FEATURES))
    rows = [
        {name: _value(column[number]) for name, column in zip(names, columns, strict=True)} for number in range(count)
    ]
    read = list(shapely.from_wkb(shapes, on_invalid="fix")) if count else []
    if int(shapely.get_num_coordinates(read).sum()) > MOST_POINTS:
        raise BoundaryRefused("too_many_points", str(MOST_POINTS))
    return rows, read, str(meta.get("crs") or "")


def _value(cell: Any) -> Any:  # noqa: ANN401 - a cell of any column
    return cell.item() if isinstance(cell, np.generic) else cell


def _text(value: Any, encoding: str) -> Any:  # noqa: ANN401 - likewise
    """Read a text that stands in Latin 1; a letter that the width of its column cut in two is left out."""
    if not isinstance(value, str):
        return value
    return codecs.getincrementaldecoder(encoding)("strict").decode(value.encode("latin-1"), False).strip("\0 ")


def _encoding(told: str, rows: list[dict[str, Any]]) -> str:
    digits = "".join(filter(str.isdigit, told))
    known = {"1256": "cp1256", "8": "utf-8", "65001": "utf-8"}.get(digits)
    if known is None and told.strip():
        try:
            known = codecs.lookup(told.strip()).name
        except LookupError:
            known = None
    for encoding in [known] if known else ["utf-8", "cp1256"]:
        try:
            for text in _cells(rows):
                _text(text, encoding)
        except UnicodeError:
            continue
        return encoding
    raise BoundaryRefused("encoding")


def _cells(rows: Iterable[dict[str, Any]]) -> Iterable[str]:
    return (text for row in rows for pair in row.items() for text in pair if isinstance(text, str))


def _check_texts(rows: list[dict[str, Any]]) -> None:
    """Refuse Persian that was read in another encoding before it was written into this file."""
    for text in _cells(rows):
        if "\ufffd" in text or _is_garbled(text):
            raise BoundaryRefused("encoding", text[:40])


def _is_garbled(text: str) -> bool:
    if text.isascii():
        return False
    for encoding in ("cp1252", "latin-1"):
        try:
            meant = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if any("\u0600" <= letter <= "\u06ff" for letter in meant):
            return True
    return False


def _in_degrees(shapes: list[shapely.Geometry | None], system: str) -> list[shapely.Geometry | None]:
    if not system:
        known = [one for one in shapes if one is not None and not one.is_empty]
        west, south, east, north = shapely.total_bounds(known) if known else (0.0, 0.0, 0.0, 0.0)
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
            swapped = -90 <= west <= east <= 90 and -180 <= south <= north <= 180
            raise BoundaryRefused("swapped" if swapped else "no_crs")
        return shapes
    try:
        crs = CRS.from_user_input(system)
        if crs.to_2d().equals(WGS84, ignore_axis_order=True):
            return shapes
        turn = Transformer.from_crs(crs, WGS84, always_xy=True)
        return [None if one is None else shapely.transform(one, turn.transform, interleaved=False) for one in shapes]
    except ProjError:
        raise BoundaryRefused("unknown_crs", system[:80]) from None

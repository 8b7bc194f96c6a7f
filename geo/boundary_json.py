"""GeoJSON, feature by feature: what could cost memory or is no JSON is refused on its bytes, before it is parsed."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import shapely

from geo.boundary_trouble import BoundaryRefused

CHUNK = 1 << 20
DEEPEST = 40  # brackets in brackets; a MultiPolygon of a collection needs 8
MOST_POINTS = 5_000_000
MOST_FEATURES = 50_000
LONGEST_TEXT = 1 << 20
_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]*")
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_STEPS = np.zeros(256, dtype=np.int8)
for _sign, _step in ((b"[", 1), (b"{", 1), (b"]", -1), (b"}", -1)):
    _STEPS[_sign[0]] = _step


def read_geojson(path: Path) -> tuple[list[dict[str, Any]], list[shapely.Geometry | None], str]:
    """Read a GeoJSON file.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    tuple
        Columns of each feature, tags of OpenStreetMap among them; its geometry, None where it has none or none that
        can be read; the name of the coordinate system, empty where the file names none.

    Raises
    ------
    BoundaryRefused
    """
    scan(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BoundaryRefused("encoding") from None
    rows: list[dict[str, Any]] = []
    shapes: list[shapely.Geometry | None] = []
    members: dict[str, Any] = {}
    try:
        for key, value, source in _members(text):
            if key != "features":
                members[key] = value
                continue
            rows.append(_columns(value))
            shapes.append(_geometry(value, source))
            if len(rows) > MOST_FEATURES:
                raise BoundaryRefused("too_many", str(MOST_FEATURES))
    except (json.JSONDecodeError, IndexError, RecursionError):
        raise BoundaryRefused("not_geojson") from None
    if members.get("type") == "Feature":
        rows, shapes = [_columns(members)], [_geometry(members, json.dumps(members))]
    elif members.get("type") != "FeatureCollection":
        raise BoundaryRefused("topojson" if members.get("type") == "Topology" else "not_geojson")
    return rows, shapes, _system(members.get("crs"))


def scan(path: Path) -> None:
    """Look at the brackets of a JSON file, with one chunk of it in memory.

    Parameters
    ----------
    path : pathlib.Path

    Raises
    ------
    BoundaryRefused
        `deep`, `too_many_points`, `truncated`, `not_geojson` or `encoding`.
    """
    depth = points = 0
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if not (depth or points or rest) and chunk.startswith(_MARKS):
                raise BoundaryRefused("encoding")
            text = _STRINGS.sub(b"", rest + chunk)
            cut = text.find(b'"')
            text, rest = (text, b"") if cut < 0 else (text[:cut], text[cut:])
            if len(rest) > LONGEST_TEXT + CHUNK:
                raise BoundaryRefused("not_geojson")
            steps = _STEPS[np.frombuffer(text, dtype=np.uint8)]
            levels = depth + np.cumsum(steps, dtype=np.int64)
            if not len(levels):
                continue
            if levels.max() > DEEPEST:
                raise BoundaryRefused("deep", str(DEEPEST))
            if levels.min() < 0:
                raise BoundaryRefused("not_geojson")
            depth = int(levels[-1])
            points += int((steps == 1).sum())
            if points > MOST_POINTS:
                raise BoundaryRefused("too_many_points", str(MOST_POINTS))
    if depth or rest:
        raise BoundaryRefused("truncated")


def _no_number(_text: str) -> NoReturn:
    raise BoundaryRefused("not_finite")


_DECODER = json.JSONDecoder(parse_constant=_no_number)


def _members(text: str) -> Iterator[tuple[str, Any, str]]:
    """Yield the members of the outer object, each feature as one of its own together with its text."""
    at = _past(text, 0, "{")
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _past(text, at, ":")
        if key == "features" and text[at] == "[":
            at = _after(text, at + 1)
            while text[at] != "]":
                value, end = _DECODER.raw_decode(text, at)
                yield key, value, text[at:end]
                at = _next(text, end, "]")
            at = _next(text, at + 1, "}")
            continue
        value, end = _DECODER.raw_decode(text, at)
        yield str(key), value, ""
        at = _next(text, end, "}")
    if _after(text, at + 1) < len(text):
        raise BoundaryRefused("several_json")


def _after(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _past(text: str, at: int, sign: str) -> int:
    at = _after(text, at)
    if text[at] != sign:
        raise json.JSONDecodeError(f"{sign} expected", "", 0)
    return _after(text, at + 1)


def _next(text: str, at: int, end: str) -> int:
    """Step over a comma, or stand on the sign that ends the list."""
    at = _after(text, at)
    return at if text[at] == end else _past(text, at, ",")


def _columns(feature: object) -> dict[str, Any]:
    if not isinstance(feature, dict) or "attributes" in feature:
        raise BoundaryRefused("not_geojson")
    found = feature.get("properties") or {}
    if not isinstance(found, dict):
        raise BoundaryRefused("not_geojson")
    plain = {key: value for key, value in found.items() if not isinstance(value, (dict, list))}
    for nested in found.values():
        if isinstance(nested, dict):  # tags of OpenStreetMap
            plain |= {key: one for key, one in nested.items() if key not in plain and not isinstance(one, (dict, list))}
    return plain


def _geometry(feature: Mapping[str, Any], source: str) -> shapely.Geometry | None:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        return None
    shape = shapely.from_geojson(source, on_invalid="ignore")
    if shape is not None:
        return shape
    if any(not math.isfinite(number) for number in _numbers(geometry.get("coordinates"))):
        raise BoundaryRefused("not_finite")
    closed = _closed(geometry.get("coordinates"))
    return shapely.from_geojson(json.dumps({**geometry, "coordinates": closed}), on_invalid="ignore")


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, list):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, float):
        yield value


def _closed(value: Any) -> Any:  # noqa: ANN401 - coordinates, however deep
    """Close rings whose last point is not their first."""
    if not isinstance(value, list) or not value or not isinstance(value[0], list):
        return value
    if value[0] and isinstance(value[0][0], (int, float)):
        return value if value[0] == value[-1] else [*value, value[0]]
    return [_closed(one) for one in value]


def _system(crs: object) -> str:
    if crs is None:
        return ""
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = named.get("name") if isinstance(named, dict) else None
    if not isinstance(name, str):
        raise BoundaryRefused("unknown_crs", str(crs)[:80])
    return name

"""Where an area lies in its province: one small still picture, drawn from the display geometry."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.admin import LEVELS

GROUND, AROUND, FILLED, BORDER, RIM = "#f4f7f9", "#cde3f1", "#0072bc", "#b4bec7", "#0b3754"
MARGIN = 2.0
SMALL_SHARE = 0.04
Ring = Sequence[Sequence[float]]


@dataclass(frozen=True)
class _Frame:
    """Degrees to pixels: equal scales at the middle of the box, north up."""

    west: float
    north: float
    narrow: float
    scale: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return MARGIN + (lon - self.west) * self.narrow * self.scale, MARGIN + (self.north - lat) * self.scale

    def path(self, rings: Iterable[Ring]) -> str:
        texts = ("L".join(f"{x:.1f} {y:.1f}" for x, y in (self.at(*point[:2]) for point in ring)) for ring in rings)
        return "".join(f"M{text}Z" for text in texts)


def locator(body: bytes, area: str, ancestors: Sequence[str], width: int = 360) -> str:
    """Draw an area in its province.

    Parameters
    ----------
    body : bytes
        GeoJSON of `geo.display.DisplayLayer`, degrees, WGS 84.
    area : str
        P-code of a county or district.
    ancestors : sequence of str
        The area itself and what lies above it; the county of a district is tinted.
    width : int
        Pixels; the height follows from the province.

    Returns
    -------
    str
        SVG: the counties, the area filled, the outline of the province where it is drawn. A very small area has a ring
        around it. Empty where the area or the counties have no boundary.
    """
    drawn = {str(one["id"]): one for one in json.loads(body)["features"]}
    counties = {code: one for code, one in drawn.items() if one["properties"]["level"] == LEVELS["county"]}
    if area not in drawn or not counties:
        return ""
    province = [one for one in drawn.values() if one["properties"]["level"] == LEVELS["province"]]
    points = [point for one in (*counties.values(), *province) for ring in _rings(one) for point in ring]
    frame, height = _framed(points, width)
    shapes = [_shape(frame, one, AROUND if code in ancestors else GROUND, BORDER) for code, one in counties.items()]
    shapes.append(_shape(frame, drawn[area], FILLED, RIM))
    shapes += [_shape(frame, one, "none", RIM, 1.4) for one in province]
    shapes.append(_pointer(frame, drawn[area], width))
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill-rule="evenodd">{"".join(shapes)}</svg>'


def _framed(points: list[Sequence[float]], width: int) -> tuple[_Frame, int]:
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    narrow = math.cos(math.radians((min(lats) + max(lats)) / 2))
    scale = (width - 2 * MARGIN) / max((max(lons) - min(lons)) * narrow, 1e-9)
    frame = _Frame(min(lons), max(lats), narrow, scale)
    return frame, math.ceil((max(lats) - min(lats)) * scale + 2 * MARGIN)


def _shape(frame: _Frame, feature: Mapping[str, Any], fill: str, line: str, width: float = 0.8) -> str:
    style = f'fill="{fill}" stroke="{line}" stroke-width="{width}" stroke-linejoin="round"'
    return f'<path d="{frame.path(_rings(feature))}" {style}/>'


def _pointer(frame: _Frame, feature: Mapping[str, Any], width: int) -> str:
    """A ring around an area that would be hard to find."""
    points = [frame.at(*point[:2]) for ring in _rings(feature) for point in ring]
    xs, ys = zip(*points, strict=True)
    across = max(max(xs) - min(xs), max(ys) - min(ys))
    if across > SMALL_SHARE * width:
        return ""
    x, y, radius = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, across / 2 + 0.02 * width
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" stroke="{RIM}" stroke-width="1.6"/>'


def _rings(feature: Mapping[str, Any]) -> list[Ring]:
    geometry = feature["geometry"]
    parts = geometry["coordinates"]
    return list(parts) if geometry["type"] == "Polygon" else [ring for part in parts for ring in part]

"""Where an area lies in its province: one small still picture, drawn from the display geometry."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from domain.admin import LEVELS
from geo.still import Frame, rings

GROUND, AROUND, FILLED, BORDER, RIM = "#f4f7f9", "#cde3f1", "#0072bc", "#b4bec7", "#0b3754"
MARGIN = 2.0
SMALL_SHARE = 0.04


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
    points = [point for one in (*counties.values(), *province) for ring in rings(one["geometry"]) for point in ring]
    frame = Frame(points, width, MARGIN)
    shapes = [_shape(frame, one, AROUND if code in ancestors else GROUND, BORDER) for code, one in counties.items()]
    shapes.append(_shape(frame, drawn[area], FILLED, RIM))
    shapes += [_shape(frame, one, "none", RIM, 1.4) for one in province]
    shapes.append(_pointer(frame, drawn[area], width))
    size = f'viewBox="0 0 {width} {frame.height}" width="{width}" height="{frame.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} fill-rule="evenodd">{"".join(shapes)}</svg>'


def _shape(frame: Frame, feature: Mapping[str, Any], fill: str, line: str, width: float = 0.8) -> str:
    style = f'fill="{fill}" stroke="{line}" stroke-width="{width}" stroke-linejoin="round"'
    return f'<path d="{frame.path(rings(feature["geometry"]))}" {style}/>'


def _pointer(frame: Frame, feature: Mapping[str, Any], width: int) -> str:
    """A ring around an area that would be hard to find."""
    points = [frame.at(point) for ring in rings(feature["geometry"]) for point in ring]
    xs, ys = zip(*points, strict=True)
    across = max(max(xs) - min(xs), max(ys) - min(ys))
    if across > SMALL_SHARE * width:
        return ""
    x, y, radius = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, across / 2 + 0.02 * width
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" stroke="{RIM}" stroke-width="1.6"/>'

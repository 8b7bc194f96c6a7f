"""A small map that needs no script: finished colours on the display geometry, as SVG text without a letter in it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo.display import DisplayLayer
from geo.palette import Fill

BORDER, OUTLINE = "#ffffff", "#0b3754"
# What legend.css and the big map draw over a colour, once more as SVG.
PATTERNS = {
    "hatch": '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0V5" stroke="#5b6670" stroke-width="2.4"/></pattern>',
    "over": '<pattern id="over" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path d="M0 0V5" stroke="#333" stroke-width="2"/><path d="M1.5 0V5" stroke="#fff"/></pattern>',
    "dots": '<pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<circle cx="2.5" cy="2.5" r="1.1" fill="#3d4852"/></pattern>',
    "rings": '<pattern id="rings" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle cx="3" cy="3" r="1.6" fill="none" stroke="#0b3754"/></pattern>',
}
Ring = Sequence[Sequence[float]]


def static_map(layer: DisplayLayer, fills: Mapping[str, Fill], outline: str, width: int = 360) -> str:
    """Draw areas in finished fills.

    Parameters
    ----------
    layer : DisplayLayer
        WGS 84, degrees.
    fills : mapping of str to Fill
        By P-code; what the layer has no boundary of is left out.
    outline : str
        P-code of the area whose border is drawn around them, where the layer has it.
    width : int
        Pixels; the height follows from the areas, at true proportions at their mean latitude.

    Returns
    -------
    str
        One `svg` element that stands alone: no text, no script, no address of anything else but its own name space.
        Without any area to draw it is empty.
    """
    shapes = {str(one["id"]): _rings(one["geometry"]) for one in json.loads(layer.body)["features"]}
    drawn = {code: shapes[code] for code in fills if code in shapes}
    around = shapes.get(outline, [])
    points = [point for rings in (*drawn.values(), around) for ring in rings for point in ring]
    if not points:
        return '<svg xmlns="http://www.w3.org/2000/svg"/>'
    frame = _Frame(points, width)
    size = f'width="{width}" height="{frame.height}" viewBox="0 0 {width} {frame.height}"'
    used = dict.fromkeys(fills[code].pattern for code in drawn if fills[code].pattern)
    areas = "".join(_area(frame.path(rings), fills[code]) for code, rings in drawn.items())
    border = f'<path d="{frame.path(around)}" fill="none" stroke="{OUTLINE}" stroke-width="1.4"/>' if around else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{"".join(PATTERNS[name] for name in used)}</defs>'
        f'<g stroke="{BORDER}" stroke-width=".7" stroke-linejoin="round" fill-rule="evenodd">{areas}</g>{border}</svg>'
    )


class _Frame:
    """Degrees to pixels: equal scales at the middle of the box, north up, a pixel of margin for the outline."""

    def __init__(self, points: Iterable[Sequence[float]], width: int) -> None:
        lons, lats = zip(*((point[0], point[1]) for point in points), strict=True)
        self._west, self._north = min(lons), max(lats)
        self._narrow = math.cos(math.radians((min(lats) + max(lats)) / 2))
        self._scale = (width - 2) / max((max(lons) - self._west) * self._narrow, 1e-9)
        self.height = math.ceil((self._north - min(lats)) * self._scale) + 2

    def path(self, rings: Iterable[Ring]) -> str:
        return "".join(f"M{'L'.join(dict.fromkeys(map(self._at, ring)))}Z" for ring in rings)

    def _at(self, point: Sequence[float]) -> str:
        x = 1 + (point[0] - self._west) * self._narrow * self._scale
        y = 1 + (self._north - point[1]) * self._scale
        return f"{x:.1f} {y:.1f}"


def _rings(geometry: Mapping[str, Any]) -> list[Ring]:
    parts = geometry["coordinates"]
    return list(parts) if geometry["type"] == "Polygon" else [ring for part in parts for ring in part]


def _area(path: str, fill: Fill) -> str:
    plain = f'<path d="{path}" fill="{fill.colour}"/>'
    return plain + (f'<path d="{path}" fill="url(#{fill.pattern})"/>' if fill.pattern else "")

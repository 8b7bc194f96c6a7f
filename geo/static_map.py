"""A small map that needs no script: finished colours on the display geometry, as SVG text without a letter in it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from geo.display import DisplayLayer
from geo.palette import Fill
from geo.still import Frame, rings

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
    shapes = {str(one["id"]): rings(one["geometry"]) for one in json.loads(layer.body)["features"]}
    drawn = {code: shapes[code] for code in fills if code in shapes}
    around = shapes.get(outline, [])
    points = [point for outlines in (*drawn.values(), around) for ring in outlines for point in ring]
    if not points:
        return '<svg xmlns="http://www.w3.org/2000/svg"/>'
    frame = Frame(points, width)
    size = f'width="{width}" height="{frame.height}" viewBox="0 0 {width} {frame.height}"'
    used = dict.fromkeys(fills[code].pattern for code in drawn if fills[code].pattern)
    areas = "".join(_area(frame.path(outlines), fills[code]) for code, outlines in drawn.items())
    border = f'<path d="{frame.path(around)}" fill="none" stroke="{OUTLINE}" stroke-width="1.4"/>' if around else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><defs>{"".join(PATTERNS[name] for name in used)}</defs>'
        f'<g stroke="{BORDER}" stroke-width=".7" stroke-linejoin="round" fill-rule="evenodd">{areas}</g>{border}</svg>'
    )


def _area(path: str, fill: Fill) -> str:
    plain = f'<path d="{path}" fill="{fill.colour}"/>'
    return plain + (f'<path d="{path}" fill="url(#{fill.pattern})"/>' if fill.pattern else "")

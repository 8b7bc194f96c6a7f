"""The map's symbols of facilities on a picture: read from the SVG that the page shows, so that both look alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from briefing.canvas import DPI, PER_INCH, POINT, Canvas

# Units of a symbol, across.
UNITS = 20.0
STEP = re.compile(r"([MLlHhVvz])|(-?\d*\.?\d+)")


@dataclass(frozen=True)
class Part:
    """A shape of a symbol: its outline, its colours, the width and the dashes of its line in units of the symbol."""

    path: Path
    fill: str
    stroke: str
    width: float
    dash: tuple[float, ...] = ()


class _Shapes(HTMLParser):
    """The shapes of a symbol in the order in which they lie over each other."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self.parts: list[Part] = []
        self.feed(svg)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        dash = tuple(map(float, given.get("stroke-dasharray", "").split()))
        width = float(given.get("stroke-width", 1)) if "stroke" in given else 0.0
        fill, stroke = given.get("fill", "none"), given.get("stroke", "none")
        self.parts.append(Part(_outline(tag, given), fill, stroke, width, dash))


def _outline(tag: str, given: dict[str, str]) -> Path:
    if tag == "circle":
        return Path.circle((float(given["cx"]), float(given["cy"])), float(given["r"]))
    if tag == "rect":
        left, top, width, height = (float(given[name]) for name in ("x", "y", "width", "height"))
        return svg_path(f"M{left} {top}h{width}v{height}h{-width}z")
    return svg_path(given["d"])


def svg_path(text: str) -> Path:
    """Return the lines of an SVG path; curves are not known here.

    Parameters
    ----------
    text : str
        Commands M, L, l, H, h, V, v and z.

    Returns
    -------
    matplotlib.path.Path
    """
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    steps = [(one.group(1), one.group(2)) for one in STEP.finditer(text)]
    numbers = iter(range(len(steps)))
    x = y = 0.0
    command, start = "M", (0.0, 0.0)
    for place in numbers:
        letter, number = steps[place]
        if letter:
            command = letter
            if letter == "z":
                points.append(start)
                codes.append(int(Path.CLOSEPOLY))
            continue
        value = float(number)
        if command in "Hh":
            x = value + (x if command == "h" else 0.0)
        elif command in "Vv":
            y = value + (y if command == "v" else 0.0)
        else:
            second = float(steps[next(numbers)][1])
            x, y = (x + value, y + second) if command == "l" else (value, second)
        points.append((x, y))
        codes.append(int(Path.MOVETO if command == "M" else Path.LINETO))
        if command == "M":
            # What follows a move without a letter is a line.
            start, command = (x, y), "L"
    return Path(points, codes)


@lru_cache(maxsize=128)
def _parts(svg: str) -> tuple[Part, ...]:
    return tuple(_Shapes(svg).parts)


def draw(canvas: Canvas, svg: str, places: Sequence[tuple[float, float]], across: float) -> None:
    """Draw a symbol with its middle at each of several places, x from the left; `across` is how wide it is."""
    scale = across / UNITS
    pixels, points = scale * DPI / PER_INCH, scale * POINT
    for part in _parts(svg):
        canvas.add(
            PathCollection(
                [part.path],
                facecolors=part.fill,
                edgecolors=part.stroke,
                linewidths=part.width * points,
                linestyles=[(0.0, tuple(one / part.width for one in part.dash))] if part.dash else "solid",
                capstyle="round",
                offsets=places,
                offset_transform=canvas.places,
                transform=Affine2D().translate(-UNITS / 2, -UNITS / 2).scale(pixels, -pixels),
                # Over the areas, below their names; a dot is a line too short for the grid of pixels.
                zorder=2.5,
                snap=False,
            )
        )

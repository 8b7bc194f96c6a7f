"""A white sheet to draw pictures on: our font, both directions, texts measured before they are put.

Lengths are hundredths of an inch; x counts from the side where a reader begins, y from the top.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path as FilePath
from threading import Lock

import numpy as np
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Transform

from briefing.chart import INK
from geo.palette import Fill

# matplotlib's font engine serves one thread at a time: who draws or measures holds this.
DRAWING = Lock()
FONTS = FilePath(__file__).parent.parent / "static" / "vendor" / "fonts"
WEIGHTS = {False: "Vazirmatn-Regular.ttf", True: "Vazirmatn-Bold.ttf"}
# What Vazirmatn has no letter for comes from the font that matplotlib brings along.
FAMILIES = ["Vazirmatn", "DejaVu Sans"]
DPI = 150
PER_INCH = 100
# Distance of lines, in heights of the font.
LEADING = 1.5
POINT = 72 / PER_INCH
QUIET = "#4a5560"
EDGE = "#7b8794"
DIRECT = {True: "\u2067", False: "\u2066"}
END_ISOLATE = "\u2069"
# Strokes of each pattern: marks of matplotlib, colour, width in points; a pattern over dark blue has a white ground.
PATTERNS: dict[str, tuple[tuple[str, str, float], ...]] = {
    "": (),
    "hatch": (("////", "#5b6670", 0.9),),
    "over": (("////", "#ffffff", 2.2), ("////", "#333333", 0.8)),
    "dots": (("....", "#3d4852", 0.9),),
    "rings": (("oo", "#0b3754", 1.1),),
}


@lru_cache(maxsize=1)
def load_fonts() -> None:
    """Make the font known to matplotlib; texts that are drawn before are in another one.

    Raises
    ------
    FileNotFoundError
        The font is not there: `make assets` puts it there.
    """
    for name in WEIGHTS.values():
        font_manager.fontManager.addfont(FONTS / name)


@lru_cache(maxsize=64)
def _font(size: float, bold: bool) -> FontProperties:
    load_fonts()
    return FontProperties(family=FAMILIES, size=size * POINT, weight="bold" if bold else "normal")


@lru_cache(maxsize=1)
def _ruler() -> RendererAgg:
    return RendererAgg(8, 8, DPI)  # type: ignore[no-untyped-call] # matplotlib has few annotations


def said(text: str, is_rtl: bool) -> str:
    """Return a text that keeps its direction whatever it begins with."""
    return f"{DIRECT[is_rtl]}{text}{END_ISOLATE}"


@lru_cache(maxsize=8192)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text is; `size` is the height of its font, both in hundredths of an inch."""
    measure: Callable[..., tuple[float, float, float]] = _ruler().get_text_width_height_descent
    width, _height, _descent = measure(text, _font(size, bold), False)
    return float(width) * PER_INCH / DPI


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Break a text into lines of at most this width; a word that is wider has a line of its own."""
    lines: list[str] = []
    # Letters join inside words only, so that words can be measured one by one, and once.
    space = text_width("x x", size, bold) - text_width("xx", size, bold)
    reached = math.inf
    for word in text.split():
        reached += space + text_width(word, size, bold)
        if reached <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            reached = text_width(word, size, bold)
    return lines


def outline(rings: Iterator[Sequence[Sequence[float]]]) -> Path:
    """Return closed rings, outer and inner ones alike, as one path that is filled between them."""
    made = []
    for ring in rings:
        points = np.asarray(ring, dtype=float)
        codes = np.full(len(points), Path.LINETO)
        codes[0], codes[-1] = Path.MOVETO, Path.CLOSEPOLY
        made.append(Path(points, codes))
    return Path.make_compound_path(*made)


class Canvas:
    """One picture in the making.

    Parameters
    ----------
    width, height : float
        Hundredths of an inch.
    is_rtl : bool
        Whether x counts from the right.
    """

    def __init__(self, width: float, height: float, is_rtl: bool) -> None:
        load_fonts()
        self.width, self.height, self.is_rtl = width, height, is_rtl
        self.figure = Figure(figsize=(width / PER_INCH, height / PER_INCH), dpi=DPI, facecolor="white")
        self._agg = FigureCanvasAgg(self.figure)
        self._axes = self.figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.axis("off")

    @cached_property
    def _side(self) -> dict[str, str]:
        start, end = ("right", "left") if self.is_rtl else ("left", "right")
        return {"start": start, "middle": "center", "end": end}

    def across(self, x: float) -> float:
        """Return where x, counted from the side where a reader begins, lies from the left."""
        return self.width - x if self.is_rtl else x

    def put(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        align: str = "start",
        halo: bool = False,
        upright: str = "center",
    ) -> None:
        """Write one line; `align` says which of its ends, start, middle or end, stands at x."""
        self._axes.text(
            self.across(x),
            y,
            said(text, self.is_rtl),
            fontproperties=_font(size, bold),
            color=colour,
            ha=self._side[align],
            va=upright,
            # A name may hold a dollar sign; nothing here is a formula.
            parse_math=False,
            path_effects=[withStroke(linewidth=2.6, foreground="white")] if halo else None,
        )

    def lines(self, lines: Sequence[str], x: float, top: float, size: float, **more: object) -> float:
        """Write lines below each other and return where the last one ends."""
        step = size * LEADING
        for place, line in enumerate(lines):
            self.put(line, x, top + step * (place + 0.5), size, **more)  # type: ignore[arg-type] # what `put` takes is passed on
        return top + step * len(lines)

    def paragraph(self, text: str, x: float, top: float, width: float, size: float, **more: object) -> float:
        """Write a text in as many lines as it needs and return where the last one ends."""
        return self.lines(wrapped(text, size, width, bool(more.get("bold"))), x, top, size, **more)

    def box(self, corner: tuple[float, float], size: tuple[float, float], fill: Fill, edge: str = "none") -> None:
        """Draw a rectangle whose upper corner on the side where a reader begins is `corner`."""
        (x, top), (width, height) = corner, size
        left = self.across(x) - (width if self.is_rtl else 0)
        corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height), (left, top)]
        self.surface(outline(iter([corners])), fill, edge, 0.7)

    def badge(self, text: str, x: float, top: float, size: float, colour: str) -> None:
        """Write a text in a coloured field that ends at x."""
        width = text_width(text, size, bold=True) + 18
        left = self.across(x) - (0 if self.is_rtl else width)
        style = f"round,pad=0,rounding_size={size * 0.8}"
        field = FancyBboxPatch((left, top), width, size * 1.8, boxstyle=style, facecolor=colour, edgecolor="none")
        self._axes.add_patch(field)
        middle = left + width / 2
        self.put(
            text, self.width - middle if self.is_rtl else middle, top + size * 0.9, size, bold=True, align="middle"
        )

    def surface(self, path: Path, fill: Fill, edge: str = "none", edge_width: float = 0.0) -> None:
        """Fill a path, whose x counts from the left, with a colour and the pattern over it."""
        self._axes.add_patch(PathPatch(path, facecolor=fill.colour, edgecolor=edge, linewidth=edge_width))
        for marks, colour, width in PATTERNS[fill.pattern]:
            over = PathPatch(path, facecolor="none", edgecolor=edge, linewidth=edge_width, hatch=marks)
            over.set_hatchcolor(colour)
            over.set_hatch_linewidth(width)
            self._axes.add_patch(over)

    def rim(self, path: Path, colour: str, width: float) -> None:
        """Draw the line of a path; `width` in points."""
        self._axes.add_patch(PathPatch(path, facecolor="none", edgecolor=colour, linewidth=width, joinstyle="round"))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float = 1.0,
        style: str = "solid",
        below: bool = False,
    ) -> None:
        """Draw a line through points, or below everything else; `width` in points."""
        self._axes.plot(
            [self.across(x) for x, _y in points], [y for _x, y in points], color=colour, lw=width, ls=style,
            solid_capstyle="round", zorder=0.5 if below else 2,
        )  # fmt: skip

    def dot(self, x: float, y: float, across: float, colour: str, edge: str = INK) -> None:
        """Draw a dot; `across` is how wide it is."""
        size = across * POINT
        self._axes.plot([self.across(x)], [y], "o", color=colour, ms=size, mec=edge, mew=0.7, zorder=3)

    @property
    def places(self) -> Transform:
        """What turns x from the left and y from the top into pixels."""
        return self._axes.transData

    def add(self, marks: Collection) -> None:
        """Put marks on the sheet."""
        self._axes.add_collection(marks, autolim=False)

    def png(self) -> bytes:
        """Return the picture."""
        file = io.BytesIO()
        # Nothing in the file says when it was made or by which version: the same figures are the same bytes.
        self.figure.savefig(file, format="png", dpi=DPI, metadata={"Software": None})
        return file.getvalue()

"""A sheet that pages of a handout are laid out on, and how much room texts take on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

from briefing.canvas import FAMILIES, FONTS, WEIGHTS, load_fonts, text_width, wrapped
from briefing.chart import INK

PER_POINT = 100 / 72
# Texts are measured at this height and the widths scaled: no size of type needs a measure of its own.
MEASURED = 50.0
STAND_IN = "W"
MORE = "\u2026"


@dataclass(frozen=True)
class Sheet:
    """A slide or a page; lengths are hundredths of an inch.

    Attributes
    ----------
    width, height, margin : float
    scale : float
        Of all sizes of type; 1 on a slide.
    floor : float
        The smallest size of type, in points.
    stretch : tuple of (float, float)
        How much wider the font of the file is than ours, regular and bold.
    leading : float
        Distance of lines, in sizes of type.
    """

    width: float
    height: float
    margin: float
    scale: float
    floor: float
    stretch: tuple[float, float]
    leading: float

    def lines(self, text: str, points: float, width: float, bold: bool = False) -> int:
        """Return how many lines a text takes in a field of this width; a word that is wider is broken."""
        room = width / self._per_measured(points, bold)
        found = wrapped(drawable(text), MEASURED, room, bold)
        return sum(1 if " " in line else max(math.ceil(text_width(line, MEASURED, bold) / room), 1) for line in found)

    def within(self, text: str, points: float, width: float, lines: int, bold: bool = False) -> str:
        """Return a text, or as much of it as so many lines hold, with three dots for the rest."""
        if self.lines(text, points, width, bold) <= lines:
            return text
        while text and self.lines(f"{text}{MORE}", points, width, bold) > lines:
            text = text[: len(text) * 9 // 10].rstrip()
        return f"{text}{MORE}"

    def tall(self, lines: float, points: float) -> float:
        """Return how high so many lines are."""
        return lines * points * PER_POINT * self.leading

    def width_of(self, text: str, points: float, bold: bool = False) -> float:
        """Return how wide a text is on one line."""
        return text_width(drawable(text), MEASURED, bold) * self._per_measured(points, bold)

    def _per_measured(self, points: float, bold: bool) -> float:
        return points * PER_POINT / MEASURED * self.stretch[bold]


@dataclass(frozen=True)
class Words:
    """A paragraph of one size; `after` is the room below it, `align` one of start, middle and end."""

    text: str
    points: float
    bold: bool = False
    colour: str = INK
    align: str = "start"
    after: float = 0.0
    swatch: str = ""
    italic: bool = False

    @property
    def shown(self) -> str:
        """The text with room for the square of its colour before it."""
        return f"\u25a0 {self.text}" if self.swatch else self.text


def height(sheet: Sheet, paragraphs: Sequence[Words], width: float) -> float:
    """Return how high paragraphs are below each other; the room below the last one counts as well."""
    return sum(
        sheet.tall(sheet.lines(one.shown, one.points, width, one.bold), one.points) + one.after for one in paragraphs
    )


@lru_cache(maxsize=4096)
def drawable(text: str) -> str:
    """Return a text of about the same width in which our fonts have every letter: emoji are measured as a wide one."""
    known = _letters()
    return "".join(one if one in known or category(one) == "Cf" else STAND_IN for one in text)


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    load_fonts()
    files = (str(FONTS / WEIGHTS[False]), font_manager.findfont(FAMILIES[1]))
    return frozenset(chr(code) for name in files for code in FT2Font(name).get_charmap()) | {" "}

"""Texts of slides: paragraphs with direction, language and fonts for both scripts, as PowerPoint writes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from briefing.sheet import Words

EMU = 9144
SQUARE = "\u25a0"


@dataclass(frozen=True)
class Look:
    """Direction, language and font of a presentation, and how wide its slides are, in hundredths of an inch."""

    is_rtl: bool
    lang: str
    face: str
    width: float

    def left(self, x: float, width: float) -> float:
        """Return the left edge of what begins at x from the side where a reader begins."""
        return self.width - x - width if self.is_rtl else x

    def side(self, align: str) -> str:
        """Return the side of a paragraph, which files name by left and right in both directions."""
        if align == "middle":
            return "ctr"
        return "r" if (align == "start") == self.is_rtl else "l"


def look_of(lang: str, width: float) -> Look:
    """Return how a presentation in `fa` or `en` looks; its fonts are on every machine with an office program."""
    is_rtl = lang == "fa"
    return Look(is_rtl, "fa-IR" if is_rtl else "en-GB", "Tahoma" if is_rtl else "Calibri", width)


def emu(length: float) -> int:
    """Return hundredths of an inch in the unit of the file."""
    return round(length * EMU)


def write(body: Any, paragraphs: Iterable[Words], look: Look) -> None:  # noqa: ANN401 - python-pptx has no annotations
    """Replace the paragraphs of a text body.

    Parameters
    ----------
    body : element of python-pptx
        `txBody` of a shape, a cell or notes.
    paragraphs : iterable of Words
        Of plain texts; there must be one at least.
    look : Look
    """
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for words in paragraphs:
        body.append(paragraph(words, look))


def paragraph(words: Words, look: Look) -> Any:  # noqa: ANN401 - likewise
    """Return a paragraph; one with a colour of its own begins with a square in it."""
    made = OxmlElement("a:p")
    around = OxmlElement("a:pPr")
    around.set("algn", look.side(words.align))
    around.set("rtl", "1" if look.is_rtl else "0")
    if words.after:
        room = OxmlElement("a:spcPts")
        # Hundredths of a point.
        room.set("val", str(round(words.after * 72)))
        after = OxmlElement("a:spcAft")
        after.append(room)
        around.append(after)
    # What a placeholder would put before a line.
    around.append(OxmlElement("a:buNone"))
    made.append(around)
    if words.swatch:
        made.append(_run(f"{SQUARE} ", words, look, words.swatch))
    if words.text:
        made.append(_run(words.text, words, look, words.colour))
    end = look_into(OxmlElement("a:endParaRPr"), words, look)
    made.append(end)
    return made


def _run(text: str, words: Words, look: Look, colour: str) -> Any:  # noqa: ANN401 - likewise
    run, said = OxmlElement("a:r"), OxmlElement("a:t")
    said.text = text
    run.append(look_into(OxmlElement("a:rPr"), words, look, colour))
    run.append(said)
    return run


def look_into(element: Any, words: Words, look: Look, colour: str = "") -> Any:  # noqa: ANN401 - likewise
    """Write size, weight, colour, language and the fonts of both scripts into the properties of a run."""
    element.set("lang", look.lang)
    if words.points:
        element.set("sz", str(round(words.points * 100)))
    element.set("b", "1" if words.bold else "0")
    if words.italic:
        element.set("i", "1")
    if colour:
        element.append(solid(colour))
    for name in ("a:latin", "a:cs"):
        font = OxmlElement(name)
        font.set("typeface", look.face)
        element.append(font)
    return element


def solid(colour: str) -> Any:  # noqa: ANN401 - likewise
    """Return a fill of one colour."""
    fill, value = OxmlElement("a:solidFill"), OxmlElement("a:srgbClr")
    value.set("val", colour.removeprefix("#").upper())
    fill.append(value)
    return fill


def frame(shape: Any, *, middle: bool = False) -> Any:  # noqa: ANN401 - likewise
    """Set the frame of a shape's text: no room inside, lines broken, no size of its own; return its text body."""
    body = shape.text_frame._txBody
    inside = body.find(qn("a:bodyPr"))
    for child in list(inside):
        inside.remove(child)
    for name in ("lIns", "tIns", "rIns", "bIns"):
        inside.set(name, "0")
    inside.set("wrap", "square")
    inside.set("anchor", "ctr" if middle else "t")
    inside.append(OxmlElement("a:noAutofit"))
    return body

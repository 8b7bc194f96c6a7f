"""A handout as a presentation: native texts, tables and charts, in Persian from right to left."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml.ns import qn

from briefing import slide_chart, slide_file, slide_table
from briefing.canvas import DRAWING
from briefing.handout import Handout
from briefing.handout_layout import Laid, lay_out
from briefing.pieces import Piece
from briefing.plain import cleaned
from briefing.sheet import Sheet, Words
from briefing.slide_text import Look, emu, frame, look_of, solid, write

WIDTH, HEIGHT, MARGIN = 1333.3, 750.0, 50.0
MARK_FILL, RULE = "#ffc740", "#8fc1e1"
# How much wider than ours, regular and bold, Tahoma is, or what stands in for it; Calibri is narrower.
STRETCH = {"fa": (1.18, 1.27), "en": (0.92, 0.94)}
LEADING, LEAST = 1.22, 10.0
# Before it the tree of shapes holds the properties of their group.
FIRST_SHAPE = 2


def pptx(handout: Handout, maps: Mapping[str, bytes]) -> bytes:
    """Make the presentation.

    Parameters
    ----------
    handout : Handout
    maps : mapping of str to bytes
        PNG by the id of the page; a page without one has its texts alone.

    Returns
    -------
    bytes
        A PPTX file of 16:9 slides; the same handout and maps are the same bytes. A page that cannot hold its rows even
        in the smallest type has the others in its notes.
    """
    own = cleaned(handout)
    sheet = Sheet(WIDTH, HEIGHT, MARGIN, 1.0, LEAST, STRETCH[own.lang], LEADING)
    look = look_of(own.lang, WIDTH)
    made = slide_file.empty(look, HEIGHT)
    # Texts are measured by what draws maps, too.
    with DRAWING:
        for laid in lay_out(own, sheet, maps):
            _slide(made, laid, look, sheet, own)
    return slide_file.saved(made, own.title, look, own.made_on)


def _slide(made: Any, laid: Laid, look: Look, sheet: Sheet, handout: Handout) -> None:  # noqa: ANN401 - python-pptx has no annotations
    slide = made.slides.add_slide(made.slide_layouts[0])
    for piece in laid.pieces:
        if piece.grid:
            slide_table.add(slide, piece, piece.grid, look)
        elif piece.chart:
            slide_chart.add(slide, piece, piece.chart, look, sheet=sheet, made_on=handout.made_on)
        elif piece.picture:
            _picture(slide, piece, look)
        elif piece.role == "rule":
            _rule(slide, piece, look)
        else:
            _text(slide, piece, look)
    # Screen readers and the outline go by the order in the file.
    slide.shapes._spTree.insert(FIRST_SHAPE, slide.shapes.title._element)
    if laid.notes:
        body = slide.notes_slide.notes_text_frame._txBody
        write(body, [Words(line, 12.0) for line in laid.notes.split("\n")], look)


def _text(slide: Any, piece: Piece, look: Look) -> None:  # noqa: ANN401 - likewise
    at = tuple(map(emu, (look.left(piece.x, piece.width), piece.top, piece.width, piece.height)))
    if piece.role == "title":
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = at
    elif piece.role == "mark":
        shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *at)
        shape.adjustments[0] = 0.5
        shape.fill.solid()
        shape.line.fill.background()
        filled = shape._element.spPr.find(qn("a:solidFill"))
        filled.getparent().replace(filled, solid(MARK_FILL))
        style = shape._element.find(qn("p:style"))
        shape._element.remove(style)
    else:
        shape = slide.shapes.add_textbox(*at)
    shape.name = piece.role
    write(frame(shape, middle=piece.role == "mark"), piece.words, look)


def _picture(slide: Any, piece: Piece, look: Look) -> None:  # noqa: ANN401 - likewise
    at = (look.left(piece.x, piece.width), piece.top, piece.width, piece.height)
    shape = slide.shapes.add_picture(io.BytesIO(piece.picture), *map(emu, at))
    shape.name = piece.role
    shape._element.nvPicPr.cNvPr.set("descr", piece.alt)


def _rule(slide: Any, piece: Piece, look: Look) -> None:  # noqa: ANN401 - likewise
    left = look.left(piece.x, piece.width)
    ends = (left, piece.top, left + piece.width, piece.top)
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(emu, ends))
    line.name = piece.role
    line._element.remove(line._element.find(qn("p:style")))
    properties = line._element.spPr
    stroke = properties.get_or_add_ln()
    stroke.set("w", "12700")
    stroke.append(solid(RULE))

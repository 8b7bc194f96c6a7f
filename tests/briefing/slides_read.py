"""A presentation read back, for tests."""

import io
from itertools import combinations

from pptx import Presentation
from pptx.oxml.ns import qn

from briefing.slides import pptx
from tests.briefing.handouts import maps_for


def opened(made):
    return Presentation(io.BytesIO(pptx(made, maps_for(made))))


def named(slide, name):
    return [shape for shape in slide.shapes if shape.name == name]


def texts_of(slide):
    found = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
        if shape.has_chart:
            found += [*shape.chart.plots[0].categories, *(one.name for one in shape.chart.series)]
    return [text.removeprefix("\u25a0 ") for text in found]


def sizes(slide):
    for shape in slide.shapes:
        for run in shape._element.iter(qn("a:rPr")):
            yield shape.name, int(run.get("sz"))


def overlaps(slide, file):
    boxes = [(one.name, one.left, one.top, one.left + one.width, one.top + one.height) for one in slide.shapes]
    for _name, left, top, right, bottom in boxes:
        if left < 0 or top < 0 or right > file.slide_width or bottom > file.slide_height:
            yield _name
    for one, other in combinations(boxes, 2):
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] - 1000 and other[2] < one[4] - 1000:
            yield one[0], other[0]

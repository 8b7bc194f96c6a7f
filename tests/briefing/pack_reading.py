"""Makes packs of databases for tests, and reads their files back."""

import io
import json
import re
from html.parser import HTMLParser

import openpyxl
import pyogrio
import pypdfium2
from pptx import Presentation

from briefing import pack
from briefing.deck_file import SHIPPED
from briefing.deck_reader import read_deck
from briefing.desk import snapshot_of
from measures.source import Source


def snapshot(source, meeting, deck=None):
    """What a meeting of a database looks at; `deck` is the text of a deck in place of the shipped one."""
    own, mistakes = read_deck(deck.encode(), "deck.yaml") if deck else (None, [])
    made, more = snapshot_of(source, meeting, (SHIPPED,), own)
    assert (mistakes, more) == ([], [])
    return made


def packed(source, meeting, *langs, deck=None):
    assert isinstance(source, Source)
    return pack.make(snapshot(source, meeting, deck), langs)


def file(made, ending):
    """The only file with this ending."""
    found = [content for name, content in made.files.items() if name.endswith(ending)]
    assert len(found) == 1, (ending, list(made.files))
    return found[0]


def sheets(data):
    """Rows of cells by the name of the sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def slides(data):
    """All that stands on each slide and in its notes, as one text."""

    def texts(shapes):
        for shape in shapes:
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
            if shape.has_chart:
                yield from map(str, shape.chart.plots[0].categories)

    return [
        " ".join([*texts(slide.shapes), slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""])
        for slide in Presentation(io.BytesIO(data)).slides
    ]


def pages(data):
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def layers(data, folder):
    """Tables by the name of the layer."""
    path = folder / "layers.gpkg"
    path.write_bytes(data)
    names = [str(name) for name, _kind in pyogrio.list_layers(path)]
    return {name: pyogrio.read_dataframe(path, layer=name) for name in names}, {
        name: pyogrio.read_info(path, layer=name)["layer_metadata"] for name in names
    }


class _Tables(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tables, self.tags, self.cell = [], [], None

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ""

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(self.cell)
            self.cell = None


def offline(data):
    """What the shell reads, and the tables and tags of the page."""
    text = data.decode()
    held = re.search(r'<script type="text/plain" id="views">(.*?)</script>', text, re.S).group(1)
    parser = _Tables()
    parser.feed(text)
    return json.loads(held), parser.tables, parser.tags


def squeezed(text):
    """A text without what a PDF or a slide may break, join or leave out."""
    return re.sub("[\\s\u200c\u200e\u200f\u2066-\u2069]", "", text)

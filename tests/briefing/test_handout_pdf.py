"""The printed pages: as many as the handout has, with fonts, bookmarks and language; nothing runs over its place."""

import hashlib
import subprocess
import sys
import time
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from briefing import handout_maps
from briefing.handout_pdf import html, pdf
from briefing.print_html import rendered
from briefing.slides import pptx
from tests.briefing.handouts import NASTY, empty, handout, hostile, maps_for, number, with_many
from tests.briefing.test_report import plain
from tests.conftest import ROOT

LANGUAGES = ("fa", "en")


@pytest.fixture(scope="module", params=LANGUAGES)
def both(request):
    made = handout(request.param)
    with pypdfium2.PdfDocument(pdf(made, maps_for(made))) as document:
        yield made, document


def text_of(page):
    return plain(page.get_textpage().get_text_range())


def test_one_lying_page_for_each_of_the_handout_with_its_title_in_logical_order_and_its_number(both):
    made, document = both
    assert len(document) == len(made.pages)
    for place, page in enumerate(made.pages):
        text = text_of(document[place])
        assert document[place].get_size() == pytest.approx((841.9, 595.3), abs=0.5)
        # PDFium turns lam-alef, a hamza over he and brackets around: titles with these are looked for as bookmarks.
        if not any(one in page.title for one in ("لا", "هٔ", "(")):
            assert plain(page.title) in text
        joined = {"fa": "از", "en": "of"}[made.lang]
        assert f"{number(place + 1, made.lang)} {joined} {number(len(made.pages), made.lang)}" in text


def test_bookmarks_title_language_and_tags(both):
    made, document = both
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks == [(page.title, place) for place, page in enumerate(made.pages)]
    assert document.get_metadata_dict()["Title"] == made.title
    assert pdfium.FPDFCatalog_IsTagged(document)
    length = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = (pdfium.FPDF_WCHAR * (length // 2))()
    pdfium.FPDFCatalog_GetLanguage(document, buffer, length)
    assert bytes(buffer).decode("utf-16-le").rstrip("\0") == made.lang


def test_all_fonts_are_ours_and_embedded(both):
    _made, document = both
    for page in document:
        fonts = [one.get_font() for one in page.get_objects() if hasattr(one, "get_font")]
        assert fonts
        assert all("Vazirmatn" in font.get_base_name() for font in fonts)
        assert all(pdfium.FPDFFont_GetIsEmbedded(font) for font in fonts)


def test_map_has_its_finding_as_alternative_text():
    made = handout("fa")
    assert f'alt="{made.pages[1].finding}"' in html(made, maps_for(made))


def runs_over(made):
    """Pieces of the pages whose text needs more room than they have."""
    for page in rendered(html(made, maps_for(made))).pages:
        for box in page._page_box.descendants():
            names = box.element.get("class", "").split() if box.element is not None else []
            if "piece" not in names or not hasattr(box, "children") or {"chart", "rule", "mark"} & set(names):
                continue
            ends = max((one.position_y + one.margin_height() for one in box.children), default=0.0)
            if ends > box.position_y + box.height + 1.5 or box.position_y + box.height > page.height:
                yield names, ends - box.position_y - box.height


CASES = {"all kinds": handout, "empty": empty, "nasty": lambda lang: hostile(lang, *NASTY[2:5], *NASTY[-2:])}


@pytest.mark.parametrize(("case", "lang"), [("all kinds", "fa"), ("all kinds", "en"), ("empty", "fa"), ("nasty", "fa")])
def test_no_text_runs_over_its_place(case, lang):
    assert list(runs_over(CASES[case](lang))) == []


def test_text_that_runs_over_is_found(monkeypatch):
    monkeypatch.setattr("briefing.sheet.Sheet.tall", lambda self, lines, points: lines * points)
    made = handout("fa")
    assert list(runs_over(replace(made, pages=made.pages[4:6])))


def test_empty_meeting_has_two_pages_and_200_commitments_22():
    with pypdfium2.PdfDocument(pdf(empty("fa"), {})) as document:
        assert len(document) == 2
    assert html(with_many("fa"), {}).count("<article>") == 22


def test_small_print_without_room_has_a_page_of_its_own():
    made = handout("fa")
    last = replace(made, pages=made.pages[-1:], small_print=made.small_print * 6)
    with pypdfium2.PdfDocument(pdf(last, {})) as document:
        assert len(document) == 2


def test_hostile_texts_are_texts():
    written = html(hostile("en", *NASTY), {})
    assert "<script" not in written
    assert "<b>" not in written


MADE = """
import hashlib
from dataclasses import replace
from briefing.handout_pdf import pdf
from briefing.slides import pptx
from tests.briefing.handouts import handout, maps_for
made = handout("fa")
made = replace(made, pages=made.pages[6:])
for write in (pptx, pdf):
    print(hashlib.sha256(write(made, maps_for(made))).hexdigest())
"""


def test_same_handout_is_the_same_bytes_in_another_process():
    made = handout("fa")
    made = replace(made, pages=made.pages[6:])
    here = [hashlib.sha256(write(made, maps_for(made))).hexdigest() for write in (pptx, pdf)]
    command = [sys.executable, "-c", MADE]
    there = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert here == there


def test_maps_are_drawn_once_without_the_texts_of_their_page():
    made = handout("fa")
    one = replace(made, pages=made.pages[:2])
    assert set(handout_maps.maps(one)) == {"item-1"}
    page = made.pages[1]
    picture = replace(page.picture, foot=("a note", page.source))
    own = handout_maps.on_page(picture, page, made)
    assert (own.title, own.subtitle, own.mark, own.foot) == ("", "", "", ("a note",))
    assert own.legend is None
    assert own.maps[0].legend == replace(picture.legend, is_strip=True)


def test_twelve_pages_are_made_in_the_time_allowed():
    made = handout("fa")
    twelve = replace(made, pages=(*made.pages, *(replace(one, id=f"{one.id}-b") for one in made.pages[1:4])))
    pictures = maps_for(twelve)
    took = {}
    for write in (pptx, pdf):
        began = time.process_time()
        write(twelve, pictures)
        took[write.__name__] = time.process_time() - began
    assert took["pptx"] < 1
    assert took["pdf"] < 2

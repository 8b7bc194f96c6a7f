"""Slides hold whatever a database holds: long, many, hostile and no texts, none over another or off the slide."""

import io
import re
from dataclasses import replace
from functools import cache

import openpyxl
import pytest
from pptx.util import Pt

from briefing.plain import plain
from tests.briefing.handouts import NASTY, SAID, commitments, empty, handout, hostile, number, with_many
from tests.briefing.slides_read import named, opened, overlaps, sizes, texts_of

LANGUAGES = ("fa", "en")

CASES = {
    "all kinds": handout,
    "empty": empty,
    "many": lambda lang: with_many(lang, 40),
    "nasty": lambda lang: hostile(lang, *NASTY),
}


@cache
def opened_case(case, lang):
    return opened(CASES[case](lang))


@pytest.mark.parametrize(("case", "lang"), [(case, lang) for case in CASES for lang in LANGUAGES])
def test_no_shape_overlaps_another_or_leaves_the_slide_and_no_text_is_below_10_points(case, lang):
    file = opened_case(case, lang)
    for slide in file.slides:
        assert list(overlaps(slide, file)) == []
        assert min(size for _name, size in sizes(slide)) >= 1000


def test_overlap_is_found():
    file = opened(handout("fa"))
    slide = file.slides[4]
    named(slide, "table")[0].top -= Pt(30)
    assert list(overlaps(slide, file))


def test_hostile_text_is_plain_text_or_dropped_where_no_file_can_hold_it():
    file = opened_case("nasty", "en")
    slides = list(file.slides)
    every = "".join(text for slide in slides for text in texts_of(slide))
    assert not re.search("[\x00-\x08\u202a-\u202e\ufffe]", every)
    for place, text in enumerate(NASTY):
        assert slides[5 * place].shapes.title.text_frame.text == plain(text)
        chart = named(slides[5 * place + 4], "chart")[0].chart
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        assert {sheet.cell(2, 1).value, sheet.cell(1, 2).value} == {plain(text)}
        assert sheet.cell(2, 1).data_type == "s"


def test_isolates_and_joiners_stay():
    assert plain("می\u200cخواهد \u2067x\u2069") == "می\u200cخواهد \u2067x\u2069"
    assert plain("a\tb\nc\u2028d") == "a b c d"


def test_rows_that_no_size_makes_room_for_are_in_the_notes_and_three_dots_say_so():
    made = handout("fa")
    page = replace(made.pages[4], table=commitments("fa", 60))
    slide = opened(replace(made, pages=(page,), small_print=())).slides[0]
    table = named(slide, "table")[0].table
    shown = len(table.rows) - 2
    assert table.cell(shown + 1, len(table.columns) - 1).text == "…"
    assert len(slide.notes_slide.notes_text_frame.paragraphs) == 60 - shown


def test_200_commitments_are_all_there():
    made = with_many("fa")
    slides = list(opened(made).slides)
    rows = [len(named(slide, "table")[0].table.rows) - 1 for slide in slides[1:21]]
    assert rows == [10] * 20


def test_long_small_print_goes_on_over_slides():
    made = replace(handout("fa"), small_print=tuple(SAID["fa"]["small"]) * 20)
    file = opened(made)
    said = [text for slide in file.slides for shape in named(slide, "small_print") for text in texts_of(slide)]
    assert sum(text == SAID["fa"]["small"][0] for text in said) == 20
    assert len(file.slides) > len(made.pages) + 1
    # Its slides are counted with the others: each has its number, and of how many.
    count = len(file.slides)
    for place, slide in enumerate(file.slides, 1):
        assert f"صفحهٔ {number(place, 'fa')} از {number(count, 'fa')}" in " ".join(texts_of(slide))

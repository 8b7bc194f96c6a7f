"""The presentation, read back: every text in its direction, native tables and charts, nothing over another."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from briefing.pieces import LATE
from briefing.report import Row
from briefing.slides import pptx
from briefing.stack import SMALL
from tests.briefing.handouts import SAID, commitments, handout, maps_for, partners_chart
from tests.briefing.slides_read import named, opened, sizes, texts_of

LANGUAGES = ("fa", "en")


@pytest.fixture(scope="module", params=LANGUAGES)
def both(request):
    made = handout(request.param)
    return made, opened(made)


def wanted(page):
    yield from (page.kicker, page.title, page.finding, page.subtitle, page.source, page.mark, *page.lines)
    for one in page.figures:
        yield from (one.name, one.value, one.detail)
    if page.table:
        yield from page.table.heads
        yield from (cell for row in page.table.rows for cell in row.cells)
    if page.chart:
        yield from (page.chart.title, page.chart.subtitle, *page.chart.categories)
        yield from (one.name for one in page.chart.series)


def test_every_text_of_every_page_stands_on_its_slide_with_number_date_and_foot(both):
    made, file = both
    for place, (page, slide) in enumerate(zip(made.pages, file.slides, strict=False)):
        found = texts_of(slide)
        texts = {text for text in wanted(page) if text} | {made.number(place), made.as_of, made.foot}
        assert texts - set(found) == set(), page.id
    assert made.when_where in texts_of(file.slides[0])
    ends = [text for slide in list(file.slides)[len(made.pages) - 1 :] for text in texts_of(slide)]
    assert set(made.small_print) <= set(ends)


def test_title_is_the_placeholder_and_comes_first_for_screen_readers(both):
    made, file = both
    for page, slide in zip(made.pages, file.slides, strict=False):
        assert slide.shapes.title.text_frame.text == page.title
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


def test_all_texts_have_direction_language_and_the_fonts_of_both_scripts(both):
    made, file = both
    rtl, side, lang, face = ("1", "r", "fa-IR", "Tahoma") if made.lang == "fa" else ("0", "l", "en-GB", "Calibri")
    for slide in file.slides:
        for around in slide._element.iter(qn("a:pPr")):
            assert around.get("rtl") == rtl
            assert around.get("algn") is not None
        for run in slide._element.iter(qn("a:rPr")):
            assert run.get("lang") == lang
            assert [run.find(qn(name)).get("typeface") for name in ("a:latin", "a:cs")] == [face, face]
        for name in ("title", "finding", "lines", "source", "foot"):
            for shape in named(slide, name):
                assert shape._element.txBody.find(qn("a:p")).find(qn("a:pPr")).get("algn") == side
    assert not [box for slide in file.slides for box in slide._element.iter(qn("a:tblPr")) if box.get("rtl")]


def test_persian_begins_at_the_right_and_english_at_the_left(both):
    made, file = both
    slide = file.slides[1]
    middle = {
        name: named(slide, name)[0].left + named(slide, name)[0].width / 2 for name in ("finding", "map", "number")
    }
    assert (middle["finding"] > middle["map"]) == (made.lang == "fa")
    assert (middle["finding"] > middle["number"]) == (made.lang == "fa")


def test_table_is_native_with_its_head_marked_and_the_first_column_where_a_reader_begins(both):
    made, file = both
    page, slide = made.pages[4], file.slides[4]
    table = named(slide, "table")[0].table
    step = -1 if made.lang == "fa" else 1
    assert table.first_row
    rows = [[cell.text for cell in row.cells][::step] for row in table.rows]
    assert rows == [list(page.table.heads), *(list(row.cells) for row in page.table.rows)]
    figures = table.cell(1, 3 if step == 1 else 1)._tc.txBody.find(qn("a:p")).find(qn("a:pPr"))
    assert figures.get("algn") == "r"


def test_row_that_heads_others_goes_across_and_a_quoted_cell_is_set_in_other_type():
    made = handout("fa")
    table = replace(commitments("fa", 1), rows=(Row(("بخش",), is_part=True), Row(tuple("ابپتث"), stated=(2,))))
    page = replace(made.pages[4], table=table)
    slide = opened(replace(made, pages=(page,))).slides[0]
    found = named(slide, "table")[0].table
    assert found.cell(1, 0).is_merge_origin
    assert found.cell(1, 0).text == "بخش"
    leaning = [cell.text for cell in found.iter_cells() for run in cell._tc.iter(qn("a:rPr")) if run.get("i") == "1"]
    assert leaning == ["پ"]


def test_what_is_late_is_red_and_bold_beside_saying_so(both):
    _made, file = both
    table = named(file.slides[4], "table")[0].table
    late = [
        cell.text
        for cell in table.iter_cells()
        for run in cell._tc.iter(qn("a:rPr"))
        if run.find(f".//{qn('a:srgbClr')}").get("val") == LATE.removeprefix("#").upper() and run.get("b") == "1"
    ]
    assert late == [SAID[_made.lang]["late"]] * 2


def chart_of(made, file, page_id="partners"):
    place = next(at for at, page in enumerate(made.pages) if page.id == page_id)
    return made.pages[place].chart, named(file.slides[place], "chart")[0]


def test_chart_is_native_with_the_values_colours_and_direction_of_the_page(both):
    wanted_chart, shape = chart_of(*both)
    found = shape.chart
    assert found.chart_type == XL_CHART_TYPE.BAR_STACKED
    assert tuple(found.plots[0].categories) == wanted_chart.categories
    for one, series in zip(wanted_chart.series, found.series, strict=True):
        assert (series.name, tuple(series.values)) == (one.name, one.values)
        assert f"#{series.format.fill.fore_color.rgb}".lower() == one.colour
    assert found.category_axis.reverse_order
    assert found.value_axis.reverse_order == wanted_chart.is_rtl
    labels = {text.text for text in found._chartSpace.iter(qn("a:t"))}
    assert {wanted_chart.series[0].texts[0], wanted_chart.series[1].texts[2]} <= labels
    for name in wanted_chart.categories:
        assert name in shape._element.nvGraphicFramePr.cNvPr.get("descr")
    sheet = openpyxl.load_workbook(io.BytesIO(found.part.chart_workbook.xlsx_part.blob)).active
    assert [row[1:] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
        tuple(one.values[place] for one in wanted_chart.series) for place in range(len(wanted_chart.categories))
    ]


@pytest.mark.parametrize("kind", ["bars", "trend", "dots"])
def test_other_charts_are_bars_beside_each_other_with_every_figure_told(kind):
    made = handout("fa")
    page = replace(made.pages[7], chart=partners_chart("fa", kind))
    own = replace(made, pages=(page,))
    wanted_chart, shape = chart_of(own, opened(own))
    assert shape.chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    labels = {text.text for text in shape.chart._chartSpace.iter(qn("a:t"))}
    known = {text for one in wanted_chart.series for text, value in zip(one.texts, one.values) if value is not None}  # noqa: B905
    assert known <= labels


def test_missing_figure_has_no_bar_and_is_told_below(both):
    made, file = both
    place = next(at for at, page in enumerate(made.pages) if page.id == "partners")
    chart = made.pages[place].chart
    told = [text for text in texts_of(file.slides[place]) if chart.series[2].texts[3] in text]
    assert any(chart.categories[3] in text for text in told)


def test_notes_of_the_presenter_are_notes_in_lines(both):
    made, file = both
    notes = file.slides[1].notes_slide.notes_text_frame
    assert [one.text for one in notes.paragraphs] == made.pages[1].notes.split("\n")
    assert not file.slides[0].has_notes_slide


def test_map_says_its_finding_to_who_cannot_see_it(both):
    made, file = both
    picture = named(file.slides[1], "map")[0]
    assert picture._element.nvPicPr.cNvPr.get("descr") == made.pages[1].finding
    wide = picture.width / file.slide_width
    assert 0.4 < wide < 0.62


def test_what_is_read_is_14_points_at_least_and_the_rest_10(both):
    _made, file = both
    for slide in file.slides:
        for name, size in sizes(slide):
            assert size >= (1000 if name in SMALL else 1400), name
        assert 2600 <= max(size for name, size in sizes(slide) if name == "title") <= 3000


def test_same_handout_is_the_same_bytes_with_one_date_and_nobody_s_name():
    made = handout("fa")
    data = pptx(made, maps_for(made))
    assert data == pptx(made, maps_for(made))
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = packed.namelist()
        assert not [name for name in names if re.search("thumbnail|printer|viewProps|app.xml", name)]
        assert sum("slideLayouts/slideLayout" in name for name in names) == 1
        core = packed.read("docProps/core.xml").decode()
        texts = b"".join(packed.read(name) for name in names if name.endswith((".xml", ".rels"))).decode()
    assert made.title in core
    assert "fa-IR" in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-02-15T00:00:00Z"}
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert "Canny" not in texts


def test_slides_are_wide_and_so_is_their_layout(both):
    _made, file = both
    assert file.element.sldSz.get("type") is None
    assert file.slide_width / file.slide_height == pytest.approx(16 / 9, abs=0.001)
    title = file.slide_layouts[0].placeholders[0]
    assert title.left + title.width > file.slide_width * 0.9
    assert [one.placeholder_format.type for one in file.slides[0].placeholders] == [title.placeholder_format.type]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_office_program_opens_it_with_all_its_slides(tmp_path):
    made = handout("fa")
    (tmp_path / "a.pptx").write_bytes(pptx(made, maps_for(made)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "a.pptx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        assert len(document) in (len(made.pages), len(made.pages) + 1)
        assert "۹" in document[8].get_textpage().get_text_range()

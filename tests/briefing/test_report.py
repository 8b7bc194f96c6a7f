"""The printed page: one A4 page with its fonts inside, Persian that reads back, nothing of the page's text runs."""

import importlib.util
import re
import sys
from dataclasses import replace

import pypdfium2
import pytest

from briefing import print_html
from briefing.chart import Axis, Chart, Series
from briefing.print_html import NoPangoError, can_print
from briefing.report import Report, Row, Table, html, pdf

TITLE = "از ۱۰۰ امتیاز کمبودهای استان، ۳۶ امتیاز سهم شهرستان می‌گون است"
A4_PT = (595.3, 841.9)


def table(name="شاخص‌ها", rows=3, width=5, text="۱۲٬۳۴۵"):
    return Table(name, tuple(f"سر {n}" for n in range(width)), tuple(Row((text,) * width) for _ in range(rows)))


@pytest.fixture
def made():
    bars = Series("زنان", (10.0, None), ("۱۰", "بدون داده"))
    chart = Chart("bars", "۲۰ نفر", "همه", ("۰ تا ۵", "۶ تا ۱۱"), (bars,), Axis("نفر", ((0.0, "۰"), (10.0, "۱۰"))))
    return Report(
        lang="fa",
        direction="rtl",
        kicker="شناسنامهٔ شهرستان",
        title=TITLE,
        subtitle="۱۴۰۴",
        mark="دادهٔ نمایشی",
        sentences=("جملهٔ نخست.", "جملهٔ دوم."),
        locator='<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0L9 9L0 9Z"/></svg>',
        locator_text="نقشه",
        chart=chart,
        indicators=table(),
        facilities=table(width=8),
        commitments=table(width=6),
        most_urgent=table(width=6),
        notes=Table("یادداشت‌ها", (), (Row(("یادداشت",)),)),
        foot=("منابع: مرکز آمار",),
        page="صفحهٔ ۱ از ۱",
    )


def text_of(data):
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 1
        assert document[0].get_size() == pytest.approx(A4_PT, abs=0.2)
        return document[0].get_textpage().get_text_range()


def plain(text):
    """One line; the zero-width non-joiner has no glyph, so that a reader of the PDF does not find it.

    PDFium also turns around what shares a glyph, lam-alef and a hamza over he: the texts looked for have neither.
    """
    return " ".join(text.replace("\u200c", "").split())


def test_persian_title_and_page_number_read_back_in_logical_order(made):
    text = plain(text_of(pdf(made)))
    assert plain(TITLE) in text
    assert "۱ از ۱" in text


def test_fonts_are_embedded_and_no_other_font_is_asked_for(made):
    data = pdf(made)
    with pypdfium2.PdfDocument(data) as document:
        fonts = {one.get_font().get_base_name() for one in document[0].get_objects() if hasattr(one, "get_font")}
    assert fonts
    assert all("Vazirmatn" in name for name in fonts), fonts
    assert data.count(b"/FontFile") >= 2 or b"/ObjStm" in data


@pytest.mark.parametrize("rows", [1, 12, 90])
def test_whatever_stands_on_it_is_one_page_to_its_last_line(made, rows):
    full = replace(made, most_urgent=table(rows=rows, width=6, text="ساخت ۱۲ اتاق درس در بخش مرکزی"))
    text = plain(text_of(pdf(full)))
    assert text.count("ساخت ۱۲ اتاق") == rows * 6
    assert "۱ از ۱" in text


def test_texts_of_a_database_are_text(made):
    bad = "<script>alert(1)</script><img src=x onerror=y>"
    rows = (Row((bad, bad)),)
    written = html(replace(made, title=bad, sentences=(bad,), indicators=Table(bad, (bad, bad), rows), foot=(bad,)))
    assert "<script" not in written
    assert "onerror=y&gt;" in written
    assert len(re.findall("<img ", written)) == 1  # the locator


def test_an_empty_table_and_a_missing_map_say_so(made):
    written = html(replace(made, most_urgent=Table("تعهدها", ("الف",), (), "هیچ"), locator="", locator_text="بی‌مرز"))
    assert "<p>هیچ</p>" in written
    assert "<p>بی‌مرز</p>" in written
    assert "<img" not in written


def test_what_an_official_said_is_set_in_other_type(made):
    rows = (Row(("نام", "۱", "گفته"), stated=(2,)),)
    written = html(replace(made, indicators=Table("شاخص", ("الف", "ب", "پ"), rows)))
    assert '<td data-head="پ" class="statement">گفته</td>' in written
    assert written.count('class="statement"') == 1


def test_without_pango_it_says_so_and_nothing_else(made, monkeypatch):
    class Missing:
        def find_spec(self, name, *_more):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(NoPangoError, match="libpango"):
        pdf(made)


def test_the_look_at_the_libraries_agrees_with_the_import_and_sees_a_missing_one(monkeypatch):
    assert can_print()
    assert importlib.util.find_spec("weasyprint") is not None
    monkeypatch.setattr(print_html, "LIBRARIES", (*print_html.LIBRARIES, ("libnowhere-1.so.0", "nowhere-1")))
    assert not can_print()

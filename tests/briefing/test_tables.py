"""Workbooks and CSV: what was put in is read back, typed, and nothing in them can be run."""

import io
from datetime import date

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.tables import Book, Column, Section, Sheet, columns_csv, csv_file, neutral, xlsx
from tests.toy import steady

RISKY = ("=1+1", "  =1", "\x00=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1")


def book(is_rtl=False, mark="Demonstration data", more=()):
    columns = (
        Column("name", "Name", ("=HYPERLINK(1)", "Rey", None)),
        Column("value", "Coverage (%)", (33.333333333333336, None, 0.0), "#,##0.0", "#indicator+value+num"),
        Column("marked", "Marked", (True, False, True)),
    )
    sections = (
        Section("Definition", (("Formula", "=need - capacity"),)),
        Section("Sources", (("s", "p"),), ("S", "P")),
    )
    sheets = (Sheet("Figures", columns, 4), *more)
    return Book(sheets, "Notes", "A title", mark, sections, date(2026, 2, 15), is_rtl)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("text", RISKY)
def test_text_that_would_begin_a_formula_is_neutralised(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Rey", "5 = 5", "ری", "#adm2+code", "−5", "'=1"])
def test_other_text_stays_as_it_is(text):
    assert neutral(text) == text


@steady(100)
@given(st.text())
def test_no_text_begins_a_formula_whatever_it_is(text):
    assert neutral(text).lstrip()[:1] not in ("=", "+", "-", "@")
    assert neutral(neutral(text)) == neutral(text)


def test_csv_is_neutralised_in_cells_and_heads_and_keeps_figures_whole():
    data = pd.DataFrame({"=name": ["=1+1", "Rey"], "value": [-1 / 3, float("nan")], "count": [-5, 7]})
    assert csv_file(data).decode("utf-8-sig").split("\n") == [
        "'=name,value,count",
        "'=1+1,-0.3333333333333333,-5",
        "Rey,,7",
        "",
    ]


def test_csv_has_the_tags_below_the_heads():
    text = csv_file(pd.DataFrame({"a": ["x"], "b": [1]}), ["#adm2+code", ""]).decode("utf-8-sig")
    assert text == "a,b\n#adm2+code,\nx,1\n"


def test_cells_come_back_with_their_types_16_digits_and_empty_where_nothing_is_known():
    sheet = opened(xlsx(book())).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["'=HYPERLINK(1)", pytest.approx(100 / 3, rel=1e-15), True],
        ["Rey", None, False],
        [None, 0, True],
    ]
    assert sheet["B2"].number_format == "#,##0.0"


def test_no_cell_of_either_sheet_is_a_formula():
    cells = [cell for sheet in opened(xlsx(book())) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    assert any(cell.value == "'=need - capacity" for cell in cells)


@pytest.mark.parametrize(("tagged", "frozen", "filtered"), [(False, "E2", "A1:C4"), (True, "E3", "A2:C5")])
def test_heads_are_frozen_and_filtered_with_and_without_tags(tagged, frozen, filtered):
    sheet = opened(xlsx(book(), tagged=tagged)).worksheets[0]
    assert sheet.freeze_panes == frozen
    assert sheet.auto_filter.ref == filtered
    assert [cell.value for cell in sheet[1]] == ["Name", "Coverage (%)", "Marked"]
    if tagged:
        assert [cell.value for cell in sheet[2]] == ["", "#indicator+value+num", ""]


@pytest.mark.parametrize("is_rtl", [True, False])
def test_persian_sheet_runs_from_right_to_left_with_persian_digits(is_rtl):
    made = opened(xlsx(book(is_rtl)))
    assert [bool(sheet.sheet_view.rightToLeft) for sheet in made] == [is_rtl, is_rtl]
    assert made.worksheets[0]["B2"].number_format == ("[$-3000429]" if is_rtl else "") + "#,##0.0"


@pytest.mark.parametrize("mark", ["Demonstration data", ""])
def test_mark_stands_on_both_sheets_or_nowhere(mark):
    made = opened(xlsx(book(mark=mark)))
    assert [sheet.oddHeader.center.text or "" for sheet in made] == [mark, mark]
    assert (made.worksheets[1]["A2"].value == mark) == bool(mark)


def test_same_book_is_the_same_bytes():
    assert xlsx(book()) == xlsx(book())


def test_each_sheet_of_figures_has_its_own_frozen_and_filtered_head_and_formats_by_row():
    other = Sheet("Others", (Column("a", "A", ("x", "y")), Column("b", "B", (1.5, 20.0), forms=("0.0", "#,##0"))))
    made = opened(xlsx(book(more=(other,))))
    assert made.sheetnames == ["Figures", "Others", "Notes"]
    assert made["Others"].freeze_panes == "B2"
    assert made["Others"].auto_filter.ref == "A1:B3"
    assert [made["Others"][cell].number_format for cell in ("B2", "B3")] == ["0.0", "#,##0"]


def test_long_head_gets_the_lines_that_it_needs():
    sheet = Sheet("Long", (Column("a", "a word " * 30, ("x",)),))
    assert opened(xlsx(book(more=(sheet,))))["Long"].row_dimensions[1].height > 200


def test_columns_as_csv_stand_under_their_heads_and_lose_nothing():
    columns = (Column("a", "A", ("=1", None)), Column("b", "=B", (1 / 3, 5.0)), Column("c", "C", (True, None)))
    text = columns_csv(columns).decode("utf-8-sig")
    assert text == "A,'=B,C\n'=1,0.3333333333333333,True\n,5,\n"


def test_whole_number_has_no_point_and_a_negative_one_stays_a_number():
    data = pd.DataFrame({"a": [12.0, float("nan"), -3.0], "b": [0.5, -0.25, 1e6], "c": ["-3", 4.0, None]})
    assert csv_file(data).decode("utf-8-sig") == "a,b,c\n12,0.5,'-3\n,-0.25,4\n-3,1000000,\n"

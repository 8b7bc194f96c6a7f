"""The workbook of a meeting: its sheets say what the meeting's data says, in words and in codes."""

import io
import re
from datetime import date

import openpyxl
import pytest

from briefing import meeting_book
from briefing.tables import xlsx
from data_access.settings import Settings
from domain.commitments import tally
from domain.frames import plain_rows
from measures.source import Source
from tests.briefing import pack_reading as read
from tests.briefing import toy_meeting
from wording import formats, i18n, meeting_words

pytestmark = pytest.mark.xdist_group("pack")


@pytest.fixture(scope="module")
def snapshot(demo_database):
    return read.snapshot(Source(Settings(f"sqlite:///{demo_database}")), "m_1404_12")


@pytest.fixture(scope="module")
def english(snapshot):
    i18n.activate("en")
    return read.sheets(xlsx(meeting_book.workbook(snapshot)))


def rows(sheets, name):
    heads, *found = next(rows for title, rows in sheets.items() if title.startswith(name))
    return [dict(zip(heads, row, strict=True)) for row in found]


def test_partners_and_their_sectors_sum_to_what_is_made_delivered_and_late(english, snapshot):
    counted = tally(snapshot.book.commitments, snapshot.reference.as_of)
    found = rows(english, "Who does what")
    sums = [sum(row[head] for row in found) for head in ("Commitments made", "Delivered", "Late")]
    assert sums == [counted.made, counted.delivered, counted.late]
    matrix = rows(english, "Partner and sector")
    assert sum(cell for row in matrix for cell in row.values() if isinstance(cell, int)) == counted.made
    assert {row["Code of the partner"] for row in matrix} == {row["Code of the partner"] for row in found}


def test_remaining_gap_has_each_district_for_each_indicator_as_released(english, snapshot):
    found = rows(english, "Remaining gap")
    wanted = [row for frame in snapshot.gaps for row in plain_rows(frame.data)]
    (remains,) = (head for head in found[0] if head.startswith("Remaining"))
    assert [(row["Code of the indicator"], row["P-code"]) for row in found] == [
        (row["indicator_id"], row["pcode"]) for row in wanted
    ]
    assert [row[remains] for row in found] == [
        None if row["remaining_shortage"] is None else pytest.approx(row["remaining_shortage"]) for row in wanted
    ]
    assert len(wanted) == 35 * len(snapshot.gaps) > 35


def test_changes_have_their_words_and_their_codes(english, snapshot):
    found = rows(english, "Changes")
    assert [(row["Code of the commitment"], row["Code of the change"]) for row in found] == list(
        snapshot.book.changes[["commitment_id", "kind"]].itertuples(index=False, name=None)
    )
    assert all(row["What changed"] for row in found)


CODE_LIKE = re.compile(r"[A-Za-z0-9_;:.-]+|\d{4}-\d{2}-\d{2}")


def test_persian_sheets_hold_words_and_the_codes_stand_last_under_heads_that_say_so(snapshot):
    i18n.activate("fa")
    for sheet in meeting_book.workbook(snapshot).sheets:
        heads = [column.head for column in sheet.columns]
        assert len(set(heads)) == len(heads), sheet.name
        # P-code and English name are what they are called.
        plain = [one for one in sheet.columns if "کد" not in one.head and "میلادی" not in one.head]
        found = {
            (one.head, value)
            for one in plain
            if one.id != "name_en"
            for value in one.values
            if isinstance(value, bool) or (isinstance(value, str) and CODE_LIKE.fullmatch(value))
        }
        assert found <= {("منبع", "yjc.ir"), ("منبع", "inford.org")}, sheet.name


def test_days_are_jalali_in_persian_sheets_and_iso_beside_them(snapshot):
    i18n.activate("fa")
    made = {sheet.name: sheet.columns for sheet in meeting_book.workbook(snapshot).sheets}
    columns = {one.id: one.values for name, own in made.items() if name.startswith("تعهدها") for one in own}
    assert columns["due_on"] == tuple(snapshot.book.commitments["due_on"])
    assert columns["due"] == tuple(formats.day(date.fromisoformat(one)) for one in columns["due_on"])
    assert all(re.fullmatch(r"[^A-Za-z0-9]+", one) for one in columns["due"])


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_sheets_of_views_name_the_county_and_end_with_a_whole_word(snapshot, lang):
    i18n.activate(lang)
    names = [sheet.name for sheet in meeting_book.workbook(snapshot).sheets]
    wanted = {
        "fa": ["۱. ظرفیت صندلی مدرسه (نمایشی)", "۲. بهارستان، آموزش (نمایشی)", "۳. شهریار، آموزش (نمایشی)"],
        "en": ["1. School seats (demo)", "2. Baharestan, Education (demo)", "3. Shahriar, Education (demo)"],
    }[lang]
    marks = {" – Demonstration data": " (demo)", " – دادهٔ نمایشی": " (نمایشی)"}
    assert [next((one.replace(*pair) for pair in marks.items() if pair[0] in one), one) for one in names[:3]] == wanted
    assert all(len(one) <= 31 for one in names)
    assert len({one.partition(". ")[2] for one in names[:3]}) == 3


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_meeting_without_an_earlier_one_says_so_in_its_sheet_of_changes(lang):
    i18n.activate(lang)
    (first, *others) = [column.values for column in meeting_book.changes(toy_meeting.snapshot())]
    assert first == (meeting_words.no_earlier(),)
    assert set(others) == {(None,)}


@pytest.mark.parametrize(("lang", "is_rtl"), [("fa", True), ("en", False)])
def test_sheets_keep_their_heads_in_sight_and_read_from_the_right_side(snapshot, lang, is_rtl):
    i18n.activate(lang)
    book = openpyxl.load_workbook(io.BytesIO(xlsx(meeting_book.workbook(snapshot))))
    assert all(bool(sheet.sheet_view.rightToLeft) is is_rtl for sheet in book)
    figures = book.worksheets[:-1]
    assert all(sheet.freeze_panes[1:] == "2" and sheet.auto_filter.ref for sheet in figures)
    assert len(figures) == len(snapshot.views) + 6
    assert all(len(sheet.title) <= 31 for sheet in book)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1. a[b]:c*d?e/f\\g'h", "1. a b c d e f g h"),
        ("1. \u202eevil\u202c  name", "1. evil name"),
        ("1. " + "x" * 40, "1. " + "x" * 21),
        ("1. School seats per hundred children", "1. School seats"),
    ],
)
def test_names_of_sheets_are_what_spreadsheets_take(en, text, name):
    assert meeting_book.sheet_name(text) == name

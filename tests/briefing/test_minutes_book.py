"""The workbook for the data steward, read back; and the slides with what was typed in one session."""

import io
from dataclasses import replace

import openpyxl
import pytest

from briefing import meeting_items
from briefing.handout import Page
from briefing.meeting_pages import handout as written
from briefing.minutes_book import workbook
from briefing.tables import xlsx
from briefing.typed_pages import with_typed
from domain import minute_sheets
from domain.minutes import Decision, Minutes
from tests.briefing.toy_meeting import ITEM, MEETING, NEW, book, commitment, reference, snapshot
from wording import i18n


def read(minutes, marked=False):
    content = xlsx(workbook(book(commitment(1)), reference(), minutes, marked=marked))
    return openpyxl.load_workbook(io.BytesIO(content)), content


def rows(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_sheets_are_named_headed_and_typed_as_in_the_contract(lang):
    i18n.activate(lang)
    minutes = Minutes("m1", (Decision("m1", 1, "ساخت", "Build"),), (NEW,))
    made, content = read(minutes, marked=True)
    assert made.sheetnames[:3] == ["agenda_item", "commitment", "commitment_update"]
    assert len(made.sheetnames) == 4
    for name, columns in minute_sheets.SHEETS.items():
        assert rows(made[name])[0] == list(columns)
    assert rows(made["agenda_item"])[1] == ["m1", 1, "education", "کلاس درس", "Classrooms", "ساخت", "Build"]
    expected = ["n_m1_1", "m1", "p2", "education", "school_seats", "IR230302", "refugee", None, "دو کلاس", None]
    assert rows(made["commitment"])[1] == [*expected, 70, "seats", 5000, "USD", "2026-09-01"]
    assert rows(made["commitment_update"])[1] == ["n_m1_1", "2025-10-14", "agreed", 0, None, None]
    notes = str(rows(made[made.sheetnames[3]]))
    assert "n_m1_1" in notes
    assert {"fa": "دادهٔ نمایشی", "en": "Demonstration data"}[lang] in notes
    assert read(minutes, marked=True)[1] == content


def test_no_typed_text_runs_as_a_formula():
    text = '=HYPERLINK("http://a","b")'
    minutes = Minutes("m1", (Decision("m1", 1, text, "+1"),), (replace(NEW, text_en="@x", text_fa="-1+1"),))
    made, _content = read(minutes)
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    # As they were typed, so that they can be loaded; the format keeps them texts also when they are edited.
    assert rows(made["agenda_item"])[1][5:] == [text, "+1"]
    assert made["agenda_item"]["F2"].quotePrefix


def test_a_meeting_of_which_nothing_was_typed_gives_its_agenda_and_empty_sheets():
    made, _content = read(Minutes("m1"))
    assert [len(rows(made[name])) for name in minute_sheets.SHEETS] == [2, 1, 1]


@pytest.fixture
def shared(en, monkeypatch):
    page = Page("seats", "item", "k", "t", lines=("Decision: old",))
    monkeypatch.setattr(meeting_items, "pages", lambda _snapshot: iter([page]))
    one = snapshot(commitment(1))
    return written(one, "en"), one


def test_typed_decisions_and_commitments_stand_on_the_closing_page_with_their_mark(shared):
    handout, one = shared
    before = handout.pages
    minutes = Minutes("m1", (Decision("m1", 1, "", "Build"),), (NEW,))
    made = with_typed(handout, one.deck, one.book, one.reference, minutes)
    mark = "(typed in this session, not in the database)"
    closing = made.pages[-1]
    assert closing.lines[0] == f"Item 1: Build {mark}"
    assert closing.lines[1].startswith("Partner Two: دو کلاس (for refugees); 70 seats")
    assert closing.lines[1].endswith(mark)
    assert next(page for page in made.pages if page.id == "seats").lines == (f"Decision: Build {mark}",)
    assert handout.pages is before
    assert before[-1].lines == ("No decision is recorded yet.",)


def test_many_commitments_have_pages_of_their_own_and_the_numbers_follow(shared):
    handout, one = shared
    new = tuple(replace(NEW, commitment_id=f"n_m1_{number}") for number in range(1, 21))
    made = with_typed(handout, one.deck, one.book, one.reference, Minutes("m1", (), new))
    ids = [page.id for page in made.pages if page.id.startswith("closing")]
    assert ids == ["closing", "closing-new", "closing-new-2", "closing-new-3"]
    assert sum(len(page.table.rows) for page in made.pages if "new" in page.id) == 20
    assert made.number(len(made.pages) - 1) == f"{len(made.pages)} of {len(made.pages)}"


def test_nothing_typed_is_the_shared_handout_itself(shared):
    handout, one = shared
    assert with_typed(handout, one.deck, one.book, one.reference, Minutes(MEETING.id)) is handout


def test_a_decision_changed_in_the_other_language_alone_carries_no_mark_in_this_one(shared):
    handout, one = shared
    item = replace(ITEM, decision_fa="قبلی", decision_en="Earlier")
    changed = replace(one.book, agenda=(item,))
    minutes = Minutes("m1", (Decision("m1", 1, "تازه", "Earlier"),))
    made = with_typed(handout, one.deck, changed, one.reference, minutes)
    assert made.pages[-1].lines == ("Item 1: Earlier",)


def test_a_few_more_lines_take_the_closing_page_and_what_is_late_stands_on_the_next(shared):
    handout, one = shared
    new = tuple(replace(NEW, commitment_id=f"n_m1_{number}") for number in range(1, 7))
    made = with_typed(handout, one.deck, one.book, one.reference, Minutes("m1", (), new))
    closing, late = made.pages[-2:]
    assert (closing.id, len(closing.lines), closing.table) == ("closing", 7, None)
    assert (late.id, late.table) == ("closing-late", handout.pages[-1].table)

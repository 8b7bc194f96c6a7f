"""Lists of commitments in pieces, the pressing ones first."""

import pandas as pd
import pytest

from briefing import meeting_tables
from briefing.handout import Page
from briefing.report import Row


def rows(count):
    return [Row((f"row {place}",)) for place in range(count)]


def commitments(*made):
    columns = ["commitment_id", "status", "due_on", "is_late", "days_late"]
    return pd.DataFrame(made, columns=columns)


def test_late_ones_come_first_then_open_ones_by_date_then_the_others_by_kind():
    found = meeting_tables.pressing_first(
        commitments(
            ("cancelled", "cancelled", "2026-01-01", False, 0),
            ("delivered", "delivered", "2026-01-01", False, 0),
            ("strange", "lost", "2026-01-01", False, 0),
            ("later", "agreed", "2026-06-01", False, 0),
            ("proposed", "proposed", "2026-01-01", False, 0),
            ("sooner", "in_progress", "2026-05-01", False, 0),
            ("late", "agreed", "2026-02-01", True, 14),
            ("latest", "in_progress", "2026-01-01", True, 45),
        )
    )
    assert list(found["commitment_id"]) == [
        *("latest", "late", "sooner", "later", "proposed", "delivered", "cancelled", "strange"),
    ]


def test_of_none_there_is_an_empty_list():
    assert len(meeting_tables.pressing_first(commitments())) == 0
    (only,) = meeting_tables.pieces("name", ("head",), [], "nothing", first=3)
    assert (only.rows, only.empty, only.more) == ((), "nothing", "")


@pytest.mark.parametrize(
    ("count", "lengths"),
    [
        (1, [1]),
        (3, [3]),
        (4, [3, 1]),
        (5, [3, 2]),
        (11, [3, 8]),
        (12, [3, 5, 4]),
        (19, [3, 8, 8]),
        (200, [3, *[8] * 22, 7, 7, 7]),
    ],
)
def test_no_row_is_lost_no_page_holds_too_many_and_pages_share_the_rest(count, lengths):
    tables = meeting_tables.pieces("name", ("head",), rows(count), "", first=3, then=8)
    assert [len(one.rows) for one in tables] == lengths
    assert [row for one in tables for row in one.rows] == rows(count)


def test_each_piece_but_the_last_says_how_many_follow(en):
    tables = meeting_tables.pieces("name", ("head",), rows(12), "", first=3, then=8)
    assert [one.more for one in tables] == ["9 more follow", "4 more follow", ""]
    assert meeting_tables.pieces("name", ("head",), rows(2), "", first=0, then=1)[1].more == "1 more follows"


def test_pages_that_follow_keep_title_and_mark_and_have_ids_of_their_own(en):
    page = Page("seats", "item", "Agenda item 1", "Seats", source="source", mark="Demonstration data")
    tables = meeting_tables.pieces("name", ("head",), rows(12), "", first=3, then=8)
    found = list(meeting_tables.following(page, tables[1:]))
    assert [one.id for one in found] == ["seats-2", "seats-3"]
    assert {(one.kind, one.title, one.mark) for one in found} == {("more", "Seats", "Demonstration data")}
    assert found[0].kicker == "Agenda item 1, continued"

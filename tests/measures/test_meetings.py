"""What lies on the table at a meeting of the demonstration, against SQL of its own."""

import sqlite3
from contextlib import closing
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import text

from data_access import place_queries
from data_access.engine import read_only_engine
from data_access.repository import Repository
from data_access.settings import Settings
from domain.commitments import tally
from domain.meetings import COMMITMENT_COLUMNS
from measures.meetings import meeting_book, meetings
from measures.promises import promises, tally_on
from measures.source import Source

TODAY = date(2026, 2, 15)
FIRST, SECOND = "m_1404_07", "m_1404_12"  # held on 14 October 2025; to be held on 3 March 2026
STATE = """SELECT {column} FROM commitment_update AS u WHERE u.commitment_id = c.commitment_id AND updated_on <= '{day}'
    ORDER BY updated_on DESC LIMIT 1"""


@pytest.fixture(scope="module")
def asked(demo_database):
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as connection:
        yield lambda query: connection.execute(query).fetchall()


def state(column, day):
    return f"({STATE.format(column=column, day=day)})"


def book_of(source, meeting_id):
    return meeting_book(source, source.version(), meeting_id)


@pytest.fixture(scope="module")
def second(demo):
    return book_of(demo, SECOND)


def test_meetings_of_the_demonstration_are_those_of_the_table(demo, asked):
    rows = asked("SELECT meeting_id, held_on, title_fa, title_en, place_fa, place_en FROM meeting ORDER BY held_on")
    found = meetings(demo, demo.version())
    assert [(one.id, str(one.held_on), one.title_fa, one.title_en, one.place_fa, one.place_en) for one in found] == rows
    assert [one.id for one in found] == [FIRST, SECOND]


def test_agenda_partners_and_days_of_a_meeting(second, asked):
    rows = asked(f"""SELECT item_no, sector, title_fa, title_en, decision_fa, decision_en FROM agenda_item
        WHERE meeting_id = '{SECOND}' ORDER BY item_no""")
    found = [
        (one.no, one.sector, one.title_fa, one.title_en, one.decision_fa, one.decision_en) for one in second.agenda
    ]
    assert found == rows
    assert len(rows) == 4
    assert (second.meeting.id, second.previous.id) == (SECOND, FIRST)
    assert (second.since, second.until, second.as_of) == (date(2025, 10, 14), TODAY, TODAY)
    assert sorted(second.partners["partner_id"]) == sorted(code for (code,) in asked("SELECT partner_id FROM partner"))
    assert (second.absent, second.truncated) == ((), ())


def test_commitments_of_a_meeting_are_what_sql_finds(demo, second, asked):
    columns = ", ".join(state(one, TODAY) for one in ("status", "delivered", "updated_on", "note_fa", "note_en"))
    late = f"c.due_on < '{TODAY}' AND {state('status', TODAY)} IN ('agreed', 'in_progress')"
    days = f"CAST(julianday('{TODAY}') - julianday(c.due_on) AS INTEGER)"
    rows = asked(f"""SELECT c.commitment_id, c.meeting_id, m.held_on, c.partner_id, p.name_fa, p.name_en, p.kind,
        c.sector, c.indicator_id, c.pcode, c.population_group, c.facility_id, f.name_fa, f.name_en, c.text_fa,
        c.text_en, c.promised, c.unit, c.amount, c.currency, c.due_on, {columns}, {late}, ({late}) * {days}
        FROM commitment AS c JOIN meeting AS m USING (meeting_id) JOIN partner AS p USING (partner_id)
        LEFT JOIN facility AS f ON f.facility_id = c.facility_id ORDER BY c.due_on, c.commitment_id""")
    assert tuple(second.commitments.columns) == COMMITMENT_COLUMNS
    found = [tuple(None if pd.isna(cell) else cell for cell in row) for row in second.commitments.to_numpy().tolist()]
    assert found == rows
    assert len(rows) == 30
    assert sum(row[-2] for row in rows) == 5
    first = book_of(demo, FIRST).commitments
    assert first["commitment_id"].tolist() == [row[0] for row in rows if row[1] == FIRST]
    assert len(first) == 25


def test_the_last_meeting_counts_what_the_overview_counts(demo, second):
    assert tally(second.commitments, TODAY) == tally_on(demo, demo.version(), TODAY)
    same = promises(demo, demo.version())
    shared = [name for name in same.columns if name in second.commitments.columns]
    pd.testing.assert_frame_equal(second.commitments[shared], same[shared])


def test_changes_since_the_previous_meeting_are_what_sql_finds(second, asked):
    columns = [state(one, day) for day in (second.since, second.until) for one in ("status", "delivered")]
    moved = {}
    for code, was, had, now, has in asked(f"SELECT commitment_id, {', '.join(columns)} FROM commitment AS c"):
        if (was, had) != (now, has):
            moved[code] = (was, now, has - (had or 0))
    found = second.changes.set_index("commitment_id")
    still = set(found.index) - set(moved)
    assert set(found.loc[list(still), "kind"]) == {"became_late"}
    assert set(moved) <= set(found.index)
    for code, (was, now, between) in moved.items():
        row = found.loc[code]
        assert (None if pd.isna(row["status_before"]) else row["status_before"]) == was
        assert (row["status"], row["delivered_between"]) == (now, between)
    # Of each kind, counted by hand from the facts of the demonstration.
    assert found["kind"].value_counts().to_dict() == {
        "begun": 8,
        "delivered": 5,
        "new": 5,
        "progressed": 5,
        "agreed": 2,
        "cancelled": 2,
        "became_late": 1,
    }


def test_the_first_meeting_has_no_previous_one_and_no_changes(demo):
    book = book_of(demo, FIRST)
    assert (book.previous, book.since, book.until) == (None, None, date(2025, 10, 14))
    assert book.changes.empty
    assert "kind" in book.changes
    # Its commitments stand as they do today, not as on its day.
    assert set(book.commitments["status"]) == {"agreed", "in_progress", "delivered", "cancelled"}


def test_a_meeting_that_is_not_there_is_none(demo, office):
    for unknown in ("", "m_1399_01", "m_1404_07'--", "M_1404_07"):
        assert book_of(demo, unknown) is None
    source = office()
    assert meetings(source, source.version()) == ()
    assert book_of(source, FIRST) is None


def test_only_facilities_that_commitments_name_are_looked_up(demo_database, asked):
    engine = read_only_engine(f"sqlite:///{demo_database}")
    found = Repository(engine).read("facility", place_queries.promised_facilities()).data
    named = asked("SELECT DISTINCT facility_id FROM commitment WHERE facility_id IS NOT NULL ORDER BY facility_id")
    assert found["facility_id"].tolist() == [code for (code,) in named]
    query = place_queries.promised_facilities().compile(engine, compile_kwargs={"literal_binds": True})
    with engine.connect() as connection:
        plan = [row[-1] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
    assert [step for step in plan if step.startswith("SEARCH facility ")]
    assert not [step for step in plan if step.startswith("SCAN facility")]
    engine.dispose()


@pytest.mark.parametrize("meeting_id", [FIRST, SECOND])
def test_a_book_is_the_same_on_postgresql(demo, postgres_url, meeting_id):
    server = Source(Settings(postgres_url))
    one, other = book_of(demo, meeting_id), book_of(server, meeting_id)
    for name in ("commitments", "changes", "partners"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), check_exact=True)
    for name in ("meeting", "previous", "agenda", "since", "until", "as_of", "absent", "truncated"):
        assert getattr(one, name) == getattr(other, name)
    assert meetings(server, server.version()) == meetings(demo, demo.version())
    server.close()

"""What lies on the table at a meeting of an office, day by day, and what is left where a table cannot be read."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from data_access.repository import Repository
from data_access.settings import Settings
from data_access.trouble import DatabaseError
from domain.meetings import COMMITMENT_COLUMNS
from measures.meetings import meeting_book, meetings
from measures.source import Source
from tests.measures.offices import facility, fill, opened
from tests.measures.test_promises import commitment, update
from tests.toy import A1


def held(code, day):
    return {"meeting_id": code, "held_on": day, "title_fa": "ج", "title_en": code}


def item(code, number):
    return {"meeting_id": code, "item_no": number, "sector": "health", "title_fa": "ت", "title_en": str(number)}


# Two meetings, the second with two items, and a commitment of each.
SMALL = {
    "meeting": [held("m2", "2024-08-01"), held("m1", "2024-05-01")],
    "agenda_item": [item("m2", 10), item("m2", 9)],
    "commitment": [commitment("c1", meeting_id="m1"), commitment("c2", meeting_id="m2")],
    "commitment_update": [
        update("2024-05-01", "agreed", 0.0, "c1"),
        update("2024-08-01", "in_progress", 20.0, "c1"),
        update("2024-08-01", "agreed", 0.0, "c2"),
        update("2024-09-02", "cancelled", 20.0, "c1"),
        update("2024-08-15", "agreed", 0.0, "of nobody"),
    ],
    "partner": [{"partner_id": "x", "name_fa": "ش", "name_en": "Partner", "kind": "un"}],
}


def small(office, settings=None, **tables):
    return office({"as_of": date(2024, 9, 1)} | (settings or {}), **SMALL | tables)


def book_of(source, meeting_id):
    return meeting_book(source, source.version(), meeting_id)


def kinds(book):
    return dict(zip(book.changes["commitment_id"], book.changes["kind"], strict=True))


def test_changes_end_with_the_meeting_and_the_state_is_that_of_today(office):
    source = small(office)
    book = book_of(source, "m2")
    assert [one.no for one in book.agenda] == [9, 10]
    assert (book.since, book.until) == (date(2024, 5, 1), date(2024, 8, 1))
    assert kinds(book) == {"c1": "progressed", "c2": "new"}
    assert book.commitments["commitment_id"].tolist() == ["c1", "c2"]
    # What happens after the as-of date is not known: one day later c1 is cancelled.
    assert book.commitments["status"].tolist() == ["in_progress", "agreed"]
    next_day = opened(source.settings.database_url.removeprefix("sqlite:///"), as_of=date(2024, 9, 2))
    assert book_of(next_day, "m2").commitments["status"].tolist() == ["cancelled", "agreed"]
    assert kinds(book_of(next_day, "m2")) == kinds(book)
    early = book_of(source, "m1")
    assert (early.agenda, early.commitments["commitment_id"].tolist()) == ((), ["c1"])
    # c2 is of the later meeting: not in the list, but in what remains of shortages, and its id is taken.
    assert (early.later, book.later) == (("school_seats",), ())
    assert early.ids == book.ids == {"c1", "c2"}


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        (date(2024, 4, 15), {}),
        (date(2024, 5, 1), {}),
        (date(2024, 5, 2), {"c2": "new"}),
        (date(2024, 5, 3), {"c2": "new"}),
    ],
)
def test_until_the_previous_meeting_is_over_nothing_has_changed_since(office, as_of, found):
    # What was proposed before the first meeting was agreed in it: before it that is not known, after it is no news.
    days = [update("2024-04-01", "proposed"), update("2024-05-01", "agreed"), update("2024-05-02", "agreed", 0.0, "c2")]
    book = book_of(small(office, {"as_of": as_of}, commitment_update=days), "m2")
    assert (book.since, book.until, kinds(book)) == (date(2024, 5, 1), as_of, found)


def test_a_meeting_without_agenda_and_commitments_is_a_meeting(office):
    book = book_of(small(office, agenda_item=[], commitment=[], commitment_update=[], partner=[]), "m2")
    assert (book.agenda, len(book.commitments), len(book.changes), len(book.partners)) == ((), 0, 0, 0)
    assert (tuple(book.commitments.columns), book.absent) == (COMMITMENT_COLUMNS, ())


def test_a_commitment_stays_without_its_meeting_partner_or_facility(office):
    lost = commitment("c1", meeting_id="gone", partner_id="gone", facility_id="gone")
    kept = commitment("c2", meeting_id="m1", facility_id="F1", due_on="2026-01-02")
    books = small(office, commitment=[lost, kept], facility=[facility("F1", A1), facility("F2", A1)])
    found = book_of(books, "m1").commitments.set_index("commitment_id")
    empty = ["held_on", "partner_fa", "partner_en", "partner_kind", "facility_fa", "facility_en"]
    assert found.loc["c1", empty].isna().all()
    assert found.loc["c1", ["meeting_id", "partner_id", "facility_id"]].tolist() == ["gone"] * 3
    assert found.loc["c2", empty].tolist() == ["2024-05-01", "ش", "Partner", "un", "F1", "F1"]


LOST = {
    "agenda_item": lambda book: (book.agenda, len(book.commitments)) == ((), 2),
    "partner": lambda book: book.commitments["partner_fa"].isna().all() and len(book.agenda) == 2,
    "commitment_update": lambda book: (len(book.commitments), len(book.agenda)) == (0, 2),
    "facility": lambda book: (len(book.commitments), len(book.agenda)) == (2, 2),
}


@pytest.mark.parametrize("table", LOST)
def test_a_table_that_is_not_there_leaves_its_part_empty_and_is_named(tmp_path, office, table):
    source = small(office)
    with closing(sqlite3.connect(tmp_path / "office.sqlite")) as database:
        database.execute(f"DROP TABLE {table}")
    book = book_of(source, "m2")
    assert book.absent == (table,)
    assert LOST[table](book)


def test_without_commitments_or_meetings_that_can_be_read(tmp_path, office):
    source = small(office)
    with closing(sqlite3.connect(tmp_path / "office.sqlite")) as database, database:
        database.execute("DROP TABLE commitment")
    # Nobody can say which facilities commitments name.
    assert book_of(source, "m2").absent == ("commitment", "facility")
    assert (len(book_of(source, "m2").agenda), len(book_of(source, "m2").commitments)) == (2, 0)
    with closing(sqlite3.connect(tmp_path / "office.sqlite")) as database, database:
        database.execute("UPDATE meeting SET held_on = '1403-05-11' WHERE meeting_id = 'm2'")
    assert meetings(source, source.version()) is None
    assert book_of(source, "m1") is None


def test_two_updates_of_a_day_are_refused_where_no_key_forbids_them(tmp_path, office):
    source = small(office)
    with closing(sqlite3.connect(tmp_path / "office.sqlite")) as database, database:
        database.execute("CREATE TABLE loose AS SELECT * FROM commitment_update")
        database.execute("DROP TABLE commitment_update")
        database.execute("ALTER TABLE loose RENAME TO commitment_update")
        database.execute("INSERT INTO commitment_update SELECT * FROM commitment_update WHERE commitment_id = 'c2'")
    assert book_of(source, "m2").absent == ("commitment_update",)


def test_all_is_of_one_moment_and_one_data_version(tmp_path, office, monkeypatch):
    source = small(office)
    path = tmp_path / "office.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")  # so that a writer need not wait for us
    version, read = source.version(), Repository.read
    statements = []

    def between(self, table, query):
        if table == "commitment":
            with closing(sqlite3.connect(path)) as database, database:
                for statement in statements:
                    database.execute(statement)
        return read(self, table, query)

    monkeypatch.setattr(Repository, "read", between)
    statements.append("DELETE FROM commitment_update")
    assert len(meeting_book(source, version, "m2").commitments) == 2
    assert len(meeting_book(source, version, "m2").commitments) == 0
    statements.append("UPDATE dataset SET data_version = 'office-2'")
    for read_of in (lambda: meeting_book(source, version, "m2"), lambda: meetings(source, version)):
        with pytest.raises(DatabaseError) as error:
            read_of()
        assert error.value.kind == "changed"


def test_a_table_that_the_row_cap_cuts_is_named(office):
    assert book_of(small(office, {"row_cap": 4}), "m2").truncated == ("commitment_update",)


def test_a_table_that_postgresql_lacks_leaves_the_rest(postgres_server):
    postgres_server.run("postgres", "CREATE DATABASE no_agenda")
    address = postgres_server.url("no_agenda")
    fill(address.replace("postgresql:", "postgresql+psycopg:"), **SMALL)
    postgres_server.run("no_agenda", "DROP TABLE agenda_item", "DROP TABLE partner")
    server = Source(Settings(address, rounding_key=b"a key for unit tests alone", as_of=date(2024, 9, 1)))
    book = book_of(server, "m2")
    assert book.absent == ("agenda_item", "partner")
    assert (book.agenda, book.commitments["commitment_id"].tolist()) == ((), ["c1", "c2"])
    assert kinds(book) == {"c1": "progressed", "c2": "new"}
    server.close()


def test_a_database_that_is_gone_is_no_table_that_is_done_without(tmp_path, office):
    source = small(office)
    version = source.version()
    source.close()
    (tmp_path / "office.sqlite").unlink()
    for read in (lambda: meeting_book(source, version, "m2"), lambda: meetings(source, version)):
        with pytest.raises(DatabaseError) as error:
            read()
        assert error.value.kind in ("missing_file", "unreadable")

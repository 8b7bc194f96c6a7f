"""The audit trail and the rate limits, on both databases: the trail only grows, the limits hold for all processes."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from data_access.store import ACTIONS, COLUMNS
from domain.grants import Scope
from tests.data_access.store_places import NOW, frozen_grant, grant

SAID = "the audit trail only grows"
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
COPY = "INSERT INTO audit SELECT * FROM audit"
# Each would change the trail past the store's own methods.
CHANGES = [
    "UPDATE audit SET actor = 'nobody'",
    "UPDATE audit SET at = at",
    "DELETE FROM audit",
    "DELETE FROM audit WHERE id = 1",
]
SQLITE_CHANGES = [
    "INSERT OR REPLACE INTO audit SELECT id, at, 'nobody', role, action, page, view, detail FROM audit",
    "REPLACE INTO audit SELECT id, at, 'nobody', role, action, page, view, detail FROM audit",
    "UPDATE OR REPLACE audit SET id = 1",
]
POSTGRES_CHANGES = [
    "TRUNCATE audit",
    "INSERT INTO audit SELECT * FROM audit ON CONFLICT (id) DO UPDATE SET actor = 'nobody'",
    "WITH gone AS (DELETE FROM audit RETURNING id) SELECT count(*) FROM gone",
]


def drop_triggers(place):
    names = ("audit_no_change", "audit_no_loss", *(["audit_no_replacement"] if place.is_sqlite else []))
    place.run(*(f"DROP TRIGGER {name}{'' if place.is_sqlite else ' ON audit'}" for name in names))


def changes_of(place):
    return CHANGES + (SQLITE_CHANGES if place.is_sqlite else POSTGRES_CHANGES)


def test_every_entry_is_read_back_with_its_moment_the_newest_first(store):
    for hours, action in enumerate(ACTIONS):
        store.note("bureau", "staff", action, "gap_map", "indicator=x,y", "csv", now=NOW + timedelta(hours=hours))
    frame = store.entries()
    assert tuple(frame.columns) == COLUMNS
    assert frame["action"].tolist() == list(ACTIONS)[::-1]
    assert frame.loc[len(frame) - 1].tolist()[1:] == [NOW, "bureau", "staff", "view", "gap_map", "indicator=x,y", "csv"]


def test_an_empty_trail_has_its_columns(store):
    frame = store.entries()
    assert (tuple(frame.columns), len(frame), str(frame["at"].dt.tz)) == (COLUMNS, 0, "UTC")


def test_entries_are_found_by_moment_actor_action_and_page(store):
    store.note("one", "staff", "view", "gap_map", now=NOW)
    store.note("one", "staff", "export", "area", now=NOW + SECOND)
    store.note("other", "viewer", "view", "area", now=NOW + DAY)
    found = [
        store.entries(since=NOW + SECOND), store.entries(actor="one"), store.entries(action="view"),
        store.entries(page="area", actor="other"), store.entries(limit=1), store.entries(actor="' OR 1=1 --"),
    ]  # fmt: skip
    assert [frame["id"].tolist() for frame in found] == [[3, 2], [2, 1], [3, 1], [3], [3], []]


def test_an_unknown_action_is_refused(store):
    with pytest.raises(ValueError, match=r"^action$"):
        store.note("one", "staff", "deleted")


@pytest.mark.parametrize("view", ["share=SECRET", "?indicator=x&share=SECRET", "SHARE=SECRET&b=1", "%73hare=SECRET",
                                  "a=1&share=SECRET&share=SECRET", "+share=SECRET"])  # fmt: skip
def test_a_token_in_a_view_is_left_out(store, view):
    store.note("one", "staff", "view", view=view, now=NOW)
    store.note("one", "staff", "view", view="indicator=SECRET", now=NOW)
    views = store.entries()["view"].tolist()
    assert views[0] == "indicator=SECRET"  # the twin: what is no token is kept
    assert "SECRET" not in views[1]


def test_no_entry_holds_what_a_terminal_acts_on_or_is_of_any_length(store):
    zwnj = "\N{ZERO WIDTH NON-JOINER}"
    store.note("a\x1b[2Jb\x00", "staff\nadmin", "refused", "p" * 999, "x=" + "y" * 9999, f"می{zwnj}شود\u202e", now=NOW)
    row = store.entries().loc[0]
    mark = "\N{REPLACEMENT CHARACTER}"
    assert (row["actor"], row["role"]) == (f"a{mark}[2Jb{mark}", f"staff{mark}admin")
    assert row["detail"] == f"می{zwnj}شود{mark}"
    assert (len(row["page"]), len(row["view"])) == (200, 2000)


def test_the_trail_is_changed_by_no_statement(place, store):
    long_ago = datetime.now(UTC) - timedelta(days=400)
    for _ in range(2):
        store.note("bureau", "staff", "view", now=long_ago)
    before = place.rows("SELECT * FROM audit ORDER BY id")
    for change in changes_of(place):
        assert SAID in place.refuses(change), change
    assert place.rows("SELECT * FROM audit ORDER BY id") == before


def test_without_the_triggers_each_of_these_statements_runs(place, store):
    store.note("bureau", "staff", "view", now=NOW)
    drop_triggers(place)
    for change in changes_of(place):
        assert place.refuses(change) == "", change


def test_a_session_that_replays_another_server_cannot_change_the_trail_either(place, store):
    if place.is_sqlite:
        pytest.skip("SQLite replays nothing")
    store.note("bureau", "staff", "view", now=NOW)
    replayed = "SET LOCAL session_replication_role = replica"
    with pytest.raises(Exception, match=SAID):
        place.run(replayed, "DELETE FROM audit")
    place.run("ALTER TABLE audit ENABLE TRIGGER audit_no_change")  # the twin: as triggers usually are
    place.run(replayed, "DELETE FROM audit")
    assert place.rows("SELECT * FROM audit") == []


def test_retention_deletes_what_is_older_and_nothing_else(place, store):
    now = datetime.now(UTC)
    for age in (31, 30, 29, 0):
        store.note(f"{age} days", "staff", "view", now=now - timedelta(days=age))
    assert store.forget(30, now) == 1
    assert store.entries()["actor"].tolist() == ["0 days", "29 days", "30 days"]
    assert place.rows("SELECT * FROM retention") == []
    assert SAID in place.refuses("DELETE FROM audit WHERE actor = '30 days'")


def test_retention_cannot_be_used_on_what_was_noted_within_a_day(place, store):
    store.note("just now", "staff", "view")
    far_ahead = datetime.now(UTC) + timedelta(days=1000)
    with pytest.raises(Exception, match="refused"):
        store.forget(1, far_ahead)
    assert store.entries()["actor"].tolist() == ["just now"]
    with pytest.raises(ValueError, match=r"^days$"):
        store.forget(0)
    drop_triggers(place)
    assert store.forget(1, far_ahead) == 1  # the twin


def test_a_number_of_the_trail_is_not_given_again(store):
    now = datetime.now(UTC)
    store.note("old", "staff", "view", now=now - timedelta(days=400))
    store.forget(30, now)
    store.note("new", "staff", "view", now=now)
    assert store.entries()["id"].tolist() == [2]


def test_retention_takes_links_that_ended_long_ago_and_at_once_what_ended_links_kept(place, store):
    live, _ = store.create(grant(), now=NOW)
    parts = {"frame": b"x"}
    held, _ = store.create(frozen_grant(expires_at=NOW + timedelta(days=60)), frozen=parts, now=NOW)
    ended, _ = store.create(frozen_grant(scope=Scope()), frozen=parts, now=NOW)
    store.forget(30, NOW + timedelta(days=20))
    assert place.rows("SELECT link_id FROM frozen") == [(held.id,)]
    assert {link.id for link in store.links()} == {live.id, held.id, ended.id}
    store.forget(30, NOW + timedelta(days=45))
    assert [link.id for link in store.links()] == [held.id]
    store.revoke(held.id, NOW + timedelta(days=45))
    store.forget(30, NOW + timedelta(days=76))
    assert store.links() == []


def test_a_limit_lets_as_many_through_as_it_says_and_more_when_time_has_passed(store):
    tries = [store.allowed("phrase:a", 3, 60, NOW) or store.failed("phrase:a", NOW) for _ in range(2)]
    assert tries == [True, True]
    for _ in range(3):
        assert store.allowed("phrase:a", 3, 60, NOW)
        store.failed("phrase:a", NOW)
    assert not store.allowed("phrase:a", 3, 60, NOW)
    assert store.allowed("phrase:b", 3, 60, NOW)
    assert not store.allowed("phrase:a", 3, 60, NOW + 59 * SECOND)
    assert store.allowed("phrase:a", 3, 60, NOW + 60 * SECOND)


def test_a_limit_holds_for_every_process(place, store):
    other = place.store()
    for one in (store, other, store):
        one.failed("unknown", NOW)
    assert not other.allowed("unknown", 3, 60, NOW)


def test_old_tries_are_pruned_and_a_bucket_is_not_kept_by_name(place, store):
    store.failed("address:192.0.2.7", NOW)
    assert "192.0.2.7" not in repr(place.rows("SELECT * FROM attempt"))
    store.failed("other", NOW + 2 * DAY)
    assert len(place.rows("SELECT * FROM attempt")) == 1


def at_once(number, function):
    """What a function answers in as many threads that begin together."""
    answers, gate = [], threading.Barrier(number)

    def call():
        gate.wait()
        answers.append(function())

    threads = [threading.Thread(target=call) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_many_tries_at_one_moment_only_the_allowed_number_is_let_through(store):
    assert sorted(at_once(8, lambda: store.count_try("phrase", 3, 60, NOW))) == [False] * 5 + [True] * 3
    assert not store.count_try("phrase", 3, 60, NOW)
    assert store.count_try("phrase", 3, 60, NOW + 60 * SECOND)


def test_asking_first_and_counting_afterwards_lets_all_of_them_through(store):
    gate = threading.Barrier(8)

    def unguarded():
        is_allowed = store.allowed("phrase", 3, 60, NOW)
        gate.wait()
        store.failed("phrase", NOW)
        return is_allowed

    assert at_once(8, unguarded) == [True] * 8


def test_with_each_days_first_entry_the_retention_is_kept_to(place, store):
    now = datetime.now(UTC)
    store.note("old", "staff", "view", now=now - timedelta(days=31))
    store.note("now", "staff", "view")
    assert len(store.entries()) == 2  # the twin: a store without retention
    keeping = place.store(keep_days=30)
    keeping.note("next", "staff", "view")
    assert keeping.entries()["actor"].tolist() == ["next", "now"]
    store.note("older", "staff", "view", now=now - timedelta(days=32))
    keeping.note("last", "staff", "view")
    assert "older" in keeping.entries()["actor"].tolist()  # not again on the same day

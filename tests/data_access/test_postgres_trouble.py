"""What is said when PostgreSQL does not answer as it should, and what an office's views may hold."""

import logging
import time
import traceback

import psycopg
import pytest
from sqlalchemy import bindparam, func, select, text
from sqlalchemy.exc import OperationalError

from data_access import queries, rights
from data_access import tables as t
from data_access.engine import read_only_engine
from data_access.errors import told_apart
from data_access.repository import Repository
from data_access.trouble import DatabaseError
from tests.postgres import OWNER_PASSWORD, READER, READER_PASSWORD, PostgresServer, programs
from tests.serving import free_port


@pytest.fixture
def asking(request):
    """Make repositories that are closed at the end: ``asking(url, timeout_s=10.0)``."""
    made = []

    def make(url, timeout_s=10.0, row_cap=1_000_000):
        made.append(Repository(read_only_engine(url, timeout_s), row_cap))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def empty(postgres_server, request):
    """A database of its own, and a way to run SQL in it as its owner: ``url, run = empty``."""
    name = f"own_{abs(hash(request.node.nodeid))}"
    postgres_server.run("postgres", f"CREATE DATABASE {name}")
    yield postgres_server.url(name), lambda *statements: postgres_server.run(name, *statements)
    postgres_server.run("postgres", f"DROP DATABASE {name} WITH (FORCE)")


def trouble(call):
    with pytest.raises(DatabaseError) as error:
        call()
    return error.value


def sleeping(seconds):
    return select(func.pg_sleep(bindparam("s", seconds)).label("x"))


@pytest.mark.parametrize("timeout_s", [0.5, 1.0])
def test_a_statement_that_takes_too_long_is_stopped_by_the_server_in_about_its_time(asking, postgres_url, timeout_s):
    asked = asking(postgres_url, timeout_s)
    assert asked.data_version()
    started = time.monotonic()
    assert trouble(lambda: asked.read("numbers", sleeping(10))).kind == "timeout"
    assert timeout_s <= time.monotonic() - started < timeout_s + 3
    assert asked.data_version()


def test_when_every_connection_is_busy_the_wait_ends_as_a_timeout(asking, postgres_url):
    asked = asking(postgres_url, 1.0)
    engine = asked._engine
    held = [engine.connect() for _ in range(engine.pool.size() * 2)]
    assert trouble(asked.data_version).kind == "timeout"
    for one in held:
        one.close()
    assert asked.data_version()


def test_truncation_is_a_fact_there_too(asking, postgres_url):
    found = len(asking(postgres_url).read("source", queries.sources()).data)
    for cap, truncated in ((found, False), (found - 1, True)):
        frame = asking(postgres_url, row_cap=cap).read("source", queries.sources())
        assert (len(frame.data), frame.truncated) == (cap, truncated)


@pytest.mark.parametrize(
    ("change", "kind", "named"),
    [
        ((), "bad_data", '"dataset" does not exist'),
        (("CREATE TABLE dataset (data_version text)",), "bad_data", "released_on does not exist"),
        (("CREATE TABLE dataset (data_version text, released_on text)",), "bad_data", "0 rows, not one"),
        (("CREATE VIEW dataset AS SELECT 1 / 0 AS data_version, 'x' AS released_on",), "bad_data", "division by zero"),
    ],
)
def test_a_database_that_lacks_something_is_bad_data_and_named(asking, empty, change, kind, named):
    url, run = empty
    run(*change)
    error = trouble(asking(url).data_version)
    assert (error.kind, named in error.detail) == (kind, True), error


def test_a_missing_right_is_refused(asking, empty, postgres_server, postgres_url):
    url, run = empty
    run("CREATE TABLE dataset (data_version text, released_on text)")
    error = trouble(asking(postgres_server.url(named(url), READER, READER_PASSWORD)).data_version)
    assert (error.kind, "permission denied" in error.detail) == ("refused", True)


def named(url):
    return url.rsplit("/", 1)[1]


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("57014", "timeout"), ("55P03", "timeout"), ("25006", "refused"), ("42501", "refused"), ("42P01", "bad_data"),
        ("42703", "bad_data"), ("22P02", "bad_data"), ("57P01", "no_connection"), ("53300", "no_connection"),
        ("28P01", "no_connection"), (None, "no_connection"),
    ],
)  # fmt: skip
def test_each_sqlstate_is_one_kind_of_trouble(state, kind):
    class Raised(psycopg.OperationalError):
        sqlstate = state

    def fails():
        with told_apart("population"):
            raise OperationalError("SELECT", {}, Raised("as it was said"))

    error = trouble(fails)
    # What PostgreSQL says of a value it cannot read holds the value, which may be a raw count.
    said = "a value is not of its column's type" if state == "22P02" else "as it was said"
    assert (error.kind, error.detail) == (kind, f"population: {said}")
    assert state != "22P02" or error.__cause__ is None


def test_a_closed_door_is_no_connection(asking):
    error = trouble(asking(f"postgresql://someone:secret@127.0.0.1:{free_port()}/x").data_version)
    assert error.kind == "no_connection"
    assert "secret" not in str(error)


def test_a_wrong_password_is_no_connection_and_is_repeated_nowhere(asking, postgres_server, postgres_url, caplog):
    with caplog.at_level(logging.DEBUG):
        error = trouble(asking(postgres_server.url("demo", READER, "not the password")).data_version)
    assert error.kind == "no_connection"
    said = "".join(traceback.format_exception(error)) + caplog.text
    assert "authentication failed" in said
    assert "not the password" not in said
    assert "not%20the%20password" not in said


def test_a_password_with_every_odd_sign_is_taken(asking, postgres_server, postgres_url):
    assert asking(postgres_server.url("demo", READER, READER_PASSWORD)).data_version()
    assert READER_PASSWORD not in repr(asking(postgres_url)._engine)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_usual_form_of_the_address_is_taken(asking, postgres_url, scheme):
    assert asking(postgres_url.replace("postgresql", scheme, 1)).data_version()


def test_a_server_that_dies_is_told_and_its_return_is_seen(asking):
    if programs() is None:
        pytest.fail("no PostgreSQL here; make postgres installs it or says what to install", pytrace=False)
    server = PostgresServer().start()
    try:
        server.run("postgres", "CREATE TABLE dataset (data_version text, released_on text)",
                   "INSERT INTO dataset VALUES ('v', '2026-02-15')")  # fmt: skip
        asked = asking(server.url("postgres"), 2.0)
        assert asked.data_version() == ("v", "2026-02-15")
        server.kill()
        for _ in range(2):
            assert trouble(asked.data_version).kind == "no_connection"
        server.start()
        assert asked.data_version() == ("v", "2026-02-15")
    finally:
        server.stop()


def test_a_connection_that_the_server_closed_is_replaced_without_a_word(asking, postgres_server, postgres_url):
    asked = asking(postgres_url)
    assert asked.data_version()
    with psycopg.connect(postgres_server.owner_dsn(), autocommit=True) as owner:
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", [READER])
    assert asked.data_version()


def test_what_an_offices_views_may_hold_comes_as_the_contract_says(asking, empty):
    url, run = empty
    run(
        "CREATE TABLE held (n bigint)",
        "INSERT INTO held VALUES (3), (4)",
        "CREATE VIEW dataset AS SELECT 'v1'::varchar(10) AS data_version, DATE '2026-02-15' AS released_on",
        """CREATE VIEW facility_capacity AS SELECT 'f'::varchar AS facility_id, 1404::smallint AS period,
           'classrooms' AS measure, sum(n) AS value, 's'::text AS source_id FROM held""",
        """CREATE VIEW admin_area AS SELECT 'IR23'::text AS pcode, 1::bigint AS level, '{"type":"Point"}'::jsonb
           AS boundary, TIMESTAMP '2020-01-02 03:04' AS valid_from""",
        "CREATE VIEW settlement AS SELECT sum(n) AS persons, avg(n) AS lat FROM held",
    )
    asked = asking(url)
    assert asked.data_version() == ("v1", "2026-02-15")
    value = asked.read("capacity", queries.capacities(1404, ("classrooms",))).data.at[0, "value"]
    assert (value, type(value).__name__) == (7.0, "float64")
    row = asked.read("admin_area", select(t.admin_area.c.boundary, t.admin_area.c.valid_from)).data.loc[0]
    assert list(row) == ['{"type": "Point"}', "2020-01-02"]
    assert list(asked.read("admin_area", queries.boundaries()).data.loc[0, ["pcode", "level"]]) == ["IR23", 1]
    frame = asked.read("settlement", select(t.settlement.c.persons, t.settlement.c.lat)).data
    assert [str(kind) for kind in frame.dtypes] == ["int64", "float64"]
    assert frame.loc[0].tolist() == [7, 3.5]


def warnings_of(asking, url, caplog):
    with caplog.at_level(logging.WARNING, "hamgam"):
        asked = asking(url)
        asked.data_version()
        asked.data_version()
    return [record.getMessage() for record in caplog.records]


def test_a_reading_role_is_not_warned_about(asking, postgres_url, caplog):
    assert warnings_of(asking, postgres_url, caplog) == []


def test_a_superuser_is_named_once_in_the_log(asking, postgres_server, postgres_url, caplog):
    (warning,) = warnings_of(asking, postgres_server.url("demo"), caplog)
    assert "account 'keeper' can write: it is a superuser" in warning
    assert "manage.py role" in warning
    assert OWNER_PASSWORD not in warning


@pytest.mark.parametrize(
    ("grant", "said"),
    [
        ("GRANT INSERT ON dataset TO worker", "it may change rows of dataset"),
        ("GRANT UPDATE (released_on) ON dataset TO worker", "it may change rows of dataset"),
        ("GRANT DELETE ON dataset TO PUBLIC", "it may change rows of dataset"),
        ("GRANT pg_write_all_data TO worker", "it may change rows of dataset"),
        ("ALTER TABLE dataset OWNER TO worker", "it owns dataset"),
        ("GRANT CREATE ON SCHEMA public TO worker", "it may create objects in schema public"),
        (
            "GRANT pg_execute_server_program TO worker",
            "it may write files of the server or run programs there, through the role pg_execute_server_program",
        ),
    ],
)
def test_each_right_to_write_is_named(asking, empty, postgres_server, caplog, grant, said):
    url, run = empty
    run("CREATE TABLE dataset AS SELECT 'v' AS data_version, '2026-02-15' AS released_on",
        "CREATE ROLE worker LOGIN PASSWORD 'w'", "GRANT SELECT ON dataset TO worker", grant)  # fmt: skip
    try:
        (warning,) = warnings_of(asking, postgres_server.url(named(url), "worker", "w"), caplog)
    finally:
        run("DROP OWNED BY worker CASCADE", "DROP ROLE worker")
    assert f"account 'worker' can write: {said}" in warning


def test_a_failed_look_at_the_rights_does_not_stop_the_reading(asking, postgres_url, monkeypatch, caplog):
    def fails(_connection):
        raise psycopg.OperationalError("nothing")

    monkeypatch.setattr(rights, "of", fails)
    (warning,) = warnings_of(asking, postgres_url, caplog)
    assert "could not be found out" in warning


def test_many_names_are_cut(asking):
    said = rights.warning("r", {"may change rows of": [f"t{number}" for number in range(8)]})
    assert "may change rows of t0, t1, t2, t3, t4 and 3 more." in said


def test_statements_are_bound_and_not_pasted(asking, postgres_url):
    hostile = "x'; DROP TABLE dataset; --"
    query = select(t.source.c.source_id).where(t.source.c.source_id == hostile)
    asked = asking(postgres_url)
    assert asked.read("source", query).data.empty
    with asked._engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM dataset")).scalar() == 1

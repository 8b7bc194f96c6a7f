"""`manage.py demo --into` and `manage.py role`: what they write, what they refuse; neither tells a password."""

import subprocess
import sys
import time

import psycopg
import pytest
import typer
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.pool import NullPool

import manage
from data_access import tables
from data_access.admin import role, server
from data_access.admin.demo.build import stored_version
from data_access.engine import read_only_engine
from data_access.postgres import driver_url
from data_access.repository import Repository
from tests.conftest import ROOT
from tests.postgres import OWNER_PASSWORD, READER

SECONDS = 20
DATASET = "CREATE TABLE dataset (data_version text, released_on text)"


@pytest.fixture
def empty(postgres_server, request):
    """A database of its own, and a way to run SQL in it as its owner: ``url, run = empty``."""
    name = f"fill_{abs(hash(request.node.nodeid))}"
    postgres_server.run("postgres", f"CREATE DATABASE {name} TEMPLATE template0 {postgres_server.sorting_by('fa')}")
    yield postgres_server.url(name), lambda *statements: postgres_server.run(name, *statements)
    postgres_server.run("postgres", f"DROP DATABASE {name} WITH (FORCE)")


def counts(url):
    engine = create_engine(driver_url(read_only_engine(url).url), poolclass=NullPool)
    with engine.connect() as connection:
        present = set(inspect(connection).get_table_names())
        return {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() for name in present}


def version_of(url):
    repository = Repository(read_only_engine(url))
    version = repository.data_version()[0]
    repository.close()
    return version


def refused(url, capsys):
    capsys.readouterr()
    with pytest.raises(typer.Exit) as ended:
        manage.demo(into=url)
    assert ended.value.exit_code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert OWNER_PASSWORD not in said.err
    assert "Traceback" not in said.err
    return said.err


def test_an_empty_database_is_filled_with_the_rows_of_the_file_in_time(empty, demo_database, frames, capsys):
    url, _ = empty
    started = time.monotonic()
    manage.demo(into=url)
    assert time.monotonic() - started < SECONDS
    assert counts(url) == {name: len(frame) for name, frame in frames.items()}
    assert version_of(url) == stored_version(demo_database)
    assert OWNER_PASSWORD not in capsys.readouterr().out


def test_every_value_is_that_of_the_file(postgres_url, demo_database):
    held = []
    for url in (f"sqlite:///{demo_database}", postgres_url):
        engine = read_only_engine(url)
        with engine.connect() as connection:
            rows = {name: connection.execute(select(table)) for name, table in tables.metadata.tables.items()}
            held.append({name: sorted(map(tuple, found), key=repr) for name, found in rows.items()})
        engine.dispose()
    assert held[0] == held[1]


def test_a_demonstration_is_replaced_and_one_that_is_up_to_date_left_alone(empty, capsys):
    url, run = empty
    run(DATASET, "INSERT INTO dataset VALUES ('demo-old', 'x')",
        "CREATE TABLE partner (partner_id text, name_fa text, name_en text, kind text)",
        "INSERT INTO partner VALUES ('old', 'x', 'x', 'x')", "CREATE TABLE staff (name text)",
        "INSERT INTO staff VALUES ('Mina')")  # fmt: skip
    manage.demo(into=url, if_stale=True)
    first = counts(url)
    assert (first["dataset"], first["staff"], first["partner"]) == (1, 1, 13)
    capsys.readouterr()
    manage.demo(into=url, if_stale=True)
    assert "up to date" in capsys.readouterr().out
    manage.demo(into=url)
    assert counts(url) == first


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ((DATASET, "INSERT INTO dataset VALUES ('office-7', 'x')"), "holds the dataset office-7"),
        ((DATASET, "INSERT INTO dataset VALUES ('demo-1-0a1b', 'x')"), "holds the dataset demo-1-0a1b"),
        (("CREATE TABLE source (source_id text)", "INSERT INTO source VALUES ('s')"), "lacks"),
        (("CREATE VIEW population AS SELECT 1 AS pcode",), "population are views here"),
        ((DATASET, "CREATE TABLE partner (partner_id text, name_fa text, name_en text, kind text)",
          "INSERT INTO partner VALUES ('p', 'x', 'x', 'x')"), "rows in partner already"),
    ],
)  # fmt: skip
def test_tables_that_hold_anything_else_are_refused_and_stay(empty, capsys, there, said):
    url, run = empty
    run(*there)
    assert said in refused(url, capsys)
    assert set(tables.metadata.tables) - set(counts(url)), "nothing was made"


def test_a_fill_that_fails_changes_nothing(empty, monkeypatch, capsys):
    url, run = empty
    manage.demo(into=url)
    before = counts(url)
    run(
        "UPDATE dataset SET data_version = 'demo-old'",
        "ALTER TABLE source ADD CHECK (kind <> 'demonstration') NOT VALID",
    )
    assert "cannot be filled" in refused(url, capsys)
    assert counts(url) == before
    assert version_of(url) == "demo-old"


def test_a_reader_meanwhile_sees_the_old_data_and_waits_for_nothing(empty, postgres_server, monkeypatch):
    url, _ = empty
    manage.demo(into=url)
    seen = []

    def copy_and_look(connection, table, rows, real=server.put):
        real(connection, table, rows)
        if table is tables.source:
            seen.append(version_of(url))

    monkeypatch.setattr(server, "put", copy_and_look)
    manage.demo(into=url)
    assert seen == [version_of(url)]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///x.sqlite", "PostgreSQL database, not sqlite"),
        ("postgresql://u:secret@h:secret/d", "not a database address"),
        ("nonsense", "not a database address"),
        ("postgresql://u:secret@127.0.0.1:1/d", "u:***@127.0.0.1:1/d cannot be filled"),
    ],
)
def test_an_address_that_cannot_be_filled_is_told_without_its_password(url, said, capsys):
    err = refused(url, capsys)
    assert said in err
    assert "secret" not in err


def test_the_reading_role_cannot_fill(postgres_url, capsys):
    assert "cannot be filled" in refused(postgres_url, capsys)


def printed(*arguments):
    command = [sys.executable, "manage.py", "role", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_sql_names_exactly_the_tables_of_the_contract():
    sql = printed().stdout
    listed = sql[sql.index("ARRAY[") : sql.index("] LOOP")]
    assert [part.strip(" ',\n") for part in listed.removeprefix("ARRAY[").split(",")] == list(tables.metadata.tables)
    assert "PASSWORD '" not in sql


@pytest.mark.parametrize("name", ["", "Reader", "x; DROP", 'a"b', "pg_reader", "1st", "x" * 64, "نام"])
def test_a_name_that_would_need_quotes_is_refused(name):
    for names in ((name, "public"), ("reader", name)):
        with pytest.raises(role.NameRefused, match="cannot be used as a name"):
            role.reading_role(*names)


def test_a_refused_name_is_told_on_the_terminal():
    done = printed("--name", "Reader")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: 'Reader' cannot be used as a name")


def test_a_role_whose_name_is_a_word_of_sql_is_made_for_another_schema_and_finds_it(empty, postgres_server):
    url, run = empty
    run(
        'CREATE SCHEMA "table"',
        "CREATE TABLE \"table\".dataset AS SELECT 'v' AS data_version, '2026-01-01' AS released_on",
    )
    sql = role.reading_role("select", "table")
    try:
        run(sql, sql, "ALTER ROLE \"select\" PASSWORD 'p'")
        assert version_of(postgres_server.url(url.rsplit("/", 1)[1], "select", "p")) == "v"
    finally:
        run('DROP OWNED BY "select" CASCADE', 'DROP ROLE "select"')


def test_running_it_again_takes_away_what_was_given_meanwhile(empty, postgres_server, postgres_url):
    url, run = empty
    manage.demo(into=url)
    sql = role.reading_role(READER, "public")
    given = ("GRANT INSERT ON dataset", "GRANT pg_write_all_data", "GRANT UPDATE (persons) ON population",
             "GRANT CREATE ON SCHEMA public")  # fmt: skip
    run(sql, *(f"{one} TO {READER}" for one in given), f"ALTER ROLE {READER} CREATEDB", sql)
    with psycopg.connect(postgres_server.owner_dsn(url.rsplit("/", 1)[1])) as connection:
        rights = connection.execute(
            """SELECT bool_or(has_table_privilege(%(role)s, oid, 'INSERT, UPDATE, DELETE, TRUNCATE')),
                  bool_or(has_any_column_privilege(%(role)s, oid, 'UPDATE')),
                  has_schema_privilege(%(role)s, 'public', 'CREATE'),
                  (SELECT rolcreatedb FROM pg_roles WHERE rolname = %(role)s)
               FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'""",
            {"role": READER},
        ).fetchone()
    assert rights == (False, False, False, False)

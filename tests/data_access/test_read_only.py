"""Through the engine of the app the database refuses every write, and no other file appears."""

import hashlib
import shutil
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data_access.engine import read_only_engine

PEOPLE = "pcode, period, population_group, sex, age_band, area_type, persons, source_id"
REFUSALS = ("not authorized", "authorization denied", "may not be modified", "readonly")
WRITES = {
    "insert": f"INSERT INTO population ({PEOPLE}) VALUES ('X', 1, 'host', 'f', 'all', 'all', 1, 's')",
    "insert returning": "INSERT INTO dataset VALUES ('x', 'y') RETURNING data_version",
    "insert or replace": "INSERT OR REPLACE INTO dataset VALUES ('x', 'y')",
    "upsert": "INSERT INTO dataset VALUES ('x', 'y') ON CONFLICT DO NOTHING",
    "replace": "REPLACE INTO dataset VALUES ('x', 'y')",
    "update": "UPDATE population SET persons = 0",
    "update nothing": "UPDATE population SET persons = 0 WHERE 0",
    "delete": "DELETE FROM population",
    "delete all schema": "DELETE FROM sqlite_master",
    "drop table": "DROP TABLE population",
    "create table": "CREATE TABLE more (x)",
    "create table as": "CREATE TABLE more AS SELECT * FROM population",
    "create temp table": "CREATE TEMP TABLE more (x)",
    "create temp view": "CREATE TEMP VIEW more AS SELECT 1",
    "create temp trigger": "CREATE TEMP TRIGGER more AFTER INSERT ON dataset BEGIN SELECT 1; END",
    "create virtual table": "CREATE VIRTUAL TABLE more USING fts5(x)",
    "create index": "CREATE INDEX more ON population (persons)",
    "create trigger": "CREATE TRIGGER more AFTER INSERT ON dataset BEGIN SELECT 1; END",
    "create view": "CREATE VIEW more AS SELECT 1",
    "alter add": "ALTER TABLE dataset ADD COLUMN more TEXT",
    "alter rename": "ALTER TABLE dataset RENAME TO more",
    "cte insert": "WITH x AS (SELECT 'a', 'b') INSERT INTO dataset SELECT * FROM x",
    "cte update": "WITH x AS (SELECT 1) UPDATE dataset SET data_version = 'x'",
    "cte delete": "WITH x AS (SELECT 1) DELETE FROM dataset",
    "query_only off": "PRAGMA query_only = OFF",
    "writable_schema": "PRAGMA writable_schema = ON",
    "journal_mode": "PRAGMA journal_mode = DELETE",
    "user_version": "PRAGMA user_version = 7",
    "temp store": "PRAGMA temp_store_directory = '/tmp'",
    "attach existing": "ATTACH '{other}' AS other",
    "attach new": "ATTACH '{fresh}' AS fresh",
    "attach new for writing": "ATTACH 'file:{fresh}?mode=rwc' AS fresh",
    "detach": "DETACH main",
    "vacuum": "VACUUM",
    "vacuum into": "VACUUM INTO '{fresh}'",
    "load_extension": "SELECT load_extension('{other}')",
    "analyze": "ANALYZE",
    "reindex": "REINDEX",
    "savepoint": "SAVEPOINT here",
}


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def folder(demo_database, tmp_path_factory):
    place = tmp_path_factory.mktemp("read_only")
    shutil.copy(demo_database, place / "demo.sqlite")
    with closing(sqlite3.connect(place / "other.sqlite")) as other, other:
        other.execute("CREATE TABLE more (x)")
    return place


@pytest.fixture(scope="module")
def before(folder):
    return {path.name: digest(path) for path in folder.iterdir()}


@pytest.fixture(scope="module")
def engine(folder):
    return read_only_engine(f"sqlite:///{folder / 'demo.sqlite'}")


@pytest.fixture
def connection(engine, folder, before):
    with engine.connect() as opened:
        yield opened
    assert {path.name: digest(path) for path in folder.iterdir()} == before


@pytest.mark.parametrize("name", WRITES)
def test_the_database_refuses(connection, folder, name):
    statement = WRITES[name].format(other=folder / "other.sqlite", fresh=folder / "fresh.sqlite")
    with pytest.raises(DBAPIError) as refused:
        connection.execute(text(statement))
    assert any(word in str(refused.value.orig) for word in REFUSALS)
    connection.rollback()
    assert connection.execute(text("SELECT count(*) FROM dataset")).scalar() == 1


def test_a_write_after_an_attempt_to_switch_the_guard_off_is_refused(connection):
    for statement in ("PRAGMA query_only = OFF", WRITES["writable_schema"], "BEGIN IMMEDIATE", WRITES["insert"]):
        with pytest.raises(DBAPIError):
            connection.execute(text(statement))
        connection.rollback()
    assert connection.execute(text("PRAGMA query_only")).scalar() == 1


def test_the_driver_itself_refuses_below_the_engine(connection):
    driver = connection.connection.driver_connection
    for statement in (WRITES["insert"], WRITES["create temp table"]):
        with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
            driver.execute(statement)
    with pytest.raises(sqlite3.DatabaseError):
        driver.executescript("PRAGMA query_only = OFF; DELETE FROM population;")


def test_even_without_the_authorizer_file_and_session_are_read_only(folder, before):
    for layers in (["?mode=ro"], ["?mode=rwc", "PRAGMA query_only = ON"]):
        address, *pragmas = layers
        with closing(sqlite3.connect((folder / "demo.sqlite").as_uri() + address, uri=True)) as driver:
            for pragma in pragmas:
                driver.execute(pragma)
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                driver.execute(WRITES["insert"])
    assert digest(folder / "demo.sqlite") == before["demo.sqlite"]


def test_all_layers_are_on(connection):
    assert connection.execute(text("PRAGMA query_only")).scalar() == 1
    rows = connection.execute(text("PRAGMA database_list")).fetchall()
    assert [row[1] for row in rows] == ["main"]
    assert connection.connection.driver_connection.execute("SELECT 1").fetchone() == (1,)


def test_reading_is_allowed(connection):
    query = """WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 5)
        SELECT sum(persons), (SELECT max(x) FROM n) FROM population JOIN source USING (source_id)"""
    assert connection.execute(text(query)).fetchone()[1] == 5
    assert len(connection.execute(text("PRAGMA table_info(population)")).fetchall()) == 8

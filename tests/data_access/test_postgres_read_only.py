"""Through the app's own engine PostgreSQL refuses every write, to the reading role and, where it can, to the owner."""

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from data_access import tables
from data_access.engine import read_only_engine
from tests.postgres import filled

# A read-only transaction; one that it is too late to make writing; a right that the role lacks.
REFUSED = {"25006", "25001", "42501"}
ROW = "INSERT INTO dataset VALUES ('x', 'y')"
# What an office's database may hold besides the tables, each a way round a careless guard.
TRAPS = (
    "CREATE FUNCTION write_as_caller() RETURNS text LANGUAGE sql VOLATILE AS"
    " $$ INSERT INTO dataset VALUES ('caller', 'y') RETURNING data_version $$",
    "CREATE FUNCTION write_as_owner() RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER AS"
    " $$ INSERT INTO dataset VALUES ('owner', 'y') RETURNING data_version $$",
    "CREATE FUNCTION says_it_is_harmless() RETURNS text LANGUAGE plpgsql AS"
    " $$ BEGIN EXECUTE 'DELETE FROM population'; RETURN 'x'; END $$",
    "CREATE VIEW dataset_view AS SELECT * FROM dataset",
    "CREATE RULE writes AS ON INSERT TO dataset_view DO INSTEAD INSERT INTO dataset VALUES (NEW.*)",
    "CREATE SEQUENCE counter",
    "CREATE SCHEMA elsewhere",
    "CREATE TABLE staff (name text)",
    "GRANT SELECT ON dataset_view TO PUBLIC",
)
PLAIN = {
    "insert": ROW,
    "insert returning": f"{ROW} RETURNING data_version",
    "upsert": f"{ROW} ON CONFLICT DO NOTHING",
    "update": "UPDATE population SET persons = 0",
    "update nothing": "UPDATE population SET persons = 0 WHERE false",
    "delete": "DELETE FROM population",
    "merge": "MERGE INTO dataset USING source ON false WHEN NOT MATCHED THEN INSERT VALUES ('x', 'y')",
    "truncate": "TRUNCATE population",
    "lock rows": "SELECT * FROM dataset FOR UPDATE",
    "create table": "CREATE TABLE more (x int)",
    "create table as": "CREATE TABLE more AS SELECT * FROM population",
    "select into": "SELECT * INTO more FROM population",
    "create in a schema": "CREATE TABLE elsewhere.more (x int)",
    "create temp table": "CREATE TEMP TABLE more (x int)",
    "create view": "CREATE VIEW more AS SELECT 1",
    "create function": "CREATE FUNCTION more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "create index": "CREATE INDEX more ON population (persons)",
    "create role": "CREATE ROLE more",
    "drop": "DROP TABLE population",
    "alter": "ALTER TABLE population ADD COLUMN more int",
    "rename": "ALTER TABLE population RENAME TO more",
    "grant": "GRANT INSERT ON dataset TO PUBLIC",
    "comment": "COMMENT ON TABLE dataset IS 'x'",
    "copy from a file": "COPY dataset FROM '/etc/hostname'",
    "copy from a program": "COPY dataset FROM PROGRAM 'echo x'",
    "copy from the client": "COPY dataset FROM STDIN",
    "cte delete": "WITH x AS (DELETE FROM population RETURNING *) SELECT count(*) FROM x",
    "cte insert": f"WITH x AS ({ROW} RETURNING *) SELECT * FROM x",
    "cte update": "WITH x AS (UPDATE dataset SET released_on = 'x' RETURNING *) SELECT * FROM x",
    "function as caller": "SELECT write_as_caller()",
    "function as owner": "SELECT write_as_owner()",
    "function in a condition": "SELECT 1 FROM dataset WHERE says_it_is_harmless() = 'x'",
    "view rule": "INSERT INTO dataset_view VALUES ('x', 'y')",
    "do block": f"DO $$ BEGIN {ROW}; END $$",
    "explain analyze": f"EXPLAIN ANALYZE {ROW}",
    "prepared": f"PREPARE p AS {ROW}; EXECUTE p",
    "sequence": "SELECT nextval('counter')",
    "sequence back": "SELECT setval('counter', 1)",
    "default off, then insert": f"SET default_transaction_read_only = off; {ROW}",
    "session read write, then insert": f"SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE; {ROW}",
    "set_config, then insert": f"SELECT set_config('transaction_read_only', 'off', true); {ROW}",
    "late read write, then insert": f"SELECT 1; SET TRANSACTION READ WRITE; {ROW}",
}
# Read-only transactions allow these, or can be left by whoever may send several statements: only the role refuses.
ROLE_ALONE = {
    "read write at once, then insert": f"SET TRANSACTION READ WRITE; {ROW}",
    "read write by name, then delete": "SET transaction_read_only = off; DELETE FROM population",
    "read write, then view rule": "SET TRANSACTION READ WRITE; INSERT INTO dataset_view VALUES ('x', 'y')",
    "read write, then function as caller": "SET TRANSACTION READ WRITE; SELECT write_as_caller()",
    "read write, then function as owner": "SET TRANSACTION READ WRITE; SELECT write_as_owner()",
    "read write, then create table": "SET TRANSACTION READ WRITE; CREATE TABLE more (x int)",
    "read write, then temp table": "SET TRANSACTION READ WRITE; CREATE TEMP TABLE more (x int)",
    "read write, then truncate": "SET TRANSACTION READ WRITE; TRUNCATE population",
    "read write, then drop": "SET TRANSACTION READ WRITE; DROP TABLE population",
    "read write, then sequence": "SET TRANSACTION READ WRITE; SELECT nextval('counter')",
    "reindex": "REINDEX TABLE dataset",
    "another transaction": f"ROLLBACK; BEGIN READ WRITE; {ROW}; COMMIT",
    "copy to a file": "COPY dataset TO '{folder}/out.csv'",
    "copy to a program": "COPY dataset TO PROGRAM 'cat > {folder}/out.csv'",
    "large object": "SELECT lo_create(0)",
    "large object with content": "SELECT lo_from_bytea(0, 'x')",
    "large object from a file": "SELECT lo_import('/etc/hostname')",
    "more than the contract": "SELECT * FROM staff",
    "another role": "SET ROLE keeper",
}


@pytest.fixture(scope="module")
def office(postgres_server):
    """A database of its own with traps in it; the role's SQL is run again, as after any new object."""
    reader = filled(postgres_server, "office", traps=TRAPS)
    return {"reader": reader, "owner": postgres_server.url("office")}


@pytest.fixture(scope="module")
def engines(office):
    made = {name: read_only_engine(url) for name, url in office.items()}
    yield made
    for engine in made.values():
        engine.dispose()


def content(server):
    """Everything that could be changed: rows of all tables, objects, large objects, sequences, files."""
    with psycopg.connect(server.owner_dsn("office")) as connection:
        names = list(tables.metadata.tables)
        hashes = [connection.execute(f"SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {name} t").fetchone()
                  for name in names]  # fmt: skip
        objects = connection.execute("SELECT array_agg(relname ORDER BY 1), count(*) FROM pg_class").fetchone()
        others = [connection.execute(f"SELECT count(*) FROM {one}").fetchone()
                  for one in ("pg_proc", "pg_roles", "pg_largeobject_metadata")]  # fmt: skip
        sequence = connection.execute("SELECT last_value, is_called FROM counter").fetchone()
    return hashes, objects, others, sequence, sorted(path.name for path in server.folder.iterdir())


@pytest.fixture(scope="module")
def before(postgres_server, office):
    return content(postgres_server)


@pytest.fixture
def unchanged(postgres_server, before):
    yield
    assert content(postgres_server) == before


def refusal(engine, statement):
    with engine.connect() as connection, pytest.raises(DBAPIError) as error:
        # Below SQLAlchemy's text, so that colons and percent signs stay and several statements go in one message.
        connection.exec_driver_sql(statement)
    return error.value.orig


@pytest.mark.parametrize("name", [*PLAIN, *ROLE_ALONE])
def test_the_reading_role_is_refused(engines, postgres_server, unchanged, name):
    statement = (PLAIN | ROLE_ALONE)[name].replace("{folder}", str(postgres_server.folder))
    assert refusal(engines["reader"], statement).sqlstate in REFUSED


@pytest.mark.parametrize("name", PLAIN)
def test_even_the_owner_is_refused_the_plain_ones_by_the_read_only_transaction(engines, unchanged, name):
    assert refusal(engines["owner"], PLAIN[name]).sqlstate in REFUSED


@pytest.fixture(params=["reader", "owner"])
def fresh(office, request):
    """An engine whose sessions nobody has used."""
    engine = read_only_engine(office[request.param])
    yield engine
    engine.dispose()


def test_a_session_once_switched_to_writing_is_read_only_again_for_the_next_question(fresh, unchanged):
    with fresh.connect() as connection:
        connection.execute(text("SET default_transaction_read_only = off"))
        connection.execute(text("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE"))
        connection.commit()
        assert connection.execute(text("SHOW transaction_read_only")).scalar() == "on"
        with pytest.raises(DBAPIError) as error:
            connection.execute(text(ROW))
        assert error.value.orig.sqlstate in REFUSED


def test_below_the_engine_the_driver_refuses_even_in_autocommit(fresh, unchanged):
    raw = fresh.raw_connection()
    driver = raw.driver_connection
    driver.rollback()
    driver.autocommit = True
    with pytest.raises(psycopg.Error) as error:
        driver.execute(ROW)
    raw.invalidate()
    assert error.value.sqlstate in REFUSED


def test_an_address_cannot_switch_the_guards_off(office, unchanged):
    loose = "options=-c%20default_transaction_read_only%3Doff%20-c%20statement_timeout%3D0%20-c%20work_mem%3D5MB"
    engine = read_only_engine(f"{office['owner']}?{loose}", 3.0)
    with engine.connect() as connection:
        shown = [connection.execute(text(f"SHOW {name}")).scalar() for name in
                 ("default_transaction_read_only", "statement_timeout", "work_mem", "application_name")]  # fmt: skip
    engine.dispose()
    assert shown == ["on", "3s", "5MB", "hamgam"]


def test_the_role_can_read_every_table_of_the_contract_and_no_other(engines):
    with engines["reader"].connect() as connection:
        for name in tables.metadata.tables:
            assert connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() is not None
        rights = """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
            AND has_table_privilege(oid, 'SELECT')"""
        readable = set(connection.execute(text(rights)).scalars())
    assert readable == {*tables.metadata.tables, "dataset_view"}  # the view is open to everybody, by the office's will

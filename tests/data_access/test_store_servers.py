"""How the store's tables come about, what several processes see of them, and what an error of the store tells."""

import logging
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from data_access import store_engine
from data_access.store import Store, StoreError
from data_access.store_tables import metadata
from data_access.trouble import SettingError
from tests.conftest import ROOT
from tests.data_access.store_places import NOW, grant
from tests.postgres import OWNER_PASSWORD, PostgresServer
from tests.serving import free_port

PHRASE, WRONG = "open sesame now", "not-the-password"
LINES = """
import sys
from datetime import datetime
from data_access.store import Store
store = Store(sys.argv[1])
for line in sys.stdin:
    print({done}, flush=True)
"""


def other_process(url, done):
    """Another process with a store, which does one thing for each line it is told."""
    command = [sys.executable, "-c", LINES.format(done=done), url]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def ask(process, line):
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_what_one_process_revokes_or_rotates_another_one_refuses_at_once(place, store):
    finds = f"store.find(line.strip(), datetime.fromisoformat('{NOW.isoformat()}')) is not None"
    (one, token), (other, old) = store.create(grant(), now=NOW), store.create(grant(), now=NOW)
    process = other_process(place.url, finds)
    try:
        assert [ask(process, token), ask(process, old)] == ["True", "True"]
        store.revoke(one.id, NOW)
        assert ask(process, token) == "False"
        new = store.rotate(other.id, NOW)
        assert [ask(process, old), ask(process, new)] == ["False", "True"]
    finally:
        process.communicate(timeout=30)


def test_processes_that_make_a_store_at_once_make_one(place):
    processes = [other_process(place.url, "store.migrate()") for _ in range(4)]
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[0] for process in processes] == ["None\n"] * 4
    assert [process.returncode for process in processes] == [0] * 4
    store = place.store()
    _, token = store.create(grant(), now=NOW)
    assert store.find(token, NOW)
    assert place.rows("SELECT version_num FROM alembic_version") == [("s0001",)]


def test_the_steps_end_in_the_tables_that_the_store_reads(place, store):
    with place.connection() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []
        metadata.tables["retention"].drop(connection)
        assert compare_metadata(context, metadata) != []  # the twin
        connection.rollback()


def test_making_it_again_changes_nothing_and_leaves_logging_alone(place, store, caplog):
    link, _ = store.create(grant(), now=NOW)
    root = logging.getLogger()
    seen = (root.level, list(root.handlers), logging.getLogger("alembic").level, logging.getLogger("hamgam").disabled)
    store.migrate()
    now = (root.level, list(root.handlers), logging.getLogger("alembic").level, logging.getLogger("hamgam").disabled)
    assert (store.links(), now) == ([link], seen)


def test_a_store_of_a_newer_version_is_left_alone(place, store):
    place.run("UPDATE alembic_version SET version_num = 's9999'")
    with pytest.raises(StoreError, match="bad_data: a newer version"):
        store.migrate()


def test_a_step_that_fails_leaves_nothing(place, monkeypatch):
    def fails(*_arguments):
        raise RuntimeError("half way")

    monkeypatch.setattr("alembic.runtime.migration.HeadMaintainer.update_to_step", fails)
    with pytest.raises(RuntimeError, match="half way"):
        place.store().migrate()
    monkeypatch.undo()
    with pytest.raises(StoreError, match="bad_data"):
        place.store().links()
    place.store().migrate()
    assert place.store().links() == []


def test_without_its_tables_a_store_says_so(place):
    if place.is_sqlite:
        store_engine.make_file(Path(place.url.removeprefix("sqlite:///")))
    with pytest.raises(StoreError) as error:
        place.store().links()
    assert error.value.kind == "bad_data"


def test_tables_of_an_office_are_left_alone_wherever_they_are(place):
    if place.is_sqlite:
        path = Path(place.url.removeprefix("sqlite:///"))
        store_engine.make_file(path)
    ddl = ("CREATE TABLE {}admin_area (pcode text)", "CREATE TABLE {}dataset (data_version text)")
    place.run(*(one.format("" if place.is_sqlite else "public.") for one in ddl))
    with pytest.raises(SettingError, match="HAMGAM_STORE_URL: there are tables of an office's database"):
        place.store().migrate()
    place.run("DROP TABLE {}dataset".format("" if place.is_sqlite else "public."))
    place.store().migrate()


def said_by(call, caplog):
    with caplog.at_level(logging.DEBUG), pytest.raises(StoreError) as error:
        call()
    return error.value, "".join(traceback.format_exception(error.value)) + caplog.text


@pytest.mark.xdist_group("postgres")
def test_no_error_of_a_server_tells_address_account_or_value(postgres_server, caplog):
    closed = Store(f"postgresql://someone:secret@127.0.0.1:{free_port()}/hidden")
    error, said = said_by(closed.links, caplog)
    assert (error.kind, any(word in said for word in ("someone", "secret", "hidden"))) == ("no_connection", False)
    wrong = Store(postgres_server.url("postgres", password=WRONG))
    error, said = said_by(wrong.links, caplog)
    assert error.kind == "no_connection"
    assert WRONG not in said
    # The twin: the driver itself tells the account.
    engine = create_engine(store_engine.postgres.driver_url(wrong._url))
    with pytest.raises(Exception, match="keeper"):
        engine.connect()


def test_no_error_repeats_a_value(place, store, caplog):
    store.create(grant(), passphrase=PHRASE, now=NOW)
    place.run("ALTER TABLE share_link RENAME TO moved")
    error, said = said_by(lambda: store.create(grant(audience="Finda" + "ble"), passphrase=PHRASE, now=NOW), caplog)
    assert error.kind == "bad_data"
    assert not any(word in said for word in (PHRASE, "Finda" + "ble", "$argon2", OWNER_PASSWORD))


@pytest.mark.xdist_group("postgres")
def test_a_server_that_dies_is_told_and_its_return_is_seen():
    server = PostgresServer().start()
    try:
        store = Store(server.url("postgres"))
        store.migrate()
        _, token = store.create(grant(), now=NOW)
        server.kill()
        for call in (store.links, lambda: store.find(token, NOW), lambda: store.note("one", "staff", "view")):
            with pytest.raises(StoreError) as error:
                call()
            assert error.value.kind == "no_connection"
        server.start()
        assert store.find(token, NOW)
        store.close()
    finally:
        server.stop()


@pytest.mark.xdist_group("postgres")
def test_everything_lies_in_a_schema_of_its_own(postgres_server):
    postgres_server.run("postgres", "CREATE DATABASE store_schema")
    store = Store(postgres_server.url("store_schema") + "?options=-csearch_path%3Dpublic")
    store.migrate()
    engine = create_engine(store_engine.postgres.driver_url(store._url))
    with engine.connect() as connection:
        query = ("SELECT DISTINCT relnamespace::regnamespace::text FROM pg_class WHERE relkind = 'r'"
                 " AND relnamespace::regnamespace::text !~ '^(pg_|information)'")  # fmt: skip
        assert [tuple(row) for row in connection.exec_driver_sql(query)] == [("hamgam_store",)]
    engine.dispose()
    store.close()


@pytest.mark.xdist_group("postgres")
def test_an_account_needs_no_more_than_the_schema_and_is_told_where_it_has_less(postgres_server):
    postgres_server.run("postgres", f"CREATE ROLE keeps_store LOGIN PASSWORD '{WRONG}'", "CREATE DATABASE store_rights")
    store = Store(postgres_server.url("store_rights", "keeps_store", WRONG))
    with pytest.raises(StoreError, match=r"^refused: PostgreSQL 42501$"):
        store.migrate()
    postgres_server.run("store_rights", "CREATE SCHEMA hamgam_store AUTHORIZATION keeps_store")
    store.migrate()
    store.note("one", "staff", "view")
    assert len(store.entries()) == 1
    store.close()

"""Fixtures for all tests; tests/e2e/conftest.py adds server and browser. `lang` runs a test in both languages."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from domain.grants import EVERYTHING
from tests.postgres import PostgresServer, filled, programs
from ui import scope
from wording import i18n

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory):
    """One folder for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def demo_database(shared_folder):
    """Path of the demonstration database, built by the first worker that asks for it; open it read-only."""
    database = shared_folder / "demo.sqlite"
    with (shared_folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not database.exists():
            fresh = shared_folder / "demo-fresh.sqlite"
            command = [sys.executable, "manage.py", "demo", "--out", str(fresh)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.fail(f"manage.py demo failed:\n{done.stdout}{done.stderr}", pytrace=False)
            fresh.rename(database)
    return database


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL server of this run's own, owned by whoever asks for it; stopped at the end."""
    if programs() is None:
        pytest.fail("no PostgreSQL here; make postgres installs it or says what to install", pytrace=False)
    server = PostgresServer()
    yield server.start()
    server.stop()


@pytest.fixture(scope="session")
def postgres_url(postgres_server):
    """Address of the demonstration data on PostgreSQL, as the role that can only read. Tests must not change it."""
    return filled(postgres_server, "demo")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep what uses the PostgreSQL server on one worker, so that a run starts one."""
    for item in items:
        if "postgres_server" in item.fixturenames and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group("postgres"))


@pytest.fixture(scope="session", autouse=True)
def own_store(tmp_path_factory):
    """Keep what the dashboard notes in a store of this worker's own, not in the project's."""
    os.environ["HAMGAM_STORE_URL"] = f"sqlite:///{tmp_path_factory.mktemp('store') / 'store.sqlite'}"


@pytest.fixture(autouse=True)
def as_usual():
    """Leave language and scope as they were for whatever runs next in this thread: Persian, everything."""
    scope.enter(EVERYTHING)
    yield
    scope.enter(EVERYTHING)
    i18n.activate("fa")


@pytest.fixture(params=["fa", "en"])
def lang(request):
    i18n.activate(request.param)
    return request.param


@pytest.fixture
def fa():
    i18n.activate("fa")


@pytest.fixture
def en():
    i18n.activate("en")

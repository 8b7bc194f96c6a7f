"""The demonstration database as frames."""

import pandas as pd
import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from data_access import tables
from tests import made_up
from tests.data_access.store_places import Place


@pytest.fixture(scope="session")
def frames(demo_database):
    engine = create_engine(f"sqlite:///{demo_database}", poolclass=NullPool)
    with engine.connect() as connection:
        return {name: pd.read_sql_table(name, connection) for name in tables.metadata.tables}


@pytest.fixture(scope="session")
def split(frames):
    """Population by sex, age band and area type, without the totals."""
    people = frames["population"]
    return people[people["age_band"] != "all"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))])
def place(request, tmp_path):
    """Where a store can be made, once as a SQLite file and once on a real PostgreSQL."""
    if request.param == "sqlite":
        found = Place(f"sqlite:///{tmp_path}/kept/store.sqlite")
        yield found
        found.close()
        return
    server = request.getfixturevalue("postgres_server")
    name = f"store_{abs(hash(request.node.nodeid))}"
    server.run("postgres", f"CREATE DATABASE {name} TEMPLATE template0 {server.sorting_by('fa')}")
    found = Place(server.url(name))
    yield found
    found.close()
    server.run("postgres", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(place):
    made = place.store()
    made.migrate()
    return made


@pytest.fixture
def into(tmp_path):
    """Address of a database with a made-up province; `tmp_path / "in"` is for files."""
    (tmp_path / "in").mkdir()
    return made_up.database(tmp_path / "a.sqlite")

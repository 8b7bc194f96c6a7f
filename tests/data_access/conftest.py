"""The demonstration database as frames."""

import pandas as pd
import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from data_access import tables


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

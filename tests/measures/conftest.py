"""Databases for the measures: the demonstration, and offices of our own making."""

import pytest

from data_access.settings import Settings
from measures.source import Source
from tests.measures import offices


@pytest.fixture(scope="session")
def demo(demo_database):
    return Source(Settings(f"sqlite:///{demo_database}"))


@pytest.fixture
def office(tmp_path):
    """Make an office's database and open it: ``office(population=[...])``."""

    def make(settings=None, **tables):
        return offices.opened(offices.built(tmp_path / "office.sqlite", **tables), **settings or {})

    return make

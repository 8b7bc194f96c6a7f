"""Databases for the measures: the demonstration, and offices of our own making."""

import shutil
from dataclasses import replace
from itertools import chain

import pytest

from data_access import contract_check
from data_access.settings import Settings, read_settings
from measures.contract import check_database
from measures.source import Source
from tests.measures import offices
from tests.measures.broken_databases import run, smaller


@pytest.fixture(scope="session")
def demo(demo_database):
    return Source(Settings(f"sqlite:///{demo_database}"))


@pytest.fixture
def office(tmp_path):
    """Make an office's database and open it: ``office(population=[...])``."""

    def make(settings=None, **tables):
        return offices.opened(offices.built(tmp_path / "office.sqlite", **tables), **settings or {})

    return make


@pytest.fixture(scope="session")
def small(demo_database, tmp_path_factory):
    return smaller(demo_database, tmp_path_factory.mktemp("contract") / "small.sqlite")


@pytest.fixture
def report_of(small, tmp_path, monkeypatch):
    """Check a copy of the small database after a script, by all rules or those of one id."""

    def report(script, only="", figures=False, **settings):
        if only:
            monkeypatch.setattr(
                contract_check, "chain", lambda *parts: (one for one in chain(*parts) if one.id == only)
            )
        path = tmp_path / "broken.sqlite"
        shutil.copy(small, path)
        run(path, script)
        given = replace(read_settings({}), database_url=f"sqlite:///{path}", **settings)
        return check_database(given, figures=figures)

    return report

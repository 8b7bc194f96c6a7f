"""Fixtures of the commands of the terminal."""

import pytest

from tests.measures.broken_databases import smaller


@pytest.fixture
def office(demo_database, tmp_path):
    return smaller(demo_database, tmp_path / "office.sqlite")

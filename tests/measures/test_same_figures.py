"""What changes no figure: the language, the classification, the order of a database's rows."""

import shutil
import sqlite3
from contextlib import closing

import pandas as pd
import pytest

from data_access.settings import Settings
from domain.indicators import CATALOGUE
from measures.source import Source
from tests.measures.offices import released

pytestmark = pytest.mark.xdist_group("demo_measures")  # what has been read is shared
# Those that the database does not keep in the order of their keys.
REORDERED = ("admin_area", "facility", "service_standard", "commitment", "commitment_update", "source")


@pytest.mark.parametrize("level", ["county", "district"])
@pytest.mark.parametrize("indicator", CATALOGUE)
def test_language_and_classification_change_no_figure(demo, indicator, level):
    persian = released(demo, indicator=indicator, level=level, lang="fa")
    english = released(demo, indicator=indicator, level=level, lang="en", scheme="quantiles", classes=3)
    pd.testing.assert_frame_equal(persian.data, english.data)
    pd.testing.assert_frame_equal(persian.context, english.context)
    assert persian.to_csv() == english.to_csv()


@pytest.fixture(scope="module")
def turned(demo_database, tmp_path_factory):
    """The demonstration with the rows of its tables from the last to the first."""
    copy = tmp_path_factory.mktemp("turned") / "demo.sqlite"
    shutil.copy(demo_database, copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        for name in REORDERED:
            before = connection.execute(f"SELECT * FROM {name}").fetchall()
            connection.execute(f"DELETE FROM {name}")
            marks = ", ".join("?" * len(before[0]))
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", before[::-1])
            assert connection.execute(f"SELECT * FROM {name}").fetchall() != before
    return Source(Settings(f"sqlite:///{copy}"))


@pytest.mark.parametrize("indicator", CATALOGUE)
def test_the_order_of_the_databases_rows_changes_no_figure(demo, turned, indicator):
    for groups in ("host,refugee,documented", "refugee"):
        first, second = (
            released(one, indicator=indicator, level="district", groups=groups).data for one in (demo, turned)
        )
        pd.testing.assert_frame_equal(first, second, rtol=1e-12)

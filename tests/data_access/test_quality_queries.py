"""What the checks read is the same on both databases; a count of foreign nationals is read only to be protected."""

import sqlite3
from contextlib import closing

import pandas as pd
import pytest
from sqlalchemy import Text

from data_access import quality_queries as q
from data_access.engine import read_only_engine
from data_access.repository import Repository

QUERIES = {
    "resident_totals": q.resident_totals(),
    "foreign_of_levels": q.foreign_of_levels(),
    "foreign_addresses": q.foreign_addresses(1404),
    "capacity_years": q.capacity_years(),
}


@pytest.fixture(scope="module")
def both(demo_database, postgres_url):
    made = [Repository(read_only_engine(url)) for url in (f"sqlite:///{demo_database}", postgres_url)]
    yield made
    for one in made:
        one.close()


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_gives_the_same_frame_on_both(both, name):
    file, server = (one.read("table", QUERIES[name]) for one in both)
    assert file.columns == server.columns
    assert len(file.data) > 0 or name == "foreign_of_levels"  # the demonstration has them in districts alone
    pd.testing.assert_frame_equal(file.data, server.data, check_exact=True)


@pytest.mark.parametrize("name", QUERIES)
def test_no_query_leaves_the_order_of_texts_to_the_database(name):
    terms = [getattr(term, "element", term) for term in QUERIES[name]._order_by_clauses]
    assert terms
    assert not [term for term in terms if isinstance(term.type, Text) and type(term).__name__ != "ByteOrder"]


def test_totals_are_those_of_plain_sql(demo_database):
    data = Repository(read_only_engine(f"sqlite:///{demo_database}")).read("totals", QUERIES["resident_totals"]).data
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as database:
        ((published, split),) = database.execute(
            """SELECT sum(persons) FILTER (WHERE sex = 'all'), sum(persons) FILTER (WHERE sex != 'all')
            FROM population WHERE population_group = 'resident' AND period = 1395 AND pcode = 'IR230101'"""
        ).fetchall()
    rows = data[(data["pcode"] == "IR230101") & (data["period"] == 1395)].set_index("wholes")["persons"]
    assert dict(rows) == {0: split, 3: published}


def test_addresses_hold_no_count_and_those_of_the_country_are_not_among_them(demo_database):
    data = Repository(read_only_engine(f"sqlite:///{demo_database}")).read("cells", QUERIES["foreign_addresses"]).data
    assert list(data.columns) == ["population_group", "sex", "age_band", "area_type"]
    assert len(data) == 2 * 2 * 6 * 2
    assert "all" not in set(data["sex"])

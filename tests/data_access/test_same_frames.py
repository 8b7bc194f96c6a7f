"""Every query gives the same frame on both databases: rows, order, values and types; and so do released figures."""

import inspect

import pandas as pd
import pytest
from sqlalchemy import Text, column
from sqlalchemy.dialects import mssql, postgresql, sqlite

import manage
from data_access import queries
from data_access.engine import read_only_engine
from data_access.ordering import by
from data_access.repository import Repository
from data_access.settings import Settings
from domain.indicators import CATALOGUE
from domain.links import from_query
from domain.selection import MAP_LEVELS
from domain.supplies import MEASURES
from measures.release import evidence, release
from measures.source import Source

PERIODS = range(1400, 1405)
MADE = {"period": PERIODS, "measures": [MEASURES]}
QUERIES = {
    name: one for name, one in inspect.getmembers(queries, inspect.isfunction) if one.__module__ == queries.__name__
}


def calls():
    """Each query with each period; a query with a parameter of a new kind needs its values in MADE."""
    made = []
    for name, query in QUERIES.items():
        combinations = [{}]
        for parameter in inspect.signature(query).parameters:
            combinations = [{**given, parameter: value} for given in combinations for value in MADE[parameter]]
        for given in combinations:
            label = "-".join([name, *(str(given[one]) for one in given if one == "period")])
            made.append(pytest.param(query, given, id=label))
    return made


@pytest.fixture(scope="module")
def both(demo_database, postgres_url):
    made = [Repository(read_only_engine(url)) for url in (f"sqlite:///{demo_database}", postgres_url)]
    yield made
    for one in made:
        one.close()


@pytest.mark.parametrize(("query", "given"), calls())
def test_a_query_gives_the_same_frame_on_both(both, query, given):
    file, server = (one.read("table", query(**given)) for one in both)
    assert len(file.data) or query is queries.crosswalk  # the demonstration's areas need none
    assert file.columns == server.columns
    pd.testing.assert_frame_equal(file.data, server.data, check_exact=True)


@pytest.mark.parametrize(("query", "given"), calls())
def test_a_query_compiles_for_microsoft_sql_server(query, given):
    """As far as that can be told without a server; docs/connect.md says so."""
    compiled = query(**given).limit(10).compile(dialect=mssql.dialect())
    assert str(compiled).startswith(("SELECT", "WITH"))


def ordered_by(query):
    return [getattr(term, "element", term) for term in query._order_by_clauses]


@pytest.mark.parametrize(("query", "given"), calls())
def test_no_query_leaves_the_order_of_texts_to_the_database(query, given):
    terms = ordered_by(query(**given))
    assert terms or query is queries.data_version
    assert not [term for term in terms if isinstance(term.type, Text) and type(term).__name__ != "ByteOrder"]


def test_texts_sort_by_bytes_and_empty_ones_first():
    first, second = by(column("name", Text), column("year"))
    assert str(first.compile(dialect=postgresql.dialect())) == 'name COLLATE "C" NULLS FIRST'
    assert str(first.compile(dialect=sqlite.dialect())) == "name NULLS FIRST"
    assert str(second.compile(dialect=postgresql.dialect())) == "year NULLS FIRST"


@pytest.fixture(scope="module")
def sources(demo_database, postgres_url):
    made = [Source(Settings(url)) for url in (f"sqlite:///{demo_database}", postgres_url)]
    yield [(one, one.version(), one.reference(), {}) for one in made]
    for one in made:
        one.close()


def released(source, version, reference, known, query):
    selection, notices = from_query(query, reference.options)
    assert not notices
    period = selection.period
    known[period] = known.get(period) or evidence(source, reference, version, period)
    return release(selection, reference, known[period], source, version)


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("level", MAP_LEVELS)
@pytest.mark.parametrize("indicator", CATALOGUE)
def test_released_figures_are_the_same_on_both(sources, indicator, level, period):
    query = {"indicator": indicator, "level": level, "period": str(period)}
    file, server = (released(*one, query) for one in sources)
    pd.testing.assert_frame_equal(file.data, server.data, check_exact=True)
    pd.testing.assert_frame_equal(file.context, server.context, check_exact=True)
    assert (file.data_version, file.as_of, file.truncated) == (server.data_version, server.as_of, server.truncated)


def test_boundaries_and_reference_are_the_same_on_both(sources):
    (file, _, one, _), (server, _, other, _) = sources
    pd.testing.assert_frame_equal(file.boundaries(one), server.boundaries(other), check_exact=True)
    assert one.options == other.options
    assert list(one.options.standards) == list(other.options.standards)


def test_the_terminal_prints_the_same_table_from_both(demo_database, postgres_url, monkeypatch, capsys):
    printed = []
    for url in (f"sqlite:///{demo_database}", postgres_url):
        monkeypatch.setenv("HAMGAM_DATABASE_URL", url)
        manage.table("indicator=primary_health_units&level=district", manage.TableFormat.csv)
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert printed[0].count("\n") > 30

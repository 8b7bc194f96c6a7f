"""What a share link does not cover is not read: a narrowed query gives what the whole one gives of fewer rows.

The oracle is a database that holds no more than a scope covers, chosen in pandas table by table.
"""

import inspect
import shutil

import pandas as pd
import pytest
from sqlalchemy import Table, create_engine, delete
from sqlalchemy.pool import NullPool
from sqlalchemy.sql import visitors

from data_access import place_queries, quality_queries, queries, scope, tables
from data_access.engine import read_only_engine
from data_access.repository import Repository
from data_access.scope import POINT_COLUMNS, RULES, narrowed
from domain.grants import EVERYTHING, Scope
from domain.indicators import CATALOGUE
from domain.supplies import MEASURES
from tests.measures import offices

GIVEN = {"period": 1404, "measures": MEASURES}
COUNTY, DISTRICT = "IR2310", "IR230202"
SCOPES = {
    "county": Scope(areas=(COUNTY,), restricted=False),
    "county_and_district": Scope(areas=(COUNTY, DISTRICT)),
    "sector": Scope(sectors=("health",)),
    "indicator": Scope(indicators=("school_seats",)),
    "meeting": Scope(meeting="m_1404_07"),
    "no_points": Scope(restricted=False),
    "all_at_once": Scope((COUNTY, DISTRICT), ("education",), ("school_seats",), "m_1404_07", restricted=False),
    "unknown": Scope(areas=("IR99",), sectors=("health",), meeting="m_none"),
}


def made():
    """Each query of the three modules by name."""
    found = {}
    for module in (queries, place_queries, quality_queries):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__:
                given = {one: GIVEN[one] for one in inspect.signature(function).parameters}
                found[f"{module.__name__.rsplit('.', maxsplit=1)[-1]}.{name}"] = function(**given)
    return found


QUERIES = made()


def is_of_points(query):
    return any(column.name in POINT_COLUMNS for column in query.selected_columns)


def inside(areas, roots):
    parents = dict(zip(areas["pcode"], areas["parent_pcode"], strict=True))

    def chain(code):
        while isinstance(code, str):
            yield code
            code = parents.get(code)

    below = {code for code in parents if not set(chain(code)).isdisjoint(roots)}
    return below, {one for root in roots for one in chain(root) if root in parents} - set(roots)


def covered(frames, of, *, points):
    """The rows of each table that a scope covers."""
    below, above = inside(frames["admin_area"], of.areas)
    codes = below if of.areas else set(frames["admin_area"]["pcode"])
    indicators = [
        one.id
        for one in CATALOGUE.values()
        if one.sector in (of.sectors or [one.sector])
        and one.id in (of.indicators or [one.id])
        and not (one.family == "index" and (of.areas or of.sectors))
    ]
    kept = {name: frame for name, frame in frames.items() if name not in tables.OPTIONAL}

    def keep(name, column, values):
        kept[name] = kept[name][kept[name][column].isin(list(values))]

    keep("admin_area", "pcode", codes | above)
    for name in ("population", "benchmark"):
        keep(name, "pcode", {*codes, "IR"})
    for name in ("settlement", "facility", "commitment"):
        keep(name, "pcode", codes)
    if of.sectors:
        for name in ("facility", "agenda_item", "commitment"):
            keep(name, "sector", of.sectors)
    if of.indicators:
        keep("commitment", "indicator_id", of.indicators)
    for name in ("service_standard", "benchmark"):
        keep(name, "indicator_id", indicators)
    for name in ("facility_status", "facility_capacity"):
        keep(name, "facility_id", kept["facility"]["facility_id"])
    keep("commitment_update", "commitment_id", kept["commitment"]["commitment_id"])
    if of.areas or of.sectors or of.indicators:
        keep("partner", "partner_id", kept["commitment"]["partner_id"])
    if of.meeting:
        held = dict(zip(frames["meeting"]["meeting_id"], frames["meeting"]["held_on"], strict=True))
        keep("meeting", "meeting_id", [one for one, day in held.items() if day <= held.get(of.meeting, "")])
        keep("agenda_item", "meeting_id", [of.meeting])
    if points and not of.restricted:
        keep("facility", "open_to", set(frames["facility"]["open_to"]) - {"foreign_nationals"})
    return kept


@pytest.fixture(scope="module")
def cut(demo_database, frames, tmp_path_factory):
    """Open the oracle of a scope: ``cut("county", points=False)``."""
    opened = {}

    def of(name, *, points):
        if (name, points) not in opened:
            copy = shutil.copy(demo_database, tmp_path_factory.mktemp("cut") / "cut.sqlite")
            with create_engine(f"sqlite:///{copy}", poolclass=NullPool).begin() as connection:
                for table, rows in covered(frames, SCOPES[name], points=points).items():
                    if len(rows) < len(frames[table]):
                        connection.execute(delete(tables.metadata.tables[table]))
                        rows.to_sql(table, connection, if_exists="append", index=False)
            opened[name, points] = Repository(read_only_engine(f"sqlite:///{copy}"))
        return opened[name, points]

    yield of
    for one in opened.values():
        one.close()


@pytest.fixture(scope="module")
def file(demo_database):
    made = Repository(read_only_engine(f"sqlite:///{demo_database}"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(postgres_url):
    made = Repository(read_only_engine(postgres_url))
    yield made
    made.close()


def same(found, wanted):
    assert found.columns == wanted.columns
    pd.testing.assert_frame_equal(found.data, wanted.data, check_exact=True, check_dtype=len(wanted.data) > 0)


@pytest.mark.parametrize("name", SCOPES)
@pytest.mark.parametrize("query", QUERIES)
def test_a_narrowed_query_gives_what_the_covered_rows_give(file, cut, query, name):
    asked = QUERIES[query]
    same(file.narrowed(SCOPES[name]).read("table", asked), cut(name, points=is_of_points(asked)).read("table", asked))


# PostgreSQL runs the same rules: two scopes in every run, the others among the long tests.
@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[pytest.mark.long] * (place > 1)) for place, one in enumerate(SCOPES)]
)
@pytest.mark.parametrize("query", QUERIES)
def test_a_narrowed_query_gives_the_same_on_both_databases(file, server, query, name):
    found, other = (one.narrowed(SCOPES[name]).read("table", QUERIES[query]) for one in (file, server))
    same(found, other)


@pytest.mark.parametrize(
    "query",
    ["queries.population", "queries.capacities", "quality_queries.resident_totals", "place_queries.facility_places"],
)
def test_without_the_rules_more_is_read_than_is_covered(file, cut, query, monkeypatch):
    for name in RULES:
        monkeypatch.setitem(RULES, name, scope._open)
    with pytest.raises(AssertionError):
        test_a_narrowed_query_gives_what_the_covered_rows_give(file, cut, query, "county")


def tables_of(query):
    return {one.name for one in visitors.iterate(query) if isinstance(one, Table)}


def test_every_table_that_is_read_has_a_rule():
    assert len(QUERIES) > 20
    assert set().union(*map(tables_of, QUERIES.values())) <= set(RULES)
    assert set(RULES) == set(tables.metadata.tables) - (tables.OPTIONAL - {"crosswalk"})


@pytest.mark.parametrize("table", RULES)
def test_a_table_without_a_rule_is_not_read(table, monkeypatch):
    asked = [query for query in QUERIES.values() if table in tables_of(query)]
    assert asked
    monkeypatch.delitem(RULES, table)
    for query in asked:
        with pytest.raises(KeyError, match=table):
            narrowed(query, SCOPES["county"])


@pytest.mark.parametrize("query", QUERIES)
def test_the_query_of_everything_is_the_query_itself(query):
    assert narrowed(QUERIES[query], EVERYTHING) is QUERIES[query]
    assert narrowed(QUERIES[query], SCOPES["county"]) is not QUERIES[query]


def test_places_open_to_foreign_nationals_alone_are_in_sums_and_are_no_points(file, frames):
    known = frames["facility"]
    alone = set(known.loc[known["open_to"] == "foreign_nationals", "facility_id"])
    part = file.narrowed(SCOPES["no_points"])
    for query in QUERIES.values():
        if "facility" in tables_of(query) and "facility_id" in {one.name for one in query.selected_columns}:
            found = set(part.read("table", query).data["facility_id"])
            asked = set(file.read("table", query).data["facility_id"])
            assert found == (asked - alone if is_of_points(query) else asked)
    counted = set(part.read("table", QUERIES["queries.facilities"]).data["facility_id"])
    assert counted & alone
    assert alone & set(file.read("table", QUERIES["queries.facility_places"]).data["facility_id"])


@pytest.mark.parametrize("areas", [("IR23",), ("A",), ("B",), ("A", "IR23"), ("C",), ("nowhere",), ("",)])
def test_loops_and_codes_that_lead_nowhere_end(tmp_path, areas):
    parents = {"IR": None, "IR23": "IR", "A": "B", "B": "A", "C": "C", "D": "gone"}
    path = offices.built(tmp_path / "loops.sqlite", admin_area=offices.areas(parents, dict.fromkeys(parents, 1)))
    repository = Repository(read_only_engine(f"sqlite:///{path}"), scope=Scope(areas=areas))
    found = set(repository.read("admin_area", queries.areas()).data["pcode"])
    repository.close()
    loop = {"A", "B"}
    wanted = {"IR23": {"IR", "IR23"}, "A": loop, "B": loop, "C": {"C"}}
    assert found == set().union(*(wanted.get(one, set()) for one in areas))


def test_of_what_became_of_areas_a_link_reads_what_comes_into_its_own(tmp_path):
    ways = [("OLD", "IR230101", 0.5), ("OLD", "IR230201", 0.5), ("GONE", "IR230201", 1.0)]
    rows = [dict(zip(("from_pcode", "to_pcode", "weight"), one, strict=True), source_id="office") for one in ways]
    path = offices.built(tmp_path / "changed.sqlite", crosswalk=rows)
    repository = Repository(read_only_engine(f"sqlite:///{path}"))
    for areas, wanted in (((), ways[::-1]), (("IR2301",), ways[:1]), (("IR230201",), ways[:0:-1]), (("IR99",), [])):
        found = repository.narrowed(Scope(areas=areas)).read("crosswalk", queries.crosswalk()).data
        assert list(found.itertuples(index=False, name=None)) == sorted([(*one, "office") for one in wanted])
    repository.close()


def test_a_district_brings_the_names_above_it_and_the_figures_of_the_country_alone(file):
    part = file.narrowed(Scope(areas=(DISTRICT,)))
    named = set(part.read("admin_area", queries.areas()).data["pcode"])
    assert named == {DISTRICT, DISTRICT[:6], "IR23", "IR"}
    assert set(part.read("population", queries.population(1404)).data["pcode"]) <= {DISTRICT, "IR"}

"""What leaves the measures tells nothing of a raw count that its protected cell does not."""

import json
import sqlite3
from contextlib import closing

import numpy as np
import pytest

from data_access import queries
from data_access.settings import Settings
from domain.disclosure import PERSON_MEASURES, protect_facility_persons
from domain.indicators import CATALOGUE
from measures.facilities import facilities
from measures.source import Source
from tests import twins
from tests.measures.offices import capacity, everybody, evidence_of, facility, reference_of, released, rows, status
from tests.toy import A1

pytestmark = pytest.mark.xdist_group("demo_measures")  # what has been read is shared
VIEWS = [
    {"indicator": indicator, "level": level, "groups": groups}
    for indicator in CATALOGUE
    for level, groups in (("district", "refugee"), ("district", "host,refugee,documented"), ("county", "host"))
]


@pytest.fixture(scope="module")
def twin(demo_database, tmp_path_factory):
    path = twins.built(demo_database, tmp_path_factory.mktemp("twin") / "twin.sqlite")
    return Source(Settings(f"sqlite:///{path}"))


def written(source, **view):
    frame = released(source, **view)
    return frame.to_csv() + frame.context.to_csv(), json.dumps(frame.to_json(), ensure_ascii=False)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: "-".join(view.values()))
def test_two_raw_datasets_behind_the_same_cells_are_released_byte_for_byte_the_same(demo, twin, view):
    assert written(demo, **view) == written(twin, **view)


@pytest.mark.parametrize("period", [1400, 1401, 1404])
def test_their_protected_cells_are_the_same_and_their_raw_ones_are_not(demo, twin, period):
    one, other = evidence_of(demo, period).cells, evidence_of(twin, period).cells
    assert one.data.to_csv() == other.data.to_csv()
    assert one.info.to_csv() == other.info.to_csv()


def test_person_counts_of_foreign_nationals_facilities_are_the_same_after_protection(demo, twin):
    def counts(source):
        raw = source._repository.facilities(1404, (*PERSON_MEASURES, "classrooms"))
        closed = raw.data["open_to"] == "foreign_nationals"
        rounding = source.rounding(reference_of(source)[0])
        return raw.data.loc[closed, list(PERSON_MEASURES)], protect_facility_persons(raw, rounding).data[closed]

    (raw, safe), (other_raw, other_safe) = counts(demo), counts(twin)
    assert not raw.equals(other_raw)
    assert safe.to_csv() == other_safe.to_csv()
    numbers = safe[list(PERSON_MEASURES)].to_numpy()
    assert (numbers[~np.isnan(numbers)] % twins.BASE == 0).all()


@pytest.mark.parametrize("period", [1400, 1404])
def test_facilities_of_both_are_released_byte_for_byte_the_same(demo, twin, period):
    one, other = (
        facilities(source, reference_of(source)[1], reference_of(source)[0], period).data.to_csv()
        for source in (demo, twin)
    )
    assert one == other


def test_a_facility_is_counted_the_same_in_every_year_that_its_figure_holds(office):
    names = [f"F{number}" for number in range(40)]
    source = office(
        facility=[facility(name, A1, "workshop", "foreign_nationals", "livelihoods") for name in names],
        facility_status=[status(name) for name in names],
        facility_capacity=[
            row
            for name in names
            for row in (
                *capacity(name, 1401, pupils=13),
                *capacity(name, 1400, classrooms=2),
                *capacity(name, 1399, shifts=1),
            )
        ],
    )
    rounding = source.rounding(source.version())

    def pupils(period, *measures):
        raw = source._repository.facilities(period, ("pupils", *measures))
        return list(protect_facility_persons(raw, rounding).data["pupils"])

    first = pupils(1401)
    assert set(first) == {10, 15}
    assert first == pupils(1402, "classrooms", "shifts") == pupils(1403, "classrooms", "shifts") == pupils(1404)


@pytest.mark.parametrize("indicator", CATALOGUE)
def test_every_figure_of_foreign_nationals_in_a_district_is_a_multiple_of_the_base(demo, indicator):
    for groups in ("refugee", "documented", "refugee,documented"):
        frame = released(demo, indicator=indicator, level="district", groups=groups).data
        entry = CATALOGUE[indicator]
        if entry.family in ("ratio", "index"):  # figures of facilities, and shortages of everybody
            assert frame["demand_persons"].isna().all()
            continue
        column = "foreign_persons" if entry.sector == "population" else "demand_persons"
        told = frame[column].dropna()
        assert len(told) > 10
        assert (told % twins.BASE == 0).all()
        assert (told >= 10).all()


def test_a_cell_has_one_value_in_every_view_and_year(office):
    source = office(population=everybody(period=1402))
    years = [source._repository.read("population", queries.population(year)) for year in (1402, 1404)]
    assert len({frame.data.to_csv() for frame in years}) == 1
    by_level = [
        released(source, indicator="foreign_share", level=level).data["foreign_persons"].sum()
        for level in ("county", "district")
    ]
    one_by_one = [
        released(source, level="district", groups=group).data["demand_persons"].sum()
        for group in ("refugee", "documented")
    ]
    assert by_level[0] == by_level[1] == sum(one_by_one)


def test_groups_of_a_view_add_up_to_the_view_of_all(demo):
    def demand(groups):
        return rows(demo, indicator="primary_health_units", level="district", groups=groups)["demand_persons"]

    parts = sum(demand(group) for group in ("host", "refugee", "documented"))  # few is empty, and stays so
    assert parts.notna().sum() > 25
    assert (parts.dropna() == demand("host,refugee,documented")[parts.notna()]).all()


def test_another_key_gives_other_figures_and_almost_the_same_total(demo, demo_database):
    other = Source(Settings(f"sqlite:///{demo_database}", rounding_key=b"another key for unit tests"))
    one, two = (
        rows(source, indicator="foreign_share", level="district")["foreign_persons"] for source in (demo, other)
    )
    assert (one != two).sum() > 20
    assert one.sum() == pytest.approx(two.sum(), rel=0.001)


def test_the_protection_hardly_changes_the_province(demo, demo_database):
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as database:
        raw = database.execute(
            "SELECT sum(persons) FROM population WHERE period = 1404 AND population_group IN ('refugee', 'documented')"
        ).fetchone()[0]
    context = released(demo, indicator="foreign_share").context
    assert context["foreign_persons"].iloc[0] == pytest.approx(raw, rel=0.001)
    assert context["foreign_persons"].iloc[0] != raw

"""What the checks find in databases of our own making, and in the demonstration by plain SQL."""

import json
import math
import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from data_access.repository import Repository
from data_access.settings import Settings
from domain.admin import PROVINCE
from domain.frames import RawFrame
from measures.quality import quality
from measures.source import Source
from tests import twins
from tests.measures.offices import (
    areas,
    capacity,
    everybody,
    evidence_of,
    facility,
    people,
    reference_of,
    status,
)
from tests.measures.test_raw_counts_stay import reachable
from tests.toy import A1, A2, B1, A

pytestmark = pytest.mark.xdist_group("demo_measures")  # what has been read is shared


def checked(source, period=None):
    version, reference = reference_of(source)
    periods = reference.options.periods
    found = {year: evidence_of(source, year) for year in periods}
    return quality(source, reference, version, found, period or periods[-1])


def square(west):
    ring = [[west, 35.6], [west + 0.2, 35.6], [west + 0.2, 35.8], [west, 35.8], [west, 35.6]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def drawn(*codes):
    places = {A1: 51.3, A2: 51.5, B1: 51.7}
    return [row | ({"boundary": square(places[row["pcode"]])} if row["pcode"] in codes else {}) for row in areas()]


def total(pcode, persons, group="resident", period=1403):
    return people(pcode, group, persons, ages=("all",), period=period)[0] | {"sex": "all", "area_type": "all"}


def test_a_county_total_is_held_against_the_split_of_its_districts(office):
    source = office(population=[*everybody(), total(A, 6001)])
    found = checked(source).findings["totals"]
    assert found.rows.to_dict("records") == [
        {
            **{"pcode": A, "population_group": "resident", "period": 1403},
            **{"published": 6001, "parts": 6000, "difference": 1},
        }
    ]


def test_a_county_total_that_agrees_is_not_told(office):
    found = checked(office(population=[*everybody(), total(A, 6000)])).findings["totals"]
    assert (found.checked, found.found) == (1, 0)


def test_a_district_total_stands_before_its_own_split(office):
    source = office(population=[*everybody(), total(A, 6001), total(A1, 3001)])
    assert checked(source).findings["totals"].found == 0


@pytest.mark.parametrize(("published", "found"), [(240, 0), (244, 0), (900, 1)])
def test_totals_of_foreign_nationals_are_told_in_hundreds_and_beyond_protection_alone(office, published, found):
    source = office(population=[*everybody(), total(A, published, "refugee")])
    told = checked(source).findings["totals"]
    assert (told.checked, told.found) == (1, found)
    assert (told.rows[["published", "parts", "difference"]] % 100 == 0).all().all()


def test_a_facility_in_the_next_district_is_found_and_one_at_home_is_not(office):
    rows = [facility("home", A1), facility("away", A2)]  # both stand at 35.7 N, 51.4 E
    source = office(admin_area=drawn(A1, A2, B1), facility=rows, facility_status=[status("home"), status("away")])
    found = checked(source).findings["outside"]
    assert (found.checked, found.found) == (2, 1)
    row = found.rows.iloc[0]
    assert (row["facility_id"], row["pcode"], row["within"]) == ("away", A2, A1)
    assert row["metres"] == pytest.approx(0.1 * 111_195 * math.cos(math.radians(35.7)), rel=0.01)


def test_areas_without_boundary_are_those_that_the_database_does_not_draw(office):
    found = checked(office(admin_area=drawn(A1, A2))).findings["no_boundary"]
    assert list(found.rows["pcode"]) == [PROVINCE, A, "IR2302", B1]


def test_figures_of_old_years_are_found_by_kind_of_figure_and_area(office):
    source = office(
        settings={"as_of": date(2026, 2, 15)},  # 1404
        facility=[facility("f1", A1)],
        facility_status=[status("f1")],
        facility_capacity=capacity("f1", 1400, classrooms=5) + capacity("f1", 1401, shifts=1, beds=3),
        settlement=[
            {
                **{"settlement_id": "s", "pcode": B1, "name_fa": "s", "name_en": "s", "lat": 35.7, "lon": 51.4},
                **{"kind": "village", "persons": 5, "period": 1395, "source_id": "office"},
            }
        ],
        population=everybody(period=1400) + everybody(period=1403),
    )
    found = checked(source).findings["old"]
    assert found.rows.to_dict("records") == [
        {"what": "capacity", "pcode": A1, "number": 1, "oldest": 1400},
        {"what": "settlement", "pcode": B1, "number": 1, "oldest": 1395},
    ]
    assert found.checked == 3 + 2 + 1  # beds are no figure of a school


def test_a_facility_at_a_county_whose_districts_are_known_is_told_and_one_in_a_district_is_not(office):
    rows = [facility("f1", A), facility("f2", A1)]
    source = office(facility=rows, facility_status=[status("f1"), status("f2")])
    found = checked(source).findings["unplaced"]
    assert (found.checked, found.found) == (2, 1)
    assert found.rows.to_dict("records") == [{"pcode": A, "kind": "primary_school", "number": 1}]


def test_coverage_counts_districts_with_people_and_facilities_that_reported(office):
    some = [row for row in everybody() if row["pcode"] != A2]
    source = office(
        population=some,
        facility=[facility("f1", A1), facility("f2", A1)],
        facility_status=[status("f1"), status("f2")],
        facility_capacity=capacity("f1", 1403, classrooms=5, shifts=1),
    )
    found = checked(source).coverage.set_index("pcode")
    assert list(found.loc[A, ["period", "districts", "with_people", "facilities", "reported"]]) == [1403, 2, 1, 2, 1]
    assert list(found.loc["IR2302", ["districts", "with_people", "facilities", "reported"]]) == [1, 1, 0, 0]


def test_a_table_that_the_row_cap_cut_is_named(office):
    source = office(
        settings={"row_cap": 30},
        population=everybody(),
        facility=[facility(f"f{place}", A1) for place in range(31)],
        facility_status=[status(f"f{place}") for place in range(31)],
    )
    assert "facility" in checked(source).truncated


@pytest.fixture(scope="module")
def found(demo):
    return checked(demo)


def sql(demo_database, query):
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


def test_differences_of_the_demonstration_are_those_of_plain_sql(demo_database, found):
    rows = sql(
        demo_database,
        """SELECT c.pcode, c.persons, sum(d.persons) FROM population c
        JOIN admin_area a ON a.parent_pcode = c.pcode JOIN population d ON d.pcode = a.pcode
        AND d.period = c.period AND d.population_group = 'resident' AND d.sex = 'all' AND d.age_band = 'all'
        AND d.area_type = 'all' WHERE c.population_group = 'resident' AND c.period = 1395 AND c.pcode != 'IR'
        GROUP BY 1 HAVING c.persons != sum(d.persons)""",
    )
    told = found.findings["totals"].rows
    assert sorted(zip(told["pcode"], told["published"], told["parts"], strict=True)) == sorted(rows)
    assert max(told["difference"]) == 583


def test_missing_figures_of_the_demonstration_are_those_of_plain_sql(demo_database, found):
    rows = sql(
        demo_database,
        """SELECT f.kind, count(*) FROM facility f JOIN facility_status s ON s.facility_id = f.facility_id
        AND s.period = (SELECT max(period) FROM facility_status WHERE facility_id = f.facility_id)
        WHERE s.status IN ('operational', 'needs_rehabilitation') AND NOT EXISTS (SELECT 1 FROM facility_capacity c
        WHERE c.facility_id = f.facility_id AND c.measure = 'classrooms' AND c.period >= 1401)
        AND f.sector = 'education' GROUP BY 1""",
    )
    told = found.findings["missing"].rows
    told = told[told["measure"] == "classrooms"]
    assert sorted(zip(told["kind"], told["number"], strict=True)) == sorted(rows)
    assert len(rows) == 3


def test_the_demonstration_has_its_facilities_at_home_and_all_boundaries(found):
    assert [found.findings[name].found for name in ("outside", "no_place", "no_boundary", "unplaced")] == [0, 0, 0, 0]
    assert found.findings["outside"].checked > 5500


def test_two_raw_datasets_behind_the_same_cells_have_the_same_findings(demo_database, tmp_path, found):
    twin = Source(Settings(f"sqlite:///{twins.built(demo_database, tmp_path / 'twin.sqlite')}"))
    other = checked(twin)
    assert {name: one.rows.to_csv() for name, one in found.findings.items()} == {
        name: one.rows.to_csv() for name, one in other.findings.items()
    }
    assert found.coverage.equals(other.coverage)


def test_county_totals_of_foreign_nationals_of_twins_are_told_the_same(demo_database, tmp_path):
    def with_totals(path):
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("""INSERT INTO population SELECT 'IR2310', period, population_group, sex, age_band,
                area_type, persons * 9, source_id FROM population WHERE pcode LIKE 'IR2310__' AND period = 1404
                AND population_group IN ('refugee', 'documented')
                GROUP BY population_group, sex, age_band, area_type""")
        return path

    one = with_totals(shutil.copy(demo_database, tmp_path / "one.sqlite"))
    other = twins.built(one, tmp_path / "other.sqlite")
    tables = [checked(Source(Settings(f"sqlite:///{path}"))).findings["totals"].rows for path in (one, other)]
    assert "refugee" in set(tables[0]["population_group"])
    assert tables[0].to_csv() == tables[1].to_csv()


def test_what_the_page_keeps_leads_to_no_raw_frame(found):
    kept = reachable(found).values()
    assert len(list(kept)) > 10
    assert [one for one in kept if isinstance(one, (Repository, RawFrame))] == []

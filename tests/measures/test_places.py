"""Places as the pages get them: every name, with its area, and what is near it."""

import math
import shutil
import sqlite3
from contextlib import closing

import pytest
from pyproj import Geod

from data_access.settings import Settings
from domain.nearest import SERVICES
from measures.places import CAPACITY_MEASURES, counts_in, facilities_of, nearest_to, own_id, place_index
from measures.source import Source
from tests.measures import offices
from tests.toy import A1, A2, B1

PERIOD = 1404
WGS84 = Geod(ellps="WGS84")
OPERATING = """FROM facility f JOIN facility_status s USING (facility_id)
    WHERE s.status IN ('operational', 'needs_rehabilitation') AND s.period =
    (SELECT max(period) FROM facility_status WHERE facility_id = f.facility_id AND period <= ?)"""


@pytest.fixture(scope="module")
def index(demo):
    return place_index(demo, demo.reference(), str)


@pytest.fixture(scope="module")
def facilities(demo):
    return facilities_of(demo, PERIOD)


def rows(database, sql, *values):
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(sql, values).fetchall()


def settlement(code, pcode, **more):
    place = {"lat": 35.0, "lon": 51.0, "kind": "village", "persons": 10, "period": 1395, "source_id": "office"}
    return {"settlement_id": code, "pcode": pcode, "name_fa": "ف", "name_en": code} | place | more


def test_index_holds_every_area_settlement_and_facility_with_the_areas_around_it(demo_database, index):
    kinds = {
        kind: {one.id for one in index.by_id.values() if one.kind == kind}
        for kind in ("area", "settlement", "facility")
    }
    assert kinds["area"] == {code for (code,) in rows(demo_database, "SELECT pcode FROM admin_area WHERE level > 0")}
    assert kinds["settlement"] == {code for (code,) in rows(demo_database, "SELECT settlement_id FROM settlement")}
    assert kinds["facility"] == {code for (code,) in rows(demo_database, "SELECT facility_id FROM facility")}
    city = index.by_id["stl_230303_02"]
    assert (city.name_fa, city.name_en, city.detail) == ("کهریزک", "Kahrizak", "city")
    assert city.within == ("IR230303", "IR2303", "IR23")
    assert index.by_id["IR230303"].within == ("IR2303", "IR23")
    (persons, period), *_ = rows(
        demo_database, "SELECT persons, period FROM settlement WHERE settlement_id = ?", city.id
    )
    assert (city.persons, city.period) == (persons, period)


@pytest.mark.parametrize(("query", "place"), [("کهریزک", "IR230303"), ("Ghods", "IR2316"), ("شهر ری", "stl_230304_03")])
def test_demonstration_can_be_searched(index, query, place):
    assert index.search(query, "fa").places[0].id == place


def test_id_of_two_kinds_of_place_is_the_first_ones_and_both_are_found(office):
    source = office(
        settlement=[settlement("7", A1), settlement(A1, A2)],
        facility=[offices.facility("7", B1)],
        facility_status=[offices.status("7")],
    )
    index = place_index(source, source.reference(), str)
    assert (index.by_id["7"].kind, index.by_id["facility.7"].kind) == ("settlement", "facility")
    assert (index.by_id[A1].kind, index.by_id[f"settlement.{A1}"].kind) == ("area", "settlement")
    assert own_id(index.by_id["facility.7"]) == "7"
    found = facilities_of(source, 1404)
    assert nearest_to(index.by_id["facility.7"], found).empty, "no neighbour of itself"
    assert nearest_to(index.by_id["7"], found)["facility_id"].tolist() == ["7"]


def test_without_settlements_areas_and_facilities_are_found(demo_database, tmp_path, index):
    copy = shutil.copy(demo_database, tmp_path / "without.sqlite")
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TABLE settlement")
    source = Source(Settings(f"sqlite:///{copy}"))
    found = place_index(source, source.reference(), str)
    assert (index.absent, found.absent) == ((), ("settlement",))
    assert {own_id(one) for one in found.by_id.values()} == {
        own_id(one) for one in index.by_id.values() if one.kind != "settlement"
    }
    assert found.search("Rey", "en").places[0].kind == "area"


@pytest.mark.parametrize("latitude", ["north", math.inf, None])
def test_what_an_office_does_not_know_is_unknown_and_nothing_breaks(tmp_path, latitude):
    path = offices.built(
        tmp_path / "office.sqlite",
        settlement=[settlement("s", "IR99", persons=None, period=None)],
        facility=[offices.facility("f", A1), offices.facility("g", A1)],
        facility_status=[offices.status("f"), offices.status("g")],
    )
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE facility DROP COLUMN lat")
        connection.execute("ALTER TABLE facility ADD COLUMN lat")
        connection.execute("UPDATE facility SET lat = iif(facility_id = 'f', ?, 35.1)", [latitude])
    source = offices.opened(path)
    index = place_index(source, source.reference(), str)
    lost = index.by_id["s"]
    assert (lost.within, lost.persons, lost.period) == ((), None, None)
    assert index.by_id["f"].lat is None
    assert index.by_id[A1].lat is None
    found = facilities_of(source, 1404)
    assert math.isnan(found.set_index("facility_id").at["f", "lat"])
    assert nearest_to(lost, found)["facility_id"].tolist() == ["g"]
    for unknown in ("f", A1):
        assert nearest_to(index.by_id[unknown], found).empty


def test_facilities_carry_capacity_of_the_last_three_years_and_no_count_of_persons(office):
    source = office(
        facility=[offices.facility(code, A1) for code in "abc"],
        facility_status=[offices.status(code, source="cap") for code in "abc"],
        facility_capacity=[
            *offices.capacity("a", 1402, classrooms=6, shifts=2, pupils=200),
            *offices.capacity("b", 1399, classrooms=6),
        ],
    )
    found = facilities_of(source, 1403).set_index("facility_id")
    assert found.at["a", "classrooms"] == 6
    assert found["classrooms"].isna().tolist() == [False, True, True]
    assert found["source_ids"].unique().tolist() == ["office;cap"]
    assert not {"pupils", "graduates", "beneficiaries"} & {*CAPACITY_MEASURES, *found.columns}


@pytest.mark.parametrize("place", ["stl_230303_02", "stl_230401_02", "stl_231402_01", "ps_230303_0008", "IR2314"])
def test_nearest_facilities_are_those_of_a_plain_search_on_the_ellipsoid(demo_database, index, facilities, place):
    sql = f"SELECT f.facility_id, f.kind, f.lat, f.lon, f.open_to {OPERATING}"
    start = index.by_id[place]
    apart = [
        (WGS84.inv(start.lon, start.lat, lon, lat)[2], code, kind, open_to)
        for code, kind, lat, lon, open_to in rows(demo_database, sql, PERIOD)
        if code != place
    ]
    found = nearest_to(start, facilities)
    for service, kinds in SERVICES.items():
        near = sorted(one for one in apart if one[2] in kinds)
        own = found[found["service"] == service]
        assert own["facility_id"].iloc[0] == near[0][1]
        assert own["distance_m"].iloc[0] == pytest.approx(near[0][0], rel=0.0025, abs=1)
        for_all = next(one for one in near if one[3] == "all")
        assert own["facility_id"].iloc[-1] == for_all[1]


def test_counts_of_an_area_are_the_sum_of_its_districts_and_those_of_the_database(
    demo, demo_database, index, facilities
):
    tree = demo.reference().tree
    county = counts_in(index.by_id["IR2303"], facilities, tree)
    districts = [counts_in(index.by_id[code], facilities, tree) for code in tree.within("IR2303", 3)]
    assert county == {service: sum(one[service] for one in districts) for service in SERVICES}
    sql = f"SELECT count(*) {OPERATING} AND f.pcode LIKE 'IR2303%' AND f.kind IN ('health_house', 'health_post')"
    assert county["primary_health_unit"] == rows(demo_database, sql, PERIOD)[0][0] > 0

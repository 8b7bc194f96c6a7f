"""What a released frame says beside its figures: areas, names, notes, periods, sources."""

from datetime import date

import pytest

from data_access import queries
from data_access.trouble import DatabaseError
from domain.frames import RELEASE_COLUMNS
from domain.indicators import CATALOGUE
from tests.measures.offices import areas, capacity, everybody, facility, people, reference_of, released, rows, status
from tests.toy import A1, A2, B1, LEVELS, PARENTS, PROVINCE, A, B

pytestmark = pytest.mark.xdist_group("demo_measures")  # what has been read is shared
SHEMIRANAT, TAJRISH = "IR2304", "IR230401"
LAVASANAT = "IR230402"
LEVEL = {"county": 2, "district": 3}
WITH_SHEMIRANAT = areas(
    {**PARENTS, SHEMIRANAT: PROVINCE, TAJRISH: SHEMIRANAT, LAVASANAT: SHEMIRANAT},
    {**LEVELS, SHEMIRANAT: 2, TAJRISH: 3, LAVASANAT: 3},
)


def in_shemiranat(group_sources, census=1403):
    return everybody() + [
        row
        for code in (TAJRISH, LAVASANAT)
        for group, count in (("host", 900), ("resident", 1000), ("refugee", 40), ("documented", 20))
        if group in group_sources
        for row in people(
            code, group, count, source=group_sources[group], period=census if group == "resident" else 1403
        )
    ]


@pytest.mark.parametrize("indicator", CATALOGUE)
def test_one_row_for_every_area_of_the_level_in_code_order_and_all_columns(demo, indicator):
    reference = reference_of(demo)[1]
    for level, number in (("county", 16), ("district", 35)):
        frame = released(demo, indicator=indicator, level=level)
        assert list(frame.data["pcode"]) == sorted(frame.data["pcode"]) == reference.tree.within(PROVINCE, LEVEL[level])
        assert len(frame.data) == number
        assert list(frame.data.columns) == [*RELEASE_COLUMNS, *CATALOGUE[indicator].extras]
        assert set(frame.data["indicator_id"]) == {indicator}
        assert set(frame.data["level"]) == {LEVEL[level]}
        assert frame.data[["name_fa", "name_en", "source_ids", "reference_period"]].ne("").all().all()
        assert list(frame.context["pcode"]) == [PROVINCE]
        assert frame.truncated == ()


def test_drilled_into_a_county_its_districts_are_the_rows_and_province_and_county_the_context(office):
    frame = released(office(), level="district", area=A)
    assert list(frame.data["pcode"]) == [A1, A2]
    assert list(frame.context["pcode"]) == [PROVINCE, A]
    assert frame.context["demand_persons"].tolist() == [9000, 6000]


def test_areas_without_figures_are_rows_of_the_frame(office):
    table = rows(
        office(population=people(A1, "resident", 500) + people(A1, "refugee", 10) + people(A1, "documented", 10))
    )
    assert list(table.index) == [A, B]
    assert list(table["status"]) == ["no_data", "no_data"]
    assert list(table["name_en"]) == [f"Area {A}", f"Area {B}"]


def test_the_standard_is_named_and_its_source_stands_with_the_others(office):
    table = rows(office(), standard="ppc_40")
    assert set(table["standard_id"]) == {"ppc_40"}
    assert set(table["source_ids"]) == {"c95;std"}
    assert rows(office_again(office), indicator="foreign_share")["standard_id"].isna().all()


def office_again(office):
    """A second source on the database that the fixture has made."""
    return office(dataset=[], admin_area=[], source=[], service_standard=[], population=[])


def test_a_users_target_is_named_with_its_number(office):
    centre = facility("T1", A1, "training_centre", sector="livelihoods")
    source = office(facility=[centre], facility_status=[status("T1", status="closed")])
    table = rows(source, indicator="training_places", target="12.5")
    assert set(table["standard_id"]) == {"target_12.5"}
    assert table.loc[A, "need"] == 1000 * 2 * 12.5 / 1000  # 15-17 of two districts


def test_sources_and_periods_of_people_and_facilities_are_all_told(office):
    school = [
        {
            "facility": facility("F1", A1),
            "capacity": capacity("F1", 1401, classrooms=3) + capacity("F1", 1402, "made", shifts=1),
        }
    ]
    source = office(
        facility=[one["facility"] for one in school],
        facility_status=[status("F1", 1399, source="std")],
        facility_capacity=[row for one in school for row in one["capacity"]],
        population=everybody(period=1403, source="office"),
    )
    table = rows(source, level="district")
    assert table.loc[A1, "source_ids"] == "cap;made;office;std"
    assert table.loc[A1, "reference_period"] == "1401-1403"
    assert table.loc[A1, "is_demonstration"]
    assert table.loc[A2, "source_ids"] == "office;std"
    assert table.loc[A2, "reference_period"] == "1403"
    assert not table.loc[A2, "is_demonstration"]


def test_the_span_reaches_from_the_oldest_to_the_newest_figure_on_people(office):
    old = [row for row in everybody(period=1395) if row["population_group"] == "resident"]
    new = [row for row in everybody(period=1403) if row["population_group"] != "resident"]
    table = rows(office(population=old + new))
    assert set(table["reference_period"]) == {"1395-1403"}


def test_units_that_are_counted_have_the_year_of_their_own_kinds_register(office):
    kinds = {"F1": "health_post", "F2": "health_post", "F3": "health_house", "F4": "workshop"}
    years = {"F1": 1398, "F2": 1399, "F3": 1400, "F4": 1403}
    source = office(
        population=everybody(period=1400),
        facility=[facility(code, A1, kind) for code, kind in kinds.items()],
        facility_status=[status(code, year) for code, year in years.items()],
    )
    found = source._repository.facilities(1403, ("classrooms",)).data.set_index("facility_id")["period"]
    assert dict(found) == {"F1": 1399, "F2": 1399, "F3": 1400, "F4": 1403}
    assert rows(source, level="district", indicator="health_posts").loc[A1, "reference_period"] == "1399-1400"


def test_a_facility_of_another_indicator_lends_neither_period_nor_source(office):
    source = office(facility=[facility("F1", A1, "health_post")], facility_status=[status("F1", 1400, source="made")])
    assert not rows(source, level="district").loc[A1, "is_demonstration"]


def test_everything_of_the_demonstration_says_so(demo):
    for indicator in CATALOGUE:
        assert rows(demo, indicator=indicator)["is_demonstration"].all()


@pytest.mark.parametrize("kind", ["c95", "made"])
def test_shemiranat_carries_the_note_of_the_city_boundary_on_census_people(office, kind):
    of_census = {"resident": kind, "refugee": "office", "documented": "office"}
    source = office(admin_area=WITH_SHEMIRANAT, population=in_shemiranat(of_census))
    table = rows(source, level="district", indicator="foreign_share")
    assert dict(table["note"]) == {A1: "", A2: "", B1: "", TAJRISH: "city_boundary", LAVASANAT: ""}
    assert rows(source, indicator="school_seats").loc[SHEMIRANAT, "note"] == "city_boundary"


def test_an_offices_own_people_take_the_note_of_the_city_boundary_away(office):
    own = {"host": "office", "refugee": "office", "documented": "office"}
    source = office(admin_area=WITH_SHEMIRANAT, population=in_shemiranat(own))
    assert set(rows(source, level="district")["note"]) == {""}


def test_and_so_do_they_where_an_older_census_still_stands_beside_them(office):
    own = {"host": "office", "refugee": "office", "documented": "office", "resident": "c95"}
    source = office(admin_area=WITH_SHEMIRANAT, population=in_shemiranat(own, census=1395))
    table = rows(source, level="district")
    assert table.loc[TAJRISH, "note"] == ""
    assert "c95" not in table.loc[TAJRISH, "source_ids"]


def test_notes_stand_one_after_the_other(demo):
    notes = set(";".join(rows(demo, level="district")["note"]).split(";")) - {""}
    assert {note.split(":")[0] for note in notes} <= {
        "reported",
        "city_boundary",
        "under_reported",
        "no_population",
        "areas_missing",
    }
    tajrish = rows(demo, level="district").loc[TAJRISH, "note"]
    assert tajrish.endswith("city_boundary")


def test_the_latest_figures_up_to_the_period_count_and_none_that_are_too_old(office):
    source = office(
        population=everybody(period=1399) + everybody(period=1403)[:1],
        facility=[facility(code, A1) for code in ("F1", "F2", "F3", "F4")],
        facility_status=[
            status("F1", 1398),
            status("F2", 1398),
            status("F2", 1402, "closed"),
            status("F3", 1404),
            status("F4", 1398, "planned"),
            status("F4", 1401),
        ],
        facility_capacity=[
            *capacity("F1", 1396, classrooms=1, shifts=1),
            *capacity("F1", 1401, classrooms=4, shifts=1),
            *capacity("F1", 1404, classrooms=100, shifts=1),
            *capacity("F2", 1401, classrooms=10, shifts=1),
            *capacity("F3", 1401, classrooms=20, shifts=1),
            *capacity("F4", 1400, classrooms=7, shifts=1),
        ],
    )
    reference, version = source.reference(), source.version()
    assert reference.options.periods == (1399,)

    def state(period):
        data = source._repository.facilities(period, ("classrooms", "shifts")).data.set_index("facility_id")
        return {code: (row["status"], row["classrooms"]) for code, row in data.iterrows()}

    assert state(1403)["F1"] == ("operational", 4)
    assert state(1403)["F2"] == ("closed", 10)
    assert state(1403)["F4"] == ("operational", 7)
    assert "F3" not in state(1403)
    assert state(1400)["F4"] == ("planned", 7)
    assert state(1400)["F1"][1] != state(1400)["F1"][1]  # 1396 is four years old: missing
    assert state(1399)["F1"] == ("operational", 1)
    assert version.name == "office-1"


def test_people_carry_over_ten_years_and_no_more(office):
    source = office(population=everybody(period=1393) + everybody(period=1404)[3:9])
    read = {period: source._repository.read("population", queries.population(period)).data for period in (1403, 1404)}
    assert len(read[1403]) == 27
    assert set(read[1404]["pcode"] + read[1404]["population_group"]) == {A1 + "refugee", A1 + "documented"}


def test_today_is_the_setting_the_demonstrations_own_day_or_the_clock(demo, office):
    version = demo.version()
    assert version.is_demonstration
    assert demo.as_of(version) == version.released_on
    fixed = office({"as_of": date(2025, 12, 1)})
    assert fixed.as_of(fixed.version()) == date(2025, 12, 1)
    assert released(fixed).as_of == date(2025, 12, 1)
    moving = office_again(office)
    assert moving.as_of(moving.version()) == date.today()


def test_a_database_without_foreign_nationals_offers_no_period_and_says_so(office):
    source = office(population=people(A1, "resident", 10))
    with pytest.raises(DatabaseError, match="no figure on refugees") as error:
        source.reference()
    assert error.value.kind == "bad_data"


@pytest.mark.parametrize("kept", [(), (A1, A2)])
def test_a_database_without_the_province_says_so(office, kept):
    source = office(admin_area=[row for row in areas() if row["pcode"] in kept])
    with pytest.raises(DatabaseError, match="admin_area has no row IR23") as error:
        source.reference()
    assert error.value.kind == "bad_data"

"""Areas that do not exist on the as-of date, in figures and on the map."""

from datetime import date

from tests.measures.offices import areas, everybody, people, released, rows
from tests.toy import A1, A2, B1, LEVELS, PARENTS, PROVINCE, A, B

DAY = date(2026, 2, 15)  # 26 Bahman 1404
OLD = "IR230109"


def with_old(**validity):
    """All areas, and a district that has no people any more."""
    table = areas({**PARENTS, OLD: A}, {**LEVELS, OLD: 3})
    return [{**row, **validity} if row["pcode"] == OLD else row for row in table]


def test_an_abolished_district_is_no_row_and_takes_no_figure_from_its_county(office):
    source = office(admin_area=with_old(valid_to="2020-12-01"))
    assert dict(rows(source)["status"]) == {A: "ok", B: "ok"}
    assert dict(rows(source)["note"]) == {A: "", B: ""}
    assert list(rows(source, level="district").index) == [A1, A2, B1]
    assert list(source.reference().areas.index) == [PROVINCE, A, A1, A2, B, B1]


def test_its_old_people_do_not_count_and_its_boundary_is_not_drawn(office):
    table = [{**row, "boundary": "{}"} for row in with_old(valid_to="1399")]
    old = [row for group in ("resident", "refugee", "documented") for row in people(OLD, group, 50, period=1399)]
    source = office(admin_area=table, population=everybody() + old)
    assert rows(source).loc[A, "demand_persons"] == 6000
    assert list(source.boundaries(source.reference())["pcode"]) == [PROVINCE, A, A1, A2, B, B1]


def test_the_as_of_date_decides(office):
    table = with_old(valid_from="2020-12-01", valid_to="2026-01-31")
    there = office({"as_of": date(2026, 1, 31)}, admin_area=table)
    assert OLD in rows(there, level="district").index
    for day in (date(2026, 2, 1), date(2020, 11, 30)):
        later = office({"as_of": day}, dataset=[], admin_area=[], source=[], service_standard=[], population=[])
        assert OLD not in released(later, level="district").data["pcode"].to_numpy()

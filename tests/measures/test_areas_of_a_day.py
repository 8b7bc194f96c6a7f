"""Areas that do not exist on the as-of date, in figures and on the map."""

from datetime import date

import pandas as pd
import pytest

from domain.grants import Scope
from tests.measures.offices import areas, everybody, people, released, rows
from tests.measures.test_promises import commitment, update
from tests.toy import A1, A2, B1, LEVELS, PARENTS, PROVINCE, A, B

DAY = date(2026, 2, 15)  # 26 Bahman 1404
OLD = "IR230109"


def with_old(**validity):
    """All areas, and a district that has no people any more."""
    table = areas({**PARENTS, OLD: A}, {**LEVELS, OLD: 3})
    return [{**row, **validity} if row["pcode"] == OLD else row for row in table]


def promised_at_old(office, walk):
    """An office that has promised something to a district that is no more, and shares of what became of it."""
    ways = [{"from_pcode": one, "to_pcode": to, "weight": share, "source_id": "c95"} for one, to, share in walk]
    return office(
        admin_area=with_old(valid_to="2020-12-01"),
        crosswalk=ways,
        commitment=[commitment(promised=100.0, pcode=OLD)],
        commitment_update=[update("2025-01-01", "agreed")],
    )


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


@pytest.mark.parametrize(
    ("walk", "at"),
    [([], [A, PROVINCE]), ([(OLD, A1, 1.0)], [A1, A, PROVINCE]), ([(OLD, A1, 0.5), (OLD, B1, 0.5)], [PROVINCE])],
    ids=["without a crosswalk", "one that became another", "one that was divided between two counties"],
)
def test_a_promise_to_an_abolished_district_takes_off_from_the_area_that_holds_all_of_it(office, walk, at):
    source = promised_at_old(office, walk)
    frames = [released(source, level=level) for level in ("county", "district")]
    table = pd.concat([*(one.data for one in frames), frames[0].context]).drop_duplicates("pcode").set_index("pcode")
    off = table["shortage"] - table["remaining_shortage"]
    assert off[off > 0].to_dict() == dict.fromkeys(at, 100.0)
    assert not table["note"].str.contains("unknown_promises").any()


@pytest.mark.parametrize(
    "walk", [[], [(OLD, A1, 1.0)], [(OLD, B1, 1.0)], [(OLD, A1, 0.5), (OLD, B1, 0.5)]], ids=["none", "a1", "b1", "both"]
)
@pytest.mark.parametrize("area", [A, A1, B, B1])
def test_a_link_over_an_area_takes_off_the_same_promises_as_the_office(office, walk, area):
    source = promised_at_old(office, walk)
    level = "county" if area in (A, B) else "district"
    found = [
        released(one, level=level).data.set_index("pcode").loc[area, "remaining_shortage"]
        for one in (source, source.narrowed(Scope(areas=(area,))))
    ]
    assert found[0] == found[1]

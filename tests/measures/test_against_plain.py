"""Every indicator of the demonstration, at all levels, against a second implementation in plain loops."""

import math

import pandas as pd
import pytest

from domain.indicators import CATALOGUE, GROUPS
from tests.measures.offices import released
from tests.measures.plain import STAGES
from tests.measures.plain_demo import plain_at
from tests.measures.plain_shares import (
    RATIOS,
    REHABILITATION,
    foreign_row,
    national_row,
    priority_rows,
    ratio_row,
    rehabilitation_row,
)

pytestmark = pytest.mark.xdist_group("demo_measures")  # what has been read is shared
CHOICES = (GROUPS, ("host",), ("refugee",), ("documented",), ("refugee", "documented"), ("host", "documented"))
VARIANTS = [(indicator, {}) for indicator in STAGES]
VARIANTS += [("school_seats", {"standard": "ppc_40"}), ("training_places", {"target": "12.5"})]
OF_FACILITIES = [(indicator, {}) for indicator in (*RATIOS, *REHABILITATION)]
OF_FACILITIES += [("pupils_per_class", {"standard": "class_40"})]
VIEWS = [("county", 1404), ("county", 1401), ("district", 1404), ("district", 1401)]
WEIGHTS = ("", "3,1,2", "0,1,1", "1,0,0")
BESIDE_STANDARDS = {"hospital_beds": 10}
views = pytest.mark.parametrize(("level", "period"), VIEWS)


@pytest.fixture(scope="module")
def plain(demo, demo_database):
    """By period."""
    return {period: plain_at(demo, demo_database, period) for period in (1401, 1404)}


def names(variants):
    return [f"{one}{more}" for one, more in variants]


def assert_told(frame, expected):
    """Each row of a frame, and each it is compared with, has the figures that are expected, and no other."""
    for _, row in pd.concat([frame.data, frame.context]).iterrows():
        wanted = expected(row["pcode"])
        told = {name: row[name] for name in row.index if isinstance(row[name], float) and not math.isnan(row[name])}
        assert row["status"] == wanted.pop("status"), row["pcode"]
        assert told == pytest.approx(wanted, rel=1e-9, abs=1e-7), row["pcode"]


@views
@pytest.mark.parametrize(("indicator", "choice"), VARIANTS, ids=names(VARIANTS))
def test_figures_are_those_of_plain_loops(demo, plain, indicator, choice, level, period):
    standard = BESIDE_STANDARDS.get(indicator, float(choice.get("standard", "ppc_35").removeprefix("ppc_")))
    target = float(choice["target"]) if "target" in choice else None
    for groups in CHOICES:
        frame = released(demo, indicator=indicator, level=level, period=period, groups=",".join(groups), **choice)
        rows = plain[period]
        assert_told(frame, lambda pcode, groups=groups, rows=rows: rows.row(indicator, pcode, groups, standard, target))


@views
@pytest.mark.parametrize(("indicator", "choice"), OF_FACILITIES, ids=names(OF_FACILITIES))
def test_ratios_of_facilities_are_those_of_plain_loops(demo, plain, indicator, choice, level, period):
    standard = float(choice.get("standard", "class_35").removeprefix("class_"))
    frame = released(demo, indicator=indicator, level=level, period=period, **choice)
    if indicator in REHABILITATION:
        assert_told(frame, lambda pcode: rehabilitation_row(plain[period], indicator, pcode))
    else:
        assert_told(frame, lambda pcode: ratio_row(plain[period], indicator, pcode, standard))


@views
@pytest.mark.parametrize(("indicator", "row"), [("foreign_share", foreign_row), ("national_share", national_row)])
def test_shares_of_people_are_those_of_plain_loops(demo, plain, indicator, row, level, period):
    frame = released(demo, indicator=indicator, level=level, period=period)
    assert_told(frame, lambda pcode: row(plain[period], pcode))


@views
@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_priority_index_is_that_of_plain_loops(demo, plain, weights, level, period):
    frame = released(
        demo, indicator="priority_index", level=level, period=period, **({"w": weights} if weights else {})
    )
    numbers = [float(one) for one in weights.split(",")] if weights else [1.0, 1.0, 1.0]
    rows = priority_rows(plain[period], list(frame.data["pcode"]), numbers)
    whole = {"status": "ok", "value": 100}
    assert_told(ranked_only(frame), lambda pcode: rows.get(pcode, whole))
    assert frame.context["value"].tolist() == pytest.approx([100])


def ranked_only(frame):
    """The frame without what it is compared with, which has no rank."""
    return type(frame)(frame.selection, frame.data, frame.context.iloc[:0], frame.data_version, frame.as_of)


def test_every_indicator_of_the_catalogue_has_a_second_implementation():
    shares = {"foreign_share", "national_share", "priority_index"}
    assert {*STAGES, *RATIOS, *REHABILITATION, *shares} == set(CATALOGUE)


def test_the_demonstration_has_every_status_to_compare(demo):
    found = pd.concat(
        released(demo, indicator=indicator, level="district", groups=groups).data["status"]
        for indicator in STAGES
        for groups in ("refugee", "host,refugee,documented")
    )
    assert set(found) == {"ok", "few", "no_data"}


def test_the_demonstration_has_promises_that_take_something_off_a_shortage(demo):
    data = released(demo, indicator="school_seats", level="district").data
    assert (data["remaining_shortage"] < data["shortage"]).sum() >= 3
    assert (data["remaining_shortage"] > 0).any()

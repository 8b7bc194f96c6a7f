"""A small province for unit tests: county A with two districts, county B with one."""

from datetime import date

import pandas as pd
from hypothesis import settings

from domain.admin import AreaTree
from domain.capacity import Question, base_table, people_of
from domain.commitments import COLUMNS, open_promises, remaining
from domain.disclosure import Rounding
from domain.frames import ProtectedCells, RawFrame
from domain.gap import figures
from domain.indicators import AGE_BANDS, CATALOGUE, GROUPS
from domain.offers import offers_of
from domain.ratio import ratios
from domain.selection import Options
from domain.shares import foreign_share
from domain.supplies import MEASURES

A, A1, A2 = "IR2301", "IR230101", "IR230102"
B, B1 = "IR2302", "IR230201"
PROVINCE = "IR23"
PARENTS = {PROVINCE: None, A: PROVINCE, A1: A, A2: A, B: PROVINCE, B1: B}
LEVELS = {PROVINCE: 1, A: 2, A1: 3, A2: 3, B: 2, B1: 3}
TREE = AreaTree(PARENTS, LEVELS)
COUNTIES = ("IR2301", "IR2310", "IR23X1")
AREAS = {"IR": 0, PROVINCE: 1, **dict.fromkeys(COUNTIES, 2), "IR231002": 3}
STANDARDS = {"school_seats": {"ppc_35": 35.0, "ppc_40": 40.0}, "health_houses": {"hh_1200": 1200.0}}
OPTIONS = Options((1400, 1403, 1404), AREAS, STANDARDS)
KEY = b"a key for unit tests alone"
ROUNDING = Rounding(KEY, 5)
TODAY = date(2026, 2, 15)
RAW_COLUMNS = (
    "pcode",
    "period",
    "population_group",
    "sex",
    "age_band",
    "area_type",
    "persons",
    "source_id",
    "source_kind",
)


def steady(examples):
    """Hypothesis without a clock and with the same examples each time."""
    return settings(max_examples=examples, deadline=None, derandomize=True)


def tree_with(districts):
    """County A alone, with so many districts."""
    codes = [f"{A}{number:02d}" for number in range(1, districts + 1)]
    parents = {PROVINCE: None, A: PROVINCE, **dict.fromkeys(codes, A)}
    return AreaTree(parents, {PROVINCE: 1, A: 2, **dict.fromkeys(codes, 3)}), codes


def person(pcode, group, persons, age="18-64", area_type="urban", sex="f", period=1403, source="s1", kind="census"):
    """One row of the population table."""
    return (pcode, period, group, sex, age, area_type, persons, source, kind)


def raw(*rows, truncated=False):
    return RawFrame("population", pd.DataFrame(list(rows), columns=list(RAW_COLUMNS)), RAW_COLUMNS, truncated)


def cells(people):
    """Protected cells from {(area, age, area type): (host, refugee, documented)}; None is an unknown group."""
    rows = [
        (pcode, group, age, area_type, persons)
        for (pcode, age, area_type), persons_by_group in people.items()
        for group, persons in zip(GROUPS, persons_by_group, strict=True)
        if persons is not None
    ]
    data = pd.DataFrame(rows, columns=["pcode", "group", "age_band", "area_type", "persons"])
    areas = sorted(set(data["pcode"]))
    told = {"period": 1403, "newest_period": 1403, "source_ids": "s1", "kinds": "census"}
    info = pd.DataFrame(told, index=pd.Index(areas, name="pcode"))
    return ProtectedCells(data, info)


def evenly(pcode, *persons, area_type="urban"):
    """The same persons of each group in every age band of an area."""
    return {(pcode, age, area_type): persons for age in AGE_BANDS}


def facility(pcode, kind, open_to="all", status="operational", **measures):
    return {"pcode": pcode, "kind": kind, "open_to": open_to, "status": status, **measures}


def facilities(*rows):
    columns = ["pcode", "kind", "open_to", "status", *MEASURES]
    return pd.DataFrame(list(rows), columns=columns).astype(dict.fromkeys(MEASURES, float))


def question(indicator, standard=None, groups=GROUPS, target=None, missing_limit=0.2):
    return Question(CATALOGUE[indicator], groups, standard, target, missing_limit)


def table_of(asked, protected, supply, tree=TREE):
    """The base table of some protected cells and facilities."""
    persons = people_of(protected)
    return base_table(asked, persons, offers_of(supply, persons.areas, tree), tree)


def computed(asked, people, supply, areas, tree=TREE):
    """The figures of some areas, from toy people and facilities."""
    rule = foreign_share if asked.entry.family == "foreign_share" else figures
    return rule(asked, table_of(asked, cells(people), facilities(*supply), tree), tree, list(areas))


def ratio_of(asked, supply, areas, tree=TREE):
    """The ratio of some areas, from toy facilities."""
    lowest = tuple(tree.leaves(PROVINCE))
    return ratios(asked, offers_of(facilities(*supply), lowest, tree), lowest, tree, list(areas))


def promise(indicator, pcode, promised, status="agreed", **more):
    """One row of the commitments on a day; `delivered` so far, `counted` up to the reference date."""
    row = {"indicator_id": indicator, "pcode": pcode, "promised": promised, "status": status, **more}
    return {"delivered": 0.0, "counted": 0.0, "population_group": None, "facility_id": None, **row}


def promises(*rows, operating=()):
    """What is still owed; the commitments are numbered in the order in which they are given."""
    numbered = [{"commitment_id": f"c_{place:03d}", **row} for place, row in enumerate(rows)]
    data = pd.DataFrame(numbered, columns=list(COLUMNS)).astype({"population_group": object, "facility_id": object})
    return open_promises(data, frozenset(operating))


def after(asked, people, supply, owed, areas, tree=TREE):
    """What is promised for some areas and remains of their shortage."""

    def of(one):
        return table_of(one, cells(people), facilities(*supply), tree)

    return remaining(asked, of(asked), tree, owed, list(areas), table_of=of)

"""A case of one district, computed by the rules that compute every page."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from domain.admin import PROVINCE, AreaTree
from domain.capacity import BaseTable, Question, base_table, people_of
from domain.commitments import COLUMNS, open_promises, remaining
from domain.frames import National, ProtectedCells
from domain.gap import figures
from domain.indicator import GROUPS, Indicator, Text
from domain.indicators import PRIORITY_SECTORS
from domain.offers import offers_of
from domain.priority import priority_index
from domain.ratio import ratios
from domain.shares import foreign_share, national_share
from domain.supplies import MEASURES

COUNTY, HERE, THERE = "IR2301", "IR230101", "IR230102"
TREE = AreaTree(
    {PROVINCE: None, COUNTY: PROVINCE, HERE: COUNTY, THERE: COUNTY}, {PROVINCE: 1, COUNTY: 2, HERE: 3, THERE: 3}
)
Given = Mapping[str, float]


@dataclass(frozen=True)
class Case:
    """What there is in a district, and what is asked of it.

    Attributes
    ----------
    people : mapping of (age band, area type) to (host, refugee, documented)
        Persons.
    facilities : tuple of mapping
        `kind` and what the facility reports; open to all and operational unless it says otherwise.
    standard, target : float or None
        As in `domain.capacity.Question`.
    groups : tuple of str
    promises : tuple of mapping
        Commitments for the district, columns of `domain.commitments.COLUMNS`.
    national : mapping of str to float
        Persons in the country, by group.
    shortages : mapping of str to tuple of float
        For the index, by sector: shortage here, need here, shortage in the rest of the province.
    """

    people: Mapping[tuple[str, str], tuple[float, float, float]] = field(default_factory=dict)
    facilities: tuple[Mapping[str, object], ...] = ()
    standard: float | None = None
    target: float | None = None
    groups: tuple[str, ...] = GROUPS
    promises: tuple[Mapping[str, object], ...] = ()
    national: Mapping[str, float] = field(default_factory=dict)
    shortages: Mapping[str, tuple[float, float, float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Example:
    """A worked example.

    Attributes
    ----------
    given : mapping of str to float
        The numbers that the reader is told first.
    case : callable
        Makes the case from them.
    text : Text
        The sentence, with `{name}` for a number given and for a figure of the released frame.
    """

    given: Given
    case: Callable[[Given], Case]
    text: Text


def figures_of(entry: Indicator, example: Example) -> dict[str, float]:
    """Compute an example.

    Parameters
    ----------
    entry : Indicator
    example : Example

    Returns
    -------
    dict of str to float
        The numbers given and the figures of the district, those that it has.
    """
    case = example.case(example.given)
    row = _computed(entry, case).loc[HERE]
    found = {str(name): float(value) for name, value in row.items() if isinstance(value, float)}
    return {**example.given, **{name: value for name, value in found.items() if not math.isnan(value)}}


def _computed(entry: Indicator, case: Case) -> pd.DataFrame:
    if entry.family == "index":
        return priority_index(entry, (1.0,) * len(PRIORITY_SECTORS), _shortages(case), {})
    rows = [{"pcode": HERE, "open_to": "all", "status": "operational", **one} for one in case.facilities]
    measures = dict.fromkeys(MEASURES, float)
    facilities = pd.DataFrame(rows, columns=["pcode", "kind", "open_to", "status", *MEASURES]).astype(measures)
    asked = Question(entry, case.groups, case.standard, case.target)
    if entry.family == "ratio":
        return ratios(asked, offers_of(facilities, (HERE,), TREE), (HERE,), TREE, [HERE])
    people = people_of(_cells(case))
    offers = offers_of(facilities, people.areas, TREE)

    def table_of(question: Question) -> BaseTable:
        return base_table(question, people, offers, TREE)

    table = table_of(asked)
    if entry.family == "foreign_share":
        return foreign_share(asked, table, TREE, [HERE])
    if entry.family == "national_share":
        country = {group: National(float(persons), 1403, frozenset()) for group, persons in case.national.items()}
        return national_share(asked, table, TREE, [HERE], country)
    found = figures(asked, table, TREE, [HERE])
    if not case.promises:
        return found
    promises = [{"commitment_id": str(place), "pcode": HERE, **one} for place, one in enumerate(case.promises)]
    owed = open_promises(pd.DataFrame(promises, columns=list(COLUMNS)), frozenset())
    after = remaining(asked, table, TREE, owed, [HERE], table_of=table_of)
    return found.assign(**{str(name): column for name, column in after.items()})


def _shortages(case: Case) -> dict[str, pd.DataFrame]:
    return {
        sector: pd.DataFrame({"shortage": [here, there], "need": [need, there]}, index=[HERE, THERE], dtype=float)
        for sector, (here, need, there) in case.shortages.items()
    }


def _cells(case: Case) -> ProtectedCells:
    rows = [
        (HERE, group, age, area_type, persons)
        for (age, area_type), by_group in case.people.items()
        for group, persons in zip(GROUPS, by_group, strict=True)
    ]
    data = pd.DataFrame(rows, columns=["pcode", "group", "age_band", "area_type", "persons"])
    info = pd.DataFrame(
        {"period": [1403], "newest_period": [1403], "source_ids": ["example"], "kinds": ["census"]}, index=[HERE]
    )
    return ProtectedCells(data, info)

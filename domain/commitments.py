"""What partners still owe, and what remains of a shortage once all of it is delivered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from domain.admin import AreaTree
from domain.capacity import BaseTable, Question
from domain.gap import gaps_of
from domain.indicators import GROUPS

OPEN_STATES = ("agreed", "in_progress")
MADE_STATES = (*OPEN_STATES, "delivered")  # a proposal is no promise yet, a cancelled one no longer
COLUMNS = (
    "commitment_id",
    "indicator_id",
    "pcode",
    "population_group",
    "facility_id",
    "promised",
    "status",
    "delivered",
    "counted",
)


@dataclass(frozen=True)
class Tally:
    """How many commitments stand how on a day.

    Attributes
    ----------
    day : datetime.date
    made : int
        Agreed, in progress or delivered.
    delivered : int
    due : int
        Made, and due before the day.
    late : int
        Due before the day, agreed or in progress, not delivered.
    proposed, cancelled : int
        Not part of those made.
    """

    day: date
    made: int
    delivered: int
    due: int
    late: int
    proposed: int
    cancelled: int


def tally(commitments: pd.DataFrame, day: date) -> Tally:
    """Count commitments by their state on a day; `late` is stored nowhere, so that it is never out of date.

    Parameters
    ----------
    commitments : pandas.DataFrame
        `status` on the day (missing before the first update) and `due_on` (ISO text).
    day : datetime.date

    Returns
    -------
    Tally
    """
    status, due = commitments["status"], commitments["due_on"].astype(str) < day.isoformat()
    delivered = status == "delivered"
    made = status.isin(MADE_STATES)
    parts = (made, delivered, made & due, late_on(commitments, day), status == "proposed", status == "cancelled")
    return Tally(day, *(int(part.sum()) for part in parts))


def open_promises(commitments: pd.DataFrame, operating: frozenset[str]) -> pd.DataFrame:
    """Return what is promised and not yet in the figures on capacity.

    Parameters
    ----------
    commitments : pandas.DataFrame
        One row per commitment, `COLUMNS`: its state on the as-of date, what was `delivered` by then, and what was
        delivered by the reference date of the facility data, so that it is `counted` in the capacity already.
    operating : frozenset of str
        Facilities that operate in the period: they are counted too, whatever is promised for them.

    Returns
    -------
    pandas.DataFrame
        `indicator_id, pcode, population_group, open`. Agreed or in progress: promised - counted. Delivered after the
        reference date: delivered - counted. A facility that several commitments build counts once, with the largest.
    """
    rows = commitments[~commitments["facility_id"].isin(operating)]
    agreed, done = rows["status"].isin(OPEN_STATES), rows["status"] == "delivered"
    whole = rows["promised"].where(agreed, rows["delivered"])
    rows = rows.assign(open=(whole - rows["counted"]).clip(lower=0.0))[agreed | done]
    alone, shared = rows[rows["facility_id"].isna()], rows[rows["facility_id"].notna()]
    # Of equal ones the first commitment, whatever the order of the rows.
    ordered = shared.sort_values(["open", "commitment_id"], ascending=[False, True])
    largest = ordered.drop_duplicates(["indicator_id", "facility_id"])
    kept = pd.concat([part for part in (alone, largest) if len(part)] or [alone])
    return kept[["indicator_id", "pcode", "population_group", "open"]]


def late_on(commitments: pd.DataFrame, day: date) -> pd.Series:
    """Tell which commitments are late on a day; it is stored nowhere, so that it is never out of date.

    Parameters
    ----------
    commitments : pandas.DataFrame
        `status` on the day and `due_on` (ISO text).
    day : datetime.date

    Returns
    -------
    pandas.Series of bool
        Due before the day, agreed or in progress, not delivered.
    """
    late: pd.Series = commitments["status"].isin(OPEN_STATES) & (commitments["due_on"].astype(str) < day.isoformat())
    return late


def remaining(
    question: Question,
    table: BaseTable,
    tree: AreaTree,
    promises: pd.DataFrame,
    areas: list[str],
    *,
    table_of: Callable[[Question], BaseTable],
) -> pd.DataFrame:
    """Return what is promised for some areas and what remains of their shortage after it.

    Parameters
    ----------
    question : Question
    table : BaseTable
        Of the question.
    tree : AreaTree
    promises : pandas.DataFrame
        From `open_promises`, of all indicators.
    areas : list of str
    table_of : callable
        Makes the table of another question: what one group lacks tells how far a promise for it reaches.

    Returns
    -------
    pandas.DataFrame
        Indexed by P-code: `promised_open` and `remaining_shortage`, both in the indicator's unit for the chosen
        groups. In a base area max(0, shortage - open); above it the sum of the parts less what is promised for the
        larger area as a whole, not below 0, so that a promise beyond one district's need helps no other one. Nor does
        a promise for one group help another: of it counts what the group lacks when its part of the promises for
        everybody is delivered. NaN where there is no shortage to speak of.
    """
    here = promises[promises["indicator_id"] == question.entry.id]
    shared, named = _owed(question, table, tree, here)
    short = _shortages(question, table)
    useful = dict.fromkeys(named, 0.0)
    for group in sorted({str(one) for one in here["population_group"].dropna()} & set(question.groups)):
        alone = replace(question, groups=(group,))
        own = table if alone == question else table_of(alone)
        _, helped = _delivered(tree, _shortages(alone, own), *_owed(alone, own, tree, here))
        for code, amount in helped.items():
            useful[code] += amount
    left, _ = _delivered(tree, short, shared, useful)
    rows = [
        {
            "promised_open": sum(
                one for code, one in (*shared.items(), *named.items()) if area in tree.ancestors(code)
            ),
            "remaining_shortage": left.get(area, np.nan),
        }
        for area in areas
    ]
    columns = ["promised_open", "remaining_shortage"]
    return pd.DataFrame(rows, index=pd.Index(areas, name="pcode"), columns=columns).astype(float)


def _owed(
    question: Question, table: BaseTable, tree: AreaTree, promises: pd.DataFrame
) -> tuple[dict[str, float], dict[str, float]]:
    """By area, the chosen groups' part of what is promised to everybody, and what is promised to one of them."""
    shared: dict[str, float] = {}
    named: dict[str, float] = {}
    for row in promises.itertuples():
        place = next(iter(tree.ancestors(str(row.pcode))), str(row.pcode))
        target = tree.nearest(place, table.areas) or place
        amount = float(str(row.open))
        if not isinstance(row.population_group, str):
            shared[target] = shared.get(target, 0.0) + amount * _share(question, table, target)
        elif row.population_group in question.groups:
            named[target] = named.get(target, 0.0) + amount
    return shared, named


def _share(question: Question, table: BaseTable, area: str) -> float:
    """The chosen groups' part of a promise for everybody, by who lives there."""
    inside = table.inside.get(area, [])
    everyone = float(table.everyone[inside].sum())
    return float(table.demand[inside].sum()) / everyone if everyone else len(question.groups) / len(GROUPS)


def _shortages(question: Question, table: BaseTable) -> dict[str, float]:
    """Shortage by base area with known people; empty where nothing says how much is needed."""
    short = gaps_of(question, table).shortage
    if short is None:
        return {}
    known = {code: row for row, code in enumerate(table.areas) if row in table.inside.get(code, ())}
    return {code: float(short[row].sum()) for code, row in known.items() if not np.isnan(short[row].sum())}


def _delivered(
    tree: AreaTree, short: Mapping[str, float], shared: Mapping[str, float], named: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Take promises off shortages from the base areas upwards: what is left by area, and how much of `named` helped."""
    left, helped = dict(short), dict.fromkeys(named, 0.0)
    children: dict[str, set[str]] = {}
    for code in short:
        chain = tree.ancestors(code)
        for child, parent in pairwise(chain):
            children.setdefault(parent, set()).add(child)
    for code in (*short, *sorted(children, key=lambda one: -tree.levels[one])):
        inside = short[code] if code in short else sum(left[child] for child in sorted(children[code]))
        after = max(0.0, inside - shared.get(code, 0.0))
        if code in named:
            helped[code] = min(named[code], after)
        left[code] = after - helped.get(code, 0.0)
    return left, helped

"""From people and facilities to need, capacity, gap, shortage and the mapped value.

Sums run from the base areas and stages upwards: a county is the sum of its districts, rates are sums divided by
sums, and a surplus never cancels a shortage elsewhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from domain.admin import AreaTree
from domain.capacity import Array, BaseTable, Question
from domain.disclosure import FEW_BELOW

FIGURES = ("value", "demand_persons", "need", "capacity", "gap", "shortage", "coverage_pct")
ROUNDING_SLACK = 1e-9


@dataclass(frozen=True)
class Gaps:
    """Need and shortage by base area and stage, in the indicator's unit; None where nothing says how much is needed."""

    need: Array | None
    shortage: Array | None


def need_of(question: Question, demand: Array) -> Array | None:
    """Return the capacity that so many persons need.

    Parameters
    ----------
    question : Question
        Seats: one a person. Units: demand / standard. Training places: demand x target / 1,000.
    demand : numpy.ndarray of float64
        Persons.

    Returns
    -------
    numpy.ndarray of float64 or None
        In the indicator's unit; None without a standard or target.
    """
    entry = question.entry
    if entry.supply == "seats":
        return demand
    if entry.takes_target and question.target is not None:
        return demand * question.target / 1000.0
    if entry.persons_per_unit and question.standard is not None:
        return demand / question.standard
    return None


def gaps_of(question: Question, table: BaseTable) -> Gaps:
    """Return need and shortage = max(0, need - capacity), base area by base area and stage by stage."""
    need = need_of(question, table.demand)
    return Gaps(need, None if need is None else np.maximum(need - table.capacity, 0.0))


def figures(question: Question, table: BaseTable, tree: AreaTree, areas: list[str]) -> pd.DataFrame:
    """Return the figures of some areas.

    Parameters
    ----------
    question : Question
    table : BaseTable
        Made for the same question and tree.
    tree : AreaTree
    areas : list of str
        P-codes of any level, the rows.

    Returns
    -------
    pandas.DataFrame
        Indexed by P-code: `status`, `FIGURES`, `note` and the indicator's extras. Figures are NaN unless the status
        is `ok`; `note` holds ASCII codes with `;` between them.
    """
    gaps = gaps_of(question, table)
    rows = [_area_row(question, table, gaps, code, tree.leaves(code)) for code in areas]
    columns = ["status", *FIGURES, "note", *question.entry.extras]
    return pd.DataFrame(rows, index=pd.Index(areas, name="pcode"), columns=columns)


def _area_row(question: Question, table: BaseTable, gaps: Gaps, code: str, leaves: list[str]) -> dict[str, object]:
    inside = table.inside.get(code, [])
    missing = sum(not table.held[leaf] for leaf in leaves)
    if not inside or missing > question.missing_limit * len(leaves) + ROUNDING_SLACK:
        return _blank("no_data", ["no_population"])
    notes = [f"areas_missing:{missing}/{len(leaves)}"] if missing else []
    count, reported = int(table.facilities[inside].sum()), int(table.reported[inside].sum())
    if reported < count:
        notes.append(f"reported:{reported}/{count}")
    if count - reported > question.missing_limit * count + ROUNDING_SLACK:
        return _blank("no_data", ["under_reported", *notes])
    # A share is as telling as its smaller part, so the foreign nationals are what may be too few there.
    told = table.foreign if question.entry.supply == "none" else table.demand
    if table.everyone[inside].sum() == 0:
        return _blank("no_data", ["nobody_to_serve"])
    if told[inside].sum() < FEW_BELOW:
        return _blank("few", notes)
    row = _sums(question, table, gaps, inside)
    if math.isnan(row["value"]):
        return _blank("no_data", ["no_standard"])
    return row | {"status": "ok", "note": ";".join(notes)}


def _blank(status: str, notes: list[str]) -> dict[str, object]:
    return {"status": status, "note": ";".join(notes)}


def _sums(question: Question, table: BaseTable, gaps: Gaps, inside: list[int]) -> dict[str, float]:
    demand, foreign = float(table.demand[inside].sum()), float(table.foreign[inside].sum())
    if question.entry.supply == "none":
        return {"demand_persons": demand, "value": 100.0 * foreign / demand, "foreign_persons": foreign}
    capacity, apart = float(table.capacity[inside].sum()), float(table.apart[inside].sum())
    row: dict[str, float] = {
        "demand_persons": demand,
        "capacity": capacity,
        "units_per_10000": 10_000.0 * capacity / demand,
        "places_per_1000": 1_000.0 * capacity / demand,
        "persons_per_unit": demand / capacity if capacity else math.nan,
        "health_houses": apart,
        "units_per_10000_with_health_houses": 10_000.0 * (capacity + apart) / demand,
    }
    if gaps.need is not None and gaps.shortage is not None:
        need, short = float(gaps.need[inside].sum()), gaps.shortage[inside]
        row |= {"need": need, "gap": need - capacity, "shortage": float(short.sum())}
        row |= {"coverage_pct": 100.0 * capacity / need if need else math.nan, "units_short": whole_units(short)}
        row["classrooms_short"] = whole_units(short / (question.standard or math.nan))
    return {**row, "value": row.get(question.entry.value, math.nan)}


def whole_units(short: Array) -> float:
    """Return the shortage in whole units: rounded up by base area and stage, then summed.

    The slack keeps a shortage of 2.0000000001, an artefact of the arithmetic, from asking for three.
    """
    return float(np.ceil(short - ROUNDING_SLACK).clip(min=0).sum())

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
from domain.capacity import BaseTable, Question
from domain.status import FEW_BELOW, ROUNDING_SLACK, Row, blank, people_known, reports_known
from domain.supplies import SUPPLIES, Array

# Units; who needs less than a tenth of one facility cannot be ranked by what part of it there is.
SMALL_NEED = 0.1
FIGURES = ("value", "demand_persons", "need", "capacity", "gap", "shortage", "coverage_pct")


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
        Seats: one a person. Units: demand / standard, or demand x standard / 10,000. Training places: demand x
        target / 1,000.
    demand : numpy.ndarray of float64
        Persons.

    Returns
    -------
    numpy.ndarray of float64 or None
        In the indicator's unit; None without a standard or target.
    """
    entry, standard = question.entry, question.standard
    if entry.standard_as == "pupils_per_class":
        return demand
    if entry.takes_target and question.target is not None:
        return demand * question.target / 1000.0
    if entry.standard_as == "persons_per_unit" and standard is not None:
        return demand / standard
    if entry.standard_as == "units_per_10000" and standard is not None:
        return demand * standard / 10_000.0
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
    return framed(rows, areas, question.entry.extras)


def framed(rows: list[Row], areas: list[str], extras: tuple[str, ...]) -> pd.DataFrame:
    """Return rows as the frame that every family of indicators gives: `status`, `FIGURES`, `note`, the extras."""
    columns = ["status", *FIGURES, "note", *extras]
    return pd.DataFrame(rows, index=pd.Index(areas, name="pcode"), columns=columns)


def _area_row(question: Question, table: BaseTable, gaps: Gaps, code: str, leaves: list[str]) -> Row:
    inside, notes, told = people_known(table, code, leaves, question.missing_limit)
    if told:
        count, reported = int(table.facilities[inside].sum()), int(table.reported[inside].sum())
        reports, told = reports_known(count, reported, question.missing_limit)
        notes = [*notes, *reports] if told else [reports[0], *notes, *reports[1:]]
    if not told:
        return blank("no_data", notes)
    if lacking := _lacking(question, table, inside):
        return blank("no_data", [lacking])
    if table.demand[inside].sum() < FEW_BELOW:
        return blank("few", notes)
    row = _sums(question, table, gaps, inside)
    if SUPPLIES[question.entry.supply].persons and reported and row["capacity"] < FEW_BELOW:
        return blank("few", notes)
    if question.entry.standard_as == "persons_per_unit" and row["need"] < SMALL_NEED:
        notes = [*notes, "small_need"]
    return row | {"status": "ok", "note": ";".join(notes)}


def _lacking(question: Question, table: BaseTable, inside: list[int]) -> str:
    """Say what a figure would need and does not have."""
    entry = question.entry
    if entry.supply and not question.has_facilities:
        return "no_sector"
    if table.everyone[inside].sum() == 0:
        return "nobody_to_serve"
    needs_standard = entry.standard_as in ("pupils_per_class", "persons_per_unit")
    return "no_standard" if needs_standard and question.standard is None else ""


def _sums(question: Question, table: BaseTable, gaps: Gaps, inside: list[int]) -> dict[str, float]:
    demand, capacity = float(table.demand[inside].sum()), float(table.capacity[inside].sum())
    apart = float(table.apart[inside].sum())
    row: dict[str, float] = {
        "demand_persons": demand,
        "capacity": capacity,
        "pipeline_capacity": float(table.pipeline[inside].sum()),
        "units_per_10000": 10_000.0 * capacity / demand,
        "beds_per_10000": 10_000.0 * capacity / demand,
        "places_per_1000": 1_000.0 * capacity / demand,
        "served_per_1000": 1_000.0 * capacity / demand,
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

"""What facilities offer, whose share of it that is, and for how many people: by base area and stage.

A base area is the finest area whose people are known; facilities below it count for it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.admin import AreaTree
from domain.frames import ProtectedCells
from domain.indicators import AGE_BANDS, AREA_TYPES, FOREIGN_GROUPS, GROUPS, Indicator, Stage

Array = npt.NDArray[np.float64]
OPERATING = ("operational", "needs_rehabilitation")
OPEN_TO: dict[str, tuple[str, ...]] = {"all": GROUPS, "foreign_nationals": FOREIGN_GROUPS, "host": ("host",)}
MAX_SHIFTS = 2


@dataclass(frozen=True)
class Question:
    """What is asked of the figures, apart from the areas.

    Attributes
    ----------
    entry : Indicator
    groups : tuple of str
        The chosen groups, G in the formulas.
    standard : float or None
        Pupils per class, or persons per unit.
    target : float or None
        Places per 1,000 working-age people, set by a user.
    missing_limit : float
        Share (0 to 1) without figures above which an area is `no_data`.
    """

    entry: Indicator
    groups: tuple[str, ...]
    standard: float | None
    target: float | None = None
    missing_limit: float = 0.2


@dataclass(frozen=True)
class BaseTable:
    """Figures by base area (rows) and stage (columns).

    Attributes
    ----------
    areas : tuple of str
        The base areas.
    inside : dict of str to list of int
        Rows inside each area of any level, base areas without known people left out.
    held : dict of str to bool
        Each lowest area: whether the people of its base area are known.
    demand, everyone, foreign : numpy.ndarray of float64
        Persons of the chosen groups, of all groups, of the foreign groups; NaN where not known.
    capacity, apart : numpy.ndarray of float64
        The chosen groups' share of what the stage's kinds, and the kinds told apart, offer; units.
    facilities, reported : numpy.ndarray of float64
        Operating facilities, and those of them that reported.
    """

    areas: tuple[str, ...]
    inside: dict[str, list[int]]
    held: dict[str, bool]
    demand: Array
    everyone: Array
    foreign: Array
    capacity: Array
    apart: Array
    facilities: Array
    reported: Array


def facility_supply(facilities: pd.DataFrame, entry: Indicator, pupils_per_class: float | None) -> Array:
    """Return what each facility offers, NaN where it has not reported.

    Parameters
    ----------
    facilities : pandas.DataFrame
        One row per facility with `classrooms`, `shifts`, `training_places` (the latest within three years).
    entry : Indicator
        Its `supply` says which measure counts; health units count as one each.
    pupils_per_class : float or None
        The standard of `school_seats`.

    Returns
    -------
    numpy.ndarray of float64, shape (facilities,)
        In the indicator's unit: seats = classrooms x min(shifts, 2) x pupils per class.
    """
    if entry.supply == "seats":
        if pupils_per_class is None:
            raise ValueError("school seats need a standard: pupils per class")
        shifts = np.minimum(_floats(facilities["shifts"]), MAX_SHIFTS)
        return _floats(facilities["classrooms"]) * shifts * pupils_per_class
    if entry.supply == "training_places":
        return _floats(facilities["training_places"])
    return np.ones(len(facilities))


def _floats(column: pd.Series) -> Array:
    return np.asarray(column, dtype=np.float64)


def share_for_groups(demand: Array, open_to: str, groups: tuple[str, ...]) -> Array:
    """Return the share of a facility's capacity that is the chosen groups': D(G and O) / D(O).

    Parameters
    ----------
    demand : numpy.ndarray of float64, shape (places, 3)
        Persons of host, refugee and documented (the order of `GROUPS`) where the facilities stand.
    open_to : {'all', 'foreign_nationals', 'host'}
        O, whom the facilities are for.
    groups : tuple of str
        G, the chosen groups.

    Returns
    -------
    numpy.ndarray of float64, shape (places,)
        0 to 1; the groups' shares sum to 1. Where O has nobody, the groups of O share equally, so that
        this holds and all groups together keep the whole capacity.
    """
    is_open = np.array([group in OPEN_TO[open_to] for group in GROUPS])
    chosen = is_open & np.array([group in groups for group in GROUPS])
    whole = demand[:, is_open].sum(axis=1)
    part = demand[:, chosen].sum(axis=1)
    equal = chosen.sum() / is_open.sum()
    return np.asarray(np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), equal), dtype=np.float64)


def demand_by_group(cells: ProtectedCells, stage: Stage) -> Array:
    """Return the persons of each group in a stage.

    Parameters
    ----------
    cells : ProtectedCells
        Its base areas are the rows.
    stage : Stage

    Returns
    -------
    numpy.ndarray of float64, shape (areas, 3)
        Persons in the order of `GROUPS`; NaN where the area has no figure for the group, or none with the
        split that the stage asks for.
    """
    data = cells.data
    no_age, no_type = data["age_band"] == "all", data["area_type"] == "all"
    wanted = (data["age_band"].isin(stage.ages) | no_age) & (data["area_type"].isin(stage.area_types) | no_type)
    blind = no_age & (len(stage.ages) < len(AGE_BANDS)) | no_type & (len(stage.area_types) < len(AREA_TYPES))
    persons = data["persons"].astype(float).where(wanted, 0.0)
    persons = persons.mask(blind & (persons > 0))
    sums = persons.groupby([data["pcode"], data["group"]]).sum(skipna=False).unstack("group")
    return np.asarray(sums.reindex(index=cells.info.index, columns=list(GROUPS)), dtype=np.float64)


def base_table(question: Question, cells: ProtectedCells, facilities: pd.DataFrame, tree: AreaTree) -> BaseTable:
    """Compute demand and capacity where people are known.

    Parameters
    ----------
    question : Question
    cells : ProtectedCells
    facilities : pandas.DataFrame
        One row per facility: `pcode, kind, open_to, status` and the measures that the supply needs.
    tree : AreaTree

    Returns
    -------
    BaseTable
    """
    areas = tuple(cells.info.index)
    index = {code: row for row, code in enumerate(areas)}
    base_of = {code: tree.nearest(code, index) for code in tree.levels}
    counted = facilities[facilities["status"].isin(OPERATING)]
    counted = counted.assign(
        supply=facility_supply(counted, question.entry, question.standard),
        row=counted["pcode"].map(base_of).map(index),
    ).dropna(subset=["row"])
    columns = [_stage_column(question, cells, counted, stage) for stage in question.entry.stages]
    table = {name: np.column_stack([column[name] for column in columns]) for name in columns[0]}
    # The shares of shared facilities ask for the people of every group, chosen or not.
    known = ~np.isnan(table["everyone"].sum(axis=1))
    inside: dict[str, list[int]] = {}
    for row, code in enumerate(areas):
        for above in tree.ancestors(code) if known[row] else ():
            inside.setdefault(above, []).append(row)
    held = {leaf: base is not None and bool(known[index[base]]) for leaf, base in base_of.items()}
    return BaseTable(areas, inside, held, **table)


def _stage_column(question: Question, cells: ProtectedCells, counted: pd.DataFrame, stage: Stage) -> dict[str, Array]:
    persons = demand_by_group(cells, stage)
    chosen = np.array([group in question.groups for group in GROUPS])
    foreign = np.array([group in FOREIGN_GROUPS for group in GROUPS])
    here = counted[counted["kind"].isin(stage.kinds)]
    aside = counted[counted["kind"].isin(stage.apart)]
    rows, reported = here["row"].to_numpy(dtype=int), here["supply"].notna().to_numpy(dtype=float)
    return {
        "demand": persons[:, chosen].sum(axis=1),
        "everyone": persons.sum(axis=1),
        "foreign": persons[:, foreign].sum(axis=1),
        "capacity": _groups_capacity(here, persons, question.groups),
        "apart": _groups_capacity(aside, persons, question.groups),
        "facilities": np.bincount(rows, minlength=len(persons)).astype(float),
        "reported": np.bincount(rows, weights=reported, minlength=len(persons)).astype(float),
    }


def _groups_capacity(facilities: pd.DataFrame, persons: Array, groups: tuple[str, ...]) -> Array:
    total = np.zeros(len(persons))
    for open_to, part in facilities.groupby("open_to"):
        supply = np.nan_to_num(part["supply"].to_numpy(dtype=float))
        whole = np.bincount(part["row"].to_numpy(dtype=int), weights=supply, minlength=len(persons))
        total += whole * share_for_groups(persons, str(open_to), groups)
    return total

"""What facilities offer, whose share of it that is, and for how many people: by base area and stage.

A base area is the finest area whose people are known; facilities below it count for it.
"""

from __future__ import annotations

import math
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


@dataclass(frozen=True)
class People:
    """Persons by base area, group, age band and area type.

    Attributes
    ----------
    areas : tuple of str
        The base areas, the first axis.
    persons : numpy.ndarray of float64, shape (areas, 3, 7, 3)
        In the order of `GROUPS`, `AGE_BANDS` and `AREA_TYPES`, each of the latter two ending with what is known only as
        a total; NaN where the area has no figure for the group.
    """

    areas: tuple[str, ...]
    persons: Array


@dataclass(frozen=True)
class Offers:
    """What operating facilities offer, added up once for all questions.

    Attributes
    ----------
    amount, reported : dict of str to numpy.ndarray of float64, shape (areas, kinds, audiences)
        By `supply`: what is offered (`seats` in classes of a shift), and how many facilities said so.
    count : numpy.ndarray of float64, shape (areas, kinds, audiences)
        Facilities.
    kinds : dict of str to int
        Place of each kind on the second axis; the third is in the order of `OPEN_TO`.
    """

    amount: dict[str, Array]
    reported: dict[str, Array]
    count: Array
    kinds: dict[str, int]


def people_of(cells: ProtectedCells) -> People:
    """Lay protected cells out by base area, group, age band and area type."""
    areas = tuple(cells.info.index)
    shape = (len(areas), len(GROUPS), len(AGE_BANDS) + 1, len(AREA_TYPES) + 1)
    persons, known = np.zeros(shape), np.zeros(shape[:2], dtype=bool)
    data = cells.data
    axes = (areas, GROUPS, (*AGE_BANDS, "all"), (*AREA_TYPES, "all"))
    names = ("pcode", "group", "age_band", "area_type")
    place = [_places(data[name], axis) for name, axis in zip(names, axes, strict=True)]
    counted = np.all([one >= 0 for one in place], axis=0)
    index = tuple(one[counted] for one in place)
    np.add.at(persons, index, data["persons"].to_numpy(dtype=float)[counted])
    known[index[:2]] = True
    persons[~known] = np.nan
    return People(areas, persons)


def offers_of(facilities: pd.DataFrame, areas: tuple[str, ...], tree: AreaTree) -> Offers:
    """Add up what operating facilities offer, by base area, kind and audience.

    Parameters
    ----------
    facilities : pandas.DataFrame
        One row per facility: `pcode, kind, open_to, status` and the measures `classrooms`, `shifts`, `training_places`.
    areas : tuple of str
        The base areas; a facility counts for the nearest at or above its own.
    tree : AreaTree

    Returns
    -------
    Offers
        Seats are classrooms x min(shifts, 2), to be multiplied with the pupils per class of the question.
    """
    base_of = {code: tree.nearest(code, areas) for code in set(facilities["pcode"])}
    kinds = {kind: place for place, kind in enumerate(sorted(set(facilities["kind"])))}
    here = facilities[facilities["status"].isin(OPERATING)]
    place = (
        _places(here["pcode"].map(base_of), areas),
        _places(here["kind"], tuple(kinds)),
        _places(here["open_to"], tuple(OPEN_TO)),
    )
    counted = np.all([one >= 0 for one in place], axis=0)
    index = tuple(one[counted] for one in place)
    shape = (len(areas), len(kinds), len(OPEN_TO))
    amount, reported = {}, {}
    for supply, single in _single_offers(here).items():
        amount[supply], reported[supply] = np.zeros(shape), np.zeros(shape)
        np.add.at(amount[supply], index, np.nan_to_num(single[counted]))
        np.add.at(reported[supply], index, ~np.isnan(single[counted]))
    return Offers(amount, reported, reported["facilities"], kinds)


def _single_offers(facilities: pd.DataFrame) -> dict[str, Array]:
    """What each facility offers, NaN where it has not reported; health units count as one each."""
    shifts = np.minimum(_floats(facilities["shifts"]), MAX_SHIFTS)
    return {
        "facilities": np.ones(len(facilities)),
        "seats": _floats(facilities["classrooms"]) * shifts,
        "training_places": _floats(facilities["training_places"]),
        "none": np.ones(len(facilities)),
    }


def _places(column: pd.Series, axis: tuple[str, ...]) -> npt.NDArray[np.intp]:
    """Place of each value on an axis, -1 where it is not there."""
    return pd.Index(axis).get_indexer(pd.Index(column))


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


def demand_by_group(people: People, stage: Stage) -> Array:
    """Return the persons of each group in a stage.

    Parameters
    ----------
    people : People
    stage : Stage

    Returns
    -------
    numpy.ndarray of float64, shape (areas, 3)
        Persons in the order of `GROUPS`; NaN where the area has no figure for the group, or none with the
        split that the stage asks for.
    """
    ages = [place for place, age in enumerate(AGE_BANDS) if age in stage.ages]
    types = [place for place, area_type in enumerate(AREA_TYPES) if area_type in stage.area_types]
    part = people.persons[:, :, [*ages, -1], :][:, :, :, [*types, -1]]
    total = part.sum(axis=(2, 3))
    blind = np.zeros(total.shape, dtype=bool)
    if len(ages) < len(AGE_BANDS):
        blind |= part[:, :, -1, :].sum(axis=2) > 0
    if len(types) < len(AREA_TYPES):
        blind |= part[:, :, :, -1].sum(axis=2) > 0
    return np.where(blind, np.nan, total)


def base_table(question: Question, people: People, offers: Offers, tree: AreaTree) -> BaseTable:
    """Compute demand and capacity where people are known.

    Parameters
    ----------
    question : Question
    people : People
    offers : Offers
        Made for the areas of `people`.
    tree : AreaTree

    Returns
    -------
    BaseTable
    """
    columns = [_stage_column(question, people, offers, stage) for stage in question.entry.stages]
    table = {name: np.column_stack([column[name] for column in columns]) for name in columns[0]}
    # The shares of shared facilities ask for the people of every group, chosen or not.
    known = ~np.isnan(table["everyone"].sum(axis=1))
    index = {code: row for row, code in enumerate(people.areas)}
    inside: dict[str, list[int]] = {}
    for code, row in index.items():
        for above in tree.ancestors(code) if known[row] else ():
            inside.setdefault(above, []).append(row)
    base_of = {code: tree.nearest(code, index) for code in tree.levels}
    held = {leaf: base is not None and bool(known[index[base]]) for leaf, base in base_of.items()}
    return BaseTable(people.areas, inside, held, **table)


def _stage_column(question: Question, people: People, offers: Offers, stage: Stage) -> dict[str, Array]:
    persons = demand_by_group(people, stage)
    chosen = np.array([group in question.groups for group in GROUPS])
    foreign = np.array([group in FOREIGN_GROUPS for group in GROUPS])
    kinds, aside = (
        [offers.kinds[kind] for kind in names if kind in offers.kinds] for names in (stage.kinds, stage.apart)
    )
    share = np.column_stack([share_for_groups(persons, audience, question.groups) for audience in OPEN_TO])
    supply = question.entry.supply
    return {
        "demand": persons[:, chosen].sum(axis=1),
        "everyone": persons.sum(axis=1),
        "foreign": persons[:, foreign].sum(axis=1),
        "capacity": (offers.amount[supply][:, kinds].sum(axis=1) * share).sum(axis=1) * _a_unit(question),
        "apart": (offers.count[:, aside].sum(axis=1) * share).sum(axis=1),
        "facilities": offers.count[:, kinds].sum(axis=(1, 2)),
        "reported": offers.reported[supply][:, kinds].sum(axis=(1, 2)),
    }


def _a_unit(question: Question) -> float:
    """Capacity in the indicator's unit per unit offered: a class in a shift has seats by the standard."""
    if question.entry.supply != "seats":
        return 1.0
    return math.nan if question.standard is None else question.standard

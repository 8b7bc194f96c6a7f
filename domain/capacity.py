"""Whose share of what facilities offer, and for how many people: by base area and stage.

A base area is the finest area whose people are known; facilities below it count for it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from domain.admin import AreaTree
from domain.frames import ProtectedCells
from domain.indicators import AGE_BANDS, AREA_TYPES, FOREIGN_GROUPS, GROUPS, Indicator, Stage
from domain.offers import OPEN_TO, Offers, places
from domain.supplies import Array


@dataclass(frozen=True)
class Question:
    """What is asked of the figures, apart from the areas.

    Attributes
    ----------
    entry : Indicator
    groups : tuple of str
        The chosen groups, G in the formulas.
    standard : float or None
        As the entry's `standard_as` says: pupils per class, persons per unit, units per 10,000 persons, or the value.
    target : float or None
        Places per 1,000 working-age people, set by a user.
    missing_limit : float
        Share (0 to 1) without figures above which an area is `no_data`.
    has_facilities : bool
        Whether the year has any facility of the indicator's sector, wherever it stands: where it has none the sector
        was not loaded, which is no capacity of 0.
    """

    entry: Indicator
    groups: tuple[str, ...]
    standard: float | None
    target: float | None = None
    missing_limit: float = 0.2
    has_facilities: bool = True

    @property
    def a_unit(self) -> float:
        """Capacity in the indicator's unit per unit offered: a class in a shift has seats by the standard."""
        if self.entry.standard_as != "pupils_per_class":
            return 1.0
        return math.nan if self.standard is None else self.standard


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
    pipeline : numpy.ndarray of float64
        The chosen groups' share of what facilities planned or under construction will offer; units.
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
    pipeline: Array
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


def people_of(cells: ProtectedCells) -> People:
    """Lay protected cells out by base area, group, age band and area type."""
    areas = tuple(cells.info.index)
    shape = (len(areas), len(GROUPS), len(AGE_BANDS) + 1, len(AREA_TYPES) + 1)
    persons, known = np.zeros(shape), np.zeros(shape[:2], dtype=bool)
    data = cells.data
    axes = (areas, GROUPS, (*AGE_BANDS, "all"), (*AREA_TYPES, "all"))
    names = ("pcode", "group", "age_band", "area_type")
    place = [places(data[name], axis) for name, axis in zip(names, axes, strict=True)]
    counted = np.all([one >= 0 for one in place], axis=0)
    index = tuple(one[counted] for one in place)
    np.add.at(persons, index, data["persons"].to_numpy(dtype=float)[counted])
    known[index[:2]] = True
    persons[~known] = np.nan
    return People(areas, persons)


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
    kinds, aside = offers.places_of(stage.kinds), offers.places_of(stage.apart)
    share = np.column_stack([share_for_groups(persons, audience, question.groups) for audience in OPEN_TO])
    # An indicator of people alone counts no facility.
    supply = question.entry.supply or "facilities"

    def for_groups(offered: Array) -> Array:
        return np.asarray((offered.sum(axis=1) * share).sum(axis=1), dtype=np.float64)

    return {
        "demand": persons[:, chosen].sum(axis=1),
        "everyone": persons.sum(axis=1),
        "foreign": persons[:, foreign].sum(axis=1),
        "capacity": for_groups(offers.amount[supply][:, kinds]) * question.a_unit,
        "apart": for_groups(offers.count[:, aside]),
        "pipeline": for_groups(offers.pipeline[supply][:, kinds]) * question.a_unit,
        "facilities": offers.count[:, kinds].sum(axis=(1, 2)),
        "reported": offers.reported[supply][:, kinds].sum(axis=(1, 2)),
    }

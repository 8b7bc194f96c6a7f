"""One family of indicators after the other: which rule of `domain` computes it, and from what."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from domain.admin import PROVINCE, AreaTree
from domain.capacity import BaseTable, People, Question, base_table
from domain.commitments import remaining
from domain.frames import National
from domain.gap import figures
from domain.grants import EVERYTHING, NotGranted, Scope
from domain.indicators import CATALOGUE, GROUPS, PRIORITY_SECTORS, SECTORS
from domain.offers import Offers
from domain.priority import priority_index
from domain.ratio import ratios
from domain.selection import Options, Selection
from domain.shares import foreign_share, national_share


@dataclass(frozen=True)
class Basis:
    """What figures of a period are computed from; no count of foreign nationals in it is raw.

    Attributes
    ----------
    tree : AreaTree
    options : Options
    people : People
    offers : Offers
        Added up for the areas of `people`.
    lowest : tuple of str
        The lowest areas.
    own_offers : Offers
        Added up for the lowest areas: ratios of facilities ask for no people.
    national : dict of str to National
        The country's published figures by group.
    promises : pandas.DataFrame or None
        From `domain.commitments.open_promises`; None where the database has no commitments to read, so that nothing is
        said of what remains after them.
    distorted : frozenset of str
        Areas whose people are counted elsewhere in part; they have no rank.
    missing_limit : float
        Share (0 to 1) without figures above which an area is `no_data`.
    scope : Scope
        What was read.
    sectors : frozenset of str
        Those that have any facility in the year, in the whole database.
    """

    tree: AreaTree
    options: Options
    people: People
    offers: Offers
    lowest: tuple[str, ...]
    own_offers: Offers
    national: dict[str, National]
    promises: pd.DataFrame | None
    distorted: frozenset[str]
    missing_limit: float
    scope: Scope = EVERYTHING
    sectors: frozenset[str] = frozenset(SECTORS)


def compute(selection: Selection, basis: Basis, areas: list[str], beside: list[str]) -> pd.DataFrame:
    """Compute a selection's figures.

    Parameters
    ----------
    selection : Selection
    basis : Basis
        Of the selection's period.
    areas : list of str
        The rows of the map.
    beside : list of str
        What they are compared with.

    Returns
    -------
    pandas.DataFrame
        As `domain.gap.figures`, `areas` and then `beside`.

    Raises
    ------
    NotGranted
        The scope does not cover the indicator.
    """
    if selection.indicator not in basis.options.indicators:
        raise NotGranted("indicator")
    question = _question(selection, basis)
    rows = [*areas, *beside]
    family = question.entry.family
    if family == "ratio":
        return ratios(question, basis.own_offers, basis.lowest, basis.tree, rows)
    if family == "index":
        return _index(selection, question, basis, areas, beside)
    table = base_table(question, basis.people, basis.offers, basis.tree)
    if family == "foreign_share":
        return foreign_share(question, table, basis.tree, rows)
    if family == "national_share":
        return national_share(question, table, basis.tree, rows, basis.national)
    return _with_promises(figures(question, table, basis.tree, rows), question, table, basis)


def _question(selection: Selection, basis: Basis) -> Question:
    entry = selection.entry
    groups = selection.groups if entry.takes_groups else GROUPS
    if entry.family == "national_share":
        # Both sides of the fraction hold the same groups.
        groups = tuple(group for group in GROUPS if group in basis.national)
    standard = basis.options.standards.get(entry.id, {}).get(selection.standard or "")
    return Question(entry, groups, standard, selection.target, basis.missing_limit, entry.sector in basis.sectors)


def _with_promises(found: pd.DataFrame, question: Question, table: BaseTable, basis: Basis) -> pd.DataFrame:
    promises = basis.promises
    if "remaining_shortage" not in found.columns or promises is None:
        return found

    def table_of(asked: Question) -> BaseTable:
        return base_table(asked, basis.people, basis.offers, basis.tree)

    after = remaining(question, table, basis.tree, promises, list(found.index), table_of=table_of)
    told = found["status"] == "ok"
    return found.assign(**{name: after[name].where(told) for name in after.columns})


def _index(selection: Selection, question: Question, basis: Basis, areas: list[str], beside: list[str]) -> pd.DataFrame:
    """Points are shared out over all areas of the level, also when a county is drilled."""
    level = basis.tree.levels[areas[0]] if areas else basis.tree.levels[PROVINCE]
    everywhere = basis.tree.within(PROVINCE, level)
    shortages = {
        sector: _shortage(question, basis, indicator, everywhere) for sector, indicator in PRIORITY_SECTORS.items()
    }
    weights = selection.weights or (1.0,) * len(PRIORITY_SECTORS)
    larger = {code: basis.tree.within(code, level) for code in beside}
    found = priority_index(question.entry, weights, shortages, larger, basis.distorted)
    return found.iloc[[*(everywhere.index(code) for code in areas), *range(len(everywhere), len(found))]]


def _shortage(question: Question, basis: Basis, indicator: str, areas: list[str]) -> pd.DataFrame:
    """Need and shortage by the default standard, or against the province's own rate where there is none."""
    entry = CATALOGUE[indicator]
    standard = next(iter(basis.options.standards.get(indicator, {}).values()), None)
    asked = Question(entry, GROUPS, standard, None, question.missing_limit, entry.sector in basis.sectors)
    table = base_table(asked, basis.people, basis.offers, basis.tree)
    if entry.takes_target:
        own = figures(asked, table, basis.tree, [PROVINCE])["value"].astype(float)
        asked = replace(asked, target=float(own.iloc[0]))
    return figures(asked, table, basis.tree, areas)

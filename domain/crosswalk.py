"""Older figures on today's areas: the persons of an area that was divided or merged, shared out by stated weights.

It is done before disclosure protection, on whole persons, so that today's areas have cells of their own to protect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.admin import COUNTRY
from domain.disclosure import DIMENSIONS, one_table

WEIGHT_SLACK = 1e-6
# What a weight is exact to; a share that is whole but for this is whole.
LAST_DIGIT = 9


@dataclass(frozen=True)
class Part:
    """What of an older area is today's `pcode`: `weight` of its persons, as a source says."""

    pcode: str
    weight: float
    source_id: str


@dataclass(frozen=True)
class Crosswalk:
    """How older areas became today's.

    Attributes
    ----------
    parts : mapping of str to tuple of Part
        By older area, sorted by P-code; the weights sum to 1.
    until : mapping of str to int or None
        By older area the first Jalali year whose figures are of today's area of that code; None where there is none.
    begun : mapping of str to int
        The Jalali year in which an area of today came to be, as far as it is told.
    """

    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    until: Mapping[str, int | None] = field(default_factory=dict)
    begun: Mapping[str, int] = field(default_factory=dict)

    def ways(self, pcode: str, period: int) -> tuple[Part, ...]:
        """Return the areas of today that a figure of a year is to be shared out among; empty where it stays.

        Of an area that kept its code, what was cut out of it before the year is no part of the figure any more: the
        weights are those of what was cut out later, and sum to 1.
        """
        parts = self.parts.get(pcode, ())
        if self.until.get(pcode) is not None:
            parts = tuple(one for one in parts if one.pcode == pcode or self.begun.get(one.pcode, 0) > period)
            if all(one.pcode == pcode for one in parts):
                return ()
        whole = sum(one.weight for one in parts)
        return tuple(replace(one, weight=one.weight / whole) for one in parts)

    def is_older(self, pcode: str, period: int) -> bool:
        """Tell whether a figure is of an area as it is no more, and can be carried onto today's."""
        return bool(self.ways(pcode, period))


def crosswalk_of(
    rows: Iterable[tuple[str, str, object, str]],
    known: frozenset[str],
    there: frozenset[str],
    begun: Mapping[str, int],
) -> Crosswalk:
    """Return the crosswalk of the table's rows.

    Parameters
    ----------
    rows : iterable of tuple
        `from_pcode, to_pcode, weight, source_id`.
    known : frozenset of str
        All areas that the database has.
    there : frozenset of str
        Those that exist on the as-of date.
    begun : mapping of str to int
        The Jalali year in which an area came to be.

    Returns
    -------
    Crosswalk
        Of the older areas that the database knows, whose weights are positive and sum to 1, and which lead to areas
        of today alone. One that still exists under its code is an older one before the newest of its parts came to be.
    """
    found: dict[str, list[Part]] = {}
    for code, to, weight, source in rows:
        number = pd.to_numeric(pd.Series([weight]), errors="coerce").iloc[0]
        found.setdefault(str(code), []).append(Part(str(to), float(number), str(source)))
    parts, until = {}, {}
    for code, ways in found.items():
        whole = abs(sum(one.weight for one in ways) - 1) <= WEIGHT_SLACK and all(one.weight > 0 for one in ways)
        if not whole or code not in known or code == COUNTRY or any(one.pcode not in there for one in ways):
            continue
        parts[code] = tuple(sorted(ways, key=lambda one: one.pcode))
        newest = max((begun.get(one.pcode, 0) for one in ways if one.pcode != code), default=0)
        until[code] = newest if code in there else None
    used = {one.pcode for ways in parts.values() for one in ways}
    return Crosswalk(parts, until, {code: year for code, year in begun.items() if code in used})


def allocated(persons: npt.NDArray[np.int64], weights: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Share out whole persons by largest remainder, each count by itself.

    Parameters
    ----------
    persons : numpy.ndarray of int64, shape (cells,)
    weights : numpy.ndarray of float64, shape (parts,)
        They sum to 1.

    Returns
    -------
    numpy.ndarray of int64, shape (cells, parts)
        Each row sums to its count; between equal remainders the earlier part gets the person.
    """
    exact = persons[:, None] * weights[None, :]
    shares = np.floor(exact.round(LAST_DIGIT)).astype(np.int64)
    left = persons - shares.sum(axis=1)
    order = np.argsort(-(exact - shares).round(LAST_DIGIT), axis=1, kind="stable")
    rank = np.argsort(order, axis=1, kind="stable")
    whole: npt.NDArray[np.int64] = shares + (rank < left[:, None])
    return whole


def carried(people: pd.DataFrame, crosswalk: Crosswalk) -> pd.DataFrame:
    """Carry the figures of older areas onto today's.

    Parameters
    ----------
    people : pandas.DataFrame
        Rows of `population`, one cross-section per area and group (or per area, where there is no group):
        `pcode, period, persons`, the columns of `DIMENSIONS` and a `source_id` where there are any.
    crosswalk : Crosswalk

    Returns
    -------
    pandas.DataFrame
        The same columns. Each row of an older area stands as one row for each of its parts, and its persons sum to
        what they were; the source of the weights stands beside its own. Figures of today's own area win over what is
        carried where they are newer, or where it did not exist in the older year; else the two are added.
        The very same frame where there is nothing to carry.
    """
    older = _older(people, crosswalk)
    if not older.any():
        return people
    owner = [name for name in ("pcode", "population_group") if name in people.columns]
    own, old = people[~older], people[older]
    newest = own.groupby(owner)["period"].max()
    pieces = []
    for key, rows in old.groupby(["pcode", "period"], sort=True):
        code, ways = str(key[0]), crosswalk.ways(str(key[0]), int(str(key[1])))
        shares = allocated(rows["persons"].to_numpy(dtype=np.int64), np.array([one.weight for one in ways]))
        for place, way in enumerate(ways):
            piece = rows.assign(pcode=way.pcode, persons=shares[:, place], _from=code)
            if "source_id" in piece.columns:
                piece["source_id"] = [with_source(one, way.source_id) for one in piece["source_id"]]
            # The year of what the area has of its own, 0 where it has nothing.
            has = newest.reindex(pd.MultiIndex.from_frame(piece[owner]) if len(owner) > 1 else piece["pcode"])
            own_year, year = has.fillna(0).to_numpy(dtype=np.int64), piece["period"].to_numpy(dtype=np.int64)
            came_later = crosswalk.begun.get(way.pcode, 0) > year
            pieces.append(piece.loc[~((own_year > year) | ((own_year > 0) & came_later))])
    joined = pd.concat([own.assign(_from=own["pcode"]), *pieces], ignore_index=True)
    return _met(joined, owner)[list(people.columns)].reset_index(drop=True)


def carried_by_year(people: pd.DataFrame, crosswalk: Crosswalk) -> pd.DataFrame:
    """Carry the figures of several years, each year by itself.

    Parameters
    ----------
    people : pandas.DataFrame
        As for `carried`, of several years.
    crosswalk : Crosswalk

    Returns
    -------
    pandas.DataFrame
    """
    if not _older(people, crosswalk).any():
        return people
    return pd.concat([carried(part, crosswalk) for _year, part in people.groupby("period")], ignore_index=True)


def carried_onto(people: pd.DataFrame, crosswalk: Crosswalk) -> frozenset[str]:
    """Return the areas of today that older persons are carried onto.

    Parameters
    ----------
    people : pandas.DataFrame
        `pcode, period` of rows as the database has them.
    crosswalk : Crosswalk

    Returns
    -------
    frozenset of str
    """
    older = people.loc[_older(people, crosswalk), ["pcode", "period"]].drop_duplicates()
    rows = older.itertuples(index=False, name=None)
    return frozenset(one.pcode for code, period in rows for one in crosswalk.ways(str(code), int(period)))


def _older(people: pd.DataFrame, crosswalk: Crosswalk) -> npt.NDArray[np.bool_]:
    if not crosswalk.parts:
        return np.zeros(len(people), dtype=bool)
    rows = people[["pcode", "period"]].itertuples(index=False, name=None)
    return np.fromiter((crosswalk.is_older(str(code), int(year)) for code, year in rows), bool, len(people))


def with_source(ids: object, one: str) -> str:
    """Return source ids with another one among them.

    Parameters
    ----------
    ids : str
        With `;` between them.
    one : str
        Empty where there is no other one.

    Returns
    -------
    str
        Sorted.
    """
    return ";".join(sorted({*str(ids).split(";"), *filter(None, [one])}))


def _met(people: pd.DataFrame, owner: list[str]) -> pd.DataFrame:
    """Bring what comes from several areas to one of today to the detail that all of them have, or it would be lost."""
    several = people.groupby(owner)["_from"].transform("nunique") > 1
    if "sex" not in people.columns or not several.any():
        return people
    parts = [people[~several]]
    for _key, rows in people[several].groupby(owner, sort=True):
        met = pd.concat([one_table(one) for _from, one in rows.groupby("_from", sort=True)])
        met = met.assign(**{name: "all" for name in DIMENSIONS if (met[name] == "all").any()})
        cell = [*owner, *DIMENSIONS, "period"]
        ways: dict[str, Any] = dict.fromkeys((one for one in met.columns if one not in cell), "first")
        ways |= {
            "persons": "sum",
            "source_id": lambda ids: ";".join(sorted({x for one in ids for x in one.split(";")})),
        }
        parts.append(met.groupby(cell, sort=True, as_index=False).agg(ways))
    return pd.concat(parts, ignore_index=True)

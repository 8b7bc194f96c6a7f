"""Disclosure control: person counts of foreign nationals are rounded once, at the finest cell, before anything else.

Unbiased random rounding to a base, with the draw of each cell taken from a keyed hash of the cell's address, so
that a cell has one protected value in every view (the cell-key idea of the statistical offices). Whatever is
computed afterwards is additive, and differences between views tell nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.admin import COUNTRY, AreaTree
from domain.covering import hosts_without_residents, rolled_up
from domain.frames import National, ProtectedCells, RawFrame
from domain.indicators import FOREIGN_GROUPS

FEW_BELOW = 10
BASE_RANGE = range(3, 11)
DIMENSIONS = ("sex", "age_band", "area_type")
CELL = ("pcode", "population_group", "sex", "age_band", "area_type", "period")
# Kinds of person count at one facility that would tell of foreign nationals alone.
PERSON_MEASURES = ("pupils", "graduates", "beneficiaries")


@dataclass(frozen=True)
class Rounding:
    """How cells are rounded: `base` persons (3 to 10) and the secret `key` (at least 16 bytes, at most 64)."""

    key: bytes
    base: int = 5

    def __post_init__(self) -> None:
        if self.base not in BASE_RANGE:
            raise ValueError(f"rounding base {self.base}: use {BASE_RANGE.start} to {BASE_RANGE.stop - 1}")
        if not 16 <= len(self.key) <= 64:
            raise ValueError(f"rounding key of {len(self.key)} bytes: use 16 to 64")


def draws(cells: Iterable[tuple[object, ...]], key: bytes) -> npt.NDArray[np.float64]:
    """Return one number in [0, 1) per cell address, the same for the same key and address.

    Parameters
    ----------
    cells : iterable of tuple
        The address of each cell: text and integers, never its count.
    key : bytes
        The secret key.

    Returns
    -------
    numpy.ndarray of float64, shape (cells,)
    """
    numbers = [
        int.from_bytes(blake2b("|".join(map(str, cell)).encode(), key=key, digest_size=6).digest(), "big")
        for cell in cells
    ]
    return np.asarray(numbers, dtype=np.float64) / 2.0**48


def round_counts(counts: npt.NDArray[np.int64], draw: npt.NDArray[np.float64], base: int) -> npt.NDArray[np.int64]:
    """Round each count to one of its two neighbouring multiples of `base`, up with the probability of the remainder.

    Parameters
    ----------
    counts : numpy.ndarray of int64, shape (cells,)
        Persons, not negative.
    draw : numpy.ndarray of float64, shape (cells,)
        Numbers in [0, 1).
    base : int
        Persons.

    Returns
    -------
    numpy.ndarray of int64, shape (cells,)
        E[rounded] = count; |rounded - count| < base; a multiple of the base stays.
    """
    floor, remainder = np.divmod(counts, base)
    return (floor + (draw < remainder / base)) * base


def protect(raw: RawFrame, tree: AreaTree, rounding: Rounding, *, by_sex: bool = False) -> ProtectedCells:
    """Turn raw person counts into protected cells of host, refugee and documented.

    Parameters
    ----------
    raw : RawFrame
        Table `population`, one cross-section per area and group: the columns of `CELL`, `persons`, `source_id`,
        `source_kind`.
    tree : AreaTree
        The areas; for each group the finest level with figures is used, and a total only where no split is given.
    rounding : Rounding
        Base and key.
    by_sex : bool
        Keep the sexes apart, in a column `sex` (`all` where it is not known); the sums are the same.

    Returns
    -------
    ProtectedCells
        Host is max(0, resident - protected foreign nationals), cell by cell, wherever residents are counted: a host
        row of the database is ignored there, whatever its source, and counts only where no resident row covers
        its area.
    """
    if not isinstance(raw, RawFrame):
        raise TypeError(f"protect takes a RawFrame, not {type(raw).__name__}")
    # Resident minus a raw host would give the raw count back, so such a row is gone before it can decide anything.
    derived = (raw.data["population_group"] == "host") & (raw.data["source_kind"] == "derived")
    cells = _finest(one_table(hosts_without_residents(raw.data[~derived], tree)), tree)
    foreign = _rounded(cells[cells["population_group"].isin(FOREIGN_GROUPS)], rounding)
    own_host, resident = (cells[cells["population_group"] == group] for group in ("host", "resident"))
    own_host, resident, foreign = rolled_up(own_host, resident, foreign, tree)
    derived_host, resident = _derive_host(resident, foreign, own_host, tree)
    parts = [_summed(part, by_sex) for part in (own_host, derived_host, foreign)]
    data = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    data = data.rename(columns={"population_group": "group"}).sort_values(
        ["pcode", "group", "age_band", "area_type", *["sex"] * by_sex], ignore_index=True
    )
    used = pd.concat([part for part in (own_host, resident, foreign) if len(part)] or [foreign])
    return ProtectedCells(data, _info(used, data), (raw.table,) if raw.truncated else ())


def protect_facility_persons(raw: RawFrame, rounding: Rounding) -> RawFrame:
    """Round the person counts of facilities that are open to foreign nationals alone.

    Parameters
    ----------
    raw : RawFrame
        One row per facility with `facility_id`, `open_to` and some of the columns of `PERSON_MEASURES`, each with its
        own year beside it (`pupils`, `pupils_period`): the year is part of the cell's address.
    rounding : Rounding
        Base and key.

    Returns
    -------
    RawFrame
        The same rows; missing figures stay missing, facilities open to all stay as they are.
    """
    data = raw.data.copy()
    closed = data["open_to"] == "foreign_nationals"
    for measure in (name for name in PERSON_MEASURES if name in data.columns):
        chosen = closed & data[measure].notna()
        years = data.loc[chosen, f"{measure}_period"].astype(int)
        address = [(code, measure, year) for code, year in zip(data.loc[chosen, "facility_id"], years, strict=True)]
        counts = data.loc[chosen, measure].to_numpy(dtype=np.int64)
        data.loc[chosen, measure] = round_counts(counts, draws(address, rounding.key), rounding.base)
    return RawFrame(raw.table, data, raw.columns, raw.truncated)


def national_totals(raw: RawFrame, rounding: Rounding) -> dict[str, National]:
    """Return the country's published figures on foreign nationals, by group.

    Parameters
    ----------
    raw : RawFrame
        As for `protect`; rows of kind `derived` are no publication and left out.
    rounding : Rounding
        They are rounded like every other cell: what follows hangs on protected cells alone, without an exception.

    Returns
    -------
    dict of str to National
        Groups without a figure are left out.
    """
    country = raw.data[(raw.data["pcode"] == COUNTRY) & (raw.data["source_kind"] != "derived")]
    rows = _rounded(one_table(country[country["population_group"].isin(FOREIGN_GROUPS)]), rounding)
    return {
        str(group): National(
            float(part["persons"].sum()), int(part["period"].min()), frozenset(part["source_id"].astype(str))
        )
        for group, part in rows.groupby("population_group")
    }


def rounded_totals(raw: RawFrame, rounding: Rounding) -> pd.DataFrame:
    """Return totals of foreign nationals by area, group and year, at every level where the database has any.

    Parameters
    ----------
    raw : RawFrame
        Table `population`, foreign nationals only: the columns of `CELL` and `persons`.
    rounding : Rounding
        Every cell is rounded by itself, also one that holds the whole of an area; nothing is made from raw counts.

    Returns
    -------
    pandas.DataFrame
        `pcode, population_group, period, persons, slack`; the raw total lies within `slack` persons of `persons`.
    """
    years = [one_table(part) for _year, part in raw.data.groupby("period")]
    cells = _rounded(pd.concat(years) if years else raw.data, rounding)
    grouped = cells.groupby(["pcode", "population_group", "period"], observed=True)["persons"]
    totals = grouped.agg(["sum", "size"]).reset_index()
    totals = totals.set_axis(["pcode", "population_group", "period", "persons", "cells"], axis=1)
    return totals.assign(slack=totals.pop("cells") * (rounding.base - 1))


def one_table(data: pd.DataFrame) -> pd.DataFrame:
    """Keep, per area and group, the rows of its most detailed table, so that totals and splits never add up twice.

    Parameters
    ----------
    data : pandas.DataFrame
        The columns of `DIMENSIONS`, `pcode` and `population_group` among others.

    Returns
    -------
    pandas.DataFrame
        A table is known by which of sex, age and area type it leaves at `all`; between two that leave as many, the one
        without sexes is kept, since no indicator asks for them, and then the one with ages.
    """
    total = (data[list(DIMENSIONS)] == "all").to_numpy()
    pattern = total.sum(axis=1) * 8 + total @ np.array([1, 4, 2])
    owner = [data["pcode"], data["population_group"]]
    best = pd.Series(pattern, index=data.index).groupby(owner).transform("min")
    kept: pd.DataFrame = data.loc[pattern == best.to_numpy()]
    return kept


def _finest(data: pd.DataFrame, tree: AreaTree) -> pd.DataFrame:
    """Keep, group by group, the areas below which the group has no figures of its own."""
    owners = data[["pcode", "population_group"]].drop_duplicates()
    above = {
        (ancestor, group) for pcode, group in owners.itertuples(index=False) for ancestor in tree.ancestors(pcode)[1:]
    }
    pairs = pd.MultiIndex.from_frame(data[["pcode", "population_group"]])
    return data.loc[~pairs.isin(list(above)) & data["pcode"].isin(list(tree.levels)).to_numpy()]


def _rounded(foreign: pd.DataFrame, rounding: Rounding) -> pd.DataFrame:
    address = foreign[list(CELL)].itertuples(index=False, name=None)
    counts = foreign["persons"].to_numpy(dtype=np.int64)
    return foreign.assign(persons=round_counts(counts, draws(address, rounding.key), rounding.base))


def _summed(cells: pd.DataFrame, by_sex: bool) -> pd.DataFrame:
    """Sum over the sexes, which no indicator asks for, or over whatever stands in one cell."""
    keys = ["pcode", "population_group", "age_band", "area_type", *["sex"] * by_sex]
    return cells.groupby(keys, observed=True)[["persons"]].sum().reset_index()


def _derive_host(
    resident: pd.DataFrame, foreign: pd.DataFrame, own_host: pd.DataFrame, tree: AreaTree
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the derived host cells, and the resident cells that they were derived from."""
    groups_at = foreign.groupby("pcode")["population_group"].nunique()
    # A group without any row in an area is unknown there, not zero: the host cannot be derived from it.
    complete = set(groups_at[groups_at == len(FOREIGN_GROUPS)].index)
    # Nor where hosts are given, or given for a part of the area, which would then count twice.
    complete -= {above for code in set(own_host["pcode"]) for above in tree.ancestors(code)}
    used = resident[resident["pcode"].isin(complete)]
    base, taken = used, foreign[foreign["pcode"].isin(set(used["pcode"]))]
    for dimension in DIMENSIONS:  # what one side gives only as a total can be subtracted only as a total
        both = pd.concat([base[["pcode", dimension]], taken[["pcode", dimension]]])
        coarse = set(both.loc[both[dimension] == "all", "pcode"])
        base, taken = (_collapsed(part, dimension, coarse) for part in (base, taken))
    keys = ["pcode", *DIMENSIONS]
    whole = base.groupby(keys, observed=True)["persons"].sum()
    away = taken.groupby(keys, observed=True)["persons"].sum().reindex(whole.index, fill_value=0)
    host = (whole - away).clip(lower=0).reset_index()
    return host.assign(population_group="host"), used


def _collapsed(cells: pd.DataFrame, dimension: str, areas: set[str]) -> pd.DataFrame:
    return cells.assign(**{dimension: cells[dimension].where(~cells["pcode"].isin(areas), "all")})


def _info(used: pd.DataFrame, data: pd.DataFrame) -> pd.DataFrame:
    """Periods and sources behind each area's cells; of the residents only those that a host was derived from."""
    grouped = used.groupby("pcode")
    info = pd.DataFrame(
        {
            "period": grouped["period"].min(),
            "newest_period": grouped["period"].max(),
            "source_ids": grouped["source_id"].agg(lambda ids: ";".join(sorted(set(ids)))),
            "kinds": grouped["source_kind"].agg(lambda kinds: ";".join(sorted(set(kinds)))),
        }
    )
    return info.reindex(sorted(set(data["pcode"])))

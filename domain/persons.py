"""Persons by groups, sex and age band as they may be told: sums of protected cells, none below ten."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.admin import AreaTree
from domain.disclosure import FEW_BELOW
from domain.frames import ProtectedCells
from domain.indicator import AGE_BANDS, GROUPS
from domain.offers import places
from domain.status import is_too_much
from domain.supplies import Array

Flags = npt.NDArray[np.bool_]
SEXES = ("f", "m", "all")
BANDS = (*AGE_BANDS, "all")
# Years of life in each band; nobody knows how many the last one holds.
BAND_YEARS = {"0-5": 6, "6-11": 6, "12-14": 3, "15-17": 3, "18-64": 47, "65+": None}
GROUP_CHOICES = tuple(chosen for size in (1, 2, 3) for chosen in combinations(GROUPS, size))


def persons_told(cells: ProtectedCells, tree: AreaTree, areas: list[str], limit: float) -> pd.DataFrame:
    """Add protected cells up for areas.

    Parameters
    ----------
    cells : ProtectedCells
        The sexes apart.
    tree : AreaTree
    areas : list of str
        P-codes of any level.
    limit : float
        Share (0 to 1) of an area's lowest areas that may lack people.

    Returns
    -------
    pandas.DataFrame
        `pcode, groups, sex, age_band, status, persons, note`, a row for each area, choice of groups, sex and band
        (with `all` for the sums). `no_data` where the split or the people of an area are not known, `few` below ten.
    """
    split, known = _split(cells)
    choices = np.array([[group in chosen for group in GROUPS] for chosen in GROUP_CHOICES])
    parts = []
    for code in areas:
        inside, note = _inside(code, list(cells.info.index), known, tree, limit)
        own = split[inside].sum(axis=0) if inside else np.full(split.shape[1:], np.nan)
        parts.append(_rows(code, note, np.stack([own[chosen].sum(axis=0) for chosen in choices])))
    columns = ["pcode", "groups", "sex", "age_band", "status", "persons", "note"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _split(cells: ProtectedCells) -> tuple[Array, Flags]:
    """Return persons by base area, group, sex and band, the sums behind each axis, and whose people are known."""
    data, areas = cells.data, tuple(cells.info.index)
    axes = ((data["pcode"], areas), (data["group"], GROUPS), (data["sex"], SEXES), (data["age_band"], BANDS))
    index = tuple(places(column, axis) for column, axis in axes)
    shape = (len(areas), len(GROUPS), len(SEXES), len(BANDS))
    found, given = np.zeros(shape), np.zeros(shape, dtype=bool)
    np.add.at(found, index, data["persons"].to_numpy(dtype=float))
    given[index] = True
    told = found.copy()
    told[:, :, -1, :] = found.sum(axis=2)
    told[:, :, :, -1] = told.sum(axis=3)
    # What is known for both sexes or all ages together alone has no parts to show.
    without_sex, without_age = given[:, :, -1].any(axis=2), given[..., -1].any(axis=2)
    told[:, :, :-1][without_sex] = np.nan
    told[..., :-1][without_age] = np.nan
    known: Flags = (given.sum(axis=(2, 3)) > 0).min(axis=1)
    return told, known


def _inside(code: str, bases: list[str], known: Flags, tree: AreaTree, limit: float) -> tuple[list[int], str]:
    """Return the base areas of an area whose people are known, none where too many are missing, and a note."""
    leaves = tree.leaves(code)
    held = {base for row, base in enumerate(bases) if known[row]}
    missing = sum(tree.nearest(leaf, bases) not in held for leaf in leaves)
    inside = [row for row, base in enumerate(bases) if base in held and code in tree.ancestors(base)]
    if not inside or is_too_much(missing, len(leaves), limit):
        return [], "no_population"
    return inside, f"areas_missing:{missing}/{len(leaves)}" if missing else ""


def _rows(code: str, note: str, persons: Array) -> pd.DataFrame:
    flat = persons.ravel()
    status = np.where(np.isnan(flat), "no_data", np.where(flat < FEW_BELOW, "few", "ok"))
    choices = [",".join(chosen) for chosen in GROUP_CHOICES]
    names = pd.MultiIndex.from_product([[code], choices, SEXES, BANDS], names=["pcode", "groups", "sex", "age_band"])
    rows = names.to_frame(index=False)
    return rows.assign(status=status, persons=np.where(status == "ok", flat, np.nan), note=note)

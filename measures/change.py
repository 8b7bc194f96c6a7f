"""A figure against its earlier year: the same rules with one year's capacity and the other year's people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from domain.change import Change, split
from domain.grants import covers
from domain.selection import Selection
from measures.families import Basis, compute


@dataclass(frozen=True)
class Since:
    """How the figures of an area changed.

    Attributes
    ----------
    period : int
        The earlier Jalali year.
    changes : mapping of str to Change
        By column of the released frame; empty where the two years cannot be compared.
    """

    period: int
    changes: Mapping[str, Change]


def since(selection: Selection, period: int, before: Basis, after: Basis) -> Since:
    """Split the changes of the selected area's figures.

    Parameters
    ----------
    selection : Selection
        Of the later year; its area is what the changes are of.
    period : int
        The earlier Jalali year.
    before, after : Basis
        Of the two years. What facilities offer comes from one of them, people and national figures from the other.

    Returns
    -------
    Since
        Without changes where the scope does not cover the area, and unless both years know the people of the same areas
        and the figure is `ok` with each year's capacity for each year's people.
    """
    if not (covers(after.scope, after.tree, selection.area) and _same_people_known(before, after)):
        return Since(period, {})
    earlier, later = (_row(selection, one, one) for one in (before, after))
    capacity, people = _row(selection, after, before), _row(selection, before, after)
    rows = (earlier, capacity, people, later)
    if any(row["status"] != "ok" for row in rows):
        return Since(period, {})
    found = {
        str(name): split(*(float(row[name]) for row in rows))
        for name in earlier.index
        if all(isinstance(row[name], (int, float)) and not pd.isna(row[name]) for row in rows)
    }
    return Since(period, found)


def of_areas(selection: Selection, before: Basis, after: Basis, areas: Sequence[str]) -> dict[str, Change]:
    """Split the change of the mapped figure of several areas.

    Parameters
    ----------
    selection : Selection
        Of the later year.
    before, after : Basis
        Of the two years, as in `since`.
    areas : sequence of str
        P-codes.

    Returns
    -------
    dict of str to Change
        By P-code, without the areas of which `since` would tell no change.
    """
    if not _same_people_known(before, after):
        return {}
    sides = ((before, before), (after, before), (before, after), (after, after))
    told = [code for code in areas if covers(after.scope, after.tree, code)]
    tables = [_rows(selection, capacity, people, told) for capacity, people in sides]
    values = pd.concat([one["value"].astype(float).where(one["status"] == "ok") for one in tables], axis=1)
    return {str(code): split(*map(float, row)) for code, *row in values.dropna().itertuples(name=None)}


def _row(selection: Selection, capacity: Basis, people: Basis) -> pd.Series:
    return _rows(selection, capacity, people, [selection.area]).iloc[0]


def _rows(selection: Selection, capacity: Basis, people: Basis, areas: list[str]) -> pd.DataFrame:
    mixed = replace(capacity, people=people.people, national=people.national)
    return compute(selection, mixed, areas, [])


def _same_people_known(before: Basis, after: Basis) -> bool:
    if before.people.areas != after.people.areas:
        return False
    known = (np.isnan(one.people.persons).any(axis=(1, 2, 3)) for one in (before, after))
    return bool(np.array_equal(next(known), next(known)))

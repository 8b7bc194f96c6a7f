"""Facilities that count nowhere, since they stand at no area whose people are known by themselves."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from domain.admin import PROVINCE, AreaTree
from domain.indicators import Indicator
from domain.offers import OPERATING

Unplaced = Mapping[tuple[str, str], int]


def unplaced_facilities(facilities: pd.DataFrame, areas: tuple[str, ...], tree: AreaTree) -> Unplaced:
    """Count the operating facilities that no base area holds.

    Parameters
    ----------
    facilities : pandas.DataFrame
        `pcode, kind, status` of each facility.
    areas : tuple of str
        The base areas. A facility counts for the nearest at or above its own.
    tree : AreaTree

    Returns
    -------
    mapping of (str, str) to int
        Facilities by area and kind: of the area where they are registered and of all above it; those at a code that
        no area has, of the province. A facility in a lowest area without known people is not among them: its area
        stands outside the sum with its people, which has a note of its own.
    """
    found: dict[tuple[str, str], int] = {}
    counted = facilities[facilities["status"].isin(OPERATING)]
    at = counted.groupby(["pcode", "kind"], observed=True).size().reset_index(name="number")
    for pcode, kind, number in at.itertuples(index=False, name=None):
        if tree.nearest(pcode, areas) is None and tree.leaves(pcode) != [pcode]:
            for above in tree.ancestors(pcode) or (PROVINCE,):
                found[above, kind] = found.get((above, kind), 0) + int(number)
    return found


def unplaced_of(entry: Indicator, pcode: str, unplaced: Unplaced) -> int:
    """Return how many facilities of an indicator's kinds count nowhere in an area."""
    return sum(unplaced.get((pcode, kind), 0) for kind in set(entry.kinds))

"""What facilities offer, added up once for all questions: by base area, kind and audience."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.admin import AreaTree
from domain.indicators import FOREIGN_GROUPS, GROUPS
from domain.supplies import SUPPLIES, Array

OPERATING = ("operational", "needs_rehabilitation")
PIPELINE = ("under_construction", "planned")
OPEN_TO: dict[str, tuple[str, ...]] = {"all": GROUPS, "foreign_nationals": FOREIGN_GROUPS, "host": ("host",)}


@dataclass(frozen=True)
class Offers:
    """What facilities offer, added up once for all questions.

    Attributes
    ----------
    amount, per, reported, pipeline : dict of str to numpy.ndarray of float64, shape (areas, kinds, audiences)
        By `supply`: what operating facilities that reported offer, a ratio's denominator (1 a facility where there is
        none), how many facilities said so, and what those planned or under construction will offer.
    count : numpy.ndarray of float64, shape (areas, kinds, audiences)
        Operating facilities.
    kinds : dict of str to int
        Place of each kind on the second axis; the third is in the order of `OPEN_TO`.
    singles : dict of str to tuple of two numpy.ndarray of float64, shape (facilities,)
        By `supply`: numerator and denominator of each operating facility.
    place : tuple of two numpy.ndarray of int, shape (facilities,)
        Area and kind of each operating facility.
    """

    amount: dict[str, Array]
    per: dict[str, Array]
    reported: dict[str, Array]
    pipeline: dict[str, Array]
    count: Array
    kinds: dict[str, int]
    singles: dict[str, tuple[Array, Array]]
    place: tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]

    def places_of(self, kinds: tuple[str, ...]) -> list[int]:
        """Return the places on the second axis of those kinds that there are."""
        return [self.kinds[kind] for kind in kinds if kind in self.kinds]


def offers_of(facilities: pd.DataFrame, areas: tuple[str, ...], tree: AreaTree) -> Offers:
    """Add up what facilities offer, by base area, kind and audience.

    Parameters
    ----------
    facilities : pandas.DataFrame
        One row per facility: `pcode, kind, open_to, status` and `domain.supplies.MEASURES`.
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
    place = (
        places(facilities["pcode"].map(base_of), areas),
        places(facilities["kind"], tuple(kinds)),
        places(facilities["open_to"], tuple(OPEN_TO)),
    )
    counted = np.all([one >= 0 for one in place], axis=0)
    shape = (len(areas), len(kinds), len(OPEN_TO))

    def chosen(statuses: tuple[str, ...]) -> tuple[pd.DataFrame, tuple[npt.NDArray[np.intp], ...]]:
        rows = counted & facilities["status"].isin(statuses).to_numpy()
        return facilities[rows], tuple(one[rows] for one in place)

    def added(figures: Array, index: tuple[npt.NDArray[np.intp], ...]) -> Array:
        total = np.zeros(shape)
        np.add.at(total, index, figures)
        return total

    (here, index), (coming, coming_index) = chosen(OPERATING), chosen(PIPELINE)
    singles = {name: _parts(name, here) for name in SUPPLIES}
    known = {name: ~np.isnan(amount + per) for name, (amount, per) in singles.items()}
    return Offers(
        amount={name: added(np.where(known[name], one, 0.0), index) for name, (one, _) in singles.items()},
        per={name: added(np.where(known[name], per, 0.0), index) for name, (_, per) in singles.items()},
        reported={name: added(said.astype(float), index) for name, said in known.items()},
        pipeline={
            name: added(np.nan_to_num(supply.amount(coming)), coming_index)
            for name, supply in SUPPLIES.items()
            if supply.per is None
        },
        count=added(np.ones(len(here)), index),
        kinds=kinds,
        singles=singles,
        place=(index[0], index[1]),
    )


def _parts(supply: str, facilities: pd.DataFrame) -> tuple[Array, Array]:
    """Numerator and denominator of each facility."""
    way = SUPPLIES[supply]
    return way.amount(facilities), np.ones(len(facilities)) if way.per is None else way.per(facilities)


def places(column: pd.Series, axis: tuple[str, ...]) -> npt.NDArray[np.intp]:
    """Place of each value on an axis, -1 where it is not there."""
    return pd.Index(axis).get_indexer(pd.Index(column))

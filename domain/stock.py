"""What there is of each kind in each state: facilities, and what they offer, told only where enough reported."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from domain.status import FEW_BELOW, is_too_much
from domain.supplies import Array


@dataclass(frozen=True)
class Stock:
    """The facilities of one kind and state.

    Attributes
    ----------
    facilities, reported : int
        How many there are, and how many of them reported.
    amount : float or None
        The sum over those that reported; None where it may not be told.
    status : str
        `ok`, `no_data` (too few reported), `few` (fewer than ten persons).
    """

    facilities: int
    reported: int
    amount: float | None
    status: str


NOTHING = Stock(0, 0, 0.0, "ok")


def stock(data: pd.DataFrame, amounts: Array, limit: float, *, persons: bool = False) -> dict[tuple[str, str], Stock]:
    """Add up what facilities offer, by kind and state.

    Parameters
    ----------
    data : pandas.DataFrame
        `kind` and `status` of each facility.
    amounts : numpy.ndarray of float64, shape (facilities,)
        What each offers, in one unit; NaN where it has not reported.
    limit : float
        Share (0 to 1) of facilities without figures above which nothing is told.
    persons : bool
        Whether the amounts count persons: fewer than ten are not told.

    Returns
    -------
    dict of (str, str) to Stock
        By kind and state, in no particular order; a pair without facilities is left out.
    """
    places: dict[tuple[str, str], list[int]] = {}
    for place, pair in enumerate(zip(data["kind"], data["status"], strict=True)):
        places.setdefault(pair, []).append(place)
    return {pair: _stock(amounts[rows], limit, persons) for pair, rows in places.items()}


def together(data: pd.DataFrame, amounts: Array, states: tuple[str, ...], limit: float, *, persons: bool) -> Stock:
    """Add up what the facilities of some states offer, all kinds together; the limit holds for all of them as one.

    Parameters
    ----------
    data, amounts, limit, persons
        As for `stock`.
    states : tuple of str

    Returns
    -------
    Stock
    """
    return _stock(amounts[data["status"].isin(states).to_numpy()], limit, persons)


def _stock(amounts: Array, limit: float, persons: bool) -> Stock:
    known = amounts[~np.isnan(amounts)]
    count, total = len(amounts), float(known.sum())
    if is_too_much(count - len(known), count, limit):
        return Stock(count, len(known), None, "no_data")
    if persons and total < FEW_BELOW:
        return Stock(count, len(known), None, "few")
    return Stock(count, len(known), total, "ok")

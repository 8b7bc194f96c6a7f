"""The priority index: where the province's shortages lie, as points that sum to 100 over the areas of a level."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import pandas as pd

from domain.gap import framed
from domain.indicators import PRIORITY_SECTORS, Indicator
from domain.status import Row, blank
from domain.supplies import Array

SWINGS = (0.8, 1.0, 1.2)


def normalised(weights: tuple[float, ...]) -> tuple[float, ...]:
    """Return weights that sum to 1, in the same proportions."""
    return tuple(one / sum(weights) for one in weights)


def priority_index(
    entry: Indicator,
    weights: tuple[float, ...],
    shortages: Mapping[str, pd.DataFrame],
    areas: list[str],
    beside: list[str],
) -> pd.DataFrame:
    """Return the index of the areas of a level, and of the larger areas beside them.

    Parameters
    ----------
    entry : Indicator
    weights : tuple of float, shape (sectors,)
        In the order of `PRIORITY_SECTORS`; their proportions count.
    shortages : mapping of str to pandas.DataFrame
        By sector, indexed by P-code: `status`, `shortage` and `need` of all `areas` and of those `beside`.
    areas : list of str
        All areas of the level in the province: a sector's points are shared out over them.
    beside : list of str
        Areas to compare with; they have no rank.

    Returns
    -------
    pandas.DataFrame
        As `domain.gap.figures`, for `areas` and then `beside`. An area without a figure in a sector that counts is
        `no_data`; a sector without shortage anywhere drops out, the others take its weight, and the note says so.
        `rank`, `rank_best` and `rank_worst` (1 is the most urgent) hold under all weights changed by up to 20 %.
    """
    rows = [*areas, *beside]
    short, need = (
        np.column_stack([shortages[sector][column].reindex(rows) for sector in PRIORITY_SECTORS]).astype(float)
        for column in ("shortage", "need")
    )
    whole = np.nansum(short[: len(areas)], axis=0)
    counted = whole > 0
    dropped = [f"no_shortage:{sector}" for sector, here in zip(PRIORITY_SECTORS, counted, strict=True) if not here]
    if not counted.any():
        return framed([blank("no_data", dropped) for _ in rows], rows, entry.extras)
    parts = 100.0 * short[:, counted] / whole[counted]
    given = np.asarray(weights, dtype=np.float64)[counted]
    if not given.sum():
        return framed([blank("no_data", dropped) for _ in rows], rows, entry.extras)
    value = parts @ (given / given.sum())
    # Where nothing is needed nothing is short.
    severe = np.divide(short, need, out=np.zeros_like(short), where=need > 0)
    severity = 100.0 * severe[:, counted] @ (given / given.sum())
    ranks = _ranks(parts[: len(areas)], given)
    names = [f"{sector}_points" for sector, here in zip(PRIORITY_SECTORS, counted, strict=True) if here]
    found: list[Row] = []
    for place in range(len(rows)):
        if np.isnan(value[place]):
            found.append(blank("no_data", ["sector_missing", *dropped]))
            continue
        weighted = parts[place] * given / given.sum()
        row: Row = {"status": "ok", "value": value[place], "severity_pct": severity[place], "note": ";".join(dropped)}
        row |= dict(zip(names, weighted, strict=True))
        if place < len(areas):
            row |= dict(zip(("rank", "rank_best", "rank_worst"), ranks[place], strict=True))
        found.append(row)
    return framed(found, rows, entry.extras)


def _ranks(parts: Array, weights: Array) -> Array:
    """Rank under the weights, best and worst rank when each weight is 20 % less, as it is, or 20 % more.

    Parameters
    ----------
    parts : numpy.ndarray of float64, shape (areas, sectors)
        Points of each sector, before weighting; NaN rows get no rank.
    weights : numpy.ndarray of float64, shape (sectors,)

    Returns
    -------
    numpy.ndarray of float64, shape (areas, 3)
        Equal values share the better rank.
    """
    swings = [weights * np.asarray(swing) for swing in product(SWINGS, repeat=len(weights))]
    scored = pd.DataFrame(parts @ np.column_stack([weights, *swings])).round(9)
    ranks = scored.rank(method="min", ascending=False).to_numpy()
    return np.column_stack([ranks[:, 0], ranks.min(axis=1), ranks.max(axis=1)])

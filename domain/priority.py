"""The priority index: where the province's shortages lie, as points that sum to 100 over the areas of a level."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.gap import framed
from domain.indicators import PRIORITY_SECTORS, Indicator
from domain.status import Row, blank
from domain.supplies import Array

Flags = npt.NDArray[np.bool_]
SWINGS = (0.8, 1.0, 1.2)


def normalised(weights: tuple[float, ...]) -> tuple[float, ...]:
    """Return weights that sum to 1, in the same proportions."""
    return tuple(one / sum(weights) for one in weights)


def priority_index(
    entry: Indicator,
    weights: tuple[float, ...],
    shortages: Mapping[str, pd.DataFrame],
    beside: Mapping[str, Collection[str]],
    unranked: Collection[str] = (),
) -> pd.DataFrame:
    """Return the index of the areas of a level, and of the larger areas beside them.

    Parameters
    ----------
    entry : Indicator
    weights : tuple of float, shape (sectors,)
        In the order of `PRIORITY_SECTORS`; their proportions count.
    shortages : mapping of str to pandas.DataFrame
        By sector, indexed by P-code: `shortage` and `need` of all areas of the level in the province, the same rows
        for each sector; NaN where there is no figure.
    beside : mapping of str to collection of str
        Larger areas to compare with: each has the points of the areas inside it, and no rank.
    unranked : collection of str
        Areas whose figures are distorted: they have points but no rank.

    Returns
    -------
    pandas.DataFrame
        As `domain.gap.figures`, for the areas and then `beside`. An area without a figure in a sector that counts is
        `no_data` and no part of the 100 points; a sector without shortage anywhere, or without figures, drops out, the
        others take its weight, and the note says so. A sector with weight 0 has no points, and nothing is asked of it.
        `rank`, `rank_best` and `rank_worst` (1 is the most urgent) hold under all weights changed by up to 20 %.
    """
    areas = list(next(iter(shortages.values())).index)
    rows = [*areas, *beside]
    short, need = (
        np.column_stack([shortages[sector][column].reindex(areas) for sector in PRIORITY_SECTORS]).astype(float)
        for column in ("shortage", "need")
    )
    given = np.asarray(weights, dtype=np.float64)
    complete, whole = _shared_out(short, given > 0)
    dropped = _dropped(short, whole)
    shared = np.where(whole > 0, given, 0.0)
    if not shared.sum():
        return framed([blank("no_data", dropped) for _ in rows], rows, entry.extras)
    shared = shared / shared.sum()
    counts = (whole > 0) & (shared > 0)
    parts = np.divide(100.0 * short, whole, out=np.zeros_like(short), where=counts)
    place = {code: row for row, code in enumerate(areas)}
    ranked = [row for code, row in place.items() if complete[row] and code not in unranked]
    ranks = dict(zip(ranked, _ranks(parts[ranked], shared), strict=True))
    found: list[Row] = []
    for area in rows:
        inside = [place[code] for code in beside.get(area, (area,)) if complete[place[code]]]
        if not inside:
            found.append(blank("no_data", ["sector_missing", *dropped]))
            continue
        points = parts[inside].sum(axis=0) * shared
        needed = need[inside].sum(axis=0)
        # Where nothing is needed nothing is short.
        severe = np.divide(short[inside].sum(axis=0), needed, out=np.zeros_like(needed), where=counts & (needed > 0))
        row: Row = {"status": "ok", "value": points.sum(), "severity_pct": 100.0 * severe @ shared}
        row |= {f"{sector}_points": points[one] for one, sector in enumerate(PRIORITY_SECTORS) if whole[one] > 0}
        row |= dict(zip(("rank", "rank_best", "rank_worst"), ranks.get(place.get(area, -1), ()), strict=False))
        found.append(row | {"note": ";".join(dropped)})
    return framed(found, rows, entry.extras)


def _shared_out(short: Array, asked: Flags) -> tuple[Flags, Array]:
    """Return which areas have a figure in each sector that counts, and the shortages that these share out.

    A sector counts that is asked for and short somewhere among these areas; one that drops out asks no figure of them.
    """
    told = ~np.isnan(short)
    counts = told.any(axis=0)
    while True:
        complete: Flags = np.asarray(told[:, counts & asked].all(axis=1))
        whole = np.where(told & complete[:, None] & counts, short, 0.0).sum(axis=0)
        if (whole[counts] > 0).all():
            return complete, whole
        counts = whole > 0


def _dropped(short: Array, whole: Array) -> list[str]:
    """Say which sectors have no points to share out, and why."""
    untold: Flags = np.asarray(np.isnan(short).all(axis=0))
    return [
        f"{'no_figures' if unknown else 'no_shortage'}:{sector}"
        for sector, unknown, total in zip(PRIORITY_SECTORS, untold, whole, strict=True)
        if not total
    ]


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

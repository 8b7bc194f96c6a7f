"""Ratios of what facilities report, such as pupils over classes: sums over sums, of those that reported both."""

from __future__ import annotations

import numpy as np
import pandas as pd

from domain.admin import AreaTree
from domain.capacity import Question
from domain.gap import framed
from domain.offers import Offers
from domain.status import FEW_BELOW, Row, blank, reports_known
from domain.supplies import SUPPLIES, Array


def ratios(question: Question, offers: Offers, base: tuple[str, ...], tree: AreaTree, areas: list[str]) -> pd.DataFrame:
    """Return sum of numerators / sum of denominators over the operating facilities of some areas.

    Parameters
    ----------
    question : Question
        Its groups play no part: a ratio is one of facilities.
    offers : Offers
        Added up for the areas of `base`.
    base : tuple of str
        Areas that do not contain each other.
    tree : AreaTree
    areas : list of str
        P-codes of any level, the rows.

    Returns
    -------
    pandas.DataFrame
        As `domain.gap.figures`: the value, numerator and denominator under the first two extras, and what single
        facilities have above the standard under the third, where there is one; NaN without a standard.
    """
    entry = question.entry
    kinds = offers.places_of(entry.kinds)

    def summed(by_area: Array) -> Array:
        return np.asarray(by_area[:, kinds].sum(axis=(1, 2)), dtype=np.float64)

    columns = [summed(one[entry.supply]) for one in (offers.amount, offers.per, offers.reported)]
    table = np.column_stack([*columns, summed(offers.count), _above(question, offers, kinds, len(base))])
    rows_of: dict[str, list[int]] = {}
    for place, code in enumerate(base):
        for above in tree.ancestors(code):
            rows_of.setdefault(above, []).append(place)
    rows = [_area_row(question, table[rows_of.get(code, [])].sum(axis=0)) for code in areas]
    return framed(rows, areas, entry.extras)


def _above(question: Question, offers: Offers, kinds: list[int], areas: int) -> Array:
    """Sum, facility by facility, of what lies above standard x denominator; NaN without a standard."""
    if question.standard is None:
        return np.full(areas, np.nan)
    amount, per = offers.singles[question.entry.supply]
    above = np.nan_to_num(np.maximum(amount - question.standard * per, 0.0))
    place, kind = offers.place
    total = np.zeros(areas)
    counted = np.isin(kind, kinds)
    np.add.at(total, place[counted], above[counted])
    return total


def _area_row(question: Question, sums: Array) -> Row:
    amount, per, reported, count, above = (float(one) for one in sums)
    if not count:
        return blank("no_data", ["no_facility"])
    notes, told = reports_known(int(count), int(reported), question.missing_limit)
    if not told:
        return blank("no_data", notes)
    if not reported:
        # However much may be missing, of nothing there is no ratio, and no few people either.
        return blank("no_data", ["under_reported", *notes])
    entry = question.entry
    persons = {"amount": amount, "per": per}.get(SUPPLIES[entry.supply].persons)
    if persons is not None and persons < FEW_BELOW:
        return blank("few", notes)
    if not per:
        return blank("no_data", [f"none_of:{entry.extras[1]}", *notes])
    scale = 100.0 if entry.value == "share_pct" else 1.0
    extras = dict(zip(entry.extras, (amount, per, above), strict=False))
    return {"value": scale * amount / per, **extras, "status": "ok", "note": ";".join(notes)}

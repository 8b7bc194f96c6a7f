"""How one facility is counted: what it offers, or the two parts of a ratio. NaN is 'has not reported'."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]
Count = Callable[[pd.DataFrame], Array]
MAX_SHIFTS = 2
# What facilities report; the columns of the frame that a `Count` gets, beside `status`.
MEASURES = (
    "classrooms",
    "shifts",
    "pupils",
    "teachers",
    "floor_area_m2",
    "beds",
    "training_places",
    "beneficiaries",
)


@dataclass(frozen=True)
class Supply:
    """One way to count a facility.

    Attributes
    ----------
    amount : callable
        Frame of facilities to an array, one figure a facility: what it offers, or a ratio's numerator.
    per : callable or None
        A ratio's denominator.
    persons : str
        Which part counts persons and is told as 'few' below ten of them: 'amount', 'per' or ''.
    """

    amount: Count
    per: Count | None = None
    persons: str = ""


def _measure(name: str) -> Count:
    return lambda facilities: np.asarray(facilities[name], dtype=np.float64)


def _ones(facilities: pd.DataFrame) -> Array:
    return np.ones(len(facilities))


def _seats(facilities: pd.DataFrame) -> Array:
    """Classes of a shift, two shifts at most; times the pupils per class of the question they are seats."""
    return _measure("classrooms")(facilities) * np.minimum(_measure("shifts")(facilities), MAX_SHIFTS)


def _class_shifts(facilities: pd.DataFrame) -> Array:
    return _measure("classrooms")(facilities) * _measure("shifts")(facilities)


def _double_shift(facilities: pd.DataFrame) -> Array:
    shifts = _measure("shifts")(facilities)
    return np.where(np.isnan(shifts), np.nan, shifts >= MAX_SHIFTS)


def _needs_rehabilitation(facilities: pd.DataFrame) -> Array:
    return np.asarray(facilities["status"] == "needs_rehabilitation", dtype=np.float64)


SUPPLIES: dict[str, Supply] = {
    "facilities": Supply(_ones),
    "seats": Supply(_seats),
    "training_places": Supply(_measure("training_places")),
    "beds": Supply(_measure("beds")),
    "beneficiaries": Supply(_measure("beneficiaries"), persons="amount"),
    "pupils_per_class": Supply(_measure("pupils"), _class_shifts, persons="amount"),
    "pupils_per_teacher": Supply(_measure("pupils"), _measure("teachers"), persons="amount"),
    "school_space": Supply(_measure("floor_area_m2"), _measure("pupils"), persons="per"),
    "double_shift": Supply(_double_shift, _ones),
    "rehabilitation": Supply(_needs_rehabilitation, _ones),
}

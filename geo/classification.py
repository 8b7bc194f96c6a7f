"""Values to classes: breaks, the class of each row, counts. Zero, few and no data stand outside the scale."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from domain.selection import Options, Selection

MAX_CLASSES = 5
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Bin:
    """One class of the legend.

    Attributes
    ----------
    kind : {'range', 'zero', 'few', 'no_data'}
    lower, upper : float
        Ends in the unit of the value; infinite where open. NaN unless `kind` is range.
    closed : {'left', 'right', 'both'}
        Which end belongs to the class.
    count : int
        Areas in it.
    """

    kind: str
    lower: float = math.nan
    upper: float = math.nan
    closed: str = "right"
    count: int = 0


@dataclass(frozen=True)
class Breaks:
    """Inner breaks of standard-based classes, ascending, and the end of a class that belongs to it."""

    values: tuple[float, ...] = ()
    closed: str = "left"


@dataclass(frozen=True)
class Classes:
    """A classification.

    Attributes
    ----------
    scheme : str
        The scheme that was used; it differs from the one asked for when that has no breaks for the indicator.
    bins : tuple of Bin
        Ascending ranges after zero, then few, then no data; empty ranges of a standard stay, the other kinds do not.
    index : tuple of int
        The bin of each row.
    """

    scheme: str
    bins: tuple[Bin, ...]
    index: tuple[int, ...]


def classify(values: Array, statuses: list[str], scheme: str, classes: int, breaks: Breaks) -> Classes:
    """Classify the rows of a map.

    Parameters
    ----------
    values : numpy.ndarray of float64, shape (rows,)
        NaN where the status is not `ok`.
    statuses : list of {'ok', 'no_data', 'few'}
    scheme : {'standard', 'quantiles', 'natural_breaks', 'equal_interval'}
    classes : int
        Ranges wanted of a data-driven scheme, 1 to 5; fewer when there are fewer distinct values.
    breaks : Breaks
        Of the standard-based classes; empty where the indicator has none, and quantiles serve.

    Returns
    -------
    Classes
    """
    if not 1 <= classes <= MAX_CLASSES:
        raise ValueError(f"{classes} classes: use 1 to {MAX_CLASSES}")
    kinds = [_kind(value, status) for value, status in zip(values, statuses, strict=True)]
    positive = np.array([value for value, kind in zip(values, kinds, strict=True) if kind == "range"], dtype=float)
    if scheme == "standard" and breaks.values:
        edges = (0.0, *breaks.values, math.inf)
        ranges = [Bin("range", low, high, breaks.closed) for low, high in pairwise(edges)]
        place = np.searchsorted(np.asarray(breaks.values), values, side="right" if breaks.closed == "left" else "left")
    else:
        scheme = "quantiles" if scheme == "standard" else scheme
        uppers = _data_breaks(positive, scheme, classes)
        lowers = [float(positive.min()), *uppers[:-1]] if len(positive) else []
        ranges = [
            Bin("range", low, high, "both" if not row else "right")
            for row, (low, high) in enumerate(zip(lowers, uppers, strict=True))
        ]
        place = np.searchsorted(np.asarray(uppers), values, side="left").clip(0, max(len(uppers) - 1, 0))
    return _assemble(scheme, ranges, kinds, place)


def _kind(value: float, status: str) -> str:
    if status in ("few", "no_data"):
        return status
    return "zero" if value == 0 else "range"


def _data_breaks(values: Array, scheme: str, classes: int) -> list[float]:
    """Return ascending upper bounds; as many as there are distinct values at the most."""
    distinct = np.unique(values)
    if len(distinct) <= classes:
        return [float(value) for value in distinct]
    import mapclassify

    maker = {
        "quantiles": mapclassify.Quantiles,
        "natural_breaks": mapclassify.FisherJenks,
        "equal_interval": mapclassify.EqualInterval,
    }[scheme]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # numba would be faster; a map has few areas
        return sorted({float(bound) for bound in maker(values, k=classes).bins})


def _assemble(scheme: str, ranges: list[Bin], kinds: list[str], place: npt.NDArray[np.intp]) -> Classes:
    has_zero = "zero" in kinds
    extra: list[str] = [kind for kind in ("few", "no_data") if kind in kinds]
    offset = int(has_zero)
    first_extra = offset + len(ranges)
    index = [
        offset + int(row) if kind == "range" else 0 if kind == "zero" else first_extra + extra.index(kind)
        for kind, row in zip(kinds, place, strict=True)
    ]
    bins = [Bin("zero")] * has_zero + ranges + [Bin(kind) for kind in extra]
    counts = np.bincount(index, minlength=len(bins)) if index else [0] * len(bins)
    counted = tuple(
        Bin(one.kind, one.lower, one.upper, one.closed, int(count)) for one, count in zip(bins, counts, strict=True)
    )
    return Classes(scheme, counted, tuple(index))


def standard_breaks(value: str, standard: float | None, target: float | None, direction: str) -> Breaks:
    """Return the inner breaks of the standard-based classes.

    Parameters
    ----------
    value : str
        What is mapped, such as `coverage_pct`.
    standard : float or None
        Persons per unit, for `units_per_10000`; else in the unit of the value.
    target : float or None
        Places per 1,000, for `places_per_1000`.
    direction : str
        Where higher is worse the classes lie above the standard, else below it.

    Returns
    -------
    Breaks
        At 50, 75 and 100 % of the standard; where higher is worse at 100, 125, 150 and 200 %; shares at 10, 25 and
        50 %; empty without a standard.
    """
    if value.endswith("_pct") and value != "coverage_pct":
        return Breaks((10.0, 25.0, 50.0), "right")
    per_unit = 10_000.0 / standard if standard else None
    whole = {"coverage_pct": 100.0, "units_per_10000": per_unit, "places_per_1000": target}.get(value, standard)
    if whole is None:
        return Breaks()
    if direction == "higher_is_worse":
        return Breaks(tuple(whole * part for part in (1.0, 1.25, 1.5, 2.0)), "right")
    return Breaks(tuple(whole * part for part in (0.5, 0.75, 1.0)))


def breaks_of(selection: Selection, options: Options) -> Breaks:
    """Return the inner breaks of a view's standard-based classes.

    Parameters
    ----------
    selection : Selection
    options : Options
        Knows the value of each standard.

    Returns
    -------
    Breaks
        As `standard_breaks`.
    """
    entry = selection.entry
    standard = options.standards.get(entry.id, {}).get(selection.standard or "")
    return standard_breaks(entry.value, standard, selection.target, entry.direction)

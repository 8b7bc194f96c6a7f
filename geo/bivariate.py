"""Two indicators on one map: each in three classes of equal numbers of areas, nine colours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.classification import Array, Breaks, classify
from geo.palette import SPECIAL, Fill

SIDE = 3
# Rows: the second indicator from low to high; columns: the first one. Yellow is high in the first alone, blue in the
# second alone, the darkest in both. Found by search: any two differ by 25 (CIE 1976) or more in every colour vision.
COLOURS = (
    ("#f2eff9", "#f6cb8d", "#ff9c15"),
    ("#97c4f7", "#947d86", "#9e4d0a"),
    ("#2c71de", "#31427b", "#330c16"),
)


@dataclass(frozen=True)
class Bivariate:
    """A classification by two values.

    Attributes
    ----------
    x_uppers, y_uppers : tuple of float
        Upper ends of the classes in the units of the values, ascending; fewer than three where values are few.
    cells : tuple of (int, int) or None
        Row and column of each area in `COLOURS`; None where one of the values is missing.
    counts : tuple of tuple of int, shape (3, 3)
        Areas in each cell.
    missing : int
        Areas in none.
    """

    x_uppers: tuple[float, ...]
    y_uppers: tuple[float, ...]
    cells: tuple[tuple[int, int] | None, ...]
    counts: tuple[tuple[int, ...], ...]
    missing: int

    def fill(self, place: int) -> Fill:
        """Return the fill of an area."""
        cell = self.cells[place]
        return SPECIAL["no_data"] if cell is None else Fill(COLOURS[cell[0]][cell[1]])


def bivariate(x: Array, y: Array) -> Bivariate:
    """Classify areas by two values.

    Parameters
    ----------
    x, y : numpy.ndarray of float64, shape (areas,)
        The first and the second indicator; NaN where there is no figure.

    Returns
    -------
    Bivariate
        Terciles over the areas that have both values. Equal values share a class, so that classes may be unequal, or
        fewer than three: two distinct values are low and high, a single one is in the middle.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.shape != y.shape:
        raise ValueError(f"{len(x)} first and {len(y)} second values: give one of each for every area")
    both = ~(np.isnan(x) | np.isnan(y))
    x_uppers, columns = _terciles(x[both])
    y_uppers, rows = _terciles(y[both])
    found = iter(zip(rows, columns, strict=True))
    cells = tuple(next(found) if known else None for known in both)
    counts = [[0] * SIDE for _ in range(SIDE)]
    for row, column in filter(None, cells):
        counts[row][column] += 1
    return Bivariate(x_uppers, y_uppers, cells, tuple(map(tuple, counts)), int((~both).sum()))


def _terciles(values: Array) -> tuple[tuple[float, ...], list[int]]:
    """Return the upper ends of three classes, and the class of each value."""
    if not len(values):
        return (), []
    shifted = values - values.min() + 1.0  # zero has a class of its own on other maps
    index = np.asarray(classify(shifted, ["ok"] * len(values), "quantiles", SIDE, Breaks()).index)
    present = sorted(set(index.tolist()))
    spread = dict(zip(present, {1: (1,), 2: (0, 2), 3: (0, 1, 2)}[len(present)], strict=True))
    return tuple(float(values[index == place].max()) for place in present), [spread[place] for place in index.tolist()]

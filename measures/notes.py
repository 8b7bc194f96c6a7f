"""Notes that a released row carries beside those of its own figures."""

from __future__ import annotations

import pandas as pd

from domain.indicators import Indicator
from domain.unplaced import Unplaced, unplaced_of


def with_notes(
    rows: pd.DataFrame, entry: Indicator, unplaced: Unplaced, truncated: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Add notes to released rows.

    Parameters
    ----------
    rows : pandas.DataFrame
        `pcode` and `note` among its columns.
    entry : Indicator
    unplaced : Unplaced
        Facilities that count nowhere, told on the areas above them.
    truncated : tuple of str
        Tables that the row cap cut.

    Returns
    -------
    pandas.DataFrame
        The same rows with `unplaced:n` where n facilities of the indicator's kinds stand outside the figure, and
        `truncated` on each where a table was cut: which rows lack something cannot be known, and a row may travel
        alone.
    """
    cut = "truncated" if truncated else ""
    numbers = [unplaced_of(entry, str(code), unplaced) for code in rows["pcode"]]
    more = [f"unplaced:{number}" if number else "" for number in numbers]
    notes = [";".join(filter(None, (note, one, cut))) for note, one in zip(rows["note"], more, strict=True)]
    return rows.assign(note=notes)

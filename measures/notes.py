"""Notes that a released row carries beside those of its own figures."""

from __future__ import annotations

import pandas as pd

from domain.carried import Carried
from domain.indicators import Indicator
from domain.unplaced import LeftOut


def with_notes(
    rows: pd.DataFrame,
    entry: Indicator,
    left_out: LeftOut,
    truncated: tuple[str, ...] = (),
    carried: Carried | None = None,
) -> pd.DataFrame:
    """Add notes to released rows.

    Parameters
    ----------
    rows : pandas.DataFrame
        `pcode` and `note` among its columns.
    entry : Indicator
    left_out : LeftOut
        What no figure counts.
    truncated : tuple of str
        Tables that the row cap cut.
    carried : Carried, optional
        Where figures of former areas stand on today's.

    Returns
    -------
    pandas.DataFrame
        The same rows with the notes of `LeftOut` and `Carried`, and `truncated` on each where a table was cut: which
        rows lack something cannot be known, and a row may travel alone.
    """
    cut = "truncated" if truncated else ""
    told = (left_out, carried or Carried())
    more = [[note for one in told for note in one.notes(entry, str(code))] for code in rows["pcode"]]
    notes = [";".join(filter(None, (note, *some, cut))) for note, some in zip(rows["note"], more, strict=True)]
    return rows.assign(note=notes)

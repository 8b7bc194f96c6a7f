"""Where a series over the years breaks: another source, or the same name for another figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Break:
    """A year that cannot be compared with the one before without a word on why.

    Attributes
    ----------
    at : int
        Number of the year in the series; the break lies before it.
    kind : {'source', 'definition'}
    source_ids : frozenset of str
        Sources that stand behind this year's figure and not behind the year's before; empty where some only fell away.
    """

    at: int
    kind: Literal["source", "definition"]
    source_ids: frozenset[str] = frozenset()


def breaks(rows: Sequence[Mapping[str, Any]]) -> list[Break]:
    """Find the breaks of a series.

    Parameters
    ----------
    rows : sequence of mapping
        Rows of released frames of one area in consecutive years: `status, source_ids, unit, standard_id, note`.

    Returns
    -------
    list of Break
        By year. A year without a figure breaks nothing: its gap is seen.
    """
    found: list[Break] = []
    last: Mapping[str, Any] | None = None
    for place, row in enumerate(rows):
        if row["status"] != "ok":
            continue
        if last is not None:
            before, now = _sources(last), _sources(row)
            if _definition(last) != _definition(row):
                found.append(Break(place, "definition", now - before))
            elif before != now:
                found.append(Break(place, "source", now - before))
        last = row
    return found


def _sources(row: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(one for one in str(row["source_ids"]).split(";") if one)


def _definition(row: Mapping[str, Any]) -> tuple[object, ...]:
    """What the figure is a figure of: unit, standard, groups, and whether people are counted where they live."""
    codes = str(row["note"]).split(";")
    groups = [code for code in codes if code.startswith("groups:")]
    return (row["unit"], row["standard_id"] or "", tuple(groups), "city_boundary" in codes)

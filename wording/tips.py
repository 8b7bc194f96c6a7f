"""The texts of the map's tooltips: one line a figure, the same figures as in the table view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from domain.indicators import Indicator
from wording import formats, words
from wording.i18n import _

Row = dict[str, Any]
Line = tuple[str, Callable[[Row], str]]


def amount(entry: Indicator, value: float) -> str:
    """Write seats, places and people whole, units that groups share with one decimal; a trace is no zero."""
    if trace(value):
        return trace(value)
    whole = entry.supply != "facilities" or abs(value - round(value)) < 0.05
    return formats.number(value, 0 if whole else 1)


def trace(value: float) -> str:
    """Write an amount, in an indicator's unit, that tables would round to nothing; empty for zero and for more."""
    return _("under {amount}").format(amount=formats.number(0.1, 1)) if 0 < value < 0.05 else ""


def gap_text(entry: Indicator, gap: float) -> str:
    """Write need - capacity; a negative one is called a surplus. Its unit stands in the head."""
    if pd.isna(gap):
        return ""
    return amount(entry, gap) if gap >= 0 else _("surplus of {amount}").format(amount=amount(entry, -gap))


def figure_lines(entry: Indicator) -> list[Line]:
    """Return head and text of each figure that stands below the mapped one."""
    if entry.family == "need":
        return _need_lines(entry)
    if entry.family == "index":
        points = [_column(name, lambda value: formats.number(value, 1)) for name in entry.extras if "_points" in name]
        severity = _column("severity_pct", lambda value: formats.figure(value, "share_pct"))
        return [*points, severity, (_("rank (best to worst with weights ±20 %)"), _rank)]
    lines = [_column(name, formats.number) for name in entry.extras]
    if entry.family == "foreign_share":
        return [(_("all residents (people)"), lambda row: formats.number(row["demand_persons"])), *lines]
    return lines


def _need_lines(entry: Indicator) -> list[Line]:
    # Without a standard or a target nothing says how much is needed.
    with_need = bool(entry.standard_as or entry.takes_target)
    unit = words.unit_name(entry)
    lines: list[Line] = [
        (_("target population (people)"), lambda row: formats.number(row["demand_persons"])),
        (_("capacity ({unit})").format(unit=unit), lambda row: amount(entry, float(row["capacity"]))),
    ]
    if with_need:
        lines += [
            (_("shortage ({unit})").format(unit=unit), lambda row: amount(entry, row["shortage"])),
            (_("net gap ({unit})").format(unit=unit), lambda row: gap_text(entry, row["gap"])),
        ]
    lines += [_column(name, formats.number) for name in ("classrooms_short", "units_short") if name in entry.extras]
    if with_need:
        lines.append(_column("remaining_shortage", lambda value: amount(entry, value)))
    return lines


def _column(name: str, text: Callable[[float], str]) -> Line:
    return words.column(name), lambda row: "" if pd.isna(row[name]) else text(float(row[name]))


def _rank(row: Row) -> str:
    if pd.isna(row["rank"]):
        return ""
    rank, best, worst = (formats.number(row[name]) for name in ("rank", "rank_best", "rank_worst"))
    return rank if best == worst else _("{rank} ({best} to {worst})").format(rank=rank, best=best, worst=worst)


def heads(entry: Indicator) -> list[str]:
    """Return the names of the tooltip's lines; the last three are period, reporting, note."""
    names = [words.value_name(entry), *(head for head, _text in figure_lines(entry))]
    return [*names, _("reference period"), _("facilities that reported"), _("note")]


def texts(entry: Indicator, row: Row) -> list[str]:
    """Return the tooltip's texts in the order of `heads`; an empty text leaves its line out."""
    lines = figure_lines(entry)
    ending = [
        words.period_with_age(str(row["reference_period"]), int(row["period"])),
        words.reported(row["note"]),
        words.reason(row["note"], without="reported"),
    ]
    if row["status"] != "ok":
        return [words.no_figure(row), *("" for _line in lines), *ending]
    return [formats.figure(row["value"], entry.value), *(text(row) for _head, text in lines), *ending]

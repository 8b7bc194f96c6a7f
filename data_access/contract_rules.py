"""Rules that follow from the shape of the tables: keys, empty cells, codes, references, dates, years and points.

A rule is a `Select` of the rows at fault. It shows the key of a row and what is wrong in it, never a count of persons
that may be right: what it finds may stand on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import jdatetime
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Float,
    Integer,
    Select,
    Table,
    Text,
    and_,
    cast,
    exists,
    func,
    not_,
    or_,
    select,
)

from data_access import tables as t
from domain import contract
from domain.raw_checks import DATE

Severity = Literal["error", "warning", "note"]
Judge = Callable[[Any], bool]
TABLES = t.metadata.tables
# No figure is as large; NaN and infinity of PostgreSQL are greater than all numbers.
HUGE = 1e15
# Counts of persons stand in these columns: a value that may be right, or nearly, is not shown.
COUNTS = frozenset({("population", "persons"), ("facility_capacity", "value")})


@dataclass(frozen=True)
class Rule:
    """One thing that may be wrong with a table.

    Attributes
    ----------
    id : str
        What is wrong, by the name that the words have it under.
    table : str
    columns : tuple of str
        Where it is wrong.
    query : sqlalchemy.Select
        The rows at fault, or, with `judge`, the rows to look at.
    severity : {'error', 'warning', 'note'}
    allowed : tuple
        What would be right, where that is a list.
    judge : callable or None
        Tells of the last value of a row whether it is at fault, where SQL cannot.
    hidden : bool
        Whether that value is not shown.
    counts : bool
        Whether the outcome hangs on counts of persons that may be right: a page, which shows no more than protected
        counts tell, does without it.
    without : str
        A table; the rule is for databases that do not have it.
    """

    id: str
    table: str
    columns: tuple[str, ...]
    query: Select[Any]
    severity: Severity = "error"
    allowed: tuple[object, ...] = ()
    judge: Judge | None = None
    hidden: bool = False
    counts: bool = False
    without: str = ""


def key_of(table: Table) -> list[Column[Any]]:
    """Return the columns that name a row: its key, or all of a table that has none."""
    return list(table.primary_key.columns) or list(table.columns)


def rows(table: Table, where: ColumnElement[bool], *shown: Column[Any]) -> Select[Any]:
    """Select key and further columns of the rows for which something is true."""
    key = key_of(table)
    return select(*key, *(one for one in shown if one not in key)).where(where)


def general(as_of: date) -> Iterator[Rule]:
    """Yield the rules of every table.

    Parameters
    ----------
    as_of : datetime.date
        Today, for what cannot lie ahead.

    Yields
    ------
    Rule
    """
    for table in TABLES.values():
        yield from _filled(table)
        yield from _keys(table)
        yield from _numbers(table)
    yield from _codes()
    yield from _references()
    yield from _dates(as_of)
    yield from _years(jdatetime.date.fromgregorian(date=as_of).year)
    yield from _points()


def boundary_rule(readable: Judge) -> Rule:
    """Return the rule of the geometry, which only `geo` can read.

    Parameters
    ----------
    readable : callable

    Returns
    -------
    Rule
        Its rows do without the geometry, which may be long.
    """
    looked = _last(t.admin_area, t.admin_area.c.boundary)
    return Rule("bad_boundary", "admin_area", ("boundary",), looked, judge=lambda one: not readable(one), hidden=True)


def _filled(table: Table) -> Iterator[Rule]:
    for column in table.columns:
        if column.nullable or (table.name, column.name) in _POINT_COLUMNS:
            continue
        empty: ColumnElement[bool] = column.is_(None)
        if isinstance(column.type, Text):
            empty = or_(empty, func.trim(cast(column, Text)) == "")
        yield Rule("empty", table.name, (column.name,), rows(table, empty))


def _keys(table: Table) -> Iterator[Rule]:
    key = list(table.primary_key.columns)
    if key and table is not t.dataset:
        number = func.count().label("rows")
        query = select(*key, number).group_by(*key).having(func.count() > 1)
        yield Rule("repeated", table.name, tuple(one.name for one in key), query)


def _numbers(table: Table) -> Iterator[Rule]:
    for column in table.columns:
        place = (table.name, column.name)
        if place in _POINT_COLUMNS or not isinstance(column.type, (Integer, Float)):
            continue
        yield Rule("negative", table.name, (column.name,), rows(table, column < 0, column))
        yield Rule("not_finite", table.name, (column.name,), rows(table, column >= HUGE))
        if isinstance(column.type, Integer):
            broken = and_(column < HUGE, column != cast(column, BigInteger))
            yield Rule("not_whole", table.name, (column.name,), rows(table, broken))


def _codes() -> Iterator[Rule]:
    lists: tuple[tuple[dict[contract.Place, tuple[object, ...]], Severity], ...] = (
        (contract.CODES, "error"),
        (contract.PASSED_OVER, "warning"),
    )
    for codes, severity in lists:
        for (name, column), allowed in codes.items():
            table = TABLES[name]
            cell = table.c[column]
            strange = rows(table, and_(cell.is_not(None), cell.not_in(allowed)), cell)
            yield Rule("unknown_code", name, (column,), strange, severity, allowed)


def _references() -> Iterator[Rule]:
    for (name, column), (to, key) in contract.REFERENCES.items():
        table, cell, other = TABLES[name], TABLES[name].c[column], TABLES[to].alias("referred")
        there = exists(select(1).select_from(other).where(other.c[key] == cell))
        orphan = rows(table, and_(cell.is_not(None), not_(there)), cell)
        yield Rule("orphan", name, (column,), orphan, allowed=(f"{to}.{key}",))


def _dates(as_of: date) -> Iterator[Rule]:
    for name, column in contract.DATES:
        table, cell = TABLES[name], TABLES[name].c[column]
        looked = _last(table, cell)
        yield Rule("jalali_date", name, (column,), looked, judge=_is_jalali)
        yield Rule("no_date", name, (column,), looked, judge=lambda text: not _is_date(text) and not _is_jalali(text))
        if (name, column) in contract.PAST_DATES:
            # A demonstration stands at its own day; what was added to it since lies in no future.
            ahead = _after(max(as_of, date.today()))
            yield Rule("future_date", name, (column,), looked, "warning", judge=ahead)


def _last(table: Table, cell: Column[Any]) -> Select[Any]:
    """Select the key and, last, the cell, of the rows that have one."""
    key = [one for one in key_of(table) if one is not cell]
    return select(*key, cell).where(cell.is_not(None))


def _is_date(text: object) -> bool:
    if not DATE.fullmatch(str(text)):
        return False
    try:
        return bool(date.fromisoformat(str(text)))
    except ValueError:
        return False


def _is_jalali(text: object) -> bool:
    return str(text)[:2] in ("12", "13", "14", "15") and str(text)[2:4].isdigit()


def _after(as_of: date) -> Judge:
    return lambda text: _is_date(text) and date.fromisoformat(str(text)) > as_of


def _years(this_year: int) -> Iterator[Rule]:
    first, last = contract.GREGORIAN_YEARS
    for name in contract.YEARS:
        table, year = TABLES[name], TABLES[name].c.period
        gregorian = year.between(first, last)
        other = and_(not_(gregorian), not_(year.between(contract.FIRST_YEAR, contract.LAST_YEAR)))
        ahead = and_(year > this_year, year <= contract.LAST_YEAR)
        yield Rule("gregorian_year", name, ("period",), rows(table, gregorian, year))
        yield Rule("no_year", name, ("period",), rows(table, other, year))
        yield Rule("future_year", name, ("period",), rows(table, ahead, year), "warning")


_POINT_COLUMNS = {(table, column) for table, pair in contract.POINTS.items() for column in pair}


def _points() -> Iterator[Rule]:
    south, north = contract.LATITUDES
    west, east = contract.LONGITUDES
    for name, pair in contract.POINTS.items():
        table = TABLES[name]
        lat, lon = (table.c[one] for one in pair)
        swapped = and_(lat.between(west, east), lon.between(south, north))
        inside = and_(lat.between(south, north), lon.between(west, east))
        known = and_(lat.is_not(None), lon.is_not(None))
        away = and_(known, not_(inside), not_(swapped))
        yield Rule("swapped_point", name, pair, rows(table, swapped, lat, lon))
        yield Rule("point_outside", name, pair, rows(table, away, lat, lon))
        if name != "admin_area":
            yield Rule("no_point", name, pair, rows(table, not_(known)), "warning")

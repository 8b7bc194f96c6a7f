"""Holding a database against the data contract: every rule is run on the server, and only rows at fault are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Engine, Select, Table, Text, cast, func, select
from sqlalchemy.sql import visitors

from data_access import tables as t
from data_access.contract_rules import Judge, Rule, boundary_rule, general
from data_access.contract_schema import Fault, Shape, shape, stored
from data_access.contract_sense import special
from data_access.contract_use import of_use
from data_access.errors import told_apart
from data_access.ordering import by

FIRST_ROWS = 10
FETCHED = 1000  # rows held at a time where Python has to judge


@dataclass(frozen=True)
class Broken:
    """A rule that some rows break.

    Attributes
    ----------
    rule : Rule
    count : int
    names : tuple of str
        Columns of `rows`.
    rows : tuple of tuple
        The first ten, by key.
    """

    rule: Rule
    count: int
    names: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class Examined:
    """What an examination found.

    Attributes
    ----------
    shape : Shape
    broken : tuple of Broken
    sizes : dict of str to int
        Rows of each table that is there.
    passed, left_out : int
        Rules that all rows keep, and those that ask for a column which is not there.
    years : dict of int to int
        Rows by year, of the tables whose years are the dashboard's.
    """

    shape: Shape
    broken: tuple[Broken, ...]
    sizes: dict[str, int] = field(default_factory=dict)
    passed: int = 0
    left_out: int = 0
    years: dict[int, int] = field(default_factory=dict)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Tables and columns that lack or cannot be read."""
        return self.shape.faults


def examine(database: Engine | Connection, as_of: date, readable: Judge, *, counts: bool = True) -> Examined:
    """Run all rules.

    Parameters
    ----------
    database : sqlalchemy.Engine or sqlalchemy.Connection
        A connection is used as it is, so that what it has not committed yet can be looked at.
    as_of : datetime.date
        Today, for what cannot lie ahead.
    readable : callable
        Tells of a GeoJSON text whether it can be drawn.
    counts : bool
        Whether rules are run whose outcome hangs on counts of persons.

    Returns
    -------
    Examined

    Raises
    ------
    DatabaseError
        The database is gone or stopped a statement.
    """
    if isinstance(database, Engine):
        with told_apart("contract"), database.connect() as connection:
            return _examine(connection, as_of, readable, counts)
    return _examine(database, as_of, readable, counts)


def _examine(connection: Connection, as_of: date, readable: Judge, counts: bool) -> Examined:
    with told_apart("contract"):
        found = shape(connection)
    sizes = {}
    for name in found.there:
        with told_apart(name):
            sizes[name] = int(
                connection.execute(select(func.count()).select_from(t.metadata.tables[name])).scalar_one()
            )
    cells = stored(found) if connection.dialect.name == "sqlite" else iter(())
    broken: list[Broken] = []
    passed = left_out = 0
    for rule in chain(cells, rules(as_of), [boundary_rule(readable)]):
        if (rule.counts and not counts) or rule.without in found.there:
            continue
        if rule.id == "not_finite" and any(_is_text(one.rule, rule) for one in broken):
            continue  # SQLite holds every text for greater than all numbers
        if not _can_run(rule, found):
            left_out += 1
            continue
        with told_apart(rule.table):
            fault = _judged(connection, rule, rule.judge) if rule.judge else _counted(connection, rule)
        if fault is None:
            passed += 1
        else:
            broken.append(fault)
    return Examined(found, tuple(broken), sizes, passed, left_out, _years(connection, found))


def _years(connection: Connection, found: Shape) -> dict[int, int]:
    years: Counter[int] = Counter()
    for table in (t.population, t.facility_status, t.facility_capacity):
        if "period" in found.there.get(table.name, ()):
            with told_apart(table.name):
                rows = connection.execute(select(table.c.period, func.count()).group_by(table.c.period)).fetchall()
            years.update({int(year): int(number) for year, number in rows if isinstance(year, int)})
    return dict(sorted(years.items()))


def rules(as_of: date) -> Iterator[Rule]:
    """Yield all rules that hold for every database.

    Parameters
    ----------
    as_of : datetime.date

    Yields
    ------
    Rule
    """
    yield from general(as_of)
    yield from special()
    yield from of_use(as_of)


def statement(rule: Rule) -> Select[Any]:
    """Return what is run for a rule without a judge: the first rows at fault, and last the number of all.

    Parameters
    ----------
    rule : Rule

    Returns
    -------
    sqlalchemy.Select
    """
    faults = rule.query.subquery("faults")
    return select(*faults.c, func.count().over().label("all_rows")).order_by(*_by(faults.c)).limit(FIRST_ROWS)


def _by(columns: Iterable[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    """Return what to order by; a date in place of the contract's text has no collation."""
    return by(*(cast(one, Text) if isinstance(one.type, Text) else one for one in columns))


def _counted(connection: Connection, rule: Rule) -> Broken | None:
    found = connection.execute(statement(rule)).fetchall()
    if not found:
        return None
    return Broken(rule, int(found[0][-1]), _names(rule), tuple(tuple(row[:-1]) for row in found))


def _judged(connection: Connection, rule: Rule, at_fault: Judge) -> Broken | None:
    shown = slice(None, -1 if rule.hidden else None)
    # What is not shown is not sorted by either: a geometry has no order that every database knows.
    query = rule.query.order_by(*_by(list(rule.query.selected_columns)[shown]))
    first: list[tuple[object, ...]] = []
    count = 0
    for part in connection.execute(query, execution_options={"yield_per": FETCHED}).partitions():
        found = [tuple(row) for row in part if at_fault(row[-1])]
        count += len(found)
        first += found[: FIRST_ROWS - len(first)]
    if not count:
        return None
    return Broken(rule, count, _names(rule)[shown], tuple(row[shown] for row in first))


def _names(rule: Rule) -> tuple[str, ...]:
    return tuple(column.name for column in rule.query.selected_columns)


def _is_text(known: Rule, rule: Rule) -> bool:
    return known.id == "not_number" and (known.table, known.columns) == (rule.table, rule.columns)


def _can_run(rule: Rule, found: Shape) -> bool:
    # A rule that counts the rows of its table, as of `dataset`, names no column.
    return rule.table in found.there and all(
        column in found.there.get(table, ()) for table, column in needed(rule.query)
    )


def needed(query: Select[Any]) -> Sequence[tuple[str, str]]:
    """Return the columns of the contract that a statement reads, as (table, column).

    Parameters
    ----------
    query : sqlalchemy.Select

    Returns
    -------
    sequence of tuple
    """
    found = set()
    for part in visitors.iterate(query):
        if isinstance(part, Column):
            table = getattr(part.table, "element", part.table)
            if isinstance(table, Table):
                found.add((table.name, part.name))
    return sorted(found)

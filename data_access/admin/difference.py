"""What rows that come change in a table: how many of each kind, the first of them, which of their columns differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import not_, or_, select

from data_access.admin.staging import FIRST_ROWS, Key, Staged
from data_access.ordering import by
from domain.workbook import is_count_of_persons

# A table with more rows does not lose most of them by a file that holds a part.
FEW = 20


@dataclass(frozen=True)
class Change:
    """A column of a changed row.

    Attributes
    ----------
    column : str
    told : bool
        Whether its values are given: counts of persons are not.
    old, new : object
        None where they are not told.
    """

    column: str
    told: bool
    old: object = None
    new: object = None


@dataclass(frozen=True)
class Difference:
    """What the files change in a table.

    Attributes
    ----------
    table : str
    names : tuple of str
        Columns of the key.
    added, changed, removed, same : int
        Rows.
    stay : int
        Rows that no file has and that stay.
    before : int
        Rows that were there.
    first : dict of str to tuple of tuple
        The keys of the first ten of `added`, `changed` and `removed`.
    columns : tuple of tuple of Change
        What differs in the first ten of `changed`.
    """

    table: str
    names: tuple[str, ...]
    added: int
    changed: int
    removed: int
    same: int
    stay: int
    before: int
    first: Mapping[str, tuple[Key, ...]]
    columns: tuple[tuple[Change, ...], ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether the table is as it was."""
        return not (self.added or self.changed or self.removed)

    @property
    def taken(self) -> int:
        """Rows that go and do not come again; of a table without a key, how many rows it loses."""
        return self.removed if self.names else max(0, self.removed - self.added)

    @property
    def takes_most(self) -> bool:
        """Whether a table of some size would lose more than half of its rows."""
        return self.before > FEW and self.taken * 2 > self.before


def compare(staged: Staged, columns: frozenset[str], replace: bool) -> Difference:
    """Tell what rows that come change.

    Parameters
    ----------
    staged : Staged
    columns : frozenset of str
        Columns that the files have; the others are not compared.
    replace : bool
        Whether rows that do not come again are removed.

    Returns
    -------
    Difference
        In rows.
    """
    table, coming = staged.table, staged.coming
    before = staged.count(select(1).select_from(table))
    if not staged.key:
        return Difference(table.name, (), staged.count(select(1).select_from(coming)), 0, before, 0, 0, before, {})
    new, old = ([one.c[name] for name in staged.key] for one in (coming, table))
    queries = {"added": select(*new).where(not_(staged.was_there))}
    told = staged.others(columns, told=True)
    if told:
        differs = or_(*(coming.c[name].is_distinct_from(table.c[name]) for name in told))
        queries["changed"] = select(*new).join_from(coming, table, staged.same_key).where(differs)
    if replace:
        queries["removed"] = select(*old).where(not_(staged.stays))
    numbers = {kind: staged.count(query) for kind, query in queries.items()}
    first = {
        kind: tuple(
            tuple(row)
            for row in staged.connection.execute(query.order_by(*by(*query.selected_columns)).limit(FIRST_ROWS))
        )
        for kind, query in queries.items()
        if numbers[kind]
    }
    both = staged.count(select(1).select_from(coming.join(table, staged.same_key)))
    added, changed, removed = (numbers.get(kind, 0) for kind in ("added", "changed", "removed"))
    numbers_there = (added, changed, removed, both - changed, 0 if replace else before - both, before)
    return Difference(
        table.name, staged.key, *numbers_there, first, _changes(staged, told) if first.get("changed") else ()
    )


def _changes(staged: Staged, names: Sequence[str]) -> tuple[tuple[Change, ...], ...]:
    """Return what differs in the first changed rows, in the order of their keys."""
    table, coming = staged.table, staged.coming
    key = [coming.c[name] for name in staged.key]
    flags = [coming.c[name].is_distinct_from(table.c[name]) for name in names]
    values = [value for name in names for value in (table.c[name], coming.c[name])]
    query = select(*key, *(one.label(f"differs_{at}") for at, one in enumerate(flags)), *values)
    query = query.join_from(coming, table, staged.same_key).where(or_(*flags)).order_by(*by(*key)).limit(FIRST_ROWS)
    found = []
    for row in staged.connection.execute(query):
        keys = dict(zip(staged.key, row, strict=False))
        rest = row[len(key) :]
        there = dict(zip(names, rest[len(names) :: 2], strict=True))
        comes = dict(zip(names, rest[len(names) + 1 :: 2], strict=True))
        found.append(
            tuple(
                Change(name, told=False)
                if is_count_of_persons(table.name, name, keys | there)
                or is_count_of_persons(table.name, name, keys | comes)
                else Change(name, True, there[name], comes[name])
                for name, differs in zip(names, rest, strict=False)
                if differs
            )
        )
    return tuple(found)

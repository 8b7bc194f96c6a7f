"""Rows with the same key, found without holding all keys at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from data_access.admin.workbook.book import Problem, Rows, Workbook, shown
from data_access.admin.workbook.layout import fields


def find_repeated(book: Workbook, left_out: Collection[str] = ()) -> None:
    """Add a problem for each row whose key another row before it has.

    Parameters
    ----------
    book : Workbook
        Names of areas are codes by now: two rows may name one area in two ways.
    left_out : collection of str
        Tables that are not looked at, since what could not be read of them looks alike.
    """
    for rows in (rows for table, rows in book.tables.items() if table not in left_out):
        names = [one.name for one in fields(rows.table) if one.key and one.name in rows.columns]
        columns = [rows.columns[name] for name in names]
        for at, first, key in _repeated(rows, columns):
            file, sheet, line = rows.place(at)
            *place, row = rows.place(first)
            earlier = (*map(str, place), str(row))
            value = shown(", ".join(str(part) for part in key))
            book.problems.add(
                Problem("repeated_row", file, sheet, line, " + ".join(names), value, (), rows.table, earlier)
            )


def _repeated(rows: Rows, columns: list[list[Any]]) -> list[tuple[int, int, tuple[Any, ...]]]:
    """Return each row whose key an earlier one has, with the first that has it."""
    hashes = np.fromiter(map(hash, zip(*columns, strict=True)), dtype=np.int64, count=len(rows))
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    same = ordered[1:] == ordered[:-1]
    suspects = np.zeros(len(rows), dtype=bool)
    suspects[order[1:][same]] = True
    suspects[order[:-1][same]] = True
    found = []
    seen: dict[tuple[Any, ...], int] = {}
    for at in np.flatnonzero(suspects):
        key = tuple(column[at] for column in columns)
        if None in key:  # a cell that could not be read, told of already
            continue
        first = seen.setdefault(key, int(at))
        if first != at:
            found.append((int(at), first, key))
    return found

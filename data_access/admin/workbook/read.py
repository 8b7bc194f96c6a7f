"""Reading a steward's files: every sheet of every file into the rows of its table, and a list of what is in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from data_access.admin.workbook import csv_files, guard
from data_access.admin.workbook.book import Problem, Rows, Workbook, shown
from data_access.admin.workbook.cells import Cell
from data_access.admin.workbook.columns import Column
from data_access.admin.workbook.guard import MOST_UNPACKED, Refused
from data_access.admin.workbook.heads import LOOKED_AT, Head, Headings
from data_access.admin.workbook.layout import fields
from data_access.admin.workbook.sheets import MEMORY, Part, Sheet, sheets
from domain.workbook import EXAMPLE, SHEETS, Names

Progress = Callable[[str, str, int], None]


def read_files(
    paths: Sequence[Path],
    names: Names,
    progress: Progress = lambda file, sheet, rows: None,
    memory: int = MEMORY,
    most_unpacked: int = MOST_UNPACKED,
) -> Workbook:
    """Read files into typed rows.

    Parameters
    ----------
    paths : sequence of Path
        XLSX, ODS, XLS and CSV; a table may stand in several.
    names : Names
        What sheets, columns and codes are called.
    progress : callable
        Is told file, sheet and how many of its rows are read, now and then.
    memory : int
        Bytes that opening a spreadsheet may take.
    most_unpacked : int
        Bytes that a packed file may hold.

    Returns
    -------
    Workbook
        Where it has problems, some rows may lack or have empty cells: nothing may be written then.
    """
    reading = _Reading(names, progress)
    read: set[Path] = set()
    for path in paths:
        if path.resolve() in read:
            reading.book.problems.add(Problem("file_twice", path.name))
            continue
        read.add(path.resolve())
        reading.file(path, memory, most_unpacked)
    found = reading.book
    found.tables = {table: found.tables[table] for table in SHEETS if table in found.tables}
    return found


class _Reading:
    """What is known while files are read."""

    def __init__(self, names: Names, progress: Progress) -> None:
        self.book = Workbook()
        self._names = names
        self._headings = Headings(names)
        self._progress = progress
        self._kept: dict[str, str] = {}

    def file(self, path: Path, memory: int, most_unpacked: int) -> None:
        name = path.name
        try:
            kind = guard.kind(path, most_unpacked)
            if kind == "csv":
                self._csv(path)
                return
            unknown: list[Problem] = []
            count = 0
            for sheet in sheets(path, kind, memory):
                count += self._sheet(name, sheet, unknown)
            # A book without any table is told of once, not sheet by sheet.
            if not count:
                self._add(Problem("no_known_sheet", name, allowed=SHEETS))
                return
            for problem in unknown:
                self._add(problem)
        except Refused as error:
            self._add(Problem(error.id, name, error.place, error.row))

    def _csv(self, path: Path) -> None:
        parts = csv_files.parts(path, self._headings.score)
        first, parts = _peeked(parts)
        table = self._headings.table_of_file(path.stem)
        if table is None:
            table, problem = self._by_headings(path.name, "", first)
            if problem is not None:
                self._add(problem)
                return
        self._rows(path.name, "", table, first, parts)

    def _sheet(self, file: str, sheet: Sheet, unknown: list[Problem]) -> bool:
        """Read a sheet, and tell whether it is one of a table."""
        if self._headings.is_passed_over(sheet.name):
            return False
        first, parts = _peeked(sheet.parts)
        table = self._headings.table(sheet.name)
        if not first[1]:
            return table is not None  # an empty sheet says nothing
        if table is None:
            table, problem = self._by_headings(file, sheet.name, first)
            if problem is not None:
                unknown.append(problem)
                return bool(problem.table)
        self._rows(file, sheet.name, table, first, parts)
        return True

    def _by_headings(self, file: str, sheet: str, first: Part) -> tuple[str, Problem | None]:
        """Return the table that headings are those of; a problem where they are of none, of several or not complete."""
        fit = self._headings.fitting(*first) or self._headings.fitting(*first, flaws=1)
        if len(fit) != 1:
            id_ = "unclear_table" if fit else "unknown_sheet" if sheet else "unknown_table"
            return "", Problem(id_, file, sheet, allowed=tuple(fit) or SHEETS)
        head = self._headings.head(fit[0], *first)
        for lacks in head.lacks(fit[0]):
            return fit[0], Problem("missing_column", file, sheet, head.line, lacks, table=fit[0])
        return fit[0], None

    def _rows(self, file: str, sheet: str, table: str, first: Part, parts: Iterable[Part]) -> None:
        lines, looked_at = first[0][:LOOKED_AT], first[1][:LOOKED_AT]
        head = self._headings.head(table, lines, looked_at)
        for id_, column, allowed in head.problems:
            self._add(Problem(id_, file, sheet, head.line, column or None, None, allowed, table))
        if head.problems:
            return
        rows = self.book.tables.setdefault(table, Rows(table))
        columns = {place: Column(one, self._names, self._kept) for place, one in head.columns.items()}
        marked = next((place for place, one in head.columns.items() if one is fields(table)[0]), 0)
        before = head.after
        begun = False
        for found_lines, found in parts:
            part = _data(found_lines[before:], found[before:], marked)
            before = max(0, before - len(found))
            if not part[0]:
                continue
            # Headings without a row say nothing of their columns: a file beside them may have others.
            if not begun and not self._begins(file, sheet, rows, head):
                return
            begun = True
            self._part((file, sheet), rows, columns, part)
            self._progress(file, sheet, len(rows))

    def _begins(self, file: str, sheet: str, rows: Rows, head: Head) -> bool:
        names = [one.name for one in head.columns.values()]
        others = set(names) ^ set(rows.columns)
        if len(rows) and others:  # what lacks in one of them would empty cells that are there
            self._add(Problem("other_columns", file, sheet, None, ", ".join(sorted(others)), table=rows.table))
            return False
        rows.begin(file, sheet, names)
        return True

    def _part(self, place: tuple[str, str], rows: Rows, columns: dict[int, Column], part: Part) -> None:
        lines, found = part
        for at in set(range(max(map(len, found)))) - set(columns):
            stray = [(line, row[at]) for line, row in zip(lines, found, strict=True) if at < len(row) and row[at] != ""]
            if stray:
                line, cell = stray[0]
                problem = Problem("no_heading", *place, line, str(at + 1), shown(cell), (), rows.table)
                self.book.problems.add(problem, len(stray))
        values = {}
        for at, column in columns.items():
            one = column.field
            cells: list[Cell] = [row[at] if at < len(row) else "" for row in found]
            values[one.name], faults = column.values(cells)
            for index, id_ in faults:
                allowed = one.codes if id_ == "unknown_code" else ()
                self._add(Problem(id_, *place, lines[index], one.name, shown(cells[index]), allowed, rows.table))
        rows.extend(lines, values)

    def _add(self, problem: Problem) -> None:
        self.book.problems.add(problem)


def _peeked(parts: Iterator[Part]) -> tuple[Part, Iterator[Part]]:
    """Return the first rows, and all rows."""
    first = next(parts, ([], []))
    return (first[0][:LOOKED_AT], first[1][:LOOKED_AT]), chain([first], parts)


def _data(lines: list[int], rows: list[list[Cell]], marked: int) -> Part:
    """Leave out rows that are examples, and blank ones."""
    kept = [
        at
        for at, row in enumerate(rows)
        if not (len(row) > marked and str(row[marked]).lstrip().lower().startswith(EXAMPLE))
        and any(cell != "" and not (isinstance(cell, str) and not cell.strip()) for cell in row)
    ]
    if len(kept) == len(rows):
        return lines, rows
    return [lines[at] for at in kept], [rows[at] for at in kept]

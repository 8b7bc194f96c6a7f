"""What was read of a steward's files: typed rows by table, held by columns, and everything that could not be read."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from data_access import tables
from domain.area_names import AreaMatch
from domain.indicator import Text

FIRST = 10
LONGEST_VALUE = 80
MOST_KINDS = 2000  # a file with more is not a table
Kind = tuple[str, str, str, str]


@dataclass(frozen=True)
class Candidate:
    """An area that a name may mean: its code, its name, that of the area above."""

    pcode: str
    name: Text
    above: Text | None


@dataclass(frozen=True)
class Problem:
    """One thing that cannot be read.

    Attributes
    ----------
    id : str
        What is wrong; `wording.load_words` has its text.
    file : str
        Name of the file.
    sheet : str
        Empty for a file without sheets.
    row : int or None
        As a spreadsheet counts, from 1.
    column : str or None
        Its id, or the heading as it stands in the file.
    value : str or None
        What stands there, cut where it is long.
    allowed : tuple
        What would be right, where that is a list: codes, columns, tables, or areas (`Candidate`).
    table : str
        Empty where it is not known.
    earlier : tuple of str
        Of a key that stands there again: file, sheet and row of its first row.
    """

    id: str
    file: str
    sheet: str = ""
    row: int | None = None
    column: str | None = None
    value: str | None = None
    allowed: tuple[object, ...] = ()
    table: str = ""
    earlier: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What the first ten and the count go by."""
        return self.id, self.file, self.sheet, self.column or ""


class Problems:
    """Problems as they are found: the first ten of each kind, and how many there are."""

    def __init__(self) -> None:
        self.first: list[Problem] = []
        self.counts: dict[Kind, int] = {}

    def add(self, problem: Problem, count: int = 1) -> None:
        """Keep a problem, or only count it."""
        known = self.counts.get(problem.kind, 0)
        if not known and len(self.counts) >= MOST_KINDS:
            return
        self.counts[problem.kind] = known + count
        if known < FIRST:
            self.first.append(problem)

    def __len__(self) -> int:
        return sum(self.counts.values())


def shown(value: object) -> str:
    """Return what stands in a cell, as text of bearable length."""
    text = str(value[-1] if isinstance(value, tuple) else value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        text = str(int(value))
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}..."


class Rows:
    """The rows of one table, by columns: a million rows take a tenth of what they would take as mappings.

    Parameters
    ----------
    table : str

    Attributes
    ----------
    columns : dict of str to list
        Typed values, None where a cell is empty; only columns that stood in a file.
    lines : array of int
        Row of the file, for each row.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        self.columns: dict[str, list[Any]] = {}
        self.lines = array("I")
        self._starts: list[int] = []
        self._places: list[tuple[str, str]] = []

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def absent(self) -> frozenset[str]:
        """Columns of the table that stood in no file; what the database has there may be kept."""
        return frozenset(tables.metadata.tables[self.table].columns.keys()) - set(self.columns)

    def begin(self, file: str, sheet: str, columns: Sequence[str]) -> None:
        """Say where the next rows come from, and which columns they have."""
        self._starts.append(len(self))
        self._places.append((file, sheet))
        for name in columns:
            self.columns.setdefault(name, [None] * len(self))

    def extend(self, lines: Sequence[int], values: dict[str, list[Any]]) -> None:
        """Add rows."""
        for name, column in self.columns.items():
            column.extend(values.get(name) or [None] * len(lines))
        self.lines.extend(lines)

    def place(self, index: int) -> tuple[str, str, int]:
        """Return file, sheet and row of a row."""
        file, sheet = self._places[bisect_right(self._starts, index) - 1]
        return file, sheet, self.lines[index]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield rows as the table has them, every column in each."""
        for part in self.parts():
            yield from part

    def parts(self, size: int = 10_000) -> Iterator[list[dict[str, Any]]]:
        """Yield rows as `target.put` takes them, so many at a time.

        Parameters
        ----------
        size : int

        Yields
        ------
        list of dict
        """
        names = tables.metadata.tables[self.table].columns.keys()
        for start in range(0, len(self), size):
            end = min(start + size, len(self))
            cells = [
                self.columns[name][start:end] if name in self.columns else [None] * (end - start) for name in names
            ]
            yield [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


@dataclass
class Workbook:
    """What was read of all files.

    Attributes
    ----------
    tables : dict of str to Rows
        In the order of `domain.workbook.SHEETS`; a table that stood in no file is not there.
    problems : Problems
        Nothing may be written while there is one.
    matched : dict of str to AreaMatch
        How each area that was named, in place of its code or by it, was found; see `areas.match_areas`.
    """

    tables: dict[str, Rows] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    matched: dict[str, AreaMatch] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        """Whether there is no problem."""
        return not self.problems.counts

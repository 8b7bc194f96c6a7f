"""The headings of a sheet: where they stand, which column each names, and which table the sheet is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data_access.admin.workbook.cells import Cell, clean
from data_access.admin.workbook.columns import spelled
from data_access.admin.workbook.layout import Field, fields
from domain.place_names import words
from domain.workbook import EXAMPLE, SHEETS, TAGS, Names, sheet_title

FEWEST = 3  # headings by which a table is known that are not all
LOOKED_AT = 40  # rows among which the headings stand
ABOVE = 2  # rows over them into which a merged heading may reach
_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.IGNORECASE)


@dataclass
class Head:
    """The headings of a sheet.

    Attributes
    ----------
    columns : dict of int to Field
        By place in a row.
    after : int
        How many of the rows that were looked at stand before the first row of data.
    line : int
        Row of the file in which the headings stand.
    problems : list of (str, str, tuple)
        Id, heading or column, and what would be right.
    """

    columns: dict[int, Field] = field(default_factory=dict)
    after: int = 0
    line: int = 1
    problems: list[tuple[str, str, tuple[object, ...]]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether everything that a row of the table needs has a heading, and nothing else has one."""
        return bool(self.columns) and not self.problems

    def lacks(self, table: str) -> list[str]:
        """Return the columns without a heading that no row of the table can do without."""
        named = {one.name for one in self.columns.values()}
        return [one.name for one in fields(table) if one.filled and one.name not in named]


class Headings:
    """Every way to name tables and columns.

    Parameters
    ----------
    names : Names
    """

    def __init__(self, names: Names) -> None:
        self._tables = {spelled(table): table for table in SHEETS}
        for table, title in names.titles.items():
            self._tables |= {spelled(title.fa): table, spelled(title.en): table}
        self._passed = {
            spelled(one) for title in (names.guide, names.lists) for one in (title.fa, title.en, sheet_title(title))
        }
        self._columns = {table: _spellings(table, names) for table in SHEETS}
        self._tags = {table: {_tag(TAGS[one.name]): one for one in fields(table)} for table in SHEETS}

    def table(self, name: str) -> str | None:
        """Return the table of a sheet with this name, or with this name and a year or number."""
        without = " ".join(word.rstrip("0123456789") for word in words(name))
        return self._tables.get(spelled(name)) or self._tables.get(spelled(without))

    def table_of_file(self, stem: str) -> str | None:
        """Return the table of a file: its name may go on, as in `population_1404`, but not with a word of another."""
        whole = self.table(stem)
        begins = [table for table in SHEETS if re.match(rf"{table}(?![a-z])", stem.lower())]
        return whole or max(begins, key=len, default=None)

    def is_passed_over(self, name: str) -> bool:
        """Tell the sheets of the template that hold no rows."""
        return spelled(name) in self._passed

    def score(self, rows: Sequence[Sequence[Cell]]) -> int:
        """Return the most headings that a row has, whatever the table."""
        return max((len(self._hits(table, row)) for table in SHEETS for row in rows), default=0)

    def fitting(self, lines: Sequence[int], rows: Sequence[Sequence[Cell]], flaws: int = 0) -> list[str]:
        """Return the tables of which the rows have all needed headings and no other, but for so many flaws."""
        fit = []
        for table in SHEETS:
            head = self.head(table, lines, rows)
            others = [id_ for id_, _column, _allowed in head.problems if id_ != "no_key_column"]
            if len(head.columns) >= (FEWEST if flaws else 1) and len(others) + len(head.lacks(table)) == flaws:
                fit.append(table)
        return fit

    def head(self, table: str, lines: Sequence[int], rows: Sequence[Sequence[Cell]]) -> Head:
        """Find the headings of a table.

        Parameters
        ----------
        table : str
        lines : sequence of int
            Number of each row in the file.
        rows : sequence of sequence
            The first rows that are not blank.

        Returns
        -------
        Head
            `no_headings` among its problems where no row has any.
        """
        hits = [self._hits(table, row) for row in rows]
        first = next((at for at, row in enumerate(rows) if _is_head(hits[at], row)), None)
        if first is None:
            return Head(problems=[("no_headings", "", tuple(one.name for one in fields(table)))])
        last = first
        while last + 1 < len(rows) and _is_head(hits[last + 1], rows[last + 1], further=True):
            last += 1
        head = Head(after=last + 1, line=lines[first])
        found: dict[int, set[Field]] = {}
        for at in range(first, last + 1):
            for place, one in hits[at].items():
                found.setdefault(place, set()).add(one)
        for at in range(max(0, first - ABOVE), first):
            for place, one in hits[at].items():
                found.setdefault(place, {one})
        self._name(table, head, found, rows[first : last + 1])
        return head

    def _name(self, table: str, head: Head, found: dict[int, set[Field]], rows: Sequence[Sequence[Cell]]) -> None:
        allowed = tuple(one.name for one in fields(table))
        for place in range(max(map(len, rows))):
            texts = [str(row[place]) for row in rows if place < len(row) and row[place] != ""]
            known = found.get(place, set())
            if len(known) == 1:
                head.columns[place] = next(iter(known))
            elif known:
                head.problems.append(("headings_disagree", " / ".join(texts), allowed))
            elif texts:
                head.problems.append(("unknown_column", clean(texts[0]), allowed))
        named = [one.name for one in head.columns.values()]
        for name in dict.fromkeys(one for one in named if named.count(one) > 1):
            head.problems.append(("repeated_heading", name, ()))
        for one in fields(table):
            if one.key and one.name not in named:
                head.problems.append(("no_key_column", one.name, ()))

    def _hits(self, table: str, row: Sequence[Cell]) -> dict[int, Field]:
        """Return the columns that the cells of a row name."""
        texts = {place: cell for place, cell in enumerate(row) if isinstance(cell, str) and 0 < len(cell) < 100}
        if any(text.lower().startswith(EXAMPLE) for text in texts.values()):
            return {}
        tags = [_tag(text) for text in texts.values()]
        known = self._tags[table] if tags and all(tags) else None
        if known is not None:
            return {place: known[tag] for place, tag in zip(texts, tags, strict=True) if tag in known}
        columns = self._columns[table]
        return {place: columns[key] for place, text in texts.items() if (key := spelled(text)) in columns}


def _spellings(table: str, names: Names) -> dict[str, Field]:
    said: dict[str, Field] = {}
    for one in fields(table):
        title = names.headings[one.place]
        said |= {spelled(title.fa): one, spelled(title.en): one}
    return said | {spelled(one.name): one for one in fields(table)}


def _tag(text: str) -> tuple[str, frozenset[str]] | None:
    """Read a tag of HXL, whose attributes stand in any order."""
    text = text.strip()
    if not _TAG.fullmatch(text):
        return None
    tag, *attributes = re.split(r"\s*\+\s*", text.lower())
    return tag, frozenset(attributes)


def _is_head(hits: dict[int, Field], row: Sequence[Cell], *, further: bool = False) -> bool:
    """Tell a row of headings, a `further` one below others, by how many of its cells name a column."""
    filled = sum(1 for cell in row if cell != "")
    if further and filled and all(isinstance(cell, str) and (not cell or _tag(cell)) for cell in row):
        return not any(str(cell).lower().startswith(EXAMPLE) for cell in row)
    if len(hits) == filled:
        return filled > 1 or (further and bool(hits))
    return len(hits) >= 2 and len(hits) * 2 >= filled

"""The cells of a column made into values of the contract, each different cell once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from data_access.admin.workbook import cells as c
from data_access.admin.workbook.cells import Cell, Unread
from data_access.admin.workbook.layout import Field
from domain import contract
from domain.place_names import words
from domain.workbook import Form, Names

# Each different cell is read once, as long as it is among the last that were read.
REMEMBERED = 20_000
# Columns of shares, 0 to 1.
SHARES = frozenset({"weight"})
# Where each half of a code's name means the same code: women, girls.
OF_TWO_WORDS = frozenset({"sex"})
# What people besides write for a code, in whatever language.
OTHER_WORDS = {"sex": {"f": ("female", "زن", "دختر"), "m": ("male", "مرد", "پسر")}}
_AND = re.compile(" and | \u0648 ")
Fault = tuple[int, str]  # place in the column, id of the problem

_READERS: Mapping[Form, Callable[[Cell], Any]] = {
    "id": c.as_id,
    "pcode": c.as_pcode,
    "year": c.as_year,
    "day": c.as_day,
    "about_day": c.as_about_day,
    "whole": c.as_whole,
    "number": c.as_number,
    "text": c.as_text,
}
_ERROR_BEGINS = ("#", "E")
_BLANK = frozenset(" \t\r\n\u00a0\u200b\u200c\u200d\u200e\u200f\u202f\ufeff")
_TRUE, _FALSE = ("1", "true"), ("0", "false")


def spelled(text: str) -> str:
    """Return the form in which two ways of writing a heading or a code are equal."""
    return "".join(words(text))


class Column:
    """Reads the cells of one column.

    Parameters
    ----------
    field : Field
    names : Names
    kept : dict of str to str
        One copy of each key, shared by all sheets: a facility is named once in each of its rows.
    """

    def __init__(self, field: Field, names: Names, kept: dict[str, str]) -> None:
        self.field = field
        self._kept = kept
        self._read = self._reader(names)
        self._known: dict[Cell, Any] = {}

    def values(self, found: Sequence[Cell]) -> tuple[list[Any], list[Fault]]:
        """Read cells; what cannot be read is None and named among the faults."""
        known = self._known
        try:
            return [known[cell] for cell in found], []
        except KeyError:
            pass
        values: list[Any] = []
        faults: list[Fault] = []
        for place, cell in enumerate(found):
            value = known.get(cell)
            if value is None:
                try:
                    value = self._new(cell)
                except Unread as error:
                    faults.append((place, error.id))
            values.append(value)
        return values, faults

    def _new(self, cell: Cell) -> object:
        if isinstance(cell, str):
            if cell[:1] in _ERROR_BEGINS and c.ERRORS.fullmatch(cell):
                raise Unread("error_value")
            if not cell or (cell[0] in _BLANK and not c.clean(cell)):
                if self.field.filled:
                    raise Unread(
                        "empty_point" if self.field.name in contract.POINTS.get(self.field.table, ()) else "empty"
                    )
                self._known[cell] = None
                return None
        try:
            value = self._read(cell)
        except Unread as error:
            if error.id == "percent" and self.field.name in SHARES:
                raise Unread("percent_share") from None
            raise
        if self.field.form in ("id", "pcode"):
            value = self._kept.setdefault(value, value)
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[cell] = value
        return value

    def _reader(self, names: Names) -> Callable[[Cell], Any]:
        form = self.field.form
        if form == "code":
            return self._coded(code_words(self.field, names), self.field.strict)
        if form == "yes_no":
            said = dict.fromkeys((*_TRUE, *map(spelled, (names.yes.fa, names.yes.en))), True)
            said |= dict.fromkeys((*_FALSE, *map(spelled, (names.no.fa, names.no.en))), False)
            return self._coded(said, strict=True, fault="not_yes_no")
        return _READERS[form]

    @staticmethod
    def _coded(said: Mapping[str, object], strict: bool, fault: str = "unknown_code") -> Callable[[Cell], object]:
        def read(cell: Cell) -> object:
            text = c.as_id(cell)
            code = said.get(spelled(c.without_zeros(text)))
            if code is None:
                if strict:
                    raise Unread(fault)
                return text
            return code

        return read


def code_words(field: Field, names: Names) -> dict[str, object]:
    """Return the code for each way of writing it: itself, its name in either language.

    Parameters
    ----------
    field : Field
    names : Names

    Returns
    -------
    dict of str to object
        By spelling. A code wins over a name.
    """
    said: dict[str, object] = {}
    for code, name in names.codes.get(field.place, {}).items():
        said |= {spelled(name.fa): code, spelled(name.en): code}
        if field.name in OF_TWO_WORDS:
            said |= dict.fromkeys(map(spelled, _AND.split(f"{name.fa} and {name.en}")), code)
    for code, others in OTHER_WORDS.get(field.name, {}).items():
        said |= dict.fromkeys(map(spelled, others), code)
    return said | {spelled(str(code)): code for code in field.codes}

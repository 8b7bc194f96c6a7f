"""Which columns each sheet of the workbook has, and what they take: the tables of the contract, seen as a form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Boolean, Float, Integer, Table

from data_access import tables
from domain import contract
from domain.contract import Place
from domain.workbook import LEFT_OUT, SHEETS, Form, codes_of, form_of


@dataclass(frozen=True)
class Field:
    """A column of a sheet.

    Attributes
    ----------
    table, name : str
    form : str
        How its cells are read.
    filled : bool
        Whether no cell may be empty.
    key : bool
        Whether it tells a row from others.
    codes : tuple
        What it may hold, where that is a list.
    strict : bool
        Whether another code is a problem; where not, the row counts nowhere and the check says so.
    """

    table: str
    name: str
    form: Form
    filled: bool
    key: bool
    codes: tuple[object, ...] = ()
    strict: bool = True

    @property
    def place(self) -> Place:
        """Table and column."""
        return self.table, self.name


@lru_cache
def fields(table: str) -> tuple[Field, ...]:
    """Return the columns of a sheet, in the order of the table.

    Parameters
    ----------
    table : str

    Returns
    -------
    tuple of Field
    """
    made = tables.metadata.tables[table]
    # A table without a key has rows that only the whole of them tells apart.
    keyed = {column.name for column in made.primary_key.columns}
    found = []
    for column in made.columns:
        place = (table, column.name)
        if place in LEFT_OUT:
            continue
        key = column.name in keyed or (not keyed and not column.nullable)
        form = form_of(place, _kind(made, column.name))
        strict = place not in contract.PASSED_OVER
        found.append(Field(table, column.name, form, not column.nullable, key, codes_of(place), strict))
    return tuple(found)


def _kind(table: Table, column: str) -> str:
    kind = table.columns[column].type
    for wanted, name in ((Boolean, "boolean"), (Integer, "integer"), (Float, "float")):
        if isinstance(kind, wanted):
            return name
    return "text"


def columns_of_all() -> tuple[tuple[str, str, Form], ...]:
    """Return table, column and form of everything in the workbook, for whoever names it."""
    return tuple((table, one.name, one.form) for table in SHEETS for one in fields(table))

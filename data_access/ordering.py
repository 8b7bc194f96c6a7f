"""One order of rows on every database: text by its bytes, empty values first."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class ByteOrder(FunctionElement[str]):
    """A text that sorts by its bytes; PostgreSQL would use the rules of some language."""

    name = "byte_order"
    type = Text()
    inherit_cache = True


@compiles(ByteOrder)
def _plain(element: ByteOrder, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    return compiler.process(element.clauses, **options)


@compiles(ByteOrder, "postgresql")
def _by_bytes(element: ByteOrder, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    return f'{compiler.process(element.clauses, **options)} COLLATE "C"'


def by(*columns: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """Return what to order by.

    Parameters
    ----------
    *columns : sqlalchemy.ColumnElement
        Texts, which sort by their bytes, or anything else; an empty value sorts first.

    Returns
    -------
    list of sqlalchemy.ColumnElement
        For `Select.order_by`.
    """
    return [_first_if_empty(ByteOrder(one) if isinstance(one.type, Text) else one, one) for one in columns]


def _first_if_empty(term: ColumnElement[Any], column: ColumnElement[Any]) -> ColumnElement[Any]:
    return term.nulls_first() if getattr(column, "nullable", True) else term

"""Tables, columns and codes as a report calls them: as the workbook is headed, with the id in brackets."""

from __future__ import annotations

import re

from domain.contract import Place
from domain.workbook import Names
from wording import i18n

_BETWEEN = re.compile(r"( \+ |, )")


def table(id_: str, names: Names) -> str:
    """Return a table's title and id.

    Parameters
    ----------
    id_ : str
    names : Names

    Returns
    -------
    str
        The id alone where there is no such table.
    """
    title = names.titles.get(id_)
    return _both(title.in_language(i18n.language()), id_) if title else id_


def column(place: Place, names: Names) -> str:
    """Return a column's heading and id.

    Parameters
    ----------
    place : tuple of str
        Table and column.
    names : Names

    Returns
    -------
    str
        What stands there where it is no column: it may be a heading of a file.
    """
    title = names.headings.get(place)
    return _both(title.in_language(i18n.language()), place[1]) if title else place[1]


def columns(table_id: str, text: str, names: Names) -> str:
    """Return one column or several, joined as they were, each with its heading."""
    return "".join(
        part if _BETWEEN.fullmatch(part) else column((table_id, part), names) for part in _BETWEEN.split(text)
    )


def code(place: Place, id_: object, names: Names) -> str:
    """Return a code's name and the code itself; the code alone where it has none."""
    name = names.codes.get(place, {}).get(id_)
    return _both(name.in_language(i18n.language()), str(id_)) if name else str(id_)


def _both(title: str, id_: str) -> str:
    return f"{title} ({id_})"

"""Areas that rows name in place of their code: found among the areas of the file or of the database, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from data_access.admin.workbook.book import Candidate, Problem, Rows, Workbook, shown
from data_access.admin.workbook.cells import is_pcode
from data_access.admin.workbook.layout import fields
from data_access.admin.workbook.repeated import find_repeated
from domain.area_names import AreaMatch, NamedArea, match
from domain.indicator import Text

SHOWN = 20
Areas = dict[str, NamedArea]
# The code of the area itself, and of one that is no more: there is no row whose name could stand for it.
OWN = frozenset({("admin_area", "pcode"), ("crosswalk", "from_pcode")})


def areas_of(book: Workbook, areas: Sequence[NamedArea] = ()) -> list[NamedArea]:
    """Return the areas that stand in the files.

    Parameters
    ----------
    book : Workbook
    areas : sequence of NamedArea
        Of the database: files without the column for the area above leave it as it is there.

    Returns
    -------
    list of NamedArea
        Rows that cannot be read are left out.
    """
    rows = book.tables.get("admin_area")
    if rows is None:
        return []
    needed = ("pcode", "level", "name_fa", "name_en", "parent_pcode")
    values = (tuple(row[name] for name in needed) for row in rows)
    found = [NamedArea(*one) for one in values if None not in one[:-1]]
    if "parent_pcode" in rows.columns:
        return found
    parents = {area.pcode: area.parent for area in areas}
    return [replace(area, parent=parents.get(area.pcode)) for area in found]


def match_areas(book: Workbook, areas: Sequence[NamedArea] = ()) -> dict[str, AreaMatch]:
    """Put codes in place of names of areas, in all tables; what fits no area or several is a problem.

    Rows with the same key are looked for afterwards, for one area may be named in two ways; not in tables with cells
    that could not be read. Where it could not be read what the areas are, nothing is looked for.

    Parameters
    ----------
    book : Workbook
        Its rows are changed, its problems added to, its `matched` set.
    areas : sequence of NamedArea
        Of the database; areas of the files win over those with the same code.

    Returns
    -------
    dict of str to AreaMatch
        How each different text was found. A code without an area is no problem here: the check tells of it.
    """
    if any(one.table in ("", "admin_area") for one in book.problems.first):
        return {}
    unread = {one.table for one in book.problems.first}
    known = _with_parents({area.pcode: area for area in (*areas, *areas_of(book, areas))})
    columns = list(_columns(book))
    found = match(dict.fromkeys(text for rows, name in columns for text in _texts(rows, name)), list(known.values()))
    for rows, name in columns:
        _replace(book, rows, name, found, known)
    book.matched = found
    find_repeated(book, unread)
    return found


def _with_parents(known: Areas) -> Areas:
    """Put codes in place of names of the areas above, which a file may have as well."""
    unknown = {area.parent for area in known.values() if area.parent is not None} - set(known)
    found = match(unknown, list(known.values()))
    return {
        code: replace(area, parent=found[area.parent].pcode) if area.parent in found else area
        for code, area in known.items()
    }


def _candidate(area: NamedArea, known: Areas) -> Candidate:
    above = known.get(area.parent or "")
    names = (Text(area.name_fa, area.name_en), Text(above.name_fa, above.name_en) if above else None)
    return Candidate(area.pcode, *names)


def _columns(book: Workbook) -> Iterable[tuple[Rows, str]]:
    for table, rows in book.tables.items():
        for one in fields(table):
            if one.form == "pcode" and one.name in rows.columns:
                yield rows, one.name


def _texts(rows: Rows, name: str) -> Iterable[str]:
    return (text for text in dict.fromkeys(rows.columns[name]) if text is not None)


def _replace(book: Workbook, rows: Rows, name: str, found: dict[str, AreaMatch], known: Areas) -> None:
    is_own = (rows.table, name) in OWN
    column = rows.columns[name]
    wrong: dict[str, str] = {}
    for text in _texts(rows, name):
        one = found[text]
        if is_own and not is_pcode(text):
            wrong[text] = "no_pcode"
        elif one.how == "several":
            wrong[text] = "several_areas"
        elif one.how == "none" and not is_pcode(text):
            wrong[text] = "no_such_area"
    codes = {text: one.pcode for text, one in found.items() if one.pcode is not None and text not in wrong}
    for at, text in enumerate(column):
        if text in wrong:
            file, sheet, line = rows.place(at)
            fitting = tuple(_candidate(known[code], known) for code in found[text].pcodes[:SHOWN])
            allowed = fitting if wrong[text] == "several_areas" else ()
            book.problems.add(Problem(wrong[text], file, sheet, line, name, shown(text), allowed, rows.table))
        elif text is not None:
            column[at] = codes.get(text, text)

"""Workbooks: sheets of figures, and the sheet that says what they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from briefing import about_sheet, columns, hxl
from briefing.drawn import Drawn, told
from briefing.tables import Book, Section, Sheet
from measures.reference import Reference
from wording import i18n, provenance
from wording.i18n import _

# As long as spreadsheets let the name of a sheet be.
NAME_AT_MOST = 31
# P-code, level and both names of an area stay in sight.
AREA_COLUMNS = 4


def bind(title: str, sheets: Iterable[Sheet], sections: Iterable[Section], *, marked: bool, made_on: date) -> Book:
    """Return a workbook in the language in use; `marked` says that a figure in it is demonstration data."""
    mark = provenance.mark(marked)
    return Book(
        sheets=tuple(replace(one, name=_sheet_name(one.name, mark)) for one in sheets),
        about=_("Sources and notes")[:NAME_AT_MOST],
        title=title,
        mark=mark,
        sections=tuple(sections),
        made_on=made_on,
        is_rtl=i18n.direction() == "rtl",
    )


def _sheet_name(name: str, mark: str) -> str:
    """Name a sheet, with the mark as long as there is room for it."""
    if not mark:
        return name[:NAME_AT_MOST]
    marked = f"{name} – {mark}"
    return marked if len(marked) <= NAME_AT_MOST else _("{name} (demo)").format(name=name)[:NAME_AT_MOST]


def book(drawn: Drawn, reference: Reference, *, tagged: bool, lacking: Iterable[str] = ()) -> Book:
    """Return the workbook of a view; `lacking` are the tables that the database does not have."""
    frame = drawn.frame
    data = hxl.with_dates(frame.data) if tagged else frame.data
    made = columns.columns(frame, data, hxl.tags(frame.selection, [str(name) for name in data.columns]))
    title, subtitle = told(drawn, reference)
    return bind(
        title,
        (Sheet(_("Figures"), made, AREA_COLUMNS),),
        (
            about_sheet.view(about_sheet.chosen(frame, reference, subtitle, lacking=lacking)),
            about_sheet.definition(frame.selection.entry),
            about_sheet.columns(made, tagged=tagged),
            about_sheet.statuses(),
            about_sheet.sources(frame.data["source_ids"], reference),
            about_sheet.rules(reference, provenance.group_rule(frame)),
        ),
        marked=bool(frame.data["is_demonstration"].any()),
        made_on=frame.as_of,
    )

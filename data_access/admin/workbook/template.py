"""Writing the workbook: empty with examples, or with the rows of a database."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from data_access.admin.workbook.layout import Field, fields
from data_access.admin.workbook.samples import sample
from domain import contract
from domain.indicator import Text
from domain.workbook import REQUIRED, SHEETS, TAGS, Names, sheet_title

# Headings in two languages, ids, tags of HXL.
HEAD_ROWS = 4
LAST_ROW = 1_048_575
WIDTHS = {"text": 26, "id": 18, "code": 20, "pcode": 14}
NARROW = 13
GUIDE_WIDTH, CODE_WIDTH = 70, 28
# Numbers, texts and formulas are told apart by us alone: nothing is taken for a formula or a link. Rows are written as
# they come, so that a country takes no more memory than a county.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
Row = Sequence[Any]


class _Exact(float):
    """A number that XlsxWriter, which writes sixteen digits, writes so that the same number is read."""

    def __format__(self, _form: str) -> str:
        return repr(float(self))


def write_template(path: Path, names: Names, lang: str = "fa") -> None:
    """Write an empty workbook: instructions, a sheet for each table with an example row, lists of codes.

    Parameters
    ----------
    path : Path
    names : Names
    lang : {'fa', 'en'}
        The language of the drop-downs and of the examples; everything else is in both.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    write(path, names, lang, None)


def write(path: Path, names: Names, lang: str, rows: Mapping[str, Iterable[Row]] | None) -> None:
    """Write a workbook; without `rows` each sheet has an example.

    Parameters
    ----------
    path : Path
    names : Names
    lang : {'fa', 'en'}
    rows : mapping of str to iterable, or None
        By table: values in the order of `layout.fields`.

    Raises
    ------
    OSError
        The file cannot be written; what was there before stays.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        # Opened here, for XlsxWriter has an error of its own for a folder that is not there.
        with draft.open("wb") as file, xlsxwriter.Workbook(file, OPTIONS) as workbook:
            _Writing(workbook, names, lang).all(rows)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


class _Writing:
    """A workbook as it is written, sheet by sheet."""

    def __init__(self, workbook: Any, names: Names, lang: str) -> None:  # noqa: ANN401 - XlsxWriter has no annotations
        self._workbook = workbook
        self._names = names
        self._lang = lang
        self._ranges = _ranges(names, lang)
        made = workbook.add_format
        text = {"num_format": "@"}
        self._text = made(text)
        self._general = made({})
        self._example = made({"italic": True, "font_color": "#7a828a"})
        self._wrapped = made({"text_wrap": True, "valign": "top"})
        self._title = made({"bold": True, "font_size": 14, "font_color": "#0b3754"})
        dark = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#0b3754", "font_color": "#ffffff"}
        pale = {"bg_color": "#eef2f5", "font_color": "#4a5560"}
        self._heads = (made(dark), made(dark), made(pale | {"bold": True}), made(pale | {"italic": True}))

    def all(self, rows: Mapping[str, Iterable[Row]] | None) -> None:
        self._guide()
        for table in SHEETS:
            found = [_example(table, self._names, self._lang)] if rows is None else rows.get(table, ())
            self._sheet(table, found, self._example if rows is None else None)
        self._lists()

    def _added(self, name: str) -> Any:  # noqa: ANN401 - a sheet of XlsxWriter
        sheet = self._workbook.add_worksheet(name)
        sheet.right_to_left()
        return sheet

    def _guide(self) -> None:
        names = self._names
        sheet = self._added(sheet_title(names.guide))
        sheet.set_column(0, 1, GUIDE_WIDTH, self._wrapped)
        sheet.set_column(2, 2, CODE_WIDTH)
        for place, line in enumerate(names.lines):
            look = self._wrapped if place else self._title
            sheet.write_string(place, 0, line.fa, look)
            sheet.write_string(place, 1, line.en, look)
        top = len(names.lines) + 1
        for place, table in enumerate(SHEETS):
            due = names.needed if table in REQUIRED else names.may_lack
            for column, lang in enumerate(("fa", "en")):
                text = f"{names.titles[table].in_language(lang)}: {due.in_language(lang)}"
                sheet.write_string(top + place, column, text, self._wrapped)
            sheet.write_string(top + place, 2, table)

    def _sheet(self, table: str, rows: Iterable[Row], look: Any) -> None:  # noqa: ANN401 - a format of XlsxWriter
        sheet = self._added(table)
        own = fields(table)
        for place, one in enumerate(own):
            sheet.set_column(place, place, WIDTHS.get(one.form, NARROW), self._format(one))
            self._validate(sheet, place, one)
            note, due = self._names.notes[one.place], self._names.fill if one.filled else self._names.may_be_empty
            sheet.write_comment(2, place, f"{note.fa} {due.fa}\n{note.en} {due.en}", {"x_scale": 2.2, "y_scale": 1.4})
        headings = [self._names.headings[one.place] for one in own]
        lines = (
            [text.fa for text in headings],
            [text.en for text in headings],
            [one.name for one in own],
            [TAGS[one.name] for one in own],
        )
        for row, (line, head) in enumerate(zip(lines, self._heads, strict=True)):
            for place, text in enumerate(line):
                sheet.write_string(row, place, text, head)
        for row, values in enumerate(rows, HEAD_ROWS):
            for place, value in enumerate(values):
                _cell(sheet, row, place, value, look or self._format(own[place]))
        sheet.freeze_panes(HEAD_ROWS, 1)

    def _format(self, one: Field) -> Any:  # noqa: ANN401 - likewise
        # As text, so that a spreadsheet takes no code for a number and no age band for a day.
        return self._general if one.form in ("whole", "number", "year", "yes_no") else self._text

    def _validate(self, sheet: Any, place: int, one: Field) -> None:  # noqa: ANN401 - likewise
        """Offer what the column takes. A warning, no stop: codes and the other language are read as well."""
        rule: dict[str, Any] = {}
        if one.place in self._ranges:
            rule = {"validate": "list", "source": self._ranges[one.place]}
        elif one.form == "yes_no":
            said = (self._names.yes, self._names.no)
            rule = {"validate": "list", "source": [text.in_language(self._lang) for text in said]}
        elif one.form == "year":
            years = {"minimum": contract.FIRST_YEAR, "maximum": contract.LAST_YEAR}
            rule = {"validate": "integer", "criteria": "between", **years}
        if rule:
            sheet.data_validation(HEAD_ROWS, place, LAST_ROW, place, rule | {"error_type": "warning"})

    def _lists(self) -> None:
        sheet = self._added(sheet_title(self._names.lists))
        sheet.set_column(0, 3, CODE_WIDTH)
        row = 0
        for place, block in _blocks(self._names):
            sheet.write_string(row, 0, ".".join(place), self._heads[2])
            for code, name in block:
                row += 1
                for column, text in enumerate((str(code), name.fa, name.en), 1):
                    sheet.write_string(row, column, text)
            row += 2


def _blocks(names: Names) -> Iterator[tuple[tuple[str, str], list[tuple[object, Text]]]]:
    """Yield each column with codes, and its codes with their names."""
    for table in SHEETS:
        for one in fields(table):
            if one.codes:
                yield one.place, [(code, names.codes[one.place][code]) for code in one.codes]


def _ranges(names: Names, lang: str) -> dict[tuple[str, str], str]:
    """Return where the names of a column's codes stand."""
    found = {}
    row = 0
    column = "C" if lang == "fa" else "D"
    for place, block in _blocks(names):
        found[place] = f"='{sheet_title(names.lists)}'!${column}${row + 2}:${column}${row + 1 + len(block)}"
        row += len(block) + 2
    return found


def _example(table: str, names: Names, lang: str) -> Row:
    return [sample(one, names, lang, first=not place) for place, one in enumerate(fields(table))]


def _cell(sheet: Any, row: int, place: int, value: Any, look: Any) -> None:  # noqa: ANN401 - XlsxWriter, any value
    """Write a value as what it is; nothing is filled in where there is none."""
    if isinstance(value, bool):
        sheet.write_boolean(row, place, value, look)
    elif isinstance(value, (int, float)) and math.isfinite(value):
        sheet.write_number(row, place, _Exact(value) if isinstance(value, float) else value, look)
    elif value is not None:
        sheet.write_string(row, place, str(value), look)

"""Tables as files: a workbook with its sources beside it, and CSV; no cell of either can be run as a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import wrap
from typing import Any

import pandas as pd
import xlsxwriter

from domain.frames import whole

Value = str | float | int | bool | None
# What a spreadsheet would run as a formula, also in the wide forms of East Asian keyboards; blanks and control signs
# before it do not keep it from that.
FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]|[\t\r\n]")
# With a mark by which spreadsheets know the Persian names as UTF-8.
ENCODING = "utf-8-sig"
PERSIAN_DIGITS = "[$-3000429]"
NARROW, WIDE = 9, 42
HEAD_HEIGHT, LINE_HEIGHT = 48, 16


@dataclass(frozen=True)
class Column:
    """A column: id, head in words with the unit, values, number format of spreadsheets, HXL tag.

    `forms` holds a format for each row where they differ.
    """

    id: str
    head: str
    values: tuple[Value, ...]
    form: str = ""
    tag: str = ""
    forms: tuple[str, ...] = ()

    def form_of(self, row: int) -> str:
        """Return the number format of a row."""
        return self.forms[row] if self.forms else self.form


@dataclass(frozen=True)
class Sheet:
    """A sheet of figures: its name, its columns, how many of them stay in sight.

    On a `verbatim` one, which a program reads back, texts have no apostrophe before what would begin a formula; the
    cell's format says instead that they are texts.
    """

    name: str
    columns: tuple[Column, ...]
    frozen: int = 1
    verbatim: bool = False


@dataclass(frozen=True)
class Section:
    """A table on the sheet of sources and definitions: title, heads of its columns (may be empty), rows of texts."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    heads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """A workbook: sheets of figures, and one that says what they are.

    Attributes
    ----------
    sheets : tuple of Sheet
    about : str
        Name of the sheet with sources and definitions.
    title : str
    mark : str
        'Demonstration data' where that is so; it stands in the names of the sheets too.
    sections : tuple of Section
    made_on : datetime.date
        Of the figures, so that the same figures are the same bytes.
    is_rtl : bool
    """

    sheets: tuple[Sheet, ...]
    about: str
    title: str
    mark: str
    sections: tuple[Section, ...]
    made_on: date
    is_rtl: bool


def neutral(text: str) -> str:
    """Return a text that no spreadsheet runs: with an apostrophe before what would begin a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def csv_file(data: pd.DataFrame, tags: Sequence[str] = ()) -> bytes:
    """Return rows as a CSV file: full precision, whole numbers without a point, empty where there is no figure.

    Parameters
    ----------
    data : pandas.DataFrame
    tags : sequence of str
        HXL tags that stand below the heads; as many as columns, or none.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, one line feed a row.
    """
    # Each column keeps its type: `map` would make floats of whole numbers among which one is missing.
    columns = [
        pd.Series([neutral(cell) if isinstance(cell, str) else cell for cell in column], dtype=column.dtype)
        for column in (whole(one) for _name, one in data.items())
    ]
    safe = pd.DataFrame(dict(enumerate(columns)))
    safe.columns = pd.Index([neutral(str(name)) for name in data.columns])
    text = str(safe.to_csv(index=False, lineterminator="\n"))
    if tags:
        # The first line holds the heads; none of our ids has a line feed in it.
        head, _feed, rows = text.partition("\n")
        text = f"{head}\n{','.join(tags)}\n{rows}"
    return text.encode(ENCODING)


def columns_csv(columns: Sequence[Column]) -> bytes:
    """Return columns as a CSV file under their heads, as a workbook has them."""
    data = pd.DataFrame({place: list(column.values) for place, column in enumerate(columns)}, dtype=object)
    data.columns = pd.Index([column.head for column in columns])
    return csv_file(data)


def xlsx(book: Book, *, tagged: bool = False) -> bytes:
    """Return a workbook: figures with frozen, filtered heads, and what is to be known about them.

    Parameters
    ----------
    book : Book
    tagged : bool
        Whether a row with the HXL tags stands below the heads.

    Returns
    -------
    bytes
        The same book is the same bytes.
    """
    file = io.BytesIO()
    # Numbers, texts and formulas are told apart by us alone: nothing is taken for a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        workbook.set_properties({"title": book.title, "created": datetime.combine(book.made_on, datetime.min.time())})
        looks = _Looks(workbook, book.is_rtl)
        for sheet in book.sheets:
            _figures(workbook, looks, book, sheet, tagged)
        _about(workbook, looks, book)
    return file.getvalue()


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Any, is_rtl: bool) -> None:  # noqa: ANN401 - XlsxWriter has no annotations
        self._workbook = workbook
        self._is_rtl = is_rtl
        self._numbers: dict[str, Any] = {}
        self.text = self._made({})
        self.verbatim = self._made({"quote_prefix": True})
        self.wrapped = self._made({"text_wrap": True})
        self.head = self._made({"bold": True, "text_wrap": True, "bg_color": "#0b3754", "font_color": "#ffffff"})
        self.tag = self._made({"italic": True, "font_color": "#4a5560", "bg_color": "#eef2f5"})
        self.title = self._made({"bold": True, "font_size": 14, "font_color": "#0b3754"})
        self.part = self._made({"bold": True, "bg_color": "#cde3f1"})
        self.label = self._made({"bold": True, "text_wrap": True})
        self.mark = self._made({"bold": True, "bg_color": "#ffc740"})

    def number(self, form: str) -> Any:  # noqa: ANN401 - a format of XlsxWriter
        """Return the format of a number, in Persian digits on a sheet from right to left."""
        if form not in self._numbers:
            self._numbers[form] = self._made({"num_format": (PERSIAN_DIGITS if self._is_rtl else "") + form})
        return self._numbers[form]

    def _made(self, wanted: dict[str, Any]) -> Any:  # noqa: ANN401 - a format of XlsxWriter
        font = {"font_name": "Tahoma" if self._is_rtl else "Calibri", "valign": "top"}
        return self._workbook.add_format(font | ({"reading_order": 2} if self._is_rtl else {}) | wanted)


def _figures(workbook: Any, looks: _Looks, book: Book, own: Sheet, tagged: bool) -> None:  # noqa: ANN401 - XlsxWriter has no annotations
    sheet = _sheet(workbook, book, own.name)
    top = 2 if tagged else 1
    widths = [_width(column) for column in own.columns]
    sheet.set_row(0, max([HEAD_HEIGHT, *map(_head_height, own.columns, widths)]))
    for place, column in enumerate(own.columns):
        sheet.set_column(place, place, widths[place])
        sheet.write_string(0, place, neutral(column.head), looks.head)
        if tagged:
            sheet.write_string(1, place, column.tag, looks.tag)
        for row, value in enumerate(column.values):
            if own.verbatim and isinstance(value, str):
                sheet.write_string(top + row, place, value, looks.verbatim)
                continue
            _cell(sheet, looks, (top + row, place), value, column.form_of(row))
    sheet.freeze_panes(top, own.frozen)
    rows = max((len(column.values) for column in own.columns), default=0)
    sheet.autofilter(top - 1, 0, top - 1 + rows, len(own.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, top - 1)


def _cell(sheet: Any, looks: _Looks, at: tuple[int, int], value: Value, form: str) -> None:  # noqa: ANN401 - likewise
    """Write a value as what it is; nothing is filled in where there is none."""
    if isinstance(value, str):
        sheet.write_string(*at, neutral(value), looks.text)
    elif isinstance(value, bool):
        sheet.write_boolean(*at, value, looks.text)
    elif value is not None:
        sheet.write_number(*at, value, looks.number(form or "General"))


def _width(column: Column) -> int:
    texts = [value for value in column.values if isinstance(value, str)]
    words = max((len(word) for word in column.head.split()), default=0)
    return min(max([NARROW, words + 3, *map(len, texts)]), WIDE)


def _head_height(column: Column, width: int) -> float:
    """Return how high a head is once it is broken into lines; the marks of the filter take some of its width."""
    return LINE_HEIGHT * len(wrap(column.head, max(width - 2, 1), break_long_words=False))


def _about(workbook: Any, looks: _Looks, book: Book) -> None:  # noqa: ANN401 - likewise
    sheet = _sheet(workbook, book, book.about)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 5, 24)
    sheet.write_string(0, 0, neutral(book.title), looks.title)
    row = 1
    if book.mark:
        sheet.write_string(row, 0, book.mark, looks.mark)
        row += 1
    for section in book.sections:
        row = _section(sheet, looks, section, row + 1)


def _section(sheet: Any, looks: _Looks, section: Section, row: int) -> int:  # noqa: ANN401 - likewise
    across = max(2, len(section.heads))
    for place in range(across):
        sheet.write_string(row, place, section.title if not place else "", looks.part)
    lines = [*([section.heads] if section.heads else []), *section.rows]
    for line in lines:
        row += 1
        for place, text in enumerate(line):
            is_label = line is section.heads or not place
            sheet.write_string(row, place, neutral(text), looks.label if is_label else looks.wrapped)
    return row + 1


def _sheet(workbook: Any, book: Book, name: str) -> Any:  # noqa: ANN401 - a sheet of XlsxWriter
    sheet = workbook.add_worksheet(name)
    if book.is_rtl:
        sheet.right_to_left()
    if book.mark:
        sheet.set_tab_color("#ffc740")
        sheet.set_header(f"&C{book.mark.replace('&', '&&')}")
    return sheet

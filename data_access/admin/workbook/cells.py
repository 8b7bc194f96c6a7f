"""One cell of a steward's file made into a value of the contract, or refused: what can be read in two ways is not read.

A cell is text, a number, or a day that the spreadsheet holds as such: a pair (`DAY`, ISO text).
"""

from __future__ import annotations

import re
from datetime import date

import jdatetime

from domain import contract
from domain.admin import normalise_pcode

DAY = "day"
Cell = str | float | int | tuple[str, str]

_LETTERS = {0x064A: "\u06cc", 0x0643: "\u06a9", 0x00A0: " ", 0x202F: " ", 0x2007: " "}
# Marks of direction, byte order marks and control signs; line ends and tabs stay, and so does ZWNJ.
_GONE = dict.fromkeys((*range(9), *range(14, 32), 11, 12, 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_GONE |= dict.fromkeys((0x200B, 0x200E, 0x200F, 0xFEFF))
_TEXT = _LETTERS | _GONE
_ENDS = " \t\r\n\u200c\u200d"
_DIGITS = {first + digit: str(digit) for first in (0x0660, 0x06F0) for digit in range(10)}
_SIGNS = {0x066B: ".", 0x066C: ",", 0x060C: ",", 0x2212: "-", 0x2009: " "}
_PERCENT = re.compile("[%\u066a]")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?", re.ASCII)
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
# 1404.1 may be what a spreadsheet made of 1404.10; 1404.0 is a year that it took for a number.
_MONTH = re.compile(r"(\d{4})(?:[-/](\d{1,2})|\.(\d\d)|\.0)?", re.ASCII)
_SCHOOL_YEAR = re.compile(r"(1[34]\d\d) ?[-/\u2013] ?(?:1[34])?(\d\d)", re.ASCII)
_PCODE = re.compile(r"(?:IR)?\d{2,}[0-9A-Z]*|IR", re.ASCII)
_WRITTEN_FLOAT = re.compile(r"\d+\.0+", re.ASCII)
ERRORS = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!)|Err:\d{3}")
# From here on a spreadsheet no longer holds every whole number.
EXACT = 2**53
JALALI_BELOW, GREGORIAN_FROM = 1600, 1800


class Unread(ValueError):
    """A cell that cannot be read; its argument is the id of the problem."""

    @property
    def id(self) -> str:
        """The id of the problem."""
        return str(self.args[0])


def clean(text: str) -> str:
    """Return a text in Persian letters, without what cannot be seen, ZWNJ kept inside."""
    if not text.isascii() or not text.isprintable():
        text = text.translate(_TEXT).replace("\r\n", "\n").replace("\r", "\n")
    return text.strip(_ENDS)


def latin(text: str) -> str:
    """Return a text with Latin digits."""
    return text if text.isascii() else text.translate(_DIGITS)


def as_text(cell: Cell) -> str:
    """Read a text; a number that stands alone is written as it is seen."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, tuple):
        # A spreadsheet makes a day of what looks like one: what was typed is lost.
        raise Unread("day_in_text")
    if float(cell).is_integer():
        if abs(cell) >= EXACT:
            raise Unread("too_many_digits")
        return str(int(cell))
    return repr(cell)


def as_id(cell: Cell) -> str:
    """Read a key."""
    return latin(as_text(cell))


def as_pcode(cell: Cell) -> str:
    """Read a P-code, or the name that stands in place of one."""
    text = as_text(cell)
    code = without_zeros(latin(text)).upper()
    return normalise_pcode(code) if _PCODE.fullmatch(code) else text


def without_zeros(text: str) -> str:
    """Return the code that a spreadsheet took for a number and wrote as 2310.0."""
    return text.partition(".")[0] if _WRITTEN_FLOAT.fullmatch(text) else text


def is_pcode(text: str) -> bool:
    """Tell a P-code from a name."""
    return bool(_PCODE.fullmatch(text))


def as_number(cell: Cell) -> float:
    """Read a number."""
    if isinstance(cell, (int, float)):
        return float(cell)
    if isinstance(cell, tuple):
        raise Unread("not_number")
    text = clean(latin(cell).translate(_SIGNS))
    if _PERCENT.search(text):
        raise Unread("percent")
    if _PLAIN.fullmatch(text):
        return float(text)
    if _GROUPED.fullmatch(text):
        return float(text.replace(",", "").replace(" ", ""))
    raise Unread("unclear_number" if re.fullmatch(r"[-+\d.,/ ]*\d[-+\d.,/ ]*", text) else "not_number")


def as_whole(cell: Cell) -> int:
    """Read a whole number."""
    number = as_number(cell)
    if not number.is_integer():
        raise Unread("not_whole")
    if abs(number) >= EXACT:
        raise Unread("too_many_digits")
    return int(number)


def as_year(cell: Cell) -> int:
    """Read a Jalali year."""
    two = _SCHOOL_YEAR.fullmatch(clean(latin(cell))) if isinstance(cell, str) else None
    if two and (int(two[1]) + 1) % 100 == int(two[2]):
        raise Unread("school_year")
    try:
        year = as_whole(cell)
    except Unread as error:
        raise Unread("percent" if error.id == "percent" else "no_year") from None
    first, last = contract.GREGORIAN_YEARS
    if first <= year <= last:
        raise Unread("gregorian_year")
    if not contract.FIRST_YEAR <= year <= contract.LAST_YEAR:
        raise Unread("no_year")
    return year


def as_day(cell: Cell) -> str:
    """Read a day, Gregorian or Jalali, as an ISO date."""
    if isinstance(cell, (int, float)):
        # A day that lost its format, or a year: nobody can tell.
        raise Unread("unclear_day")
    text = cell[1] if isinstance(cell, tuple) else clean(latin(cell))
    found = _DAY.fullmatch(text)
    if found is None:
        raise Unread("unclear_day" if re.fullmatch(r"[\d/. -]+", text, re.ASCII) else "no_day")
    return _iso(int(found[1]), int(found[3]), int(found[4]))


def as_about_day(cell: Cell) -> str:
    """Read a day, or the month or year that is known."""
    if isinstance(cell, float) and not cell.is_integer():
        raise Unread("no_about_day")
    text = clean(latin(cell)) if isinstance(cell, str) else "" if isinstance(cell, tuple) else as_text(cell)
    found = _MONTH.fullmatch(text)
    try:
        if found is None:
            return as_day(cell)
        year, month = int(found[1]), found[2] or found[3]
        _iso(year, int(month or 1), 1)
    except Unread:
        raise Unread("no_about_day") from None
    return f"{year}-{int(month):02d}" if month else str(year)


def _iso(year: int, month: int, day: int) -> str:
    if JALALI_BELOW <= year < GREGORIAN_FROM or year < contract.FIRST_YEAR - 100:
        raise Unread("unclear_day")
    try:
        if year < JALALI_BELOW:
            return str(jdatetime.date(year, month, day).togregorian().isoformat())
        return date(year, month, day).isoformat()
    except ValueError:
        raise Unread("no_day") from None

"""CSV files: encoding and separator are found out, lines and fields have a greatest length."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from data_access.admin.workbook.cells import Cell
from data_access.admin.workbook.guard import CHUNK, Refused
from data_access.admin.workbook.sheets import WIDEST, Part

LONGEST_LINE = 1_000_000
BATCH = 4000
SEPARATORS = (",", ";", "\t", "\u061b")
TRIED = 40  # rows by which the separator is judged
# What Persian text in windows-1256 is made of; in other encodings of one byte a letter other signs would come.
_ARABIC = re.compile("[\u0621-\u06d3\u200c\u200d\u060c\u061b\u061f\u0640«»\u00a0–—…’‘“”]")
Score = Callable[[list[list[Cell]]], int]


def encoding(path: Path) -> str:
    """Tell the encoding of a text file.

    Parameters
    ----------
    path : Path

    Returns
    -------
    {'utf-8-sig', 'cp1256'}

    Raises
    ------
    Refused
        There are NUL bytes, or the text is in neither.
    """
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if b"\0" in chunk:
                raise Refused("nul_bytes")
    try:
        with path.open(encoding="utf-8-sig") as text:
            while text.read(CHUNK):
                pass
    except UnicodeDecodeError:
        _check_persian(path)
        return "cp1256"
    return "utf-8-sig"


def _check_persian(path: Path) -> None:
    letters = arabic = 0
    with path.open(encoding="cp1256") as text:
        while part := text.read(CHUNK):
            special = [sign for sign in part if sign > "\x7f"]
            letters += len(special)
            arabic += len(_ARABIC.findall("".join(special)))
    if arabic * 10 < letters * 9:
        raise Refused("encoding")


def parts(path: Path, score: Score) -> Iterator[Part]:
    """Yield the rows of a file with the number of the line on which each begins.

    Parameters
    ----------
    path : Path
    score : callable
        Tells of the first rows, cut with a separator, how many headings they have.

    Yields
    ------
    (list of int, list of list)

    Raises
    ------
    Refused
        A line or field is too long, or quotes are not closed.
    """
    known = encoding(path)
    separator = _separator(path, known, score)
    numbers: list[int] = []
    rows: list[list[Cell]] = []
    with path.open(encoding=known, newline="") as file:
        for number, row in _rows(file, separator):
            numbers.append(number)
            rows.append(row)
            if len(rows) == BATCH:
                yield numbers, rows
                numbers, rows = [], []
    if rows:
        yield numbers, rows


def _separator(path: Path, known: str, score: Score) -> str:
    best, highest = "", (0, 0)
    refused: Refused | None = None
    for separator in SEPARATORS:
        first: list[list[Cell]] = []
        try:
            with path.open(encoding=known, newline="") as file:
                for _number, row in _rows(file, separator):
                    first.append(row)
                    if len(first) == TRIED:
                        break
        except Refused as error:
            refused = error
        found = (score(first), max(map(len, first), default=0))
        if found > highest:
            best, highest = separator, found
    if not best or not highest[0]:
        if refused is not None:
            raise refused
        return best or ","
    return best


def _rows(file: TextIO, separator: str) -> Iterator[tuple[int, list[Cell]]]:
    before = csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(_lines(file), delimiter=separator, strict=True)
    begins = 1
    try:
        for row in reader:
            if len(row) > WIDEST:
                raise Refused("too_wide", row=begins)
            if any(row):
                yield begins, list(row)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Refused("line_too_long" if "limit" in str(error) else "bad_quotes", row=begins) from None
    finally:
        csv.field_size_limit(before)


def _lines(file: TextIO) -> Iterator[str]:
    """Yield lines of bearable length."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise Refused("line_too_long", row=number)
        yield line

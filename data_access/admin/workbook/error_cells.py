"""Where a spreadsheet shows errors of formulas: calamine hands them over as empty cells, which they are not.

A neighbour of `opener`, run by it; nothing of Hamgam is imported here.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

# Line from 1, place in it from 0, what is shown.
Errors = dict[int, dict[int, str]]
CHUNK = 1 << 20
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*\bt\s*=\s*[\"']e[\"'][^<>]*)>")
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']([A-Z]+)(\d+)[\"']")
_VALUES = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_MARK = b'value-type="error"'
_FREE = 0xFFFFFFFA  # sectors from here on are none
_SMALL = 4096  # a shorter stream lies elsewhere; Excel makes none so short


class Unclear(ValueError):
    """The errors cannot be found although there are some, or the file is damaged."""


def error_cells(path: str, kind: str) -> dict[str, Errors]:
    """Return the error cells of each sheet that has any.

    Parameters
    ----------
    path : str
    kind : {'xlsx', 'ods', 'xls'}

    Returns
    -------
    dict of str to dict

    Raises
    ------
    Unclear
        The file is damaged.
    """
    find: Callable[[str], dict[str, Errors]] = {"xlsx": _of_xlsx, "ods": _of_ods, "xls": _of_xls}[kind]
    try:
        return find(path)
    except (struct.error, IndexError, KeyError, ElementTree.ParseError, expat.ExpatError, UnicodeDecodeError):
        raise Unclear from None


def _of_xlsx(path: str) -> dict[str, Errors]:
    with zipfile.ZipFile(path) as archive:
        marked = {}
        for member in archive.namelist():
            found = _in_sheet(archive, member) if re.fullmatch(r"xl/worksheets/[^/]*\.xml", member) else None
            if found:
                marked[member] = found
        if not marked:
            return {}
        named = {member: name for name, member in _members(archive).items()}
    return {named[member]: found for member, found in marked.items()}


def largest_first(path: str, kind: str, names: list[str]) -> list[str]:
    """Return sheets in an order in which the greatest is opened while nothing else is held.

    Parameters
    ----------
    path : str
    kind : {'xlsx', 'ods', 'xls'}
    names : list of str

    Returns
    -------
    list of str
        Unchanged, but for an XLSX.
    """
    if kind != "xlsx":
        return names
    with zipfile.ZipFile(path) as archive, suppress(KeyError, ElementTree.ParseError):
        sizes = {one.filename: one.file_size for one in archive.infolist()}
        members = _members(archive)
        return sorted(names, key=lambda name: -sizes.get(members.get(name, ""), 0))
    return names


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the member of each sheet, by its name."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - no DTD got past guard
    targets = {one.get("Id"): str(one.get("Target")).removeprefix("/xl/") for one in links}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - likewise
    found = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            link = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
            found[str(sheet.get("name"))] = f"xl/{targets.get(link)}"
    return found


def _in_sheet(archive: zipfile.ZipFile, member: str) -> Errors:
    found: Errors = {}
    before = b""
    with archive.open(member) as file:
        while chunk := file.read(CHUNK):
            text = before + chunk
            for cell in _CELL.finditer(text):
                place = _REFERENCE.search(cell[1])
                if place is None:
                    raise Unclear
                value = re.match(
                    rb"(?:<(?:\w+:)?f\b.*?(?:/>|</(?:\w+:)?f>))?\s*<(?:\w+:)?v>([^<]*)<", text[cell.end() :][:9000]
                )
                shown = value[1].decode() if value else "#VALUE!"
                found.setdefault(int(place[2]), {})[_number(place[1])] = shown
            # A cell may be cut in two; one that is seen twice is the same cell.
            before = text[-10_000:]
    return found


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _of_ods(path: str) -> dict[str, Errors]:
    with zipfile.ZipFile(path) as archive:
        with archive.open("content.xml") as file:
            before, marked = b"", False
            while not marked and (chunk := file.read(CHUNK)):
                marked = _MARK in before + chunk
                before = chunk[-32:]
        if not marked:
            return {}
        reading = _Ods()
        with archive.open("content.xml") as file:
            reading.parser.ParseFile(file)
    return reading.found


class _Ods:
    """Walks through the cells of an ODS file and notes those that are marked as errors."""

    def __init__(self) -> None:
        self.found: dict[str, Errors] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self._sheet = ""
        self._line = self._place = 0
        self._rows = self._cells = 1

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{_TABLE} table":
            self._sheet = attributes.get(f"{_TABLE} name", "")
            self._line, self._rows = 0, 1
        elif tag == f"{_TABLE} table-row":
            self._line += self._rows
            self._rows = int(attributes.get(f"{_TABLE} number-rows-repeated", 1))
            self._place, self._cells = 0, 0
        elif tag in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._place += self._cells
            self._cells = int(attributes.get(f"{_TABLE} number-columns-repeated", 1))
            if any(name.endswith(" value-type") and value == "error" for name, value in attributes.items()):
                lines = self.found.setdefault(self._sheet, {})
                lines.setdefault(max(self._line, 1), {})[self._place] = "#VALUE!"


def _of_xls(path: str) -> dict[str, Errors]:
    book = _stream(Path(path).read_bytes())
    begins: dict[int, str] = {}
    found: dict[str, Errors] = {}
    sheet = ""
    for at, kind, body in _records(book):
        if kind == 0x0085:
            begins[struct.unpack_from("<I", body)[0]] = _short_text(body[6:])
        elif kind == 0x0809:
            sheet = begins.get(at, sheet)
        elif (kind == 0x0205 and body[7] == 1) or (kind == 0x0006 and body[6] == 2 and body[12:14] == b"\xff\xff"):
            line, place = struct.unpack_from("<HH", body)
            value = body[6] if kind == 0x0205 else body[8]
            found.setdefault(sheet, {}).setdefault(line + 1, {})[place] = _VALUES.get(value, "#VALUE!")
    return found


def _records(book: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        if not kind and not size:  # the padding behind the last record
            return
        yield at, kind, book[at + 4 : at + 4 + size]
        at += 4 + size


def _short_text(body: bytes) -> str:
    size, wide = body[0], body[1] & 1
    return body[2 : 2 + size * 2].decode("utf-16-le") if wide else body[2 : 2 + size].decode("latin-1")


def _stream(file: bytes) -> bytes:
    """Return the stream of the workbook from a compound file."""
    size = 1 << struct.unpack_from("<H", file, 30)[0]
    first = struct.unpack_from("<I", file, 48)[0]
    tables = [one for one in struct.unpack_from("<109I", file, 76) if one < _FREE]
    more = struct.unpack_from("<I", file, 68)[0]
    while more < _FREE and len(tables) * size < len(file):
        numbers = struct.unpack_from(f"<{size // 4}I", file, (more + 1) * size)
        tables += [one for one in numbers[:-1] if one < _FREE]
        more = numbers[-1]
    following = [one for table in tables for one in struct.unpack_from(f"<{size // 4}I", file, (table + 1) * size)]

    def chain(at: int) -> bytes:
        parts: list[bytes] = []
        while at < _FREE and len(parts) * size <= len(file):
            parts.append(file[(at + 1) * size : (at + 2) * size])
            at = following[at]
        return b"".join(parts)

    directory = chain(first)
    for at in range(0, len(directory), 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if directory[at : at + max(length - 2, 0)].decode("utf-16-le") in ("Workbook", "Book"):
            start, count = struct.unpack_from("<II", directory, at + 116)
            if count < _SMALL:
                raise Unclear
            return chain(start)[:count]
    raise Unclear

"""What kind of file lies there, told by its content and in bounded memory; what would do harm is never opened."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

MOST_BYTES = 1_000_000_000
MOST_UNPACKED = 1_000_000_000
# The most repetitive tables shrink to a fiftieth; a bomb shrinks to a thousandth.
MOST_RATIO, RATIO_FROM = 100, 50_000_000
MOST_MEMBERS, MOST_DIRECTORY = 5_000, 5_000_000
CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Files that are no table whatever their name says; text that is one begins otherwise.
_OTHERS = (
    *(b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"SQLite format 3", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"),
    *(b"{", b"[", b"<"),
)
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_TEXT_MEMBERS = (".xml", ".rels", ".vml")


class Refused(Exception):
    """A file that is not read; its argument is the id of the problem.

    Attributes
    ----------
    id : str
    place : str
        The sheet or the member of the file, where that is known.
    row : int or None
    """

    def __init__(self, id_: str, place: str = "", row: int | None = None) -> None:
        super().__init__(id_)
        self.id = id_
        self.place = place
        self.row = row


def kind(path: Path, most_unpacked: int = MOST_UNPACKED) -> str:
    """Tell what a file is.

    Parameters
    ----------
    path : Path
    most_unpacked : int
        Bytes that a packed file may hold.

    Returns
    -------
    {'xlsx', 'ods', 'xls', 'csv'}

    Raises
    ------
    Refused
        It is none of these, or not safe to open.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refused("folder")
        if not path.is_file():
            raise Refused("no_file")
        if size == 0:
            raise Refused("empty_file")
        if size > MOST_BYTES:
            raise Refused("too_large_file")
        with path.open("rb") as file:
            head = file.read(4096)
            if head.startswith(_OLE):
                return _ole(file)
    except OSError:
        raise Refused("no_file") from None
    if head.startswith(_ZIP):
        return _packed(path, size, most_unpacked)
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not plain:
        raise Refused("empty_file")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("encoding")
    if plain.startswith(_OTHERS):
        raise Refused("not_spreadsheet")
    if b"\0" in head:
        raise Refused("nul_bytes")
    return "csv"


def _ole(file: IO[bytes]) -> str:
    """Tell an old workbook from an encrypted new one, by the names in its directory."""
    wanted = {name: name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook", "Book")}
    found = set()
    file.seek(0)
    before = b""
    while chunk := file.read(CHUNK):
        found |= {name for name, sign in wanted.items() if sign in before + chunk}
        if "EncryptedPackage" in found:
            raise Refused("password")
        before = chunk[-64:]
    if not found:
        raise Refused("not_spreadsheet")
    return "xls"


def _packed(path: Path, size: int, most_unpacked: int) -> str:
    _directory(path, size)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {one.filename for one in members}
            told = _told(names, archive)
            total = 0
            for one in members:
                if one.flag_bits & 1:
                    raise Refused("password")
                for count in _counted(archive, one):
                    total += count
                    if total > most_unpacked or (total > RATIO_FROM and total > MOST_RATIO * size):
                        raise Refused("zip_bomb", one.filename)
            return told
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError):
        raise Refused("broken_file") from None


def _told(names: set[str], archive: zipfile.ZipFile) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        with archive.open("mimetype") as file:
            kind_ = file.read(200).strip()
        if kind_.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            if "META-INF/manifest.xml" in names:
                with archive.open("META-INF/manifest.xml") as file:
                    if b"encryption-data" in file.read(CHUNK):
                        raise Refused("password")
            return "ods"
    raise Refused("not_spreadsheet")


def _counted(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[int]:
    """Unpack a member bit by bit, yield how many bytes came, and look for what makes an XML parser explode."""
    is_text = member.filename.lower().endswith(_TEXT_MEMBERS)
    before = b""
    with archive.open(member) as file:
        while chunk := file.read(CHUNK):
            yield len(chunk)
            if not is_text:
                continue
            if any(sign in before + chunk for sign in _DECLARED):
                raise Refused("xml_bomb", member.filename)
            # Spreadsheets are UTF-8; in another encoding the signs above would not be seen.
            if not before and (chunk.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in chunk[:64]):
                raise Refused("xml_bomb", member.filename)
            before = chunk[-16:]


def _directory(path: Path, size: int) -> None:
    """Refuse a list of members that would fill the memory before one of them is looked at."""
    tail = min(size, (1 << 16) + 22 + 20 + 56)
    with path.open("rb") as file:
        file.seek(size - tail)
        end = file.read(tail)
    at = end.rfind(b"PK\x05\x06")
    if at < 0 or len(end) - at < 22:
        raise Refused("broken_file")
    members, length = struct.unpack("<HI", end[at + 10 : at + 16])
    if end[at - 20 : at - 16] == b"PK\x06\x07" and end[at - 76 : at - 72] == b"PK\x06\x06":
        members, length = struct.unpack("<QQ", end[at - 76 + 32 : at - 76 + 48])
    if members > MOST_MEMBERS or length > MOST_DIRECTORY:
        raise Refused("zip_bomb")

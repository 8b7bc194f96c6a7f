"""Spreadsheets and CSV files made for tests, good ones and bad ones."""

import csv
import io
import struct
import zipfile
from dataclasses import dataclass
from html import escape

import xlsxwriter

from data_access.admin import workbook
from wording import workbook_words

NAMES = workbook_words.names(workbook.columns_of_all())
PARTNERS = (
    ("partner_id", "name_fa", "name_en", "kind"),
    ("p1", "شریک یک", "Partner one", "un"),
    ("p2", "شریک دو", "Partner two", "ngo"),
)
PEOPLE = (
    ("pcode", "period", "population_group", "sex", "age_band", "area_type", "persons", "source_id"),
    ("IR2310", 1404, "refugee", "all", "all", "all", 1250, "s1"),
    ("IR2311", 1404, "refugee", "f", "6-11", "urban", 20, "s1"),
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)
_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)


@dataclass
class ErrorCell:
    """An error of a formula in an old workbook."""

    code: int


def read(*paths, **options):
    return workbook.read_files(list(paths), NAMES, **options)


def xlsx(path, sheets):
    """A workbook of these rows by the names of their sheets."""
    with xlsxwriter.Workbook(str(path), {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(at, place, cell)
    return path


def repacked(path, **members):
    """The same packed file with members changed by functions from bytes to bytes; keys are ends of their names."""
    with zipfile.ZipFile(path) as archive:
        kept = {one: archive.read(one) for one in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in kept.items():
            change = next((made for end, made in members.items() if f"/{name}".endswith(f"/{end}.xml")), None)
            archive.writestr(name, change(content) if change else content)
    return path


def ods(path, sheets, manifest="", body=""):
    tables = "".join(
        f'<table:table table:name="{escape(name)}">'
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(manifest))
        archive.writestr("content.xml", _ODS.format(body or tables))
    return path


def _ods_cell(cell):
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    text = f"<text:p>{escape(cell)}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


def ole(path, streams):
    """A compound file, the shell of old workbooks and of encrypted new ones."""
    sector = 512
    size = {name: -(-max(len(body), 4096) // sector) for name, body in streams.items()}
    used = sum(size.values())
    chains = []
    for count in size.values():
        first = len(chains)
        chains += [*range(first + 1, first + count), 0xFFFFFFFE]
    fat_count = 1 + (used + 1) // 128
    chains += [0xFFFFFFFE] + [0xFFFFFFFD] * fat_count
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(fat_count * sector, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, fat_count, used, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack(f"<{fat_count}I", *range(used + 1, used + 1 + fat_count))
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, 1)]
    first = 0
    for at, (name, body) in enumerate(streams.items(), 2):
        following = at if at <= len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, first, max(len(body), 4096), 0xFFFFFFFF, following))
        first += size[name]
    bodies = b"".join(body.ljust(size[name] * sector, b"\0") for name, body in streams.items())
    path.write_bytes(head.ljust(sector, b"\xff") + bodies + b"".join(entries).ljust(sector, b"\0") + fat)
    return path


def _entry(name, kind, first, size, child, following=0xFFFFFFFF):
    text = name.encode("utf-16-le").ljust(64, b"\0")
    links = struct.pack("<III", 0xFFFFFFFF, following, child)
    return text + struct.pack("<HBB", len(name) * 2 + 2, kind, 1) + links + b"\0" * 36 + struct.pack("<IQ", first, size)


def xls(path, sheets):
    """An old workbook (BIFF8)."""
    parts = [_biff_sheet(rows) for rows in sheets.values()]
    bounds = [_sheet_name(name) for name in sheets]
    begin = _record(0x0809, struct.pack("<4HII", 0x0600, 0x0005, 0, 0, 0, 0))
    at = len(begin) + sum(4 + 6 + len(name) for name in bounds) + 4
    globals_ = begin
    for name, part in zip(bounds, parts, strict=True):
        globals_ += _record(0x0085, struct.pack("<IH", at, 0) + name)
        at += len(part)
    return ole(path, {"Workbook": globals_ + _record(0x000A, b"") + b"".join(parts)})


def _biff_sheet(rows):
    out = _record(0x0809, struct.pack("<4HII", 0x0600, 0x0010, 0, 0, 0, 0))
    out += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for at, row in enumerate(rows):
        for place, cell in enumerate(row):
            where = struct.pack("<HHH", at, place, 0)
            if isinstance(cell, str):
                out += _record(0x0204, where + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
            elif isinstance(cell, ErrorCell):
                out += _record(0x0205, where + struct.pack("<BB", cell.code, 1))
            elif cell is not None:
                out += _record(0x0203, where + struct.pack("<d", cell))
    return out + _record(0x000A, b"")


def _record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def _sheet_name(name):
    return struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")


def text_of(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def csv_file(path, rows, encoding="utf-8", delimiter=","):
    path.write_bytes(text_of(rows, delimiter).encode(encoding))
    return path

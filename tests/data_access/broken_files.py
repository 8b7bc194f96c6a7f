"""Files that cannot be opened, by name: each maker with the problem that reading it has to find."""

import zipfile

from data_access.admin.workbook import guard
from tests.data_access.books import PARTNERS, PEOPLE, ods, ole, repacked, text_of, xls, xlsx

GOOD = {"partner": PARTNERS}
CASES = {}


def case(id_, sheet=None, row=None, column=None):
    """Register a maker of a broken file, with the problem it has to have and its place."""

    def register(make):
        CASES[make.__name__] = (make, id_, sheet, row, column)
        return make

    return register


def people(folder, write=xlsx, **cells):
    """A workbook in whose third row some cells are others."""
    row = [cells.get(name, cell) for name, cell in zip(PEOPLE[0], PEOPLE[2], strict=True)]
    return write(folder / f"a.{write.__name__}", {"population": [*PEOPLE[:2], row]})


def packed(folder, members, name="a.xlsx"):
    path = xlsx(folder / name, GOOD)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def plain(folder, content, name="partner.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@case("no_file")
def no_such_file(folder):
    return folder / "nowhere.xlsx"


@case("folder")
def a_folder(folder):
    return folder


@case("empty_file")
def no_bytes(folder):
    return plain(folder, b"")


@case("empty_file")
def blanks_alone(folder):
    return plain(folder, b"\xef\xbb\xbf \n\n ")


@case("too_large_file")
def larger_than_a_gigabyte(folder):
    path = folder / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(guard.MOST_BYTES + 1)
    return path


@case("not_spreadsheet")
def a_pdf_called_xlsx(folder):
    return plain(folder, b"%PDF-1.7 ...", "a.xlsx")


@case("not_spreadsheet")
def a_page_called_xls(folder):
    return plain(folder, "<html><table><tr><td>partner_id</td></tr></table></html>", "a.xls")


@case("not_spreadsheet")
def json_called_csv(folder):
    return plain(folder, '{"partner_id": "p1"}')


@case("not_spreadsheet")
def another_packed_file(folder):
    path = folder / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    return path


@case("not_spreadsheet")
def another_compound_file(folder):
    return ole(folder / "a.xls", {"WordDocument": b"x"})


@case("password")
def an_encrypted_workbook(folder):
    return ole(folder / "a.xlsx", {"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5000})


@case("password")
def an_encrypted_ods(folder):
    return ods(folder / "a.ods", GOOD, "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")


@case("broken_file")
def a_truncated_zip(folder):
    path = xlsx(folder / "a.xlsx", GOOD)
    path.write_bytes(path.read_bytes()[:-200])
    return path


@case("broken_file")
def a_damaged_member(folder):
    path = xlsx(folder / "a.xlsx", GOOD)
    content = bytearray(path.read_bytes())
    at = content.index(b"xl/worksheets/sheet1.xml") + 40
    content[at : at + 20] = b"\xff" * 20
    path.write_bytes(content)
    return path


@case("broken_file")
def a_sheet_that_is_no_xml(folder):
    return repacked(xlsx(folder / "a.xlsx", GOOD), sheet1=lambda content: content[: len(content) // 2] + b"<<")


@case("broken_file")
def a_damaged_old_workbook(folder):
    path = xls(folder / "a.xls", GOOD)
    path.write_bytes(path.read_bytes()[:-512])
    return path


@case("broken_file")
def an_old_workbook_of_nonsense(folder):
    return ole(folder / "a.xls", {"Workbook": b"\x09\x08\xff\xff nonsense"})


@case("zip_bomb")
def a_bomb_of_zeros(folder):
    return packed(folder, {"xl/media/a.bin": b"\0" * 60_000_000})


@case("zip_bomb")
def a_hundred_thousand_members(folder):
    return packed(folder, {f"m{number}": b"" for number in range(guard.MOST_MEMBERS)})


@case("xml_bomb")
def a_billion_laughs(folder):
    laugh = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
    return repacked(xlsx(folder / "a.xlsx", GOOD), sheet1=lambda content: laugh + content)


@case("xml_bomb")
def an_entity_in_another_encoding(folder):
    def widened(content):
        return content.decode().replace("UTF-8", "UTF-16").encode("utf-16")

    return repacked(xlsx(folder / "a.xlsx", GOOD), sheet1=widened)


@case("too_many_cells", sheet="partner")
def a_cell_at_the_far_corner(folder):
    far = b'<row r="1048576"><c r="ALL1048576"><v>1</v></c></row></sheetData>'
    return repacked(xlsx(folder / "a.xlsx", GOOD), sheet1=lambda content: content.replace(b"</sheetData>", far))


@case("too_wide", sheet="partner")
def sixteen_thousand_columns(folder):
    return repacked(xlsx(folder / "a.xlsx", GOOD), sheet1=lambda content: content.replace(b'r="D1"', b'r="XFD1"'))


@case("too_wide", sheet="partner")
def an_ods_cell_repeated_a_billion_times(folder):
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1000000000"/>'
    body = f'<table:table table:name="partner"><table:table-row>{cell}</table:table-row></table:table>'
    return ods(folder / "a.ods", {}, body=body)


@case("too_wide", row=1)
def a_csv_of_a_hundred_thousand_columns(folder):
    return plain(folder, "a," * 100_000 + "\n")


@case("line_too_long", row=1)
def a_csv_line_of_100_mb(folder):
    path = folder / "partner.csv"
    with path.open("wb") as file:
        for _part in range(100):
            file.write(b"a" * 1_000_000)
    return path


@case("bad_quotes", row=3)
def a_quotation_mark_that_is_not_closed(folder):
    return plain(folder, text_of(PARTNERS[:2]) + 'p2,"never closed,Two,un\np3,b,c,un\n')


@case("nul_bytes")
def nul_bytes_in_a_csv(folder):
    return plain(folder, text_of(PARTNERS).encode() + b"p3,\0,c,un\n")


@case("encoding")
def a_csv_in_utf_16(folder):
    return plain(folder, text_of(PARTNERS).encode("utf-16"))


@case("encoding")
def a_csv_in_latin_1(folder):
    return plain(folder, "partner_id,name_fa,name_en,kind\np1,café ñandú,Ænima,un\n".encode("latin-1"))

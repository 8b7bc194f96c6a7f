"""Files that cannot be read: each is told by name with its place, and none raises or fills the memory."""

import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from data_access.admin import workbook
from data_access.admin.workbook import guard
from domain.area_names import NamedArea
from tests.data_access.books import PARTNERS, PEOPLE, ErrorCell, csv_file, ods, ole, read, repacked, text_of, xls, xlsx
from wording import i18n, load_words

ROOT = Path(__file__).parents[2]
AREAS = [
    NamedArea("IR2310", 2, "دماوند", "Damavand"),
    NamedArea("IR231001", 3, "مرکزی", "Central"),
    NamedArea("IR231101", 3, "مرکزی", "Central"),
]
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


@case("no_file")
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


@case("no_known_sheet")
def a_workbook_without_a_known_sheet(folder):
    return xlsx(folder / "a.xlsx", {"Sheet1": [["a", "b"], [1, 2]], "Sheet2": [["x"]]})


@case("unknown_sheet", sheet="Remarks")
def a_sheet_that_is_none_of_the_templates(folder):
    return xlsx(folder / "a.xlsx", {**GOOD, "Remarks": [["seen by", "on"], ["A", "B"]]})


@case("unknown_table")
def a_csv_whose_table_nothing_tells(folder):
    return plain(folder, "a,b\n1,2\n", "rows.csv")


@case("no_headings", sheet="partner", row=1)
def a_sheet_without_headings(folder):
    return xlsx(folder / "a.xlsx", {"partner": PARTNERS[1:]})


@case("repeated_heading", sheet="partner", row=1, column="kind")
def the_same_heading_twice(folder):
    return xlsx(folder / "a.xlsx", {"partner": [[*row, row[-1]] for row in PARTNERS]})


@case("repeated_heading", sheet="partner", row=1, column="kind")
def one_column_under_two_of_its_names(folder):
    head = [*PARTNERS[0], "نوع شریک"]
    return xlsx(folder / "a.xlsx", {"partner": [head, *([*row, row[-1]] for row in PARTNERS[1:])]})


@case("headings_disagree", sheet="partner", row=1, column="name_fa / Name in English")
def a_heading_above_another_columns_name(folder):
    second = ["Code of the partner", "Name in English", "Name in English", "Kind of partner"]
    return xlsx(folder / "a.xlsx", {"partner": [PARTNERS[0], second, *PARTNERS[1:]]})


@case("unknown_column", sheet="partner", row=1, column="remark")
def an_unknown_column(folder):
    return xlsx(folder / "a.xlsx", {"partner": [[*PARTNERS[0], "remark"], *([*row, ""] for row in PARTNERS[1:])]})


@case("no_key_column", sheet="partner", row=1, column="partner_id")
def a_missing_key_column(folder):
    return xlsx(folder / "a.xlsx", {"partner": [row[1:] for row in PARTNERS]})


@case("no_heading", sheet="partner", row=3, column="5")
def a_value_under_no_heading(folder):
    return xlsx(folder / "a.xlsx", {"partner": [*PARTNERS[:2], [*PARTNERS[2], "stray"]]})


@case("no_heading", sheet="", row=2, column="9")
def a_decimal_comma_that_splits_a_cell(folder):
    return plain(folder, text_of(PEOPLE[:1]) + "IR2310,1404,refugee,all,all,all,12,5,s1\n", "population.csv")


@case("empty", "population", 3, "sex")
def an_empty_cell(folder):
    return people(folder, sex=None)


@case("error_value", "population", 3, "persons")
def a_formula_in_error(folder):
    return people(folder, persons="#REF!")


@case("error_value", "population", 3, "persons")
def an_error_cell_of_excel(folder):
    def broken(content):
        return re.sub(rb'<c r="G3"[^>]*><v>20</v></c>', b'<c r="G3" t="e"><v>#DIV/0!</v></c>', content)

    return repacked(people(folder), sheet1=broken)


@case("unknown_code", "population", 3, "population_group")
def an_unknown_code(folder):
    return people(folder, population_group="tourist")


@case("error_value", "population", 3, "persons")
def an_error_cell_of_libreoffice(folder):
    marks = b'office:value-type="string" office:string-value="" calcext:value-type="error"'
    twenty = b'office:value-type="float" office:value="20"'
    return repacked(people(folder, ods), content=lambda content: content.replace(twenty, marks))


@case("error_value", "population", 3, "persons")
def an_error_cell_of_an_old_workbook(folder):
    return people(folder, xls, persons=ErrorCell(0x07))


@case("day_in_text", "population", 3, "age_band")
def an_age_band_that_became_a_date(folder):
    import xlsxwriter

    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("population")
        for at, row in enumerate(PEOPLE):
            sheet.write_row(at, 0, row)
        sheet.write_number(2, 4, 45971, book.add_format({"num_format": "d-mmm"}))
    return path


@case("gregorian_year", "population", 3, "period")
def a_gregorian_year(folder):
    return people(folder, period="2025")


@case("no_year", "population", 3, "period")
def a_school_year_of_two_years(folder):
    return people(folder, period="۱۴۰۴-۱۴۰۵")


@case("percent", "population", 3, "persons")
def a_percent_sign(folder):
    return people(folder, persons="۲۰٪")


@case("not_whole", "population", 3, "persons")
def half_a_person(folder):
    return people(folder, persons=20.5)


@case("unclear_number", "population", 3, "persons")
def a_decimal_comma(folder):
    return people(folder, persons="12,5")


@case("unclear_number", "population", 3, "persons")
def a_point_between_thousands(folder):
    return people(folder, persons="1.250.000")


@case("not_number", "population", 3, "persons")
def a_word_for_a_number(folder):
    return people(folder, persons="نامعلوم")


@case("too_many_digits", "population", 3, "source_id")
def a_code_with_more_digits_than_a_number_has(folder):
    return people(folder, source_id=1.2345678901234567e18)


def meeting(folder, day):
    rows = [("meeting_id", "held_on", "title_fa", "title_en"), ("m1", day, "یک", "One")]
    return xlsx(folder / "a.xlsx", {"meeting": rows})


@case("unclear_day", "meeting", 2, "held_on")
def a_day_without_its_year_first(folder):
    return meeting(folder, "07/08/2025")


@case("unclear_day", "meeting", 2, "held_on")
def a_day_that_lost_its_format(folder):
    return meeting(folder, 45944)


@case("no_day", "meeting", 2, "held_on")
def a_day_that_is_in_no_calendar(folder):
    return meeting(folder, "1404/12/31")


@case("not_yes_no", "service_standard", 2, "is_default")
def neither_yes_nor_no(folder):
    head = [
        "standard_id",
        "indicator_id",
        "name_fa",
        "name_en",
        "value",
        "unit",
        "is_default",
        "confidence",
        "source_id",
    ]
    row = ["a", "school_seats", "الف", "A", 2.5, "seats", "perhaps", "high", "s1"]
    return xlsx(folder / "a.xlsx", {"service_standard": [head, row]})


@case("repeated_row", "population", 4, "pcode + period + population_group + sex + age_band + area_type")
def an_area_named_in_two_ways(folder):
    return xlsx(folder / "a.xlsx", {"population": [*PEOPLE, ["دماوند", *PEOPLE[1][1:]]]})


@case("no_such_area", "population", 3, "pcode")
def an_area_that_nobody_knows(folder):
    return people(folder, pcode="بخش ناکجا")


@case("several_areas", "population", 3, "pcode")
def a_name_that_several_areas_have(folder):
    return people(folder, pcode="مرکزی")


@case("no_pcode", "admin_area", 2, "pcode")
def an_area_without_a_code_of_its_own(folder):
    rows = [("pcode", "level", "name_fa", "name_en", "source_id"), ("دماوند", 2, "دماوند", "Damavand", "s1")]
    return xlsx(folder / "a.xlsx", {"admin_area": rows})


@pytest.mark.parametrize("name", CASES)
def test_a_broken_file_is_told_with_its_place_and_raises_nothing(tmp_path, name):
    make, id_, sheet, row, column = CASES[name]
    found = read(make(tmp_path))
    workbook.match_areas(found, AREAS)
    assert not found.clean
    (problem,) = found.problems.first
    assert problem.id == id_
    assert problem.file
    assert sheet is None or problem.sheet == sheet
    assert (problem.row, problem.column) == (row, column)


def test_there_are_enough_broken_inputs_and_the_good_ones_have_no_problem(tmp_path):
    assert len(CASES) >= 30
    assert read(people(tmp_path), people(tmp_path, ods), people(tmp_path, xls)).clean
    assert read(csv_file(tmp_path / "partner.csv", PARTNERS)).clean


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_problem_has_its_words_and_no_words_are_left_over(lang):
    i18n.activate(lang)
    folder = ROOT / "data_access" / "admin" / "workbook"
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    texts = load_words.every()
    assert {one[1] for one in CASES.values()} <= set(texts)
    assert [id_ for id_ in texts if f'"{id_}"' not in code] == []
    assert all(load_words.told(id_) == pair and all(pair) for id_, pair in texts.items())


def test_of_each_kind_the_first_ten_are_kept_and_all_are_counted(tmp_path):
    rows = [PEOPLE[0], *([*PEOPLE[1][:6], "x" * 500, "s1"] for _row in range(5000))]
    problems = read(csv_file(tmp_path / "population.csv", rows)).problems
    assert [one.row for one in problems.first] == list(range(2, 12))
    assert list(problems.counts.values()) == [5000] == [len(problems)]
    assert len(problems.first[0].value) < 100


BOMBS = ["a_bomb_of_zeros", "a_billion_laughs", "a_cell_at_the_far_corner", "a_csv_line_of_100_mb",
         "an_ods_cell_repeated_a_billion_times", "larger_than_a_gigabyte", "sixteen_thousand_columns"]  # fmt: skip
MEASURE = """
import re, resource, sys
from pathlib import Path
from tests.data_access.books import read

def most():  # ru_maxrss would begin with that of the process which started this one
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

before = most()
found = read(Path(sys.argv[1]))
opener = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(found.problems.first[0].id, *(one // 1024 for one in (before, most(), opener)))
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_little_memory_and_time(tmp_path, name):
    make, id_, *_place = CASES[name]
    path = make(tmp_path)
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    told, before, here, opener = done.stdout.split()
    assert told == id_
    assert int(here) < 200
    assert int(here) - int(before) < 40
    assert int(opener) < 200
    assert time.monotonic() - started < 30


def test_twin_without_its_guard_the_bomb_is_unpacked(tmp_path, monkeypatch):
    path = CASES["a_bomb_of_zeros"][0](tmp_path)
    monkeypatch.setattr(guard, "MOST_RATIO", 10**9)
    assert read(path).clean


def test_twin_without_its_guard_a_declaration_reaches_the_parser(tmp_path, monkeypatch):
    path = CASES["a_billion_laughs"][0](tmp_path)
    monkeypatch.setattr(guard, "_DECLARED", ())
    assert [one.id for one in read(path).problems.first] != ["xml_bomb"]


def test_a_spreadsheet_that_takes_too_much_memory_ends_its_own_process_alone(tmp_path):
    rows = [PEOPLE[0], *([*PEOPLE[1][:6], number, f"source {number}"] for number in range(30_000))]
    path = xlsx(tmp_path / "a.xlsx", {"population": rows})
    (problem,) = read(path, memory=20_000_000).problems.first
    assert problem.id == "too_many_cells"
    assert read(path).clean

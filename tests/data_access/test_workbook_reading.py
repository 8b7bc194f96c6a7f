"""The same rows from every kind of file, way of writing and order of headings."""

import datetime

import pytest

from data_access import tables
from tests.data_access.books import NAMES, PARTNERS, PEOPLE, csv_file, ods, read, xls, xlsx

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
WANTED = [dict(zip(PEOPLE[0], row, strict=True)) for row in PEOPLE[1:]]


def rows_of(book, table="population"):
    assert book.problems.first == []
    return list(book.tables[table])


def written(rows, change):
    return [rows[0], *([change(cell) for cell in row] for row in rows[1:])]


@pytest.mark.parametrize("write", [xlsx, ods, xls])
def test_every_kind_of_spreadsheet_gives_the_same_rows(tmp_path, write):
    book = read(write(tmp_path / "a_name_without_an_ending", {"population": PEOPLE, "partner": PARTNERS}))
    assert rows_of(book) == WANTED
    assert [row["name_fa"] for row in book.tables["partner"]] == ["شریک یک", "شریک دو"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "؛"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256"])
def test_every_csv_gives_the_same_rows(tmp_path, encoding, delimiter):
    rows = [*PARTNERS, ("p3", "كميته امداد، دفتر يك", 'Relief; "one", two', "other")]
    texts = [[cell.replace("ی", "ي").replace("ک", "ك") for cell in row] for row in rows]
    found = rows_of(read(csv_file(tmp_path / "partner.csv", texts, encoding, delimiter)), "partner")
    assert found[0]["name_fa"] == "شریک یک"
    assert found[2] == {
        "partner_id": "p3", "name_fa": "کمیته امداد، دفتر یک", "name_en": 'Relief; "one", two', "kind": "other",
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(str, id="text"),
        pytest.param(lambda cell: str(cell).translate(PERSIAN), id="persian_digits"),
        pytest.param(lambda cell: str(cell).translate(ARABIC), id="arabic_digits"),
        pytest.param(lambda cell: float(cell) if isinstance(cell, int) else cell, id="floats"),
        pytest.param(lambda cell: f"{cell}.0" if isinstance(cell, int) else cell, id="written_floats"),
        pytest.param(lambda cell: f"{cell:,}" if cell == 1250 else cell, id="thousands"),
        pytest.param(lambda cell: "۱٬۲۵۰٫۰" if cell == 1250 else cell, id="persian_separators"),
        pytest.param(lambda cell: "1\u00a0250" if cell == 1250 else cell, id="blank_as_separator"),
        pytest.param(lambda cell: f" \u200f{cell}\u00a0\u200c", id="blanks_around"),
        pytest.param(lambda cell: str(cell).upper(), id="capitals"),
        pytest.param(lambda cell: str(cell).removeprefix("IR"), id="bare_pcodes"),
        pytest.param(lambda cell: float(cell[2:]) if str(cell).startswith("IR") else cell, id="pcodes_as_numbers"),
    ],
)
def test_every_way_of_writing_gives_the_same_rows(tmp_path, change):
    rows = [[*row[:-1], "11" if at else row[-1]] for at, row in enumerate(PEOPLE)]
    wanted = [row | {"source_id": "11"} for row in WANTED]
    assert rows_of(read(xlsx(tmp_path / "a.xlsx", {"population": written(rows, change)}))) == wanted
    assert rows_of(read(csv_file(tmp_path / "population.csv", written(rows, change)))) == wanted


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_codes_are_read_by_their_names(tmp_path, lang):
    def name(column, code):
        return NAMES.codes.get(("population", column), {}).get(code)

    rows = [PEOPLE[0]]
    for row in PEOPLE[1:]:
        named = [name(column, cell) for column, cell in zip(PEOPLE[0], row, strict=True)]
        rows.append([one.in_language(lang) if one else cell for one, cell in zip(named, row, strict=True)])
    assert rows[1] != PEOPLE[1]
    assert rows_of(read(xlsx(tmp_path / "a.xlsx", {"population": rows}))) == WANTED


def test_no_code_and_no_heading_is_called_like_another_of_its_column_or_sheet():
    from data_access.admin.workbook.columns import spelled
    from data_access.admin.workbook.layout import fields

    for place, known in NAMES.codes.items():
        said = [{spelled(str(code)), spelled(name.fa), spelled(name.en)} for code, name in known.items()]
        assert sum(map(len, said)) == len(set().union(*said)), place
    for table in tables.metadata.tables:
        titles = [NAMES.headings[one.place] for one in fields(table)]
        said = [
            {spelled(one.name), spelled(text.fa), spelled(text.en)}
            for one, text in zip(fields(table), titles, strict=True)
        ]
        assert sum(map(len, said)) == len(set().union(*said)), table


@pytest.mark.parametrize("row", range(4))
def test_each_of_the_four_rows_of_the_head_is_enough_in_any_order(tmp_path, row):
    from domain.workbook import TAGS

    order = [(3 * at + row) % 8 for at in range(8)]
    titles = [NAMES.headings["population", name] for name in PEOPLE[0]]
    heads = ([one.fa for one in titles], [one.en for one in titles], PEOPLE[0], [TAGS[name] for name in PEOPLE[0]])
    rows = [[line[at] for at in order] for line in (heads[row], *PEOPLE[1:])]
    assert rows_of(read(csv_file(tmp_path / "population.csv", rows))) == WANTED


def test_titles_above_blanks_around_and_merged_headings_do_no_harm(tmp_path):
    groups = ["P-code of the area", "Jalali year", None, "Who", None, None, "How many", None]
    below = [None, None, *PEOPLE[0][2:]]
    rows = [[], ["Figures of 1404"], [], groups, below, [], *PEOPLE[1:], [], [" "]]
    shifted = [[None, None, *row] for row in rows]
    assert rows_of(read(xlsx(tmp_path / "a.xlsx", {"Population": shifted, "Sheet2": [[]]}))) == WANTED


def test_headings_that_are_merged_cells_are_read(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet("population")
        sheet.merge_range(0, 0, 1, 0, "pcode")
        sheet.merge_range(0, 1, 1, 1, "period")
        sheet.merge_range(0, 2, 0, 5, "Who is counted")
        sheet.merge_range(0, 6, 0, 7, "Count")
        for place, name in enumerate(PEOPLE[0][2:], 2):
            sheet.write(1, place, name)
        for at, row in enumerate(PEOPLE[1:], 2):
            sheet.write_row(at, 0, row)
    assert rows_of(read(tmp_path / "a.xlsx")) == WANTED


def test_rows_that_are_examples_are_passed_over(tmp_path):
    example = ["#example IR2310", *PEOPLE[1][1:]]
    assert rows_of(read(xlsx(tmp_path / "a.xlsx", {"population": [PEOPLE[0], example, *PEOPLE[1:]]}))) == WANTED


@pytest.mark.parametrize("name", ["population", "Population", "جمعیت", "Sheet1", "population_1404"])
def test_a_sheet_is_known_by_its_name_in_either_language_or_by_its_headings(tmp_path, name):
    assert rows_of(read(xlsx(tmp_path / "a.xlsx", {name: PEOPLE}))) == WANTED


@pytest.mark.parametrize("name", ["population.csv", "population_1404.csv", "POPULATION (2).CSV", "anything.txt"])
def test_a_csv_is_known_by_its_name_or_by_its_headings(tmp_path, name):
    assert rows_of(read(csv_file(tmp_path / name, PEOPLE))) == WANTED


def test_a_table_may_stand_in_several_files_and_rows_know_where_they_stood(tmp_path):
    first = csv_file(tmp_path / "population_1.csv", PEOPLE[:2])
    second = xlsx(tmp_path / "b.xlsx", {"population": [PEOPLE[0], [], PEOPLE[2]]})
    found = read(first, second).tables["population"]
    assert list(found) == WANTED
    assert [found.place(0), found.place(1)] == [("population_1.csv", "", 2), ("b.xlsx", "population", 3)]


def test_columns_that_stand_nowhere_are_told_and_empty(tmp_path):
    rows = [("pcode", "level", "name_fa", "name_en", "source_id"), ("IR23", "استان", "تهران", "Tehran", "s1")]
    found = read(xlsx(tmp_path / "a.xlsx", {"admin_area": rows})).tables["admin_area"]
    assert found.absent == set(tables.admin_area.columns.keys()) - set(rows[0])
    assert next(iter(found)) == dict.fromkeys(tables.admin_area.columns.keys()) | {
        "pcode": "IR23", "level": 1, "name_fa": "تهران", "name_en": "Tehran", "source_id": "s1",
    }  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        *("2025-10-14", "2025/10/14", "۱۴۰۴/۰۷/۲۲", "1404-7-22", "١٤٠٤/٠٧/٢٢", "1404.07.22", "2025-10-14 00:00:00"),
        datetime.date(2025, 10, 14),
        datetime.datetime(2025, 10, 14),
    ],
)
def test_a_day_is_read_from_either_calendar_and_from_the_spreadsheet(tmp_path, cell):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("meeting")
        sheet.write_row(0, 0, ["meeting_id", "held_on", "title_fa", "title_en"])
        sheet.write_row(1, 0, ["m1", "", "یک", "One"])
        sheet.write(1, 1, cell)
    assert rows_of(read(tmp_path / "a.xlsx"), "meeting")[0]["held_on"] == "2025-10-14"


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("1399", "1399"),
        (1399.0, "1399"),
        ("۱۳۹۹/۶", "1399-06"),
        ("1399/09/11", "2020-12-01"),
        ("2020-12-01", "2020-12-01"),
        ("1404.10", "1404-10"),
        ("1404.0", "1404"),
    ],
)
def test_an_area_may_be_there_since_a_year_a_month_or_a_day(tmp_path, cell, wanted):
    rows = [("pcode", "level", "name_fa", "name_en", "source_id", "valid_from"), ("IR23", 1, "الف", "A", "s", cell)]
    assert rows_of(read(xlsx(tmp_path / "a.xlsx", {"admin_area": rows})), "admin_area")[0]["valid_from"] == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (True, True),
        (0, False),
        (1.0, True),
        ("بله", True),
        ("خیر", False),
        ("Yes", True),
        ("no", False),
        ("TRUE", True),
    ],
)
def test_yes_and_no_are_read_in_every_form(tmp_path, cell, wanted):
    head = (
        "standard_id",
        "indicator_id",
        "name_fa",
        "name_en",
        "value",
        "unit",
        "is_default",
        "confidence",
        "source_id",
    )
    row = ("a", "school_seats", "الف", "A", 2.5, "seats", cell, "high", "s1")
    book = read(xlsx(tmp_path / "a.xlsx", {"service_standard": [head, row]}))
    assert rows_of(book, "service_standard")[0]["is_default"] is wanted


def test_texts_keep_their_zwnj_and_get_persian_letters(tmp_path):
    rows = [PARTNERS[0], ("۱۲", "\u200cكمك\u200cهاي\u00a0شهري\u200f ", " A\u00a0b\r\nc ", "UN")]
    found = rows_of(read(xlsx(tmp_path / "a.xlsx", {"partner": rows})), "partner")[0]
    assert found == {"partner_id": "12", "name_fa": "کمک\u200cهای شهری", "name_en": "A b\nc", "kind": "un"}


def test_charts_and_hidden_codes_beside_the_tables_do_no_harm(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet("population")
        for at, row in enumerate(PEOPLE):
            sheet.write_row(at, 0, row)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=population!$G$2:$G$3"})
        book.add_chartsheet("Chart").set_chart(chart)
    assert rows_of(read(tmp_path / "a.xlsx")) == WANTED


@pytest.mark.parametrize("name", ["جمعيت ۱۴۰۴", "جمعیت_۱۴۰۴", "Population 1404", "population1404", "population (2)"])
def test_a_year_behind_the_name_of_a_table_does_no_harm(tmp_path, name):
    short = [row[:-1] for row in PEOPLE]  # the headings alone would not do
    for path in (xlsx(tmp_path / "a.xlsx", {name: short}), csv_file(tmp_path / f"{name}.csv", short)):
        assert [row["persons"] for row in rows_of(read(path))] == [1250, 20]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("female", "f"),
        ("زن", "f"),
        ("مرد", "m"),
        ("زنان", "f"),
        ("دختران", "f"),
        ("women", "f"),
        ("Girls", "f"),
        ("مردان", "m"),
        ("boys", "m"),
        ("زنان و دختران", "f"),
    ],
)
def test_a_sex_is_read_by_half_of_its_name_too(tmp_path, said, code):
    rows = [PEOPLE[0], [*PEOPLE[1][:3], said, *PEOPLE[1][4:]]]
    assert rows_of(read(xlsx(tmp_path / "a.xlsx", {"population": rows})))[0]["sex"] == code


@pytest.mark.parametrize(
    ("column", "said"), [("sex", "persons"), ("age_band", "6"), ("area_type", "and"), ("sex", "و")]
)
def test_half_of_the_name_of_another_code_is_not_read(tmp_path, column, said):
    row = [said if name == column else cell for name, cell in zip(PEOPLE[0], PEOPLE[1], strict=True)]
    assert [one.id for one in read(xlsx(tmp_path / "a.xlsx", {"population": [PEOPLE[0], row]})).problems.first] == [
        "unknown_code"
    ]


def test_a_file_that_is_given_twice_is_told_once(tmp_path):
    path = csv_file(tmp_path / "population.csv", PEOPLE)
    (problem,) = read(path, tmp_path / "." / "population.csv").problems.first
    assert (problem.id, problem.file) == ("file_twice", "population.csv")


def test_a_key_that_stands_there_again_names_its_first_row(tmp_path):
    from data_access.admin import workbook

    first = csv_file(tmp_path / "population_1.csv", PEOPLE)
    book = read(first, xlsx(tmp_path / "b.xlsx", {"population": [*PEOPLE[:2], PEOPLE[1]]}))
    workbook.match_areas(book)
    assert [(one.id, one.row, one.earlier) for one in book.problems.first] == [
        ("repeated_row", 2, ("population_1.csv", "", "2")),
        ("repeated_row", 3, ("population_1.csv", "", "2")),
    ]

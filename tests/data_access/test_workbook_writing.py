"""The template, and a database written in its form and read back unchanged."""

import sqlite3
from contextlib import closing
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import manage
from data_access import tables
from data_access.admin import workbook
from data_access.admin.workbook.layout import fields
from data_access.admin.workbook.template import write
from domain.workbook import LEFT_OUT, REQUIRED, SHEETS, TAGS
from tests.data_access.books import NAMES, read

HEAD = 4


@pytest.fixture(scope="module", params=["fa", "en"])
def template(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    workbook.write_template(path, NAMES, request.param)
    return request.param, path, openpyxl.load_workbook(path)


def test_the_template_has_a_sheet_for_each_table_and_says_which_are_needed(template):
    _lang, _path, book = template
    assert set(SHEETS) == set(tables.metadata.tables) == set(book.sheetnames[1:-1])
    guide = book.worksheets[0]
    told = {row[2].value: (row[0].value, row[1].value) for row in guide.iter_rows() if row[2].value}
    assert list(told) == list(SHEETS)
    for table, (persian, english) in told.items():
        due = NAMES.needed if table in REQUIRED else NAMES.may_lack
        assert persian.endswith(due.fa)
        assert english.endswith(due.en)


def test_each_sheet_has_four_rows_of_headings_notes_drop_downs_and_an_example(template):
    lang, _path, book = template
    for table in SHEETS:
        sheet = book[table]
        own = fields(table)
        head = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=HEAD)]
        assert head[2] == [one.name for one in own]
        assert head[0] == [NAMES.headings[one.place].fa for one in own]
        assert head[1] == [NAMES.headings[one.place].en for one in own]
        assert head[3] == [TAGS[one.name] for one in own]
        assert sheet.sheet_view.rightToLeft
        assert sheet.freeze_panes == "B5"
        assert all(NAMES.notes[one.place].fa in cell.comment.text for one, cell in zip(own, sheet[3], strict=True))
        for one, cell in zip(own, sheet[3], strict=True):
            due = NAMES.fill if one.filled else NAMES.may_be_empty
            assert due.fa in cell.comment.text
            assert due.en in cell.comment.text
        example = sheet[HEAD + 1]
        assert str(example[0].value).startswith("#example")
        assert all(cell.font.italic for cell in example if cell.value is not None)
        assert sheet.max_row == HEAD + 1
        offered = {str(one.sqref)[0]: one for one in sheet.data_validations.dataValidation}
        looks = {
            at: one.number_format for one in sheet.column_dimensions.values() for at in range(one.min, one.max + 1)
        }
        for place, one in enumerate(own):
            letter = openpyxl.utils.get_column_letter(place + 1)
            if one.codes:
                assert [cell for (cell,) in listed(book, offered[letter].formula1)] == [
                    NAMES.codes[one.place][code].in_language(lang) for code in one.codes
                ]
            assert (letter in offered) == bool(one.codes or one.form in ("year", "yes_no"))
            if one.form in ("id", "code", "pcode"):
                assert looks[place + 1] == "@"


def listed(book, formula):
    name, cells = formula.removeprefix("=").rsplit("!", 1)
    return [[cell.value for cell in row] for row in book[name.strip("'")][cells.replace("$", "")]]


def test_an_example_without_its_mark_is_read_as_a_row(template, tmp_path):
    _lang, _path, book = template
    for table in SHEETS:
        cell = book[table].cell(HEAD + 1, 1)
        cell.value = cell.value.removeprefix("#example ")
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.problems.first == []
    assert {table: len(rows) for table, rows in found.tables.items()} == dict.fromkeys(SHEETS, 1)


def test_an_empty_template_is_read_as_tables_without_rows(template):
    found = read(template[1])
    assert found.clean
    assert {table: len(rows) for table, rows in found.tables.items()} == dict.fromkeys(SHEETS, 0)


def test_the_demonstration_is_exported_and_read_back_unchanged(demo_database, tmp_path):
    counts = workbook.write_export(f"sqlite:///{demo_database}", tmp_path / "a.xlsx", NAMES)
    found = read(tmp_path / "a.xlsx")
    assert set(workbook.match_areas(found).values()) <= {one for one in found.matched.values() if one.how == "code"}
    assert found.problems.first == []
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as database:
        for table in SHEETS:
            made = tables.metadata.tables[table]
            names = [one.name for one in made.columns if (table, one.name) not in LEFT_OUT]
            key = ", ".join(column.name for column in made.primary_key.columns) or ", ".join(names)
            wanted = database.execute(f"SELECT {', '.join(names)} FROM {table} ORDER BY {key}").fetchall()
            rows = [tuple(row[name] for name in names) for row in found.tables[table]]
            assert sorted(rows, key=repr) == sorted(wanted, key=repr), table
            assert counts[table] == len(wanted)


# What reading leaves as it is: Persian letters, nothing unseen, no blanks around.
SIGNS = "آبپچژکگیئءهٔ\u200c «»،؛؟۱۲abcXYZ09 =+-@'\"\n\t,;&<>_#%/\\xX:{}"
TEXTS = st.text(SIGNS, min_size=1, max_size=40).map(lambda text: text.strip(" \t\n\u200c")).filter(
    lambda text: text and not text.lower().startswith("#")
)  # fmt: skip
IDS = st.from_regex(r"[a-z][a-z0-9_.-]{0,12}", fullmatch=True)
FLOATS = st.floats(-1e15, 1e15, allow_subnormal=False).map(lambda number: number + 0.0)
FORMS = {
    "id": IDS,
    "pcode": st.from_regex(r"IR[0-9]{2,6}", fullmatch=True),
    "year": st.integers(1300, 1450),
    "day": st.dates(min_value=date(1900, 1, 1)).map(lambda day: day.isoformat()),
    "about_day": st.one_of(st.just("1399"), st.just("1399-06"), st.just("2020-12-01")),
    "yes_no": st.booleans(),
    "whole": st.integers(-(2**53) + 1, 2**53 - 1),
    "number": FLOATS,
    "text": st.one_of(
        TEXTS, st.sampled_from(["=1+1", "+98", "-5", "@x", "1404/07/22", "007", "TRUE", "_x0041_", "1e5"])
    ),
}


def values(one):
    wanted = st.sampled_from(one.codes) if one.codes else FORMS[one.form]
    return wanted if one.filled else st.one_of(st.none(), wanted)


def rows_of(table):
    own = fields(table)
    keys = [place for place, one in enumerate(own) if one.key]
    row = st.tuples(*map(values, own))
    return st.lists(row, max_size=3, unique_by=lambda made: tuple(made[place] for place in keys))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.fixed_dictionaries({table: rows_of(table) for table in SHEETS}))
def test_whatever_a_table_holds_is_written_and_read_back_unchanged(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("written") / "a.xlsx"
    write(path, NAMES, "fa", content)
    found = read(path)
    assert found.problems.first == []
    for table in SHEETS:
        names = [one.name for one in fields(table)]
        assert [tuple(row[name] for name in names) for row in found.tables[table]] == content[table]
    workbook.match_areas(found)
    assert found.problems.first == []


def test_nothing_that_is_written_is_a_formula(tmp_path):
    row = ["p1", "=1+1", "=HYPERLINK(1)", "un"]
    write(tmp_path / "a.xlsx", NAMES, "fa", {"partner": [row]})
    cells = openpyxl.load_workbook(tmp_path / "a.xlsx")["partner"][HEAD + 1]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in row]


def run(*arguments):
    return CliRunner().invoke(manage.app, list(map(str, arguments)))


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_commands_write_files_and_say_so(tmp_path, lang):
    with closing(sqlite3.connect(tmp_path / "own.sqlite")) as database:
        database.execute("CREATE TABLE partner (partner_id TEXT, name_fa TEXT, name_en TEXT, kind TEXT)")
        database.execute("INSERT INTO partner VALUES ('p', 'یک', 'One', 'un')")
        database.commit()
    made = run("template", tmp_path / "t.xlsx", "--lang", lang)
    assert (made.exit_code, "t.xlsx" in made.output) == (0, True)
    made = run("export", f"sqlite:///{tmp_path}/own.sqlite", tmp_path / "e.xlsx", "--lang", lang)
    assert (made.exit_code, "e.xlsx" in made.output) == (0, True)
    assert [row["name_fa"] for row in read(tmp_path / "e.xlsx").tables["partner"]] == ["یک"]
    assert {path.name for path in tmp_path.iterdir()} == {"own.sqlite", "t.xlsx", "e.xlsx"}


@pytest.mark.parametrize(
    ("url", "out"),
    [
        ("sqlite:///nowhere.sqlite", "e.xlsx"),
        ("nonsense", "e.xlsx"),
        ("mysql://root:secret@host/db", "e.xlsx"),
        ("sqlite:///{folder}/empty.sqlite", "e.xlsx"),
        ("sqlite:///{folder}/long.sqlite", "e.xlsx"),
        ("sqlite:///{demo}", "no_such_folder/e.xlsx"),
    ],
)
def test_an_export_that_fails_says_why_and_writes_nothing(demo_database, tmp_path, url, out):
    for name in ("empty", "long"):
        with closing(sqlite3.connect(tmp_path / f"{name}.sqlite")) as database:
            database.execute("CREATE TABLE other (a)")
            if name == "long":
                database.execute("CREATE TABLE partner (partner_id TEXT, name_fa TEXT, name_en TEXT, kind TEXT)")
                database.execute("INSERT INTO partner VALUES ('p', ?, 'x', 'un')", ("ا" * 40_000,))
            database.commit()
    before = sorted(tmp_path.iterdir())
    made = run("export", url.format(folder=tmp_path, demo=demo_database), tmp_path / out, "--lang", "en")
    assert made.exit_code == 2
    assert made.output.strip()
    assert "Traceback" not in made.output
    assert "secret" not in made.output
    assert sorted(tmp_path.iterdir()) == before


def test_a_template_that_cannot_be_written_says_so(tmp_path):
    made = run("template", tmp_path / "nowhere" / "t.xlsx", "--lang", "en")
    assert (made.exit_code, "cannot be written" in made.output) == (2, True)


@pytest.mark.parametrize("command", [("template",), ("export", "sqlite:///{demo}")])
def test_a_file_that_is_there_is_written_over_only_by_force(demo_database, tmp_path, command):
    arguments = [one.format(demo=demo_database) for one in command]
    filled = tmp_path / "filled.xlsx"
    filled.write_bytes(b"the work of a week")
    made = run(*arguments, filled, "--lang", "en")
    assert (made.exit_code, "--force" in made.output) == (2, True)
    assert filled.read_bytes() == b"the work of a week"
    assert run(*arguments, filled, "--force").exit_code == 0
    assert read(filled).clean


@pytest.mark.parametrize("name", ["t.csv", "t.xls", "t", "t.ods"])
def test_a_workbook_is_not_written_under_another_ending(tmp_path, name):
    made = run("template", tmp_path / name, "--lang", "en", "--force")
    assert (made.exit_code, ".xlsx" in made.output) == (2, True)
    assert list(tmp_path.iterdir()) == []

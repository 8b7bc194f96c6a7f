"""`manage.py load`: how problems of the files are told, in the words of the workbook."""

import pytest

from tests.terminal.loads import FACILITY, NEW, csv, load

PEOPLE = "pcode,period,population_group,sex,age_band,area_type,persons,source_id"
ROW = "IR2310,1404,refugee,f,all,all,5,census_1395"


@pytest.mark.parametrize(
    ("lang", "place", "code"),
    [
        ("en", "Population (population) · Sex (sex)", "women and girls (f), men and boys (m), both sexes (all)"),
        ("fa", "جمعیت (population) · جنس (sex)", "زنان و دختران (f)، مردان و پسران (m)، هر دو جنس (all)"),
    ],
)
def test_codes_columns_and_tables_are_called_as_in_the_workbook(office, tmp_path, lang, place, code):
    path = csv(tmp_path / "population.csv", PEOPLE, ROW.replace(",f,", ",x,"))
    said = load(path, into=office, lang=lang, status=1)
    assert place in said
    assert code in said


def test_columns_that_would_be_right_have_their_headings(office, tmp_path):
    said = load(csv(tmp_path / "population.csv", f"{PEOPLE},remark", f"{ROW},"), into=office, status=1)
    assert "P-code of the area (pcode), Jalali year (period)" in said


@pytest.mark.parametrize(("lang", "told"), [("en", "population.csv · row 2"), ("fa", "population.csv · سطر ۲")])
def test_a_key_that_stands_there_again_names_the_first_row(office, tmp_path, lang, told):
    again = csv(tmp_path / "population_2.csv", PEOPLE, ROW)
    said = load(csv(tmp_path / "population.csv", PEOPLE, ROW), again, into=office, lang=lang, status=1)
    assert told in said
    assert "population_2.csv" in said


def test_a_file_that_is_given_twice_is_told(office, tmp_path):
    path = csv(tmp_path / "population.csv", PEOPLE, ROW)
    assert "given twice" in load(path, path, into=office, status=1)


@pytest.mark.parametrize(("lang", "told"), [("en", "IR231001 Central (First)"), ("fa", "IR231001 مرکزی (یکم)")])
def test_areas_that_share_a_name_are_told_with_their_counties(office, tmp_path, lang, told):
    head = "pcode,level,parent_pcode,name_fa,name_en,source_id"
    areas = ["IR2391,2,IR23,یکم,First,census_1395", "IR2392,2,IR23,دوم,Second,census_1395",
             "IR239101,3,IR2391,مرکزی,Central,census_1395", "IR239201,3,IR2392,مرکزی,Central,census_1395"]  # fmt: skip
    area = csv(tmp_path / "admin_area.csv", head, *areas)
    path = csv(tmp_path / "facility.csv", FACILITY, NEW.replace("IR231001", "مرکزی"))
    said = load(area, path, into=office, lang=lang, status=1)
    assert told.replace("231001", "239101") in said
    named = csv(tmp_path / "facility.csv", FACILITY, NEW.replace("IR231001", "مرکزی (یکم)"))
    assert "by its name and that of the area above" in load(area, named, into=office, options=["--dry-run"])


def test_a_file_that_is_no_database_is_told_in_whole_sentences(tmp_path):
    (tmp_path / "x.sqlite").write_text("no database at all, but a text that is long enough" * 50)
    said = load(csv(tmp_path / "facility.csv", FACILITY, NEW), into=tmp_path / "x.sqlite", status=2)
    assert "not a database. Nothing was written." in said


def test_a_school_without_a_point_is_told_what_to_do(office, tmp_path):
    said = load(csv(tmp_path / "facility.csv", FACILITY, NEW.replace("35.6", "")), into=office, status=1)
    assert "Latitude (lat): The point of the place is empty" in said
    assert "cannot be placed on the map" in said
    assert "leave the row out" not in said

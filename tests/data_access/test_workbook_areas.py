"""Areas that rows name: by code, or by a name that fits one alone."""

import pytest

from data_access.admin import workbook
from domain.area_names import NamedArea
from tests.data_access.books import PEOPLE, read, xlsx

AREAS = [
    NamedArea("IR23", 1, "استان تهران", "Tehran province"),
    NamedArea("IR2301", 2, "تهران", "Tehran"),
    NamedArea("IR2310", 2, "دماوند", "Damavand"),
    NamedArea("IR231001", 3, "مرکزی", "Central"),
    NamedArea("IR231002", 3, "رودهن", "Rudehen"),
    NamedArea("IR231101", 3, "مرکزی", "Central"),
]


@pytest.mark.parametrize(
    ("named", "how", "code"),
    [
        ("IR2310", "code", "IR2310"),
        ("۲۳۱۰", "code", "IR2310"),
        ("دماوند", "name_fa", "IR2310"),
        ("شهرستان دماوند", "name_fa", "IR2310"),
        ("بخش رودهن", "name_fa", "IR231002"),
        ("Damavand County", "name_en", "IR2310"),
        ("roodehen", "name_en", "IR231002"),
        ("شهرستان تهران", "name_fa", "IR2301"),
        ("استان تهران", "name_fa", "IR23"),
        ("تهران", "several", None),
        ("بخش مرکزی", "several", None),
        ("بخش دماوند", "none", None),
        ("اصفهان", "none", None),
        ("IR99", "none", "IR99"),
    ],
)
def test_an_area_is_matched_by_code_or_by_a_name_that_fits_one_alone(tmp_path, named, how, code):
    book = read(xlsx(tmp_path / "a.xlsx", {"population": [PEOPLE[0], [named, *PEOPLE[1][1:]]]}))
    (match,) = workbook.match_areas(book, AREAS).values()
    assert match.how == how
    if code:
        assert next(iter(book.tables["population"]))["pcode"] == code
    else:
        (problem,) = book.problems.first
        assert (problem.id, problem.row, problem.column) == (
            "several_areas" if how == "several" else "no_such_area", 2, "pcode",
        )  # fmt: skip


def test_areas_are_matched_with_those_of_the_files(tmp_path):
    areas = [("pcode", "level", "name_fa", "name_en", "source_id"), ("2399", 2, "نوشهر", "Nowshahr", "s1")]
    rows = [PEOPLE[0], ["نوشهر", *PEOPLE[1][1:]]]
    book = read(xlsx(tmp_path / "a.xlsx", {"admin_area": areas, "population": rows}))
    workbook.match_areas(book)
    assert next(iter(book.tables["population"]))["pcode"] == "IR2399"

"""Areas that rows name: by code, or by a name that fits one alone."""

import pytest

from data_access.admin import workbook
from domain.area_names import NamedArea, match
from tests.data_access.books import PEOPLE, read, xlsx

AREAS = [
    NamedArea("IR23", 1, "استان تهران", "Tehran province"),
    NamedArea("IR2301", 2, "تهران", "Tehran", "IR23"),
    NamedArea("IR2310", 2, "دماوند", "Damavand", "IR23"),
    NamedArea("IR2311", 2, "ری", "Rey", "IR23"),
    NamedArea("IR231001", 3, "مرکزی", "Central", "IR2310"),
    NamedArea("IR231002", 3, "رودهن", "Rudehen", "IR2310"),
    NamedArea("IR231101", 3, "مرکزی", "Central", "IR2311"),
    NamedArea("IR231102", 3, "دوقلو", "Twin", "IR2311"),
    NamedArea("IR231103", 3, "دوقلو", "Twin", "IR2311"),
    NamedArea("IR2312", 2, "شهر بابک", "Shahr-e Babak", "IR23"),
    NamedArea("IR231201", 3, "میانی (شهر بابک)", "Middle (Shahr-e Babak)", "IR2312"),
    NamedArea("IR231301", 3, "میانی (نور)", "Middle (Nur)", "IR2310"),
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
        ("مرکزی (دماوند)", "within", "IR231001"),
        ("مرکزی، دماوند", "within", "IR231001"),
        ("دماوند/مرکزی", "within", "IR231001"),
        ("بخش مرکزی شهرستان دماوند", "within", "IR231001"),
        ("مرکزی شهرستان ری", "within", "IR231101"),
        ("بخش مرکزی (شهرستان ري)", "within", "IR231101"),
        ("Central (Damavand)", "within", "IR231001"),
        ("Central District of Damavand County", "within", "IR231001"),
        ("Rey / Central", "within", "IR231101"),
        ("دماوند (تهران)", "within", "IR2310"),
        ("مرکزی (رودهن)", "none", None),
        ("مرکزی (تهران)", "none", None),
        ("شهرستان مرکزی (دماوند)", "none", None),
        ("مرکزی (بخش دماوند)", "none", None),
        ("دوقلو (ری)", "several", None),
        ("مرکزی (دماوند) (ری)", "none", None),
        ("بخش دماوند", "none", None),
        ("دهستان رودهن", "none", None),
        ("روستای رودهن", "none", None),
        ("Rudehen village", "none", None),
        ("Rudehen District village", "none", None),
        ("دهستان مرکزی شهرستان دماوند", "none", None),
        ("شهر رودهن", "none", None),
        ("شهر ری", "none", None),
        ("Rey city", "none", None),
        ("مرکزی (شهر ری)", "none", None),
        ("شهر بابک", "name_fa", "IR2312"),
        ("Babak city", "name_en", "IR2312"),
        ("شهرستان شهر بابک", "name_fa", "IR2312"),
        ("میانی (شهر بابک)", "name_fa", "IR231201"),
        ("شهر بابک/میانی", "within", "IR231201"),
        ("شهرستان شهر بابک، بخش میانی", "within", "IR231201"),
        ("Damavand/Middle", "within", "IR231301"),
        ("Middle District of Damavand County", "within", "IR231301"),
        ("ری/میانی", "none", None),
        ("میانی", "none", None),
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


def test_an_area_above_may_be_named_in_the_files_by_its_name(tmp_path):
    head = ("pcode", "level", "name_fa", "name_en", "parent_pcode", "source_id")
    areas = [head, ("2399", 2, "نوشهر", "Nowshahr", "", "s1"), ("239901", 3, "مرکزی", "Central", "نوشهر", "s1")]
    rows = [PEOPLE[0], ["مرکزی (نوشهر)", *PEOPLE[1][1:]]]
    book = read(xlsx(tmp_path / "a.xlsx", {"admin_area": areas, "population": rows}))
    workbook.match_areas(book, AREAS)
    assert book.clean
    assert next(iter(book.tables["population"]))["pcode"] == "IR239901"


@pytest.mark.parametrize(
    ("head", "above", "code"),
    [((), (), "IR231002"), (("parent_pcode",), ("IR2310",), "IR231002"), (("parent_pcode",), ("IR2311",), None)],
)
def test_files_without_the_column_for_the_area_above_leave_it_as_it_is(tmp_path, head, above, code):
    areas = [
        ("pcode", "level", "name_fa", "name_en", "source_id", *head),
        ("231002", 3, "رودهن", "Roodehen", "s1", *above),
    ]
    rows = [PEOPLE[0], ["رودهن (دماوند)", *PEOPLE[1][1:]]]
    book = read(xlsx(tmp_path / "a.xlsx", {"admin_area": areas, "population": rows}))
    workbook.match_areas(book, AREAS)
    assert book.clean is bool(code)
    assert next(iter(book.tables["population"]))["pcode"] == (code or "رودهن (دماوند)")
    assert "parent_pcode" in book.tables["admin_area"].columns or not head


def test_a_name_of_several_areas_is_told_with_the_names_that_would_be_read(tmp_path):
    book = read(xlsx(tmp_path / "a.xlsx", {"population": [PEOPLE[0], ["مرکزی", *PEOPLE[1][1:]]]}))
    workbook.match_areas(book, AREAS)
    (problem,) = book.problems.first
    for lang in ("fa", "en"):
        said = [f"{one.name.in_language(lang)} ({one.above.in_language(lang)})" for one in problem.allowed]
        found = match(said, AREAS)
        assert (
            [found[text].pcode for text in said] == [one.pcode for one in problem.allowed] == ["IR231001", "IR231101"]
        )

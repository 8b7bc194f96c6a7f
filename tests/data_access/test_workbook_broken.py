"""Files that cannot be read: each is told by name with its place, and none raises or fills the memory."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.admin import workbook
from data_access.admin.workbook import guard
from domain.area_names import NamedArea
from tests.data_access import broken_cells
from tests.data_access.books import PARTNERS, PEOPLE, csv_file, ods, read, xls, xlsx
from tests.data_access.broken_files import CASES, people
from wording import i18n, load_words

ROOT = Path(__file__).parents[2]
AREAS = [
    NamedArea("IR2310", 2, "دماوند", "Damavand"),
    NamedArea("IR231001", 3, "مرکزی", "Central"),
    NamedArea("IR231101", 3, "مرکزی", "Central"),
]
# Importing them has put them among the others.
assert broken_cells.half_a_person.__name__ in CASES


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
told = [read(Path(one)).problems.first[0].id for one in sys.argv[1:]]
opener = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(*(one // 1024 for one in (before, most(), opener)), *told)
"""


def test_bombs_are_refused_within_little_memory_and_time(tmp_path):
    paths = []
    for name in BOMBS:
        folder = tmp_path / name
        folder.mkdir()
        paths.append(str(CASES[name][0](folder)))
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *paths],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    before, here, opener, *told = done.stdout.split()
    assert told == [CASES[name][1] for name in BOMBS]
    assert int(here) < 200
    assert int(here) - int(before) < 40
    assert int(opener) < 200
    assert time.monotonic() - started < 60


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


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([xlsx, ods, xls]), st.floats(0, 1), st.binary(min_size=1, max_size=40), st.booleans())
def test_whatever_bytes_are_damaged_nothing_is_raised(tmp_path_factory, write, share, damage, cut):
    path = write(tmp_path_factory.mktemp("damaged") / "a", {"population": PEOPLE, "partner": PARTNERS})
    content = path.read_bytes()
    at = int(share * len(content))
    path.write_bytes(content[:at] if cut else content[:at] + damage + content[at + len(damage) :])
    found = read(path)
    assert found.tables or not found.clean


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_whatever_bytes_are_called_a_csv_nothing_is_raised(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("noise") / "partner.csv"
    path.write_bytes(content)
    found = read(path)
    assert found.tables or not found.clean

"""Any valid dataset survives its way: written as a workbook, loaded, checked, exported and loaded once more."""

import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from typer.testing import CliRunner

import manage
from data_access import tables
from data_access.admin.target import put
from domain import contract
from domain.facilities import KINDS, STATUSES
from domain.indicators import AGE_BANDS

# Letters of both scripts, joiners, and what a spreadsheet would take for a formula, a number, a tag or a day.
LETTERS = st.text("ابپتکیگ۱۲ \u200cabcXYZ09=+-@#'\"<>&,;/.٫%()", min_size=1, max_size=20)
NAMES = LETTERS.map(lambda text: f"ن{text}n")  # neither blank nor an example row
NOTES = st.none() | NAMES
DEGREES = {"lat": st.floats(25.0, 40.0), "lon": st.floats(44.0, 63.0)}
COUNTS = st.integers(0, 10**7)
YEARS = st.integers(1380, 1404)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2026, 1, 1))
SOURCE = {"publisher": "p", "kind": "survey", "confidence": "low"}


def row(table, **values):
    values.setdefault("source_id", "s")
    return {column.name: values.get(column.name) for column in tables.metadata.tables[table].columns}


@st.composite
def datasets(draw):
    """Rows by table: a province with counties, districts, people, facilities and what they reported."""
    source = row("source", title_fa=draw(NAMES), title_en=draw(NAMES), note_fa=draw(NOTES), **SOURCE)
    source["published_on"] = draw(st.none() | DAYS.map(str))
    areas = [("IR", 0, None), ("IR23", 1, "IR")]
    for county in range(draw(st.integers(1, 3))):
        areas.append((f"IR230{county}", 2, "IR23"))
        areas += [(f"IR230{county}0{one}", 3, f"IR230{county}") for one in range(draw(st.integers(1, 3)))]
    districts = [code for code, level, _parent in areas if level == 3]
    made = {"source": [source], "admin_area": [], "population": [], "facility": []}
    for code, level, parent in areas:
        names = {"name_fa": f"{draw(NAMES)} {code}", "name_en": f"{draw(NAMES)} {code}"}
        made["admin_area"].append(
            row("admin_area", pcode=code, level=level, parent_pcode=parent, source_id="s", **names)
        )
    for code in districts:
        for band in draw(st.sets(st.sampled_from(AGE_BANDS), min_size=1)):
            key = {"pcode": code, "period": draw(YEARS), "sex": "f", "age_band": band, "area_type": "urban"}
            group = draw(st.sampled_from(["refugee", "documented"]))
            made["population"].append(
                row("population", population_group=group, persons=draw(COUNTS), source_id="s", **key)
            )
    made["facility_status"], made["facility_capacity"] = [], []
    for number in range(draw(st.integers(0, 5))):
        kind, key = draw(st.sampled_from(sorted(KINDS))), f"f_{number}"
        point = {name: draw(degrees) for name, degrees in DEGREES.items()}
        place = {"pcode": draw(st.sampled_from(districts)), **point}
        names = {"name_fa": f"{draw(NAMES)} {number}", "name_en": draw(NAMES)}
        of = {"facility_id": key, "sector": KINDS[kind].sector, "kind": kind, "open_to": "all"}
        made["facility"].append(row("facility", **of, **names, **place))
        year, status = draw(YEARS), draw(st.sampled_from(sorted(STATUSES)))
        made["facility_status"].append(
            row("facility_status", facility_id=key, period=year, status=status, source_id="s")
        )
        measure = contract.SECTOR_MEASURES[KINDS[kind].sector][0]
        value = float(draw(COUNTS))
        told = {"facility_id": key, "period": year, "measure": measure, "value": value}
        made["facility_capacity"].append(row("facility_capacity", **told))
    return made


def run(*arguments):
    done = CliRunner().invoke(manage.app, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
    return done.output


def content(path):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return {
            name: sorted(map(str, database.execute(f"SELECT * FROM {name}")))
            for name in tables.metadata.tables
            if name != "dataset"
        }


def survives(made, lang):
    with tempfile.TemporaryDirectory() as folder:
        first, book, second = (Path(folder) / name for name in ("first.sqlite", "book.xlsx", "second.sqlite"))
        engine = create_engine(f"sqlite:///{first}", poolclass=NullPool)
        with engine.begin() as connection:
            tables.metadata.create_all(connection)
            put(connection, tables.dataset, [{"data_version": "v", "released_on": "2026-01-01"}])
            for name, rows in made.items():
                put(connection, tables.metadata.tables[name], rows)
        run("check", f"sqlite:///{first}", "--no-figures", "--lang", lang)
        run("export", f"sqlite:///{first}", book, "--lang", lang)
        run("load", book, "--into", f"sqlite:///{second}", "--lang", lang)
        run("check", f"sqlite:///{second}", "--no-figures", "--lang", lang)
        assert content(second) == content(first)


def tried(times):
    return settings(max_examples=times, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@tried(2)
@given(made=datasets())
def test_a_valid_dataset_survives_its_way(made):
    survives(made, "fa")


@pytest.mark.long
@pytest.mark.parametrize("lang", ["fa", "en"])
@tried(20)
@given(made=datasets())
def test_any_valid_dataset_survives_its_way(lang, made):
    survives(made, lang)

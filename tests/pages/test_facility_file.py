"""The facilities' download: the rows of the map, protected as there, harmless in a spreadsheet; and their sources."""

import csv
import io

import pytest
import streamlit as st

from domain.facilities import KINDS
from tests.pages import reading
from tests.pages.test_facilities import layer

LANGUAGES = ("fa", "en")
REY = "level=district&area=IR2303"


@pytest.fixture
def files(monkeypatch):
    """What each download button would give, by file name."""
    given = {}
    button = st.download_button

    def download_button(label, data, **more):
        given[more["file_name"]] = data
        return button(label, data, **more)

    monkeypatch.setattr(st, "download_button", download_button)
    return given


def rows(files):
    (make,) = [data for name, data in files.items() if name.startswith("hamgam_facilities_")]
    text = make()
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_file_has_every_facility_of_the_view_in_both_languages_with_source_and_period(open_page, files, lang):
    at = open_page(f"{REY}&kinds=hospital,health_house&lang={lang}")
    label = "Download the facilities (CSV)" if lang == "en" else "دریافت مراکز (CSV)"
    assert label in [one.proto.label for one in at.get("download_button")]
    found = rows(files)
    assert sorted(row[f"name_{lang}"] for row in found) == sorted(point[4] for point in layer(at)["points"])
    for row in found:
        assert row["kind_en"] in ("Hospital", "Health house")
        assert row["kind_fa"] in ("بیمارستان", "خانهٔ بهداشت")
        assert row["name_fa"] != row["name_en"]
        assert row["pcode"].startswith("IR2303")
        assert 1395 < int(row["reference_period"]) <= 1404
        assert row["source_en"] == "Demonstration capacity of facilities; Demonstration facilities"
        assert (row["publisher"], row["is_demonstration"]) == ("Hamgam", "True")
        assert 34 < float(row["lat"]) < 37 and 50 < float(row["lon"]) < 54


def test_no_file_is_offered_or_made_unless_facilities_are_shown(open_page, files, monkeypatch):
    open_page("lang=en")
    assert [name for name in files if "facilities" in name] == []
    monkeypatch.setattr("ui.facility_csv.content", lambda *_: pytest.fail("made before the click"))
    open_page("kinds=hospital&lang=en")
    assert [name for name in files if "facilities" in name]


def test_formulas_are_text_in_a_spreadsheet(open_page, files, changed_database):
    names = ("=1+1", "+98", "-x", "@SUM(A1)", "\t=2", "plain")
    change = (
        "UPDATE facility SET name_en = ? WHERE facility_id = (SELECT facility_id FROM facility"
        " WHERE kind = 'hospital' AND pcode LIKE 'IR2301%' ORDER BY 1 LIMIT 1 OFFSET ?)"
    )
    url = changed_database(*[(change, name, place) for place, name in enumerate(names)])
    open_page("level=district&area=IR2301&kinds=hospital&lang=en", HAMGAM_DATABASE_URL=url)
    found = {row["name_en"] for row in rows(files)}
    assert {"'=1+1", "'+98", "'-x", "'@SUM(A1)", "'\t=2", "plain"} <= found


def test_few_people_of_a_facility_for_foreign_nationals_are_in_no_cell(open_page, files, changed_database):
    url = changed_database(
        ("UPDATE facility SET open_to = 'foreign_nationals' WHERE kind = 'workshop' AND pcode LIKE 'IR2303%'",),
        ("UPDATE facility_capacity SET value = 4 WHERE measure = 'graduates'",),
    )
    open_page(f"{REY}&kinds=workshop&lang=en", HAMGAM_DATABASE_URL=url)
    found = [row for row in rows(files) if row["fewer_than_10_people"]]
    assert found
    assert all((row["fewer_than_10_people"], row["graduates"]) == ("graduates", "") for row in found)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", ["level=county", REY])
def test_details_of_a_facility_name_publisher_and_period_as_an_area_does(open_page, place, lang):
    at = open_page(f"{place}&kinds={','.join(KINDS)}&lang={lang}")
    shown, view = layer(at), reading.payload(at)
    texts = shown["texts"]
    head = "reference period" if lang == "en" else "دورهٔ مرجع"
    mark = "Demonstration data · Sources: Hamgam" if lang == "en" else "دادهٔ نمایشی · منابع: همگام"
    for point in shown["points"]:
        assert texts[point[-1]].startswith(mark)
        assert texts[point[-1]].split(" · ")[-1] == view["foot"].split(" · ")[-1], "the same as-of date"
    for cluster in shown["clusters"]:
        assert cluster[-1].startswith(mark)
        assert cluster[-2][0][0] == head
    assert head in shown["heads"]


@pytest.mark.parametrize(
    ("link", "label", "count"),
    [
        ("indicator=school_seats", "Number of classes (set by the standard)", ["4"]),
        ("indicator=pupils_per_class", "Number of classes (set by the standard)", ["5"]),
        ("indicator=training_places", "Number of classes", ["3", "4", "5"]),
        ("indicator=training_places&target=20", "Number of classes (set by the standard)", ["4"]),
        ("indicator=school_seats&scheme=quantiles&classes=3", "Number of classes", ["3", "4", "5"]),
    ],
)
def test_number_of_classes_is_the_one_that_is_drawn(open_page, link, label, count):
    at = open_page(f"{link}&lang=en")
    box = at.selectbox(key="classes:en")
    assert (box.label, box.options, box.disabled) == (label, count, len(count) == 1)
    assert all(one.proto.format == "%g" for one in at.number_input)


def test_area_in_a_class_with_a_pattern_keeps_it_and_is_not_in_the_line_on_hatching(open_page):
    at = open_page("indicator=hospital_beds&level=district&lang=en")
    hatched = [pattern for _colour, pattern in reading.colours(at).values()].count("over")
    side = reading.fragment(at, "hg-side")
    line = next(one for one in side.split("<li>") if "of these, distorted" in one)
    assert hatched == 1
    assert "<b>1</b>" in line
    assert line.count("hg-swatch over") == 1
    assert 'over" style="background-color:#cde3f1"' in line

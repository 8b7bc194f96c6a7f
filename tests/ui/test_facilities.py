"""Facilities in words: lines of a popup, legend, and which kinds a control leaves chosen."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest

from briefing import shown_facilities
from domain.facilities import KINDS, SHOWN_MEASURES, STATUSES
from tests.ui.making import plain
from ui import facility_controls, sector_table
from wording import facility_words


def row(kind, open_to="all", period=1403, **measures):
    return dict.fromkeys(SHOWN_MEASURES, math.nan) | {"kind": kind, "open_to": open_to, "period": period} | measures


def test_school_says_classrooms_shifts_and_pupils_in_english(en):
    lines = facility_words.lines(row("primary_school", classrooms=12.0, shifts=1.0, pupils=1347.0))
    assert lines == ["12 classrooms · 1 shift · 1,347 pupils", "", "2024/25 (1403)"]


def test_school_says_them_in_persian_digits(fa):
    capacity, open_to, year = facility_words.lines(row("primary_school", classrooms=12.0, shifts=2.0, pupils=1347.0))
    assert capacity == "۱۲ کلاس درس · ۲ نوبت · ۱٬۳۴۷ دانش‌آموز"
    assert (open_to, year) == ("", "۱۴۰۳")


def test_missing_figures_are_left_out_and_none_at_all_is_said(en):
    assert facility_words.lines(row("primary_school", pupils=300.0))[0] == "300 pupils"
    assert facility_words.lines(row("hospital"))[0] == "no figures"


@pytest.mark.parametrize("count", [0.0, 5.0])
def test_few_people_at_a_facility_of_foreign_nationals_are_not_told(lang, count):
    line = facility_words.lines(row("workshop", "foreign_nationals", training_places=20.0, graduates=count))[0]
    assert ("fewer than 10 people" if lang == "en" else "کمتر از ۱۰ نفر") in line
    assert not {"5", "۵"} & set(line)
    told = facility_words.lines(row("workshop", "foreign_nationals", graduates=10.0))[0]
    assert ("10 graduates" if lang == "en" else "۱۰ دانش‌آموخته") in plain(told)


def test_few_people_at_a_facility_for_all_are_no_secret(en):
    assert facility_words.lines(row("workshop", graduates=5.0))[0] == "5 graduates"


def test_for_whom_a_facility_is_stands_in_the_terms_of_the_product(lang):
    words = {
        "foreign_nationals": ("refugees and other documented foreign nationals", "پناهندگان و سایر اتباع خارجی"),
        "host": ("host community", "جامعهٔ میزبان"),
    }
    for open_to, (english, persian) in words.items():
        assert (english if lang == "en" else persian) in facility_words.lines(row("clinic", open_to))[1]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words_for_each_of_its_figures(lang, kind):
    measures = dict.fromkeys(KINDS[kind].measures, 2.0)
    line = facility_words.lines(row(kind, **measures))[0]
    assert len(line.split(" · ")) == len(measures)
    assert ("2" if lang == "en" else "۲") in line
    assert facility_words.kind_name(kind)


def test_numbers_of_facilities_agree_with_their_noun(en):
    assert [facility_words.count_text(count) for count in (0, 1, 2, 1234)] == [
        "0 facilities",
        "1 facility",
        "2 facilities",
        "1,234 facilities",
    ]


def test_choice_in_one_sector_leaves_the_others_alone():
    chosen, health = ("primary_school", "clinic"), ("health_house", "clinic")
    assert facility_controls._joined(chosen, health, ("health_house",)) == "primary_school,health_house"
    assert facility_controls._joined(("clinic",), health, ()) is None


def test_cluster_grows_with_its_number_and_never_below_its_figures(en):
    across = [shown_facilities.disc_pixels(count, 900) for count in (1, 100, 225, 900)]
    assert across == sorted(across)
    assert across[0] == shown_facilities.SMALLEST_PX
    assert across[-1] == shown_facilities.LARGEST_PX
    assert across[2] / across[3] == pytest.approx(0.5, abs=0.02), "area, not width, is proportional"


@pytest.mark.parametrize("status", STATUSES)
def test_states_have_names_in_both_languages(lang, status):
    assert facility_words.status_name(status) == (STATUSES[status].en if lang == "en" else STATUSES[status].fa)


def test_order_by_size_tells_nothing_of_figures_of_too_few_people(en):
    """Whoever has fewer than ten people stands by name, before what has not reported; for all nothing is hidden."""
    listed = [
        row(
            "enterprise_support",
            open_to,
            facility_id=name,
            name_en=name,
            pcode="",
            status="planned",
            beneficiaries=size,
        )
        for name, open_to, size in (
            ("a", "foreign_nationals", 0.0),
            ("b", "foreign_nationals", 5.0),
            ("c", "foreign_nationals", 0.0),
            ("d", "foreign_nationals", 10.0),
            ("e", "foreign_nationals", math.nan),
            ("f", "all", 5.0),
        )
    ]
    reference = SimpleNamespace(areas=pd.DataFrame(columns=["name_en"]))
    order = sector_table._order(pd.DataFrame(listed), "size", reference)
    assert "".join(listed[place]["name_en"] for place in order) == "dfabce"

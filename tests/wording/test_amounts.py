"""Amounts: what is written as 1 stands in the singular, whatever the exact figure."""

import pytest

from domain.indicators import CATALOGUE
from wording import amounts, tips

WRITERS = {
    amounts.school_seats: ("school seat", "صندلی مدرسه"),
    amounts.seats: ("seat", "صندلی"),
    amounts.classrooms: ("classroom", "کلاس درس"),
    amounts.primary_health_units: ("primary health unit", "واحد مراقبت اولیه"),
    amounts.health_posts: ("health post", "پایگاه سلامت"),
    amounts.training_places: ("training place", "ظرفیت آموزش"),
}


@pytest.mark.parametrize("write", WRITERS)
def test_one_is_singular_and_all_else_plural(en, write):
    noun = WRITERS[write][0]
    assert write("1") == f"1 {noun}"
    assert [write(shown) for shown in ("0", "0.5", "1.00", "2", "1,000")] == [
        f"{shown} {noun}s" for shown in ("0", "0.5", "1.00", "2", "1,000")
    ]


@pytest.mark.parametrize("write", WRITERS)
def test_persian_counts_everything_in_the_singular(fa, write):
    assert [write(shown) for shown in ("۱", "۲")] == [f"{shown} {WRITERS[write][1]}" for shown in ("۱", "۲")]


@pytest.mark.parametrize(
    ("indicator", "value", "text"),
    [
        ("school_seats", 1.2, "1 seat"),
        ("school_seats", 1.8, "2 seats"),
        ("health_posts", 1.0, "1 health post"),
        ("health_posts", 1.2, "1.2 health posts"),
        ("health_houses", 1.0, "1 health house"),
        ("primary_health_units", 1.0, "1 unit"),
        ("primary_health_units", 0.01, "under 0.1 units"),
        ("training_places", 1.0, "1 place"),
        ("hospital_beds", 1.0, "1 bed"),
    ],
)
def test_units_follow_the_figure_as_it_is_written(en, indicator, value, text):
    entry = CATALOGUE[indicator]
    assert amounts.of_unit(entry, tips.amount(entry, value)) == text

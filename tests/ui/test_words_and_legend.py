import math
import re

import pytest

from briefing import map_view
from domain.indicators import AREA_TYPES, CATALOGUE, GROUPS, PRIORITY_SECTORS, SECTORS
from domain.selection import MAP_LEVELS, SCHEMES
from geo.classification import Bin, Classes
from geo.palette import Fill
from tests.pages.reading import with_texts
from tests.ui.making import frame, plain
from ui import controls, errors
from wording import amounts, i18n, legend, notice_words, tips, words

BENCHMARK_UNITS = (
    *("persons_per_unit", "persons", "units_per_10000", "places_per_1000", "pupils_per_class", "m2_per_pupil"),
)
SHOWN = ("classrooms_short", "units_short", "remaining_shortage", "severity_pct", "foreign_persons", "national_persons")
FOREIGN_LETTERS = {"fa": re.compile("[A-Za-z0-9]"), "en": re.compile("[\u0600-\u06ff]")}


def every_word():
    for sector in SECTORS:
        yield words.sector(sector)
    for group in GROUPS:
        yield words.group(group)
    for chosen in controls.GROUP_CHOICES:
        yield words.groups(chosen)
    for level in MAP_LEVELS:
        yield words.level(level)
    for scheme in SCHEMES:
        yield words.scheme(scheme)
    for entry in CATALOGUE.values():
        yield words.value_name(entry)
        if entry.family == "need" and (entry.standard_as or entry.takes_target):
            yield amounts.of_unit(entry, "–")
            yield words.unit_name(entry)
        if entry.standard_as:
            yield words.standard(entry, 35.0)
        yield entry.name.in_language(i18n.language())
        yield from (words.column(name) for name in entry.extras if name in SHOWN or entry.family == "ratio")
    for kind in ("census", "administrative", "survey", "statement", "derived", "demonstration"):
        yield words.source_kind(kind)
    for unit in BENCHMARK_UNITS:
        yield words.benchmark_unit(unit)
    for note in (
        "no_population",
        "nobody_to_serve",
        "under_reported",
        "reported:3/5",
        "areas_missing:1/4",
        "unplaced:3",
        "no_status:3",
        "unknown_people:3",
        "unknown_promises:3",
        "truncated",
        "city_boundary",
        "small_need",
        "no_facility",
        *(f"none_of:{entry.extras[1]}" for entry in CATALOGUE.values() if entry.family == "ratio"),
        "no_standard",
        "no_national_figure",
        "sector_missing",
        *(f"no_shortage:{sector}" for sector in PRIORITY_SECTORS),
    ):
        assert words.reason(note), note
        yield words.reason(note)


def test_every_id_has_a_word_in_the_language(lang):
    for text in every_word():
        assert not FOREIGN_LETTERS[lang].search(text), text
        assert "{" not in text
        assert "_" not in text


def test_every_choice_of_groups_is_offered_once():
    sets = [frozenset(chosen) for chosen in controls.GROUP_CHOICES]
    assert len(set(sets)) == len(sets) == 2 ** len(GROUPS) - 1
    assert AREA_TYPES == ("urban", "rural")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("", ""),
        ("no_population", "no population figure"),
        ("reported:1/2", "1 of 2 facilities reported"),
        ("reported:0/1", "0 of 1 facility reported"),
        ("areas_missing:1/30", "1 of 30 districts has no population figure"),
        ("areas_missing:1000/2000;city_boundary", "1,000 of 2,000 districts have no population figure · part of the"),
        ("unplaced:3;city_boundary", "facilities that stand in no district and are not counted: 3 · part of the"),
        ("truncated", "incomplete: more rows were found than may be read"),
        ("none_of:teachers;reported:4/5", "there are pupils, but no teacher is reported · 4 of 5 facilities reported"),
        ("none_of:class_shifts", "there are pupils, but no classroom is reported"),
        ("none_of:something_new", "what the figure is divided by is 0"),
        ("something_new", ""),
    ],
)
def test_notes_of_a_row_become_words(en, note, expected):
    said = words.reason(note)
    assert said.startswith(expected)
    assert bool(said) == bool(expected)


def test_only_what_is_left_out_is_told_beside_a_figure_to_compare_with(en):
    told = words.left_out("areas_missing:1/4;unplaced:3;city_boundary;unknown_people:1200;truncated")
    assert told == (
        "facilities that stand in no district and are not counted: 3"
        " · codes with people that the list of areas does not have; they are not counted: 1,200"
    )
    assert words.left_out("city_boundary") == words.left_out("") == ""


@pytest.mark.parametrize("reason", ["unknown_key", "unknown_value", "not_with_indicator", "not_with_level", "left_out"])
def test_every_reason_of_a_notice_is_said(lang, reason):
    text = notice_words.notice("area", "X", reason)
    assert ("Area" if lang == "en" else "محدوده") in text
    assert ("X" in text) == (reason != "unknown_key")
    assert "link" in text if lang == "en" else "پیوند" in text


def test_an_unknown_key_of_a_link_is_named_as_it_stands(lang):
    assert "colour" in notice_words.notice("colour", "", "unknown_key")


@pytest.mark.parametrize(
    ("one", "fa", "en"),
    [
        (Bin("range", 0, 50, "left"), "بیش از ۰، کمتر از ۵۰٪", "over 0, under 50%"),
        (Bin("range", 50, 75, "left"), None, "50% to under 75%"),
        (Bin("range", 100, math.inf, "left"), None, "100% and more"),
        (Bin("range", 0, 10, "right"), "بیش از ۰ تا ۱۰٪", "over 0 to 10%"),
        (Bin("range", 10, 25, "right"), "بیش از ۱۰٪ تا ۲۵٪", "over 10% to 25%"),
        (Bin("range", 50, math.inf, "right"), "بیش از ۵۰٪", "over 50%"),
        (Bin("range", 12, 20, "both"), None, "12% to 20%"),
        (Bin("range", 12, 12, "both"), "۱۲٪", "12%"),
        (Bin("zero"), "۰: بدون ظرفیت", "0: no capacity"),
        (Bin("few"), "کمتر از ۱۰ نفر", "fewer than 10 people"),
        (Bin("no_data"), "بدون داده", "no data"),
    ],
)
def test_legend_label_says_which_end_belongs_to_the_class(lang, one, fa, en):
    said = plain(legend.label(one, CATALOGUE["school_seats"]))
    if lang == "en":
        assert said == en
    else:
        assert said == fa or (fa is None and not FOREIGN_LETTERS["fa"].search(said))


def test_legend_of_a_share_calls_zero_nobody(en):
    assert legend.label(Bin("zero"), CATALOGUE["foreign_share"]) == "0: nobody"


def test_legend_has_a_row_per_class_with_pattern_and_count_and_one_for_distorted_areas(en):
    classes = Classes("standard", (Bin("zero", count=2), Bin("range", 0, 50, "left", 13), Bin("few", count=1)), ())
    fills = (Fill("#ffc740", "rings"), Fill("#cde3f1"), Fill("#d9dee3", "dots"))
    html = legend.html(classes, fills, CATALOGUE["school_seats"], distorted={1: 3})
    assert re.findall(r"<b>(.*?)</b>", html) == ["2", "13", "3", "1"]
    assert re.findall(r'class="hg-swatch ?(\w*)"', html) == ["rings", "", "over", "dots"]
    assert "distorted" not in legend.html(classes, fills, CATALOGUE["school_seats"], distorted={})


def test_distorted_areas_are_hatched_in_the_legend_over_the_colours_of_their_own_classes(en):
    bins = (*(Bin("range", low, low + 1, "left", 5) for low in range(3)), Bin("no_data", count=1))
    fills = (Fill("#0b3754"), Fill("#4f9ed0"), Fill("#cde3f1"), Fill("#ffffff", "hatch"))
    html = legend.html(Classes("standard", bins, ()), fills, CATALOGUE["school_seats"], distorted={2: 2, 0: 1})
    line = next(one for one in html.split("<li>") if "distorted" in one)
    assert re.findall('over" style="background-color:(.*?)"', line) == ["#0b3754", "#cde3f1"]
    assert re.findall(r"<b>(.*?)</b>", html) == ["5", "5", "5", "3", "1"], "after the classes that they are part of"


@pytest.mark.parametrize(
    ("gap", "fa", "en"),
    [
        (1250.0, "۱٬۲۵۰", "1,250"),
        (-1250.0, "مازاد ۱٬۲۵۰", "surplus of 1,250"),
        (float("nan"), "", ""),
    ],
)
def test_a_negative_gap_is_called_a_surplus_and_never_has_a_sign(lang, gap, fa, en):
    said = plain(tips.gap_text(CATALOGUE["school_seats"], gap))
    assert said.startswith(fa if lang == "fa" else en)
    assert bool(said) == bool(fa)


@pytest.mark.parametrize(
    ("indicator", "value", "expected"),
    [
        ("school_seats", 12.4, "12"),
        ("health_posts", 2.0, "2"),
        ("health_posts", 2.46, "2.5"),
        ("training_places", 9.9, "10"),
        ("health_posts", 0.0028, "under 0.1"),
        ("health_posts", 0.0, "0"),
    ],
)
def test_amounts_are_whole_except_units_that_groups_share(en, indicator, value, expected):
    assert tips.amount(CATALOGUE[indicator], value) == expected


def test_painted_view_holds_value_people_capacity_gap_period_and_note_of_each_area(en):
    values = [
        {"value": 46.4, "demand_persons": 1500.0, "capacity": 700.0, "gap": 800.0, "note": "city_boundary"}
        | {"shortage": 812.0, "classrooms_short": 24.0, "remaining_shortage": 712.0},
        "few",
        {"value": "no_data", "note": "no_population", "reference_period": ""},
    ]
    made = frame(values, lang="en")
    bins = (Bin("range", 0, 50, "left", 1), Bin("few", count=1), Bin("no_data", count=1))
    fills = (Fill("#cde3f1"), Fill("#d9dee3", "dots"), Fill("#ffffff", "hatch"))
    view = with_texts(
        map_view.view_of(
            made, Classes("standard", bins, (0, 1, 2)), fills, {"IR0001": "Area 1", "IR9": "Other"}, "Sources: A"
        )
    )
    assert view["fills"] == [["#cde3f1", ""], ["#d9dee3", "dots"], ["#ffffff", "hatch"], ["#cde3f1", "over"]]
    tips = {code: dict(zip(view["heads"], row[2:], strict=False)) for code, row in view["areas"].items()}
    assert [row[:2] for row in view["areas"].values()] == [[3, "Area 1"], [1, "Area 2"], [2, "Area 3"]]
    said = {head.split(" (")[0]: text for head, text in tips["IR0001"].items()}
    wanted = {
        "coverage of need": "46%",
        "target population": "1,500",
        "capacity": "700",
        "shortage": "812",
        "net gap": "800",
        "classrooms short": "24",
        "remaining after commitments": "712",
        "reference period": "2025/26 (1404)",
        "note": "part of the residents",
    }
    for head, text in wanted.items():
        assert said[head].startswith(text), (head, said)
    assert [text for text in tips["IR0002"].values() if text] == ["fewer than 10 people", "2025/26 (1404)"]
    assert [text for text in tips["IR0003"].values() if text] == ["no data", "–", "no population figure"]
    assert view["foot"] == "Sources: A"
    assert (view["mark"], view["dir"], view["stamp"]) == ("", "ltr", made.selection.link())


def test_painted_view_names_the_other_counties_around_a_drilled_one(en):
    made = frame([50.0], level="district", area="IR2303", lang="en")
    view = map_view.view_of(made, Classes("standard", (Bin("range"),), (0,)), (Fill("#cde3f1"),), {"IR9": "Other"}, "")
    assert view["others"] == {"IR9": "Other"}
    assert (view["area"], view["level"]) == ("IR2303", 3)


def test_every_kind_of_trouble_has_its_own_message(lang):
    from data_access.trouble import DatabaseError, SettingError

    kinds = ("missing_file", "no_connection", "timeout", "refused", "bad_data")
    place = "sqlite:////srv/office/path.sqlite"
    said = [errors.message(DatabaseError(kind, place)) for kind in kinds]
    said += [errors.message(SettingError("HAMGAM_ROW_CAP", place)), errors.message(ValueError(place))]
    assert len(set(said)) == len(said)
    assert errors.message(DatabaseError("something new", "")) == said[-1]
    for text in said:
        assert "srv" not in text
        without = re.sub("make setup|python manage.py demo|HAMGAM_ROW_CAP", "", text)
        assert not FOREIGN_LETTERS[lang].search(without), text
    assert "HAMGAM_ROW_CAP" in said[-2]


def test_trouble_of_a_file_is_told_a_reader_like_that_of_a_server(lang):
    from data_access.trouble import DatabaseError
    from ui.watch import AWAY

    told = {kind: errors.message(DatabaseError(kind, "")) for kind in AWAY}
    assert told["folder"] == told["missing_file"]
    assert told["locked"] == told["unreadable"] == told["no_connection"] != told["missing_file"]


@pytest.mark.parametrize("reason", ["unknown_value", "no_text", "other"])
def test_a_long_value_of_a_link_is_told_shortened(lang, reason):
    text = notice_words.notice("indicator", "x" * 10_000, reason)
    assert "x" * 80 + "…" in text
    assert len(text) < 300

"""Links: what they say can be read back, and nothing in one can break a page."""

import math
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.admin import LEVELS
from domain.facilities import KINDS, STATUSES
from domain.indicators import CATALOGUE, GROUPS, SECTORS
from domain.links import from_query
from domain.selection import (
    CLASS_COUNTS,
    COMMITMENT_STATES,
    FORMS,
    LANGUAGES,
    MAP_LEVELS,
    PAGE_KEYS,
    SCHEMES,
    TARGET_FLOOR,
    TARGET_LIMIT,
    VIEW_KEYS,
    Notice,
    Selection,
    number_text,
)
from tests.toy import AREAS, COUNTIES, OPTIONS, PROVINCE, STANDARDS, steady

KEYS = (*VIEW_KEYS, *PAGE_KEYS)
DEFAULT, _ = from_query({}, OPTIONS)


@st.composite
def selections(draw):
    entry = draw(st.sampled_from(list(CATALOGUE.values())))
    level = draw(st.sampled_from(MAP_LEVELS))
    chosen = draw(st.sets(st.sampled_from(GROUPS), min_size=1))
    kinds = draw(st.sets(st.sampled_from(list(KINDS))))
    statuses = draw(st.sets(st.sampled_from(list(STATUSES)), min_size=1))
    target = st.none() | st.floats(TARGET_FLOOR, TARGET_LIMIT)
    return Selection(
        indicator=entry.id,
        standard=draw(st.sampled_from(list(STANDARDS.get(entry.id, {None: 0})))),
        target=draw(target) if entry.takes_target else None,
        groups=tuple(group for group in GROUPS if group in chosen),
        level=level,
        area=draw(st.sampled_from([PROVINCE, *(COUNTIES if level == "district" else ())])),
        period=draw(st.sampled_from(OPTIONS.periods)),
        scheme=draw(st.sampled_from(SCHEMES)),
        classes=draw(st.sampled_from(CLASS_COUNTS)),
        lang=draw(st.sampled_from(LANGUAGES)),
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        statuses=tuple(status for status in STATUSES if status in statuses),
        view=draw(st.sampled_from(FORMS)),
        place=draw(st.just("") | st.from_regex(r"\A[!-~]{1,80}\Z")),
        meeting=draw(st.just("") | st.from_regex(r"\A[!-~]{1,80}\Z")),
        partners=tuple(draw(st.sets(st.from_regex(r"\A[a-z_0-9]{1,9}\Z"), max_size=3))),
        sectors=tuple(one for one in SECTORS if one in draw(st.sets(st.sampled_from(SECTORS)))),
        states=draw(st.sampled_from([(), COMMITMENT_STATES, ("late",)])),
        slide=draw(st.sampled_from(["", "seats", "3"])),
        present=draw(st.booleans()),
    )


def assert_valid(selection):
    assert selection.indicator in CATALOGUE
    assert selection.standard in (*STANDARDS.get(selection.indicator, {}), None)
    assert selection.standard is None or selection.indicator in STANDARDS
    assert selection.target is None or (
        selection.entry.takes_target and TARGET_FLOOR <= selection.target <= TARGET_LIMIT
    )
    assert selection.groups == tuple(group for group in GROUPS if group in selection.groups) != ()
    assert selection.level in MAP_LEVELS
    assert AREAS[selection.area] < LEVELS[selection.level]
    assert selection.period in OPTIONS.periods
    assert selection.kinds == tuple(kind for kind in KINDS if kind in selection.kinds)
    assert selection.statuses == tuple(status for status in STATUSES if status in selection.statuses) != ()
    assert selection.view in FORMS
    assert (selection.scheme in SCHEMES, selection.classes in CLASS_COUNTS, selection.lang in LANGUAGES) == (True,) * 3


@steady(120)
@given(selections())
def test_a_view_written_as_a_link_is_read_back_the_same(selection):
    assert from_query(selection.to_query(), OPTIONS) == (selection, [])
    assert from_query(dict(parse_qsl(selection.link())), OPTIONS) == (selection, [])
    assert_valid(selection)


IDS = (*KINDS, *STATUSES, *COUNTIES)
texts = st.text(max_size=12) | st.sampled_from(
    [
        "",
        ",",
        ",,refugee,,",
        "nan",
        "-1",
        "1e400",
        "9" * 5000,
        "۱۴۰۳",
        "ir2310",
        "2310",
        *CATALOGUE,
        *GROUPS,
        *KINDS,
        *STATUSES,
        *COUNTIES,
    ]
)


@steady(200)
@given(st.dictionaries(st.sampled_from(KEYS) | texts, texts, max_size=8))
def test_no_link_raises_and_what_is_read_is_always_valid(query):
    selection, notices = from_query(query, OPTIONS)
    assert_valid(selection)
    assert {notice.key for notice in notices} <= set(query)
    assert {key for key in query if key not in KEYS} <= {one.key for one in notices if one.reason == "unknown_key"}
    assert from_query(selection.to_query(), OPTIONS) == (selection, [])


def test_an_empty_link_is_the_default_view_without_a_notice():
    assert from_query({}, OPTIONS)[1] == []
    assert Selection("school_seats", "ppc_35", None, GROUPS, "county", PROVINCE, 1404, "standard", 5, "fa") == DEFAULT


REFUSED = {
    "sector": "astrology",
    "indicator": "school_beds",
    "standard": "ppc_1",
    "groups": "martian",
    "level": "province",
    "area": "IR99",
    "period": "1399",
    "scheme": "jenks",
    "classes": "6",
    "lang": "de",
}


@pytest.mark.parametrize("key", REFUSED)
@pytest.mark.parametrize("value", ["given", ""])
def test_an_unknown_id_falls_to_its_default_with_a_notice(key, value):
    text = REFUSED[key] if value else ""
    selection, notices = from_query({key: text}, OPTIONS)
    assert selection == DEFAULT
    assert notices == [Notice(key, text, "unknown_value")]


def test_unknown_keys_are_dropped_with_a_notice_each():
    selection, notices = from_query({"utm_source": "x", "Indicator": "health_posts", "lang": "en"}, OPTIONS)
    assert selection.indicator == "school_seats"
    assert selection.lang == "en"
    assert notices == [Notice("utm_source", "", "unknown_key"), Notice("Indicator", "", "unknown_key")]


@pytest.mark.parametrize("text", ["1403", "۱۴۰۳", "١٤٠٣", " 1403 "])
def test_a_period_may_have_persian_digits(text):
    selection, notices = from_query({"period": text}, OPTIONS)
    assert (selection.period, notices) == (1403, [])


@pytest.mark.parametrize("text", ["9" * 30, "9" * 5000, "-1403", "1403.5", "nan", "", "۱۴"])
def test_a_period_that_there_is_not_becomes_the_newest(text):
    selection, notices = from_query({"period": text}, OPTIONS)
    assert selection.period == 1404
    assert [notice.reason for notice in notices] == ["unknown_value"]


@pytest.mark.parametrize("text", ["IR2310", "ir2310", "Ir2310", "2310", " 2310 ", "iR2310"])
def test_an_area_may_be_written_in_any_case_or_in_bare_digits(text):
    selection, notices = from_query({"area": text, "level": "district"}, OPTIONS)
    assert (selection.area, notices) == ("IR2310", [])


@pytest.mark.parametrize(
    ("area", "level", "reason"),
    [
        ("IR2310", "county", "not_with_level"),
        ("IR231002", "district", "unknown_value"),
        ("IR", "district", "unknown_value"),
        ("", "district", "unknown_value"),
    ],
)
def test_an_area_that_the_level_does_not_lie_in_becomes_the_province(area, level, reason):
    selection, notices = from_query({"area": area, "level": level}, OPTIONS)
    assert (selection.area, selection.level) == (PROVINCE, level)
    assert notices == [Notice("area", area, reason)]


@pytest.mark.parametrize(
    "text", ["nan", "-5", "0", "5e-324", "0.00099", "1000.01", "inf", "1e400", "forty", "", "9" * 5000]
)
def test_a_target_that_is_no_number_of_places_is_dropped(text):
    selection, notices = from_query({"indicator": "training_places", "target": text}, OPTIONS)
    assert selection.target is None
    assert notices == [Notice("target", text, "unknown_value")]


def test_a_target_is_for_training_places_only():
    selection, notices = from_query({"indicator": "school_seats", "target": "40"}, OPTIONS)
    assert selection.target is None
    assert notices == [Notice("target", "40", "not_with_indicator")]


@pytest.mark.parametrize(
    ("number", "text"), [(40.0, "40"), (12.5, "12.5"), (100 / 3, "33.333333333333336"), (1e-7, "1e-07")]
)
def test_a_target_is_written_as_short_as_it_can_be_read_back(number, text):
    assert number_text(number) == text
    assert math.isclose(float(text), number, rel_tol=0)


@pytest.mark.parametrize(
    ("text", "groups", "told"),
    [
        ("documented,refugee", ("refugee", "documented"), False),
        (",refugee,,refugee, ", ("refugee",), False),
        ("refugee,martian", ("refugee",), True),
        (",,", GROUPS, True),
        ("Refugee", GROUPS, True),
    ],
)
def test_groups_are_a_list_with_commas_in_any_order(text, groups, told):
    selection, notices = from_query({"groups": text}, OPTIONS)
    assert selection.groups == groups
    assert bool(notices) == told


@pytest.mark.parametrize("text", ["stl_230101_01", "IR2303", "facility.7", "a;b<c>&d", "x" * 80])
def test_a_place_is_any_short_ascii_id(text):
    selection, notices = from_query({"place": text}, OPTIONS)
    assert (selection.place, notices) == (text, [])
    assert from_query(dict(parse_qsl(selection.link())), OPTIONS) == (selection, [])


@pytest.mark.parametrize("text", ["", " ", "a b", "ری", "a\n", "a\x00", "x" * 81, "\u202e"])
def test_a_place_that_is_no_id_is_dropped_with_a_notice(text):
    selection, notices = from_query({"place": text}, OPTIONS)
    assert selection == DEFAULT
    assert notices == [Notice("place", text, "unknown_value")]


def test_a_place_changes_no_figure_and_stands_last_in_the_link():
    looking = from_query({"place": "stl_1"}, OPTIONS)[0]
    assert looking.figures() == DEFAULT.figures()
    assert looking.without_page() == DEFAULT
    assert list(looking.to_query()) == [*DEFAULT.to_query(), "place"]


def test_a_sector_chooses_its_first_indicator_and_yields_to_a_named_one():
    assert [from_query({"sector": sector}, OPTIONS)[0].sector for sector in SECTORS] == list(SECTORS)
    selection, notices = from_query({"sector": "health", "indicator": "training_places"}, OPTIONS)
    assert selection.indicator == "training_places"
    assert notices == [Notice("sector", "health", "not_with_indicator")]


@steady(60)
@given(selections(), selections())
def test_language_and_classes_do_not_change_the_figures(one, other):
    assert one.figures().figures() == one.figures()
    if one.entry.takes_groups:
        assert one.figures().groups == one.groups
    else:
        assert one.figures().groups == GROUPS  # the choice is inert there
    if one.figures() == other.figures():
        assert (one.indicator, one.standard, one.target, one.level, one.area, one.period) == (
            other.indicator,
            other.standard,
            other.target,
            other.level,
            other.area,
            other.period,
        )
    assert hash(one.figures()) == hash(one.figures().figures())

"""Page keys of a link: facilities and form; no figure depends on them."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from domain.facilities import USUAL_STATUSES
from domain.links import from_query
from domain.selection import FIND_AT_MOST, LIST_ORDERS, PAGE_KEYS, Notice
from tests.toy import OPTIONS

DEFAULT = from_query({}, OPTIONS)[0]


def test_link_without_page_keys_is_a_map_without_facilities_and_says_nothing_of_them():
    assert (DEFAULT.kinds, DEFAULT.statuses, DEFAULT.view) == ((), USUAL_STATUSES, "map")
    assert not set(PAGE_KEYS) & set(DEFAULT.to_query())


def test_facilities_of_a_link_are_read_in_the_order_of_the_catalogue_and_written_with_their_states():
    selection, notices = from_query({"kinds": "health_house,primary_school"}, OPTIONS)
    assert notices == []
    assert selection.kinds == ("primary_school", "health_house")
    assert selection.to_query()["kinds"] == "primary_school,health_house"
    assert selection.to_query()["statuses"] == "operational,needs_rehabilitation,under_construction,planned"


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ({"kinds": "mosque"}, ()),
        ({"kinds": ""}, ()),
        ({"kinds": "Clinic"}, ()),
    ],
)
def test_unknown_kinds_are_dropped_with_a_notice(query, read):
    selection, notices = from_query(query, OPTIONS)
    assert selection.kinds == read
    assert notices == [Notice("kinds", query["kinds"], "unknown_value")]


@pytest.mark.parametrize(
    ("key", "text", "read", "left"),
    [
        ("kinds", "mosque,clinic", ("clinic",), "mosque"),
        ("kinds", "mosque, hospital,temple,mosque,clinic", ("clinic", "hospital"), "mosque,temple"),
        ("statuses", "closed,ruined", ("closed",), "ruined"),
        ("groups", "refugee,tourists", ("refugee",), "tourists"),
        ("groups2", "<b>,documented", ("documented",), "<b>"),
        ("areas", "IR99,IR2301,IR23,IR2310", ("IR2301", "IR2310"), "IR99,IR23"),
    ],
)
def test_good_parts_of_a_list_are_kept_and_the_others_named(key, text, read, left):
    selection, notices = from_query({key: text}, OPTIONS)
    assert getattr(selection, key) == read
    assert notices == [Notice(key, left, "left_out")]


@pytest.mark.parametrize("query", [{"indicator": "health_posts"}, {}])
def test_indicator_that_a_link_names_twice_is_told_and_not_compared_with_itself(query):
    twice = query.get("indicator", DEFAULT.indicator)
    selection, notices = from_query(query | {"indicator2": twice}, OPTIONS)
    assert selection.indicator2 == ""
    assert notices == [Notice("indicator2", twice, "same")]


def test_unknown_status_and_form_fall_to_the_usual_with_a_notice():
    selection, notices = from_query({"statuses": "ruined", "view": "globe"}, OPTIONS)
    assert (selection.statuses, selection.view) == (USUAL_STATUSES, "map")
    assert [notice.key for notice in notices] == ["statuses", "view"]


def test_figures_do_not_depend_on_page_keys():
    other, _ = from_query({"kinds": "clinic", "statuses": "closed", "view": "table"}, OPTIONS)
    assert other != DEFAULT
    assert other.figures() == DEFAULT.figures()
    assert other.without_page() == DEFAULT


SECOND_SIDES = {"indicator2": "health_posts", "period2": str(OPTIONS.periods[0]), "groups2": "refugee"}
READ = {"indicator2": "health_posts", "period2": OPTIONS.periods[0], "groups2": ("refugee",)}


@pytest.mark.parametrize("key", SECOND_SIDES)
def test_what_is_compared_is_read_from_the_link_and_written_back(key):
    selection, notices = from_query({"areas": "ir2310,IR2301,IR2310", key: SECOND_SIDES[key]}, OPTIONS)
    assert notices == []  # an area that stands there twice takes nothing away
    assert selection.areas == ("IR2310", "IR2301")
    assert {one: getattr(selection, one) for one in READ if getattr(selection, one)} == {key: READ[key]}
    assert from_query(selection.to_query(), OPTIONS) == (selection, [])
    assert selection.without_page() == DEFAULT


@pytest.mark.parametrize("kept", ["indicator2", "period2"])
def test_one_thing_stands_beside_the_first_and_the_others_are_told(kept):
    query = {key: SECOND_SIDES[key] for key in list(SECOND_SIDES)[list(SECOND_SIDES).index(kept) :]}
    selection, notices = from_query(query, OPTIONS)
    assert {one: getattr(selection, one) for one in READ if getattr(selection, one)} == {kept: READ[kept]}
    assert notices == [Notice(key, SECOND_SIDES[key], "second_side") for key in query if key != kept]
    assert from_query(selection.to_query(), OPTIONS) == (selection, [])


@pytest.mark.parametrize(
    ("key", "text"),
    [("areas", "IR99"), ("areas", ""), ("indicator2", "gold"), ("period2", "x"), ("groups2", "tourists")],
)
def test_what_cannot_be_compared_is_dropped_with_a_notice(key, text):
    selection, notices = from_query({key: text}, OPTIONS)
    assert notices == [Notice(key, text, "unknown_value")]
    assert (selection.areas, selection.indicator2, selection.groups2) == ((), "", ())


def test_at_most_four_areas_stand_side_by_side():
    options = replace(OPTIONS, areas=OPTIONS.areas | {"IR2399": 2})
    codes = [code for code, level in options.areas.items() if level > 1]
    selection, notices = from_query({"areas": ",".join(codes)}, options)
    assert (len(codes), selection.areas) == (5, tuple(codes[:4]))
    assert notices == [Notice("areas", codes[4], "too_many")]


@pytest.mark.parametrize("code", ["IR", "IR23"])
def test_country_and_province_stand_beside_anyway(code):
    selection, notices = from_query({"areas": code}, OPTIONS)
    assert (selection.areas, [notice.key for notice in notices]) == ((), ["areas"])


@pytest.mark.parametrize("order", LIST_ORDERS)
@pytest.mark.parametrize("find", ["aftab 3", "خانهٔ بهداشت", "ده\u200cنو", "a&b=c <b>+%", "x" * FIND_AT_MOST, ""])
def test_order_and_name_of_a_list_are_read_from_the_link_and_written_back_in_ascii(order, find):
    selection, notices = from_query({"order": order, "find": find}, OPTIONS)
    assert notices == []
    assert (selection.order, selection.find) == (order, find)
    assert selection.link().isascii()
    assert from_query(dict(parse_qsl(selection.link())), OPTIONS) == (selection, [])
    assert selection.without_page() == DEFAULT
    assert selection.figures() == DEFAULT.figures()


def test_spaces_around_and_in_a_name_are_those_of_one_line():
    assert from_query({"find": "  aftab \n\t 3 "}, OPTIONS)[0].find == "aftab 3"


@pytest.mark.parametrize(
    "find", ["x" * (FIND_AT_MOST + 1), "x" * 100_000, "a\u202eb", "a\u2066b", "a\x00b", "a\x1b[0m", "\ufeff", "\ud800"]
)
def test_name_that_nobody_types_is_left_out_with_a_short_notice(find):
    selection, notices = from_query({"find": find}, OPTIONS)
    assert selection.find == ""
    assert notices == [Notice("find", find[:FIND_AT_MOST], "no_text")]


@pytest.mark.parametrize("order", ["price", "", "Name", "name,size", "<b>"])
def test_unknown_order_falls_to_the_usual_with_a_notice(order):
    selection, notices = from_query({"order": order}, OPTIONS)
    assert (selection.order, notices) == ("name", [Notice("order", order, "unknown_value")])

"""What a share link may say: it can be written and read back, and nobody can make one that says more."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.admin import AreaTree
from domain.grant_checks import check, grant_from_json
from domain.grants import (
    EVERYTHING,
    KINDS,
    MOST_DAYS,
    NAME_AT_MOST,
    PAGES,
    Grant,
    Link,
    Scope,
    asked_of,
    covers,
    indicators_of,
)
from domain.indicators import CATALOGUE

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
USUAL = Grant("page", "gap_map", "", EVERYTHING, True, False, "en", "UNHCR Tehran", "bureau", NOW, NOW + timedelta(14))
DECK = replace(USUAL, kind="deck", page="meetings", scope=Scope(meeting="m_1404_12"))

words = st.text(max_size=20)
lists = st.lists(words, max_size=3).map(tuple)
zones = st.sampled_from([UTC, timezone(timedelta(hours=3, minutes=30)), timezone(timedelta(hours=-11))])
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=zones)
lasting = st.timedeltas(timedelta(microseconds=1), timedelta(days=MOST_DAYS))
names = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=NAME_AT_MOST)


@st.composite
def grants(draw):
    kind, made_at = draw(st.sampled_from(KINDS)), draw(moments)
    of_meeting = kind in ("deck", "pack")
    page = "meetings" if of_meeting else draw(st.sampled_from(PAGES))
    needs_one = of_meeting or (kind, page) == ("view", "meetings")
    meeting = draw(st.text(min_size=1, max_size=10)) if needs_one else draw(words)
    # The overview and the profile cannot be narrowed to everything.
    areas = draw(lists) if page else ()
    sectors, indicators = (draw(lists), draw(lists)) if page not in ("", "area") else ((), ())
    return Grant(
        kind=kind,
        page=page,
        query=draw(words),
        scope=Scope(areas, sectors, indicators, meeting, draw(st.booleans())),
        downloads=kind == "pack" or draw(st.booleans()),
        frozen=kind != "page" and draw(st.booleans()),
        lang=draw(st.sampled_from(["fa", "en"])),
        audience=draw(names),
        shared_by=draw(words),
        made_at=made_at,
        expires_at=made_at + draw(lasting),
    )


@given(grants())
def test_what_is_written_is_read_back(grant):
    assert grant_from_json(grant.to_json()) == grant
    assert hash(grant_from_json(grant.to_json())) == hash(grant)


REFUSED = [
    ("kind", {"kind": "everything"}),
    ("kind", {"kind": ""}),
    ("page", {"page": "data"}),
    ("page", {"page": "sharing"}),
    ("page", {"page": "gap_map/../data"}),
    ("audience", {"audience": ""}),
    ("audience", {"audience": "   "}),
    ("audience", {"audience": "x" * (NAME_AT_MOST + 1)}),
    ("audience", {"audience": "UNHCR\nTehran"}),
    ("audience", {"audience": "UNHCR \u202eTehran"}),
    ("audience", {"audience": ZWNJ}),
    ("lang", {"lang": "de"}),
    ("expires_at", {"made_at": NOW.replace(tzinfo=None)}),
    ("expires_at", {"expires_at": NOW.replace(tzinfo=None)}),
    ("expires_at", {"expires_at": NOW}),
    ("expires_at", {"expires_at": NOW - timedelta(days=1)}),
    ("expires_at", {"expires_at": NOW + timedelta(days=MOST_DAYS, microseconds=1)}),
    ("frozen", {"frozen": True}),
]


@pytest.mark.parametrize(("part", "changes"), REFUSED)
def test_a_grant_that_nobody_may_make_is_refused_and_says_what_is_wrong(part, changes):
    refused = replace(USUAL, **changes)
    with pytest.raises(ValueError, match=rf"^{part}$"):
        check(refused)
    with pytest.raises(ValueError, match=part):
        grant_from_json(refused.to_json())


@pytest.mark.parametrize("kind", ["deck", "pack"])
def test_a_deck_or_pack_is_of_one_meeting_and_on_its_page(kind):
    check(replace(DECK, kind=kind))
    with pytest.raises(ValueError, match=r"^meeting$"):
        check(replace(DECK, kind=kind, scope=EVERYTHING))
    with pytest.raises(ValueError, match=r"^page$"):
        check(replace(DECK, kind=kind, page="gap_map"))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"page": ""},
        {"kind": "view", "frozen": True},
        {"audience": "x" * NAME_AT_MOST},
        {"audience": f"دفتر امور اتباع خارجی{ZWNJ}ها"},
        {"expires_at": NOW + timedelta(days=MOST_DAYS)},
        {"expires_at": NOW + timedelta(microseconds=1)},
    ],
)
def test_a_usual_grant_is_let_through(changes):
    check(replace(USUAL, **changes))


def changed(**changes):
    return json.dumps(json.loads(USUAL.to_json()) | changes)


def with_scope(**changes):
    return changed(scope=json.loads(USUAL.to_json())["scope"] | changes)


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "5", "{}", "not json", changed(more=1), changed(scope=None), changed(scope=[]),
        changed(scope={"area": []}), changed(made_at=5), changed(made_at="yesterday"), changed(audience=5),
        changed(audience=None), changed(kind=["page"]), changed(kind={}), changed(page=None), changed(query=1),
        changed(downloads="no"), changed(downloads=1), changed(frozen=None), changed(lang=None), changed(shared_by=[]),
        with_scope(areas="IR2310"), with_scope(areas=[1]), with_scope(sectors=None), with_scope(restricted="no"),
        with_scope(meeting=0), with_scope(indicators={"a": 1}),
    ],
)  # fmt: skip
def test_a_text_that_is_no_grant_is_refused(text):
    with pytest.raises(ValueError):
        grant_from_json(text)


def test_the_text_that_these_were_changed_from_is_a_grant():
    assert grant_from_json(changed()) == grant_from_json(with_scope()) == USUAL


def test_a_link_holds_until_it_expires_or_is_revoked():
    link = Link("id", USUAL)
    assert [link.holds(moment) for moment in (NOW, USUAL.expires_at - timedelta(microseconds=1), USUAL.expires_at)] == [
        True, True, False,
    ]  # fmt: skip
    assert not replace(link, revoked_at=NOW).holds(NOW)


def of_kind(kind, **changes):
    page = "meetings" if kind in ("deck", "pack") else "gap_map"
    shared = {"kind": kind, "page": page, "query": "indicator=school_seats&area=IR2310&lang=fa&view=map"}
    return replace(USUAL, **{**shared, **changes})


MOST = {
    "indicator": "foreign_share",
    "area": "IR2302",
    "lang": "fa",
    "view": "table",
    "meeting": "m_1404_07",
    "slide": "2",
    "place": "f1",
}
SHARED = {"indicator": "school_seats", "area": "IR2310", "lang": "en", "view": "map"}


def test_a_view_stays_as_it_was_shared_but_for_language_and_form():
    assert asked_of(of_kind("view"), {}) == SHARED
    assert asked_of(of_kind("view"), MOST) == SHARED | {"lang": "fa", "view": "table"}


@given(st.dictionaries(words, words, max_size=4))
def test_nothing_in_an_address_moves_a_view(query):
    found = asked_of(of_kind("view"), query)
    assert {key: value for key, value in found.items() if key not in ("lang", "view")} == {
        "indicator": "school_seats",
        "area": "IR2310",
    }


def test_a_page_begins_as_it_was_shared_and_can_be_explored():
    assert asked_of(of_kind("page"), {}) == SHARED
    assert asked_of(of_kind("page"), {"lang": "fa"}) == SHARED | {"lang": "fa"}
    assert asked_of(of_kind("page"), MOST) == MOST


@pytest.mark.parametrize("kind", ["deck", "pack"])
def test_another_meeting_than_the_one_that_was_shared_cannot_be_asked_for(kind):
    grant = of_kind(kind, scope=Scope(meeting="m_1404_12"))
    assert asked_of(grant, {}) == SHARED | {"meeting": "m_1404_12"}
    assert asked_of(grant, MOST) == MOST | {"meeting": "m_1404_12"}
    assert asked_of(grant, {"meeting": ""})["meeting"] == "m_1404_12"
    assert asked_of(replace(grant, scope=EVERYTHING), MOST)["meeting"] == "m_1404_07"  # twin: the scope decides


@pytest.mark.parametrize(
    ("kind", "page", "ways"),
    [
        ("view", "gap_map", ()),
        ("page", "gap_map", ("gap_map",)),
        ("page", "", ("",)),
        ("deck", "meetings", ("meetings",)),
        ("pack", "meetings", ()),
    ],
)
def test_what_is_read_for_a_link_leads_no_further_than_it_does(kind, page, ways):
    scope = Scope(("IR2310",), ("health",), ("health_houses",), "m_1404_12", restricted=False)
    assert of_kind(kind, page=page, scope=scope).reading == replace(scope, ways=ways)
    assert of_kind(kind, page=page).reading != EVERYTHING  # nothing that was kept for staff is shown


INDEX = "priority_index"


@pytest.mark.parametrize(
    ("scope", "covered"),
    [
        (EVERYTHING, lambda one: True),
        (Scope(meeting="m", restricted=False, ways=()), lambda one: True),
        (Scope(areas=("IR2310",)), lambda one: one.id != INDEX),
        (Scope(sectors=("health",)), lambda one: one.sector == "health"),
        (Scope(sectors=(CATALOGUE[INDEX].sector,)), lambda one: False),
        (Scope(indicators=("school_seats", INDEX)), lambda one: one.id in ("school_seats", INDEX)),
        (Scope(areas=("IR2310",), indicators=("school_seats", INDEX)), lambda one: one.id == "school_seats"),
        (Scope(sectors=("health",), indicators=("school_seats",)), lambda one: False),
        (Scope(indicators=("none",)), lambda one: False),
    ],
)
def test_the_indicators_of_a_scope_and_the_index_for_whoever_sees_everything(scope, covered):
    assert CATALOGUE[INDEX].family == "index"
    assert indicators_of(scope) == tuple(one for one, entry in CATALOGUE.items() if covered(entry))


TREE = AreaTree(
    {"IR": None, "IR23": "IR", "C1": "IR23", "C2": "IR23", "D1": "C1", "D2": "C2", "L": "L2", "L2": "L"},
    {"IR": 0, "IR23": 1, "C1": 2, "C2": 2, "D1": 3, "D2": 3, "L": 2, "L2": 2},
)


@pytest.mark.parametrize(
    ("areas", "covered"),
    [
        ((), {*TREE.levels, "nowhere"}),
        (("C1",), {"IR", "C1", "D1"}),
        (("D1",), {"IR", "D1"}),
        (("C1", "D2"), {"IR", "C1", "D1", "D2"}),
        (("IR23",), {"IR", "IR23", "C1", "C2", "D1", "D2"}),
        (("nowhere",), {"IR"}),
        (("L",), {"IR", "L", "L2"}),
    ],
)
def test_a_scope_covers_its_areas_with_what_lies_in_them_and_the_country(areas, covered):
    assert {code for code in (*TREE.levels, "nowhere") if covers(Scope(areas=areas), TREE, code)} == covered


NARROW = [Scope(areas=("IR2310",)), Scope(sectors=("health",)), Scope(indicators=("school_seats",))]


@pytest.mark.parametrize("scope", NARROW)
def test_the_overview_is_of_everything(scope):
    with pytest.raises(ValueError, match=r"^areas$"):
        check(replace(USUAL, page="", scope=scope))
    check(replace(USUAL, page="gap_map", scope=scope))
    check(replace(USUAL, page="", scope=Scope(meeting="m", restricted=False)))


@pytest.mark.parametrize("scope", NARROW[1:])
def test_a_profile_is_of_all_sectors(scope):
    with pytest.raises(ValueError, match=r"^sectors$"):
        check(replace(USUAL, page="area", scope=scope))
    check(replace(USUAL, page="area", scope=NARROW[0]))
    check(replace(USUAL, page="compare", scope=scope))

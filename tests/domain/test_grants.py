"""What a share link may say: it can be written and read back, and nobody can make one that says more."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.grants import (
    EVERYTHING,
    KINDS,
    MOST_DAYS,
    NAME_AT_MOST,
    PAGES,
    Grant,
    Link,
    Scope,
    check,
    grant_from_json,
)

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
    meeting = draw(st.text(min_size=1, max_size=10)) if of_meeting else draw(words)
    return Grant(
        kind=kind,
        page="meetings" if of_meeting else draw(st.sampled_from(PAGES)),
        query=draw(words),
        scope=Scope(draw(lists), draw(lists), draw(lists), meeting, draw(st.booleans())),
        downloads=draw(st.booleans()),
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

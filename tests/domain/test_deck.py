"""Decks held against the data, and the decks of meetings that no file speaks of."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain import links, selection
from domain.deck import VIEW_REASONS, Deck, DeckSlide, Mistake, checked, default_deck, shown
from domain.indicators import CATALOGUE, SECTORS, of_sector
from domain.links import from_query
from tests.toy import OPTIONS

ITEM_LINES = {"id": 3, "item": 4, "view": 5, "commitments": 6, "commitments.c_1": 7, "commitments.c_9": 8}


@dataclass(frozen=True)
class Item:
    no: int
    sector: str
    title_fa: str = ""
    title_en: str = ""


@dataclass(frozen=True)
class Made:
    indicator_id: str
    sector: str = "education"
    meeting_id: str = "m"
    status: str | None = "agreed"


def deck_of(view="indicator=school_seats", item=1, commitments=None, meeting="m"):
    slide = DeckSlide("s", item, view, commitments=commitments, lines=ITEM_LINES)
    return Deck(meeting, None, (slide,), "d.yaml", {"meeting": 1, "slides": 2})


def mistakes(**parts):
    return checked(deck_of(**parts), OPTIONS, {"m"}, {1, 2}, {"c_1"})


def indicators(deck):
    return [slide.query["indicator"] for slide in deck.slides]


def test_a_deck_that_suits_the_data_has_no_mistake():
    assert mistakes() == mistakes(meeting="any", item=None, commitments="all") == mistakes(commitments=("c_1",)) == []


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"meeting": "m_2"}, (1, "meeting", "unknown_meeting", "m_2")),
        ({"item": 3}, (4, "item", "unknown_item", "3")),
        ({"commitments": ("c_1", "c_9")}, (8, "commitments", "unknown_commitment", "c_9")),
        ({"view": "indicator=seats"}, (5, "view.indicator", "unknown_value", "seats")),
        ({"view": "area=IR99"}, (5, "view.area", "unknown_value", "IR99")),
        ({"view": "colour=red"}, (5, "view.colour", "unknown_key", "")),
        ({"view": "level=county&area=IR2301"}, (5, "view.area", "not_with_level", "IR2301")),
        ({"view": "indicator=health_houses&target=3"}, (5, "view.target", "not_with_indicator", "3")),
        ({"view": "indicator=school_seats&indicator2=school_seats"}, (5, "view.indicator2", "same", "school_seats")),
        ({"view": "kinds=clinic,mosque"}, (5, "view.kinds", "left_out", "mosque")),
        ({"view": "kinds="}, (5, "view.kinds", "unknown_value", "")),
        ({"view": "find=a%00b"}, (5, "view.find", "no_text", "a\ufffdb")),
        ({"view": "period2=1403&groups2=host"}, (5, "view.groups2", "second_side", "host")),
    ],
)
def test_a_mistake_is_told_with_its_line(parts, expected):
    assert mistakes(**parts) == [Mistake("d.yaml", *expected)]


def test_all_mistakes_are_told_in_the_order_of_lines():
    found = mistakes(meeting="x", item=9, view="level=street&period=99", commitments=("c_9",))
    assert [one.line for one in found] == [1, 4, 5, 5, 8]


def test_the_reasons_of_a_view_are_those_that_a_link_can_have():
    source = Path(links.__file__).read_text(encoding="utf-8")
    told = Path(selection.__file__).read_text(encoding="utf-8").split("class Notice")[1].split("reason: str")[0]
    known = set(re.findall(r"\b[a-z]+_[a-z_]+\b|\bsame\b|\bswapped\b", told[told.index("unknown_key") :]))
    found = {one for one in known if f'"{one}"' in source}
    assert found - {"came_later"} == set(VIEW_REASONS)  # a deck's slides show the areas of today
    assert "came_later" in found


def test_what_a_mistake_repeats_is_short_and_printable():
    assert shown("نیم\u200cفاصله\x00\u202e") == "نیم\u200cفاصله\ufffd\ufffd"
    assert len(shown("x" * 1000)) == 60


def test_a_meeting_without_agenda_has_a_slide_for_each_sector():
    deck = default_deck("m", [], [Made("double_shift_share")])
    assert [slide.id for slide in deck.slides] == ["education", "health", "livelihoods"]
    assert indicators(deck) == ["school_seats", "health_houses", "training_places"]
    assert {(slide.item, slide.query["level"]) for slide in deck.slides} == {(None, "county")}


def test_items_without_commitments_show_the_indicators_of_their_sector_in_order():
    deck = default_deck("m", [Item(1, "health"), Item(2, "education"), Item(5, "health")], [])
    assert [(slide.id, slide.item) for slide in deck.slides] == [("item_1", 1), ("item_2", 2), ("item_5", 5)]
    assert indicators(deck) == ["health_houses", "school_seats", "health_posts"]


def test_what_most_open_commitments_of_the_meeting_name_comes_first():
    made = [
        Made("pupils_per_class"),
        *[Made("double_shift_share", status=None), Made("double_shift_share", status="proposed")],
        *[Made("school_space", status=state) for state in ("delivered", "cancelled", "delivered")],
        *[Made("pupils_per_teacher", meeting_id="other")] * 5,
        *[Made("health_posts", "health")] * 4,
    ]
    deck = default_deck("m", [Item(no, "education") for no in (1, 2, 3)], made)
    assert indicators(deck) == ["double_shift_share", "pupils_per_class", "school_seats"]


def test_a_long_agenda_of_one_sector_begins_again():
    deck = default_deck("m", [Item(no, "livelihoods") for no in (1, 2, 3)], [Made("livelihood_reach", "livelihoods")])
    assert indicators(deck) == ["livelihood_reach", "training_places", "livelihood_reach"]


@pytest.mark.parametrize("sector", ["transport", "", None])
def test_unknown_sectors_and_indicators_are_left_out(sector):
    made = [Made("buses", sector), Made("buses")]
    assert indicators(default_deck("m", [Item(1, sector), Item(2, "education")], made)) == ["school_seats"]
    assert len(default_deck("m", [Item(1, sector)], made).slides) == 3


def test_default_decks_of_all_sectors_suit_the_data():
    agenda = [Item(no, sector) for no, sector in enumerate(SECTORS * 8, 1)]
    deck = default_deck("m", agenda, [])
    assert checked(deck, OPTIONS, {"m"}, range(1, 41), ()) == []
    assert {from_query(slide.query, OPTIONS)[0].indicator for slide in deck.slides} == set(CATALOGUE)
    assert max(len(of_sector(sector)) for sector in SECTORS) <= 8

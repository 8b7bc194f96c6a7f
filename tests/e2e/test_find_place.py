"""Finding a place as a reader does: by keyboard, by mouse, on a phone; what comes over the wire meanwhile."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.map_page import MAP
from tests.e2e.test_layout_and_reach import SCROLLABLE, in_view
from tests.sweeps import EN_NOW, FA_NOW, sweep

FIELD = {"en": "Find a place", "fa": "یافتن مکان"}
CLOSE = {"en": "Close", "fa": "بستن"}
QUERY = {"en": "kahriz", "fa": "کهریز"}
NAME = {"en": "Kahrizak", "fa": "کهریزک"}
DRILLED = "level=district&area=IR2303&place=stl_230303_02"


def field(page, lang):
    return page.get_by_role("searchbox", name=FIELD[lang])


def hits(page):
    return page.locator(".st-key-find_hits button")


def focused(page):
    return page.evaluate("document.activeElement.textContent").strip()


@pytest.mark.parametrize("lang", FA_NOW)
def test_place_is_found_and_chosen_by_keyboard_and_the_map_goes_there(open_map, lang):
    opened = open_map(f"lang={lang}")
    page = opened.page
    opened.mark()
    field(page, lang).focus()
    page.keyboard.type(QUERY[lang])
    expect(hits(page)).to_have_count(8)
    for _hit in range(2):
        page.keyboard.press("Tab")
    assert focused(page) == hits(page).nth(1).inner_text().strip(), (
        "the answers follow the field in the order of the tab key"
    )
    page.keyboard.press("Enter")
    opened.until("area=IR2303&", "level=district&")
    expect(page.locator(".hg-card h2")).to_have_text(NAME[lang])
    expect(page).to_have_url(re.compile("area=IR2303&.*place=stl_230303_02"))
    expect(opened.frame.locator(".hg-pin")).to_have_text(NAME[lang])
    expect(hits(page)).to_have_count(0)
    expect(field(page, lang)).to_have_value("")
    assert opened.is_marked(), "the frame was mounted anew"

    page.get_by_role("button", name=CLOSE[lang]).press("Enter")
    expect(page.locator(".hg-card")).to_have_count(0)
    expect(opened.frame.locator(".hg-pin")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("place="))
    page.go_back()
    expect(page.locator(".hg-card h2")).to_have_text(NAME[lang])
    expect(opened.frame.locator(".hg-pin")).to_have_count(1)
    assert opened.trouble == []


def test_typing_does_not_paint_the_map_again_nor_change_the_address(open_map):
    opened = open_map("lang=en")
    opened.frame.evaluate(
        "() => { const own = hamgam.paint; window.paints = 0; hamgam.paint = (v) => { window.paints += 1; own(v); }; }"
    )
    before = opened.page.url
    field(opened.page, "en").fill("kahriz")
    expect(hits(opened.page)).to_have_count(8)
    field(opened.page, "en").fill("rey")
    expect(hits(opened.page).first).to_contain_text("Rey")
    assert opened.frame.evaluate("window.paints") == 0
    assert opened.page.url == before


def test_found_places_go_away_with_the_focus_and_come_back_with_it(open_map):
    opened = open_map("lang=en")
    page = opened.page
    field(page, "en").fill("kahriz")
    expect(hits(page).first).to_be_visible()
    page.locator(".hg-title h1").click()
    page.mouse.move(1, 1)
    expect(hits(page).first).to_be_hidden()
    field(page, "en").focus()
    expect(hits(page).first).to_be_visible()
    hits(page).nth(1).click()
    opened.until("area=IR2303&")
    expect(page.locator(".hg-card")).to_be_visible()


@pytest.mark.parametrize("lang", EN_NOW)
def test_link_with_a_place_pins_it_inside_its_county_and_reads_in_both_directions(open_map, lang):
    opened = open_map(f"{DRILLED}&lang={lang}")
    pin = opened.frame.locator(".hg-pin")
    expect(pin.locator("span")).to_have_attribute("dir", "rtl" if lang == "fa" else "ltr")
    at = opened.frame.evaluate("map.latLngToContainerPoint([35.51718, 51.36052])")
    ring = pin.evaluate("(one) => { const box = one.getBoundingClientRect(); return [box.x, box.y]; }")
    assert ring == pytest.approx([at["x"], at["y"]], abs=2)
    size = opened.page.locator(MAP).bounding_box()
    assert 0 < at["x"] < size["width"]
    assert 0 < at["y"] < size["height"]


@pytest.mark.parametrize("lang", FA_NOW)
@pytest.mark.parametrize("viewport", sweep(((1366, 768),), ((1920, 1080),), now=[0]))
def test_card_stands_beside_the_map_and_the_page_does_not_scroll(open_map, viewport, lang):
    opened = open_map(f"{DRILLED}&lang={lang}", viewport=viewport)
    page = opened.page
    for selector in (".hg-title h1", MAP, ".hg-card", ".hg-legend", ".hg-foot", ".st-key-find"):
        assert in_view(page, selector), selector
    assert page.evaluate(SCROLLABLE)[0] <= 0
    assert page.evaluate(SCROLLABLE)[2] <= 0
    card, side = (page.locator(one).bounding_box() for one in (".st-key-place", ".hg-side"))
    assert card["y"] + card["height"] <= side["y"] + 1, "card and figures do not lie over each other"
    ranking = page.locator(".hg-ranking")
    ranking.scroll_into_view_if_needed()
    assert ranking.bounding_box()["height"] > 60
    line = page.locator(".hg-near details").first
    line.locator("summary").press("Enter")
    expect(line.locator("p")).to_be_visible()


@pytest.mark.parametrize("lang", EN_NOW)
def test_phone_finds_a_place_without_unfolding_anything(open_map, lang):
    opened = open_map(f"lang={lang}", viewport=(420, 800))
    page = opened.page
    field(page, lang).fill(QUERY[lang])
    expect(hits(page)).to_have_count(8)
    assert page.evaluate(SCROLLABLE)[1:] == [0, 0]
    hits(page).nth(1).click()
    opened.until("area=IR2303&")
    expect(page.locator(".hg-card")).to_be_visible()
    assert page.evaluate(SCROLLABLE)[1:] == [0, 0]


@pytest.mark.parametrize("lang", EN_NOW)
def test_axe_finds_nothing_in_card_and_answers(open_map, lang):
    opened = open_map(f"{DRILLED}&lang={lang}")
    page = opened.page
    field(page, lang).fill(QUERY[lang])
    expect(hits(page).first).to_be_visible()
    axe = Axe()
    opened.frame.evaluate(axe.axe_script)
    told = [(one["id"], node["target"]) for one in axe.run(page).response["violations"] for node in one["nodes"]]
    assert told == []

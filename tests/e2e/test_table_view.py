"""The table instead of the map, in a real browser: reach, keys, axe."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.map_page import MAP
from tests.e2e.test_layout_and_reach import SCROLLABLE, settle
from tests.sweeps import EN_NOW, FA_NOW, sweep


@pytest.fixture
def open_table(page_factory):
    def open_(query, viewport=(1366, 768)):
        page = page_factory(viewport, "en" if "lang=en" in query else "fa")
        page.goto(f"/gap_map?view=table&{query}")
        page.locator(".hg-table").wait_for()
        page.wait_for_function(
            "() => window.hamgamPage"
        )  # the page's own script, which follows links within the session
        settle(page)  # until all of it stands a table may be made anew, and the focus in it is lost
        return page

    return open_


@pytest.mark.parametrize("lang", EN_NOW)
@pytest.mark.parametrize("viewport", sweep(((1366, 768),), ((1920, 1080),), now=[0]))
def test_table_fills_the_window_scrolls_in_itself_and_keeps_its_head(open_table, lang, viewport):
    page = open_table(f"level=district&indicator=health_houses&groups=refugee&lang={lang}", viewport)
    down, _across, beyond = page.evaluate(SCROLLABLE)
    assert (down <= 0, beyond <= 0) == (True, True)
    region = page.locator(".hg-table")
    assert region.bounding_box()["height"] > 400
    top = region.bounding_box()["y"]
    region.evaluate("(one) => one.scrollTo(0, 400)")
    head = region.locator("thead th").first.bounding_box()
    assert head["y"] == pytest.approx(top, abs=3)
    expect(page.get_by_role("table").first).to_have_accessible_name(page.locator(".hg-title h1").inner_text())


def test_link_drills_by_keyboard_in_the_same_session_and_the_focus_goes_to_the_new_table(open_table):
    page = open_table("indicator=health_posts&lang=en")
    page.evaluate("window.left_by_test = true")
    page.get_by_role("link", name="Rey", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hg-title h1")).to_contain_text("Rey County: ")
    expect(page.locator(".hg-table")).to_be_focused()
    assert page.evaluate("window.left_by_test") is True, "the page was loaded anew"
    page.get_by_role("button", name="Back to Tehran province").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Rey", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("area=IR23&"))
    page.go_back()
    expect(page.locator(".hg-title h1")).to_contain_text("Rey County: ")


def test_map_comes_back_with_the_same_view(open_table):
    page = open_table("indicator=health_posts&kinds=hospital&lang=en")
    page.get_by_role("button", name="Map", exact=True).click()
    page.wait_for_function(
        "(map) => document.querySelector(map)?.contentDocument?.documentElement?.dataset?.facilities", arg=MAP
    )
    assert "view=table" not in page.url
    page.get_by_role("button", name="Table", exact=True).click()
    page.locator(".hg-table").wait_for()


@pytest.mark.parametrize(
    ("query", "lang"), sweep(("level=district&area=IR2303&kinds=hospital", "fa"), ("kinds=hospital", "en"), now=[0])
)
def test_axe_finds_nothing_in_the_table_nor_on_a_map_with_facilities(open_table, open_map, query, lang):
    axe = Axe()
    page = open_table(f"{query}&lang={lang}")
    found = axe.run(page).response["violations"]
    page.get_by_role("button", name="Facilities" if lang == "en" else "مراکز").click()
    page.get_by_text("Hospital" if lang == "en" else "بیمارستان", exact=True).last.wait_for()
    found += axe.run(page).response["violations"]
    opened = open_map(f"{query}&lang={lang}")
    opened.frame.wait_for_function("document.documentElement.dataset.facilities")
    opened.frame.locator(".hg-help").click()
    opened.frame.evaluate(axe.axe_script)
    found += axe.run(opened.page).response["violations"]
    opened.page.keyboard.press("Escape")
    opened.frame.locator(".hg-place, .hg-cluster").first.dispatch_event("click")
    found += axe.run(opened.page).response["violations"]
    told = [(violation["id"], node["target"], node["html"][:160]) for violation in found for node in violation["nodes"]]
    assert told == []


@pytest.mark.parametrize("lang", FA_NOW)
def test_phone_folds_the_tools_away_and_scrolls_the_table_only_inside(open_table, lang):
    page = open_table(f"lang={lang}", (420, 900))
    switch = page.get_by_role("button", name="Map" if lang == "en" else "نقشه", exact=True)
    expect(switch).to_be_hidden()
    assert page.evaluate(SCROLLABLE)[1:] == [0, 0]
    page.get_by_text("Choices" if lang == "en" else "گزینه‌ها").click()
    expect(switch).to_be_visible()
    assert page.evaluate(SCROLLABLE)[1:] == [0, 0]

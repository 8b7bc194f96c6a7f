"""The overview in a browser: one screen for a director, links into the map, nothing from outside, within a second."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.map_page import MapPage
from tests.e2e.test_layout_and_reach import SCROLLABLE
from tests.sweeps import EN_NOW, FA_NOW

LAST = ".hg-overview-foot"
# What stands under another: its text would be hidden.
CLIPPED = """() => [...document.querySelectorAll(".hg-headline, .hg-mini, .hg-urgent li")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
  .map((one) => one.textContent)"""
LINES = """() => [...document.querySelectorAll(".hg-mini .hg-line:last-child")].map((one) =>
  new Set([...one.children].map((part) => Math.round(part.getBoundingClientRect().top))).size)"""


def opened(page_factory, lang, viewport, link=""):
    page = MapPage(page_factory(viewport, lang))
    page.page.goto(f"/?lang={lang}{link}")
    expect(page.page.locator(LAST)).to_be_visible(timeout=30_000)  # the first visitor of a server that just started
    expect(page.page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    return page.still()


@pytest.mark.parametrize("lang", EN_NOW)
def test_projector_shows_all_of_it_at_once(page_factory, lang):
    one = opened(page_factory, lang, "projector")
    page = one.page
    down, _across, beyond = page.evaluate(SCROLLABLE)
    assert (down, beyond) <= (0, 0)
    foot = page.locator(LAST).bounding_box()
    assert foot["y"] + foot["height"] <= 1080
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate(LINES) == [1, 1, 1], "each small map has a legend of one line"
    assert page.locator(".hg-mini img").evaluate_all("all => all.every((one) => one.naturalWidth > 100)")
    assert one.trouble == []


@pytest.mark.parametrize("lang", FA_NOW)
def test_smaller_windows_scroll_down_at_most(page_factory, lang):
    for viewport, most in (((1366, 768), 450), ((1024, 768), 4000), ((420, 900), 4000)):
        page = opened(page_factory, lang, viewport).page
        down, _across, beyond = page.evaluate(SCROLLABLE)
        assert beyond <= 0, (viewport, "too wide")
        assert down <= most, viewport
        assert page.evaluate(CLIPPED) == [], viewport


@pytest.mark.parametrize(("place", "lang"), [(0, "fa"), (1, "en"), (2, "fa")])
def test_small_map_leads_to_its_view_in_the_same_session_and_back(page_factory, lang, place):
    one = opened(page_factory, lang, (1366, 768))
    page = one.page
    page.evaluate("window.left_by_test = true")
    link = page.locator(".hg-mini > a").nth(place)
    title, query = link.inner_text(), link.get_attribute("href").split("?")[1]
    # The picture is part of the link.
    picture = page.locator(".hg-mini img").nth(place)
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    one.until(*query.split("&")[:6])
    assert page.url.split("?")[0].endswith("/gap_map")
    expect(page.locator(".hg-title h1")).to_have_text(title)
    assert page.evaluate("window.left_by_test") is True, "the page was not loaded again"
    page.go_back()
    expect(page.locator(LAST)).to_be_visible()
    assert one.trouble == []


@pytest.mark.parametrize("lang", ["en"])
def test_urgent_district_leads_to_its_county_and_the_keyboard_gets_there(page_factory, lang):
    one = opened(page_factory, lang, (1366, 768))
    link = one.page.locator(".hg-urgent li a:first-child").nth(1)
    county = re.search(r"area=(IR\d+)", link.get_attribute("href"))[1]
    link.focus()
    one.page.keyboard.press("Enter")
    one.until(f"area={county}")
    assert one.view["area"] == county


@pytest.mark.parametrize("lang", ["fa"])
def test_old_link_of_the_map_reaches_its_view_by_one_click(page_factory, lang):
    one = opened(page_factory, lang, (1366, 768), "&indicator=health_posts&level=district")
    one.page.locator(".hg-minis header a").click()
    one.until("indicator=health_posts", "level=district", f"lang={lang}")


def test_map_of_the_menu_shows_the_view_of_the_old_link_and_the_language_goes_along(page_factory):
    one = opened(page_factory, "en", (1366, 768), "&indicator=health_posts&level=district")
    one.page.get_by_role("button", name="فارسی").click()
    expect(one.page.locator("html")).to_have_attribute("lang", "fa")
    one.page.locator(".st-key-menu a").nth(1).click()
    one.until("indicator=health_posts", "level=district", "lang=fa")


@pytest.mark.parametrize("lang", ["fa"])
def test_page_stands_within_a_second_once_it_is_warm(page_factory, lang):
    page = opened(page_factory, lang, "projector").page
    seconds = []
    for _time in range(5):
        start = time.monotonic()
        page.goto(f"/?lang={lang}")
        page.locator(LAST).wait_for()
        seconds.append(time.monotonic() - start)
    assert min(seconds) < 1.0, seconds


@pytest.mark.parametrize("lang", FA_NOW)
def test_axe_finds_nothing(page_factory, lang):
    page = opened(page_factory, lang, "projector").page
    page.locator(".hg-fresh summary").click()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []

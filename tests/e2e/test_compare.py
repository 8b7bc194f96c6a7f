"""Compare in a real browser: picking by click, two maps that move together, no frame made anew, axe, phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

LANGUAGES = ("fa", "en")
PAINTED = """(side) => { const frames = [...document.querySelectorAll("iframe[src*=folium]")];
  const painted = frames[side]?.contentDocument?.documentElement?.dataset?.painted; return painted || false; }"""
VIEW = "[map.getZoom(), map.getCenter().lat, map.getCenter().lng]"
POINT = """async (code) => {
  const url = performance.getEntriesByType("resource").find((one) => one.name.includes("/boundaries/")).name;
  const at = (await (await fetch(url)).json()).features.find((one) => one.id === code).properties.at;
  const point = window.map.latLngToContainerPoint(at); return [point.x, point.y]; }"""


@pytest.fixture
def open_compare(page_factory):
    def open_(query, sides=1, viewport=(1366, 768)):
        page = page_factory(viewport, "en" if "lang=en" in query else "fa")
        page.goto(f"/compare?{query}")
        for side in range(sides):
            page.wait_for_function(PAINTED, arg=side)
        expect(page.locator(".st-key-compare_areas")).to_be_visible()
        return page

    return open_


def frames(page):
    return [one.content_frame() for one in page.locator("iframe[src*=folium]").element_handles()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_click_picks_an_area_into_table_and_link_and_the_map_is_not_made_anew(open_compare, lang):
    page = open_compare(f"lang={lang}")
    (frame,) = frames(page)
    frame.evaluate("window.left_by_test = true")
    box = page.locator("iframe[src*=folium]").bounding_box()
    x, y = frame.evaluate(POINT, "IR2302")
    page.mouse.click(box["x"] + x, box["y"] + y)
    expect(page.locator(".hg-side-by-side")).to_contain_text("Damavand" if lang == "en" else "دماوند")
    expect(page).to_have_url(re.compile("areas=IR2302"))  # the address follows the page
    page.mouse.click(box["x"] + x, box["y"] + y)
    expect(page.locator(".hg-side-by-side")).to_have_count(0)
    assert frame.evaluate("window.left_by_test") is True


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_maps_move_together(open_compare, lang):
    page = open_compare(f"period2=1401&lang={lang}", sides=2)
    one, other = frames(page)
    one.evaluate("map.setView([35.6, 51.5], 10, { animate: false })")
    assert other.evaluate(VIEW) == pytest.approx(one.evaluate(VIEW), abs=0.01)
    other.evaluate("map.panBy([120, -40], { animate: false })")
    assert one.evaluate(VIEW) == pytest.approx(other.evaluate(VIEW), abs=0.01)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", ["areas=IR2303,IR2309", "groups2=refugee"])
def test_axe_finds_nothing_and_a_phone_needs_no_sideways_scrolling(open_compare, lang, query):
    page = open_compare(f"{query}&lang={lang}", sides=2 if "groups2" in query else 1, viewport=(420, 900))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_four_areas_and_the_province_stand_side_by_side_on_a_phone(open_compare, lang):
    page = open_compare(f"areas=IR2303,IR2301,IR2306,IR2319&lang={lang}", viewport=(420, 900))
    table = page.locator(".hg-side-by-side")
    assert table.evaluate("(one) => one.scrollWidth - one.clientWidth") <= 0
    row = table.locator("tbody tr:not(.hg-part)").first
    tops = row.locator("td").evaluate_all("all => all.map((one) => Math.round(one.getBoundingClientRect().top))")
    assert len(tops) == 5
    assert len(set(tops)) == 1
    heads = table.locator("thead th").evaluate_all("all => all.map((one) => one.getBoundingClientRect().right)")
    cells = row.locator("td").evaluate_all("all => all.map((one) => one.getBoundingClientRect().right)")
    assert heads == pytest.approx(cells, abs=1)

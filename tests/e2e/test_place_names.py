"""Settlements and single facilities by name inside a county at a deep zoom, clear of all else on the map."""

from itertools import combinations, product

import pytest
from playwright.sync_api import expect

from tests.e2e.test_map_controls import TAKEN
from tests.sweeps import EN_NOW, sweep

KINDS = "hospital,clinic,urban_health_centre,health_house"
REY = "level=district&area=IR2303"
MINOR = """(kind) => [...document.querySelectorAll(`.hg-name.minor.${kind} span`)].map((one) => one.textContent)"""
SYMBOLS = """[...document.querySelectorAll(".hg-place")].map((one) => one.getBoundingClientRect())
  .map((box) => [box.left, box.top, box.right, box.bottom])"""


def apart(one, other):
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def town(opened, zoom):
    """Zoom onto the city of Kahrizak, which lies among villages."""
    opened.frame.evaluate("(zoom) => map.setView([35.52, 51.36], zoom, {animate: false})", zoom)


@pytest.mark.parametrize("lang", EN_NOW)
def test_cities_come_before_villages_as_the_zoom_grows(open_map, lang):
    opened = open_map(f"{REY}&lang={lang}")
    town(opened, 10.75)
    assert opened.frame.evaluate(MINOR, "town") == []
    town(opened, 11)
    opened.frame.wait_for_selector(".hg-name.city span", state="attached")
    city = "Kahrizak" if lang == "en" else "کهریزک"
    assert city in opened.frame.evaluate(MINOR, "city")
    assert opened.frame.evaluate(MINOR, "town")[0] in opened.frame.evaluate(MINOR, "city")
    look = opened.frame.locator(".hg-name.minor span").first.evaluate("(one) => getComputedStyle(one).textShadow")
    assert look.count("rgb(255, 255, 255)") >= 8, "a rim like that of the areas' names"
    assert opened.trouble == []


@pytest.mark.parametrize(
    ("kinds", "viewport"),
    sweep(
        *product(["", "&kinds=hospital,clinic,urban_health_centre,health_house"], [(1366, 768), (420, 900)]), now=[2]
    ),
)
def test_no_name_touches_another_a_button_or_a_symbol(open_map, viewport, kinds):
    opened = open_map(f"{REY}{kinds}&lang=fa", viewport=viewport)
    if kinds:
        opened.frame.wait_for_function("document.documentElement.dataset.facilities")
    for zoom in (11, 12, 13.25):
        town(opened, zoom)
        opened.frame.wait_for_selector(".hg-name.minor", state="attached")
        names = [(text, box) for text, *box in opened.labels()]
        for (text, one), (_other, other) in combinations(names, 2):
            assert apart(one, other), (text, _other)
        for box in opened.frame.evaluate(TAKEN):
            assert all(apart(one, box) for _text, one in names)
        minor = opened.frame.evaluate(MINOR, "town") + opened.frame.evaluate(MINOR, "place")
        symbols = opened.frame.evaluate(SYMBOLS)
        small = opened.frame.evaluate("map.getContainer().classList.contains('hg-many')")
        for text, one in names:
            assert small or text not in minor or all(apart(one, box) for box in symbols), text


def test_single_facilities_have_their_names_at_a_deep_zoom_and_lose_them_with_their_symbols(open_map):
    opened = open_map(f"{REY}&kinds=health_house&lang=en")
    opened.frame.wait_for_function("document.documentElement.dataset.facilities")
    place = opened.frame.evaluate(
        """() => { for (let zoom = 13; zoom > 11; zoom -= 1) {
             map.setZoom(zoom, {animate: false});
             const one = document.querySelector(".hg-name.minor.place span"); if (one) return one.textContent; } }"""
    )
    titles = opened.frame.locator(".hg-place").evaluate_all("(all) => all.map((one) => one.title)")
    assert place in titles
    opened.page.get_by_role("button", name="Facilities").click()
    opened.page.get_by_role("button", name="Health house", exact=True).click()
    opened.frame.wait_for_function("document.querySelectorAll('.hg-place').length === 0")
    assert opened.frame.evaluate(MINOR, "place") == []


def test_change_of_indicator_sends_no_name_again_and_leaves_the_names_in_place(open_map):
    opened = open_map(f"{REY}&sector=health&indicator=health_posts&lang=en")
    assert opened.view["settlements"]["data"]
    town(opened, 11.5)
    opened.frame.wait_for_selector(".hg-name.minor", state="attached")
    opened.choose("area", "Varamin")
    opened.frame.wait_for_function("document.documentElement.dataset.painted.match(/area=IR23\\d\\d&/)")
    opened.page.get_by_role("button", name="Back to Tehran").click()
    opened.until("area=IR23&")
    opened.choose("area", "Rey")
    opened.until("area=IR2303&")
    assert "data" not in opened.view["settlements"], "the frame has them"
    town(opened, 11.5)
    opened.frame.wait_for_selector(".hg-name.minor", state="attached")
    before = opened.frame.evaluate(MINOR, "town")
    opened.choose("indicator", "Hospital beds")
    opened.until("indicator=hospital_beds&")
    assert "data" not in opened.view["settlements"]
    assert opened.frame.evaluate(MINOR, "town") == before


def test_city_has_its_name_among_the_symbols_of_its_facilities(open_map):
    opened = open_map(f"{REY}&kinds=hospital,health_house,clinic&lang=en", viewport=(1920, 1080))
    opened.frame.wait_for_function("document.documentElement.dataset.facilities")
    opened.frame.evaluate("map.setZoom(11.5, {animate: false})")
    assert "Hasanabad" in opened.frame.evaluate(MINOR, "city")


def test_names_go_with_the_county(open_map):
    opened = open_map(f"{REY}&lang=en")
    town(opened, 12)
    opened.frame.wait_for_selector(".hg-name.minor", state="attached")
    opened.page.get_by_role("button", name="Back to Tehran").click()
    opened.until("area=IR23&")
    opened.frame.evaluate("map.setZoom(12, {animate: false})")
    expect(opened.frame.locator(".hg-name.minor")).to_have_count(0)

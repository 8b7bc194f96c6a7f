"""A finger's first tap tells, the second goes in; the outline of the area with the focus is whole."""

import pytest
from playwright.sync_api import expect

from tests.e2e.map_page import MapPage
from tests.sweeps import FA_NOW

LANGUAGES = ("fa", "en")
PHONE = (420, 900)


@pytest.fixture
def touched(browser, server, page_factory):
    """Open a link on a phone, whose one pointer is a finger."""
    contexts = []

    def open_(query):
        context = browser.new_context(
            base_url=server.url, viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True, is_mobile=True
        )
        contexts.append(context)
        return MapPage(context.new_page()).open(f"/gap_map?{query}")

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("lang", FA_NOW)
def test_first_tap_shows_the_tooltip_and_the_second_goes_in(touched, lang):
    opened = touched(f"lang={lang}")
    before, tip = opened.painted, opened.frame.locator(".hg-tip")
    opened.page.touchscreen.tap(*opened.point("IR2303"))
    expect(tip).to_contain_text("Rey" if lang == "en" else "ری")
    expect(tip).to_contain_text("Tap again" if lang == "en" else "دوباره ضربه بزنید")
    opened.page.wait_for_timeout(400)
    assert opened.painted == before
    edge = opened.frame.locator(".leaflet-tooltip").bounding_box()
    assert edge["x"] >= 0
    assert edge["x"] + edge["width"] <= PHONE[0]
    opened.page.touchscreen.tap(*opened.point("IR2303"))
    opened.until("area=IR2303&")
    expect(tip).to_have_count(0)


def test_tap_on_another_area_tells_of_that_one_and_a_tap_beside_closes(touched):
    opened = touched("lang=en")
    tip = opened.frame.locator(".hg-tip")
    for code, name in (("IR2303", "Rey"), ("IR2302", "Damavand")):
        opened.page.touchscreen.tap(*opened.point(code))
        expect(tip).to_have_count(1)
        expect(tip).to_contain_text(name)
    assert "&area=IR23&" in opened.painted
    box = opened.page.locator("iframe[src*=folium]").bounding_box()
    opened.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] - 12)
    expect(tip).to_have_count(0)


def test_mouse_goes_in_with_one_click_and_is_not_told_to_tap(open_map):
    opened = open_map("lang=en")
    assert "Tap" not in opened.hover("IR2303")
    opened.click_area("IR2303")
    opened.until("area=IR2303&")


def test_focused_area_is_outlined_on_top_and_the_order_of_the_tab_key_stays(open_map):
    opened = open_map("indicator=health_houses&lang=en")
    frame, page = opened.frame, opened.page
    order = "[...document.querySelectorAll('path[data-code]')].map((one) => one.dataset.code)"
    before = frame.evaluate(order)
    frame.locator(".leaflet-container").focus()
    seen = []
    for _ in range(3):
        page.keyboard.press("Tab")
        code = frame.evaluate("document.activeElement.dataset.code")
        ring = frame.locator("path.hg-ring")
        expect(ring).to_have_count(1)
        assert ring.evaluate("(one) => one === one.parentElement.lastElementChild")
        assert ring.get_attribute("d") == frame.locator(f"path[data-code={code}]").get_attribute("d")
        assert ring.get_attribute("tabindex") is None
        seen.append(code)
    assert seen == before[:3]
    assert frame.evaluate(order) == before
    opened.choose("indicator", "Health posts (urban)")
    opened.until("indicator=health_posts&")
    expect(frame.locator("path.hg-ring")).to_have_count(0)


@pytest.mark.parametrize("name", ["Facilities", "Downloads", "Sources and notes"])
def test_popover_takes_the_keyboard_keeps_it_and_gives_it_back(open_map, name):
    page = open_map("lang=en").page
    opener, body = page.get_by_role("button", name=name, exact=True), page.get_by_test_id("stPopoverBody")
    inside = "() => Boolean(document.activeElement.closest('[data-testid=stPopoverBody]'))"
    opener.focus()
    page.keyboard.press("Enter")
    expect(body).to_be_focused()
    expect(page.locator("[data-testid=stPopoverBody] ~ div, div:has(~ [data-testid=stPopoverBody])")).to_have_count(2)
    for keys in [*["Tab"] * 9, *["Shift+Tab"] * 12]:
        page.keyboard.press(keys)
        assert page.evaluate(inside), keys
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    expect(opener).to_be_focused()

"""What is easily lost at an edge: the way back to the sidebar, the badge, digits, and what a mark says."""

import pytest
from playwright.sync_api import expect

from tests.sweeps import EN_NOW, FA_NOW

SIZES = {"phone": (420, 900), "projector": (1366, 768)}
# Whether an element stands whole in the window, and the point in its middle belongs to it.
WHOLE = """(one) => {
  const box = one.getBoundingClientRect();
  const hit = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight && one.contains(hit);
}"""
APART = """([one, other]) => {
  const [a, b] = [one, other].map((name) => document.querySelector(name).getBoundingClientRect());
  return a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
}"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", FA_NOW)
def test_button_that_brings_the_sidebar_back_is_whole_covers_nothing_and_works(open_map, lang, size):
    page = open_map(f"lang={lang}", viewport=SIZES[size]).page
    if size == "projector":
        page.locator("[data-testid=stSidebar]").hover()
        page.locator("[data-testid=stSidebarCollapseButton] button").click()
    back = page.locator("[data-testid=stExpandSidebarButton]")
    expect(back).to_be_visible()
    assert back.evaluate(WHOLE)
    first = ".st-key-controls [data-testid=stWidgetLabel]" if size == "projector" else ".hg-title"
    assert page.evaluate(APART, ["[data-testid=stExpandSidebarButton]", first])
    back.click()
    expect(page.locator(".hg-brand")).to_be_in_viewport()


@pytest.mark.parametrize("lang", EN_NOW)
def test_badge_of_demonstration_data_stands_on_one_line_inside_the_sidebar(open_map, lang):
    page = open_map(f"lang={lang}").page
    badge, bar = (page.locator(one).bounding_box() for one in (".hg-mark", "[data-testid=stSidebar]"))
    assert badge["height"] < 32
    assert bar["x"] <= badge["x"]
    assert badge["x"] + badge["width"] <= bar["x"] + bar["width"]


@pytest.mark.parametrize(("lang", "digits"), [("fa", "normal"), ("en", "tabular-nums")])
def test_digits_of_the_ranking_are_tabular_in_english_alone(open_map, lang, digits):
    cell = open_map(f"lang={lang}").page.locator(".hg-ranking tbody tr td:last-child").first
    expect(cell).to_have_css("font-variant-numeric", digits)


@pytest.mark.parametrize("lang", FA_NOW)
def test_what_a_mark_says_is_reached_without_a_mouse(open_map, lang):
    page = open_map(f"lang={lang}").page
    last = page.locator(".hg-marks p").last
    expect(last).not_to_be_in_viewport()
    page.locator(".hg-ranking").focus()
    page.keyboard.press("End")
    expect(last).to_be_in_viewport(ratio=0.9)
    expect(last).to_contain_text("Tehran city" if lang == "en" else "شهر تهران")


def test_message_on_a_late_map_takes_no_room_while_it_is_unseen(open_map):
    page = open_map("lang=en").page
    bottom = "() => document.querySelector('.st-key-foot').getBoundingClientRect().bottom"
    before = page.evaluate(bottom)
    page.evaluate("document.querySelector('.st-key-late').parentElement.remove()")
    assert page.evaluate(bottom) == before

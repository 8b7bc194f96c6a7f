"""What stands on the screen at once, and who can reach it: projector, phone, keyboard, screen reader."""

import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from domain.indicators import CATALOGUE
from tests.e2e.map_page import MAP
from tests.sweeps import EN_NOW, FA_NOW

# Names too long for their box beside five others; the subtitle says them in full.
LONG_NAMES = {("foreign_share", "en")}
SCROLLABLE = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return [main.scrollHeight - main.clientHeight, main.scrollWidth - main.clientWidth,
          document.documentElement.scrollWidth - innerWidth];
}"""
TRUNCATED = """() => [...document.querySelectorAll(".st-key-controls [role=combobox]")]
  .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.value)"""
FOCUS = """() => {
  const one = document.activeElement, look = getComputedStyle(one), box = one.closest("[data-baseweb]") || one;
  return [one.getAttribute("aria-label") || one.textContent.trim(), look.outlineStyle, look.outlineWidth,
          getComputedStyle(one.parentElement).borderColor, box.className];
}"""


def settle(page):
    """Wait until all of a view has arrived: the map, which comes first, is painted before title and foot are there."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator(".hg-title h1")).to_be_visible()
    expect(page.locator(".hg-foot")).to_be_visible()


def in_view(page, selector, seconds=3):
    """Whether an element comes to lie inside the window; the title follows the map, and is made anew with it."""
    deadline = time.monotonic() + seconds
    while not lies_inside(page, selector):
        if time.monotonic() > deadline:
            return False
        page.wait_for_timeout(50)
    return True


def lies_inside(page, selector):
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    return (
        box is not None
        and box["x"] >= -0.5
        and box["y"] >= -0.5
        and box["x"] + box["width"] <= size["width"] + 0.5
        and box["y"] + box["height"] <= size["height"] + 0.5
    )


@pytest.mark.parametrize("lang", FA_NOW)
def test_projector_shows_title_map_legend_and_ranking_at_once_and_cuts_no_choice(open_map, lang):
    opened = open_map(f"lang={lang}")
    page = opened.page
    for place, indicator in enumerate(CATALOGUE):
        # Every other view is one by group, which carries a rule of two lines under the map.
        groups, level = (("refugee", "district"), ("host,refugee,documented", "county"))[place % 2]
        link = f"indicator={indicator}&groups={groups}&level={level}"
        opened.go(f"{link}&lang={lang}")
        settle(page)
        case = (link, lang)
        for selector in (".hg-title h1", MAP, ".hg-legend", ".hg-ranking", ".hg-benchmark", ".hg-foot"):
            assert in_view(page, selector), (*case, selector)
        down, _across, beyond = page.evaluate(SCROLLABLE)
        assert down <= 0, (*case, "the page scrolls down", down)
        assert beyond <= 0, (*case, "the page is too wide", beyond)
        if (indicator, lang) not in LONG_NAMES:
            assert page.evaluate(TRUNCATED) == [], case
        ranking = page.evaluate("(one => one.scrollWidth - one.clientWidth)(document.querySelector('.hg-ranking'))")
        assert ranking <= 0, (*case, "the ranking is cut at the side", ranking)
    assert page.locator(MAP).bounding_box()["height"] > 400


@pytest.mark.parametrize("lang", EN_NOW)
def test_large_screen_gives_the_map_about_two_thirds_and_does_not_scroll(open_map, lang):
    opened = open_map(f"level=district&lang={lang}", viewport=(1920, 1080))
    assert opened.page.evaluate(SCROLLABLE)[0] <= 0
    assert opened.page.evaluate(TRUNCATED) == []
    row = opened.page.locator("[data-testid=stHorizontalBlock]:has(.st-key-map)").bounding_box()
    assert 0.6 < opened.page.locator(MAP).bounding_box()["width"] / row["width"] < 0.72
    for selector in (".hg-title h1", MAP, ".hg-legend", ".hg-ranking"):
        assert in_view(opened.page, selector), selector


@pytest.mark.parametrize("lang", FA_NOW)
def test_phone_shows_the_map_first_and_folds_the_choices_away(open_map, lang):
    opened = open_map(f"lang={lang}", viewport=(420, 800))
    page = opened.page
    choices = page.locator(".st-key-controls")
    assert page.evaluate(SCROLLABLE)[1:] == [0, 0]
    expect(choices).to_be_hidden()
    assert in_view(page, ".hg-title h1")
    assert page.locator(MAP).bounding_box()["y"] < 400
    page.get_by_text("Choices" if lang == "en" else "گزینه‌ها").click()
    expect(choices).to_be_visible()
    expect(choices.get_by_role("combobox").first).to_be_visible()
    assert page.evaluate(SCROLLABLE)[1:] == [0, 0]
    opened.choose("level", "Districts" if lang == "en" else "بخش‌ها")
    opened.until("level=district&")
    page.get_by_text("Choices" if lang == "en" else "گزینه‌ها").click()
    expect(choices).to_be_hidden()
    assert page.evaluate(SCROLLABLE)[1:] == [0, 0]


def focus_on(page, label, presses=34):
    """Press Tab until the control with this label has the focus."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label') || ''").startswith(label):
            return
        if page.evaluate("document.activeElement.textContent").strip() == label:
            return
    raise AssertionError(f"{label} was not reached by {presses} tabs")


def has_visible_focus(page):
    """Whether the focused control or the box around it looks different from the same without focus."""
    return page.evaluate(
        """() => {
          const looks = () => {
            const seen = [];
            for (let one = document.activeElement0, up = 0; one && up < 4; one = one.parentElement, up += 1) {
              const own = getComputedStyle(one);
              seen.push([own.outlineStyle, own.outlineWidth, own.outlineColor, own.borderColor, own.boxShadow].join());
            }
            return seen.join("|");
          };
          document.activeElement0 = document.activeElement;
          const focused = looks();
          document.activeElement0.blur();
          const plain = looks();
          document.activeElement0.focus();
          return focused !== plain;
        }"""
    )


def test_everything_works_by_keyboard_alone_with_the_focus_in_sight(open_map):
    opened = open_map("indicator=health_houses&lang=en")
    page = opened.page
    focus_on(page, "Indicator")
    assert has_visible_focus(page)
    page.keyboard.press("ArrowDown")
    page.get_by_role("option", name="Health posts (urban)").wait_for()
    page.keyboard.press("Enter")
    opened.until("indicator=health_posts&")

    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    focus_on(page, "Area")
    assert has_visible_focus(page)
    page.keyboard.type("Rey")
    page.get_by_role("option", name="Rey", exact=True).wait_for()
    page.keyboard.press("Enter")
    opened.until("area=IR2303&", "indicator=health_posts&")

    focus_on(page, "Back to Tehran province")
    assert has_visible_focus(page)
    page.keyboard.press("Enter")
    opened.until("area=IR23&", "level=county&")


def test_map_zooms_says_and_drills_by_keyboard(open_map):
    opened = open_map("lang=fa")
    page, frame = opened.page, opened.frame
    before = opened.zoom()[0]
    frame.locator(".leaflet-container").focus()
    page.keyboard.press("+")
    frame.wait_for_function("(before) => map.getZoom() > before", arg=before)
    # The areas follow in the order of the tab key, each with its tooltip, and look different while they have the focus.
    page.keyboard.press("Tab")
    focused = "getComputedStyle(document.querySelector('path:focus')).stroke"
    assert frame.evaluate(focused) == "rgb(210, 90, 69)"
    name = frame.locator(".hg-tip b").inner_text()
    code = next(code for code, row in opened.view["areas"].items() if row[1] == name)
    page.keyboard.press("Enter")
    opened.until(f"area={code}&")


@pytest.mark.parametrize("lang", EN_NOW)
def test_axe_finds_nothing_on_the_page_nor_in_the_frame(open_map, lang):
    opened = open_map(f"level=district&area=IR2303&groups=refugee&foo=1&lang={lang}")
    page = opened.page
    axe = Axe()
    opened.frame.evaluate(axe.axe_script)  # axe looks into a frame that has it
    found = axe.run(page).response["violations"]
    page.get_by_role("button", name="Sources and notes" if lang == "en" else "منابع و یادداشت‌ها").click()
    expect(page.locator(".hg-details")).to_be_visible()
    found += axe.run(page).response["violations"]
    # Streamlit's own internals are clean on this page too, so nothing is excused.
    told = [(violation["id"], node["target"], node["html"][:200]) for violation in found for node in violation["nodes"]]
    assert told == []


@pytest.mark.parametrize("lang", FA_NOW)
def test_pages_name_their_parts_for_screen_readers(open_map, lang):
    page = open_map(f"lang={lang}").page
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("region", name="Ranking" if lang == "en" else "رتبه‌بندی")).to_be_visible()
    expect(page.get_by_role("list", name="Legend" if lang == "en" else "راهنمای نقشه")).to_be_visible()
    expect(page).to_have_title("Gap map · Hamgam" if lang == "en" else "نقشهٔ کمبود و ظرفیت · همگام")

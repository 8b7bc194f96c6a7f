"""A meeting is presented by keyboard alone, on a projector, with the network cut."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.sweeps import sweep

MEETING = {"fa": "m_1404_07", "en": "m_1404_12"}
SLIDE = ".hg-slide-head"
# Every text that a slide shows: smaller than 24 pixels of a window 1080 high, beyond the window, or cut by a box.
FAULTS = """() => {
  const least = 24 * innerHeight / 1080 - 0.6, found = [];
  const walk = (doc, dx, dy, root) => {
    const texts = doc.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const one = node.parentElement, text = node.textContent.trim();
      if (!text || one.closest("script, style, svg, .hg-slide-notes, #hg-live, .hg-late")) continue;
      const range = doc.createRange(); range.selectNodeContents(node);
      const box = range.getBoundingClientRect(), look = doc.defaultView.getComputedStyle(one);
      if (!box.width || look.visibility === "hidden" || box.right + dx < 0 || box.left + dx > innerWidth * 2) continue;
      if (parseFloat(look.fontSize) < least) found.push("small " + look.fontSize + ": " + text);
      if (dx || dy) continue;
      const out = box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
      if (out) found.push("out: " + text);
      for (let up = one; up && up !== doc.body; up = up.parentElement) {
        const outer = up.getBoundingClientRect();
        const cuts = doc.defaultView.getComputedStyle(up).overflowY !== "visible" && box.bottom > outer.bottom + 6;
        if (cuts) { found.push("cut: " + text); break; }
      }
    }
  };
  walk(document, 0, 0, document.querySelector(".st-key-present"));
  const frame = document.querySelector(".st-key-present_map iframe"), at = frame && frame.getBoundingClientRect();
  const inner = frame && at.left >= 0 && at.left < innerWidth ? frame.contentDocument : null;
  if (inner) walk(inner, at.left || 1, at.top, inner.body);
  return found;
}"""


def numbers(text):
    return [int(one) for one in re.findall(r"\d+", text)]


def slide(page):
    return page.locator(SLIDE).get_attribute("data-slide")


def turned(page, key, count=1):
    """Press a key and wait for the slide that it leads to."""
    before = slide(page)
    for _one in range(count):
        page.keyboard.press(key)
    page.wait_for_function("([css, old]) => document.querySelector(css)?.dataset.slide !== old", arg=[SLIDE, before])
    settled(page)
    return slide(page)


def settled(page):
    """Wait for the run, for what listens to keys, and on a slide with a map for the map of its view."""
    page.wait_for_function("() => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'")
    page.locator("button.next[aria-label]").wait_for(state="attached")
    if page.locator(".hg-slide-flat").count() == 0:
        page.frame_locator(".st-key-present_map iframe").locator("html.hg-present[data-painted]").wait_for()


@pytest.fixture
def presented(page_factory):
    def open_(lang, viewport="projector", query="", meeting=""):
        page = page_factory(viewport, lang)
        page.goto(f"/meetings?lang={lang}&meeting={meeting or MEETING[lang]}{query}")
        if "present=1" not in query:
            page.get_by_role("button", name={"fa": "ارائه", "en": "Present"}[lang]).click()
        page.locator(SLIDE).wait_for()
        settled(page)
        return page

    return open_


@pytest.mark.parametrize(
    ("lang", "viewport", "meeting"),
    sweep(("fa", "projector", "m_1404_07"), ("en", (1024, 768), "m_1404_07"), now=[0]),
)
def test_whole_presentation_by_keyboard_with_every_text_in_full_and_large_enough(presented, lang, viewport, meeting):
    page = presented(lang, viewport, meeting=meeting)
    seen, faults = [], []
    keys = ["ArrowRight", "Space", "PageDown", "ArrowDown", "Enter"]
    while True:
        here = slide(page)
        seen.append(here)
        faults += [f"{here}: {one}" for one in page.evaluate(FAULTS)]
        foot = page.locator(".hg-slide-foot").inner_text()
        number, pages = numbers(page.locator(".hg-slide-foot b").inner_text())
        assert number == len(seen)
        assert {"fa": "به تاریخ ۲۶ بهمن ۱۴۰۴", "en": "As of 15 February 2026 (1404)"}[lang] in foot
        assert {"fa": "سازمان ملل متحد", "en": "United Nations"}[lang] in foot
        assert page.locator(".hg-slide-head .hg-mark").count() == 1
        if number == pages:
            break
        turned(page, keys[number % len(keys)])
    assert not faults, "\n".join(faults)
    assert (seen[0], seen[-1].split("-")[0], len(set(seen))) == ("title", "closing", len(seen))
    assert turned(page, "Home") == "title"
    assert turned(page, "End") == seen[-1]
    assert turned(page, "PageUp") == seen[-2]
    assert not page.locator("[data-testid=stSidebar]").is_visible()
    page.keyboard.press("Escape")
    expect(page.locator(SLIDE)).to_have_count(0)
    expect(page.locator("[data-testid=stSidebar]")).to_be_visible()
    assert "present" not in page.url


def test_presses_faster_than_slides_are_all_counted(presented):
    page = presented("en", query="&present=1")
    for _one in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.hg-slide-foot b')?.textContent.startsWith('6 ')")


def test_map_leaves_the_slide_and_comes_back_and_its_frame_passes_the_keys_on(presented):
    page = presented("fa", query="&present=1&slide=seats")
    frame = page.frame_locator(".st-key-present_map iframe")
    title = page.locator(f"{SLIDE} h1").inner_text()
    frame.locator("path[data-code='IR230902']").click(force=True)
    page.locator(".hg-slide-left").wait_for()
    settled(page)
    assert "شهریار" in page.locator(f"{SLIDE} h1").inner_text()
    assert "area=IR2309" in page.url
    # Nothing is left of the slide's own view: neither its decision nor commitments elsewhere.
    assert page.locator(".hg-slide-below .hg-slide-lines").count() == 0
    assert "شهریار" in page.locator(".hg-slide-below tbody th").first.inner_text()
    # The pointer rests where it clicked: the new map says nothing by itself.
    assert frame.locator(".leaflet-tooltip").count() == 0
    # The map has the focus now: its keys turn slides, and the first one back leads to the slide itself.
    page.keyboard.press("Backspace")
    expect(page.locator(".hg-slide-left")).to_have_count(0)
    settled(page)
    assert "area=IR23&" in page.url
    assert page.locator(f"{SLIDE} h1").inner_text() == title
    frame.locator("#map_div").focus()
    assert turned(page, "PageDown") == "seats-2"
    page.keyboard.press("Escape")
    expect(page.locator(SLIDE)).to_have_count(0)


def test_slide_is_the_same_by_its_link_and_notes_come_on_a_key(presented):
    page = presented("en", query="&present=1&slide=bostan")
    finding = page.locator(".hg-slide-finding").inner_text()
    assert "Baharestan County" in finding
    page.reload()
    page.locator(SLIDE).wait_for()
    settled(page)
    assert page.locator(".hg-slide-finding").inner_text() == finding
    assert slide(page) == "bostan"
    expect(page.locator(".hg-slide-notes")).not_to_be_visible()
    page.keyboard.press("n")
    expect(page.locator(".hg-slide-notes")).to_be_visible()


def test_a_drilled_map_of_all_sectors_lists_the_commitments_of_all(presented, demo_database):
    page = presented("en", query="&present=1&slide=overall", meeting="m_1404_07")
    page.frame_locator(".st-key-present_map iframe").locator("path[data-code='IR230902']").click(force=True)
    page.locator(".hg-slide-left").wait_for()
    settled(page)
    expect(page.locator(".hg-slide-below h2")).to_have_text("Commitments here, All sectors")
    with closing(sqlite3.connect(demo_database)) as database:
        where = "pcode LIKE 'IR2309%' AND meeting_id = 'm_1404_07'"
        sectors = {one for (one,) in database.execute(f"SELECT sector FROM commitment WHERE {where}")}
        (promised,) = database.execute(f"SELECT count(*) FROM commitment WHERE {where}").fetchone()
    assert sectors == {"education", "health"}
    assert page.locator(".hg-slide-below tbody tr").count() == promised == 2

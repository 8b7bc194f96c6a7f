"""Facilities in a real browser: symbols, popups, keys; names with markup are inert; the frame is never made anew."""

import re
import shutil
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.e2e.map_page import MAP
from tests.sweeps import FA_NOW

DRILLED = "level=district&area=IR2303&kinds=workshop,health_house"
NASTY = [
    '<img src=x onerror="window.top.hacked=1;window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "{{7*7}}{% for x in y %}",
    "quote \" and ' and \\ and `${1}`",
    "\u202eright to left over all of it",
    "\u2066open isolate",
]
DRAWN = "() => document.documentElement.dataset.facilities"
# What lies on top in the middle of a symbol: symbols of one place cover each other.
FREE = """() => [...document.querySelectorAll(".hg-place, .hg-cluster")].findIndex((one) => {
  const box = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
})"""


def drawn(opened):
    opened.frame.wait_for_function(DRAWN)
    return opened.frame.locator(".hg-place, .hg-cluster")


@pytest.fixture(scope="module")
def nasty_server(server_starter, demo_database, tmp_path_factory):
    """A server on a database whose facilities of Rey have names that want to be more than names."""
    copy = tmp_path_factory.mktemp("nasty") / "nasty.sqlite"
    shutil.copy(demo_database, copy)
    with closing(sqlite3.connect(copy)) as database, database:
        rows = database.execute("SELECT facility_id FROM facility WHERE pcode LIKE 'IR2303%' AND kind = 'hospital'")
        for number, (code,) in enumerate(rows.fetchall()):
            name = " ".join(NASTY) if number == 0 else NASTY[number % len(NASTY)]
            database.execute("UPDATE facility SET name_fa = ?, name_en = ? WHERE facility_id = ?", (name, name, code))
        database.execute("UPDATE facility SET lat = lon, lon = lat WHERE pcode LIKE 'IR2303%' AND kind = 'workshop'")
    return server_starter({"HAMGAM_DATABASE_URL": f"sqlite:///{copy}"})


@pytest.mark.parametrize("lang", FA_NOW)
def test_symbol_opens_what_is_known_of_its_facility_and_does_not_drill(open_map, lang):
    opened = open_map(f"{DRILLED}&lang={lang}")
    marks, before = drawn(opened), opened.painted
    place = opened.frame.evaluate(FREE)
    name = marks.nth(place).get_attribute("title")
    marks.nth(place).click()
    popup = opened.frame.locator(".leaflet-popup")
    expect(popup).to_contain_text(name)
    box = popup.locator(".hg-facility")
    expect(box).to_have_attribute("dir", "rtl" if lang == "fa" else "ltr")
    text = box.inner_text()
    assert re.search("ظرفیت|capacity", text, re.IGNORECASE)
    assert ("۱۴۰" if lang == "fa" else "140") in text
    assert not re.search("[0-9]" if lang == "fa" else "[۰-۹]", text)
    opened.page.wait_for_timeout(350)  # the frame's own handler waits 250 ms
    assert opened.painted == before
    opened.page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    assert opened.painted == before, "the first Escape closes what is open and does nothing else"
    assert opened.trouble == []


@pytest.mark.parametrize("lang", ["en"])
def test_cluster_tells_kinds_and_states_and_does_not_drill(open_map, lang):
    opened = open_map(f"kinds=workshop,health_house&lang={lang}")
    marks = drawn(opened)
    marks.nth(opened.frame.evaluate(FREE)).click()
    text = opened.frame.locator(".leaflet-popup").inner_text()
    assert ("health house" if lang == "en" else "خانهٔ بهداشت") in text.lower()
    assert ("operational" if lang == "en" else "فعال") in text.lower()
    opened.page.wait_for_timeout(350)
    assert "&area=IR23&" in opened.painted
    assert opened.trouble == []


@pytest.mark.parametrize("lang", ["fa"])
def test_names_with_markup_stay_names(open_map, nasty_server, lang):
    opened = open_map(f"level=district&area=IR2303&kinds=hospital,workshop&lang={lang}", base_url=nasty_server.url)
    marks = drawn(opened)
    assert marks.count() == 4, "workshops with swapped coordinates are not drawn"
    told = []
    for place in range(4):
        marks.nth(place).dispatch_event("click")
        popup = opened.frame.locator(".leaflet-popup")
        heading = popup.locator("bdi")
        told.append(heading.text_content())
        assert popup.locator("img, script").count() == 0
        assert heading.evaluate("(one) => getComputedStyle(one).unicodeBidi") == "isolate"
        opened.page.wait_for_timeout(300)
    assert " ".join(NASTY) in told
    assert opened.frame.evaluate("window.hacked ?? window.top.hacked ?? null") is None
    opened.page.get_by_role("button", name="Table" if lang == "en" else "جدول", exact=True).click()
    table = opened.page.locator(".hg-table")
    expect(table).to_contain_text("{{7*7}}")
    assert table.locator("img, script").count() == 0
    assert opened.page.evaluate("window.hacked ?? null") is None
    assert opened.trouble == []


def test_change_of_indicator_keeps_symbols_frame_zoom_and_a_map_in_every_animation_frame(open_map):
    opened = open_map(f"{DRILLED}&sector=health&indicator=health_houses&lang=en")
    drawn(opened)
    opened.mark()
    opened.frame.evaluate("document.querySelector('.hg-place').left_by_test = true")
    opened.frame.locator(".leaflet-control-zoom-in").click()
    zoomed = opened.zoom()
    opened.sample()
    opened.choose("indicator", "Health posts (urban)")
    opened.until("indicator=health_posts&")
    assert opened.frame.evaluate("document.querySelector('.hg-place').left_by_test") is True
    assert "data" not in opened.view["facilities"]
    assert opened.zoom() == pytest.approx(zoomed, abs=0.03)
    opened.page.get_by_role("button", name="فارسی").click()
    opened.until("lang=fa")
    opened.frame.wait_for_function("document.querySelector('.hg-place').title.match(/[\\u0600-\\u06ff]/)")
    blank, frames = opened.blank_share()
    assert (blank, opened.is_marked()) == (0, True)
    assert frames > 10
    assert opened.trouble == []


def test_frame_that_lost_a_package_asks_for_it(open_map):
    opened = open_map(f"{DRILLED}&lang=en")
    count = drawn(opened).count()
    opened.page.get_by_role("button", name="Table", exact=True).click()
    opened.page.locator(".hg-table").wait_for()
    expect(opened.page.locator(MAP)).to_have_count(0)  # the table stands before the old frame has gone
    opened.page.go_back()
    opened.until("area=IR2303")
    assert drawn(opened).count() == count
    # A new frame that was told the name alone: the message with the package never reached it.
    answer = """() => new Promise((done) => {
      const tell = Streamlit.setComponentValue;
      Streamlit.setComponentValue = (value) => {
        Streamlit.setComponentValue = tell; done(value.last_active_drawing.need); };
      hamgam.paint({...window.painted_view, facilities: {key: "lost"}}); })"""
    assert opened.frame.evaluate(answer) == "lost"
    assert opened.frame.locator(".hg-place").count() == 0


def test_choice_in_the_popover_draws_symbols_and_stays_open_for_the_next(open_map):
    opened = open_map("level=district&area=IR2303&lang=en")
    page = opened.page
    page.get_by_role("button", name="Facilities").click()
    page.get_by_role("button", name="Hospital", exact=True).click()
    opened.until("kinds=hospital")
    drawn(opened)
    page.get_by_role("button", name="Clinic", exact=True).click()
    opened.until("kinds=clinic,hospital")
    opened.frame.wait_for_function("document.querySelectorAll('.hg-place').length > 4")
    expect(page.get_by_role("list", name="Facilities")).to_contain_text("Hospital")
    page.get_by_role("button", name="Clinic", exact=True).click()
    page.get_by_role("button", name="Hospital", exact=True).click()
    opened.frame.wait_for_function("document.querySelectorAll('.hg-place').length === 0")
    assert "kinds" not in opened.painted


def test_facilities_are_one_stop_of_the_tab_key_and_page_keys_go_through_them(open_map):
    opened = open_map(f"{DRILLED}&lang=en")
    marks, page, frame = drawn(opened), opened.page, opened.frame
    assert frame.locator(".hg-place[tabindex='0']").count() == 1
    marks.first.focus()
    first = marks.first.get_attribute("aria-label")
    assert re.search("(Health house|Workshop), (operational|needs rehabilitation|under construction|planned)$", first)
    page.keyboard.press("PageDown")
    assert frame.evaluate("document.activeElement.dataset.place") == "1"
    page.keyboard.press("Enter")
    popup = frame.locator(".leaflet-popup")
    expect(popup).to_contain_text(frame.locator("[data-place='1']").get_attribute("title"))
    assert frame.evaluate("document.activeElement.className").startswith("hg-tip hg-facility"), (
        "the details have the focus"
    )
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    assert frame.evaluate("document.activeElement.dataset.place") == "1", "and give it back"
    page.keyboard.press("PageUp")
    assert frame.evaluate("document.activeElement.dataset.place") == "0"


@pytest.mark.long
def test_two_thousand_points_are_drawn_and_stay_small_until_zoomed(open_map):
    opened = open_map("level=district&area=IR2301&kinds=primary_school&lang=fa")
    marks = drawn(opened)
    assert 1000 < marks.count() <= 2000
    small = marks.first.bounding_box()["width"]
    opened.frame.evaluate("map.setZoom(13)")
    assert opened.frame.locator(".hg-place").first.evaluate("(one) => one.offsetWidth") > small
    assert opened.trouble == []


def test_symbols_of_legend_are_drawn_from_the_style(open_map):
    page = open_map(f"{DRILLED}&lang=en").page
    images = page.locator(".hg-facilities i").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).backgroundImage)"
    )
    assert len(set(images)) == len(images) == 6
    assert all(image.startswith('url("data:image/svg+xml,') for image in images)

"""Compare in a real browser: picking, maps and plot that move and light together, no frame made anew, axe, phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.sweeps import EN_NOW, FA_NOW

PAINTED = """(side) => { const frames = [...document.querySelectorAll("iframe[src*=folium]")];
  const painted = frames[side]?.contentDocument?.documentElement?.dataset?.painted; return painted || false; }"""
VIEW = "[map.getZoom(), map.getCenter().lat, map.getCenter().lng]"
POINT = """async (code) => {
  const url = performance.getEntriesByType("resource").find((one) => one.name.includes("/boundaries/")).name;
  const at = (await (await fetch(url)).json()).features.find((one) => one.id === code).properties.at;
  const point = window.map.latLngToContainerPoint(at); return [point.x, point.y]; }"""

# P-code, and where on the page its point stands, of every point that Plotly drew.
POINTS = """() => { const plot = document.querySelector(".js-plotly-plot"), codes = plot.data[0].customdata;
  return Object.fromEntries([...plot.querySelectorAll(".point")].map((one) => {
    const box = one.getBoundingClientRect(), code = codes[one.__data__.i][0];
    return [code, [box.x + box.width / 2, box.y + box.height / 2]]; })); }"""
LIT = """() => [...new Set([...document.querySelectorAll(".hg-lit")].map((one) =>
  [...document.querySelectorAll("[data-code]")].find((area) => area.getAttribute("d") === one.getAttribute("d"))
    ?.dataset.code))]"""
# What still moves as the page comes together would leave the pointer on a neighbour.
STILL = """(side) => new Promise((done) => { let last, same = 0;
  const look = () => {
    const { x, y, width, height } = document.querySelectorAll("iframe[src*=folium]")[side].getBoundingClientRect();
    const now = [x, y, width, height].join();
    same = now === last ? same + 1 : 0; last = now;
    if (same > 20) done(); else requestAnimationFrame(look);
  };
  look(); })"""
NAMES = {"IR2302": {"fa": "دماوند", "en": "Damavand"}, "IR2309": {"fa": "شهریار", "en": "Shahriar"}}


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


@pytest.mark.parametrize("lang", ["en"])
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


@pytest.mark.parametrize("lang", ["fa"])
def test_two_maps_move_together(open_compare, lang):
    page = open_compare(f"period2=1401&lang={lang}", sides=2)
    one, other = frames(page)
    one.evaluate("map.setView([35.6, 51.5], 10, { animate: false })")
    assert other.evaluate(VIEW) == pytest.approx(one.evaluate(VIEW), abs=0.01)
    other.evaluate("map.panBy([120, -40], { animate: false })")
    assert one.evaluate(VIEW) == pytest.approx(other.evaluate(VIEW), abs=0.01)


def test_two_maps_fit_their_areas_again_in_a_window_of_another_size_and_go_home_together(open_compare):
    small = open_compare("period2=1401&lang=en", sides=2, viewport=(900, 768))
    wanted = frames(small)[0].evaluate(VIEW)
    page = open_compare("period2=1401&lang=en", sides=2)
    assert frames(page)[0].evaluate(VIEW)[0] != wanted[0]
    page.set_viewport_size({"width": 900, "height": 768})
    page.evaluate(STILL, 1)
    for one in frames(page):
        assert one.evaluate(VIEW) == pytest.approx(wanted, abs=0.01)
    frames(page)[0].evaluate("map.setView([35.6, 51.5], 11, { animate: false })")
    page.frame_locator("iframe[src*=folium]").nth(1).get_by_role("button", name="Show the whole area").click()
    for one in frames(page):
        assert one.evaluate(VIEW) == pytest.approx(wanted, abs=0.01)


def onto(page, code, side=0):
    """Move the pointer onto an area of a map."""
    page.evaluate(STILL, side)
    box = page.locator("iframe[src*=folium]").nth(side).bounding_box()
    x, y = frames(page)[side].evaluate(POINT, code)
    page.mouse.move(box["x"] + x, box["y"] + y)


def away(page):
    page.mouse.move(2, 2)


def lit(page, text, side=0):
    """The areas outlined on a map once its tooltip says the text."""
    expect(page.frame_locator("iframe[src*=folium]").nth(side).locator(".hg-tip")).to_contain_text(text)
    return frames(page)[side].evaluate(LIT)


@pytest.mark.parametrize("lang", FA_NOW)
def test_point_of_the_scatter_lights_its_area_on_the_map_without_a_run(open_compare, lang):
    page = open_compare(f"lang={lang}")
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(len(frame))))
    page.reload()
    page.wait_for_function(PAINTED, arg=0)
    expect(page.locator(".js-plotly-plot .point").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    points, before = page.evaluate(POINTS), len(sent)
    assert before > 0
    for code, names in NAMES.items():
        page.mouse.move(*points[code])
        assert lit(page, names[lang]) == [code]
    away(page)
    expect(page.frame_locator("iframe[src*=folium]").locator(".hg-lit, .hg-tip")).to_have_count(0)
    assert len(sent) == before


@pytest.mark.parametrize("lang", EN_NOW)
def test_area_of_the_map_marks_its_point_by_pointer_and_by_focus(open_compare, lang):
    page = open_compare(f"lang={lang}")
    mark, area = page.locator(".hg-point"), "[data-code=IR2309]"
    expect(page.locator(".js-plotly-plot .point").first).to_be_visible()
    onto(page, "IR2302")
    expect(mark).to_have_text(NAMES["IR2302"][lang])
    ring, point = mark.bounding_box(), page.evaluate(POINTS)["IR2302"]
    centre = [ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2]
    assert centre == pytest.approx(point, abs=2)
    away(page)
    expect(mark).to_have_count(0)
    (frame,) = frames(page)
    frame.focus(area)
    expect(mark).to_have_text(NAMES["IR2309"][lang])
    frame.evaluate("document.activeElement.blur()")
    expect(mark).to_have_count(0)
    onto(page, "IR2304")  # distorted by the city boundary: in no class, and no point
    expect(page.frame_locator("iframe[src*=folium]").locator(".hg-tip")).to_be_visible()
    expect(mark).to_have_count(0)


def test_map_and_scatter_stay_linked_through_other_figures_and_the_other_language(open_compare):
    page = open_compare("lang=fa")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".hg-chart-head h2").first).to_have_text("Each point is one county")
    page.locator("[class*=st-key-indicator2-]").get_by_role("combobox").click()
    page.get_by_role("option", name="Training places", exact=True).click()
    expect(page.locator(".hg-title h1")).to_contain_text("Training places")
    page.wait_for_function("() => document.querySelector('iframe[src*=folium]').contentDocument.documentElement.dataset"
                           ".painted.includes('indicator2=training_places')")  # fmt: skip
    expect(page.locator(".js-plotly-plot")).to_have_count(1)  # the chart before stays until the new one is drawn
    expect(page.locator(".js-plotly-plot")).to_contain_text("Training places")
    page.mouse.move(*page.evaluate(POINTS)["IR2302"])
    assert lit(page, "Damavand") == ["IR2302"]
    away(page)
    onto(page, "IR2302")
    expect(page.locator(".hg-point")).to_have_text("Damavand")
    ring, point = page.locator(".hg-point").bounding_box(), page.evaluate(POINTS)["IR2302"]
    assert [ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2] == pytest.approx(point, abs=2)


@pytest.mark.parametrize("lang", ["fa"])
def test_area_of_one_map_is_lit_on_the_other_with_the_figures_of_that_one(open_compare, lang):
    page = open_compare(f"period2=1401&lang={lang}", sides=2)
    tips = [page.frame_locator("iframe[src*=folium]").nth(side).locator(".hg-tip") for side in (0, 1)]
    onto(page, "IR2302")
    assert lit(page, NAMES["IR2302"][lang], side=1) == ["IR2302"]
    assert frames(page)[0].evaluate(LIT) == []
    told, here = tips[1].inner_text().split("\n"), tips[0].inner_text()
    assert not all(line in here for line in told)
    onto(page, "IR2302", side=1)
    expect(tips[1].locator("small")).to_be_visible()  # its own tooltip, with the sources
    assert all(line in tips[1].inner_text() for line in told)
    assert lit(page, NAMES["IR2302"][lang]) == ["IR2302"]
    onto(page, "IR2309", side=1)
    assert lit(page, NAMES["IR2309"][lang]) == ["IR2309"]
    away(page)
    for side in (0, 1):
        expect(page.frame_locator("iframe[src*=folium]").nth(side).locator(".hg-lit, .hg-tip")).to_have_count(0)


@pytest.mark.parametrize(("query", "lang"), [("areas=IR2303,IR2309", "fa"), ("groups2=refugee", "en")])
def test_axe_finds_nothing_and_a_phone_needs_no_sideways_scrolling(open_compare, lang, query):
    page = open_compare(f"{query}&lang={lang}", sides=2 if "groups2" in query else 1, viewport=(420, 900))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found] == []


@pytest.mark.parametrize("lang", EN_NOW)
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

"""The sector pages in a real browser: list and map lead to each other, the frame stays, all of it within a second."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.map_page import MAP, MapPage
from tests.sweeps import EN_NOW, FA_NOW, sweep

LANGUAGES = ("fa", "en")
# The pages of the sectors are one page: one of them is looked at in every run, all of them in long ones.
# What depends on no language is driven in one of the two, by turns.
EACH = (("education", "fa"), ("health", "en"), ("livelihoods", "fa"))
OTHER = (("education", "en"), ("health", "fa"), ("livelihoods", "en"))
WIDE = (
    "[document.querySelector('[data-testid=stMain]').scrollWidth - document.querySelector('[data-testid=stMain]')"
    ".clientWidth, document.documentElement.scrollWidth - innerWidth]"
)
CHOSEN = """() => [...document.querySelectorAll(".hg-list tbody tr")]
  .filter((row) => getComputedStyle(row).backgroundColor === "rgb(255, 243, 209)").map((row) => row.innerText)"""
STANDS = """(charts) => document.querySelectorAll(".js-plotly-plot .main-svg").length >= charts
  && document.querySelector(".hg-list, .hg-empty")
  && document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning"
  && document.querySelector("iframe[src*=folium]")?.contentDocument?.documentElement?.dataset?.facilities"""

# From now until another title, all its charts, the list and the map with its facilities stand, in milliseconds.
WATCH = """() => {
  const title = () => document.querySelector(".hg-title h1")?.innerText, old = title(), began = performance.now();
  const frame = () => document.querySelector("iframe[src*=folium]");
  document.querySelectorAll(".js-plotly-plot, iframe[src*=folium]").forEach((one) => { one.dataset.old = 1; });
  window.complete_ms = 0;
  const look = () => {
    const drawn = document.querySelectorAll(".js-plotly-plot .main-svg").length;
    const complete = title() !== old && drawn && !document.querySelector("[data-old]")
      && document.querySelectorAll(".hg-chart-foot details").length * 2 <= drawn && document.querySelector(".hg-list")
      && frame()?.contentDocument?.documentElement?.dataset?.facilities
      && document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning";
    if (complete) window.complete_ms = performance.now() - began;
    else requestAnimationFrame(look);
  };
  look();
}"""


@pytest.fixture
def open_sector(page_factory):
    """Open a sector's page: ``open_sector("health", "lang=en", viewport=(1366, 768)) -> MapPage``."""

    def open_(sector, query, viewport=(1366, 768)):
        lang = "en" if "lang=en" in query else "fa"
        opened = MapPage(page_factory(viewport, lang)).open(f"/{sector}?{query}")
        opened.page.wait_for_function(STANDS, arg=5)
        return opened

    return open_


def names(opened):
    return opened.page.locator(".hg-list tbody th").all_inner_texts()


@pytest.mark.parametrize("lang", ["fa"])
def test_row_leads_to_its_facility_on_the_map_and_a_symbol_to_its_row(open_sector, lang):
    opened = open_sector("livelihoods", f"lang={lang}")
    page, frame = opened.page, opened.frame
    opened.mark()
    row = page.locator(".hg-list tbody tr").nth(9)
    row.scroll_into_view_if_needed()
    name, before = row.locator("a").inner_text(), opened.zoom()[0]
    row.locator("td").nth(1).click(force=True)  # the whole row is the link
    expect(frame.locator(".hg-pin span")).to_have_text(name)
    expect(page.locator(".st-key-sector_chosen")).to_contain_text(name)
    assert opened.zoom()[0] > before
    opened.still()  # a page that is still being laid out changes the width of its map
    pin, size = frame.locator(".hg-pin").bounding_box(), page.locator(MAP).bounding_box()
    assert abs(pin["x"] - size["x"] - size["width"] / 2) < 40
    page.wait_for_function(f"{CHOSEN.strip()}".replace("() =>", "() => (") + ").length === 1")
    assert page.evaluate(CHOSEN)[0].startswith(name)
    assert re.search("place=[a-z_0-9]+", page.url)
    # The other way: a symbol on the map.
    zoom = opened.zoom()
    marks = frame.locator(".hg-place")
    titles = [marks.nth(place).get_attribute("title") for place in range(marks.count())]
    other = next(title for title in titles if title != name)
    marks.nth(titles.index(other)).dispatch_event("click")
    expect(page.locator(".st-key-sector_chosen")).to_contain_text(other)
    page.wait_for_function(f"(name) => ({CHOSEN})()[0]?.startsWith(name)", arg=other)
    expect(frame.locator(".leaflet-popup")).to_contain_text(other)
    assert opened.zoom()[0] == zoom[0], "what was chosen on the map moves nothing"
    page.get_by_role("button", name="Close" if lang == "en" else "بستن", exact=True).last.click()
    expect(page.locator(".st-key-sector_chosen")).to_have_count(0)
    assert opened.is_marked(), "the frame is never made anew"
    assert opened.trouble == []


@pytest.mark.parametrize("lang", ["en"])
def test_clicked_county_filters_the_page_and_a_clicked_district_the_list(open_sector, lang):
    opened = open_sector("education", f"lang={lang}")
    page = opened.page
    opened.mark()
    everywhere = page.locator(".st-key-sector_head h2").inner_text()
    page.locator(MAP).scroll_into_view_if_needed()
    opened.click_area("IR2306")
    opened.until("area=IR2306", "level=district")
    expect(page.locator(".st-key-sector_head h2")).not_to_have_text(everywhere)
    county = page.locator(".st-key-sector_head h2").inner_text()
    page.wait_for_function(STANDS, arg=5)
    page.wait_for_timeout(300)
    code = next(one for one in opened.view["areas"] if opened.in_sight(one))
    district = opened.view["areas"][code][1]
    opened.frame.locator(f"path[data-code={code}]").dispatch_event("click")
    expect(page.locator(".st-key-sector_head h2")).not_to_have_text(county)
    name = district.split("(")[0].strip()
    # The heading of the list comes before its rows.
    page.wait_for_function(
        "(name) => [...document.querySelectorAll('.hg-list tbody td:nth-child(4)')]"
        ".every((one) => one.innerText.startsWith(name))",
        arg=name,
    )
    where = page.locator(".hg-list tbody td:nth-child(4)").all_inner_texts()
    assert {one.split("(")[0].strip() for one in where} == {name}
    page.wait_for_url(re.compile(f"areas={code}"))
    assert opened.is_marked()
    opened.frame.locator(f"path[data-code={code}]").dispatch_event("click")
    expect(page.locator(".st-key-sector_head h2")).to_have_text(county)
    assert opened.trouble == []


def test_change_of_page_takes_one_run_and_few_bytes(page_factory):
    """What a change of page costs without a clock: two runs would send about twice the messages."""
    page, messages = page_factory((1366, 768), "fa"), []
    page.on("websocket", lambda one: one.on("framereceived", lambda data: messages.append(len(data))))
    page.goto("/education?lang=fa")
    page.wait_for_function(STANDS, arg=5)
    cost = {}
    for sector in ("livelihoods", "health", "livelihoods", "education"):
        page.wait_for_timeout(500)
        messages.clear()
        page.evaluate(WATCH)
        page.locator(f".st-key-menu a[href*={sector}]").click()
        page.wait_for_function("() => window.complete_ms")
        page.wait_for_timeout(500)
        cost[sector] = len(messages), sum(messages), round(page.evaluate("window.complete_ms"))
    assert all(count < 140 and size < 250_000 for count, size, _ms in cost.values()), cost


@pytest.mark.parametrize(("sector", "lang"), sweep(*EACH, *OTHER, now=[0]))
def test_axe_finds_nothing(open_sector, sector, lang):
    opened = open_sector(sector, f"lang={lang}&area=IR2303&level=district&groups=refugee")
    found = Axe().run(opened.page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


@pytest.mark.parametrize(("sector", "lang"), sweep(*OTHER, now=[1]))
def test_phone_has_no_side_scroll_and_folds_the_choices(open_sector, sector, lang):
    opened = open_sector(sector, f"lang={lang}", viewport=(420, 900))
    assert opened.page.evaluate(WIDE) == [0, 0]
    expect(opened.page.locator(".st-key-controls")).to_be_hidden()
    opened.page.get_by_text("Choices" if lang == "en" else "گزینه‌ها").click()
    expect(opened.page.locator(".st-key-controls")).to_be_visible()
    assert opened.page.evaluate(WIDE) == [0, 0]


@pytest.mark.parametrize("lang", ["fa"])
def test_list_is_the_same_after_reload_and_by_its_link(open_sector, page_factory, lang):
    page = open_sector("livelihoods", f"lang={lang}").page
    word = "Workshop" if lang == "en" else "کارگاه"
    field = page.locator(".st-key-sector_controls input[type=search]")
    field.fill(word)
    field.press("Enter")
    page.wait_for_url(re.compile("find="))
    made = page.locator(".hg-list tbody th").all_inner_texts()
    assert made
    assert all(word in name for name in made)
    page.reload()
    expect(page.locator(".hg-list tbody th")).to_have_text(made)
    expect(field).to_have_value(word)
    other = page_factory((1366, 768), lang)
    other.goto(page.url)
    expect(other.locator(".hg-list tbody th")).to_have_text(made)


BOXES = """() => [".st-key-sector_head", ".st-key-sector_map", ".hg-list-fold", ".hg-list"].map((name) => {
  const box = document.querySelector(name).getBoundingClientRect();
  return [box.top, box.bottom]; })"""
CUT = """() => { const box = document.querySelector(".hg-list");
  const cells = [...box.querySelectorAll("tbody :is(th, td)")];
  return [box.scrollWidth - box.clientWidth, ...cells.map((one) => one.scrollWidth - one.clientWidth)]; }"""


@pytest.mark.parametrize("lang", FA_NOW)
def test_phone_shows_the_map_before_the_list_and_folds_the_lists_choices(open_sector, lang):
    opened = open_sector("livelihoods", f"lang={lang}", viewport=(420, 900))
    page = opened.page
    tops = [top for top, _bottom in page.evaluate(BOXES)]
    assert tops == sorted(tops)
    assert max(page.evaluate(CUT)) <= 0
    expect(page.locator(".st-key-sector_controls")).to_be_hidden()
    page.locator(".hg-list-fold").click()
    expect(page.locator(".st-key-sector_controls")).to_be_visible()
    assert page.evaluate(WIDE) == [0, 0]
    field = page.locator(".st-key-sector_controls input[type=search]")
    field.fill("1")
    field.press("Enter")
    page.wait_for_url(re.compile("find=1"))
    page.wait_for_timeout(500)
    expect(field).to_be_visible()  # a choice folds nothing


@pytest.mark.parametrize(("sector", "lang"), sweep(*EACH, now=[0]))
def test_list_ends_where_the_map_and_its_legend_end(open_sector, sector, lang):
    page = open_sector(sector, f"lang={lang}").page
    for width, height in ((1366, 768), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(500)  # the frame of the map follows its column
        _head, (top, bottom), _fold, (list_top, list_bottom) = page.evaluate(BOXES)
        assert abs(list_top - top) <= 1
        assert abs(list_bottom - bottom) <= 1
        assert max(page.evaluate(CUT)) <= 0
        foot = page.locator(".st-key-sector_list .hg-chart-foot").bounding_box()
        assert 0 <= foot["y"] - list_bottom < 12


def test_keyboard_reaches_a_row_and_keeps_its_place(open_sector):
    opened = open_sector("health", "lang=en")
    link = opened.page.locator(".hg-list tbody a").nth(5)
    link.focus()
    opened.page.keyboard.press("Enter")
    expect(opened.frame.locator(".hg-pin span")).to_have_text(link.inner_text())
    assert opened.page.evaluate("document.activeElement.innerText") == link.inner_text()


def test_popovers_show_what_is_chosen_also_when_opened_runs_later(open_sector):
    opened = open_sector("education", "lang=en&scheme=quantiles&kinds=primary_school&statuses=planned")
    page = opened.page
    opened.choose("period", "2024/25 (1403)")
    page.wait_for_url(re.compile("period=1403"))
    page.get_by_role("button", name="Kind and status").click()
    chosen = page.locator("[data-testid=stButtonGroup] button[data-selected=true]")
    expect(chosen).to_have_text(["Primary school", "planned"])
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More", exact=True).click()
    expect(page.locator("[class*=st-key-scheme-]").get_by_role("combobox")).to_have_value("Quantiles")


@pytest.mark.parametrize("lang", EN_NOW)
def test_district_of_the_strip_is_lit_on_the_map_below_that_paints_counties(open_sector, lang):
    opened = open_sector("education", f"lang={lang}", viewport=(1920, 1080))
    plot = opened.page.locator(".st-key-chart_districts .js-plotly-plot")
    plot.scroll_into_view_if_needed()
    dot = plot.locator(".point").last  # each dot is drawn, so that their order is that of the codes with a figure
    code, name = plot.evaluate("(one) => one.data[0].customdata.filter((_, i) => one.data[0].x[i] != null).at(-1)")
    box = dot.bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(opened.frame.locator(".hg-lit")).to_have_count(2)
    assert opened.frame.locator(".hg-tip").inner_text() == name
    box, (x, y) = opened.frame.locator(".hg-lit").last.bounding_box(), opened.point(code)
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]
    opened.page.mouse.move(2, 2)
    expect(opened.frame.locator(".hg-lit, .hg-tip")).to_have_count(0)


@pytest.mark.parametrize("lang", ["en"])
def test_list_stays_when_its_numbers_change_after_another_year(open_sector, lang):
    """The box of rows then holds the text of a choice that is gone."""
    page = open_sector("health", f"lang={lang}").page
    for control, wanted in (("period", "1402"), ("area", {"fa": "ورامین", "en": "Varamin"}[lang])):
        box = page.locator(f".st-key-{control}-{lang}").get_by_role("combobox")
        box.click()
        text = {"1402": {"fa": "۱۴۰۲", "en": "2023/24 (1402)"}[lang]}.get(wanted, wanted)
        page.get_by_role("option", name=text, exact=True).click()
        page.wait_for_url(re.compile("period=1402" if control == "period" else "area=IR2306"))
    expect(page.locator(".hg-list tbody tr").first).to_be_visible()
    expect(page.locator(".st-key-sector_list").get_by_role("alert")).to_have_count(0)

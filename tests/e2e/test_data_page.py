"""Data and methods in a browser: reached, read, opened, taken, in both languages and on a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.map_page import MapPage
from tests.sweeps import EN_NOW, FA_NOW, sweep

MAP_LINK = {"fa": "نقشهٔ بخش‌ها", "en": "Map of the districts"}
DISTRICTS = {"fa": "بخش‌ها (CSV)", "en": "Districts (CSV)"}
TOO_WIDE = """() => [document.documentElement.scrollWidth - innerWidth,
  (one => one.scrollWidth - one.clientWidth)(document.querySelector("[data-testid=stMain]"))]"""
SECTIONS = ("sources", "indicators", "quality", "boundaries", "disclosure", "glossary", "downloads")


@pytest.fixture
def open_data(page_factory):
    def open_(lang, viewport=(1366, 768)):
        page = page_factory(viewport, lang)
        page.goto(f"/data?lang={lang}")
        expect(page.locator(".st-key-data_files button").nth(31)).to_be_attached()
        return page

    return open_


def unfold(page):
    page.locator("#check-coverage").wait_for()
    page.evaluate("document.querySelectorAll('.hg-fold details').forEach((one) => { one.open = true; })")


@pytest.mark.parametrize("lang", FA_NOW)
def test_axe_finds_nothing_with_the_findings_folded_and_unfolded(open_data, lang):
    page = open_data(lang)
    found = Axe().run(page).response["violations"]
    unfold(page)
    found += Axe().run(page).response["violations"]
    told = [(violation["id"], node["target"], node["html"][:200]) for violation in found for node in violation["nodes"]]
    assert told == []
    expect(page.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize("lang", FA_NOW)
@pytest.mark.parametrize("viewport", sweep(((420, 900),), ((1366, 768),), now=[0]))
def test_nothing_is_wider_than_the_screen(open_data, lang, viewport):
    page = open_data(lang, viewport)
    assert page.evaluate(TOO_WIDE) == [0, 0]
    unfold(page)
    assert page.evaluate(TOO_WIDE) == [0, 0]


@pytest.mark.parametrize("lang", ["fa"])
def test_contents_lead_to_each_section_by_keyboard_too(open_data, lang):
    page = open_data(lang)
    for name in SECTIONS:
        link = page.locator(f".hg-contents a[href='#{name}']")
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_function(
            "(name) => Math.abs(document.getElementById(name).getBoundingClientRect().top) < 120"
            " || (one => one.scrollTop + one.clientHeight >= one.scrollHeight - 2)"
            "(document.querySelector('[data-testid=stMain]'))",
            arg=name,
        )
    assert "lang=" in page.url  # the view's link is still whole


@pytest.mark.parametrize("lang", EN_NOW)
def test_folded_page_is_short_on_a_phone(open_data, lang):
    page = open_data(lang, (420, 900))
    page.locator("#check-coverage").wait_for()
    assert page.locator(".hg-fold details[open]").count() == 0
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") < 8000


def is_in_sight(page, name):
    page.wait_for_function(
        "(name) => { const { top } = document.getElementById(name).getBoundingClientRect();"
        " return top > -5 && top < innerHeight - 100; }",
        arg=name,
    )


def test_card_opens_by_mouse_and_by_keyboard(open_data):
    page = open_data("en")
    card = page.locator("#indicator-school_space")
    expect(card.locator("dl")).to_be_hidden()
    expect(card.locator("summary")).to_contain_text("square metres per pupil · sum of floor area ÷ sum of pupils")
    card.locator("summary").click()
    expect(card.locator("dl")).to_be_visible()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(card.locator("dl")).to_be_hidden()


def test_row_of_the_findings_opens_what_was_found_again_and_again(open_data):
    page = open_data("en")
    row = page.locator(".hg-checks a[href='#check-totals']")
    for _time in range(2):
        row.click()
        expect(page.locator("#check-totals table")).to_be_visible()
        is_in_sight(page, "check-totals")
        page.locator("#check-totals summary").click()
        expect(page.locator("#check-totals table")).to_be_hidden()


@pytest.mark.parametrize("query", sweep("?lang=en", "", now=[1]))
@pytest.mark.parametrize("name", ["quality", "indicator-priority_index", "check-old"])
def test_link_to_a_part_opens_it_and_brings_it_into_sight(page_factory, query, name):
    page = page_factory((1366, 768), "en")
    page.goto(f"/data{query}#{name}")
    page.locator("#check-coverage").wait_for()
    is_in_sight(page, name)
    if name != "quality":
        expect(page.locator(f"#{name} details")).to_have_attribute("open", "")
        assert page.locator(".hg-fold details[open]").count() == 1


def test_an_address_that_ends_in_no_code_for_letters_breaks_nothing(page_factory):
    page = page_factory((1366, 768), "en")
    broken = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto("/data?lang=en#100%")
    page.locator("#check-coverage").wait_for()
    page.evaluate("location.hash = '#%E0%A4%A'")
    page.evaluate("location.hash = '#check-old'")
    expect(page.locator("#check-old details")).to_have_attribute("open", "")
    assert broken == []


def test_paper_shows_what_the_screen_folds(open_data):
    page = open_data("en")
    page.locator("#check-coverage").wait_for()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".hg-fold details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".hg-fold details[open]").count() == 0


@pytest.mark.parametrize("lang", ["en"])
def test_a_table_is_taken_and_its_map_is_one_click_away(open_data, lang):
    page = open_data(lang)
    with page.expect_download() as told:
        page.get_by_role("button", name=DISTRICTS[lang]).first.click()
    rows = told.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert told.value.suggested_filename == "hamgam_school_seats_district_1404.csv"
    assert len(rows) == 36
    page.get_by_role("link", name=MAP_LINK[lang]).first.click()
    MapPage(page).until("&level=district&", "indicator=school_seats&")


def test_menu_leads_here_and_the_view_of_the_map_stays(open_map):
    page = open_map("indicator=health_houses&period=1402&lang=en").page
    page.get_by_role("link", name="Data and methods").click()
    expect(page.locator(".hg-contents")).to_be_visible()
    expect(page.get_by_role("region", name="Findings for 2023/24 (1402)")).to_be_visible()
    page.wait_for_url(re.compile("indicator=health_houses"))

"""Area profile in a real browser: choosing an area, the printed page as a download, axe, a phone."""

import re
from itertools import product

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.sweeps import FA_NOW, sweep

LANGUAGES = ("fa", "en")
PLOT = ".st-key-chart_people .js-plotly-plot .main-svg"


@pytest.fixture
def open_area(page_factory):
    def open_(query, viewport=(1366, 768)):
        page = page_factory(viewport, "en" if "lang=en" in query else "fa")
        page.goto(f"/area?{query}")
        expect(page.locator(".hg-area-notes")).to_be_visible()
        expect(page.locator(PLOT).first).to_be_visible()
        return page

    return open_


@pytest.mark.long
@pytest.mark.parametrize("lang", FA_NOW)
def test_print_makes_one_page_in_the_language_of_the_screen(open_area, lang):
    page = open_area(f"areas=IR2319&lang={lang}")
    button = page.get_by_role("button", name=re.compile("PDF"))
    with page.expect_download() as waited:
        button.click()
    assert waited.value.suggested_filename == f"hamgam_area_IR2319_1404_host-refugee-documented_{lang}.pdf"
    with pypdfium2.PdfDocument(waited.value.path()) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
    assert ("Baharestan County" if lang == "en" else "شهرستان بهارستان") in text
    assert ("Page 1 of 1" if lang == "en" else "۱ از ۱") in text


@pytest.mark.parametrize("lang", ["fa"])
def test_another_area_is_chosen_by_keyboard(open_area, lang):
    page = open_area(f"areas=IR231902&lang={lang}")
    page.goto(f"/area?areas=IR2319&lang={lang}")  # what the process knows of the other one it knows now
    expect(page.locator(".hg-kicker")).not_to_contain_text("Bostan" if lang == "en" else "بوستان")
    expect(page.locator(PLOT).first).to_be_visible()
    box = page.get_by_role("combobox").first
    box.focus()
    page.keyboard.type("Bostan" if lang == "en" else "بوستان")
    page.keyboard.press("Enter")
    expect(page.locator(".hg-kicker")).to_contain_text("Bostan" if lang == "en" else "بوستان")
    expect(page.locator(".hg-area-sheet").last).to_contain_text("UNHCR" if lang == "en" else "کمیساریای")
    expect(page).to_have_url(re.compile("areas=IR231902"))


@pytest.mark.parametrize(
    ("query", "lang"),
    sweep(*product(["areas=IR2303", "areas=IR231902&groups=refugee"], LANGUAGES), now=[0, 3]),
)
def test_axe_finds_nothing_and_a_phone_needs_no_sideways_scrolling(open_area, lang, query):
    page = open_area(f"{query}&lang={lang}", viewport=(420, 900))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    # No table is wider than the phone, and none of its cells has room for a letter only.
    for sheet in page.locator(".hg-area-sheet").all():
        assert sheet.evaluate("(one) => one.scrollWidth - one.clientWidth") <= 0
    assert min(page.locator(".hg-area-sheet td").evaluate_all("all => all.map((one) => one.clientWidth)")) > 120
    assert (
        page.locator(".hg-area-sheet tbody tr").evaluate_all("all => Math.max(...all.map((o) => o.clientHeight))") < 260
    )
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found] == []


@pytest.mark.parametrize("lang", FA_NOW)
def test_the_locator_is_drawn_and_told(open_area, lang):
    page = open_area(f"areas=IR231902&lang={lang}")
    picture = page.locator(".hg-locator img")
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 100
    assert ("Bostan District" if lang == "en" else "بخش بوستان") in picture.get_attribute("alt")

"""The browser's history: one entry for each view; after a language switch page and shell speak one language."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.map_page import still
from tests.e2e.test_links_and_drilling import SWITCH, assert_page
from tests.sweeps import FA_NOW


@pytest.mark.parametrize("lang", FA_NOW)
def test_history_over_a_language_switch_shows_shell_and_page_in_the_language_of_the_address(open_map, lang):
    other = "en" if lang == "fa" else "fa"
    opened = open_map(f"indicator=health_posts&lang={lang}")
    opened.mark()
    opened.page.get_by_role("button", name=SWITCH[lang]).click()
    opened.until(f"lang={other}&")
    assert_page(opened, other)

    opened.page.go_back()
    opened.until(f"lang={lang}&")
    assert_page(opened, lang)
    expect(opened.page.get_by_role("button", name=SWITCH[other])).to_have_count(0)

    opened.page.go_forward()
    opened.until(f"lang={other}&", "indicator=health_posts&")
    assert_page(opened, other)
    assert opened.is_marked(), "the frame was mounted anew"
    assert opened.trouble == []


def test_each_page_and_each_choice_is_one_press_of_back(open_map):
    opened = open_map("indicator=health_posts&lang=en")
    page = opened.page
    pages = {"health": "Health", "area": "Area profile", "data": "Data and methods"}
    titles = pages | {"gap_map": "Gap map"}

    def stands(path):
        expect(page).to_have_url(re.compile(f"/{path}[?].*lang=en"))
        expect(page).to_have_title(f"{titles[path]} · Hamgam")
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        still(page)

    for path, name in pages.items():
        page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True).click()
        stands(path)
    for path in ("area", "health", "gap_map"):
        page.go_back()
        stands(path)
    opened.until("indicator=health_posts&")
    opened.click_area("IR2309")
    opened.until("area=IR2309&")
    page.go_back()
    opened.until("area=IR23&", "indicator=health_posts&")
    assert opened.trouble == []


def test_one_press_leaves_the_first_view_whatever_its_link_left_out(page_factory, server):
    page = page_factory((1366, 768), "en")
    other = f"{server.url}/component/streamlit_folium.st_folium/index.html"  # a page that is not the dashboard's
    page.goto(other)
    for link in ("/", "/gap_map?indicator=health_posts&lang=en"):
        page.goto(link)
        expect(page).to_have_url(re.compile("indicator=.*lang="))
        expect(page.get_by_test_id("stSidebar")).to_be_visible()
        page.wait_for_function("() => window.hamgamPage")
        page.go_back()
        expect(page).to_have_url(other)

"""Links from figures to the profile of an area and to the definition of an indicator, in the same session, and back."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e.map_page import MapPage
from tests.sweeps import sweep

# tests/pages/test_onward.py has what the links say in both languages; where they lead is driven in one, by turns.
VIEW = "period=1403&groups=refugee"
KEPT = ("period=1403", "groups=refugee", "areas=IR23")


@pytest.fixture
def open_page(page_factory):
    def open_(link, lang, ready, viewport=(1366, 768)):
        page = page_factory(viewport, lang)
        page.goto(f"{link}&lang={lang}")
        expect(page.locator(ready).first).to_be_visible(timeout=30_000)
        expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
        page.wait_for_function("() => window.hamgamPage")  # until then a link is a plain one
        page.evaluate("window.left_by_test = true")
        return page

    return open_


def follow(page, link, lang, goal):
    """Click, arrive in the same session with the same choices, and come back."""
    came = page.url
    link.click()
    expect(page).to_have_url(re.compile(goal))
    for part in KEPT:
        assert part in page.url
    assert f"lang={lang}" in page.url
    yield
    assert page.evaluate("window.left_by_test") is True, "the page was not loaded again"
    page.go_back()
    expect(page).to_have_url(came)


@pytest.mark.parametrize("lang", ["fa"])
def test_ranking_leads_to_the_profile_and_back(open_page, lang):
    page = open_page("/gap_map?indicator=school_seats&period=1403&groups=refugee", lang, ".hg-ranking tbody a")
    link = page.locator(".hg-ranking tbody a").nth(2)
    name, told = link.inner_text(), link.get_attribute("aria-label")
    assert told == {"fa": f"شناسنامهٔ {name}", "en": f"Profile of {name}"}[lang]
    for _there in follow(page, link, lang, r"/area\?.*areas=IR23\d\d"):
        expect(page.locator(".hg-kicker")).to_contain_text(name)
        expect(page.locator(".hg-title h1")).to_contain_text(
            {"fa": "پناهندگان", "en": "refugees"}[lang], ignore_case=True
        )
    expect(page.locator(".hg-ranking tbody a").nth(2)).to_have_text(name)


@pytest.mark.parametrize("lang", ["en"])
def test_card_of_a_place_leads_to_the_profile_of_its_district(page_factory, lang):
    link = f"/gap_map?indicator=school_seats&area=IR2303&level=district&place=IR230303&lang={lang}"
    page = MapPage(page_factory((1366, 768), lang)).open(link).page
    page.locator(".hg-card a.hg-profile").click()
    expect(page).to_have_url(re.compile(r"/area\?.*areas=IR230303"))
    expect(page.locator(".hg-said")).to_be_visible()


@pytest.mark.parametrize(
    ("page_name", "query", "place", "lang"),
    sweep(
        ("", "areas=IR2303,IR2319", ".hg-headline a.hg-info", "fa"),
        ("health", "indicator=health_posts&areas=IR2303", ".hg-title a.hg-info", "en"),
        ("area", "areas=IR2319&indicator=school_seats", ".hg-area-sheet a.hg-def", "fa"),
        ("compare", "areas=IR2303,IR2319", ".hg-side-by-side a.hg-def", "en"),
        now=[0],
    ),
)
def test_definition_opens_in_sight_with_the_focus_and_back_returns(open_page, page_name, query, place, lang):
    page = open_page(f"/{page_name}?{query}&{VIEW}", lang, place)
    link = page.locator(place).nth(0)
    told, part = link.get_attribute("title"), link.get_attribute("href").split("#")[1]
    assert told.startswith({"fa": "تعریف ", "en": "Definition of "}[lang])
    picked = areas_of(page)
    assert picked == areas_of(link), "also in a new tab"
    for _there in follow(page, link, lang, r"/data\?"):
        card = page.locator(f"#{part}")
        expect(card.locator("dl")).to_be_visible(timeout=15_000)
        expect(card.locator("summary")).to_be_focused()
        expect(card.get_by_role("heading").first).to_have_text(
            told.removeprefix({"fa": "تعریف ", "en": "Definition of "}[lang])
        )
        expect(card.locator("summary")).to_be_in_viewport()
        assert areas_of(page) == picked
    expect(page.locator(place).first).to_be_visible()


def areas_of(shown):
    """The areas picked in the address of a page, or of a link."""
    address = shown.url if hasattr(shown, "url") else shown.get_attribute("href")
    return parse_qs(urlsplit(address).query)["areas"][0].split(",")


@pytest.mark.parametrize("lang", ["en"])
def test_what_was_picked_in_the_list_alone_goes_along_to_a_definition(page_factory, lang):
    """The list runs by itself: the links around it were made before the pick."""
    opened = MapPage(page_factory((1366, 768), lang)).open(f"/health?area=IR2303&level=district&{VIEW}&lang={lang}")
    page = opened.page
    code = next(iter(opened.view["areas"]))
    opened.frame.locator(f"path[data-code={code}]").dispatch_event("click")
    expect(page).to_have_url(re.compile(f"areas={code}"))
    page.evaluate("window.left_by_test = true")
    for _there in follow(page, page.locator(".hg-title a.hg-info").first, lang, r"/data\?"):
        assert areas_of(page) == [code]
    assert areas_of(page) == [code]


@pytest.mark.parametrize("lang", ["fa"])
def test_second_definition_opens_after_the_first(open_page, lang):
    page = open_page(f"/health?indicator=health_posts&areas=IR2303&{VIEW}", lang, ".hg-title a.hg-info")
    for place in (".hg-title a.hg-info", ".st-key-chart_rehabilitation_share a.hg-info"):
        link = page.locator(place).first
        part = link.get_attribute("href").split("#")[1]
        for _there in follow(page, link, lang, r"/data\?"):
            expect(page.locator(f"#{part} dl")).to_be_visible(timeout=15_000)
        expect(page.locator(".st-key-chart_rehabilitation_share a.hg-info").first).to_be_visible(timeout=15_000)


@pytest.mark.parametrize(
    ("link", "lang"),
    sweep(
        ("/?", "fa"),
        ("/compare?areas=IR2303,IR2319", "en"),
        ("/gap_map?indicator=school_seats", "fa"),
        now=[1],
    ),
)
def test_axe_finds_nothing_in_the_links(open_page, lang, link):
    page = open_page(link, lang, "a.hg-info")
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found] == []

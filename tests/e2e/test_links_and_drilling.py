"""The view and its address: deep links on a cold server, drilling, the browser's history, two users at once."""

import re
import sqlite3
from contextlib import closing
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.map_page import MapPage

LANGUAGES = ("fa", "en")
DIRECTIONS = {"fa": "rtl", "en": "ltr"}
DRILLED = "indicator=health_houses&level=district&area=IR2303&period=1402"
DEEP = f"{DRILLED}&groups=refugee,documented&scheme=quantiles&classes=4"
SWITCH = {"fa": "English", "en": "فارسی"}


@pytest.fixture(scope="session")
def areas(demo_database):
    """Codes with a boundary by level: {2: counties, 3: districts}."""
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT level, pcode FROM admin_area WHERE boundary IS NOT NULL").fetchall()
    return {level: {code for own, code in rows if own == level} for level in (2, 3)}


def assert_page(opened, lang):
    html = opened.page.locator("html")
    expect(html).to_have_attribute("lang", lang)
    expect(html).to_have_attribute("dir", DIRECTIONS[lang])
    expect(opened.page.get_by_role("button", name=SWITCH[lang])).to_be_visible()
    expect(opened.page.locator(".hg-brand")).to_contain_text("Hamgam" if lang == "en" else "همگام")


@pytest.mark.parametrize("lang", ["fa"])
def test_every_page_is_drawn_without_leaving_the_machine_and_without_an_error(page_factory, areas, lang):
    opened = MapPage(page_factory((1366, 768), lang))
    opened.open(f"/gap_map?lang={lang}", "level=county")
    assert len(opened.fills()) == len(areas[2])
    assert_page(opened, lang)
    opened.open(f"/gap_map?lang={lang}&level=district", "level=district")
    assert len(opened.fills()) == len(areas[3])
    opened.open(f"/gap_map?lang={lang}&level=district&area=IR2303", "area=IR2303")
    inside = {code for code in areas[3] if code.startswith("IR2303")}
    assert len(opened.fills()) == len(inside) + len(areas[2]) - 1, "the county's districts and the other counties"
    assert opened.trouble == []


@pytest.mark.long
def test_first_request_of_a_cold_server_may_be_a_deep_link(start_server, demo_database, page_factory):
    server = start_server({"HAMGAM_DATABASE_URL": f"sqlite:///{demo_database}"})
    seen, zooms = {}, []
    for lang in ("en", "fa"):
        opened = MapPage(page_factory((1366, 768), lang, server.url)).open(f"/gap_map?{DEEP}&lang={lang}")
        assert_page(opened, lang)
        # The map is painted first and fitted again when the lines under it take their room.
        expect(opened.page.locator(".hg-foot")).to_be_visible()
        view = opened.view
        assert dict(parse_qsl(view["stamp"])).items() >= dict(parse_qsl(f"{DEEP}&lang={lang}")).items()
        # The address bar says what is painted, in the same words.
        expect(opened.page).to_have_url(f"{server.url}/gap_map?{view['stamp'].replace(',', '%2C')}")
        page = opened.page
        page.wait_for_function("() => document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'")
        # The frame takes its last size some moments after the lines; two looks alike say that it has.
        zoom = None
        while zoom != (zoom := opened.zoom()):
            page.wait_for_timeout(500)
        seen[lang] = [opened.colours(), view["fit"], view["level"], view["area"], sorted(opened.fills())]
        zooms.append(zoom)
        assert opened.trouble == []
    assert seen["en"] == seen["fa"]
    # A frame may be a pixel wider in one language; at this zoom a pixel is 0.0016 of a degree.
    assert zooms[0] == pytest.approx(zooms[1], abs=0.001)


def test_drilling_goes_into_a_county_and_back_by_button_history_and_reload(open_map, areas):
    opened = open_map("indicator=health_posts&lang=en")
    opened.click_area("IR2309")
    opened.until("area=IR2309&", "level=district&")
    expect(opened.page.locator(".hg-title h1")).to_contain_text("Shahriar County: ")  # the title follows the map
    assert set(opened.view["areas"]) == {code for code in areas[3] if code.startswith("IR2309")}

    opened.page.get_by_role("button", name="Back to Tehran province").click()
    opened.until("area=IR23&", "level=county&")
    assert len(opened.fills()) == len(areas[2])

    opened.page.go_back()
    opened.until("area=IR2309&")
    expect(opened.page.locator(".hg-title h1")).to_contain_text("Shahriar County: ")  # the title follows the map
    opened.page.go_back()
    opened.until("area=IR23&")
    opened.page.go_forward()
    opened.until("area=IR2309&")
    expect(opened.page).to_have_url(re.compile("area=IR2309&"))

    before = opened.view
    opened.page.reload()
    opened.until("area=IR2309&", "indicator=health_posts&")
    # A new frame is sent the names of settlements again; what was painted is the same.
    again = opened.view
    assert again["settlements"].pop("data")
    assert again == before
    assert opened.trouble == []


def test_county_beside_the_drilled_one_is_one_click_away(open_map):
    opened = open_map("indicator=health_posts&level=district&area=IR2309&lang=fa")
    beside = next(code for code in opened.view["others"] if opened.in_sight(code))
    name = opened.view["others"][beside]
    assert opened.hover(beside).strip() == name
    opened.click_area(beside)
    opened.until(f"area={beside}&")
    expect(opened.page.locator(".hg-title h1")).to_contain_text(f"شهرستان {name}: ")


def test_district_of_the_whole_province_leads_into_its_county(open_map):
    opened = open_map("level=district&lang=en")
    opened.click_area("IR230303")
    opened.until("area=IR2303&")


def test_two_users_with_different_views_do_not_mix(open_map):
    one = open_map("indicator=health_posts&lang=en")
    other = open_map("indicator=foreign_share&level=district&lang=fa")
    one.choose("period", "2023/24 (1402)")
    other.click_area("IR230303")
    one.until("period=1402&", "indicator=health_posts&", "lang=en&")
    other.until("area=IR2303&", "indicator=foreign_share&", "period=1404&", "lang=fa&")
    one.click_area("IR2301")
    one.until("area=IR2301&", "period=1402&")
    for opened, lang in ((one, "en"), (other, "fa")):
        assert_page(opened, lang)
        # The address follows the map, which is sent before everything else.
        opened.page.wait_for_url(lambda url, view=opened.painted: unquote(urlsplit(url).query) == view)
    assert "area=IR2303&" in f"{other.painted}&"

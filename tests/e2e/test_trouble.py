"""When something is missing: the page says so and the rest works."""

import re
import shutil
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.e2e.map_page import MAP, MapPage

HOSTILE = ('<img src=x onerror="window.top.struck = 1">', "</script><script>window.top.struck = 2</script>")

LATE = {
    "fa": "نقشه ترسیم نشد؛ صفحه را دوباره باز کنید. همهٔ رقم‌ها در جدول کنار آن هست.",
    "en": "The map could not be drawn; reload the page. The table beside it holds all figures.",
}


@pytest.fixture
def own_copy(demo_database, tmp_path):
    copy = tmp_path / "own.sqlite"
    shutil.copy(demo_database, copy)
    return copy


@pytest.mark.long
def test_database_that_goes_away_is_told_and_comes_back(start_server, own_copy, page_factory):
    server = start_server({"HAMGAM_DATABASE_URL": f"sqlite:///{own_copy}"})
    opened = MapPage(page_factory((1366, 768), "en", server.url)).open("/gap_map?period=1404&lang=en")
    away = own_copy.with_suffix(".away")
    own_copy.rename(away)
    # Facilities are read when somebody first asks to see them; all years are read while the server starts.
    opened.page.goto("/gap_map?kinds=hospital&lang=en")
    alert = opened.page.get_by_role("alert").filter(has_text="database").first
    expect(alert).to_be_visible()
    expect(opened.page.locator("[data-testid=stException]")).to_have_count(0)
    expect(opened.page.get_by_role("button", name="فارسی")).to_be_visible()

    away.rename(own_copy)
    opened.open("/gap_map?period=1401&kinds=hospital&lang=en")
    expect(opened.page.get_by_role("alert")).to_have_count(0)
    opened.choose("period", "2021/22 (1400)")
    opened.until("period=1400&")


def test_language_switch_needs_no_database(start_server, tmp_path, page_factory):
    server = start_server({"HAMGAM_DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite"})
    page = page_factory((1366, 768), "en", server.url)
    page.goto("/gap_map?lang=en")
    expect(page.get_by_role("alert").first).to_contain_text("The database file is missing")
    for lang, said in (("fa", "فایل پایگاه داده پیدا نشد"), ("en", "The database file is missing")):
        page.get_by_role("button", name="فارسی" if lang == "fa" else "English").click()
        expect(page.locator("html")).to_have_attribute("lang", lang)
        expect(page.get_by_role("alert").filter(has_text=said).first).to_be_visible()
        expect(page.get_by_role("alert").filter(has_not_text=said)).to_have_count(0)
        expect(page.locator(".hg-brand")).to_contain_text("Hamgam" if lang == "en" else "همگام")
        # Where no map was sent, none is late.
        expect(page.locator(".hg-late")).to_have_css("display", "none")


def test_boundaries_that_do_not_come_are_told_in_the_frame_and_the_ranking_stays(page_factory):
    page = page_factory((1366, 768), "fa")
    page.route(re.compile(r"/boundaries/"), lambda route: route.abort())
    page.goto("/gap_map?lang=fa")
    failure = page.frame_locator(MAP).locator("#hg-failure")
    expect(failure).to_contain_text("مرزها بار نشد")
    expect(failure).to_have_attribute("dir", "rtl")
    expect(page.locator(".hg-ranking tbody tr")).to_have_count(16)
    expect(page.locator("html")).to_have_attribute("data-map", "spoke")
    expect(page.locator(".hg-late")).to_be_hidden()
    # The next view paints no map either, and says so again.
    page.get_by_role("button", name="English").click()
    expect(failure).to_have_attribute("dir", "ltr")
    expect(failure).to_contain_text("could not be loaded")


@pytest.mark.long
def test_map_whose_script_does_not_come_is_told_on_the_page_and_the_figures_stay(page_factory):
    lang, other = "fa", "en"
    page = page_factory((1366, 768), lang)
    asked = []

    def refuse(route):
        asked.append(route.request.url)
        route.fulfill(status=404, body="not found")

    page.route("**/map.js", refuse)
    page.goto(f"/gap_map?lang={lang}")
    expect(page.locator(".hg-title h1")).to_be_visible()
    late = page.locator(".hg-late")
    expect(late).to_be_hidden()
    expect(page.locator(".hg-ranking tbody tr")).to_have_count(16)
    expect(page.locator(".hg-legend li").first).to_be_visible()
    expect(late).to_be_visible(timeout=15_000)
    assert [url.startswith(f"{page.url.split('/gap_map')[0]}/assets/") for url in asked] == [True]
    expect(late).to_have_text(LATE[lang])

    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.locator(".hg-ranking tbody tr")).to_have_count(16)
    expect(late).to_be_visible(timeout=15_000)
    expect(late).to_have_text(LATE[other])


@pytest.mark.long
def test_message_on_a_late_map_goes_for_good_when_the_map_comes(page_factory):
    page = page_factory((1366, 768), "en")
    held = []
    page.route(re.compile("/boundaries/"), lambda route: held.append(route))  # noqa: PLW0108 - playwright marks its handlers, a builtin cannot be
    page.goto("/gap_map?lang=en")
    late = page.locator(".hg-late")
    expect(late).to_be_visible(timeout=20_000)
    held.pop().continue_()
    expect(late).to_be_hidden()
    MapPage(page).until("lang=en")
    # Nor does it come back: its whole wait is skipped.
    page.evaluate("document.getAnimations().forEach((one) => one.finish())")
    expect(late).to_be_hidden()


def test_names_with_markup_are_text_on_the_page_and_in_the_map(start_server, own_copy, page_factory):
    with closing(sqlite3.connect(own_copy)) as connection, connection:
        for code, name in zip(("IR2303", "IR2302"), HOSTILE, strict=True):
            connection.execute("UPDATE admin_area SET name_fa = ?, name_en = ? WHERE pcode = ?", (name, name, code))
        connection.execute("UPDATE admin_area SET boundary = NULL, name_en = ? WHERE pcode = 'IR2306'", HOSTILE[:1])
        connection.execute("UPDATE source SET title_en = ?, publisher = ?", HOSTILE[:1] * 2)
    server = start_server({"HAMGAM_DATABASE_URL": f"sqlite:///{own_copy}"})
    opened = MapPage(page_factory((1366, 768), "en", server.url)).open("/gap_map?lang=en")
    assert HOSTILE[0] in opened.hover("IR2303")
    assert HOSTILE[1] in opened.hover("IR2302")
    expect(opened.page.locator(".hg-ranking")).to_contain_text(HOSTILE[0])
    expect(opened.page.locator("[data-testid=stAlert]")).to_contain_text(HOSTILE[0])
    opened.click_area("IR2303")
    opened.until("area=IR2303&")
    expect(opened.page.locator(".hg-title h1")).to_contain_text(HOSTILE[0])
    opened.page.get_by_role("button", name="Sources and notes").click()
    expect(opened.page.locator(".hg-details")).to_contain_text(HOSTILE[0])
    assert opened.page.evaluate("window.struck") is None
    assert opened.page.locator("img[src=x]").count() == 0
    assert opened.frame.locator("img[src=x]").count() == 0
    assert opened.trouble == []

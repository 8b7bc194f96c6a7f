"""PostgreSQL dies under an open page and comes back: what the reader sees, and that all is quiet again afterwards."""

import re
from contextlib import closing

import psycopg
import pytest
from playwright.sync_api import expect

from tests.e2e.map_page import MapPage
from tests.postgres import PostgresServer, filled, programs

BACK_WITHIN_MS = 30_000
QUIET_MS = 12_000  # longer than the time between two questions of a waiting page
PAGES = ("Overview", "Education", "Compare", "Data and methods")
FIRST_DRAWN_MS, COLD_MS = 4_000, 20_000
SINCE = re.compile(r"has not answered since \d\d:\d\d on")


@pytest.fixture(scope="module")
def database():
    if programs() is None:
        pytest.fail("no PostgreSQL here; make postgres installs it or says what to install", pytrace=False)
    made = PostgresServer().start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def address(database):
    return filled(database, "demo")


def ranking(opened):
    return opened.page.locator(".hg-ranking tbody tr")


def banner(opened):
    return told(opened.page)


def told(page):
    return page.get_by_role("alert").filter(has_text=SINCE)


def test_a_killed_server_is_told_with_the_old_figures_and_the_page_recovers(
    database, address, start_server, page_factory
):
    server = start_server({"HAMGAM_DATABASE_URL": address})
    page = page_factory((1366, 768), "en", server.url)
    sent = []

    def count(frame):
        sent.append(frame)

    page.on("websocket", lambda socket: socket.on("framesent", count))
    opened = MapPage(page).open("/gap_map?period=1404&lang=en")
    title, colours = opened.heading(), opened.colours()
    opened.mark()

    database.kill()
    opened.choose("period", "2021/22 (1400)")  # not read yet, so the database is asked
    expect(banner(opened)).to_have_count(1)
    expect(page.get_by_text("had not been read before the database stopped answering")).to_be_visible()
    opened.choose("period", "2025/26 (1404)")
    opened.until("period=1404&")
    expect(banner(opened)).to_have_count(1)
    expect(ranking(opened)).to_have_count(16)
    assert (opened.heading(), opened.colours()) == (title, colours)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)
    # The message takes its room from the map: the page does not begin to scroll.
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight <= innerHeight")

    opened.choose("period", "2021/22 (1400)")
    expect(page.get_by_text("had not been read before")).to_be_visible()
    database.start()
    expect(banner(opened)).to_have_count(0, timeout=BACK_WITHIN_MS)  # nobody clicks
    opened.until("period=1400&")
    expect(ranking(opened)).to_have_count(16)
    expect(page.get_by_role("alert")).to_have_count(0)

    page.wait_for_timeout(1000)
    quiet = len(sent)
    page.wait_for_timeout(QUIET_MS)
    assert len(sent) == quiet, "a page where all is well asks for nothing"
    assert opened.trouble == []


@pytest.mark.long
def test_the_next_click_after_the_return_is_enough(database, address, start_server, page_factory):
    server = start_server({"HAMGAM_DATABASE_URL": address})
    opened = MapPage(page_factory((1366, 768), "fa", server.url)).open("/gap_map?period=1404&lang=fa")
    database.kill()
    opened.choose("period", "۱۴۰۰")
    told = opened.page.get_by_role("alert").filter(has_text="پایگاه داده از ساعت")
    expect(told).to_have_count(1)
    database.start()
    opened.page.wait_for_timeout(1100)  # after a failed reading nobody asks for a second
    opened.choose("period", "۱۴۰۱")
    opened.until("period=1401&")
    expect(told).to_have_count(0)
    expect(ranking(opened)).to_have_count(16)


def held(database, table):
    """A connection that keeps everybody from reading a table until it is closed: a query that takes long."""
    connection = psycopg.connect(database.owner_dsn("demo"))
    connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
    return closing(connection)


@pytest.mark.long
def test_a_slow_database_shows_outline_and_progress_and_menu_and_language_work(
    database, address, start_server, page_factory
):
    with held(database, "commitment"):
        server = start_server({"HAMGAM_DATABASE_URL": address})
        page = page_factory((1366, 768), "fa", server.url)
        page.goto("/?lang=fa")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        outline, words = page.locator(".hg-outline"), page.locator(".hg-progress")
        expect(outline).to_be_visible(timeout=FIRST_DRAWN_MS)
        expect(words).to_have_text("در حال خواندن تعهدهای شرکا (۶ از ۷)")
        expect(words.locator("progress")).to_have_attribute("value", "5.5")
        assert page.evaluate("getComputedStyle(document.querySelector('.hg-outline i')).animationName") == "none"

        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(words).to_have_text("Reading: commitments of partners (6 of 7)")
        page.get_by_role("link", name="Data and methods").click()
        # What needs no figure of a year is there while the rest is read, and keeps its place.
        expect(page.get_by_role("heading", level=1)).to_contain_text("sources are fresh")
        expect(outline).to_be_hidden()
        expect(words).to_be_visible()
    expect(words).to_have_count(0, timeout=COLD_MS)
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tehran province is short of", timeout=COLD_MS)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_statement_that_is_stopped_is_told_and_tried_again(database, address, start_server, page_factory):
    with held(database, "facility_capacity"):
        server = start_server({"HAMGAM_DATABASE_URL": address, "HAMGAM_STATEMENT_TIMEOUT_S": "1"})
        page = page_factory((420, 900), "en", server.url)
        page.goto("/compare?lang=en")
        stopped = page.get_by_role("alert").filter(has_text="took too long and was stopped")
        expect(stopped).to_be_visible(timeout=COLD_MS)
        expect(stopped).to_contain_text("The limit is 1 s")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=COLD_MS)
    expect(stopped).to_have_count(0)


@pytest.mark.long  # tests/pages/test_states.py sees the same of every page without a browser
def test_every_page_keeps_its_figures_while_the_server_is_dead_and_one_click_is_enough(
    database, address, start_server, page_factory
):
    server = start_server({"HAMGAM_DATABASE_URL": address})
    page = page_factory((1366, 768), "en", server.url)
    page.goto("/gap_map?lang=en")
    titles = {}

    def go(name):
        page.get_by_role("link", name=name, exact=True).click()
        expect(page).to_have_title(re.compile(name))
        expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_have_count(1, timeout=COLD_MS)
        return page.get_by_role("heading", level=1).first.inner_text()

    for name in PAGES:
        titles[name] = go(name)
    database.kill()
    page.goto("/gap_map?kinds=hospital&period=1401&lang=en")  # facilities not read yet, so the database is asked
    expect(told(page)).to_have_count(1, timeout=COLD_MS)
    page.goto("/gap_map?lang=en")
    expect(told(page)).to_have_count(1, timeout=COLD_MS)
    for name in PAGES:
        assert go(name) == titles[name], name
        expect(told(page)).to_have_count(1)
        expect(page.locator("[data-testid=stException]")).to_have_count(0)
    database.start()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert")).to_have_count(0, timeout=5_000)

"""PostgreSQL dies under an open page and comes back: what the reader sees, and that all is quiet again afterwards."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.map_page import MapPage
from tests.postgres import PostgresServer, filled, programs

BACK_WITHIN_MS = 30_000
QUIET_MS = 12_000  # longer than the time between two questions of a waiting page
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
    return opened.page.get_by_role("alert").filter(has_text=SINCE)


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

"""A database is loaded anew under an open page by another process: what somebody sees who touches nothing."""

import re
import shutil
import subprocess
import sys

import psycopg
import pytest
from playwright.sync_api import expect

from tests.e2e.map_page import MapPage
from tests.postgres import PostgresServer, filled, programs
from tests.sweeps import FA_NOW

EVERY_S = 2
NOTICED_MS = 30_000
LINK = "indicator=school_seats&level=district&area=IR2310&period=1404"
STATEMENTS = (
    "DELETE FROM facility_status WHERE facility_id IN (SELECT facility_id FROM facility WHERE sector = 'education')",
    "UPDATE dataset SET data_version = 'demo-2', released_on = '2026-02-20'",
)
# What a load does, in a process of its own: all in one transaction, which ends when it is told to.
LOAD = """import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as connection:
    for statement in sys.argv[2:]:
        connection.execute(statement)
    print("written", flush=True)
    sys.stdin.readline()
"""
TOLD = {"fa": "داده‌ها به‌روز شد. تاریخ انتشار: ۱ اسفند ۱۴۰۴", "en": "Data updated. Released: 20 February 2026"}


class Asking:
    """Counts what a page sends to the server."""

    def __init__(self, page):
        self.page, self.sent = page, 0
        page.on("websocket", lambda socket: socket.on("framesent", self._count))

    def _count(self, _frame):
        self.sent += 1

    def wait(self, times):
        """Wait until the page has asked so many times more."""
        goal = self.sent + times
        while self.sent < goal:
            self.page.wait_for_timeout(100)


def boxes(page):
    """Where the parts of the page stand."""
    return page.evaluate(
        """() => [...document.querySelectorAll("h1, iframe[src*=folium], .hg-ranking, [data-testid=stSidebar]")]
          .map((one) => one.getBoundingClientRect()).map((box) => [box.left, box.top, box.width].map(Math.round))"""
    )


def toast(page, lang):
    return page.get_by_test_id("stToast").filter(has_text=TOLD[lang])


@pytest.mark.parametrize("lang", FA_NOW)
def test_figures_change_without_a_click_once_a_load_is_complete(
    demo_database, tmp_path, start_server, page_factory, lang
):
    path = shutil.copy(demo_database, tmp_path / "office.sqlite")
    server = start_server({"HAMGAM_DATABASE_URL": f"sqlite:///{path}", "HAMGAM_UPDATE_EVERY_S": str(EVERY_S)})
    page = page_factory((1366, 768), lang, server.url)
    asking = Asking(page)
    opened = MapPage(page).open(f"/gap_map?{LINK}&lang={lang}", "period=1404").still()
    title, colours, address = opened.heading(), opened.colours(), page.url
    command = [sys.executable, "-c", LOAD, str(path), *STATEMENTS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as load:
        assert load.stdout.readline() == b"written\n"
        asking.wait(3)  # the load has written everything and is not complete
        expect(toast(page, lang)).to_have_count(0)
        assert (opened.heading(), opened.colours()) == (title, colours)
        load.stdin.write(b"\n")
        load.stdin.flush()
    expect(toast(page, lang)).to_be_visible(timeout=NOTICED_MS)
    expect(toast(page, lang)).to_have_css("direction", {"fa": "rtl", "en": "ltr"}[lang])
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
    opened.until("period=1404").still()
    assert opened.colours() != colours
    assert page.url == address
    told = boxes(page)
    expect(toast(page, lang)).to_have_count(0, timeout=NOTICED_MS)  # it goes by itself
    assert boxes(page) == told  # and nothing moves for it
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight <= innerHeight")
    assert opened.trouble == []


@pytest.fixture(scope="module")
def postgres():
    if programs() is None:
        pytest.fail("no PostgreSQL here; make postgres installs it or says what to install", pytrace=False)
    made = PostgresServer().start()
    yield made
    made.stop()


@pytest.mark.long  # every run sees a page change in the test above, and a server's change in tests/pages
def test_a_slide_on_a_projector_gets_its_new_figures_and_stays_the_same_slide(postgres, start_server, page_factory):
    address = filled(postgres, "updated")
    server = start_server({"HAMGAM_DATABASE_URL": address, "HAMGAM_UPDATE_EVERY_S": str(EVERY_S)})
    page = page_factory("projector", "fa", server.url)
    page.goto("/meetings?meeting=m_1404_07&present=1&slide=seats&lang=fa")
    head, finding = page.locator(".hg-slide-head"), page.locator(".hg-slide-finding")
    expect(head).to_have_attribute("data-slide", "seats", timeout=NOTICED_MS)
    said = finding.inner_text()
    with psycopg.connect(postgres.owner_dsn("updated")) as connection:
        for statement in STATEMENTS:
            connection.execute(statement)
    expect(toast(page, "fa")).to_be_visible(timeout=NOTICED_MS)
    expect(finding).not_to_have_text(said)
    expect(head).to_have_attribute("data-slide", "seats")
    assert re.search("slide=seats", page.url)
    # It stands over the slide: what is seen in its middle is the message itself.
    assert page.evaluate(
        """() => {
          const toast = document.querySelector("[data-testid=stToast]"), box = toast.getBoundingClientRect();
          return toast.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
        }"""
    )

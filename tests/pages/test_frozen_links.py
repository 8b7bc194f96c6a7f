"""Frozen share links: the figures of the moment they were made, whatever the database says later."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from domain.grants import PAGES
from tests.pages.conftest import KEPT, forget
from tests.pages.reading import fragments
from tests.pages.sharing import VIEW, banner, in_its_language, make, opened, to_sharing
from wording import i18n

pytestmark = pytest.mark.usefixtures("store")


@pytest.fixture
def database(demo_database, tmp_path):
    """A copy of the demonstration that is changed while a test runs."""
    copy = shutil.copy(demo_database, tmp_path / "written.sqlite")

    def write(statement):
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute(statement)
        forget()

    yield f"sqlite:///{copy}", write
    KEPT.clear()
    forget()


def figures(at):
    """What the page says, but for how old it is."""
    return [one for one in fragments(at) if "hg-shared" not in one]


def test_a_frozen_link_keeps_its_figures_and_a_live_one_does_not(open_page, database, store):
    url, write = database
    at = to_sharing(open_page(f"{VIEW}&lang=en", HAMGAM_DATABASE_URL=url), audience="Office")
    live = make(at)
    at.selectbox(key="share_frozen:en").set_value("frozen").run()
    frozen = make(at)
    assert store.find(frozen).grant.frozen
    assert figures(opened(live)) == figures(opened(frozen))
    before = figures(opened(frozen))
    write("UPDATE facility_capacity SET value = value * 3")
    assert figures(opened(live)) != before
    at = opened(frozen)
    assert figures(at) == before
    assert "frozen" in banner(at)
    at.button(key="language:en").click().run()
    assert in_its_language(at).session_state["hg_selection"].lang == "fa"
    assert not at.exception
    assert not at.error
    assert "frozen" not in banner(at)
    assert figures(at) != before


# Three pages in every run, the others among the long tests.
EVERY_RUN = ("gap_map", "area", "meetings")


@pytest.mark.parametrize(
    "page", [pytest.param(one, marks=[pytest.mark.long] * (one not in EVERY_RUN)) for one in PAGES]
)
def test_a_frozen_view_of_each_page_is_small_and_opens_in_both_languages(open_page, store, page):
    at = to_sharing(open_page("lang=en", page=page), audience="Office", frozen="frozen")
    token = make(at)
    link = store.find(token)
    assert (link.grant.page, link.grant.frozen) == (page, True)
    assert sum(map(len, store.frozen(link.id).values())) < 1_000_000
    at = opened(token)
    for _ in range(2):
        assert not at.exception
        assert [one.value for one in (*at.error, *at.warning)] == []
        assert "hg-shared" in "".join(fragments(at))
        at.button(key=f"language:{i18n.language()}").click().run()
        in_its_language(at)

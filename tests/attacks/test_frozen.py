"""Frozen links: they show what was kept and nothing else, whatever happens to the database; live ones are the twin."""

import shutil
import sqlite3
import time
from contextlib import closing
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest

from data_access.trouble import DatabaseError
from measures.keeping import unpacked
from ui import errors, freezing, kept_figures
from ui.kept_figures import Box

VIEW = "indicator=school_seats&level=district&area=IR2303&period=1404&view=table&lang=en"


@pytest.fixture(scope="module")
def frozen(desk):
    """A dashboard with a database of its own, a frozen link and a live one to the same view."""
    database = desk.folder / "moved.sqlite"
    shutil.copy(desk.database, database)
    server = desk.serve("tests/attacks/cold_app.py", HAMGAM_DATABASE_URL=f"sqlite:///{database}")
    token = made(desk, server)
    live = desk.token(kind="view", query=VIEW, areas=("IR2303",), sectors=("education",), indicators=("school_seats",))
    return server, database, token, live


def made(desk, server):
    """Make a frozen link as staff do: from the view on screen."""
    with desk.at(server) as session:
        session.run("gap_map", VIEW)
        seen = session.run("sharing", "")
        (audience,) = seen.widgets("text_input", "share_audience")
        figures = next(iter(seen.widgets("selectbox", "share_frozen")))
        (box,) = [one for one in seen.elements("selectbox") if one.id == figures]
        seen = session.run(states={audience: "UNHCR Tehran", figures: box.options[1]})
        button = next(iter(seen.widgets("button", "share_make")))
        seen = session.run(states={audience: "UNHCR Tehran", figures: box.options[1], button: True})
        (code,) = seen.elements("code")
        return code.code_text.split("share=")[1]


def table(desk, server, token, query=""):
    """The tables that a link shows."""
    seen = desk.visit(token, query, server=server)
    return seen, [one for one in seen.html if "<table" in one and "Kahrizak" in one]


def closed(database):
    """Close every school of a district."""
    with closing(sqlite3.connect(database)) as office, office:
        office.execute("UPDATE facility_capacity SET value = value / 2 WHERE facility_id LIKE 'ps_2303%'")
        office.execute("UPDATE dataset SET data_version = data_version || '-b'")


def test_frozen_link_ends_with_its_withdrawal(desk, frozen):
    server, *_more = frozen
    token = made(desk, server)
    assert table(desk, server, token)[1]
    desk.store.revoke(desk.store.find(token).id)
    seen, kept = table(desk, server, token)
    assert not kept
    assert "hg-door" in seen.text


def test_frozen_link_keeps_its_figures_and_a_live_one_does_not(desk, frozen):
    server, database, token, live = frozen
    _seen, before = table(desk, server, token)
    _seen, live_before = table(desk, server, live)
    assert before
    assert live_before
    closed(database)
    until = time.monotonic() + 40
    while (after := table(desk, server, live)[1]) == live_before and time.monotonic() < until:
        time.sleep(0.5)
    assert after != live_before
    assert table(desk, server, token)[1] == before


def test_frozen_link_opens_nothing_that_was_not_kept(desk, frozen):
    server, _database, token, _live = frozen
    for query in ("indicator=double_shift_share", "period=1402", "area=IR2306&level=district", "place=ls_230602_0001"):
        seen, kept = table(desk, server, token, query)
        assert kept
        assert "Varamin" not in seen.text
        assert "Double-shift" not in seen.text
    whole = desk.visit(token, "area=IR2306&level=district&view=table", server=desk.twin)  # reads the database instead
    assert "Varamin" in whole.text


def test_frozen_link_is_drawn_while_the_database_is_gone(desk, frozen):
    server, database, token, live = frozen
    moved = database.with_suffix(".away")
    database.rename(moved)
    try:
        with desk.at(server) as session:
            assert "Kahrizak" in session.run("gap_map", f"share={token}&lang=en").text
        # From a process that has read nothing before: what a live link shows there is why.
        cold = desk.serve("tests/attacks/cold_app.py", HAMGAM_DATABASE_URL=f"sqlite:///{database}")
        assert table(desk, cold, token)[1]
        seen, figures = table(desk, cold, live)
        assert not figures
        assert "database" in seen.text
    finally:
        moved.rename(database)


def test_kept_figures_hold_nothing_outside_of_the_link(desk, frozen):
    _server, _database, token, _live = frozen
    link = desk.store.find(token)
    (content,) = desk.store.frozen(link.id).values()
    assert "Kahrizak" in repr(unpacked(content)) or "IR230303" in repr(unpacked(content))
    assert not {"Varamin", "IR2306", "hospital_beds"} & set(repr(unpacked(content)).replace("'", " ").split())


@pytest.mark.parametrize(("kind", "is_open", "spoilt"), [
    ("changed", True, True), ("timeout", True, True), ("bad_data", True, False), ("changed", False, False),
])  # fmt: skip
def test_page_that_fails_for_a_moment_while_it_is_kept_spoils_its_link(monkeypatch, kind, is_open, spoilt):
    box = Box("made", is_open)
    monkeypatch.setattr(errors, "st", MagicMock())
    kept_figures.enter(box)
    with errors.told():
        raise DatabaseError(kind, "for a test")
    kept_figures.enter(None)
    assert box.is_spoilt == spoilt


@pytest.mark.parametrize("spoilt", [True, False])
def test_spoilt_page_makes_no_link(monkeypatch, spoilt):
    made = []
    box = Box("made", True, is_spoilt=spoilt)
    asked = freezing.Asked(MagicMock(), "", MagicMock(), MagicMock(has_expired=False), box)
    streamlit = MagicMock(session_state={freezing._ASKED: asked})
    store = SimpleNamespace(create=lambda *_args, **_more: made.append("link"))
    for name, value in (("st", streamlit), ("state", MagicMock()), ("stores", SimpleNamespace(store=lambda: store))):
        monkeypatch.setattr(freezing, name, value)
    told = []
    monkeypatch.setattr(freezing, "share_made", SimpleNamespace(keep=lambda came_of_it, _by: told.append(came_of_it)))
    freezing.finish()
    assert made == ["link"] * (not spoilt)
    assert [isinstance(one, ValueError) for one in told] == [spoilt]

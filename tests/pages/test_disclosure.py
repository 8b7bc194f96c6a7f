"""A page tells nothing of a raw count that its protected cell does not: all that the browser gets, byte for byte."""

import sqlite3
from contextlib import closing

import pytest
import streamlit as st

from tests import twins
from tests.pages import reading
from tests.sweeps import EN_NOW

LINKS = (
    "indicator=school_seats&level=district&groups=refugee",
    "indicator=school_seats&level=district&area=IR2303&groups=documented&standard=ppc_40",
    "indicator=health_houses&groups=refugee,documented&period=1402&scheme=quantiles&classes=4",
    "indicator=primary_health_units&level=district&groups=host",
    "indicator=training_places&target=40&groups=refugee",
    "indicator=foreign_share&level=district&scheme=natural_breaks",
)


@pytest.fixture
def sent(open_page, monkeypatch):
    """Open a link on a database and return all that its page sends: ``sent(link, path)``."""
    files = []
    button = st.download_button

    def download_button(label, data, **more):
        files.append(data())
        return button(label, data, **more)

    def open_(link, database):
        files.clear()
        monkeypatch.setattr(st, "download_button", download_button)
        at = open_page(link, HAMGAM_DATABASE_URL=f"sqlite:///{database}")
        assert not at.error
        assert not at.exception
        assert len(files) == 4
        return {
            "texts": reading.page_texts(at),
            "html": reading.fragments(at),
            "map": [one.proto.json_args for one in at.get("component_instance")],
            "direction": [one.proto.json for one in at.get("bidi_component")],
            "files": list(files),
            "address": dict(at.query_params),
        }

    return open_


@pytest.mark.parametrize("lang", EN_NOW)
@pytest.mark.parametrize("link", LINKS)
def test_pages_of_two_raw_datasets_behind_the_same_cells_are_byte_for_byte_the_same(
    sent, demo_database, twin_database, link, lang
):
    one, other = (sent(f"{link}&lang={lang}", path) for path in (demo_database, twin_database))
    assert len(one["html"]) >= 5
    assert len(one["map"]) == 1
    assert one == other


def test_other_cells_are_seen_in_map_ranking_and_file(sent, demo_database, tmp_path):
    """The comparison can fail: another ten persons in each cell change everything that shows them."""
    more = twins.built(demo_database, tmp_path / "more.sqlite")
    with closing(sqlite3.connect(more)) as database, database:
        database.execute("UPDATE population SET persons = persons + 10 WHERE population_group = 'refugee'")
    one, other = (sent(f"{LINKS[0]}&lang=en", path) for path in (demo_database, more))
    assert {name for name in one if one[name] != other[name]} >= {"texts", "html", "map", "files"}

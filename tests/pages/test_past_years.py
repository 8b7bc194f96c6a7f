"""Pages of a year before a district was divided: its areas on the page, in its links, files and frozen shares."""

import csv
import io
import sqlite3
from contextlib import closing

import pytest

from tests.measures.divided import JUQIN, PARDIS, YEAR_AFTER, YEAR_BEFORE, divided
from tests.pages.reading import fragments, payload, ranking, texts_of
from tests.pages.sharing import make, opened, to_sharing

OLD, NEW, COUNTY, _weight = JUQIN


@pytest.fixture(scope="module")
def url(demo_database, tmp_path_factory):
    return f"sqlite:///{divided(demo_database, tmp_path_factory.mktemp('past') / 'divided.sqlite', JUQIN, PARDIS)}"


def link(period, lang="en"):
    return f"indicator=school_seats&level=district&area={COUNTY}&period={period}&lang={lang}"


def said(at):
    return " ".join(" ".join(texts_of(one)) for one in fragments(at))


@pytest.mark.parametrize(
    ("lang", "of_the_year"),
    [("en", "Central (Shahriar) was one area with Juqin"), ("fa", "با جوقین یک محدوده بود")],
    ids=["en", "fa"],
)
def test_a_map_shows_the_districts_of_its_year_and_says_so(open_page, url, lang, of_the_year):
    for period, divided_yet in ((YEAR_BEFORE, False), (YEAR_AFTER, True)):
        at = open_page(link(period, lang), HAMGAM_DATABASE_URL=url)
        assert not at.exception
        assert [one.value for one in (*at.error, *at.warning)] == []
        assert len(ranking(at)) == 1 + divided_yet
        assert (NEW in str(payload(at))) == divided_yet
        plain = said(at).replace("\u2068", "").replace("\u2069", "")
        assert (of_the_year in plain) != divided_yet
        assert "Bumahen" not in plain  # it is no news in another county


def test_a_year_chosen_on_the_page_changes_its_districts_and_tells_of_the_chosen_one(open_page, url):
    at = open_page(f"areas={NEW}&period={YEAR_AFTER}&lang=en", page="area", HAMGAM_DATABASE_URL=url)
    assert at.session_state["hg_selection"].areas == (NEW,)
    assert [one.value for one in at.warning] == []
    year = next(one for one in at.selectbox if one.label == "Year")
    year.set_value(str(YEAR_BEFORE)).run()
    assert not at.exception
    assert at.session_state["hg_selection"].areas == (OLD,)
    assert "came later" in at.warning[0].value
    assert NEW in at.warning[0].value
    assert "Central District of Shahriar County" in said(at)


@pytest.mark.parametrize("page", ["", "education", "area", "compare", "data", "meetings"])
def test_every_page_of_such_a_year_stands(open_page, url, page):
    more = f"&areas={OLD}" if page == "area" else f"&period2={YEAR_AFTER}" if page == "compare" else ""
    at = open_page(f"period={YEAR_BEFORE}&lang=fa&level=district{more}", page=page, HAMGAM_DATABASE_URL=url)
    assert not at.exception
    assert [one.value for one in at.error] == []
    told = said(at).replace("\u2068", "").replace("\u2069", "")
    assert ("با جوقین یک محدوده بود" in told) == (
        page not in ("meetings", "data")
    )  # which are about the areas of today
    assert ("بر محدوده‌های امروز آمده است" in told) == (page == "data")


def test_a_file_has_the_districts_of_its_page(files_of, url):
    files = files_of(link(YEAR_BEFORE), HAMGAM_DATABASE_URL=url)
    for kind in ("csv", "geojson"):
        text = files[kind][1].decode("utf-8-sig")
        assert OLD in text
        assert NEW not in text
    rows = list(csv.DictReader(io.StringIO(files["csv"][1].decode("utf-8-sig"))))
    assert [row["pcode"] for row in rows if row["level"] == "3"] == [OLD]


@pytest.mark.usefixtures("store")
def test_a_frozen_link_keeps_the_districts_of_its_year(open_page, url):
    whole = f"indicator=school_seats&level=district&period={YEAR_BEFORE}&lang=en"
    at = to_sharing(open_page(whole, HAMGAM_DATABASE_URL=url), audience="Office", frozen="frozen")
    at = opened(make(at))
    assert not at.exception
    assert [one.value for one in (*at.error, *at.warning)] == []
    assert NEW not in str(payload(at))
    assert OLD in str(payload(at))
    assert "was one area with Juqin" in said(at).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.usefixtures("store")
def test_a_link_over_one_county_has_the_districts_of_today(open_page, url):
    at = opened(make(to_sharing(open_page(link(YEAR_BEFORE), HAMGAM_DATABASE_URL=url), audience="Office")))
    assert not at.exception
    assert [one.value for one in (*at.error, *at.warning)] == []
    assert len(ranking(at)) == 2
    assert "stand on the areas of today" in said(at)


def test_a_second_year_that_had_other_districts_is_said_to_stand_on_those_of_the_first(open_page, url):
    at = open_page(f"period={YEAR_AFTER}&period2={YEAR_BEFORE}&lang=en", page="compare", HAMGAM_DATABASE_URL=url)
    assert "2023/24 (1402) stand on the areas of today" in said(at)


def test_a_place_that_came_later_is_looked_at_as_what_it_was_a_part_of(open_page, url):
    at = open_page(f"place={NEW}&period={YEAR_BEFORE}&lang=en", page="area", HAMGAM_DATABASE_URL=url)
    assert at.session_state["hg_selection"].place == OLD
    assert "came later" in at.warning[0].value
    assert "Central District of Shahriar County" in said(at)


def test_a_table_taken_from_the_data_page_has_the_districts_of_its_year(files_of, url):
    files = files_of(f"period={YEAR_BEFORE}&lang=en", page="data", HAMGAM_DATABASE_URL=url)
    text = files["data_csv_school_seats_district"][1].decode("utf-8-sig")
    assert OLD in text
    assert NEW not in text


def test_a_district_that_nothing_is_known_of_stands_as_today_and_that_is_said(open_page, changed_database):
    url = changed_database(("UPDATE admin_area SET valid_from = '1403-01-01' WHERE pcode = ?", NEW))
    for period, told in ((YEAR_BEFORE, True), (YEAR_AFTER, False)):
        at = open_page(link(period), HAMGAM_DATABASE_URL=url)
        assert not at.exception
        assert NEW in str(payload(at))
        assert ("Came later and stand as they are today:" in said(at)) == told


def test_that_an_area_was_one_is_no_reason_for_a_figure_that_lacks(open_page, demo_database, tmp_path):
    path = divided(demo_database, tmp_path / "without.sqlite", JUQIN)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM facility WHERE sector = 'livelihoods'")
    at = open_page(f"areas={OLD}&period={YEAR_BEFORE}&lang=en", page="area", HAMGAM_DATABASE_URL=f"sqlite:///{path}")
    told = said(at)
    assert "There is no figure on training places here: the data of this year hold no facility of this sector." in told

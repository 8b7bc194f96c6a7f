"""Empty, broken and slow: what every page says of it, and the way on."""

import re
import shutil
import sqlite3
from contextlib import closing
from urllib.parse import parse_qsl, urlsplit

import pytest

from domain.links import from_query
from tests.pages import reading
from tests.pages.conftest import forget
from tests.sweeps import sweep
from ui import loaders

PAGES = ("", "gap_map", "education", "health", "livelihoods", "area", "compare", "meetings", "data", "sharing")
# Each page in one language; both are told in the same way everywhere.
EVERY_PAGE = [(page, ("fa", "en")[place % 2]) for place, page in enumerate(PAGES)]
AGAIN = {"fa": "تلاش دوباره", "en": "Try again"}
SINCE = {"fa": "پایگاه داده از ساعت", "en": "The database has not answered since"}
MISSING = {"fa": "فایل پایگاه داده پیدا نشد", "en": "The database file is missing"}
LACKS = {"fa": ("تعهدهای شرکا", "مقدارهای مرجع کشور"), "en": ("commitments of partners", "benchmarks of the country")}
ROW = re.compile(r'<th scope="row"><a class="hg-go" href="\?([^"]+)"')
LINK = re.compile(r'class="hg-way-out">.*?href="([^"]+)"')
TIMEOUT = {"fa": "متوقف شد", "en": "took too long and was stopped"}


def altered(demo_database, folder, script):
    copy = folder / "altered.sqlite"
    shutil.copy(demo_database, copy)
    with closing(sqlite3.connect(copy)) as connection:
        connection.executescript(script)
    return f"sqlite:///{copy}"


@pytest.fixture(scope="module")
def half(demo_database, tmp_path_factory):
    """A database without the tables that figures can do without; the same one for all pages."""
    script = "DROP TABLE commitment; DROP TABLE benchmark; DROP TABLE settlement;"
    return altered(demo_database, tmp_path_factory.mktemp("half"), script)


@pytest.fixture(scope="module")
def sparse(demo_database, tmp_path_factory):
    """A county without people, a year without schools and without people in both of its neighbours."""
    script = """
        DELETE FROM population WHERE pcode LIKE 'IR2303%';
        DELETE FROM population WHERE period = 1400 AND NOT (population_group = 'refugee' AND pcode = 'IR230101');
        DELETE FROM facility_capacity WHERE period <= 1401;
    """
    return altered(demo_database, tmp_path_factory.mktemp("sparse"), script)


def retries(at):
    return [one.label for one in at.main.button if str(one.key).startswith("retry:")]


def head(at):
    return next(body for body in reading.fragments(at) if "<h1>" in body)


@pytest.mark.parametrize(("page", "lang"), EVERY_PAGE)
def test_without_a_database_each_page_says_what_to_do_and_offers_to_try_again(open_page, tmp_path, page, lang):
    at = open_page(f"lang={lang}", page=page, HAMGAM_DATABASE_URL=f"sqlite:///{tmp_path}/none.sqlite")
    assert not at.exception
    assert [MISSING[lang] in one.value for one in at.error] == [True]
    assert retries(at) == [AGAIN[lang]]
    assert len(at.get("page_link")) == len(PAGES)
    assert at.button(key=f"language:{lang}")


def test_each_page_keeps_its_figures_while_the_database_is_away_and_one_click_brings_it_back(
    open_page, demo_database, tmp_path
):
    path = shutil.copy(demo_database, tmp_path / "office.sqlite")
    opened = {"HAMGAM_DATABASE_URL": f"sqlite:///{path}"}
    before = {page: head(open_page(f"lang={lang}", page=page, **opened)) for page, lang in EVERY_PAGE}
    path.rename(path.with_suffix(".away"))
    loaders.ask_again()  # as time does
    for page, lang in EVERY_PAGE:
        at = open_page(f"lang={lang}", page=page, **opened)
        assert not at.exception, page
        assert not at.error, page
        assert [one.value.startswith(SINCE[lang]) for one in at.warning] == [True], page
        assert head(at) == before[page]
        assert retries(at) == [AGAIN[lang]], page
    path.with_suffix(".away").rename(path)
    at.button(key=f"retry:away:{lang}").click().run()
    assert not at.warning
    assert head(at) == before[page]
    forget()


@pytest.mark.parametrize(("page", "lang"), sweep(*EVERY_PAGE, now=[1, 2]))
def test_what_figures_can_do_without_is_named_and_the_rest_of_each_page_works(open_page, half, page, lang):
    at = open_page(f"lang={lang}&period=1404", page=page, HAMGAM_DATABASE_URL=half)
    assert not at.exception
    assert not at.error
    (told,) = [one.value for one in at.warning]
    assert all(one in told for one in LACKS[lang])
    assert head(at)
    assert not re.search(r"\bnan\b", "".join(reading.fragments(at)))


SECTORS = [("education", "fa"), ("health", "en"), ("livelihoods", "fa")]
SETTLEMENTS = {"fa": "سکونتگاه‌ها", "en": "settlements"}


@pytest.mark.parametrize(("page", "lang"), sweep(*SECTORS, now=[0]))
def test_without_settlements_a_facility_of_the_list_can_still_be_looked_at(open_page, half, monkeypatch, page, lang):
    asked = []
    places = loaders.places
    monkeypatch.setattr(loaders, "places", lambda: asked.append(page) or places())
    at = open_page(f"lang={lang}", page=page, HAMGAM_DATABASE_URL=half)
    assert 0 < len(asked) < 10, "not once a row"
    (told,) = [one.value for one in at.warning]
    assert SETTLEMENTS[lang] in told
    listed = next(body for body in reading.fragments(at) if "hg-list" in body)
    link = ROW.findall(listed)[3].replace("&amp;", "&")
    there = open_page(link, page=page, HAMGAM_DATABASE_URL=half)
    assert not there.error
    assert any("hg-list" in body for body in reading.fragments(there))
    assert there.button(key=f"leave:{lang}")
    assert f"place={there.session_state['hg_selection'].place}" in link


def test_without_settlements_the_search_finds_facilities_and_says_what_it_lacks(open_page, half):
    at = open_page("lang=en&area=IR2303&level=district", HAMGAM_DATABASE_URL=half)
    assert [SETTLEMENTS["en"] in one.value for one in at.warning] == [True], "the map of a county names them"
    at.text_input(key="find:en:0").set_value("school").run()
    body = "".join(reading.fragments(at))
    assert not at.error
    assert "found</p><p>The search does without settlements: the database lacks them." in body
    assert any(str(one.key).startswith("go:") for one in at.button)


def test_without_commitments_nothing_is_said_of_what_remains_after_them(open_page, half):
    open_page("lang=en", HAMGAM_DATABASE_URL=half)
    selection, _ = from_query({"indicator": "school_seats"}, loaders.reference().options)
    data = loaders.release(selection).data
    assert data["shortage"].notna().any()
    assert data[["promised_open", "remaining_shortage"]].isna().all(axis=None)
    at = open_page("lang=en", page="", HAMGAM_DATABASE_URL=half)
    body = "".join(reading.fragments(at))
    assert "The commitments of partners could not be read." in body
    assert "remain after commitments" not in body
    assert "not published" not in body


def test_a_table_that_all_figures_need_is_named(open_page, changed_database):
    at = open_page("lang=en", HAMGAM_DATABASE_URL=changed_database(("DROP TABLE facility_status",)))
    assert "What is missing or wrong: facilities and their status." in at.error[0].value
    assert retries(at) == ["Try again"]


EMPTY = [
    ("gap_map", "area=IR2303&level=district&lang=en"),
    ("gap_map", "indicator=school_seats&period=1400&lang=fa"),
    ("education", "indicator=school_seats&period=1400&lang=en"),
    ("health", "area=IR2303&level=district&lang=fa"),
    ("livelihoods", "area=IR2303&level=district&lang=en"),
    ("area", "areas=IR2303&lang=fa"),
    ("area", "areas=IR2303&period=1400&lang=en"),
    ("compare", "indicator=school_seats&period2=1400&lang=en"),
    ("compare", "indicator=school_seats&period=1403&period2=1403&lang=fa"),
    ("compare", "indicator=school_seats&period=1400&period2=1404&lang=fa"),
    ("compare", "indicator=pupils_per_class&groups2=refugee&lang=en"),
    ("", "period=1400&lang=en"),
]


@pytest.mark.parametrize(("page", "link"), sweep(*EMPTY, now=[1, 3, 7]))
def test_a_choice_without_figures_links_to_one_that_has_some(open_page, sparse, page, link):
    at = open_page(link, page=page, HAMGAM_DATABASE_URL=sparse)
    assert not at.error
    body = next(body for body in reading.fragments(at) if "hg-way-out" in body)
    target = urlsplit(LINK.search(body)[1].replace("&amp;", "&"))
    assert target.query != link
    there = open_page(target.query, page=target.path or page, HAMGAM_DATABASE_URL=sparse)
    assert not there.error
    assert not any("hg-way-out" in body for body in reading.fragments(there))


@pytest.mark.parametrize("page", ["", "education"])
def test_a_way_out_keeps_what_else_was_chosen_and_picked(open_page, sparse, page):
    link = "indicator=school_seats&period=1400&groups=refugee&areas=IR2306&lang=en"
    at = open_page(link, page=page, HAMGAM_DATABASE_URL=sparse)
    body = next(body for body in reading.fragments(at) if "hg-way-out" in body)
    query = dict(parse_qsl(urlsplit(LINK.search(body)[1].replace("&amp;", "&")).query))
    assert query.pop("period") != "1400"
    assert query.items() >= {"indicator": "school_seats", "groups": "refugee", "areas": "IR2306"}.items()


@pytest.mark.parametrize(("page", "lang"), sweep(*EVERY_PAGE, now=[0, 1, 6]))
def test_a_choice_with_figures_has_no_way_out(open_page, page, lang):
    at = open_page(f"lang={lang}", page=page)
    assert not any("hg-way-out" in body for body in reading.fragments(at))


def test_a_list_without_facilities_offers_all_of_them(open_sector):
    at = open_sector("health", "lang=en")
    at.text_input(key="facility_name:en").set_value("no such name").run()
    assert "No facility fits these choices." in "".join(reading.fragments(at))
    at.button(key="show_all:en").click().run()
    assert "No facility fits these choices." not in "".join(reading.fragments(at))
    assert at.session_state["hg_selection"].kinds


def test_what_takes_too_long_is_told_with_the_limit_and_the_table(open_page, changed_database, monkeypatch):
    url = changed_database(
        ("ALTER TABLE population RENAME TO counted",),
        (
            """CREATE VIEW population AS SELECT counted.* FROM counted WHERE (WITH RECURSIVE more(n) AS
            (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < 500000000) SELECT max(n) FROM more) > 0""",
        ),
    )
    for lang, limit in (("en", "The limit is 0.3 s"), ("fa", "۰٫۳ ثانیه")):
        at = open_page(f"lang={lang}", HAMGAM_DATABASE_URL=url, HAMGAM_STATEMENT_TIMEOUT_S="0.3")
        message = at.error[0].value
        assert TIMEOUT[lang] in message
        assert limit in message
        assert ("figures on people" if lang == "en" else "جمعیت") in message
        assert retries(at) == [AGAIN[lang]]

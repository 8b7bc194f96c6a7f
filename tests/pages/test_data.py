"""The page on data and methods: each section says what the database and the catalogue say, and no raw count."""

import html
import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data_access.trouble import DatabaseError
from domain.glossary import GLOSSARY
from domain.indicators import CATALOGUE
from tests.conftest import ROOT
from tests.pages import reading
from tests.pages.reading import as_number
from tests.sweeps import FA_NOW
from wording import i18n

# As a reader of Persian knows them; an unknown one stands as it is.
PUBLISHERS = {
    "Copy of an encyclopaedia table": "رونوشت جدول یک دانشنامه",
    "Hamgam": "همگام",
    "IRNA": "ایرنا",
    "Ministry of Health (glossary at shahrepezeshkan.com)": "وزارت بهداشت (واژه‌نامهٔ شهر پزشکان)",
    "News item": "خبر",
    "Planning organisation of Tehran province": "سازمان مدیریت و برنامه‌ریزی استان تهران",
    "School renovation organisation via vista.ir": "سازمان نوسازی مدارس به نقل از ویستا",
    "Statistical Centre of Iran": "مرکز آمار ایران",
    "Statistical Centre of Iran, reported by IRNA": "مرکز آمار ایران به گزارش ایرنا",
    "Tabnak": "تابناک",
    "UNHCR": "کمیساریای عالی پناهندگان سازمان ملل",
    "UNHCR (reliefweb)": "کمیساریای عالی پناهندگان سازمان ملل (ریلیف‌وب)",
    "UNHCR Emergency Handbook": "راهنمای شرایط اضطراری کمیساریای عالی پناهندگان",
    "UNHCR Handbook for Emergencies": "کتاب راهنمای شرایط اضطراری کمیساریای عالی پناهندگان",
    "UNHCR Standards and Indicators": "استانداردها و شاخص‌های کمیساریای عالی پناهندگان",
}
LANGUAGES = ("fa", "en")
UNREAD = {"HAMGAM_ROW_CAP": "999998"}  # with this setting no other test reads
SECTIONS = ("sources", "indicators", "quality", "contract", "boundaries", "disclosure", "glossary", "downloads")
CELL = re.compile(r"<(?:td|th)[^>]*>(.*?)</(?:td|th)>", re.DOTALL)


@pytest.fixture
def open_data(open_page, monkeypatch):
    """Open the page: ``open_data("lang=en")``."""

    def open_(link="lang=fa", told=0, **settings):
        open_page(link, **settings)  # reads with these settings
        at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).switch_page("pages/data.py")
        for part in link.split("&"):
            key, _equals, value = part.partition("=")
            at.query_params[key] = value
        lang = dict(part.split("=") for part in link.split("&")).get("lang", "fa")
        at.run()
        assert not at.exception
        assert len(at.error) == told
        i18n.activate(lang)
        return at

    return open_


@pytest.fixture
def files(monkeypatch):
    """File name to what makes it, of the tables that the page offers."""
    found = {}
    button = st.download_button

    def download_button(label, data, **more):
        if more["key"].startswith("data_csv"):
            found[more["file_name"]] = data
        return button(label, data, **more)

    monkeypatch.setattr(st, "download_button", download_button)
    return found


def section(at, name):
    return next(body for body in reading.fragments(at) if f'id="{name}"' in body)


def part(at, name):
    """One section alone, where several stand in one fragment."""
    body = section(at, name)
    return body[body.index(f'id="{name}"') :].split("</section>")[0]


def findings(at):
    """Title to article of each finding."""
    body = next(body for body in reading.fragments(at) if 'id="check-totals"' in body)
    return {re.search("<h3>(.*?)</h3>", one)[1]: one for one in body.split("<article")[1:]}


def overview(at):
    """Rows of the table that says how much each check found."""
    body = next(body for body in reading.fragments(at) if "hg-checks" in body)
    return table(body[: body.index("</table>")])


def table(fragment):
    rows = re.findall("<tr>(.*?)</tr>", fragment, re.DOTALL)
    return [[html.unescape(re.sub("<[^>]+>", " ", cell)).strip() for cell in CELL.findall(row)] for row in rows][1:]


def sql(path, query):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        return database.execute(query).fetchall()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_of_the_contents_is_there(open_data, lang):
    at = open_data(f"lang={lang}")
    contents = reading.fragment(at, "hg-contents")
    for name in SECTIONS:
        assert f'href="#{name}"' in contents
        assert section(at, name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_source_stands_there_with_what_the_database_says(open_data, demo_database, lang):
    rows = table(part(open_data(f"lang={lang}"), "sources"))
    known = sql(demo_database, f"SELECT title_{lang}, publisher, licence FROM source")
    assert len(rows) == len(known)
    told = {row[0].split("  ")[0]: row for row in rows}
    for title, publisher, licence in known:
        row = next(cells for name, cells in told.items() if name.startswith(title))
        assert row[1].startswith(PUBLISHERS.get(publisher, publisher) if lang == "fa" else publisher)
        assert row[3] == (licence or {"fa": "ذکر نشده", "en": "not stated"}[lang])


def test_freshness_of_each_source_is_that_of_plain_arithmetic(open_data, demo_database):
    rows = table(part(open_data("lang=en"), "sources"))
    today = date(2026, 2, 15)
    for title, published, every in sql(demo_database, "SELECT title_en, published_on, update_every_days FROM source"):
        row = next(cells for cells in rows if cells[0].startswith(title))
        if published is None:
            assert row[6].startswith("date not known")
            continue
        age = (today - date.fromisoformat(published)).days
        kind_days = {"census": 3650, "survey": 1095}.get(row[4], 365)
        days = every or kind_days
        expected = "fresh" if age <= days else "due" if age <= 1.5 * days else "overdue"
        assert row[6].split()[0] == expected, title


def test_title_counts_the_fresh_sources(open_data):
    at = open_data("lang=en")
    told = [as_number(text) for text in re.findall(r"\d+", reading.title(at))]
    fresh = sum(row[6].startswith("fresh") for row in table(part(at, "sources")))
    assert told == [fresh, len(table(part(at, "sources")))]
    assert 0 < fresh < told[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_indicator_tells_formula_limits_and_standards(open_data, demo_database, lang):
    body = section(open_data(f"lang={lang}"), "indicators")
    cards = {one.split('"')[0]: one.split("</article>")[0] for one in body.split('id="indicator-')[1:]}
    assert list(cards) == list(CATALOGUE)
    for name, entry in CATALOGUE.items():
        texts = " ".join(reading.texts_of(cards[name]))
        for text in (entry.method.purpose, entry.method.not_for, entry.method.formula):
            assert text.in_language(lang) in texts
    for indicator, name in sql(demo_database, f"SELECT indicator_id, name_{lang} FROM service_standard"):
        assert name in " ".join(reading.texts_of(cards[indicator]))


def test_settings_in_use_stand_in_the_rules(open_data):
    at = open_data("lang=en", HAMGAM_ROUNDING_BASE="7", HAMGAM_MISSING_LIMIT="0.3")
    assert "multiples of 7 next to it" in part(at, "disclosure")
    assert "more than 30 per cent have not" in section(at, "indicators")


def test_all_else_stands_while_the_checks_run_and_when_they_fail(open_data, files, monkeypatch):
    def drawn_before(period):
        seen.append(len(files))
        raise DatabaseError("timeout", "took too long")

    seen = []
    monkeypatch.setattr("ui.page_loaders.quality", drawn_before)
    at = open_data("lang=en", told=1, **UNREAD)
    assert seen == [2 * len(CATALOGUE)]
    for name in SECTIONS:
        assert section(at, name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_is_counted_and_placed_before_anything_is_opened(open_data, lang):
    at = open_data(f"lang={lang}")
    rows, found = overview(at), findings(at)
    assert [row[0] for row in rows] == list(found)[:-1]
    numbers = [[as_number(one) for one in re.findall("[\\d۰-۹٬,]+", row[1])] for row in rows]
    assert all(some <= of for some, of in numbers)
    for (title, article), (some, of), row in zip(found.items(), numbers, rows, strict=False):
        told = [as_number(one) for one in re.findall("[\\d۰-۹٬,]+", re.search("<p>(.*?)</p>", article)[1])]
        assert told == ([some, of] if some else [of] if of else []), title  # "nothing to check" has no number
        assert (row[2] == "–") == (some == 0), title
    by_area = Counter(one[1] for one in table(found[list(found)[6]]))
    first, most = by_area.most_common(1)[0]
    assert rows[6][2].startswith(first) or list(by_area.values()).count(most) > 1
    assert len(table(found[list(found)[6]])) == numbers[6][0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_say_how_many_and_where(open_data, lang):
    found = findings(open_data(f"lang={lang}"))
    assert len(found) == 10
    totals = next(iter(found.values()))
    rows = table(totals)
    assert [as_number(one) for one in (rows[0][3], rows[0][4], rows[0][5])] == [8737510, 8736927, 583]
    assert rows[0][0] == {"fa": "تهران", "en": "Tehran"}[lang]
    count = re.search("<p>(.*?)</p>", totals)[1]
    assert next(as_number(one) for one in re.findall(r"[\d۰-۹]+", count)) == len(rows)


def test_findings_of_a_corrupted_database_are_told_escaped(open_data, changed_database):
    url = changed_database(
        ("UPDATE facility SET pcode = 'IR231401', name_en = '<b>x</b>' WHERE facility_id = 'ps_230101_0001'",),
        ("UPDATE admin_area SET boundary = NULL WHERE pcode = 'IR231402'",),
        ("UPDATE source SET title_en = '<i>evil</i>', url = 'javascript:alert(1)' WHERE source_id = 'geonames'",),
    )
    at = open_data("lang=en", HAMGAM_DATABASE_URL=url)
    found = findings(at)
    outside = table(found["Facilities outside their district"])
    assert [row[0] for row in outside] == ["<b>x</b>"]
    assert outside[0][2] == "Arjomand"
    assert [row[0] for row in table(found["Areas without a boundary"])] == ["Central (Firuzkuh)"]
    every = "".join(reading.fragments(at))
    assert "<i>evil" not in every
    assert "<b>x</b>" not in every
    assert "javascript:" not in every


@pytest.mark.parametrize("lang", LANGUAGES)
def test_boundaries_are_counted_by_level_and_quality(open_data, demo_database, lang):
    rows = table(part(open_data(f"lang={lang}"), "boundaries"))
    known = sql(demo_database, "SELECT level, count(*), count(boundary) FROM admin_area WHERE level > 0 GROUP BY 1")
    assert [(as_number(row[2]), as_number(row[3])) for row in rows] == [(areas, drawn) for _, areas, drawn in known]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_the_glossary_stands_there_in_both_languages(open_data, lang):
    texts = " ".join(reading.texts_of(part(open_data(f"lang={lang}"), "glossary")))
    for term in GLOSSARY.values():
        assert term.word.fa in texts
        assert term.word.en in texts
        assert term.meaning.in_language(lang) in texts


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_released_table_of_the_year_can_be_taken(open_data, files, lang):
    at = open_data(f"period=1402&lang={lang}")
    assert len(files) == 2 * len(CATALOGUE)
    text = files["hamgam_school_seats_district_1402.csv"]().decode("utf-8-sig")
    assert text.count("\n") == 1 + 35
    assert {line.split(",")[5] for line in text.splitlines()[1:]} == {"1402"}
    links = [body for body in reading.fragments(at) if 'class="hg-file"' in body]
    assert "gap_map?" in links[0]
    assert "level=district" in links[0]
    assert "period=1402" in links[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_another_year_is_chosen_for_findings_and_files(open_data, lang):
    at = open_data(f"lang={lang}")
    at.selectbox(key=f"data_period:{lang}").select("1401").run()
    assert at.query_params["period"] == "1401"
    body = next(body for body in reading.fragments(at) if "hg-checks" in body)
    assert {"fa": "۱۴۰۱", "en": "2022/23 (1401)"}[lang] in re.search("<caption>(.*?)</caption>", body)[1]


@pytest.mark.parametrize("lang", FA_NOW)
def test_two_raw_datasets_behind_the_same_cells_give_the_same_page(
    open_data, files, demo_database, twin_database, lang
):
    def sent(path):
        files.clear()
        at = open_data(f"lang={lang}", HAMGAM_DATABASE_URL=f"sqlite:///{path}")
        return reading.page_texts(at), reading.fragments(at), {name: file() for name, file in files.items()}

    one, other = sent(demo_database), sent(twin_database)
    assert "hg-checks" in "".join(one[1])
    assert len(one[2]) == 2 * len(CATALOGUE)
    assert one == other

"""The overview: its figures are those of `measures`, its links lead where they say, nothing is left in one language."""

import re
from base64 import b64decode
from datetime import date
from functools import cache
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from data_access.settings import Settings
from domain.findings import ranked
from domain.links import from_query
from measures.change import since
from measures.promises import tally_on
from measures.release import evidence, release
from measures.source import Source
from tests.pages import reading
from tests.pages.overview_parts import figures, parts
from tests.pages.test_odd_links import ODD

LANGUAGES = ("fa", "en")
EVALUATIVE = re.compile("improv|better|worse|progress|relief|بهبود|بهتر|بدتر|پیشرفت")


@pytest.fixture(scope="module")
def measured(demo_database):
    """``measured(year, indicator=...)``: the released frame; ``measured.since(...)``: the changes."""
    source = Source(Settings(f"sqlite:///{demo_database}"))
    version = source.version()
    reference = source.reference(version)

    @cache
    def of(year):
        return evidence(source, reference, version, year)

    def chosen(year, query):
        made, notices = from_query({"period": str(year), **query}, reference.options)
        assert not notices
        return made

    def frame(year, **query):
        return release(chosen(year, query), reference, of(year), source, version)

    frame.row = lambda year, **query: frame(year, **query).context.iloc[0]
    frame.changes = lambda year, **query: (
        since(chosen(year, query), year - 1, of(year - 1).basis, of(year).basis).changes
    )
    frame.tally = lambda day: tally_on(source, version, day)
    return frame


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("year", [1404, 1403])
def test_headlines_are_the_figures_of_the_measures(open_page, measured, year, lang):
    page = parts(open_page(f"period={year}&lang={lang}", page=""))
    people, seats, posts, houses, places, done, late = (figures(text)[0] for text in page.texts["hg-big"])
    assert people == measured.row(year, indicator="foreign_share")["foreign_persons"]
    assert seats == measured.row(year, indicator="school_seats")["shortage"]
    assert posts == measured.row(year, indicator="health_posts")["units_short"]
    assert houses == round(measured.row(year, indicator="health_houses")["persons_per_unit"])
    assert places == round(measured.row(year, indicator="training_places")["value"], 2)
    tally = measured.tally(date(2026, 2, 15))
    assert (done, late) == (tally.delivered, tally.late)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_changes_are_those_of_the_measures_and_their_parts_add_up(open_page, measured, lang):
    page = parts(open_page(f"lang={lang}", page=""))
    asked = (
        ("school_seats", "shortage", 0),
        ("health_posts", "units_short", 0),
        ("health_houses", "persons_per_unit", 0),
    )
    asked += (("training_places", "value", 2),)
    for text, (indicator, column, decimals) in zip(page.texts["hg-change"][1:], asked, strict=False):
        one = measured.changes(1404, indicator=indicator)[column]
        whole, *_year, capacity, by_people = figures(text)
        assert whole == pytest.approx(round(one.after, decimals) - round(one.before, decimals)), text
        assert capacity + by_people == pytest.approx(whole), text
        assert capacity == pytest.approx(one.by_capacity, abs=1.01 * 10**-decimals), text
        assert by_people == pytest.approx(one.by_people, abs=1.01 * 10**-decimals), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_fewer_people_are_named_neutrally_and_nothing_is_called_better(open_page, measured, lang):
    at = open_page(f"lang={lang}", page="")
    page = parts(at)
    change = measured.changes(1404, indicator="foreign_share")["foreign_persons"]
    text = page.texts["hg-change"][0]
    assert figures(text)[0] == pytest.approx(-100 * change.whole / change.before, abs=0.05)
    assert ("lower" if lang == "en" else "کمتر") in text
    assert not EVALUATIVE.search(" ".join([*page.texts["hg-own"], *page.texts["hg-urgent"], reading.title(at)]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sources_that_disagree_are_named_and_statements_set_apart(open_page, lang):
    html = reading.fragment(open_page(f"lang={lang}", page=""), "hg-overview")
    card = html[html.index('<article class="hg-headline">') : html.index("</article>")]
    told = re.findall(r'<dd( class="statement")?>(.*?)</dd>', card)
    news, table = {"en": ("News item", "Copy of an encyclopaedia table"), "fa": ("خبر", "رونوشت جدول یک دانشنامه")}[
        lang
    ]
    publishers = [news, "toseeirani.ir", "khabaronline.ir", table]
    assert [next(name for name in publishers if name in text) for _kind, text in told] == publishers
    assert [bool(kind) for kind, _text in told] == [True, True, False, False]
    assert [figures(text)[0] for _kind, text in told] == [50, 50, 31.6, 32.5]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_small_map_has_a_fill_for_every_district_and_leads_to_the_view_it_shows(open_page, measured, lang):
    page = parts(open_page(f"lang={lang}", page=""))
    assert len(page.pictures) == 3
    for picture, indicator in zip(
        page.pictures, ("school_seats", "primary_health_units", "training_places"), strict=True
    ):
        svg = b64decode(picture["src"].removeprefix("data:image/svg+xml;base64,")).decode()
        frame = measured(1404, indicator=indicator, level="district")
        assert len(re.findall('<path d="[^"]*" fill="#', svg)) == len(frame.data) == 35
        href, title = next(
            link
            for link in page.links
            if link[0].startswith("gap_map") and f"indicator={indicator}&" in link[0] and "classes=3" in link[0]
        )
        at = open_page(unescape(urlsplit(href).query))
        assert reading.title(at) == title
        shown = reading.payload(at)
        assert shown["level"] == 3
        colours = {tuple(one) for one in reading.colours(at).values()}
        assert {colour for colour, _pattern in colours} == set(
            re.findall('fill="(#[0-9a-f]{6})"/><?', picture_areas(svg))
        )


def picture_areas(svg):
    """The painted areas alone, without what patterns are made of."""
    return svg[svg.index("</defs>") : svg.index("</g>")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_urgent_districts_are_the_first_five_of_the_index_with_their_largest_sector(open_page, measured, lang):
    page = parts(open_page(f"lang={lang}", page=""))
    html = page.texts["hg-urgent"][0]
    frame = measured(1404, indicator="priority_index", level="district")
    names = {
        "education": ("آموزش", "Education"),
        "health": ("سلامت", "Health"),
        "livelihoods": ("معیشت", "Livelihoods"),
    }
    place = 0
    for _row, row in ranked(frame.data, "higher_is_worse").head(5).iterrows():
        sector = max(names, key=lambda one: row[f"{one}_points"])
        place = html.index(row[f"name_{lang}"], place)
        told = html[place:]
        assert figures(told)[0] == pytest.approx(row["value"], abs=0.05)
        assert names[sector][lang == "en"] in told[: told.index(" short;" if lang == "en" else "؛")]
        assert pytest.approx(row[f"{sector}_points"], abs=0.05) in figures(told)[:3]
        assert pytest.approx(row["severity_pct"], abs=0.5) in figures(told)[:5]
    assert len(re.findall("gap_map[^ ]*area=IR23[0-9]{2}", " ".join(href for href, _text in page.links))) == 5


def test_shortage_of_training_places_is_against_the_rate_of_the_province(open_page, measured):
    page = parts(open_page("lang=en", page=""))
    frame = measured(1404, indicator="priority_index", level="district")
    rate = measured.row(1404, indicator="training_places")["value"]
    short = measured(1404, indicator="training_places", target=repr(float(rate)), level="district").data.set_index(
        "pcode"
    )
    top = ranked(frame.data, "higher_is_worse").head(5)
    led = top[top[["education_points", "health_points", "livelihoods_points"]].idxmax(axis=1) == "livelihoods_points"]
    told = [
        int(one.replace(",", "")) for one in re.findall(r"([\d,]+) training places short", page.texts["hg-urgent"][0])
    ]
    assert told == [pytest.approx(short.loc[code, "shortage"], abs=1) for code in led["pcode"]]
    assert told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_carries_the_demonstration_mark(open_page, lang):
    page = parts(open_page(f"lang={lang}", page=""))
    assert len(page.texts["hg-mark"]) == 5 + 3 + 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_freshness_counts_every_source_and_says_its_rule(open_page, demo_database, lang):
    at = open_page(f"lang={lang}", page="")
    html = reading.fragment(at, "hg-overview")
    sources = Source(Settings(f"sqlite:///{demo_database}")).reference().sources
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    assert body.count("<tr>") == len(sources)
    for state in ("fresh", "due", "overdue", "unknown"):
        assert len(re.findall(f'hg-sign {state}"', body)) == sum(
            expected(row) == state for _id, row in sources.iterrows()
        )
    assert "50" in str(figures(parts(at).texts["hg-fresh"][0]))


def expected(row):
    """The rule once more: the source's own interval, else the kind's; due after it, overdue half of it later."""
    usual = {"census": 3650, "survey": 1095}.get(row["kind"], 365)
    every = usual if row["update_every_days"] != row["update_every_days"] else row["update_every_days"]
    if not isinstance(row["published_on"], str):
        return "unknown"
    age = (date(2026, 2, 15) - date.fromisoformat(row["published_on"])).days
    return "fresh" if age <= every else "due" if age <= 1.5 * every else "overdue"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_old_address_of_the_gap_map_shows_the_way_to_its_view(open_page, lang):
    at = open_page(f"indicator=health_posts&level=district&period=1402&lang={lang}", page="")
    href, text = next(
        link for link in parts(at).links if link[0].startswith("gap_map") and "indicator=health_posts" in link[0]
    )
    assert (
        dict(parse_qsl(urlsplit(href).query)).items() >= {"level": "district", "period": "1402", "lang": lang}.items()
    )
    assert ("Health posts" if lang == "en" else "پایگاه") in text
    view = reading.payload(open_page(urlsplit(href).query))
    assert (view["level"], view["lang"]) == (3, lang)


def test_chosen_year_is_shown_and_stands_in_the_address(open_page):
    at = open_page("lang=en", page="")
    at.selectbox(key="period:en").select("1402").run()
    assert at.query_params["period"] in ("1402", ["1402"])
    assert "(1402)" in reading.texts_of(reading.fragment(at, "hg-title"))[-1]
    assert "since 2022/23 (1401)" in parts(at).texts["hg-change"][1]


def test_first_year_has_nothing_to_compare_with(open_page):
    changes = parts(open_page("period=1400&lang=en", page="")).texts["hg-change"]
    assert [text.strip() for text in changes[:5]] == ["no earlier year to compare with"] * 5


def test_language_switch_shows_the_page_in_the_other_language(open_page):
    at = open_page("lang=en&period=1403", page="")
    at.button(key="language:en").click().run()
    assert not at.exception
    assert "نمای کلی" not in reading.title(at)
    assert re.search("[\u0600-\u06ff]", reading.title(at))
    assert at.query_params["period"] in ("1403", ["1403"])


def test_figures_that_are_not_there_are_said_and_the_page_stands(open_page, changed_database):
    url = changed_database(("DELETE FROM facility_capacity",), ("DELETE FROM commitment_update",))
    at = open_page("lang=en", page="", HAMGAM_DATABASE_URL=url)
    assert not at.exception
    assert not at.error
    page = parts(at)
    assert "no data" in page.texts["hg-big"][1]
    assert [figures(text)[0] for text in page.texts["hg-big"][-2:]] == [0, 0]
    assert "school seats" not in reading.title(at)


def test_markup_in_names_stays_text(open_page, changed_database):
    hostile = "<img src=x onerror=alert(1)>"
    url = changed_database(
        ("UPDATE admin_area SET name_en = ? || pcode", hostile),
        ("UPDATE source SET title_en = ? || source_id, publisher = ?", hostile, hostile),
    )
    at = open_page("lang=en", page="", HAMGAM_DATABASE_URL=url)
    assert not at.exception
    for body in reading.fragments(at):
        assert "<img src=x" not in body


@pytest.mark.parametrize("link", ODD.values(), ids=ODD)
def test_odd_link_shows_the_usual_page_with_one_warning(open_page, link):
    at = open_page(link.encode("utf-8", "replace").decode() + "&lang=en", page="")
    assert not at.exception
    assert not at.error
    assert len(at.warning) == 1
    assert reading.title(at)

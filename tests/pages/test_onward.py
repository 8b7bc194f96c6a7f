"""Every place that names an area or an indicator leads on: the addresses hold the view, the names say where to."""

import re
from html import unescape
from itertools import product
from urllib.parse import parse_qsl, urlsplit

import pytest

from domain.indicators import CATALOGUE
from tests.pages import reading
from tests.sweeps import sweep

LANGUAGES = ("fa", "en")
LINK = re.compile(
    r'<a class="hg-go hg-(profile|def|info)" href="([^"]+)"(?: aria-label="([^"]+)")? title="([^"]+)">([^<]*)</a>'
)
PROFILE, DEFINITION = {"fa": "شناسنامهٔ ", "en": "Profile of "}, {"fa": "تعریف ", "en": "Definition of "}
VIEW = "period=1403&groups=refugee"
languages = pytest.mark.parametrize("lang", LANGUAGES)


def links(at, kind):
    """Address and title of each link of a kind."""
    found = [one for body in reading.fragments(at) for one in LINK.findall(body)]
    return [(urlsplit(unescape(href)), unescape(told)) for own, href, _name, told, _text in found if own in kind]


@languages
@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("area", {"def"}),
        ("compare", {"def", "info", "profile"}),
        ("", {"info", "profile"}),
        ("gap_map", {"info", "profile"}),
    ],
)
def test_a_name_of_its_own_holds_the_text_in_sight(open_page, page, kinds, lang):
    at = open_page(f"areas=IR2303,IR2319&area=IR2303&indicator=school_seats&{VIEW}&lang={lang}", page=page)
    bodies = reading.fragments(at)
    found = [one for body in bodies for one in LINK.findall(body)]
    assert len(found) == sum(len(re.findall('class="hg-go hg-(?:profile|def|info)"', body)) for body in bodies)
    assert {kind for kind, *_more in found} == kinds
    for kind, _href, name, title, text in found:
        if kind == "def":
            assert text and not name
        else:
            assert name == title
            assert text in name
            assert bool(text) == (kind == "profile")


@languages
def test_ranking_links_each_area_by_its_code(open_page, lang):
    at = open_page(f"indicator=school_seats&level=district&{VIEW}&lang={lang}")
    found = links(at, "profile")
    names = {name.rstrip("*") for _rank, name, *_more in reading.ranking(at)}
    assert len(found) == 35
    assert {told for _href, told in found} == {f"{PROFILE[lang]}{name}" for name in names}
    for href, _told in found:
        query = dict(parse_qsl(href.query))
        assert (href.path, query["period"], query["groups"], query["lang"]) == ("area", "1403", "refugee", lang)
    assert len({dict(parse_qsl(href.query))["areas"] for href, _told in found}) == 35


@languages
def test_overview_links_its_urgent_districts_to_their_profiles(open_page, lang):
    found = links(open_page(f"period=1403&lang={lang}", page=""), "profile")
    assert len(found) == 5
    for href, told in found:
        at = open_page(href.query, page="area")
        assert box_value(at, lang) == dict(parse_qsl(href.query))["areas"]
        assert told.startswith(PROFILE[lang])
        assert told.removeprefix(PROFILE[lang]).split(" (")[0] in reading.fragment(at, "hg-kicker")


def box_value(at, lang):
    return next(one.value for one in at.selectbox if one.key == f"profile_area:{lang}")


@languages
def test_comparison_links_its_areas_and_keeps_the_others(open_page, lang):
    at = open_page(f"areas=IR2303,IR2319,IR2301&{VIEW}&lang={lang}", page="compare")
    found = [dict(parse_qsl(href.query))["areas"] for href, _told in links(at, "profile")]
    assert found == ["IR2303,IR2319,IR2301", "IR2319,IR2303,IR2301", "IR2301,IR2303,IR2319"]


@languages
@pytest.mark.parametrize(("page", "query"), [("area", "areas=IR2319"), ("compare", "areas=IR2303,IR2319")])
def test_each_indicator_of_a_table_leads_to_its_definition(open_page, page, query, lang):
    found = links(open_page(f"{query}&{VIEW}&lang={lang}", page=page), "def")
    assert [href.fragment for href, _told in found] == [f"indicator-{one}" for one in ordered()]
    for href, told in found:
        entry = CATALOGUE[href.fragment.removeprefix("indicator-")]
        assert told == f"{DEFINITION[lang]}{entry.name.in_language(lang)}"
        assert href.path == "data"
        assert dict(parse_qsl(href.query)).items() >= {"period": "1403", "groups": "refugee", "lang": lang}.items()


def ordered():
    sectors = list(dict.fromkeys(entry.sector for entry in CATALOGUE.values()))
    return sorted(CATALOGUE, key=lambda one: sectors.index(CATALOGUE[one].sector))


LEADING = ("education", "health", "livelihoods", "", "area", "compare")


@pytest.mark.parametrize(("page", "lang"), sweep(*product(LEADING, LANGUAGES), now=[0, 3, 4, 7, 8, 11]))
def test_definitions_that_are_led_to_are_there(open_page, page, lang):
    found = {href.fragment for href, _told in links(open_page(f"lang={lang}", page=page), ("def", "info"))}
    assert found
    data = "".join(reading.fragments(open_page(f"lang={lang}", page="data")))
    assert all(f'class="hg-fold" id="{one}"' in data for one in found)


SHOWN = {
    "education": {"school_seats", "double_shift_share", "pupils_per_class", "school_space"},
    "health": {"health_houses", "health_posts", "primary_health_units", "rehabilitation_share"},
    "livelihoods": {"training_places"},
    "": {
        *("foreign_share", "national_share", "school_seats", "health_posts", "health_houses"),
        *("training_places", "primary_health_units", "priority_index"),
    },
}


@pytest.mark.parametrize("page", SHOWN)
def test_sector_pages_and_overview_mark_every_indicator_that_they_show(open_page, page):
    found = {href.fragment.removeprefix("indicator-") for href, _told in links(open_page("lang=en", page=page), "info")}
    assert found >= SHOWN[page]


PICKED = f"{VIEW}&areas=IR2303,IR2319"


@languages
@pytest.mark.parametrize(("page", "more"), [("", ""), ("health", "&find=a&order=size&kinds=health_house")])
def test_definitions_of_pages_that_are_kept_for_all_take_each_sessions_view_along(open_page, page, more, lang):
    """The second session gets what was made for the first one."""
    open_page(f"period=1403&lang={lang}", page=page)
    at = open_page(f"{PICKED}{more}&lang={lang}", page=page)
    found = links(at, "info")
    wanted = dict(parse_qsl(f"{PICKED}{more}&lang={lang}"))
    assert len(found) >= 5
    for href, _told in found:
        assert dict(parse_qsl(href.query)).items() >= wanted.items(), href
    head = next(body for body in reading.fragments(at) if "<h1" in body)
    assert ("hg-info" in head) == bool(page)
    assert not any("<!--" in body for body in reading.fragments(at))

"""Facilities on the gap map: what is sent, how much, when, and with which words."""

import json
import re

import pytest

from domain.facilities import KINDS, STATUSES
from geo.facilities_layer import MAX_CLUSTERS, unpack
from tests.pages import reading
from tests.sweeps import FA_NOW

LANGUAGES = ("fa", "en")
ALL = f"kinds={','.join(KINDS)}&statuses={','.join(STATUSES)}"
# The limits of the map's message: what the areas alone may take.
LIMITS = {"county": 8192, "district": 16384}


def given(at):
    return reading.payload(at).get("facilities")


def layer(at):
    return unpack(given(at)["data"])


def message_size(at):
    return at.get("component_instance")[0].proto.ByteSize()


def legend(at):
    """Texts of the facilities' legend with their numbers."""
    body = reading.fragment(at, "hg-side")
    start = body.index('<ul class="hg-legend hg-facilities"')
    parser = reading._Rows()
    part = body[start : body.index("</ul>", start)]
    parser.feed(part)
    names = re.findall("<span>(.*?)</span>", part)
    return dict(zip(names, map(reading.as_number, parser.counts), strict=True))


def test_no_facility_is_read_or_sent_unless_asked_for(open_page, monkeypatch):
    monkeypatch.setattr("ui.loaders.facilities", lambda period: pytest.fail("facilities were read"))
    at = open_page("lang=en", HAMGAM_ROW_CAP="999997")  # with this setting nothing was made before
    assert not at.error
    assert "facilities" not in reading.payload(at)
    assert "hg-facilities" not in reading.fragment(at, "hg-side")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("level", LIMITS)
def test_province_has_clusters_that_weigh_less_than_the_areas_may(open_page, level, lang):
    alone = message_size(open_page(f"level={level}&lang={lang}"))
    at = open_page(f"level={level}&lang={lang}&{ALL}")
    assert not at.error
    shown = layer(at)
    assert shown["points"] == []
    assert 10 < len(shown["clusters"]) <= MAX_CLUSTERS
    assert alone <= LIMITS[level]
    assert message_size(at) - alone <= min(LIMITS[level], alone)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_clusters_add_up_to_the_legend_and_to_the_database(open_page, lang):
    at = open_page(f"lang={lang}&{ALL}")
    shown, counts = layer(at), legend(at)
    total = sum(reading.as_number(cluster[3]) for cluster in shown["clusters"])
    names = [name for _kind, name in shown["kinds"]]
    assert total == sum(counts[name] for name in names) == sum(counts[name] for _id, name in shown["statuses"]) > 5000
    for name in names:
        of_kind = sum(
            reading.as_number(count) for cluster in shown["clusters"] for text, count in cluster[5] if text == name
        )
        assert of_kind == counts[name], name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_inside_a_county_every_facility_is_a_point_with_name_state_figures_and_year(open_page, lang):
    at = open_page(f"level=district&area=IR2303&kinds=primary_school,health_house&lang={lang}")
    shown, counts = layer(at), legend(at)
    assert shown["clusters"] == []
    assert len(shown["points"]) == counts[shown["kinds"][0][1]] + counts[shown["kinds"][1][1]] > 50
    x, y, kind, status, name, capacity, *_rest = shown["points"][0]
    assert 0 <= x < 20_000
    assert 0 <= y < 20_000
    assert shown["kinds"][kind][0] in ("primary_school", "health_house")
    assert shown["statuses"][status][0] in STATUSES
    assert re.search("[\u0600-\u06ff]" if lang == "fa" else "[A-Za-z]", name)
    assert capacity or capacity == 0
    assert [x for x, *_ in shown["points"]] == sorted(x for x, *_ in shown["points"])


def test_above_two_thousand_points_a_county_has_clusters_too(open_page):
    at = open_page(f"level=district&area=IR2301&lang=en&{ALL}")
    assert layer(at)["points"] == []
    assert layer(at)["note"] == "Choose fewer kinds to see single facilities."


def test_change_of_indicator_sends_no_facility_again(open_page):
    at = open_page("level=district&area=IR2303&kinds=primary_school&sector=health&indicator=health_houses&lang=en")
    first = given(at)
    assert first["data"]
    at.selectbox(key="indicator:en").set_value("health_posts").run()
    assert given(at) == {"key": first["key"]}
    assert "indicator=health_posts" in reading.payload(at)["stamp"]
    at.selectbox(key="period:en").set_value("1402").run()
    assert given(at)["key"] != first["key"]
    assert given(at)["data"]
    at.selectbox(key="period:en").set_value("1404").run()
    assert given(at) == {"key": first["key"]}


def test_frame_that_came_back_from_the_table_gets_its_facilities_again(open_page):
    at = open_page("kinds=hospital&lang=en")
    at.button(key="view:en").click().run()
    assert not at.get("component_instance")
    at.button(key="view:en").click().run()
    assert given(at)["data"]


def test_base_map_is_the_same_with_and_without_facilities(open_page):
    scripts = {
        json.loads(open_page(link).get("component_instance")[0].proto.json_args)["script"]
        for link in ("lang=en", "lang=en&kinds=hospital", f"lang=fa&level=district&area=IR2303&{ALL}")
    }
    assert len(scripts) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_choice_of_kinds_and_states_changes_map_legend_and_address(open_page, lang):
    at = open_page(f"lang={lang}")
    assert at.get("button_group")[0].key == f"kinds_education:{lang}", "the view's own sector stands first"
    choose(at, f"kinds_health:{lang}", "hospital")
    usual = "operational,needs_rehabilitation,under_construction,planned"
    assert reading.payload(at)["stamp"].endswith(f"&kinds=hospital&statuses={usual}")
    choose(at, f"kinds_education:{lang}", "primary_school")
    choose(at, f"statuses:{lang}", "closed")
    assert reading.payload(at)["stamp"].endswith("&kinds=primary_school,hospital&statuses=closed")
    assert [kind for kind, _name in layer(at)["kinds"]] == ["primary_school", "hospital"]
    choose(at, f"kinds_education:{lang}")
    choose(at, f"kinds_health:{lang}")
    assert given(at) is None


def choose(at, key, *values):
    next(one for one in at.get("button_group") if one.key == key).set_value(list(values)).run()


def test_language_switch_keeps_the_facilities_chosen(open_page):
    at = open_page("kinds=hospital,clinic&lang=en")
    at.button(key="language:en").click().run()
    assert "&kinds=clinic,hospital&" in reading.payload(at)["stamp"]
    assert [name for _kind, name in layer(at)["kinds"]] == ["درمانگاه", "بیمارستان"]


def test_unknown_kind_is_told_and_the_rest_is_shown(open_page):
    at = open_page("kinds=mosque,hospital&lang=en")
    assert at.warning[0].value.startswith("Kind")
    assert [kind for kind, _name in layer(at)["kinds"]] == ["hospital"]


BROKEN = """UPDATE facility SET lat = ?, lon = ? WHERE facility_id = (SELECT facility_id FROM facility
    WHERE pcode LIKE 'IR2303%' AND kind = 'health_house' ORDER BY 1 LIMIT 1 OFFSET ?)"""


@pytest.mark.parametrize("link", ["level=county", "level=district&area=IR2303"])
def test_swapped_and_far_coordinates_are_counted_and_do_not_move_the_map(open_page, changed_database, link):
    url = changed_database((BROKEN, 51.4, 35.6, 0), (BROKEN, 0.0, 0.0, 1))
    at = open_page(f"{link}&kinds=health_house&lang=en", HAMGAM_DATABASE_URL=url)
    assert not at.error
    side = reading.fragment(at, "hg-side")
    assert "Not on the map, because their coordinates are missing or lie outside: 2 facilities" in side
    shown, counts = layer(at), legend(at)
    drawn = len(shown["points"]) or sum(reading.as_number(one[3]) for one in shown["clusters"])
    assert drawn == counts["Health house"] - 2


SILENT = """DELETE FROM facility_status WHERE facility_id IN
    (SELECT facility_id FROM facility WHERE kind = 'hospital' ORDER BY facility_id LIMIT 3)"""
TOLD = {
    "en": (
        "Not on the map, because their coordinates are missing or lie outside: 1 facility",
        "In no year on the map, because their status is not known: 3 facilities of the whole database",
        "The facilities are incomplete: more rows were found than may be read.",
    ),
    "fa": ("خارج از نقشه، چون مختصات", "وضعیت آن‌ها معلوم نیست: ۳ مرکز از کل پایگاه داده", "مراکز کامل نیستند"),
}


@pytest.mark.parametrize("lang", FA_NOW)
@pytest.mark.parametrize(("view", "part"), [("map", "hg-side"), ("table", "hg-tables")])
def test_what_of_the_facilities_is_not_to_be_seen_is_told_on_map_and_table(
    open_page, changed_database, view, part, lang
):
    url = changed_database((BROKEN, 0.0, 0.0, 1), (SILENT,))
    link = f"kinds=health_house,hospital&view={view}&lang={lang}"
    at = open_page(link, HAMGAM_DATABASE_URL=url)
    assert not at.error
    body = reading.fragment(at, part)
    assert [text in body for text in TOLD[lang]] == [True, True, False]
    cut = reading.fragment(open_page(link, HAMGAM_DATABASE_URL=url, HAMGAM_ROW_CAP="5000"), part)
    assert TOLD[lang][2] in cut
    whole = reading.fragment(open_page(link, HAMGAM_ROW_CAP="1000000"), part)
    assert not any(text in whole for text in TOLD[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("view", "part"), [("map", "hg-side"), ("table", "hg-tables")])
def test_what_no_figure_counts_is_told_beside_the_provinces_figure(open_page, changed_database, view, part, lang):
    url = changed_database(
        ("UPDATE population SET pcode = 'IR239999' WHERE pcode = 'IR230101' AND population_group = 'refugee'",),
        ("UPDATE facility SET pcode = '<i>nowhere' WHERE facility_id LIKE 'ps_230303_000%'",),
        ("UPDATE commitment SET pcode = 'IR239998' WHERE indicator_id = 'school_seats'",),
    )
    at = open_page(f"indicator=school_seats&view={view}&lang={lang}", HAMGAM_DATABASE_URL=url)
    assert not at.error
    body = reading.fragment(at, part).split("</dl>")[0]
    told = {
        "en": ("stand in no district and are not counted: 9", "codes with people", "whose area is not in the province"),
        "fa": ("در هیچ بخشی جای ندارند و شمرده نشده‌اند: ۹", "کدهای دارای جمعیت", "محدوده‌شان در استان نیست"),
    }
    assert all(text in body for text in told[lang])
    assert "<i>nowhere" not in reading.fragment(at, part)


NASTY = "<img src=x onerror=alert(1)></script>{{7*7}} \"'\u202eevil"


@pytest.mark.parametrize("lang", FA_NOW)
def test_name_with_markup_travels_as_text_and_stands_escaped_in_the_table(open_page, changed_database, lang):
    url = changed_database(
        ("UPDATE facility SET name_fa = ?, name_en = ? WHERE pcode LIKE 'IR2303%' AND kind = 'hospital'", NASTY, NASTY)
    )
    at = open_page(f"level=district&area=IR2303&kinds=hospital&lang={lang}", HAMGAM_DATABASE_URL=url)
    assert {point[4] for point in layer(at)["points"]} == {NASTY}
    assert "onerror" not in reading.paint_script(at)
    assert "49" not in reading.paint_script(at).split("facilities")[1][:40]
    at = open_page(f"level=district&area=IR2303&kinds=hospital&view=table&lang={lang}", HAMGAM_DATABASE_URL=url)
    body = reading.fragment(at, "hg-tables")
    assert "<img" not in body
    assert "&lt;img src=x onerror=alert(1)&gt;&lt;/script&gt;{{7*7}}" in body

"""Finding a place on the page, and the card of the one that was chosen."""

import json
import re

import pytest

from tests.pages import reading
from ui import loaders
from wording import i18n

LANGUAGES = ("fa", "en")
KAHRIZAK = "stl_230303_02"
DRILLED = "level=district&area=IR2303"
HOSTILE = ("<img src=x onerror=alert(1)>", "**a** & [b](http://c) <i> \"d\" 'e' {{ f }} :red[g]")


def search(at, query):
    """Type a query; the page runs as a whole here, in the browser the search alone does."""
    at.text_input[0].set_value(query).run()
    assert not at.exception
    return hits(at)


def hits(at):
    return [button for button in at.button if str(button.key).startswith("go:")]


def go(at, place):
    next(button for button in hits(at) if button.key.startswith(f"go:{place}:")).click().run()
    assert not at.exception
    assert not at.error


def card(at):
    return reading.fragment(at, "hg-card")


def has_card(at):
    return any('class="hg-card"' in body for body in reading.fragments(at))


def status(at):
    return next(text for body in reading.fragments(at) if 'role="status"' in body for text in reading.texts_of(body))


def rows(at):
    """Service to distance, from the lines of the card."""
    found = re.findall(r"<span>([^<]*)</span><b>([^<]*)</b>", card(at))
    return dict(found)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", ["kahriz", "کهریز", "Kahrīz", "كهريز"])
def test_query_of_either_language_finds_places_named_in_the_language_of_the_page(open_page, query, lang):
    at = open_page(f"lang={lang}")
    labels = [button.label for button in search(at, query)]
    name = "Kahrizak" if lang == "en" else "کهریزک"
    where = "Kahrizak district, Rey county" if lang == "en" else "بخش کهریزک، شهرستان ری"
    assert len(labels) == 8
    assert all(name in label for label in labels)
    assert labels[1].startswith(f"**{name}**")
    assert where in labels[1]
    assert status(at) == ("24 places found" if lang == "en" else "۲۴ مکان پیدا شد")
    assert ("16 more" if lang == "en" else "۱۶ مکان دیگر") in " ".join(reading.page_texts(at))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_settlement_is_shown_in_its_county_with_residents_and_distances(open_page, lang):
    at = open_page(f"lang={lang}")
    search(at, "kahrizak")
    go(at, KAHRIZAK)
    view = reading.payload(at)
    assert (view["area"], view["level"]) == ("IR2303", 3)
    assert view["place"] == [35.51718, 51.36052, "Kahrizak" if lang == "en" else "کهریزک"]
    assert at.query_params["place"] in (KAHRIZAK, [KAHRIZAK])
    texts = reading.texts_of(card(at))
    wanted = (
        ["Kahrizak", "City · Kahrizak district, Rey county", "Residents in 2016/17 (1395): 53,972"]
        if lang == "en"
        else ["کهریزک", "شهر · بخش کهریزک، شهرستان ری", "ساکنان در سال ۱۳۹۵: ۵۳٬۹۷۲ نفر"]
    )
    assert texts[1:4] == wanted
    assert list(rows(at).items()) == (
        [
            ("Primary school", "420 m"),
            ("Lower secondary school", "740 m"),
            ("Upper secondary school", "780 m"),
            ("Health house or health post", "1.4 km"),
            ("Health centre", "1.3 km"),
            ("Hospital", "3.0 km"),
            ("Training centre (needs rehabilitation)", "5.6 km"),
        ]
        if lang == "en"
        else [
            ("دبستان", "۴۲۰ متر"),
            ("متوسطهٔ اول", "۷۴۰ متر"),
            ("متوسطهٔ دوم", "۷۸۰ متر"),
            ("خانهٔ بهداشت یا پایگاه سلامت", "۱٫۴ کیلومتر"),
            ("مرکز خدمات جامع سلامت", "۱٫۳ کیلومتر"),
            ("بیمارستان", "۳٫۰ کیلومتر"),
            ("مرکز آموزش فنی و حرفه‌ای (نیازمند بهسازی)", "۵٫۶ کیلومتر"),
        ]
    )
    assert ("Demonstration data" if lang == "en" else "دادهٔ نمایشی") in texts
    assert any(
        ("Sources: Demonstration population" if lang == "en" else "منابع: جمعیت نمایشی") in text for text in texts
    )
    assert at.text_input[0].value == "", "the field is ready for the next name"
    assert hits(at) == []


def test_facility_says_status_and_capacity_and_is_not_its_own_neighbour(open_page):
    at = open_page("lang=en")
    search(at, "Laleh primary school 1 (Kahrizak)")
    go(at, "ps_230303_0008")
    texts = reading.texts_of(card(at))
    assert texts[1] == "Laleh primary school 1 (Kahrizak)"
    assert texts[2] == "Primary school · Kahrizak district, Rey county"
    assert texts[3] == "operational · classrooms: 14"
    assert "0 m" not in rows(at).values()
    assert "pupils" not in card(at)


def test_county_is_gone_into_without_a_card_and_the_province_shows_all_counties(open_page):
    at = open_page("lang=en")
    search(at, "Rey county")
    go(at, "IR2303")
    assert (reading.payload(at)["area"], has_card(at)) == ("IR2303", False)
    search(at, "Tehran province")
    go(at, "IR23")
    assert (reading.payload(at)["area"], reading.payload(at)["level"]) == ("IR23", 2)


def test_district_is_named_in_its_county_with_what_it_has(open_page):
    at = open_page("lang=en&period=1403")
    search(at, "بخش مرکزی ری")
    go(at, "IR230304")
    view = reading.payload(at)
    assert view["area"] == "IR2303"
    assert view["place"][2:] == ["Central (Rey)", "area"]
    assert rows(at)["Hospital"] == "2"
    assert "Operating facilities, 2024/25 (1403)" in reading.texts_of(card(at))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_link_with_a_place_shows_it_and_switching_the_language_keeps_it(open_page, lang):
    at = open_page(f"{DRILLED}&place={KAHRIZAK}&lang={lang}")
    assert not at.warning
    before = reading.payload(at)["place"][:2]
    at.button(key=f"language:{lang}").click().run()
    other = reading.payload(at)
    assert other["lang"] != lang
    assert other["place"][:2] == before
    assert has_card(at)


def test_card_closes_and_the_county_stays(open_page):
    at = open_page(f"{DRILLED}&place={KAHRIZAK}&lang=en")
    at.button(key="leave:en").click().run()
    assert not has_card(at)
    view = reading.payload(at)
    assert view["area"] == "IR2303"
    assert "place" not in view
    assert "place" not in at.query_params


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("place", ["nowhere", "<script>alert(1)</script>", "IR", "stl_1 OR 1=1", "ری", "x" * 500, ""])
def test_forged_place_gives_one_warning_and_the_usual_view(open_page, place, lang):
    at = open_page(f"place={place}&lang={lang}")
    assert not at.exception
    assert not at.error
    assert len(at.warning) == 1
    assert re.search("link" if lang == "en" else "پیوند", at.warning[0].value)
    assert "<script" not in at.warning[0].value.replace(r"\<", "")
    assert not has_card(at)
    assert len(reading.payload(at)["areas"]) == 16
    at.selectbox(key=f"level:{lang}").set_value("district").run()
    assert not at.warning


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "places", "en", "fa"),
    [
        ("Zabol", False, "Nothing is called “Zabol”", "مکانی به نام «Zabol» پیدا نشد"),
        ("rabat karim", True, "Nothing is spelled “rabat karim”", "«rabat karim» پیدا نشد"),
        ("؟!", False, "Nothing is called “؟!”", "مکانی به نام «؟!» پیدا نشد"),
        ("xxxxxx", False, "Nothing is called “xxxxxx”", "مکانی به نام «xxxxxx» پیدا نشد"),
        ("ض", False, "No word of a name begins with “ض”", "هیچ کلمه‌ای در نام مکان‌ها با «ض» شروع نمی‌شود"),
    ],
)
def test_name_that_nobody_has_is_said_and_a_near_one_offered(open_page, query, places, en, fa, lang):
    at = open_page(f"lang={lang}")
    assert bool(search(at, query)) == places
    assert status(at).startswith(en if lang == "en" else fa)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markup_in_names_and_queries_stays_text(open_page, changed_database, hostile):
    url = changed_database(
        ("UPDATE settlement SET name_fa = ?, name_en = ? WHERE settlement_id = ?", hostile, hostile, KAHRIZAK),
        ("UPDATE facility SET name_en = ? WHERE facility_id = 'ps_230303_0008'", hostile),
        ("UPDATE source SET title_en = ?", hostile),
    )
    at = open_page(f"{DRILLED}&place={KAHRIZAK}&lang=en", HAMGAM_DATABASE_URL=url)
    assert not at.error
    assert {"img", "i", "script"}.isdisjoint(reading.tags_of(card(at)))
    assert reading.tags_of(card(at)).count("a") == card(at).count('<a class="hg-go hg-profile" href="area?') == 1
    assert reading.texts_of(card(at)).count(hostile) >= 2
    assert reading.payload(at)["place"][2] == hostile
    assert "<img" not in reading.paint_script(at)
    label = next(button.label for button in search(at, hostile) if KAHRIZAK in button.key)
    assert "<" not in label.replace(r"\<", "")
    assert not re.search(r"(?<!\\)\[b\]|(?<!\\):red", label)
    assert "img" not in reading.tags_of(next(body for body in reading.fragments(at) if 'role="status"' in body))


def test_period_without_the_facility_is_said(open_page, changed_database):
    url = changed_database(
        ("DELETE FROM facility_status WHERE facility_id = 'ps_230303_0008'",),
        ("INSERT INTO facility_status VALUES ('ps_230303_0008', 1404, 'planned', 'demo_facilities')",),
    )
    at = open_page(f"{DRILLED}&place=ps_230303_0008&period=1403&lang=en", HAMGAM_DATABASE_URL=url)
    assert "Not counted in 2024/25 (1403)" in reading.texts_of(card(at))
    at.selectbox(key="period:en").set_value("1404").run()
    assert any(text.startswith("planned") for text in reading.texts_of(card(at)))


def test_facility_for_some_is_marked_and_the_nearest_for_everyone_stands_below(open_page, changed_database):
    url = changed_database(("UPDATE facility SET open_to = 'host' WHERE facility_id = 'ps_230303_0008'",))
    at = open_page(f"{DRILLED}&place={KAHRIZAK}&lang=en", HAMGAM_DATABASE_URL=url)
    names = list(rows(at))
    assert names[:2] == [
        "Primary school (for the host community only)",
        "Primary school (for everyone, needs rehabilitation)",
    ]
    assert rows(at)[names[0]] == "420 m"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_card_and_answers_hold_no_letter_or_digit_of_the_other_language(open_page, lang):
    at = open_page(f"{DRILLED}&place=stl_230304_03&lang={lang}")
    i18n.activate(lang)
    search(at, "ری")
    texts = [*reading.texts_of(card(at)), *(button.label.replace(":small[:gray[", "") for button in hits(at))]
    assert len(texts) > 20
    for text in texts:
        wrong = "[\u0600-\u06ff]" if lang == "en" else "[A-Za-z0-9٠-٩%]"
        assert not re.search(wrong, text.replace("GeoNames", "")), text


def test_missing_settlements_are_told_in_the_search_and_the_map_stays(open_page, changed_database):
    url = changed_database(("DROP TABLE settlement",))
    at = open_page("lang=en", HAMGAM_DATABASE_URL=url)
    assert not at.error
    at.text_input[0].set_value("Rey").run()
    assert not at.error
    assert "The search does without settlements" in "".join(reading.fragments(at))
    assert len(reading.payload(at)["areas"]) == 16
    at = open_page(f"place={KAHRIZAK}&lang=en", HAMGAM_DATABASE_URL=url)
    assert not at.error
    assert ["settlements" in one.value for one in at.warning] == [True]
    assert len(reading.payload(at)["areas"]) == 16


def test_search_that_is_not_used_reads_nothing_and_adds_nothing_to_the_maps_message(open_page, monkeypatch):
    def never(*_given):
        raise AssertionError("read without being asked for")

    for name in ("places", "facility_places"):
        monkeypatch.setattr(loaders, name, never)
    at = open_page("lang=en", HAMGAM_ROW_CAP="999996")  # with this setting nothing was made before
    assert not at.error
    assert "place" not in reading.payload(at)
    field = at.text_input[0].proto
    assert len(json.dumps(str(field))) < 1000

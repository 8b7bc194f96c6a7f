"""The list of facilities on the sector pages: what it holds, each of its controls, the place of the link."""

import re

import pytest

from domain.facilities import KINDS, STATUSES, kinds_of
from geo.facilities_layer import unpack
from tests.pages import reading
from tests.pages.sectors import LATEST, REPORTED, SECTORS, TO_DO, box, listed, number, sound

LANGUAGES = ("fa", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sector", SECTORS)
def test_list_holds_what_is_to_be_done_and_the_map_the_same(open_sector, ask, sector, lang):
    at = sound(open_sector(sector, f"lang={lang}"))
    wanted = [one for one in ask(LATEST, 1404, sector) if one[4] in TO_DO]
    assert len(listed(at)) == min(len(wanted), 100)
    packed = reading.payload(at)["facilities"]
    assert len(unpack(packed["data"])["points"]) == len(wanted)
    told = f"{len(wanted):,}"
    told = told if lang == "en" else told.translate(str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬"))
    assert any(re.search(f"<h2>{told} .*(in this list|در این فهرست)", body) for body in reading.fragments(at))


def test_kinds_statuses_district_name_order_and_rows_of_the_list(open_sector, ask):
    at = sound(open_sector("education", "lang=en"))
    names = dict(ask("SELECT pcode, name_en FROM admin_area"))
    rows = ask(LATEST, 1404, "education")
    statuses = next(one for one in at.get("button_group") if one.key.startswith("sector_statuses"))
    statuses.set_value(["operational"]).run()
    kinds = next(one for one in at.get("button_group") if one.key.startswith("sector_kinds"))
    kinds.set_value(["primary_school"]).run()
    selection = at.session_state["hg_selection"]
    assert (selection.kinds, selection.statuses) == (("primary_school",), ("operational",))
    wanted = [one for one in rows if one[1] == "primary_school" and one[4] == "operational"]
    pages = box(at, "page")
    assert len(wanted) > 1000
    assert len(pages.options) == -(-len(wanted) // 100)
    assert len(listed(at)) == 100
    pages.set_value(str(len(pages.options) - 1)).run()
    assert len(listed(at)) == len(wanted) % 100
    box(at, "district").set_value("IR231001").run()
    inside = [one for one in wanted if one[2] == "IR231001"]
    assert at.session_state["hg_selection"].areas == ("IR231001",)
    assert len(listed(at)) == min(len(inside), 100)
    assert {row[3] for row in listed(at)} == {names["IR231001"]}
    box(at, "district").set_value("").run()
    box(at, "sort").set_value("size").run()
    rooms = [number(re.match(r"([\d,]+) class", row[4])[1]) for row in listed(at)]
    assert rooms == sorted(rooms, reverse=True)
    assert rooms[0] == max(v for one, v, _p in ask(REPORTED, "classrooms", 1404, 1404) if one in {w[0] for w in wanted})
    next(one for one in at.text_input if one.key.startswith("facility_name")).set_value("aftab").run()
    assert listed(at)
    assert all("aftab" in row[0].lower() for row in listed(at))
    next(one for one in at.text_input if one.key.startswith("facility_name")).set_value("no such name").run()
    assert not [body for body in reading.fragments(at) if re.search(r"hg-list\b(?!-fold)", body)]
    sound(at)


def natural(text):
    """School 2 before School 10."""
    return [part.zfill(9) if part.isdigit() else part for part in re.split(r"(\d+)", text.casefold())]


@pytest.mark.parametrize("sort", ("name", "kind", "status", "area"))
def test_order_of_the_list(open_sector, sort):
    at = sound(open_sector("health", "lang=en"))
    box(at, "sort").set_value(sort).run()
    column = {"name": 0, "kind": 1, "status": 2, "area": 3}[sort]
    told = [row[column] for row in listed(at)]
    if sort == "kind":
        order = [KINDS[kind].name.en for kind in kinds_of("health")]
        assert told == sorted(told, key=order.index)
    elif sort == "status":
        assert told == sorted(told, key=[STATUSES[one].en for one in STATUSES].index)
    else:
        assert told == sorted(told, key=natural)


def test_place_of_the_link_is_the_chosen_row_and_an_unknown_one_is_said(open_sector, ask):
    (facility,) = [one for one in ask(LATEST, 1404, "livelihoods") if one[4] in TO_DO][:1]
    at = sound(open_sector("livelihoods", f"lang=en&place={facility[0]}"))
    assert reading.payload(at)["place"][2] == facility[3]
    assert any(f"On the map: \u2068{facility[3]}\u2069" in body for body in reading.fragments(at))
    assert any(re.search(r"tr\.hg-row-\d+ \{", one.proto.body) for one in at.get("html"))
    at = open_sector("livelihoods", "lang=en&place=nowhere_1")
    assert [one.value for one in at.warning if "nowhere" in one.value]
    assert "place" not in reading.payload(at)


def test_names_with_markup_stay_names(open_sector, changed_database):
    name = "<img src=x onerror=alert(1)>{{7*7}}"
    url = changed_database(("UPDATE facility SET name_en = ?, name_fa = ? WHERE sector = 'livelihoods'", name, name))
    at = sound(open_sector("livelihoods", "lang=en", HAMGAM_DATABASE_URL=url))
    assert listed(at)[0][0] == name
    assert not any("<img" in body for body in reading.fragments(at))


def test_page_without_facilities_or_figures_says_so(open_sector, changed_database):
    url = changed_database(("DELETE FROM facility_status WHERE facility_id IN (SELECT facility_id FROM facility"
                            " WHERE sector = 'livelihoods')",))  # fmt: skip
    at = sound(open_sector("livelihoods", "lang=en", HAMGAM_DATABASE_URL=url))
    assert any("No facility fits" in body for body in reading.fragments(at))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_list_of_a_link_is_the_list_that_was_made_by_hand(open_sector, lang):
    at = sound(open_sector("education", f"lang={lang}"))
    box(at, "sort").set_value("size").run()
    word = {"fa": "آفتاب", "en": "aftab"}[lang]
    next(one for one in at.text_input if one.key.startswith("facility_name")).set_value(f" {word} ").run()
    statuses = next(one for one in at.get("button_group") if one.key.startswith("sector_statuses"))
    statuses.set_value(["operational", "planned"]).run()
    made = listed(sound(at))
    query = {key: value[0] if isinstance(value, list) else value for key, value in at.query_params.items()}
    assert (query["order"], query["find"], query["statuses"]) == ("size", word, "operational,planned")
    again = sound(open_sector("education", "&".join(f"{key}={value}" for key, value in query.items())))
    assert listed(again) == made
    assert len(made) > 10
    assert box(again, "sort").value == "size"
    assert next(one for one in again.text_input if one.key.startswith("facility_name")).value == word
    assert again.warning == at.warning == []


@pytest.mark.parametrize(("query", "told"), [("order=price", "price"), ("find=" + "x" * 70, "x" * 60)])
def test_forged_order_or_name_is_told_and_the_usual_list_shown(open_sector, query, told):
    usual = listed(sound(open_sector("health", "lang=en")))
    at = sound(open_sector("health", f"lang=en&{query}"))
    assert listed(at) == usual
    assert [told in one.value for one in at.warning] == [True]
    assert "x" * 61 not in at.warning[0].value


def test_markup_in_the_name_of_a_link_stays_text(open_sector):
    name = "<img src=x onerror=alert(1)>{{7*7}}"
    at = sound(open_sector("health", f"lang=en&find={name}"))
    assert at.session_state["hg_selection"].find == name
    assert any("No facility fits" in body for body in reading.fragments(at))
    assert not any("<img src=x" in body for body in reading.fragments(at))


def test_link_to_a_facility_of_a_later_page_shows_that_page(open_sector, ask):
    rows = [one for one in ask(LATEST, 1404, "education") if one[4] == "operational" and one[1] == "primary_school"]
    last = max(rows, key=lambda one: one[3].casefold())
    at = sound(open_sector("education", f"lang=en&kinds=primary_school&statuses=operational&place={last[0]}"))
    assert last[3] in [row[0] for row in listed(at)]
    assert box(at, "page").value == str((len(rows) - 1) // 100)


@pytest.mark.parametrize("page", ["", "gap_map", "area", "compare", "meetings", "data"])
def test_a_page_without_a_list_neither_keeps_nor_shares_what_a_list_was_searched_for(open_page, page):
    at = open_page("lang=en&find=somebody&order=size", page=page)
    assert not at.exception
    assert not {"find", "order"} & set(at.query_params)
    assert at.session_state["hg_selection"].find == ""

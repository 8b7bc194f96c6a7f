"""What a link does not cover is asked for by address: another page, area, indicator, sector, place, meeting, slide."""

from urllib.parse import parse_qsl, urlencode

import pytest

REY = {"areas": ("IR2303",), "sectors": ("education",)}
# In the words of the page: texts that an address cannot put there itself.
OTHER_COUNTIES = ("Varamin", "Pakdasht", "Damavand")
YAS = "Yas lower secondary school 1 (Javadabad)"
OF_HEALTH = ("Health posts (urban)", "Primary health units")
PAGES = {
    "": "Overview of the province",
    "education": "Javadabad",
    "health": "Hospital beds",
    "livelihoods": "Training places",
    "area": "Indicators beside the province",
    "compare": "Areas side by side",
    "meetings": "commitments as of",
    "data": "sources are fresh",
    "sharing": "Make the link",
    "audit": "An entry is never changed",
}


@pytest.mark.parametrize("page", [one for one in PAGES if one])
def test_page_is_not_there_by_its_address(desk, page):
    token = desk.token(**REY)
    seen, open_ = desk.both(token, page=page)
    assert seen.pages == {"", "gap_map"}
    assert PAGES[page] not in seen.text
    assert "School seats" in seen.text  # whoever holds the link is brought to its page
    assert PAGES[page] in open_.text
    assert page in open_.pages


def test_overview_is_not_at_the_root_of_a_link_to_another_page(desk):
    token = desk.token(**REY)
    assert "hg-urgent" not in desk.visit(token, page="").text
    assert "hg-urgent" in desk.visit(token, page="", server=desk.twin).text


@pytest.mark.parametrize("page", ["data", "sharing", "meetings", "audit"])
def test_page_is_not_there_by_its_forged_hash(desk, page):
    token = desk.token(**REY)
    with desk.at(desk.twin) as session:
        session.run("gap_map", f"share={token}")
        page_hash = session.hashes[page]
        assert PAGES[page] in session.run(page_hash=page_hash).text
    with desk.at() as session:
        session.run("gap_map", f"share={token}")
        seen = session.run(page_hash=page_hash)
        assert PAGES[page] not in seen.text
        assert seen.pages in (set(), {"", "gap_map"})


# Page, what the link covers, what the address asks for, what must not come of it.
RESCOPED = {
    "area": ("gap_map", REY, "area=IR2306&level=district", ("Varamin", "Javadabad")),
    "level": ("gap_map", REY, "level=district&view=table", ("Javadabad", "Pakdasht")),
    "table": ("gap_map", REY, "level=county&view=table", OTHER_COUNTIES),
    "indicator": ("gap_map", REY, "indicator=health_posts&level=county", OF_HEALTH),
    "sector": ("gap_map", REY, "sector=health", ("Hospital beds",)),
    "index": ("gap_map", REY, "indicator=priority_index&w=5,1,1", ("Priority index",)),
    "target": ("gap_map", REY, "indicator=training_places&target=900", ("Training places",)),
    "people": ("gap_map", REY, "indicator=foreign_share", ("Foreign nationals' share",)),
    "kinds": ("gap_map", REY, "level=district&kinds=lower_secondary_school&area=IR2306", ("(Javadabad)",)),
    "place": ("gap_map", REY, "place=ls_230602_0001", ("Laleh lower secondary school 1 (Javadabad)",)),
    "place_of_another_sector": ("gap_map", REY, "place=cl_230304_0001", ("Clinic 1 (Shahrak-e Alain)",)),
    "find": (
        "education",
        REY,
        "find=Javadabad&kinds=lower_secondary_school",
        (YAS,),
    ),
    "list": ("education", REY, "order=size&kinds=lower_secondary_school", ("Pakdasht",)),
    "other_sectors_page": ("education", REY, "indicator=double_shift_share&area=IR2306&level=district", ("Varamin",)),
    "compared_indicator": ("compare", REY, "indicator2=health_posts", OF_HEALTH[:1]),
    "compared_areas": ("compare", REY, "areas=IR2306,IR2313", ("Varamin", "Pakdasht")),
    "profile": ("area", {"areas": ("IR2303",)}, "areas=IR2306", ("Varamin",)),
    "profile_by_place": ("area", {"areas": ("IR2303",)}, "place=IR230602", ("Javadabad",)),
    "meeting_of_area": ("meetings", {"areas": ("IR2303",)}, "meeting=m_1404_07", ("in Bostan", "in Golestan")),
    "meeting_of_sector": ("meetings", {"sectors": ("education",)}, "meeting=m_1404_07&sectors=health", ("one health",)),
    "meeting_areas": ("meetings", {"areas": ("IR2303",)}, "meeting=m_1404_07&areas=IR2319", ("Baharestan – Golestan",)),
    "meeting_states": ("meetings", REY, "meeting=m_1404_07&states=late", ("(Shahriar)",)),
}


@pytest.mark.parametrize("case", RESCOPED)
def test_address_reaches_no_further_than_the_link_by(desk, case):
    page, scope, query, sentinels = RESCOPED[case]
    desk.only_in_twin(desk.token(page, **scope), query, page, *sentinels, also=("hg-shared",))


# A view stays as it was shared: what its address says after a run is what it shows.
SHARED = {"sector": "education", "indicator": "school_seats", "level": "county", "period": "1404", "area": "IR23"}
PINNED = {
    "area": "IR2303",
    "level": "district",
    "indicator": "double_shift_share",
    "period": "1400",
    "kinds": "primary_school",
    "place": "IR230303",
    "find": "Kahrizak",
}


@pytest.mark.parametrize("key", PINNED)
def test_view_that_was_shared_cannot_be_changed_by(desk, key):
    asked = SHARED | ({"level": "district"} if key == "area" else {}) | {key: PINNED[key]}
    page = "education" if key == "find" else "gap_map"
    token = desk.token(page, kind="view", query=urlencode(SHARED), indicators=("school_seats",), **REY)
    shown = []
    for server in (desk.guarded, desk.twin):
        with desk.at(server) as session:
            session.run(page, f"share={token}&{urlencode(asked)}&lang=en")
            shown.append(dict(parse_qsl(session.address)).get(key))
    assert shown[0] != PINNED[key]
    assert shown[1] == PINNED[key]


DECK = {"kind": "deck", "page": "meetings", "meeting": "m_1404_12"}


def test_deck_shows_no_other_meeting(desk):
    desk.only_in_twin(
        desk.token(**DECK), "meeting=m_1404_07", "meetings", "Shortage of classrooms in Baharestan", also=("hg-shared",)
    )


def test_deck_names_no_other_meeting(desk):
    other = "Second partner coordination meeting 1404"
    assert other not in desk.visit(desk.token(**DECK), page="meetings").text
    assert other in desk.visit(desk.token("meetings"), page="meetings").text


@pytest.mark.parametrize("slide", ["elsewhere", "othersector"])
def test_slide_of_what_a_deck_does_not_cover_is_not_shown(desk, slide):
    token = desk.token(**DECK, areas=("IR2303",), sectors=("education",))
    text = {"elsewhere": "SLIDE_OF_ANOTHER_COUNTY", "othersector": "SLIDE_OF_ANOTHER_SECTOR"}[slide]
    desk.only_in_twin(token, f"meeting=m_1404_12&present=1&slide={slide}", "meetings", text, also=("hg-slide-head",))


def test_notes_of_a_presenter_are_not_in_a_shared_deck(desk):
    desk.only_in_twin(desk.token(**DECK), "present=1&slide=seats", "meetings", "slidenotes", also=("hg-slide-head",))


def test_pack_opens_no_page_of_the_meeting(desk):
    token = desk.token("meetings", "pack", meeting="m_1404_12")
    seen = desk.visit(token, "present=1", "meetings")
    assert "hg-slide-head" not in seen.text
    assert "Proposed classrooms in Bostan" not in seen.text
    deck = desk.visit(desk.token(**DECK), "present=1", "meetings")  # what a link to the deck opens
    assert "hg-slide-head" in deck.text


@pytest.mark.parametrize("facility", ["Clinic 1 (Baqershahr)"])
@pytest.mark.parametrize("where", ["page", "list", "map", "place"])
def test_place_for_foreign_nationals_alone_is_absent_from(desk, where, facility):
    page, query = {
        "page": ("area", "areas=IR230303"),
        "list": ("health", "kinds=clinic&areas=IR230303"),
        "map": ("gap_map", "indicator=health_posts&level=district&area=IR2303&kinds=clinic"),
        "place": ("gap_map", "indicator=health_posts&place=cl_230303_0001"),
    }[where]
    scope = {"areas": ("IR2303",)}
    without, with_ = (desk.token(page, restricted=one, **scope) for one in (False, True))
    closed, ticked = (desk.visit(one, query, page).text for one in (without, with_))
    assert facility not in closed
    if where != "page":  # a profile counts places and names none
        assert facility in ticked
    assert "hg-shared" in closed

from types import SimpleNamespace

import pytest

from domain.selection import Options
from tests.ui.making import OPTIONS
from ui import state
from wording import i18n


class Address(dict):
    """The address bar as Streamlit hands it to a script; counts how often it is written."""

    written = 0

    def to_dict(self):
        return dict(self)

    def from_dict(self, query):
        self.written += 1
        self.clear()
        self.update(query)


@pytest.fixture
def browser(monkeypatch):
    """One session of one browser."""
    session = SimpleNamespace(session_state={}, query_params=Address())
    monkeypatch.setattr(state, "st", session)
    return session


def run(browser, options=OPTIONS):
    """One run of the page: read the view, write its address."""
    view = state.current_view(options)
    state.publish(view.selection)
    return view


def visit(browser, **query):
    """Go to an address, by link or by the history."""
    browser.query_params.clear()
    browser.query_params.update(query)
    return run(browser)


def test_first_view_is_the_links(browser):
    view = visit(browser, indicator="foreign_share", level="district", lang="en")
    assert (view.selection.indicator, view.selection.level) == ("foreign_share", "district")
    assert i18n.language() == "en"


def test_address_is_completed_once_and_then_left_alone(browser):
    view = visit(browser, indicator="foreign_share")
    assert browser.query_params == view.selection.to_query()
    assert browser.query_params.written == 1
    run(browser)
    assert browser.query_params.written == 1


def test_click_wins_over_the_address_that_the_browser_still_has(browser):
    visit(browser)
    state.change(OPTIONS, level="district")
    assert run(browser).selection.level == "district"
    assert browser.query_params["level"] == "district"


def test_click_wins_even_when_the_address_lags_by_a_whole_click(browser):
    first = dict(visit(browser).selection.to_query())
    state.change(OPTIONS, level="district")
    run(browser)
    state.change(OPTIONS, period="1403")
    browser.query_params.clear()
    browser.query_params.update(first)
    view = run(browser)
    assert (view.selection.level, view.selection.period) == ("district", 1403)


def test_address_wins_after_history_back(browser):
    first = dict(visit(browser).selection.to_query())
    state.select_area(OPTIONS, "IR2303")
    assert run(browser).selection.area == "IR2303"
    assert visit(browser, **first).selection.area == "IR23"
    assert run(browser).selection.area == "IR23"


def test_second_step_back_leads_even_when_it_ends_the_run_of_the_first(browser):
    province = dict(visit(browser).selection.to_query())
    state.select_area(OPTIONS, "IR2303")
    drilled = dict(run(browser).selection.to_query())
    state.select_area(OPTIONS, "IR23")
    run(browser)
    browser.query_params.clear()
    browser.query_params.update(drilled)
    assert state.current_view(OPTIONS).selection.area == "IR2303"  # this run is ended before it writes the address
    assert visit(browser, **province).selection.area == "IR23"
    assert browser.query_params == province


@pytest.mark.parametrize(
    "link", [{"indicator": "school_seats"}, {"sector": "education"}], ids=lambda link: next(iter(link))
)
def test_what_a_link_wanted_of_another_page_is_told_there_and_on_no_page_after_it(browser, link):
    browser.query_params.update(link)
    view = state.in_sector(state.current_view(OPTIONS), OPTIONS, "health")
    assert [notice.reason for notice in view.notices] == ["other_sector"]
    state.publish(view.selection)
    again = state.in_sector(state.current_view(OPTIONS), OPTIONS, "health")
    assert [notice.reason for notice in again.notices] == ["other_sector"]  # until the next choice
    browser.query_params.clear()  # as the menu does
    assert state.in_sector(state.current_view(OPTIONS), OPTIONS, "education").notices == ()


def test_notices_of_a_link_stand_until_a_choice_or_another_page(browser):
    assert visit(browser, colour="red").notices
    assert run(browser).notices
    browser.query_params.clear()  # as the menu does
    assert run(browser).notices == ()
    visit(browser, colour="red")
    state.change(OPTIONS, level="district")
    assert run(browser).notices == ()


def test_page_change_that_empties_the_address_keeps_the_view(browser):
    visit(browser, indicator="foreign_share", level="district", lang="en")
    browser.query_params.clear()
    view = run(browser)
    assert (view.selection.indicator, view.selection.level, view.selection.lang) == ("foreign_share", "district", "en")
    assert browser.query_params["indicator"] == "foreign_share"


def test_notices_of_a_link_stay_until_the_next_choice(browser):
    assert [notice.key for notice in visit(browser, foo="1", lang="en").notices] == ["foo"]
    assert [notice.key for notice in run(browser).notices] == ["foo"]
    state.change(OPTIONS, level="district")
    assert run(browser).notices == ()


def test_view_that_the_database_no_longer_has_falls_to_the_usual_with_a_notice(browser):
    visit(browser, period="1404", area="IR2303", level="district")
    fewer = Options((1402,), {"IR": 0, "IR23": 1}, OPTIONS.standards)
    view = run(browser, fewer)
    assert (view.selection.period, view.selection.area) == (1402, "IR23")
    assert {notice.key for notice in view.notices} == {"period", "area"}


@pytest.mark.parametrize(
    ("changed", "kept", "dropped"),
    [
        ({"sector": "health"}, {"sector": "health", "period": "1403"}, "target"),
        ({"indicator": "school_seats"}, {"standard": "ppc_35", "sector": "education"}, "target"),
        ({"target": None}, {"indicator": "training_places"}, "target"),
    ],
)
def test_change_takes_away_what_it_makes_meaningless(browser, changed, kept, dropped):
    visit(browser, indicator="training_places", target="40", period="1403")
    state.change(OPTIONS, **changed)
    query = run(browser).selection.to_query()
    assert kept.items() <= query.items()
    assert dropped not in query


def test_drilling_shows_districts_and_going_back_shows_counties(browser):
    visit(browser, indicator="foreign_share")
    state.select_area(OPTIONS, "IR2303")
    view = run(browser)
    assert (view.selection.area, view.selection.level, view.selection.indicator) == (
        "IR2303",
        "district",
        "foreign_share",
    )
    state.select_area(OPTIONS, "IR23")
    assert (run(browser).selection.level, run(browser).selection.area) == ("county", "IR23")


def test_place_is_shown_in_its_county_and_stays_with_other_choices(browser):
    visit(browser, indicator="foreign_share")
    state.select_place(OPTIONS, "stl_1", "IR2303")
    chosen = run(browser).selection
    assert (chosen.area, chosen.level, chosen.place) == ("IR2303", "district", "stl_1")
    assert browser.query_params["place"] == "stl_1"
    state.change(OPTIONS, period="1403")
    assert run(browser).selection.place == "stl_1"
    state.change_language("en")
    assert run(browser).selection.place == "stl_1"


def test_place_without_a_known_county_leaves_the_area_as_it_is(browser):
    visit(browser, area="IR2304", level="district")
    state.select_place(OPTIONS, "stl_1", None)
    chosen = run(browser).selection
    assert (chosen.area, chosen.place) == ("IR2304", "stl_1")


@pytest.mark.parametrize(
    "leave",
    [
        lambda: state.select_area(OPTIONS, "IR2304"),
        lambda: state.select_level(OPTIONS, "district"),
        lambda: state.leave_place(OPTIONS),
    ],
    ids=["area", "level", "close"],
)
def test_place_goes_with_another_area_or_level_or_when_it_is_closed(browser, leave):
    visit(browser, place="stl_1", area="IR2303", level="district")
    leave()
    assert run(browser).selection.place == ""
    assert "place" not in browser.query_params


def test_place_that_does_not_exist_leaves_view_and_address_with_a_notice_until_the_next_choice(browser):
    visit(browser, place="nowhere", foo="1")
    view = state.without_place(state.current_view(OPTIONS))
    state.publish(view.selection)
    assert [(one.key, one.value) for one in view.notices] == [("foo", ""), ("place", "nowhere")]
    assert "place" not in browser.query_params
    assert [one.key for one in run(browser).notices] == ["foo", "place"]
    state.change(OPTIONS, level="district")
    assert run(browser).notices == ()


def test_level_shows_the_whole_province(browser):
    visit(browser, area="IR2303", level="district")
    state.select_level(OPTIONS, "district")
    assert run(browser).selection.area == "IR23"


@pytest.mark.parametrize("area", ["IR9999", "<script>", "IR230301", ""])
def test_clicked_code_that_is_no_county_falls_back_to_the_province(browser, area):
    visit(browser)
    state.select_area(OPTIONS, area)
    assert run(browser).selection.area == "IR23"


def test_language_changes_and_everything_else_stays(browser):
    before = visit(
        browser, indicator="health_houses", period="1402", area="IR2303", level="district", lang="fa"
    ).selection
    state.change_language("en")
    after = run(browser).selection
    assert after.to_query() == before.to_query() | {"lang": "en"}


def test_language_switch_before_any_view_keeps_the_links_keys(browser):
    browser.query_params.update(indicator="foreign_share", lang="en")
    state.change_language("fa")
    view = run(browser)
    assert (view.selection.indicator, view.selection.lang) == ("foreign_share", "fa")


@pytest.mark.parametrize(("given", "expected"), [("en", "en"), ("fa", "fa"), ("xx", "fa"), (None, "fa")])
def test_language_is_known_before_any_database_is_asked(browser, given, expected):
    if given:
        browser.query_params["lang"] = given
    assert state.remembered_language() == expected


def test_language_of_the_session_is_the_views(browser):
    visit(browser, lang="en")
    browser.query_params.clear()
    assert state.remembered_language() == "en"


def test_language_of_the_address_leads_after_history_back_and_the_sessions_after_a_click(browser):
    first = dict(visit(browser, lang="en").selection.to_query())
    state.change_language("fa")
    assert state.remembered_language() == "fa"  # the browser has not the new address yet
    run(browser)
    browser.query_params.clear()
    browser.query_params.update(first)
    assert state.remembered_language() == "en" == run(browser).selection.lang
    browser.query_params["lang"] = "xx"
    assert state.remembered_language() == "fa" == run(browser).selection.lang


def test_widget_is_seeded_only_when_it_holds_something_else(browser):
    state.seed("level:fa", "county")
    assert state.chosen("level:fa") == "county"
    assert state.chosen("level:en") is None

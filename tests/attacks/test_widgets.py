"""Messages that no page of the session would send: widgets of others, values that are no option, clicks elsewhere."""

import json

import pytest

from tests.attacks.session import Seen

REY = {"areas": ("IR2303",), "sectors": ("education",)}
START = "level=county&lang=en"
# Name of the widget, what it is told, and the address that would come of it.
CHOICES = {
    "area": ("Varamin", "area=IR2306"),
    "sector": ("Health", "sector=health"),
    "indicator": ("Health posts (urban)", "indicator=health_posts"),
}


def widget(seen, kind, name):
    return next(one for one in seen.widgets(kind, f"{name}:"))


@pytest.mark.parametrize("name", CHOICES)
def test_choice_that_is_no_option_changes_nothing(desk, name):
    text, address = CHOICES[name]
    for server in (desk.guarded, desk.twin):
        with desk.at(server) as session:
            seen = session.run("gap_map", f"share={desk.token(**REY)}&{START}")
            more = {widget(seen, "selectbox", "sector"): "Health"} if name == "indicator" else {}
            for states in (more, {widget(seen, "selectbox", name): text}):
                if states:
                    seen = session.run(fragment=next(iter(session.fragments)), states=states)
            assert (address in session.address) == (server is desk.twin)
            if server is desk.guarded:
                assert "Varamin" not in seen.text
                assert "Health posts" not in seen.text


def point(text):
    return {"last_active_drawing": text}


@pytest.mark.parametrize("code", ["IR2306", "IR230602", "IR2301"])
def test_click_on_an_area_that_the_map_does_not_have_opens_nothing(desk, code):
    for server in (desk.guarded, desk.twin):
        with desk.at(server) as session:
            seen = session.run("gap_map", f"share={desk.token(**REY)}&{START}")
            (frame,) = seen.widgets("component_instance")
            after = session.run(fragment=next(iter(session.fragments)), states={frame: point({"id": code})})
            if server is desk.guarded:
                assert "Javadabad" not in after.text
                assert "Varamin" not in after.text
            elif code == "IR2306":
                assert "Varamin" in after.text


@pytest.mark.parametrize(
    "answer", [{"id": 7}, {"id": "' OR 1=1"}, {"id": ["IR2306"]}, {"point": -1, "key": ""}, [], "x"]
)
def test_click_that_is_no_click_changes_nothing(desk, answer):
    with desk.at() as session:
        seen = session.run("gap_map", f"share={desk.token(**REY)}&{START}")
        (frame,) = seen.widgets("component_instance")
        after = session.run(fragment=next(iter(session.fragments)), states={frame: point(answer)})
        assert "area=IR23&" in session.address
        assert not after.elements("exception")
        assert "Varamin" not in after.text
        inside = session.run(fragment=next(iter(session.fragments)), states={frame: point({"id": "IR2303"})})
        assert "area=IR2303" in session.address  # a click is one
        assert "Kahrizak" in inside.text


@pytest.mark.parametrize(("number", "key"), [(0, None), (10_000, None), (-1, None), (0, "another package")])
def test_point_of_the_map_opens_a_place_of_its_own_package_alone(desk, number, key):
    token = desk.token("education", **REY)
    with desk.at() as session:
        seen = session.run("education", f"share={token}&lang=en&area=IR2303&kinds=lower_secondary_school")
        frame = seen.widgets("component_instance")[-1]
        (own,) = [one for one in seen.elements("component_instance") if one.id == frame]
        known = json.loads(own.json_args)
        text = json.dumps(known).replace("\\", "")
        package = text.split('"facilities":{"key":"', 1)[1].split('"', 1)[0]
        part = next(one for one, name in parts(seen).items() if name == frame)
        session.run(fragment=part, states={frame: point({"point": number, "key": key or package})})
        assert ("place=" in session.address) == (number == 0 and key is None)
        assert "Javadabad" not in session.address


def parts(seen: Seen):
    """Fragment of each frame."""
    return {
        one.delta.fragment_id: one.delta.new_element.component_instance.id
        for one in seen.messages
        if one.WhichOneof("type") == "delta"
        and one.delta.fragment_id
        and one.delta.new_element.WhichOneof("type") == "component_instance"
    }


def test_buttons_of_another_session_do_nothing(desk):
    link, token = desk.link(**REY)
    with desk.at() as staff, desk.at() as session:
        seen = staff.run("sharing", "lang=en")
        revoke = next(one for one in seen.widgets("button", f"revoke:{link.id}"))
        make = next(one for one in seen.widgets("button", "share_make"))
        session.run("gap_map", f"share={token}&lang=en")
        before = len(desk.store.links())
        for button in (revoke, make):
            session.run("gap_map", states={button: True})
            session.run("sharing", states={button: True})
        assert desk.store.find(token) is not None
        assert len(desk.store.links()) == before
        staff.run("sharing", states={revoke: True})
        assert desk.store.find(token) is None  # pressed by staff it does


def test_part_of_another_page_does_not_run(desk):
    token = desk.token(**REY)
    with desk.at() as staff, desk.at() as session:
        staff.run("education", "lang=en")
        session.run("gap_map", f"share={token}&lang=en")
        for part in [*staff.fragments, "x", "' OR 1=1"]:
            session.ask(fragment=part)  # a part that there is not is answered by nothing
            seen = session.run("gap_map")
            assert "Javadabad" not in seen.text
        assert "Javadabad" in "".join(staff.run(fragment=part).text for part in list(staff.fragments))


def test_search_finds_nothing_outside_and_goes_where_it_found(desk):
    for server in (desk.guarded, desk.twin):
        with desk.at(server) as session:
            seen = session.run("gap_map", f"share={desk.token(**REY)}&{START}")
            field = next(iter(seen.widgets("text_input", "find:")))
            _view, part, _asking = session.fragments
            found = session.run(fragment=part, states={field: "Javadabad"})
            assert bool(found.widgets("button", "go:")) == (server is desk.twin)
            inside = session.run(fragment=part, states={field: "Kahrizak"})
            go = inside.widgets("button", "go:IR230303")[0]
            session.run(fragment=part, states={field: "Kahrizak", go: True})
            assert "place=IR230303" in session.address


def test_language_is_all_that_a_shared_view_lets_change(desk):
    query = "sector=education&indicator=school_seats&level=county"
    token = desk.token(kind="view", query=query, indicators=("school_seats",), **REY)
    with desk.at() as session:
        seen = session.run("gap_map", f"share={token}")
        assert seen.widgets("selectbox") == []
        assert seen.widgets("text_input") == []
        (button,) = seen.widgets("button", "language:")
        assert 'lang="fa"' in session.run(states={button: True}).text or "lang=fa" in session.address
    open_ = desk.visit(token, server=desk.twin)
    assert open_.widgets("selectbox")
    assert open_.widgets("text_input")

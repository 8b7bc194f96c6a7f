"""A session that is open when its link ends, that holds two links, that says what no page says."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.serving import ROOT

REY = {"areas": ("IR2303",), "sectors": ("education",)}
VARAMIN = {"areas": ("IR2306",), "sectors": ("health",)}
OPENED, CLOSED = "hg-shared", "hg-door"


def of_view(session, seen):
    """The part of the gap map that runs by itself."""
    (button,) = seen.widgets("button", "view:")
    return button, next(iter(session.fragments))


def revoked(desk, link):
    desk.store.revoke(link.id)


def rotated(desk, link):
    desk.store.rotate(link.id)


def by_another_process(desk, link):
    command = [sys.executable, "manage.py", "share", "revoke", link.id]
    done = subprocess.run(command, cwd=ROOT, env=desk.env | {"PATH": "/usr/bin"}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def expired(desk, link):
    with closing(sqlite3.connect(desk.store_file, timeout=10)) as store, store:
        moments = "'$.made_at', '2020-01-01T00:00:00+00:00', '$.expires_at', '2020-01-02T00:00:00+00:00'"
        store.execute(f"UPDATE share_link SET grant_json = json_set(grant_json, {moments}) WHERE id = ?", (link.id,))


ENDS = [(revoked, way) for way in ("page", "part", "language", "back")] + [
    (end, "part") for end in (rotated, by_another_process, expired)
]


@pytest.mark.parametrize(("end", "way"), ENDS, ids=[f"{end.__name__}-{way}" for end, way in ENDS])
def test_open_session_ends_within_one_interaction_after_its_link_is(desk, end, way):
    results = []
    for server in (desk.guarded, desk.twin):
        link, token = desk.link(**REY)
        with desk.at(server) as session:
            first = session.run("gap_map", f"share={token}&lang=en")
            assert OPENED in first.text
            end(desk, link)
            button, part = of_view(session, first)
            (language,) = first.widgets("button", "language:")
            results.append(
                {
                    "page": lambda one=session: one.run("gap_map"),
                    "part": lambda one=session, a=button, b=part: one.run(states={a: True}, fragment=b),
                    "language": lambda one=session, a=language: one.run(states={a: True}),
                    "back": lambda one=session: one.run("gap_map", one.address, back=True),
                }[way]().text
            )
    assert "Kahrizak" not in results[0]
    assert CLOSED in results[0]
    assert CLOSED not in results[1]


def test_ended_session_stays_closed_whatever_it_sends(desk):
    link, token = desk.link(**REY)
    with desk.at() as session:
        first = session.run("gap_map", f"share={token}&lang=en")
        desk.store.revoke(link.id)
        button, part = of_view(session, first)
        for seen in (
            session.run(states={button: True}, fragment=part),
            session.run(fragment=part),
            session.run("gap_map", ""),
            session.run("sharing", "share="),
            session.run(page_hash=first.messages[0].new_session.page_script_hash),
        ):
            assert OPENED not in seen.text
            assert not seen.elements("component_instance")
        other = desk.token(**REY)  # the session itself is not spoilt: another link opens in it
        assert OPENED in session.run("gap_map", f"share={other}").text


@pytest.mark.parametrize("query", ["", "share=", "lang=en", "share=%20", "area=IR2306&level=district&view=table"])
def test_session_of_a_link_stays_one_without_its_token(desk, query):
    for server in (desk.guarded, desk.twin):
        with desk.at(server) as session:
            session.run("gap_map", f"share={desk.token(**REY)}&lang=en")
            seen = session.run("gap_map", query or "")
            wide = session.run("gap_map", f"{query}&view=table&level=district&lang=en")
            if server is desk.guarded:
                assert "Javadabad" not in seen.text + wide.text
                assert "Make the link" not in seen.text + wide.text
            else:
                assert "Javadabad" in wide.text


@pytest.mark.parametrize("way", ["reload", "second_tab", "page_change", "back"])
def test_grant_is_kept_by(desk, way):
    token = desk.token(**REY)
    with desk.at() as session, desk.at() as other:
        session.run("gap_map", f"share={token}&lang=en")
        address = session.address
        assert f"share={token}" in address
        seen = {
            "reload": lambda: other.run("gap_map", address),
            "second_tab": lambda: other.run("gap_map", f"share={token}&view=table"),
            "page_change": lambda: session.run("meetings", ""),
            "back": lambda: session.run("gap_map", f"share={token}", back=True),
        }[way]()
        assert seen.pages <= {"", "gap_map"}
        assert OPENED in seen.text
        assert "Varamin" not in seen.text


def test_sign_in_elsewhere_does_not_widen_a_link(desk):
    token = desk.token(**REY)
    with desk.at() as staff, desk.at() as session:
        wide = staff.run("gap_map", "level=district&view=table&lang=en")
        assert "Javadabad" in wide.text  # the check can fail: this is what staff see
        narrow = session.run("gap_map", f"share={token}&level=district&view=table&lang=en")
        assert "Javadabad" not in narrow.text
        after = staff.run(
            "gap_map", f"share={token}&level=district&view=table&lang=en"
        )  # the same session, by the link
        assert OPENED in after.text
        assert "Javadabad" not in after.text
        assert "sharing" not in after.pages


def test_two_links_in_one_session_open_one_at_a_time(desk):
    first, second = desk.token(**REY), desk.token(**VARAMIN)
    with desk.at() as session:
        assert "Rey" in session.run("gap_map", f"share={first}&view=table&lang=en").text
        seen = session.run("gap_map", f"share={second}&view=table&level=district&lang=en")
        assert "Javadabad" in seen.text
        assert "Kahrizak" not in seen.text
        back = session.run("gap_map", f"share={first}&view=table&level=district&lang=en")
        assert "Kahrizak" in back.text
        assert "Javadabad" not in back.text


@pytest.mark.parametrize("first", ["staff", "link"])
def test_kept_view_of_one_is_not_shown_to_the_other_whoever_came_first(desk, first):
    period = {"staff": 1403, "link": 1402}[first]
    query, token = (
        f"level=district&view=table&period={period}&indicator=school_seats&lang=en",
        desk.token(**REY),
    )  # not-secret: no token

    def shown(who):
        return desk.visit(token if who == "link" else "", query).text

    seen = {who: shown(who) for who in ((first, "link") if first == "staff" else (first, "staff"))}
    assert "Javadabad" not in seen["link"]
    assert "Kahrizak" in seen["link"]
    assert "Javadabad" in seen["staff"]


@pytest.mark.parametrize(
    "kind", ["clear_cache", "set_run_on_save", "load_git_info", "debug_shutdown_runtime", "skills"]
)
def test_message_that_no_page_sends_is_dropped(desk, kind):
    token = desk.token(**REY)
    message = BackMsg()
    if kind == "skills":
        message.backend_operation_request.install_skills.SetInParent()
    else:
        setattr(message, kind, True)
    with desk.at() as session:
        session.run("gap_map", f"share={token}&lang=en")
        before = desk.guarded.log.count("no page sends")
        session.socket.send(message.SerializeToString())
        # Had the session's state been cleared, it would have no token any more and be staff's.
        seen = session.run("gap_map", "lang=en")
        assert OPENED in seen.text
        assert desk.guarded.log.count("no page sends") == before + 1
    if kind == "clear_cache":
        with desk.at(desk.twin) as session:
            session.run("gap_map", f"share={token}&lang=en")
            session.socket.send(message.SerializeToString())
            assert OPENED not in session.run("gap_map", "lang=en").text

"""Pass-phrases and links that are guessed, said elsewhere, or said before a rotation."""

import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest

from ui.stores import LINKS_AT_MOST, WORDS_AT_MOST

REY = {"areas": ("IR2303",), "sectors": ("education",)}
VARAMIN = {"areas": ("IR2306",), "sectors": ("health",)}
OPENED = "hg-shared"
WORDS, MINE = "a phrase of words", "mine alone"


def said(session, words):
    """Send a pass-phrase."""
    seen = session.run("gap_map", session.address)
    field, button = seen.widgets("text_input", "door_words")[0], seen.elements("button")
    button = next(one.id for one in button if one.is_form_submitter)
    return session.run("gap_map", session.address, states={field: words, button: True})


@pytest.mark.parametrize("words", ["", "wrong", WORDS.upper(), f"{WORDS} ", WORDS[:-1], "' OR 1=1 --", "x" * 10_000])
def test_pass_phrase_does_not_open_when_it_is(desk, words):
    token = desk.token(**REY, passphrase=WORDS)
    with desk.at() as session:
        session.run("gap_map", f"share={token}&lang=en")
        assert OPENED not in said(session, words).text
        assert OPENED in said(session, WORDS).text


def test_page_with_a_pass_phrase_sends_nothing_before_it(desk):
    token = desk.token(**REY, passphrase=WORDS)
    with desk.at() as session:
        seen = session.run("gap_map", f"share={token}&lang=en")
        assert "Rey" not in seen.text
        assert not seen.elements("component_instance")
        assert not seen.elements("download_button")
        assert "UNHCR Tehran" not in seen.text
    assert "Rey" in desk.visit(desk.token(**REY)).text


def test_pass_phrase_of_another_link_does_not_open(desk):
    mine, other = desk.token(**REY, passphrase=MINE), desk.token(**REY, passphrase=WORDS)
    with desk.at() as session:
        session.run("gap_map", f"share={other}&lang=en")
        assert OPENED in said(session, WORDS).text
        assert OPENED not in session.run("gap_map", f"share={mine}&lang=en").text
        assert OPENED not in said(session, WORDS).text


def test_pass_phrase_is_asked_for_again_after_a_rotation(desk):
    link, token = desk.link(**REY, passphrase=WORDS)
    with desk.at() as session:
        session.run("gap_map", f"share={token}&lang=en")
        assert OPENED in said(session, WORDS).text
        new = desk.store.rotate(link.id)
        assert OPENED not in session.run("gap_map", f"share={new}&lang=en").text
        assert OPENED in said(session, WORDS).text


def test_pass_phrase_said_in_one_session_opens_no_other(desk):
    token = desk.token(**REY, passphrase=WORDS)
    with desk.at() as session, desk.at() as other:
        session.run("gap_map", f"share={token}&lang=en")
        assert OPENED in said(session, WORDS).text
        assert OPENED not in other.run("gap_map", f"share={token}&lang=en").text


def test_guessing_of_a_pass_phrase_is_locked_for_the_right_one_too(desk):
    link, token = desk.link(**REY, passphrase=WORDS)
    for number in range(WORDS_AT_MOST):  # each from a session of its own
        with desk.at() as session:
            session.run("gap_map", f"share={token}&lang=en")
            assert OPENED not in said(session, f"guess {number}").text
    with desk.at() as session:
        session.run("gap_map", f"share={token}&lang=en")
        assert OPENED not in said(session, WORDS).text
        desk.forget_tries()  # the limit is what refused it
        assert OPENED in said(session, WORDS).text
    refused = desk.store.entries(action="refused", actor=f"link {link.id}")
    assert set(refused["detail"]) == {"passphrase"}
    assert len(refused) > WORDS_AT_MOST


def test_guesses_at_one_moment_are_not_all_let_through(desk):
    link, _token = desk.link(**REY, passphrase=WORDS)
    tries = 4 * WORDS_AT_MOST

    def allowed(_number):
        return desk.store.count_try(f"passphrase:{link.id}", WORDS_AT_MOST, 900.0)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(allowed, range(tries))) == WORDS_AT_MOST
    with ThreadPoolExecutor(8) as pool:  # looked at before and counted after, as a limit without a lock would
        desk.forget_tries()
        looked = list(pool.map(lambda _number: desk.store.allowed("x", WORDS_AT_MOST, 900.0), range(tries)))
    assert sum(looked) > WORDS_AT_MOST


@pytest.mark.parametrize("holds_one", [False, True])
def test_guessing_of_links_is_locked(desk, holds_one):
    token, mine = desk.token(**REY), desk.token(**VARAMIN)
    with desk.at() as session:
        if holds_one:
            assert OPENED in session.run("gap_map", f"share={mine}").text
        for _number in range(LINKS_AT_MOST):
            assert OPENED not in session.run("gap_map", f"share={secrets.token_urlsafe(16)}&lang=en").text
        assert OPENED not in session.run("gap_map", f"share={token}").text
        desk.forget_tries()
        assert OPENED in session.run("gap_map", f"share={token}").text


def test_who_is_locked_out_is_told_what_everybody_is_told(desk):
    with desk.at() as session:
        told = {
            "\n".join(session.run("gap_map", f"share={secrets.token_urlsafe(16)}&lang=en").html)
            for _number in range(LINKS_AT_MOST + 2)
        }
    assert len(told) == 1

"""People sign in with a certified provider, run on loopback, and come in with the role that their token gives."""

import time

import pytest
from playwright.sync_api import expect

from tests.e2e.signing_in import SIGN_IN, USER, user_cookie
from tests.oidc.office import CLIENT, COOKIE_SECRET, SOON_S

ENDED = "Your sign-in has ended"
AGAIN = "Sign in again"
FOR_ANOTHER = "This sign-in is for another application"


@pytest.mark.parametrize("account", ["viewer", "staff", "admin"])
def test_whoever_has_a_role_comes_in(visitor, account):
    visitor.opens().is_refused().signs_in(account).sees_a_page()
    expect(visitor.page.locator(".hg-account")).to_have_text(f"Signed in as {account}@bureau.example")


@pytest.mark.parametrize(("account", "named"), [("nobody", "<img src=x>nobody@"), ("unverified", "admin@")])
def test_whoever_has_no_role_is_told_whom_to_ask_and_can_sign_out(visitor, account, named):
    visitor.opens().signs_in(account).is_refused("has no rights in this dashboard", button="Sign out")
    expect(visitor.page.locator(".hg-refused")).to_contain_text(named)
    expect(visitor.page.locator(".hg-refused")).to_contain_text("Contact:")
    visitor.signs_out().is_refused()


def test_the_page_before_the_sign_in_speaks_the_language_of_the_link_and_can_switch(visitor):
    visitor.opens("/data?lang=fa")
    expect(visitor.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(visitor.page.get_by_role("button", name=SIGN_IN)).to_have_count(0)
    visitor.page.get_by_role("link", name="English").click()
    visitor.is_refused().signs_in("viewer").comes_in()
    assert "lang=en" in visitor.page.url


def test_a_token_for_another_client_is_refused_and_opens_the_twin(visitor, visitor_of_twin):
    visitor.opens().signs_in("audience").is_refused(FOR_ANOTHER, button=AGAIN)
    visitor_of_twin.opens().signs_in("audience").comes_in()


def test_a_token_for_another_client_alone_is_refused_by_authlib_before_it_reaches_us(visitor):
    visitor.opens().signs_in("foreign").is_refused()
    assert visitor.cookie(USER) is None


def test_an_open_session_ends_with_its_token_at_the_next_click_and_goes_on_where_it_was(visitor, visitor_of_twin):
    for one in (visitor, visitor_of_twin):
        one.opens("/data?lang=en&period=1403").signs_in("soon").sees_a_page()
    until = time.time() + SOON_S
    for one in (visitor, visitor_of_twin):
        one.page.wait_for_function("until => Date.now() / 1000 > until", arg=until, timeout=(SOON_S + 5) * 1000)
        one.page.get_by_role("link", name="Meetings").click()
    visitor_of_twin.sees_a_page()
    visitor.is_refused(ENDED, button=AGAIN).signs_in("staff", AGAIN).comes_in()
    for part in ("/meetings?", "lang=en", "period=1403"):
        assert part in visitor.page.url


def test_who_signs_out_is_out_and_a_reload_alone_keeps_the_sign_in(visitor):
    visitor.opens().signs_in("staff").comes_in()
    visitor.opens().comes_in()
    visitor.signs_out().is_refused()
    assert visitor.cookie(USER) is None
    visitor.opens("/gap_map?lang=en").is_refused()


@pytest.mark.parametrize(
    ("secret", "origin", "comes_in"),
    [
        ("a secret that somebody guessed wrong, as it is", None, False),
        (COOKIE_SECRET, "http://elsewhere.example", False),
        (COOKIE_SECRET, None, True),
    ],
    ids=["another secret", "another origin", "twin: the right secret and origin"],
)
def test_a_forged_user_cookie_lets_nobody_in(visitor, secret, origin, comes_in):
    claims = {"aud": CLIENT, "exp": int(time.time()) + 600, "email": "admin@bureau.example"}
    visitor.plants(USER, user_cookie(origin or visitor.url, secret, **claims)).opens()
    if comes_in:
        visitor.comes_in()
    else:
        visitor.is_refused()


def test_cookies_of_the_sign_in_are_closed_to_scripts_and_other_sites(visitor):
    visitor.opens().signs_in("viewer").comes_in()
    for name in (USER, f"{USER}_tokens", "hamgam_came_for"):
        cookie = visitor.cookie(name)
        assert cookie["httpOnly"], name
        assert cookie["sameSite"] == "Lax", name


def test_the_token_is_neither_on_the_page_nor_in_the_log(visitor, office):
    frames = []

    def listen(socket):
        socket.on("framereceived", lambda frame: frames.append(frame))  # noqa: PLW0108 - Playwright takes no built-in

    visitor.page.on("websocket", listen)
    visitor.opens().signs_in("staff").comes_in()
    received = b"".join(one if isinstance(one, bytes) else one.encode() for one in frames)
    assert b"staff@bureau.example" in received  # what is looked for would be found
    for text in (received, visitor.page.content().encode(), office.dashboard.log.encode()):
        assert b"eyJhbGciOi" not in text

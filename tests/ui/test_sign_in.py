"""What a dashboard needs to let people sign in, and who is let in by what their token says."""

import time

import pytest
import streamlit as st

from domain.accounts import Account
from tests.serving import Server
from ui import auth_section, sign_in

SECTION = {
    "redirect_uri": "https://hamgam.example/oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": "hamgam",
    "client_secret": "y",
    "server_metadata_url": "https://sso.example/realms/office/.well-known/openid-configuration",
}


@pytest.fixture
def section(monkeypatch):
    """The section as it should be; a test changes it."""
    monkeypatch.setenv("HAMGAM_ACCESS", "oidc")
    section = dict(SECTION)
    monkeypatch.setattr(auth_section, "section", lambda: section)
    return section


@pytest.fixture
def token(section, monkeypatch):
    """Claims of whoever is signed in; a test changes them."""
    monkeypatch.setenv("HAMGAM_STAFF", "sara@bureau.example")
    claims = {"is_logged_in": True, "aud": "hamgam", "exp": time.time() + 60, "email": "Sara@bureau.example"}

    class User:
        def to_dict(self):
            return dict(claims)

    monkeypatch.setattr(st, "user", User())
    return claims


def test_a_complete_section_lets_the_dashboard_start(section):
    assert list(auth_section.faults()) == []
    auth_section.check()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, "") for name in auth_section.NEEDED),
        ("cookie_secret", "x" * 31),
        ("redirect_uri", "https://hamgam.example/"),
        ("redirect_uri", "http://hamgam.example/oauth2callback"),
        ("server_metadata_url", "http://sso.example/x"),
        ("expose_tokens", ["access", "id"]),
    ],
)
def test_what_is_missing_or_unsafe_is_named_in_both_languages_and_never_shown(section, name, value):
    section[name] = value
    with pytest.raises(SystemExit) as told:
        auth_section.check()
    english, persian = str(told.value).splitlines()
    assert f"[auth] {name}" in english
    assert f"[auth] {name}" in persian
    assert "docs/sign_in.md" in persian
    assert not value or str(value) not in str(told.value)


@pytest.mark.parametrize(
    ("option", "value"),
    [("server.trustedUserHeaders", '{"X-User": "email"}'), ("server.enableXsrfProtection", False)],
)
def test_a_setting_of_streamlit_that_opens_another_way_in_is_named(section, monkeypatch, option, value):
    usual = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: value if name == option else usual(name))
    assert list(auth_section.faults()) == [option]


def test_where_nobody_signs_in_no_section_is_needed(section, monkeypatch):
    section.clear()
    monkeypatch.setenv("HAMGAM_ACCESS", "local")
    auth_section.check()
    assert sign_in.known() == Account("", "staff")
    assert sign_in.known()


def test_a_way_in_that_does_not_exist_is_told(monkeypatch):
    monkeypatch.setenv("HAMGAM_ACCESS", "everyone")
    with pytest.raises(SystemExit, match="HAMGAM_ACCESS"):
        auth_section.check()
    assert sign_in.known() is None


def test_a_server_does_not_start_without_the_section(tmp_path):
    server = Server(
        "app.py", {"HAMGAM_ACCESS": "oidc", "STREAMLIT_SECRETS_FILES": str(tmp_path / "none")}, tmp_path / "l"
    )
    with pytest.raises(RuntimeError, match=r"\[auth\] redirect_uri"):
        server.start()


def test_whoever_is_signed_in_and_has_a_role_is_let_in(token):
    assert sign_in.known() == Account("Sara@bureau.example", "staff", float(token["exp"]))
    assert sign_in.known()


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("is_logged_in", False),
        ("is_logged_in", "true"),
        ("exp", 0),
        ("exp", None),
        ("aud", "other"),
        ("email", "other@bureau.example"),
        ("email_verified", False),
    ],
)
def test_one_claim_that_is_not_as_it_must_be_keeps_one_out(token, claim, value):
    assert sign_in.known()
    token[claim] = value
    assert sign_in.known() is None


def test_a_broken_setting_lets_nobody_in(token, monkeypatch):
    monkeypatch.setenv("HAMGAM_ROUNDING_BASE", "2")
    assert sign_in.known() is None

"""Addresses that nobody gave away: each opens nothing, and no answer tells one reason from another."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from data_access.store import Store
from tests.raw_http import ask

REY = {"areas": ("IR2303",), "sectors": ("education",)}
OPENED, CLOSED = "Rey", ("This link opens nothing.", "این پیوند چیزی باز نمی‌کند.")
WORDS = "a phrase of words"
LONG_AGO = datetime.now(UTC) - timedelta(days=30)


# What an attacker makes of a token that opens something.
MADE_OF = {
    "forged": lambda _token: secrets.token_urlsafe(16),
    "truncated": lambda token: token[:-1],
    "extended": lambda token: f"{token}A",
    "doubled": lambda token: token * 2,
    "of_another_case": str.swapcase,
    "with_wide_letters": lambda token: "".join(chr(ord(one) + 0xFEE0) for one in token),
    "with_a_look_alike": lambda token: f"\u0430{token[1:]}",  # not-secret: no token
    "with_a_space_before": lambda token: f" {token}",
    "with_a_line_feed_behind": lambda token: f"{token}\n",
    "with_a_zero_byte_behind": lambda token: f"{token}\0",
    "with_an_invisible_letter": lambda token: f"{token}\u200c",
    "its_hash": lambda token: hashlib.sha256(token.encode()).hexdigest(),
    "as_a_pattern": lambda _token: "%",
    "as_sql": lambda _token: "' OR '1'='1",
    "very_long": lambda token: token * 3000,
}


def opens(seen):
    return OPENED in seen.text and "hg-shared" in seen.text


def is_closed(seen):
    return any(one in seen.text for one in CLOSED) and not opens(seen)


@pytest.mark.parametrize("how", MADE_OF)
def test_token_opens_nothing_when(desk, how):
    token = desk.token(**REY)
    asked = quote(MADE_OF[how](token), safe="")
    seen, open_ = desk.both(asked)
    assert is_closed(seen)
    assert opens(open_)


def test_id_of_a_link_opens_nothing(desk):
    link, _token = desk.link(**REY)
    assert is_closed(desk.visit(link.id))
    assert opens(desk.visit(link.id, server=desk.twin))


def test_expired_link_opens_nothing(desk):
    token = desk.token(**REY, made=LONG_AGO)
    desk.token(**REY)
    assert is_closed(desk.visit(token))
    assert opens(desk.visit(token, server=desk.twin))


def test_link_ends_at_its_moment_and_not_before(desk):
    now = datetime.now(UTC)
    link, token = desk.link(**REY)
    ends = link.grant.expires_at
    assert desk.store.find(token, ends - timedelta(seconds=1)) is not None
    assert desk.store.find(token, ends) is None
    assert desk.store.passphrase_ok(link.id, "", ends - timedelta(seconds=1))
    assert not desk.store.passphrase_ok(link.id, "", ends)
    assert desk.store.link(link.id, link.version, now) is not None
    assert desk.store.link(link.id, link.version, ends) is None


def test_revoked_link_opens_nothing(desk):
    link, token = desk.link(**REY)
    assert opens(desk.visit(token))
    desk.store.revoke(link.id)
    desk.token(**REY)
    assert is_closed(desk.visit(token))
    assert opens(desk.visit(token, server=desk.twin))


def test_address_before_a_rotation_opens_nothing(desk):
    link, token = desk.link(**REY)
    new = desk.store.rotate(link.id)
    assert is_closed(desk.visit(token))
    assert opens(desk.visit(new))
    assert opens(desk.visit(token, server=desk.twin))


def test_link_of_another_store_opens_nothing(desk, tmp_path):
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite'}", desk.env["HAMGAM_DATABASE_URL"])
    other.migrate()
    link, ours = desk.link(**REY)
    _link, token = other.create(link.grant)
    assert is_closed(desk.visit(token))
    assert opens(desk.visit(ours))
    assert opens(desk.visit(token, server=desk.twin))


@pytest.mark.parametrize("ended_first", [True, False])
def test_two_tokens_in_one_address_open_one_link_and_never_both(desk, ended_first):
    link, ended = desk.link(**REY)
    desk.store.revoke(link.id)
    health = desk.token("health", areas=("IR2303",), sectors=("health",))
    first, second = (ended, health) if ended_first else (health, ended)
    seen = desk.visit(first, f"share={second}", "health")
    assert is_closed(seen) != ("Health" in seen.text and "hg-shared" in seen.text)
    assert "School seats" not in seen.text
    assert "School seats" in desk.visit(desk.token(**REY), server=desk.twin).text


def answer(seen):
    """All that a page sends, without the session's own numbers."""
    kept = [one.delta for one in seen.messages if one.WhichOneof("type") == "delta"]
    return [one.SerializeToString(deterministic=True) for one in kept]


def test_answer_is_the_same_byte_for_byte_for_unknown_expired_revoked_rotated(desk):
    revoked, revoked_token = desk.link(**REY)
    desk.store.revoke(revoked.id)
    rotated, rotated_token = desk.link(**REY)
    desk.store.rotate(rotated.id)
    ended = desk.token(**REY, made=LONG_AGO)
    unknown = secrets.token_urlsafe(16)
    answers = [answer(desk.visit(one, "lang=en")) for one in (unknown, ended, revoked_token, rotated_token)]
    assert all(one == answers[0] for one in answers)
    # The comparison can fail: a link that asks for its pass-phrase, and one that opens, answer otherwise.
    asks = desk.token(**REY, passphrase=WORDS)
    assert answers[0] not in (answer(desk.visit(asks, "lang=en")), answer(desk.visit(desk.token(**REY), "lang=en")))


def test_http_answer_is_the_same_with_any_token(desk):
    token = desk.token(**REY)
    answers = [ask(desk.guarded.port, f"/gap_map?share={one}") for one in (token, "x" * 22, "")]
    assert len({(one.status, one.body, one.headers["content-security-policy"]) for one in answers}) == 1
    assert token.encode() not in b"".join(one.body for one in answers)
    assert ask(desk.guarded.port, "/_stcore/host-config").body != answers[0].body


def test_only_the_key_share_is_a_token(office, desk):
    token = desk.token(**REY)
    for key in ("Share", "SHARE", "share[]", " share", "token"):
        with office.session() as session:
            seen = session.run("gap_map", f"{quote(key)}={token}&lang=en")
            assert not opens(seen), key
            assert "IR2303" not in seen.text
    # With nobody to sign in, an address without a token is staff's.
    assert "IR2303" in desk.visit("", server=desk.guarded).text


@pytest.mark.parametrize("query", ["", "share=", "share=&share=", "area=IR2303&level=district"])
def test_address_without_a_token_opens_nothing_where_people_sign_in(office, desk, query):
    with office.session() as session:
        seen = session.run("gap_map", query)
        assert not seen.elements("component_instance")
        assert "Damavand" not in seen.text
    with desk.at() as session:  # the same address where nobody signs in
        seen = session.run("gap_map", f"{query}&view=table&lang=en")
        assert "Damavand" in seen.text or "Kahrizak" in seen.text


def test_link_needs_no_account_where_people_sign_in(office, desk):
    token = desk.token(**REY)
    with office.session() as session:
        assert opens(session.run("gap_map", f"share={token}"))
        assert "IR2303" not in session.run("gap_map", "share=x").text

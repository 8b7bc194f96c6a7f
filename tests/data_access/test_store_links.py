"""Share links in the store, on both databases: what opens them, what ends them, what is kept of them."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data_access import store_found
from data_access.store import PACK_BYTES, PASSPHRASE_AT_MOST, VIEW_BYTES, TooLarge
from domain.grants import Scope
from tests.data_access.store_places import NOW, frozen_grant, grant

PHRASE, RIGHT = "گذرواژهٔ ما", "open sesame now"
LATER = NOW + timedelta(days=1)
DECK = {"kind": "deck", "page": "meetings", "scope": Scope(meeting="m_1404_12")}
BAD_TOKENS = ("", "x", "' OR 1=1 --", "é" * 22, "\x00" * 22, "\ud800", "a" * 100_000)


def test_a_token_opens_its_link_and_no_other(store):
    (one, token), (other, another) = (store.create(grant(audience=name), now=NOW) for name in ("One", "Other"))
    assert (store.find(token, NOW), store.find(another, NOW)) == (one, other)
    assert one.grant == grant(audience="One")


def test_a_token_has_at_least_128_bits_and_none_comes_twice(store):
    tokens = {store.create(grant(), now=NOW)[1] for _ in range(5)}
    assert len(tokens) == 5
    assert all(len(token) * 6 >= 128 for token in tokens)


@pytest.mark.parametrize("token", BAD_TOKENS)
def test_what_is_no_token_opens_nothing(store, token):
    store.create(grant(), now=NOW)
    assert store.find(token, NOW) is None


def test_a_changed_or_cut_token_opens_nothing(store):
    _, token = store.create(grant(), now=NOW)
    changed = token[:-1] + ("A" if token[-1] != "A" else "B")
    forged = (token[:-1], token + "=", token.swapcase(), f" {token}", changed, f"{token}\ud800")
    assert [store.find(one, NOW) for one in forged] == [None] * len(forged)
    assert store.find(token, NOW)  # the twin: the whole one opens


def test_the_hash_that_is_kept_opens_nothing(place, store):
    store.create(grant(), now=NOW)
    ((kept,),) = place.rows("SELECT token_hash FROM share_link")
    assert store.find(kept, NOW) is None


@pytest.mark.parametrize("seconds", [0, 1, 10**6])
def test_an_expired_link_opens_nothing(store, seconds):
    link, token = store.create(grant(), now=NOW)
    end = link.grant.expires_at
    assert store.find(token, end - timedelta(seconds=1)) == link
    late = end + timedelta(seconds=seconds)
    assert (store.find(token, late), store.link(link.id, 1, late)) == (None, None)


def test_without_a_moment_the_clock_counts(store):
    made = datetime.now(UTC)
    _, token = store.create(grant(made_at=made, expires_at=made + timedelta(hours=1)))
    assert store.find(token)
    _, old = store.create(grant())
    assert store.find(old) is None


def test_a_revoked_link_opens_nothing_and_is_revoked_once(store):
    link, token = store.create(grant(), now=NOW)
    assert [store.revoke(link.id, NOW), store.revoke(link.id, LATER), store.revoke("unknown")] == [True, False, False]
    assert (store.find(token, NOW), store.link(link.id, 1, NOW)) == (None, None)
    assert [one.revoked_at for one in store.links()] == [NOW]


def test_a_rotated_link_has_another_token_and_ends_the_sessions_of_the_old_one(store):
    link, old = store.create(grant(), now=NOW)
    new = store.rotate(link.id, NOW)
    assert (store.find(old, NOW), store.link(link.id, 1, NOW)) == (None, None)
    assert store.find(new, NOW) == store.link(link.id, 2, NOW)
    assert store.find(new, NOW).version == 2


def test_a_link_that_opens_nothing_cannot_be_rotated(store):
    revoked, _ = store.create(grant(), now=NOW)
    expired, _ = store.create(grant(), now=NOW)
    store.revoke(revoked.id, NOW)
    for link_id, now in (("unknown", NOW), (revoked.id, NOW), (expired.id, NOW + timedelta(days=14))):
        with pytest.raises(KeyError):
            store.rotate(link_id, now)


def test_a_visit_is_counted_with_its_moment(store):
    link, token = store.create(grant(), now=NOW)
    store.opened(link.id, NOW)
    store.opened(link.id, LATER)
    found = store.find(token, LATER)
    assert (found.opened, found.last_opened) == (2, LATER)


def test_the_list_has_the_newest_first_and_those_that_ended_too(store):
    ids = [store.create(grant(made_at=NOW + timedelta(hours=n)), now=NOW)[0].id for n in range(3)]
    store.revoke(ids[1])
    assert [link.id for link in store.links()] == ids[::-1]


def test_a_pass_phrase_is_asked_for_and_only_its_hash_is_kept(place, store):
    link, token = store.create(grant(), passphrase=PHRASE, now=NOW)
    assert store.find(token, NOW).has_passphrase
    answers = [
        store.passphrase_ok(link.id, text, NOW) for text in ("گذرواژهٔ ما", "گذرواژه ما", "", "\ud800", "x" * 10**6)
    ]
    assert answers == [True, False, False, False, False]
    ((kept,),) = place.rows("SELECT passphrase_hash FROM share_link")
    assert kept.startswith("$argon2id$")
    # Composed or not, it is the same letters: «é» as one sign and as two.
    composed = "caf\N{LATIN SMALL LETTER E WITH ACUTE}"
    accented, _ = store.create(grant(), passphrase=composed, now=NOW)
    assert store.passphrase_ok(accented.id, "cafe\N{COMBINING ACUTE ACCENT}", NOW)


def test_the_right_pass_phrase_of_an_ended_link_is_refused(store):
    link, _ = store.create(grant(), passphrase=RIGHT, now=NOW)
    assert store.passphrase_ok(link.id, RIGHT, NOW)
    assert not store.passphrase_ok(link.id, RIGHT, NOW + timedelta(days=14))
    store.revoke(link.id, NOW)
    assert not store.passphrase_ok(link.id, RIGHT, NOW)
    assert not store.passphrase_ok("unknown", RIGHT, NOW)


def test_a_link_without_pass_phrase_asks_for_none(store):
    link, _ = store.create(grant(), now=NOW)
    assert not link.has_passphrase
    assert store.passphrase_ok(link.id, "", NOW)


def test_a_pass_phrase_beyond_all_measure_is_refused(store):
    assert store.create(grant(), passphrase="x" * PASSPHRASE_AT_MOST, now=NOW)
    with pytest.raises(ValueError, match=r"^passphrase$"):
        store.create(grant(), passphrase="x" * (PASSPHRASE_AT_MOST + 1), now=NOW)


def test_unknown_malformed_expired_and_revoked_take_the_same_steps(store, monkeypatch):
    live, token = store.create(grant(), passphrase=RIGHT, now=NOW)
    gone, revoked = store.create(grant(), now=NOW)
    store.revoke(gone.id, NOW)
    steps = []

    def noted(name, function):
        def call(*arguments):
            steps.append(name)
            return function(*arguments)

        return call

    monkeypatch.setattr(store_found, "grant_from_json", noted("grant", store_found.grant_from_json))
    monkeypatch.setattr(store_found.hmac, "compare_digest", noted("compare", store_found.hmac.compare_digest))
    monkeypatch.setattr(store_found.hashlib, "sha256", noted("hash", store_found.hashlib.sha256))

    def taken(tried, now):
        steps.clear()
        return store.find(tried, now), tuple(steps)

    opened = taken(token, NOW)
    assert opened == (live, ("hash", "grant", "compare"))
    others = [taken("unknown", NOW), taken("", NOW), taken(token, NOW + timedelta(days=99)), taken(revoked, NOW)]
    assert others == [(None, opened[1])] * 4


@pytest.mark.parametrize("changes", [{"kind": "view"}, DECK, DECK | {"kind": "pack"}])
def test_a_frozen_link_keeps_its_parts_up_to_its_bound(store, changes):
    bound = VIEW_BYTES if changes["kind"] == "view" else PACK_BYTES
    parts = {"frame": b"\x00\xff" * 10, "rest": b"x" * (bound - 20)}
    link, _ = store.create(frozen_grant(**changes), frozen=parts, now=NOW)
    assert store.frozen(link.id, NOW) == parts
    with pytest.raises(TooLarge) as error:
        store.create(frozen_grant(**changes), frozen=parts | {"one": b"x"}, now=NOW)
    assert (error.value.found, error.value.allowed) == (bound + 1, bound)
    assert [one.id for one in store.links()] == [link.id]


def test_a_frozen_link_has_parts_and_a_live_one_has_none(store):
    for made, parts in ((grant(), {"frame": b"x"}), (frozen_grant(), {}), (frozen_grant(), None)):
        with pytest.raises(ValueError, match=r"^frozen$"):
            store.create(made, frozen=parts, now=NOW)


def test_what_a_link_kept_is_not_told_after_its_end_and_is_deleted_with_it(place, store):
    link, _ = store.create(frozen_grant(), frozen={"frame": b"x"}, now=NOW)
    assert store.frozen(link.id, NOW + timedelta(days=14)) == {}
    store.revoke(link.id, NOW)
    assert store.frozen(link.id, NOW) == {}
    assert place.rows("SELECT part FROM frozen") == []


@pytest.mark.parametrize("days", [91, 400])
def test_a_link_made_for_a_later_day_does_not_outlive_the_longest_term(store, days):
    later = NOW + timedelta(days=days)
    with pytest.raises(ValueError, match=r"^expires_at$"):
        store.create(grant(made_at=later - timedelta(days=1), expires_at=later), now=NOW)


def test_a_grant_that_nobody_may_make_is_refused(store):
    with pytest.raises(ValueError, match=r"^audience$"):
        store.create(grant(audience=""), now=NOW)
    assert store.links() == []


def test_no_byte_of_the_file_is_a_token_or_a_pass_phrase(tmp_path, place, store):
    _, token = store.create(grant(audience="Findable"), passphrase=RIGHT, now=NOW)
    link, _ = store.create(grant(), now=NOW)
    rotated = store.rotate(link.id, NOW)
    store.note("bureau", "staff", "view", view=f"indicator=x&share={token}", now=NOW)
    if place.is_sqlite:
        held = b"".join(path.read_bytes() for path in Path(tmp_path, "kept").iterdir())
    else:
        held = repr([place.rows(f"SELECT * FROM {name}") for name in ("share_link", "audit", "attempt")]).encode()
    assert hashlib.sha256(token.encode()).hexdigest().encode() in held
    assert b"Findable" in held  # the twin: what is kept is found
    for secret in (token, rotated, RIGHT):
        assert secret.encode() not in held


def test_hostile_ids_are_bound_and_not_pasted(store):
    hostile = "x'; DROP TABLE share_link; --"
    store.create(grant(audience=hostile), now=NOW)
    assert (store.link(hostile, 1, NOW), store.revoke(hostile), store.frozen(hostile, NOW)) == (None, False, {})
    store.opened(hostile)
    assert [link.grant.audience for link in store.links()] == [hostile]

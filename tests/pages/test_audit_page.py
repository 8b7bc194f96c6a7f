"""The audit trail on a page: administrators read and filter it, nobody else has it."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.accounts import Account
from tests.pages.reading import fragments, texts_of
from tests.pages.sharing import grant, in_its_language, opened
from ui import audit_page, sign_in
from wording import i18n

ENTRIES = [
    ("sara", "staff", "view", "gap_map", "indicator=school_seats", ""),
    ("sara", "staff", "export", "gap_map", "indicator=school_seats", "seats.csv"),
    ("link abc", "link", "view", "education", "area=IR2310", ""),
    ("", "link", "refused", "", "", "unknown"),
]


@pytest.fixture
def trail(store):
    for entry in ENTRIES:
        store.note(*entry)
    store.note("long ago", "staff", "view", now=datetime.now(UTC) - timedelta(days=20))
    return store


@pytest.fixture
def open_as(open_page, monkeypatch):
    def open_(role, lang="en", page="audit"):
        monkeypatch.setattr(sign_in, "known", lambda: Account("root", role))
        at = open_page(f"lang={lang}", page=page)
        assert not at.exception
        assert not at.error
        return at

    return open_


def listed(at):
    found = [one for one in fragments(at) if "hg-audit" in one]
    return texts_of(found[0]) if found else None


def choose(at, name, value):
    key = f"audit_{name}:{i18n.language()}"
    box = next(one for kind in (at.selectbox, at.text_input) for one in kind if one.key == key)
    box.set_value(value).run()
    in_its_language(at)
    return listed(at)


def test_an_administrator_reads_who_did_what_and_filters_it(trail, open_as):
    at = open_as("admin")
    texts = listed(at)
    assert {"sara", "link abc"} <= set(texts)
    assert "indicator=school_seats · seats.csv" in texts
    assert "long ago" not in texts
    assert "long ago" in choose(at, "days", "30")
    shown = choose(at, "action", "export")
    assert "indicator=school_seats · seats.csv" in shown
    assert "link abc" not in shown
    choose(at, "action", "")
    shown = choose(at, "page", "education")
    assert "link abc" in shown
    assert "sara" not in shown
    choose(at, "page", "")
    shown = choose(at, "actor", "sara")
    assert "sara" in shown
    assert "link abc" not in shown
    assert "long ago" not in shown
    assert "sara" not in choose(at, "actor", "nobody")


def test_a_filter_stays_when_the_language_changes(trail, open_as):
    at = open_as("admin")
    choose(at, "actor", "sara")
    at.button(key="language:en").click().run()
    in_its_language(at)
    assert i18n.language() == "fa"
    assert "sara" in listed(at)
    assert "link abc" not in listed(at)


@pytest.mark.parametrize("role", ["staff", "viewer", "admin"])
def test_nobody_but_an_administrator_has_the_page(trail, open_as, role):
    at = open_as(role)
    assert (listed(at) is not None) is (role == "admin")
    assert ("Audit trail" in [one.proto.label for one in at.get("page_link")]) is (role == "admin")
    assert len(at.get("page_link")) > 5


def test_whoever_holds_a_link_is_brought_to_its_page(trail, open_as):
    open_as("admin")
    _link, token = trail.create(grant())
    at = opened(token, "audit")
    assert listed(at) is None
    assert any("hg-shared" in one for one in fragments(at))


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>", "<b>sara</b>", '"><script>'])
def test_what_others_typed_is_text_on_the_page(trail, open_as, name):
    trail.note(name, "staff", "view", name, name, name)
    at = open_as("admin")
    body = next(one for one in fragments(at) if "hg-audit" in one)
    assert name not in body
    assert name in texts_of(body)


def test_of_a_long_trail_the_newest_entries_are_shown(trail, open_as, monkeypatch):
    monkeypatch.setattr(audit_page, "AT_MOST", 2)
    at = open_as("admin")
    texts = listed(at)
    assert any("the newest" in one for one in texts)
    assert "indicator=school_seats · seats.csv" not in texts

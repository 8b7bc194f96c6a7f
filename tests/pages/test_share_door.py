"""What stands before a share link: a pass-phrase, or a door that says the same whatever is behind it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.pages.reading import fragments
from tests.pages.sharing import actions, banner, grant, in_its_language, opened, ran, sent
from ui import stores
from wording import i18n

pytestmark = pytest.mark.usefixtures("store")
WORDS = "open sesame"


def say(at, words):
    at.text_input[0].set_value(words)
    at.button[0].click().run()
    return at


@pytest.mark.parametrize(
    ("lang", "wrong"), [("en", "That is not the pass-phrase of this link."), ("fa", "این رمز درست نیست")]
)
def test_a_passphrase_is_asked_for_once_in_each_session_and_in_the_language_of_the_link(shared, store, lang, wrong):
    at = shared(grant(lang=lang), passphrase=WORDS)
    assert "hg-shared" not in "".join(fragments(at))
    assert "IR2310" not in sent(at)
    assert wrong in say(at, "wrong").error[0].value
    assert actions(store)[-1] == "refused"
    assert banner(in_its_language(say(at, WORDS)))
    assert i18n.language() == lang
    assert banner(ran(at))
    _link, token = store.create(grant(), passphrase=WORDS)
    assert "hg-shared" not in "".join(fragments(opened(token)))


def test_after_many_wrong_passphrases_the_right_one_opens_nothing(shared, store):
    at = shared(grant(), passphrase=WORDS)
    for _ in range(stores.WORDS_AT_MOST):
        say(at, "wrong")
    assert at.error[0].value.startswith("That is not")
    assert say(at, WORDS).error[0].value.startswith("Too many wrong pass-phrases")
    assert "hg-shared" not in "".join(fragments(at))


def test_a_closed_door_stands_in_both_languages(open_page):
    open_page("lang=en", page="sharing")
    text = "".join(fragments(opened("x" * 22)))
    assert "This link opens nothing" in text
    assert "این پیوند چیزی باز نمی‌کند" in text


def test_right_passphrases_lock_nobody_out(shared, store):
    for _ in range(stores.WORDS_AT_MOST + 2):
        at = shared(grant(), passphrase=WORDS)
        assert banner(say(at, WORDS))


def test_the_closed_door_says_the_same_for_whatever_is_behind_it(store, open_page):
    open_page("lang=en", page="sharing")
    now = datetime.now(UTC)
    made = {name: store.create(grant()) for name in ("revoked", "rotated", "holds")}
    old = grant(made_at=now - timedelta(days=9), expires_at=now - timedelta(days=1))
    made["expired"] = store.create(old, now=now - timedelta(days=9))
    store.revoke(made["revoked"][0].id)
    store.rotate(made["rotated"][0].id)
    tokens = {name: token for name, (_link, token) in made.items()} | {"unknown": "x" * 22, "short": "x"}
    texts = {name: "\n".join(fragments(opened(token))) for name, token in tokens.items()}
    assert "hg-shared" in texts.pop("holds")
    assert set(texts) == {"revoked", "rotated", "expired", "unknown", "short"}
    assert len(set(texts.values())) == 1
    assert "hg-door" in texts["unknown"]
    assert actions(store).count("refused") == 5

"""Tokens, pass-phrases and addresses of stores are in no log, no audit entry, no answer; refusals are noted."""

import io
import zipfile

import pytest

from tests.raw_http import ask

REY = {"areas": ("IR2303",), "sectors": ("education",)}
WORDS = "a-phrase-that-nobody-logs"


def said(session, words):
    seen = session.run("gap_map", session.address)
    (field,) = seen.widgets("text_input", "door_words")
    button = next(one.id for one in seen.elements("button") if one.is_form_submitter)
    return session.run("gap_map", session.address, states={field: words, button: True})


@pytest.fixture(scope="module")
def visited(desk):
    """A link that was opened, left, guessed at and withdrawn: its tokens, and all that came."""
    desk.forget_tries()
    link, token = desk.link(**REY, passphrase=WORDS)
    seen, files = [], []
    with desk.at() as session:
        session.run("gap_map", f"share={token}&lang=en")
        said(session, f"{WORDS}-wrong")
        seen.append(said(session, WORDS))
        files = [session.file(one.deferred_file_id) for one in seen[0].elements("download_button")]
        seen.append(session.run("gap_map", f"share={token}&place=nowhere&find=x&share={token}"))
        desk.store.revoke(link.id)
        session.file(seen[1].elements("download_button")[0].deferred_file_id)
        seen.append(session.run("gap_map"))
    ask(desk.guarded.port, f"/gap_map?share={token}")
    ask(desk.guarded.port, f"/nowhere?share={token}", ("Referer", f"http://127.0.0.1/?share={token}"))
    return link, token, seen, files


def test_token_and_pass_phrase_are_in_no_log(desk, visited):
    _link, token, *_more = visited
    assert "Warning" in desk.guarded.log or "WARNING" in desk.guarded.log or desk.guarded.log  # there is one
    assert token not in desk.guarded.log
    assert WORDS not in desk.guarded.log
    assert "share=" not in desk.guarded.log.replace("share=***", "")


def test_token_and_pass_phrase_are_in_no_audit_entry(desk, visited):
    link, token, *_more = visited
    entries = desk.store.entries(limit=100_000)
    own = entries[entries["actor"] == f"link {link.id}"]
    assert {"share_opened", "view", "export", "refused"} <= set(own["action"])  # the link was noted all the same
    text = entries.to_csv()
    assert token not in text
    assert WORDS not in text
    assert "share=" not in text


def test_audit_notes_each_refused_attempt(desk, visited):
    link, *_more = visited
    own = desk.store.entries(action="refused", limit=100_000)
    assert "passphrase" in set(own.loc[own["actor"] == f"link {link.id}", "detail"])
    assert any(one.startswith("file ") for one in own.loc[own["actor"] == f"link {link.id}", "detail"])
    before = {one: int((own["detail"] == one).sum()) for one in ("unknown", "ended")}
    desk.visit("x" * 22)
    with desk.at() as session:
        again, token = desk.link(**REY)
        session.run("gap_map", f"share={token}")
        desk.store.revoke(again.id)
        session.run("gap_map")
    after = desk.store.entries(action="refused", limit=100_000)["detail"]
    assert all(int((after == one).sum()) > count for one, count in before.items())


def test_token_is_in_no_text_of_a_page(visited):
    _link, token, seen, _files = visited
    assert any("hg-shared" in one.text for one in seen)
    assert not [one for one in seen if token in one.text]
    assert not [one for one in seen if WORDS in one.text]
    # It comes back in the address alone, which is where it is from.
    told = [one for part in seen[:2] for one in part.messages if one.WhichOneof("type") == "page_info_changed"]
    addresses = [one.page_info_changed.query_string for one in told]
    assert any(token in one for one in addresses)


def test_token_is_in_no_file(visited):
    _link, token, _seen, files = visited
    assert len([one for one in files if one]) >= 3
    for content in filter(None, files):
        parts = [content]
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                parts += [book.read(one) for one in book.namelist()]
        assert not [one for one in parts if token.encode() in one or b"share=" in one]


def test_no_answer_names_the_store_the_database_or_a_folder(desk, visited):
    _link, _token, seen, _files = visited
    text = "\n".join(one.text for one in seen)
    closed = desk.visit("x" * 22).text
    for name in ("store.sqlite", "office.sqlite", str(desk.folder), "sqlite:", "argon2", "Traceback"):
        assert name not in text + closed
    assert str(desk.folder) in desk.env["HAMGAM_STORE_URL"]  # what there would be to see


def test_token_is_in_no_referrer_and_no_cookie(desk, visited):
    _link, token, *_more = visited
    answer = ask(desk.guarded.port, f"/gap_map?share={token}")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert token not in str(answer.headers)


def test_store_keeps_neither_token_nor_pass_phrase(desk, visited):
    _link, token, *_more = visited
    kept = b"".join(one.read_bytes() for one in desk.store_file.parent.glob("store.sqlite*"))
    assert token.encode() not in kept
    assert WORDS.encode() not in kept
    assert b"$argon2id$" in kept
    assert visited[0].id.encode() in kept  # the search would find what is there


def test_visit_counts_when_the_page_was_drawn_and_not_when_its_address_is_fetched(desk):
    link, token = desk.link(**REY)
    for _time in range(3):
        ask(desk.guarded.port, f"/gap_map?share={token}")
    assert desk.store.link(link.id, 1).opened == 0
    desk.visit(token)
    assert desk.store.link(link.id, 1).opened == 1

"""`manage.py share` and `manage.py audit`: what they make and print, and what they refuse in plain words."""

import io
import re
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from typer.testing import CliRunner

import manage
from data_access.store import Store
from domain.grants import Scope
from tests.serving import free_port
from wording import i18n, share_refusals

VIEW = "indicator=school_seats&level=district&area=IR2310&period=1403"
WORDS = "open sesame now"
MADE = ("create", "--for", "UNHCR Tehran", "--lang", "en", "--by", "bureau")


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/store.sqlite"


@pytest.fixture
def store(url):
    made = Store(url)
    made.migrate()
    return made


@pytest.fixture
def run(demo_database, url):
    def call(*arguments, env=None, text=None):
        settings = {"HAMGAM_DATABASE_URL": f"sqlite:///{demo_database}", "HAMGAM_STORE_URL": url}
        return CliRunner().invoke(manage.app, [*arguments], env=settings | (env or {}), input=text)

    return call


def token_of(done):
    assert done.exit_code == 0, done.output
    return re.fullmatch(r"(\S+)\?share=([\w-]{22})\n", done.stdout)[2]


def test_a_link_is_made_as_it_was_asked_for_and_told_once(run, store):
    asked = (
        *("--kind", "page", "--page", "gap_map", "--area", "IR2310", "--area", "2310", "--sector", "education"),
        *("--indicator", "school_seats", "--days", "30", "--no-downloads", "--restricted", "--meeting", "m_1404_12"),
        *("--query", f"http://127.0.0.1:8501/gap_map?{VIEW}", "--base", "https://hamgam.example/"),
    )
    done = run("share", *MADE, *asked)
    token = token_of(done)
    assert done.stdout == f"https://hamgam.example/gap_map?share={token}\n"
    link = store.find(token)
    grant = link.grant
    assert grant.scope == Scope(("IR2310",), ("education",), ("school_seats",), "m_1404_12", restricted=True)
    assert (grant.kind, grant.page, grant.downloads, grant.frozen, grant.lang) == (
        "page",
        "gap_map",
        False,
        False,
        "en",
    )
    assert (grant.audience, grant.shared_by) == ("UNHCR Tehran", "bureau")
    assert grant.expires_at - grant.made_at == timedelta(days=30)
    assert {"indicator=school_seats", "area=IR2310", "lang=en"} <= set(grant.query.split("&"))
    assert (link.has_passphrase, link.id in done.stderr, token in done.stderr) == (False, True, False)


def test_without_more_a_link_is_a_page_of_everything_for_14_days(run, store):
    done = run("share", "create", "--for", "دفتر امور اتباع")
    link = store.find(token_of(done))
    assert done.stdout.startswith("http://127.0.0.1:8501/?share=")
    assert (link.grant.kind, link.grant.page, link.grant.lang, link.grant.query) == ("page", "", "fa", "")
    assert link.grant.scope == Scope(restricted=False)
    assert link.grant.expires_at - link.grant.made_at == timedelta(days=14)
    assert link.grant.shared_by


@pytest.mark.parametrize("kind", ["deck", "pack"])
def test_a_deck_or_pack_is_on_the_page_of_meetings(run, store, kind):
    link = store.find(token_of(run("share", *MADE, "--kind", kind, "--meeting", "m_1404_12")))
    assert (link.grant.kind, link.grant.page, link.grant.scope.meeting) == (kind, "meetings", "m_1404_12")


def test_a_pass_phrase_comes_from_the_first_line_of_input(run, store):
    done = run("share", *MADE, "--passphrase-stdin", text=f"{WORDS}\nmore\n")
    link = store.find(token_of(done))
    assert [store.passphrase_ok(link.id, text) for text in (WORDS, "more", f"{WORDS}\n")] == [True, False, False]
    assert WORDS not in done.output


REFUSED = [
    (("--area", "IR99", "--area", "IR2310", "--area", "x"), "The database has no such area: IR99, X"),
    (("--sector", "war"), "There is no such sector"),
    (("--indicator", "happiness"), "There is no such indicator"),
    (("--meeting", "m_none"), "The database has no such meeting"),
    (("--page", "data"), "This page cannot be shared in this way"),
    (("--page", "sharing"), "This page cannot be shared in this way"),
    (("--kind", "deck", "--page", "gap_map", "--meeting", "m_1404_12"), "This page cannot be shared"),
    (("--kind", "everything"), "A link is for one of these"),
    (("--kind", "deck"), "needs its meeting"),
    (("--kind", "view"), "A link for a view needs the view"),
    (("--days", "0"), "at least one day and at most 90 days"),
    (("--days", "-5"), "at least one day and at most 90 days"),
    (("--days", "91"), "at least one day and at most 90 days"),
    (("--days", "9" * 12), "at least one day and at most 90 days"),
    (("--for", ""), "for which office"),
    (("--for", "x" * 81), "for which office"),
    (("--for", "two\nlines"), "for which office"),
    (("--lang", "de"), "The language of a link is fa or en"),
    (("--query", "area=IR99"), "look at these parts of its address: area"),
    (("--query", "share=AAAAAAAAAAAAAAAAAAAAAA"), "look at these parts of its address: share"),
    (("--query", "nonsense"), "The view cannot be followed"),
    (("--query", VIEW, "--sector", "health"), "would not cover: school_seats"),
    (("--query", VIEW, "--indicator", "school_space"), "would not cover: school_seats"),
    (("--passphrase-stdin",), "The pass-phrase is empty"),
    (("--base", "ftp://x"), "--base is where the dashboard is reached"),
    (("--base", "http://user:password@x"), "--base is where the dashboard is reached"),
    (("--base", "http://x/?a=1"), "--base is where the dashboard is reached"),
]


@pytest.mark.parametrize(("asked", "said"), REFUSED)
def test_what_cannot_be_made_is_refused_in_plain_words_and_nothing_is_kept(run, store, asked, said):
    page = () if {"--kind", "--page"} & set(asked) else ("--page", "gap_map")  # the overview cannot be narrowed
    done = run("share", *MADE, *page, *asked, text="\n")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: ")
    assert said in done.stderr
    assert not re.search("Traceback|AAAA|word@", done.stderr)
    assert (store.links(), len(store.entries())) == ([], 0)


def test_a_refusal_is_in_the_language_of_the_link(run):
    said = {
        lang: run("share", "create", "--for", "x", "--page", "gap_map", "--area", "IR99", "--lang", lang).stderr
        for lang in ("fa", "en")
    }
    i18n.activate("fa")
    assert share_refusals.unknown("area", ("IR99",)) in said["fa"]
    assert "no such area" in said["en"]


def test_every_reason_has_its_words_in_both_languages(lang):
    assert all(share_refusals.refusal(part) for part in share_refusals.PARTS)
    parts = ("area", "sector", "indicator", "meeting", "query", "outside")
    assert all("IR99" in share_refusals.unknown(part, ("IR99",)) for part in parts)


def test_the_offices_database_is_refused_as_store(run, demo_database):
    before = demo_database.read_bytes()
    for arguments in (("share", *MADE), ("share", "list"), ("share", "revoke", "x"), ("audit",)):
        done = run(*arguments, env={"HAMGAM_STORE_URL": f"sqlite:///{demo_database}"})
        assert (done.exit_code, done.stdout) == (2, "")
        assert "HAMGAM_STORE_URL: this is the office's database" in done.stderr
    assert demo_database.read_bytes() == before


def test_a_store_that_is_gone_is_told_without_its_address(run):
    address = f"postgresql://someone:secret@127.0.0.1:{free_port()}/hidden"
    for arguments in (("share", *MADE), ("share", "list"), ("audit",)):
        done = run(*arguments, env={"HAMGAM_STORE_URL": address})
        assert (done.exit_code, done.stdout) == (2, "")
        assert "cannot be used (no_connection" in done.stderr
        assert not re.search("someone|secret|hidden|Traceback", done.stderr)


def test_the_list_tells_states_and_no_token(run, store):
    tokens = [token_of(run("share", *MADE)) for _ in range(3)]
    opened, revoked, rotated = map(store.find, tokens)
    store.opened(opened.id)
    run("share", "revoke", revoked.id)
    tokens.append(token_of(run("share", "rotate", rotated.id)))
    old = datetime.now(UTC) - timedelta(days=40)
    store.create(type(opened.grant)(**{**grant_parts(opened.grant), "made_at": old, "expires_at": old + timedelta(1)}))
    done = run("share", "list")
    lines = {line.split()[0]: line.split() for line in done.stdout.splitlines()}
    states = {link_id: line[1] for link_id, line in lines.items() if link_id != "ID"}
    assert sorted(states.values()) == ["expired", "open", "open", "revoked"]
    assert (states[opened.id], states[revoked.id], states[rotated.id]) == ("open", "revoked", "open")
    assert "1" in lines[opened.id]
    assert not any(token in done.output for token in tokens)


def grant_parts(grant):
    return {name: getattr(grant, name) for name in grant.__dataclass_fields__}


def test_a_revoked_link_opens_nothing_and_cannot_be_revoked_or_rotated_again(run, store):
    token = token_of(run("share", *MADE))
    link = store.find(token)
    assert run("share", "revoke", link.id).stdout == f"Revoked: {link.id}\n"
    assert store.find(token) is None
    for command in ("revoke", "rotate"):
        done = run("share", command, link.id)
        assert (done.exit_code, done.stdout, "there is no link" in done.stderr) == (2, "", True)


def test_a_rotated_link_has_a_new_address(run, store):
    old = token_of(run("share", *MADE, "--page", "gap_map"))
    link = store.find(old)
    done = run("share", "rotate", link.id, "--base", "https://hamgam.example")
    new = token_of(done)
    assert done.stdout == f"https://hamgam.example/gap_map?share={new}\n"
    assert (store.find(old), store.find(new).id) == (None, link.id)


def test_what_the_terminal_does_stands_in_the_trail(run, store):
    token = token_of(run("share", *MADE, "--page", "gap_map", "--query", VIEW))
    link = store.find(token)
    new = token_of(run("share", "rotate", link.id, "--by", "other"))
    run("share", "revoke", link.id, "--by", "other")
    frame = store.entries()
    assert frame["action"].tolist() == ["share_revoked", "share_rotated", "share_made"]
    assert frame["actor"].tolist() == ["other", "other", "bureau"]
    assert set(frame["detail"]) == {link.id}
    assert "indicator=school_seats" in frame.loc[2, "view"]
    told = run("audit").output
    assert link.id in told
    assert not any(secret in told for secret in (token, new))


def test_the_trail_is_printed_by_day_actor_action_and_page(run, store):
    for day, actor, action, page in (
        (1, "one", "view", "gap_map"),
        (2, "one", "export", "area"),
        (3, "x", "view", "area"),
    ):
        store.note(actor, "staff", action, page, now=datetime(2026, 1, day, tzinfo=UTC))
    asked = [
        (), ("--since", "2026-01-02"), ("--actor", "one"), ("--action", "view"), ("--page", "area", "--actor", "x"),
        ("--limit", "1"),
    ]  # fmt: skip
    ids = [[line.split()[0] for line in run("audit", *one).stdout.splitlines()] for one in asked]
    assert ids == [["3", "2", "1"], ["3", "2"], ["2", "1"], ["3", "1"], ["3"], ["3"]]
    assert run("audit", "--limit", "1").stdout == "3  2026-01-03T00:00:00Z  x  staff  view  area  -  -\n"


def test_the_trail_as_csv_holds_no_formula(run, store):
    store.note('=HYPERLINK("http://x")', "staff", "refused", "+1", "", "@SUM(1)", now=datetime(2026, 1, 1, tzinfo=UTC))
    done = run("audit", "--csv")
    frame = pd.read_csv(io.BytesIO(done.stdout_bytes), encoding="utf-8-sig")
    row = frame.loc[0, ["actor", "page", "detail"]].tolist()
    assert row == ['\'=HYPERLINK("http://x")', "'+1", "'@SUM(1)"]
    assert store.entries().loc[0, "detail"] == "@SUM(1)"  # the twin: the store keeps it as it was


@pytest.mark.parametrize(
    ("asked", "said"), [(("--since", "yesterday"), "is not a day"), (("--action", "x"), "none of")]
)
def test_a_trail_that_cannot_be_asked_for_is_refused(run, asked, said):
    done = run("audit", *asked)
    assert (done.exit_code, done.stdout, said in done.stderr) == (2, "", True)

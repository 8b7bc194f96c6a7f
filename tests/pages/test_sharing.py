"""Share links: made by staff, opened by somebody without an account, who sees what was granted and nothing else."""

import re
from datetime import timedelta

import pytest

from domain.accounts import Account
from domain.grants import PAGES, Scope
from tests.pages.reading import fragments, page_texts
from tests.pages.sharing import (
    COUNTY,
    MEETING,
    VIEW,
    actions,
    banner,
    grant,
    in_its_language,
    make,
    opened,
    ran,
    sent,
    to_sharing,
    token_shown,
)
from tests.sweeps import EN_NOW
from ui import sign_in
from wording import i18n

WORDS = "open sesame"


pytestmark = pytest.mark.usefixtures("store")


MADE = {
    "view": ("gap_map", Scope(("IR2310",), ("education",), ("school_seats",), restricted=False)),
    "page": ("gap_map", COUNTY),
    "deck": ("meetings", Scope(("IR2310",), ("education",), meeting=MEETING, restricted=False)),
    "pack": ("meetings", Scope(("IR2310",), ("education",), meeting=MEETING, restricted=False)),
}


@pytest.mark.parametrize("kind", MADE)
def test_staff_make_a_link_of_what_was_on_screen(kind, open_page, store):
    at = to_sharing(open_page(f"{VIEW}&lang=en"), kind=kind, audience=" UNHCR Tehran ", days="30", lang="fa")
    link = store.find(make(at))
    page, scope = MADE[kind]
    assert (link.grant.kind, link.grant.page, link.grant.scope) == (kind, page, scope)
    assert (link.grant.audience, link.grant.lang, link.grant.frozen) == ("UNHCR Tehran", "fa", False)
    assert link.grant.expires_at - link.grant.made_at == timedelta(days=30)
    assert f"/{page}?share=" in at.code[0].value
    assert store.links() == [link]
    assert "UNHCR Tehran" in "".join(page_texts(at))


def test_what_staff_tick_and_type_is_what_is_granted(open_page, store):
    choices = {"downloads": False, "restricted": True, "areas": ["IR2302"], "sectors": [], "words": WORDS}
    at = to_sharing(open_page(f"{VIEW}&lang=en"), kind="page", audience="Office", shared_by="Bureau", **choices)
    link = store.find(make(at))
    assert link.grant.scope == Scope(areas=("IR2302",), restricted=True)
    assert (link.grant.downloads, link.grant.shared_by, link.has_passphrase) == (False, "Bureau", True)
    assert store.passphrase_ok(link.id, WORDS)
    assert WORDS not in sent(at)
    told = " ".join(page_texts(at))
    assert "with a pass-phrase" in told
    assert "no files" in told
    assert "not opened yet" in told


def test_a_link_is_withdrawn_from_the_list(open_page, store):
    at = to_sharing(open_page(f"{VIEW}&lang=en"), audience="Office")
    token = make(at)
    link = store.find(token)
    at.button(key=f"revoke:{link.id}:en").click().run()
    assert store.find(token) is None
    assert not at.code
    assert "withdrawn" in " ".join(page_texts(at))
    assert not [one.key for one in at.button if link.id in one.key]
    assert actions(store)[-2:] == ["share_made", "share_revoked"]


def test_a_link_gets_a_new_address_and_the_old_one_opens_nothing(open_page, store):
    at = to_sharing(open_page(f"{VIEW}&lang=en"), audience="Office")
    token = make(at)
    at.button(key=f"rotate:{store.links()[0].id}:en").click().run()
    other = token_shown(at)
    assert other != token
    assert store.find(token) is None
    assert store.find(other).version == 2
    assert actions(store)[-1] == "share_rotated"


@pytest.mark.parametrize(("lang", "words"), [("en", "Say for which office"), ("fa", "برای کدام اداره")])
@pytest.mark.parametrize("audience", ["", "  ", "UNHCR \u202eTehran"])
def test_wrong_input_is_told_in_the_language_of_the_page(open_page, store, lang, words, audience):
    at = to_sharing(open_page(f"{VIEW}&lang={lang}"), audience=audience)
    at.button(key=f"share_make:{lang}").click().run()
    assert words in at.error[0].value
    assert not at.code
    assert not store.links()


@pytest.mark.parametrize(("role", "has_it"), [("viewer", False), ("staff", True), ("admin", True)])
def test_only_staff_have_the_page(open_page, monkeypatch, role, has_it):
    monkeypatch.setattr(sign_in, "known", lambda: Account("somebody", role))
    at = open_page("lang=en", page="sharing")
    assert not at.exception
    assert ("share_make:en" in [one.key for one in at.button]) is has_it
    assert ("Sharing" in [one.proto.label for one in at.get("page_link")]) is has_it
    assert len(at.get("page_link")) > 5


@pytest.mark.parametrize(("lang", "by"), [("en", "Shared by bureau for"), ("fa", "bureau")])
def test_whoever_opens_a_link_reads_who_shared_it_in_its_language(shared, lang, by):
    at = shared(grant(lang=lang))
    assert not at.exception
    told = " ".join(banner(at).split())
    assert by in told
    assert "UNHCR Tehran" in told
    assert i18n.language() == lang
    assert ("live" in told) is (lang == "en")
    assert not at.get("page_link")
    other = {"en": "fa", "fa": "en"}[lang]
    at.button(key=f"language:{lang}").click().run()
    in_its_language(at)
    assert i18n.language() == other
    assert " ".join(banner(at).split()) != told


def test_a_view_has_no_controls_and_a_page_has_them(shared):
    at = shared(grant("view"))
    assert not at.selectbox
    assert not at.text_input
    assert {one.key for one in at.button} == {"view:en", "language:en"}
    assert shared(grant("page")).selectbox


@pytest.fixture
def others(ask):
    """A pattern of codes, and of names in both languages, of the areas outside of the granted county."""
    rows = ask("SELECT pcode, name_fa, name_en FROM admin_area WHERE level > 1")
    own = " ".join(" ".join(row) for row in rows if row[0].startswith("IR2310")) + " Tehran تهران استان"
    names = {one for row in rows if not row[0].startswith("IR2310") for one in row if one not in own}
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, sorted(names))) + r")(?!\w)")


SHARED_PAGES = [one for one in PAGES if one not in ("", "area", "meetings")]


@pytest.mark.parametrize("page", SHARED_PAGES)
@pytest.mark.parametrize("lang", EN_NOW)
def test_nothing_of_another_area_is_sent_for_a_link(shared, others, page, lang):
    at = shared(grant("page", page, lang=lang))
    assert not at.exception
    assert not at.error
    text = sent(at)
    assert "IR2310" in text
    assert set(others.findall(text)) == set()


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_nothing_of_another_area_is_sent_for_a_profile_or_a_meeting(shared, others, ask, lang):
    # An item of an agenda is of no area; what the office wrote there goes with the meeting.
    agenda = {one for row in ask("SELECT title_fa, title_en, decision_fa, decision_en FROM agenda_item") for one in row}
    profile = grant("page", "area", Scope(areas=("IR2310",), restricted=False), query="areas=IR2310", lang=lang)
    meeting = grant("deck", scope=Scope(areas=("IR2310",), restricted=False), lang=lang)
    for one in (profile, meeting):
        at = shared(one)
        assert not at.exception
        assert not at.error
        text = sent(at)
        assert "hg-shared" in text
        for title in filter(None, agenda):
            text = text.replace(title, "")
        assert set(others.findall(text)) == set()


def test_staff_are_sent_the_other_areas(open_page, others):
    text = sent(open_page("lang=en&level=district"))
    assert len(set(others.findall(text))) > 50


@pytest.mark.parametrize("page", ["data", "education", "sharing", "audit", "meetings"])
def test_another_address_brings_whoever_holds_a_link_back_to_its_page(shared, store, page):
    shared(grant("view"))
    _link, token = store.create(grant("view"))
    at = opened(token, page)
    assert not at.exception
    assert "hg-shared" in "".join(fragments(at))
    assert "school seats" in " ".join(page_texts(at))
    assert at.query_params["indicator"] in ("school_seats", ["school_seats"])
    assert "share_make:en" not in [one.key for one in at.button]


def test_what_an_address_asks_for_does_not_widen_a_view(shared, store):
    shared(grant("view"))
    _link, token = store.create(grant("view"))
    at = opened(token, area="IR2302", indicator="health_houses", sector="health", period="1400")
    selection = at.session_state["hg_selection"]
    assert (selection.area, selection.indicator, selection.period) == ("IR2310", "school_seats", 1404)


@pytest.mark.parametrize("page", ["gap_map", "education"])
def test_files_are_offered_where_they_may_be_taken(shared, page):
    assert not shared(grant("page", page, downloads=False)).get("download_button")
    at = shared(grant("page", page))
    assert at.get("download_button") or [one for one in at.get("popover") if "ownload" in one.proto.popover.label]


def test_a_link_that_is_withdrawn_ends_an_open_session(shared, store):
    at = shared(grant("page"))
    assert at.selectbox
    store.revoke(store.links()[0].id)
    ran(at)
    assert not at.selectbox
    assert "hg-shared" not in "".join(fragments(at))
    assert "hg-door" in "".join(fragments(at))


def test_a_visit_counts_once_in_a_session_and_never_at_a_closed_door(shared, store):
    at = shared(grant())
    ran(ran(at))
    assert store.links()[0].opened == 1
    link, token = store.create(grant(), passphrase=WORDS)
    opened(token)
    assert store.link(link.id, 1).opened == 0
    link, token = store.create(grant())
    opened(token)
    opened(token)
    assert store.link(link.id, 1).opened == 2
    assert store.link(link.id, 1).last_opened


def test_what_a_link_showed_is_in_the_audit_trail(shared, store):
    at = shared(grant())
    ran(at)
    link = store.links()[0]
    found = store.entries(actor=f"link {link.id}")
    assert sorted(found["action"]) == ["share_opened", "view"]
    assert set(found["role"]) == {"link"}
    view = "".join(found["view"])
    assert "area=IR2310" in view
    assert "share" not in view

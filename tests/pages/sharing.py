"""Sessions of staff and of whoever holds a share link, run by AppTest as a server runs them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from data_access.store import Store
from domain.grants import Grant, Scope
from tests.conftest import ROOT
from tests.pages.reading import fragments, texts_of
from wording import i18n

VIEW = "indicator=school_seats&level=district&area=IR2310&period=1404"
COUNTY = Scope(areas=("IR2310",), sectors=("education",), restricted=False)
MEETING = "m_1404_12"


def through_app(monkeypatch):
    """Let each run go through app.py, as on a server that has shown a page: AppTest's runs are all a cold server's."""
    made = PagesManager.__init__

    def served(self, *args, **kwargs):
        PagesManager.uses_pages_directory = False
        made(self, *args, **kwargs)

    monkeypatch.setattr(PagesManager, "__init__", served)


def store_in(folder, empty):
    """A store of this test's own: a copy of an empty one, since to make its tables takes longer."""
    if not empty.exists():
        Store(f"sqlite:///{empty}").migrate()
    return f"sqlite:///{shutil.copy(empty, folder / 'store.sqlite')}"


def grant(kind="view", page="gap_map", scope=COUNTY, **changes):
    now = datetime.now(UTC)
    if kind in ("deck", "pack"):
        page, scope = "meetings", replace(scope, meeting=MEETING)
    made = {
        "query": VIEW if page in ("gap_map", "education") else "period=1404",
        "downloads": True,
        "frozen": False,
        "lang": "en",
        "audience": "UNHCR Tehran",
        "shared_by": "bureau",
        "made_at": now,
        "expires_at": now + timedelta(days=14),
    }
    return Grant(kind=kind, page=page, scope=scope, **{**made, **changes})


def opened(token, page="", **query):
    """The session of somebody who opens a link; what it shows is in the language of the link."""
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    if page:
        at.switch_page(f"pages/{page}.py")
    for key, value in {"share": token, **query}.items():
        at.query_params[key] = value
    return ran(at)


def ran(at):
    at.run()
    return in_its_language(at)


def in_its_language(at):
    """AppTest asks boxes for their texts in the thread of the test."""
    i18n.activate(at.session_state["hg_selection"].lang if "hg_selection" in at.session_state else "fa")
    return at


def to_sharing(at, **choices):
    """Turn to the page of sharing and choose there; returns the session."""
    in_its_language(at.switch_page("pages/sharing.py").run())
    lang = i18n.language()
    for field, value in choices.items():
        key = f"share_{field}:{lang}"
        boxes = (at.selectbox, at.text_input, at.multiselect, at.toggle)
        found = next(one for kind in boxes for one in kind if one.key == key)
        found.set_value(value)
        if field != "words":  # it stands in the form, which sends it with its button
            at.run()
    return at


def make(at):
    """Press the button; returns the token that is shown."""
    at.button(key=f"share_make:{i18n.language()}").click().run()
    assert not at.exception
    return token_shown(at)


def token_shown(at):
    assert [one.value for one in at.error] == []
    address = urlsplit(at.code[0].value)
    return parse_qs(address.query)["share"][0]


def sent(at):
    """All that a page sends to the browser, as one text."""
    found = []

    def walk(block):
        for child in block.children.values():
            proto = getattr(child, "proto", None)
            if proto is not None and hasattr(proto, "SerializeToString"):
                found.append(proto.SerializeToString().decode(errors="ignore"))
            if hasattr(child, "children"):
                walk(child)

    walk(at._tree)
    return "\n".join(found)


def banner(at):
    """What stands above a page that a link opened."""
    return " ".join(" ".join(texts_of(next(one for one in fragments(at) if "hg-shared" in one))).split())


def actions(store):
    """What the audit trail holds, the oldest first."""
    return list(store.entries()["action"][::-1])

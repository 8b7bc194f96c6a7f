"""A callback runs before its run has decided for whom it is: it must ask by itself."""

from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from domain.accounts import Account
from domain.grants import EVERYTHING
from ui import access, kept_figures, scope, sharing, stores, visitors
from ui.messages import is_needed
from ui.visitors import Visitor

LONG_AGO, FOR_LONG = 1.0, 1e12


@pytest.fixture
def session(monkeypatch):
    """Return what sets the session's visitor; nothing may be read before a callback has asked."""
    state = {}
    monkeypatch.setattr(visitors.st, "session_state", state)
    monkeypatch.setattr(visitors.st, "query_params", {})
    scope.leave()

    def of(until):
        visitors.remember(Visitor.of(Account("staff@bureau.example", "staff", until)))

    return of


def pressed(callback, *args):
    """Run a callback as Streamlit does: with nothing entered."""
    scope.leave()
    kept_figures.enter(None)
    callback(*args)


@pytest.mark.parametrize("name", ["_revoke", "_rotate"])
def test_who_is_signed_out_by_time_changes_no_link(monkeypatch, session, name):
    done = []
    store = SimpleNamespace(revoke=done.append, rotate=lambda one: done.append(one) or "token")
    monkeypatch.setattr(stores, "store", lambda: store)
    monkeypatch.setattr(sharing.audit, "note", lambda *_args, **_more: None)
    link = SimpleNamespace(id="x")
    session(LONG_AGO)
    pressed(getattr(sharing, name), link)
    assert done == []
    session(FOR_LONG)
    pressed(getattr(sharing, name), link)
    assert done == ["x"]
    session(LONG_AGO)
    pressed(getattr(sharing, name).__wrapped__, link)  # without the guard
    assert done == ["x", "x"]


def test_who_is_signed_out_by_time_makes_no_link(monkeypatch, session):
    made = []
    monkeypatch.setattr(sharing.share_draft, "of", lambda *_args: made.append("draft"))
    monkeypatch.setattr(sharing.share_draft, "grant", lambda *_args: (_ for _ in ()).throw(ValueError("areas")))
    monkeypatch.setattr(sharing.screen, "last", lambda selection: ("gap_map", selection))
    session(LONG_AGO)
    pressed(sharing._make, None, "field")
    assert made == []
    session(FOR_LONG)
    pressed(sharing._make, None, "field")
    assert made == ["draft"]


def test_callback_of_nobody_does_nothing(session):
    done = []
    pressed(access.acting(lambda: done.append("done")))
    assert done == []
    session(FOR_LONG)
    pressed(access.acting(lambda: done.append(scope.current())))
    assert done == [EVERYTHING]


def test_messages_that_pages_send_come_in_and_others_do_not():
    def sent(**values):
        message = BackMsg()
        for name, value in values.items():
            setattr(message, name, value)
        return message.SerializeToString()

    run, file, skills = BackMsg(), BackMsg(), BackMsg()
    run.rerun_script.query_string = "lang=en"
    file.backend_operation_request.deferred_file.file_id = "x"
    skills.backend_operation_request.install_skills.SetInParent()
    assert all(map(is_needed, (run.SerializeToString(), file.SerializeToString(), sent(app_heartbeat=True), b"", None)))
    assert is_needed(b"\xff\xff")  # Streamlit closes the socket
    refused = [sent(**{name: True}) for name in ("clear_cache", "debug_shutdown_runtime", "set_run_on_save")]
    assert not any(map(is_needed, (*refused, skills.SerializeToString())))

"""What a server writes while it is visited and attacked: objects line by line, and no query string in any of them."""

import json

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.raw_http import ask, session, shake_hands
from tests.serving import ROOT

HIDE = "hidden-words"
BANNER = ("You can now view", "URL:")
ADDRESSES = [
    f"/gap_map?share={HIDE}",
    f"/?{HIDE}",
    f"/oauth2callback?code={HIDE}&state={HIDE}",
    f"/oauth2callback?error=access_denied&error_description=share={HIDE}",
    f"/auth/login?provider={HIDE}",
    f"/media/x?token={HIDE}",
    f"/assets/x/../../app.py?share={HIDE}",
]


@pytest.fixture
def visited(start_server, demo_database):
    """The lines that a server wrote after visits whose every address, header and message holds a secret."""

    def visit(app, form):
        env = {
            "HAMGAM_DATABASE_URL": f"sqlite:///{demo_database}",
            "HAMGAM_LOG_FORMAT": form,
            "STREAMLIT_LOGGER_LEVEL": "debug",  # everything that could ever be written
            "PYTHONPATH": str(ROOT),
        }
        server = start_server(env, app)
        for address in ADDRESSES:
            ask(server.port, address)
            ask(server.port, address, host="rebound.example")
        own = ("Origin", f"http://127.0.0.1:{server.port}")
        cookie = ("Cookie", f"_streamlit_user={HIDE}; _streamlit_xsrf={HIDE}")
        assert shake_hands(server.port, own, cookie, path=f"/_stcore/stream?share={HIDE}") == 101
        shake_hands(server.port, ("Origin", f"http://x.example/?share={HIDE}"), path=f"/_stcore/stream?share={HIDE}")
        message = BackMsg()
        message.rerun_script.query_string = f"lang=en&share={HIDE}"
        host = f"127.0.0.1:{server.port}"
        next(session(server.port, cookie, host=host, message=message.SerializeToString()))
        with pytest.raises(ConnectionError):  # what is no message at all is logged with its traceback
            list(session(server.port, host=host, message=b"\xff" + HIDE.encode()))
        server.stop()
        return [line for line in server.log.splitlines() if line.strip() and not line.strip().startswith(BANNER)]

    return visit


def test_no_line_holds_what_a_visitor_sent_and_each_is_an_object(visited):
    lines = visited("app.py", "json")
    # At this level Streamlit speaks before it has loaded the dashboard; nobody has visited it then.
    lines = lines[next(place for place, line in enumerate(lines) if line.startswith("{")) :]
    told = [json.loads(line) for line in lines]
    assert all({"time", "level", "logger", "message"} <= set(one) for one in told)
    assert any(one["message"] == "refused at the door: host" for one in told)
    assert any("traceback" in one for one in told)
    assert [line for line in lines if HIDE in line] == []


@pytest.mark.long  # the twin of the whole; the parts have theirs in tests/ui and tests/domain
def test_without_the_cleaning_it_stands_there(visited):
    assert any(HIDE in line for line in visited("tests/e2e/open_door.py", "text"))

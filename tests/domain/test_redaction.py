"""What must not stand in a log does not; what IT needs does."""

import pytest

from domain.redaction import redacted

HIDE = "hidden-words"


@pytest.mark.parametrize(
    "text",
    [
        "GET /gap_map?share={} HTTP/1.1",
        "/gap_map?{}",
        "http://127.0.0.1:8501/?x='{}'&y=\"{}\"",
        '127.0.0.1:1 - "WebSocket /_stcore/stream?share={}" [accepted]',
        "share={}",
        "{{'share': '{}', 'lang': 'fa'}}",
        '{{"passphrase": "{} with spaces"}}',
        "password={} host=db",
        "cannot connect to postgresql://reader:{}@db/name",
        "postgresql+psycopg://reader:p@{}@db/name",  # not-secret: nobody's
        "https://{}@example.org/x",
        "/oauth2callback?code={}&state={}",
        "code={}",
        "state={}; other",
        "Authorization: Bearer {}",
        "authorization=Basic {}",
        "client_secret = '{}'",
        "cookie_secret: {}",
        "STREAMLIT_SERVER_COOKIE_SECRET={}",
        "HAMGAM_ROUNDING_KEY={}",
        "Cookie: _streamlit_user={}; a=b",
        "insert failed\n[SQL: INSERT INTO links VALUES (?)]\n[parameters: ('{}', 5)]\nsee",
        "> Sec-WebSocket-Protocol: streamlit, {}, 1234",
        "id_token eyJhbGciOi.{}.abc",
    ],
)
def test_a_secret_is_taken_out(text):
    raw = text.format(*[HIDE] * text.count("{}"))
    assert HIDE in raw
    assert HIDE not in redacted(raw)


@pytest.mark.parametrize(
    "text",
    [
        "the database does not answer: timeout after 10 s",
        "Uncaught app execution",
        "SELECT a FROM b WHERE c = ? AND d IN (?, ?)",
        "exit code 3, state of the run: done",
        "did it work? yes",
        'File "ui/shell.py", line 12, in run',
        "connected to postgresql://db/name",
    ],
)
def test_what_is_no_secret_stays(text):
    assert redacted(text) == text


def test_the_rest_of_a_line_stays():
    told = redacted(f"GET /gap_map?share={HIDE} HTTP/1.1 200 from //a:{HIDE}@db/x")
    assert told == "GET /gap_map?*** HTTP/1.1 200 from //***@db/x"


def test_a_text_cannot_steer_a_terminal():
    assert redacted("a\r\x1b[2Jb\u2028c\td\ne") == "a\\x0d\\x1b[2Jb\\u2028c\td\ne"

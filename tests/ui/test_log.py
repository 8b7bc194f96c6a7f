"""What is logged is clean for every logger and handler, in both forms."""

import io
import json
import logging
import subprocess
import sys
import threading

import pytest
import streamlit.logger

from tests.conftest import ROOT
from ui import log

HIDE = "hidden-words"
OTHERS = ["hamgam", "streamlit", "uvicorn.error", "sqlalchemy.engine", "alembic", "authlib", "httpx", "made.later"]


@pytest.fixture
def set_up(monkeypatch):
    """What the server does at its start, taken back at the end."""
    factory, formatter, hook = logging.getLogRecordFactory(), streamlit.logger.setup_formatter, threading.excepthook
    kept = [(one, list(one.handlers), one.propagate, one.level) for one in (log.LOG, logging.getLogger())]
    forms = [(one, one.formatter) for _, handlers, *_ in kept for one in handlers]

    def start(form="text"):
        monkeypatch.setenv("HAMGAM_LOG_FORMAT", form)
        log.set_up()

    yield start
    logging.setLogRecordFactory(factory)
    logging.captureWarnings(False)
    streamlit.logger.setup_formatter, threading.excepthook = formatter, hook
    for logger, handlers, propagate, level in kept:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)
    for handler, form in forms:
        handler.setFormatter(form)


def said(name, speak, form=None):
    """What a handler of a logger writes."""
    logger, out = logging.getLogger(name), io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(form)
    logger.addHandler(handler)
    try:
        speak(logger)
    finally:
        logger.removeHandler(handler)
    return out.getvalue()


def fail(logger):
    try:
        raise ValueError(f"cannot open postgresql://reader:{HIDE}@db/x?sslkey={HIDE}")
    except ValueError:
        logger.exception("visit of /gap_map?share=%s failed", HIDE, stack_info=True)


@pytest.mark.parametrize("name", OTHERS)
def test_message_arguments_and_traceback_are_clean(set_up, name):
    assert HIDE in said(name, fail)
    set_up()
    told = said(name, fail)
    assert HIDE not in told
    assert "ValueError: cannot open postgresql://***@db/x" in told


def test_each_line_is_an_object_that_tells_time_level_logger_and_kind_of_error(set_up):
    set_up("json")
    (line,) = said("authlib", fail, log.AsJson()).splitlines()
    about = json.loads(line)
    assert set(about) == {"time", "level", "logger", "message", "exception", "traceback"}
    assert (about["level"], about["logger"], about["exception"]) == ("ERROR", "authlib", "ValueError")
    assert about["time"].endswith("+00:00")
    assert HIDE not in line


def test_line_end_in_a_message_starts_no_record(set_up):
    forged = "name\n2026-01-01 00:00:00 ERROR hamgam: forged"
    assert "\n2026-01-01" in said("hamgam", lambda logger: logger.error("%s", forged))
    set_up()
    assert "\n2026-01-01" not in said("hamgam", lambda logger: logger.error("%s", forged))


def test_arguments_that_do_not_fit_break_nothing(set_up):
    set_up()
    assert said("hamgam", lambda logger: logger.error("%d of share=%s", *["x"])) == "%d of share=***\n"


def test_access_lines_of_another_server_keep_their_form_without_the_query(set_up):
    from uvicorn.logging import AccessFormatter

    form = AccessFormatter('%(client_addr)s "%(request_line)s" %(status_code)s', use_colors=False)
    call = ('%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "GET", f"/gap_map?share={HIDE}", "1.1", 200)
    assert HIDE in said("uvicorn.access", lambda logger: logger.error(*call), form)
    set_up()
    assert said("uvicorn.access", lambda logger: logger.error(*call), form).startswith(
        '127.0.0.1:1 "GET /gap_map?*** HTTP/1.1" 200'
    )


CODE = """
import logging, threading, warnings, streamlit.logger
from ui import log
log.set_up()
log.LOG.warning("one share=%s", "hidden-words")
logging.getLogger("sqlalchemy.engine").error("two")
streamlit.logger.get_logger("streamlit.made_later").error("three ?code=hidden-words")
warnings.warn("four password=hidden-words")
def die(): raise ValueError("five token=hidden-words")
thread = threading.Thread(target=die); thread.start(); thread.join()
"""


def test_process_writes_nothing_but_objects():
    env = {"HAMGAM_LOG_FORMAT": "json", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    told = [json.loads(line) for line in done.stderr.splitlines()]
    words = [one["message"] + one.get("traceback", "") for one in told]
    assert all(any(word in one for one in words) for word in ("one", "two", "three", "four", "five"))
    assert HIDE not in done.stderr + done.stdout

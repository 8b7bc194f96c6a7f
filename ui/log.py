"""Where the dashboard writes down what IT should know, without what nobody may read there."""

from __future__ import annotations

import json
import logging
import threading
from datetime import UTC, datetime
from typing import Any

import streamlit.logger

from data_access.settings import read_settings
from data_access.trouble import SettingError
from domain.redaction import redacted

LOG = logging.getLogger("hamgam")
TEXT = logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s")


class Record(logging.LogRecord):
    """A record that is clean before any handler of any library sees it: message, arguments, traceback."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - whatever logging itself takes
        super().__init__(*args, **kwargs)
        if self.name == "uvicorn.access" and isinstance(self.args, tuple):  # its formatter takes the arguments apart
            self.args = tuple(redacted(one) if isinstance(one, str) else one for one in self.args)
            return
        try:
            told = self.getMessage()
        except (TypeError, ValueError, KeyError):  # arguments that do not fit; logging would print them raw
            told = str(self.msg)
        # Further lines are set in, so that none of them can look like a record of its own.
        self.msg, self.args = redacted(told).replace("\n", "\n    "), None
        if self.exc_info and self.exc_info[0] is not None:
            self.exc_text = redacted(TEXT.formatException(self.exc_info))
        if self.stack_info:
            self.stack_info = redacted(self.stack_info)


class AsJson(logging.Formatter):
    """One object in each line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return time (UTC), level, logger and message; with an exception its type and its traceback."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        about = {"time": moment, "level": record.levelname, "logger": record.name, "message": record.getMessage()}
        if record.exc_info and record.exc_info[0] is not None:
            about |= {"exception": record.exc_info[0].__qualname__, "traceback": record.exc_text or ""}
        return json.dumps(about, ensure_ascii=False)


def set_up() -> None:
    """Clean what is logged from here on, and write it in the form that is set; the server calls it once."""
    logging.setLogRecordFactory(Record)
    logging.captureWarnings(True)
    threading.excepthook = _of_thread
    try:
        as_json = read_settings().log_format == "json"
    except SettingError:  # said on the pages, or by the front door
        as_json = False
    if not any(type(handler) is logging.StreamHandler for handler in LOG.handlers):
        LOG.addHandler(logging.StreamHandler())
    LOG.setLevel(logging.INFO)
    LOG.propagate = False
    for handler in LOG.handlers:
        handler.setFormatter(AsJson() if as_json else TEXT)
    if as_json:
        _all_as_json()


def _all_as_json() -> None:
    root = logging.getLogger()
    if not root.handlers:  # what has no handler of its own is written without a form by logging's last resort
        root.addHandler(logging.StreamHandler())
    loggers = [root, *(one for one in root.manager.loggerDict.values() if isinstance(one, logging.Logger))]
    for logger in loggers:
        for handler in logger.handlers:
            handler.setFormatter(AsJson())
    plain = streamlit.logger.setup_formatter

    def setup_formatter(logger: logging.Logger) -> None:
        plain(logger)
        for handler in logger.handlers:
            handler.setFormatter(AsJson())

    # Streamlit gives each logger a handler when its module is loaded, many of them later than this.
    streamlit.logger.setup_formatter = setup_formatter


def _of_thread(about: threading.ExceptHookArgs) -> None:
    """Log what a thread died of; Python would print it as it is."""
    if about.exc_type is not SystemExit and about.exc_value is not None:
        told = (about.exc_type, about.exc_value, about.exc_traceback)
        LOG.error("a thread ended with an exception", exc_info=told)

"""Trouble in the reader's words: what happened and what to do next, never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import streamlit as st

from data_access.settings import SettingError
from data_access.trouble import DatabaseError
from ui import formats
from ui.i18n import _
from ui.log import LOG


def message(error: Exception) -> str:
    """Say what happened and what to do next, in the language in use."""
    if isinstance(error, SettingError):
        return _("The setting {name} cannot be used. Correct it and start the dashboard again.").format(name=error.name)
    kind = error.kind if isinstance(error, DatabaseError) else ""
    return {
        "missing_file": _("The database file is missing. Run “make setup” to build it, then reload the page."),
        "no_connection": _("The database does not answer. Reload the page in a minute; if it stays away, tell IT."),
        "timeout": _("The database took too long. Choose fewer areas or try again in a minute."),
        "refused": _("The database refused the query. Tell IT that the reading account lacks a right."),
        "bad_data": _(
            "The database does not hold what is needed. Run “python manage.py demo” or tell the data steward."
        ),
        "changed": _("The data has just been replaced. Reload the page in a minute."),
        "not_read": _(
            "These figures had not been read before the database stopped answering. They appear by themselves once"
            " it answers; views that were shown before still open."
        ),
    }.get(kind, _("Something went wrong here. Reload the page; if it happens again, tell IT the time it happened."))


def last_figures(last_answer: datetime) -> str:
    """Say that the database does not answer, and from when the figures on the page are."""
    return _(
        "The database has not answered since {time} on {date}. You see the last figures it gave."
        " The page keeps asking and carries on by itself."
    ).format(time=formats.clock(last_answer), date=formats.day(last_answer.date()))


@contextmanager
def told() -> Iterator[None]:
    """Run a part of a page; if it fails, say so there and let the rest of the page work."""
    try:
        yield
    except Exception as error:  # Streamlit stops and reruns a script by exceptions of another root
        if getattr(error, "kind", "") != "not_read":  # that one was written down when the database went away
            LOG.exception("a part of a page failed")
        st.error(message(error), icon="⚠️")

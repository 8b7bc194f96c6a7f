"""Trouble in the reader's words: what happened and what to do next, never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime

import streamlit as st

from briefing.map_files import is_not_set_up
from data_access.settings import read_settings
from data_access.trouble import DatabaseError, SettingError
from ui import kept_figures, loaders
from ui.log import LOG
from wording import formats, i18n, table_names
from wording.i18n import _

# What a database is like, and will be in a minute too.
LASTING = frozenset({"bad_data", "refused"})
# Of these a reader is told which table it was.
OF_A_TABLE = frozenset({"timeout", "bad_data", "refused"})


def message(error: Exception) -> str:
    """Say what happened and what to do next, in the language in use."""
    if isinstance(error, SettingError):
        return _("The setting {name} cannot be used. Correct it and start the dashboard again.").format(name=error.name)
    if is_not_set_up(error):
        return _("Set-up is not complete: font and map files are missing. Run “make setup”, then reload the page.")
    if not isinstance(error, DatabaseError):
        return _of_kind("")
    told, what = _of_kind(error.kind), table_names.name(error.table)
    if error.kind == "timeout":
        limit = read_settings().timeout_s
        more = _("The limit is {seconds} s; IT can raise it.").format(seconds=formats.number(limit, int(limit < 1)))
        told = f"{told} {more}"
    if error.kind in OF_A_TABLE and what:
        about = _("What was asked for: {what}.") if error.kind == "timeout" else _("What is missing or wrong: {what}.")
        told = f"{told} {about.format(what=what)}"
    return told


def _of_kind(kind: str) -> str:
    kind = {"folder": "missing_file", "locked": "no_connection", "unreadable": "no_connection"}.get(kind, kind)
    return {
        "missing_file": _("The database file is missing. Run “make setup” to build it, then reload the page."),
        "no_connection": _("The database does not answer. Reload the page in a minute; if it stays away, tell IT."),
        "timeout": _(
            "The database took too long and was stopped. Try again in a minute; if it happens again, tell IT."
        ),
        "refused": _("The database refused the query. Tell IT that the reading account lacks a right."),
        "bad_data": _(
            "The database does not hold what is needed. Run “python manage.py demo” or tell the data steward."
        ),
        "changed": _("The data has just been replaced. Reload the page in a minute."),
        "not_read": _(
            "These figures had not been read before the database stopped answering. They appear by themselves once"
            " it answers; views that were shown before still open."
        ),
        "not_shared": _("This is no part of the link."),
    }.get(kind, _("Something went wrong here. Reload the page; if it happens again, tell IT the time it happened."))


def last_figures(last_answer: datetime) -> str:
    """Say that the database does not answer, and from when the figures on the page are."""
    return _(
        "The database has not answered since {time} on {date}. You see the last figures it gave."
        " The page keeps asking and carries on by itself."
    ).format(time=formats.clock(last_answer), date=formats.day(last_answer.date()))


@contextmanager
def told(part: str = "") -> Iterator[None]:
    """Run a part of a page; if it fails, say so there and let the rest of the page work.

    `part` is the part's own name, under which it offers to try again.
    """
    try:
        yield
    except Exception as error:  # Streamlit stops and reruns a script by exceptions of another root
        if getattr(error, "kind", "") not in LASTING:
            kept_figures.spoil()
        if getattr(error, "kind", "") != "not_read":  # that one was written down when the database went away
            LOG.exception("a part of a page failed")
        with st.container(key=f"failed:{part}") if part else nullcontext():
            st.error(message(error), icon="⚠️")
            if part and not isinstance(error, SettingError):  # a setting is read once
                retry(part)


def retry(part: str) -> None:
    """Offer to ask the database again at once."""
    st.button(
        _("Try again"), key=f"retry:{part}:{i18n.language()}", on_click=loaders.ask_again, icon=":material/refresh:"
    )

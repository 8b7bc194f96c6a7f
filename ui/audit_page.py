"""Audit trail: who saw, took or shared what and when; for administrators, with filters."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from data_access.store import ACTIONS
from domain.frames import records
from domain.grants import PAGES
from domain.selection import Selection
from measures.reference import Reference
from ui import controls, errors, reading, state, stores, visitors
from ui.sheets import sheet
from wording import audit_words, formats, i18n, share_words
from wording.i18n import _, ngettext

DAYS = ("1", "7", "30", "90", "365")
AT_MOST = 500


def page() -> None:
    """Draw the page; the shell has it for administrators alone, and it asks once more."""
    if visitors.current().role != "admin":
        return
    reading.show(_body, today=True)


def _body(_selection: Selection, _reference: Reference) -> None:
    st.html(reading.title(_("Audit trail"), _("Who saw, took or shared what. An entry is never changed.")))
    with errors.told("audit"):
        chosen = _choices()
        since = datetime.now(UTC) - timedelta(days=int(chosen["days"]))
        found = stores.store().entries(
            since=since, actor=chosen["actor"], action=chosen["action"], page=chosen["page"], limit=AT_MOST
        )
        text = ngettext("{count} entry", "{count} entries", len(found)).format(count=formats.number(len(found)))
        if len(found) == AT_MOST:
            text = _("the newest {count} entries").format(count=formats.number(AT_MOST))
        heads = (_("When"), _("Who"), _("Role"), _("What"), _("Page"), _("View or file"))
        st.html(sheet(text, heads, map(_row, records(found)), "hg-stack hg-audit"))


def _choices() -> dict[str, str]:
    columns = st.columns(4, vertical_alignment="bottom", gap="small")
    kept = {"days": state.kept("audit_days", "7")} | {
        name: state.kept(f"audit_{name}", "") for name in ("action", "page", "actor")
    }
    with columns[0]:
        _choice("days", _("The last"), DAYS, kept["days"], share_words.days)
    with columns[1]:
        _choice("action", _("What"), ("", *ACTIONS), kept["action"], lambda one: audit_words.action(one) or _("all"))
    with columns[2]:
        pages = ("", *(one or "overview" for one in PAGES))
        _choice("page", _("Page"), pages, kept["page"], lambda one: audit_words.page(one) if one else _("all"))
    with columns[3]:
        key = f"audit_actor:{i18n.language()}"
        state.seed(key, kept["actor"])
        st.text_input(
            _("Account or link"), key=key, on_change=lambda: state.keep("audit_actor", state.chosen(key) or "")
        )
    return kept


def _choice(name: str, label: str, ids: tuple[str, ...], value: str, text: Any) -> None:  # noqa: ANN401 - as controls.select
    controls.select(
        f"audit_{name}", label, ids, value=value, text=text, apply=lambda to: state.keep(f"audit_{name}", to)
    )


def _row(row: dict[str, Any]) -> list[str]:
    at = row["at"].to_pydatetime().astimezone()  # a Timestamp wants to be told the zone
    when = f"{formats.day(at.date())}, {formats.clock(at)}"
    what = " · ".join(filter(None, (row["view"], row["detail"])))
    role = audit_words.role(row["role"])
    return [when, row["actor"] or "–", role, audit_words.action(row["action"]), audit_words.page(row["page"]), what]

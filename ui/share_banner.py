"""Who shared a page with whom, until when, of what and how old; and the definitions of its figures."""

from __future__ import annotations

from contextlib import suppress
from html import escape

import streamlit as st

from data_access.trouble import DatabaseError, SettingError
from domain.grants import Link
from ui import data_indicators, loaders
from wording import formats, share_words
from wording.i18n import _


def draw(link: Link) -> None:
    """Draw the banner; the page of definitions is no part of a link, so that they stand here."""
    with st.container(key="shared", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<div class="hg-shared" role="note">{told(link)}</div>')
        with suppress(DatabaseError, SettingError), st.popover(_("Definitions"), width="content"):
            cards = loaders.part("share_definitions", lambda: data_indicators.cards(loaders.reference()))
            st.html(f'<div class="hg-details">{cards}</div>')


def told(link: Link) -> str:
    """Return what the banner says, as HTML."""
    grant = link.grant
    who = _("Shared by {office} for {audience}") if grant.shared_by else _("Shared for {audience}")
    names = {"office": _named(grant.shared_by), "audience": _named(grant.audience)}
    until = _("expires {date}").format(date=formats.day(grant.expires_at.astimezone().date()))
    covered = ""
    with suppress(DatabaseError, SettingError):
        covered = escape(share_words.covered(grant.scope, loaders.reference()))
    return " · ".join(filter(None, (who.format(**names), covered, until, share_words.freshness(grant))))


def _named(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"

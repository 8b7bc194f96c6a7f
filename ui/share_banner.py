"""Who shared a page with whom, until when, and how old its figures are: above everything a link opens."""

from __future__ import annotations

from html import escape

import streamlit as st

from domain.grants import Link
from wording import formats, share_words
from wording.i18n import _


def draw(link: Link) -> None:
    """Draw the banner."""
    st.html(f'<div class="hg-shared" role="note">{told(link)}</div>')


def told(link: Link) -> str:
    """Return what the banner says, as HTML."""
    grant = link.grant
    who = _("Shared by {office} for {audience}") if grant.shared_by else _("Shared for {audience}")
    names = {"office": _named(grant.shared_by), "audience": _named(grant.audience)}
    until = _("expires {date}").format(date=formats.day(grant.expires_at.astimezone().date()))
    parts = [who.format(**names), until, share_words.freshness(grant)]
    return " · ".join(parts)


def _named(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"

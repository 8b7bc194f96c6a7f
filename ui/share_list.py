"""The links that were made: for whom, what of, until when, how often opened; each can be withdrawn or renewed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape

import streamlit as st

from domain.grants import Link
from domain.indicators import CATALOGUE
from ui import loaders
from wording import formats, i18n, page_words, share_words
from wording.i18n import _, ngettext

AT_MOST = 200


def draw(links: Sequence[Link], revoke: Callable[[Link], None], rotate: Callable[[Link], None]) -> None:
    """Draw the list, those that open something first."""
    now = datetime.now(UTC)
    st.html(f'<h2 class="hg-over">{escape(_("Links"))}</h2>')
    if not links:
        st.html(f'<p class="hg-empty">{escape(_("No link was made yet."))}</p>')
        return
    ordered = sorted(links, key=lambda one: not one.holds(now))[:AT_MOST]
    with st.container(key="share_list", gap=None):
        for one in ordered:
            _row(one, now, revoke, rotate)
    if len(links) > AT_MOST:
        text = _("{shown} of {count} links are shown; the terminal lists all: {command}")
        told = {"shown": formats.number(AT_MOST), "count": formats.number(len(links))}
        st.html(f"<p>{escape(text.format(command=formats.quoted('manage.py share list'), **told))}</p>")


def _row(link: Link, now: datetime, revoke: Callable[[Link], None], rotate: Callable[[Link], None]) -> None:
    lang = i18n.language()
    columns = st.columns([6, 1.1, 1.1], vertical_alignment="center", gap="small")
    with columns[0]:
        st.html(_told(link, now))
    if not link.holds(now):
        return
    with columns[1]:
        st.button(_("New address"), key=f"rotate:{link.id}:{lang}", on_click=rotate, args=(link,), width="stretch")
    with columns[2]:
        st.button(_("Withdraw"), key=f"revoke:{link.id}:{lang}", on_click=revoke, args=(link,), width="stretch")


def _told(link: Link, now: datetime) -> str:
    grant = link.grant
    ends = _("ends {date}").format(date=formats.day(grant.expires_at.astimezone().date()))
    what = f"{share_words.kind(grant)}: {page_words.name(grant.page)}"
    made = _("made {date}").format(date=formats.day(grant.made_at.astimezone().date()))
    parts = [
        what,
        *_about(link),
        share_words.covered(grant.scope, loaders.reference()) or _("whole province"),
        made,
        share_words.kept("frozen" if grant.frozen else "live"),
        ends,
        _opened(link),
    ]
    parts += [_("with a pass-phrase")] * link.has_passphrase
    parts += [_("no files")] * (not grant.downloads)
    css = "hg-link" if link.holds(now) else "hg-link hg-gone"
    state, told = escape(share_words.state(link, now)), escape(" · ".join(parts))
    head = f"<b><bdi>{escape(grant.audience)}</bdi></b> <small>{state} · {link.id}</small>"
    return f'<div class="{css}"><p>{head}</p><p>{told}</p></div>'


def _about(link: Link) -> list[str]:
    """Name the indicators of a view that is of some alone."""
    known = [one for one in link.grant.scope.indicators if one in CATALOGUE]
    return [CATALOGUE[one].name.in_language(i18n.language()) for one in known]


def _opened(link: Link) -> str:
    if not link.opened or link.last_opened is None:
        return _("not opened yet")
    text = ngettext("opened {count} time, last {date}", "opened {count} times, last {date}", link.opened)
    last = formats.day(link.last_opened.astimezone().date())
    return text.format(count=formats.number(link.opened), date=last)

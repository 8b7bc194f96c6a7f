"""Sharing: make a link to the view on screen, a page, a meeting or its files; list the links, withdraw, renew them."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import streamlit as st

from data_access.settings import read_access
from data_access.store import TooLarge
from data_access.trouble import StoreError
from domain.grants import Link
from domain.selection import Selection
from measures.source import Reference
from ui import access, audit, errors, freezing, reading, share_draft, share_form, share_list, state, stores, visitors
from wording import i18n
from wording.i18n import _
from wording.share_refusals import refusal

_MADE, _FAULT = "hg_share_made", "hg_share_fault"


def page() -> None:
    """Draw the page; whoever is not staff is told so by the shell, which does not have it for them."""
    if not visitors.current().is_staff:
        return
    reading.show(_body)


def _body(selection: Selection, reference: Reference) -> None:
    head = _("Share what you see")
    st.html(reading.title(head, _("A link opens what you choose here, for as long as you choose, and nothing else.")))
    if (made := freezing.done()) is not None:
        _keep(made)
    if read_access() == "local":
        st.info(_("These links open on this machine alone. For people elsewhere IT sets HAMGAM_ACCESS=oidc."))
    with errors.told("share_form"):
        draft = share_draft.of(state.last_page(), selection)
        share_form.draw(draft, selection, reference)
        field = f"share_words:{i18n.language()}"
        st.button(
            _("Make the link"),
            key=f"share_make:{i18n.language()}",
            type="primary",
            icon=":material/add_link:",
            on_click=_make,
            args=(selection, field),
        )
        if fault := st.session_state.pop(_FAULT, ""):
            st.error(fault, icon="⚠️")
        _made()
    with errors.told("share_list"):
        share_list.draw(stores.store().links(), _revoke, _rotate)


@access.acting
def _make(selection: Selection, field: str) -> None:
    who = visitors.current()
    draft = share_draft.of(state.last_page(), selection)
    try:
        grant = share_draft.grant(draft, selection, who.account)
    except ValueError as error:
        st.session_state[_FAULT] = refusal(str(error))
        return
    passphrase = str(st.session_state.get(field, ""))
    st.session_state[field] = ""
    if grant.frozen:
        freezing.ask(grant, passphrase, who)
        return
    try:
        _keep(stores.store().create(grant, passphrase=passphrase))
    except (StoreError, ValueError) as error:
        _keep(error)


def _keep(made: tuple[Link, str] | Exception) -> None:
    """Keep a link that was made for the page to show, or say why it was not."""
    if isinstance(made, TooLarge):
        st.session_state[_FAULT] = _(
            "These figures are too many for a frozen link. Share fewer areas, or share them live."
        )
    elif isinstance(made, ValueError):
        st.session_state[_FAULT] = refusal(str(made))
    elif isinstance(made, Exception):
        st.session_state[_FAULT] = _("The store of links does not answer. Try again in a minute.")
    else:
        link, _token = st.session_state[_MADE] = made
        audit.note("share_made", link.grant.page or "overview", link.grant.query, link.id)


def address(link: Link, token: str) -> str:
    """Return the address that is sent to whoever the link is for."""
    base = str(st.context.url or "").split("?", maxsplit=1)[0].rstrip("/").removesuffix("/sharing")
    return f"{base}/{link.grant.page}?{visitors.SHARE}={quote(token)}"


def _made() -> None:
    """Show a link once: only its hash is kept."""
    known = st.session_state.get(_MADE)
    if known is None:
        return
    link, token = known
    with st.container(key="share_made"):
        text = _("The link for {audience}. Copy it now: it is shown here only until you leave the page.")
        st.html(f'<p role="status"><b>{escape(text.format(audience=link.grant.audience))}</b></p>')
        st.code(address(link, token), language=None, wrap_lines=True)


@access.acting
def _revoke(link: Link) -> None:
    stores.store().revoke(link.id)
    audit.note("share_revoked", detail=link.id)
    if st.session_state.get(_MADE, (None,))[0] == link:
        del st.session_state[_MADE]


@access.acting
def _rotate(link: Link) -> None:
    token = stores.store().rotate(link.id)
    audit.note("share_rotated", detail=link.id)
    st.session_state[_MADE] = (link, token)

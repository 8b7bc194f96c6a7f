"""Sharing: make a link to the view on screen, a page, a meeting or its files; list the links, withdraw, renew them."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import streamlit as st

from data_access.settings import read_access
from data_access.trouble import StoreError
from domain.grants import PAGES, Link
from domain.selection import Selection
from measures.reference import Reference
from ui import (
    access,
    audit,
    errors,
    freezing,
    reading,
    screen,
    share_draft,
    share_form,
    share_list,
    share_made,
    stores,
    visitors,
)
from wording import i18n
from wording.i18n import _


def page() -> None:
    """Draw the page; whoever is not staff is told so by the shell, which does not have it for them."""
    if not visitors.current().is_staff:
        return
    reading.show(_body, today=True)


def _body(selection: Selection, reference: Reference) -> None:
    head = _("Share what you see")
    st.html(reading.title(head, _("A link opens what you choose here, for as long as you choose, and nothing else.")))
    if read_access() == "local":
        st.info(_("These links open on this machine alone. For people elsewhere IT sets HAMGAM_ACCESS=oidc."))
    with errors.told("share_form"):
        page_seen, seen = share_draft.seen(selection)
        share_form.draw(share_draft.of(page_seen, seen), seen, reference)
        field = f"share_words:{i18n.language()}"
        # What is typed in a form counts however the field is left.
        with st.form(f"share:{i18n.language()}", border=False, enter_to_submit=False, clear_on_submit=True):
            share_form.passphrase(field)
            st.form_submit_button(
                _("Make the link"),
                key=f"share_make:{i18n.language()}",
                type="primary",
                icon=":material/add_link:",
                on_click=_make,
                args=(seen, field),
            )
        _made()
    with errors.told("share_list"):
        share_list.draw(stores.store().links(), _revoke, _rotate)


@access.acting
def _make(selection: Selection, field: str) -> None:
    who, passphrase = visitors.current(), str(st.session_state.get(field, ""))
    share_made.forget()
    try:
        grant = share_draft.grant(share_draft.of(screen.last(selection)[0], selection), selection, who.account)
        if grant.frozen:
            freezing.ask(grant, passphrase, who)
        else:
            share_made.keep(stores.store().create(grant, passphrase=passphrase), who)
    except (StoreError, ValueError) as error:
        share_made.keep(error, who)


def address(link: Link, token: str) -> str:
    """Return the address that is sent to whoever the link is for."""
    base = str(st.context.url or "").split("?", maxsplit=1)[0].rstrip("/")
    above, _slash, last = base.rpartition("/")
    if last in (*filter(None, PAGES), "sharing"):  # of the page that the last message came from
        base = above
    return f"{base}/{link.grant.page}?{visitors.SHARE}={quote(token)}"


def _made() -> None:
    """Show the link that was made, or why it was not."""
    made = share_made.known()
    if isinstance(made, Exception):
        st.error(share_made.fault(made), icon="⚠️")
    elif made is not None:
        link, token = made
        with st.container(key="share_made"):
            text = _("The link for {audience}. Copy it now: it is kept nowhere and cannot be shown again.")
            parts = [text.format(audience=link.grant.audience)] + [_("with a pass-phrase")] * link.has_passphrase
            st.html(f'<p role="status"><b>{escape(" · ".join(parts))}</b></p>')
            st.code(address(link, token), language=None, wrap_lines=True)


@access.acting
def _revoke(link: Link) -> None:
    try:
        if stores.store().revoke(link.id):
            audit.note("share_revoked", detail=link.id)
    except StoreError as error:
        share_made.keep(error, visitors.current())
        return
    made = share_made.known()
    if made is not None and not isinstance(made, Exception) and made[0].id == link.id:
        share_made.forget()


@access.acting
def _rotate(link: Link) -> None:
    try:
        share_made.renewed(link, stores.store().rotate(link.id))
    except KeyError:  # a colleague withdrew it, or it has ended: the list says so
        share_made.forget()
    except StoreError as error:
        share_made.keep(error, visitors.current())
    else:
        audit.note("share_rotated", detail=link.id)

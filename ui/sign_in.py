"""Who uses this session: everyone is staff on this machine alone (`local`), or whoever signed in (`oidc`)."""

from __future__ import annotations

import time
from html import escape
from typing import Any, NoReturn
from urllib.parse import urlencode

import streamlit as st

from data_access.settings import read_access, read_settings
from data_access.statement import read_statement
from data_access.trouble import SettingError
from domain.accounts import Account, Rules, account_of, refusal, role_of
from ui import audit, auth_section, state, visitors
from wording import i18n
from wording.i18n import _

LOCAL = Account("", "staff")
_LET_IN = "hg_let_in"
# A new session reads the cookie anew, and what the old one drew is gone from the screen.
_AGAIN = "export default () => { window.location.reload(); }"


def known() -> Account | None:
    """Return who uses the session, without a word to whoever may not."""
    found = _found()
    if not isinstance(found, Account):
        return None
    st.session_state[_LET_IN] = True
    return found


def explain(other: str, its_name: str) -> NoReturn:
    """Say to whoever may not come in why, with the way in; the run ends before anything is read or drawn.

    `other` is the language to switch to, `its_name` what it is called in itself.
    """
    was_in = st.session_state.pop(_LET_IN, False)
    if was_in:
        state.publish_again()
    with st.container(key="sign_in"):
        _draw(str(_found()))
        st.html(_other_language(other, its_name))
    if was_in:
        st.components.v2.component("hamgam_again", js=_AGAIN)(key="again")
    st.stop()


def sign_out(name: str) -> None:
    """Draw who is signed in and the way out; nothing where nobody signs in."""
    if name == LOCAL.name:
        return
    st.html(f'<div class="hg-account">{_("Signed in as {account}").format(account=_named(name))}</div>')
    if st.button(_("Sign out"), key="sign_out", type="tertiary", icon=":material/logout:"):
        _leave()


def _claims() -> dict[str, Any]:
    return dict(st.user.to_dict()) if read_access() == "oidc" else {}


def _found() -> Account | str:
    """Return the account that claims are of, or why there is none: one of those of `_reason`."""
    try:
        if read_access() == "local":
            return LOCAL
        settings = read_settings()
    except SettingError:
        return "signed_out"  # the server did not start with this; whatever came since lets nobody in
    claims = _claims()
    if claims.get("is_logged_in") is not True:
        return "signed_out"
    if why := refusal(claims, auth_section.value("client_id"), time.time()):
        return why
    rules = Rules(settings.account_claim, settings.role_claim, settings.viewers, settings.staff, settings.admins)
    role = role_of(claims, rules)
    return (
        "role"
        if role is None
        else Account(account_of(claims, rules) or str(claims.get("sub", "")), role, float(str(claims["exp"])))
    )


def _draw(why: str) -> None:
    name, purpose = _("Hamgam"), _("Where services are needed, in step")
    st.html(f'<div class="hg-brand"><b>{name}</b><span>{purpose}</span></div>')
    if text := _reason(why):
        st.html(f'<div class="hg-refused" role="alert">{text}</div>')
    if why == "role":
        if st.button(_("Sign out"), key="sign_out"):
            _leave()
        return
    label = _("Sign in with your office account") if why == "signed_out" else _("Sign in again")
    if st.button(label, key="sign_in_button", type="primary"):
        st.login()
        st.stop()


def _leave() -> None:
    """Sign out here, and with the provider where it offers that."""
    st.session_state.pop(_LET_IN, None)
    if visitors.is_known():
        audit.note("signed_out")
    st.logout()
    st.stop()


def _reason(why: str) -> str:
    """Say as HTML why somebody is not let in; nothing to whom never came in."""
    if why == "expired":
        return _("Your sign-in has ended. Sign in again to go on.")
    if why == "audience":
        text = _("This sign-in is for another application and does not open the dashboard. Sign in again.")
        return f"{text}<br>{escape(_contact())}"
    if why == "role":
        text = _("The account {account} has no rights in this dashboard. Ask for them, or use another account.")
        return f"{text.format(account=_named(_own_name(_claims())))}<br>{escape(_contact())}"
    return ""


def _own_name(claims: dict[str, Any]) -> str:
    """Return what the account is called, also where that gives no rights because the address is not verified."""
    return str(claims.get(read_settings().account_claim) or claims.get("sub", ""))


def _named(account_name: str) -> str:
    return f"<bdi>{escape(account_name)}</bdi>"


def _contact() -> str:
    try:
        return read_statement()["contact"].in_language(i18n.language())
    except SettingError:
        return ""  # the pages say what is wrong with the file


def _other_language(lang: str, label: str) -> str:
    """Return a link to this address in the other language: a new request, so that the way back is to that one."""
    query = escape(urlencode(st.query_params.to_dict() | {"lang": lang}))
    return f'<a class="hg-other-language" href="?{query}" target="_self" lang="{lang}">{label}</a>'

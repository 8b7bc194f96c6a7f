"""Who a session is of, as `ui.access` has decided in this run."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from domain.accounts import Account
from domain.grants import EVERYTHING, Grant, Link, Scope, asked_of

SHARE = "share"
_VISITOR, _TOKEN = "hg_visitor", "hg_token"
Role = Literal["viewer", "staff", "admin", "link"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """An account with its role, or whoever holds a share link; `until` is when a sign-in ends, seconds of the epoch."""

    role: Role
    account: str = ""
    link: Link | None = None
    until: float | None = None

    @classmethod
    def of(cls, account: Account) -> Visitor:
        """Return the visitor that an account is, until its sign-in ends."""
        return cls(account.role, account.name, until=account.until)

    @property
    def has_expired(self) -> bool:
        """Whether the sign-in has ended; a link's end is the store's to say."""
        return self.until is not None and time.time() >= self.until

    @property
    def grant(self) -> Grant | None:
        """What the link allows; None for an account."""
        return self.link.grant if self.link else None

    @property
    def scope(self) -> Scope:
        """What is read for them."""
        return self.link.grant.reading if self.link else EVERYTHING

    @property
    def actor(self) -> str:
        """What the audit trail calls them."""
        return f"link {self.link.id}" if self.link else self.account

    @property
    def is_staff(self) -> bool:
        """Whether they share, and type decisions."""
        return self.role in ("staff", "admin")

    @property
    def may_download(self) -> bool:
        """Whether pages offer them files."""
        return self.link is None or self.link.grant.downloads

    @property
    def may_choose(self) -> bool:
        """Whether pages offer them another view than the one they came for."""
        return self.link is None or self.link.grant.kind in ("page", "deck")


def is_known() -> bool:
    """Tell whether it was decided who the session is of."""
    return _VISITOR in st.session_state


def current() -> Visitor:
    """Return who the session is of; a `KeyError` where nobody has decided."""
    visitor: Visitor = st.session_state[_VISITOR]
    return visitor


def remember(visitor: Visitor, token: str = "") -> None:
    """Keep who the session is of, and the token that its address goes on with."""
    st.session_state[_VISITOR], st.session_state[_TOKEN] = visitor, token


def forget() -> None:
    """Let nobody in any more; the address's token is asked about again in the next run."""
    st.session_state.pop(_VISITOR, None)


def token() -> dict[str, str]:
    """Return what every address of the session carries beside its view."""
    known = st.session_state.get(_TOKEN, "")
    return {SHARE: known} if known else {}


def asked(query: Mapping[str, str]) -> dict[str, str]:
    """Return the view that the visitor may have of what an address asks for."""
    visitor: Visitor | None = st.session_state.get(_VISITOR)
    grant = visitor.grant if visitor else None
    return dict(query) if grant is None else asked_of(grant, query)

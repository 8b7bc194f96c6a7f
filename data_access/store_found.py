"""Share links that are looked for: by the token that came in, by their id, all of them."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import select

from data_access.store_base import StoreBase, moment
from data_access.store_tables import frozen as frozen_table
from data_access.store_tables import share_link
from data_access.trouble import StoreError
from domain.grant_checks import grant_from_json
from domain.grants import EVERYTHING, Grant, Link

TOKEN_BYTES = 16
PASSPHRASE_AT_MOST = 200
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
# What an unknown token is measured against: it takes the same work, and holds at no moment.
NOBODY = SimpleNamespace(
    id="", token_hash="0" * 64, passphrase_hash="", opened=0, last_opened=None, revoked_at=LONG_AGO, version=0,
    grant_json=Grant(
        "view", "", "", EVERYTHING, False, False, "fa", "-", "-", LONG_AGO, LONG_AGO + timedelta(days=1)
    ).to_json(),
)  # fmt: skip


class FoundLinks(StoreBase):
    """The part of the store that finds share links."""

    def find(self, token: str, now: datetime | None = None) -> Link | None:
        """Return the link that a token opens.

        Parameters
        ----------
        token : str
            As it came in, whatever it is.
        now : datetime.datetime, optional

        Returns
        -------
        Link or None
            None alike, after the same work, for a token that is unknown, no token at all, expired or revoked.

        Raises
        ------
        StoreError
        """
        wanted = token_hash(token)
        with self._reading() as connection:
            row = connection.execute(select(share_link).where(share_link.c.token_hash == wanted)).first() or NOBODY
        link = _link(row)
        is_same = hmac.compare_digest(row.token_hash, wanted)
        return link if link.holds(moment(now)) and is_same else None

    def link(self, link_id: str, version: int, now: datetime | None = None) -> Link | None:
        """Return a link that a session has opened before: asked anew in each of its runs, and never kept.

        Parameters
        ----------
        link_id : str
        version : int
            That of the link when it was opened.
        now : datetime.datetime, optional

        Returns
        -------
        Link or None
            None when it was revoked or rotated meanwhile, or has expired.

        Raises
        ------
        StoreError
        """
        link = self._held(link_id, now)
        return link if link is not None and link.version == version else None

    def links(self) -> list[Link]:
        """Return every link, the newest first, those that open nothing any more too.

        Returns
        -------
        list of Link

        Raises
        ------
        StoreError
        """
        with self._reading() as connection:
            rows = connection.execute(select(share_link).order_by(share_link.c.made_at.desc(), share_link.c.id)).all()
        return [_link(row) for row in rows]

    def passphrase_ok(self, link_id: str, text: str, now: datetime | None = None) -> bool:
        """Tell whether a pass-phrase opens a link; ask `count_try` first.

        Parameters
        ----------
        link_id : str
        text : str
        now : datetime.datetime, optional

        Returns
        -------
        bool
            False for a link that opens nothing, after the same work; True for a link that has no pass-phrase.

        Raises
        ------
        StoreError
        """
        with self._reading() as connection:
            row = connection.execute(select(share_link).where(share_link.c.id == link_id)).first() or NOBODY
        is_right = False
        with contextlib.suppress(Argon2Error, InvalidHashError):
            is_right = PasswordHasher().verify(row.passphrase_hash or _no_passphrase(), typed(text))
        return (is_right or not row.passphrase_hash) and _link(row).holds(moment(now))

    def frozen(self, link_id: str, now: datetime | None = None) -> dict[str, bytes]:
        """Return what a frozen link keeps.

        Parameters
        ----------
        link_id : str
        now : datetime.datetime, optional

        Returns
        -------
        dict of str to bytes
            By part; nothing for a live link and for one that opens nothing any more.

        Raises
        ------
        StoreError
        """
        if self._held(link_id, now) is None:
            return {}
        query = select(frozen_table.c.part, frozen_table.c.content).where(frozen_table.c.link_id == link_id)
        with self._reading() as connection:
            return {part: bytes(content) for part, content in connection.execute(query)}

    def _held(self, link_id: str, now: datetime | None) -> Link | None:
        with self._reading() as connection:
            row = connection.execute(select(share_link).where(share_link.c.id == link_id)).first()
        link = None if row is None else _link(row)
        return link if link is not None and link.holds(moment(now)) else None


def _link(row: Any) -> Link:  # noqa: ANN401 - a row of SQLAlchemy, or one that stands in
    try:
        grant = grant_from_json(row.grant_json)
    except ValueError:
        raise StoreError("bad_data", "a share link cannot be read") from None
    known = Link(row.id, grant, bool(row.passphrase_hash), row.opened, row.last_opened)
    return replace(known, revoked_at=row.revoked_at, version=row.version)


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    # A sign that cannot be encoded becomes one that is in no token.
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def typed(passphrase: str) -> str:
    """Return a pass-phrase in one form, whichever keyboard composed its letters, and no longer than one can be."""
    cut = passphrase[: PASSPHRASE_AT_MOST + 1].encode(errors="replace").decode()
    return unicodedata.normalize("NFC", cut)


@cache
def _no_passphrase() -> str:
    return PasswordHasher().hash(secrets.token_urlsafe(TOKEN_BYTES))

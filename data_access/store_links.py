"""Share links that are made, changed and taken back."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import delete, insert, update

from data_access.store_base import moment
from data_access.store_found import PASSPHRASE_AT_MOST, TOKEN_BYTES, FoundLinks, token_hash, typed
from data_access.store_tables import frozen as frozen_table
from data_access.store_tables import share_link
from domain.grant_checks import check
from domain.grants import MOST_DAYS, Grant, Link

VIEW_BYTES, PACK_BYTES = 1_000_000, 5_000_000


class TooLarge(ValueError):
    """What a frozen link would keep is more than the store takes.

    Attributes
    ----------
    found, allowed : int
        Bytes.
    """

    def __init__(self, found: int, allowed: int) -> None:
        super().__init__(f"{found} bytes; a frozen link of this kind keeps at most {allowed}")
        self.found, self.allowed = found, allowed


class LinkStore(FoundLinks):
    """The part of the store that makes, changes and takes back share links."""

    def create(
        self,
        grant: Grant,
        *,
        passphrase: str = "",
        frozen: Mapping[str, bytes] | None = None,
        now: datetime | None = None,
    ) -> tuple[Link, str]:
        """Keep a new link.

        Parameters
        ----------
        grant : Grant
        passphrase : str
            Asked for when the link is opened; empty: none. Only its Argon2 hash is kept.
        frozen : mapping of str to bytes, optional
            The parts of a frozen link by name; a live link has none.
        now : datetime.datetime, optional

        Returns
        -------
        link : Link
        token : str
            What opens it, told this once: only its hash is kept.

        Raises
        ------
        ValueError
            Names what nobody may be granted, as `grant_checks.check` does; `frozen` where a live link has parts or a
            frozen one has none, `passphrase` for one of more than `PASSPHRASE_AT_MOST` letters.
        TooLarge
            The frozen parts have more than 1 MB together, those of a deck or pack more than 5 MB.
        StoreError
        """
        check(grant)
        parts = dict(frozen or {})
        if grant.expires_at - moment(now) > timedelta(days=MOST_DAYS):
            raise ValueError("expires_at")
        if grant.frozen != bool(parts):
            raise ValueError("frozen")
        if len(passphrase) > PASSPHRASE_AT_MOST:
            raise ValueError("passphrase")
        found, allowed = sum(map(len, parts.values())), PACK_BYTES if grant.kind in ("deck", "pack") else VIEW_BYTES
        if found > allowed:
            raise TooLarge(found, allowed)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        link = Link(secrets.token_hex(5), grant, bool(passphrase))
        row = {
            "id": link.id,
            "token_hash": token_hash(token),
            "grant_json": grant.to_json(),
            "passphrase_hash": PasswordHasher().hash(typed(passphrase)) if passphrase else "",
            "made_at": grant.made_at,
            "expires_at": grant.expires_at,
            "version": 1,
            "opened": 0,
        }
        with self._writing() as connection:
            connection.execute(insert(share_link), row)
            for part, content in parts.items():
                kept = {"link_id": link.id, "part": part, "content": content, "bytes": len(content)}
                connection.execute(insert(frozen_table), kept)
        return link, token

    def revoke(self, link_id: str, now: datetime | None = None) -> bool:
        """Take a link back for good; what it kept is deleted.

        Parameters
        ----------
        link_id : str
        now : datetime.datetime, optional

        Returns
        -------
        bool
            Whether there was such a link that had not been revoked.

        Raises
        ------
        StoreError
        """
        with self._writing() as connection:
            wanted = (share_link.c.id == link_id) & share_link.c.revoked_at.is_(None)
            done = connection.execute(update(share_link).where(wanted).values(revoked_at=moment(now)))
            connection.execute(delete(frozen_table).where(frozen_table.c.link_id == link_id))
        return done.rowcount == 1

    def rotate(self, link_id: str, now: datetime | None = None) -> str:
        """Give a link another token; the old one, and the sessions that it opened, end at once.

        Parameters
        ----------
        link_id : str
        now : datetime.datetime, optional

        Returns
        -------
        str
            The new token, told this once.

        Raises
        ------
        KeyError
            There is no such link that opens anything.
        StoreError
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        changed = {"token_hash": token_hash(token), "version": share_link.c.version + 1}
        with self._writing() as connection:
            holds = share_link.c.revoked_at.is_(None) & (share_link.c.expires_at > moment(now))
            wanted = (share_link.c.id == link_id) & holds
            if connection.execute(update(share_link).where(wanted).values(changed)).rowcount != 1:
                raise KeyError(link_id)
        return token

    def opened(self, link_id: str, now: datetime | None = None) -> None:
        """Count a visit whose page was drawn.

        Parameters
        ----------
        link_id : str
        now : datetime.datetime, optional

        Raises
        ------
        StoreError
        """
        changed = {"opened": share_link.c.opened + 1, "last_opened": moment(now)}
        with self._writing() as connection:
            connection.execute(update(share_link).where(share_link.c.id == link_id).values(changed))

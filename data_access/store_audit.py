"""The audit trail, and how long it is kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, get_args
from urllib.parse import parse_qsl, urlencode

import pandas as pd
from sqlalchemy import delete, insert, select

from data_access.store_base import StoreBase, moment
from data_access.store_tables import attempt, audit, frozen, retention, share_link

Action = Literal[
    "view", "export", "share_made", "share_revoked", "share_rotated", "share_opened", "refused", "signed_in",
    "signed_out",
]  # fmt: skip
ACTIONS: tuple[Action, ...] = get_args(Action)
COLUMNS = ("id", "at", "actor", "role", "action", "page", "view", "detail")
SHORT, LONG = 200, 2000
# Of Persian words, and no sign that a terminal would act on.
JOINERS = "\u200c\u200d"


class AuditTrail(StoreBase):
    """The part of the store that notes who did what."""

    def note(  # noqa: PLR0917 - an entry's fields, in the order of its columns
        self,
        actor: str,
        role: str,
        action: Action,
        page: str = "",
        view: str = "",
        detail: str = "",
        *,
        now: datetime | None = None,
    ) -> None:
        """Add an entry; none is ever changed.

        Parameters
        ----------
        actor : str
            The account, or the id of a share link; no other personal data.
        role : str
        action : str
            One of `ACTIONS`.
        page : str
        view : str
            A Selection's query string; a token in it is left out.
        detail : str
            Which file or link, or why something was refused.
        now : datetime.datetime, optional

        Raises
        ------
        ValueError
            There is no such action.
        StoreError
        """
        if action not in ACTIONS:
            raise ValueError("action")
        row = {
            "at": moment(now),
            "actor": _plain(actor, SHORT),
            "role": _plain(role, SHORT),
            "action": action,
            "page": _plain(page, SHORT),
            "view": _plain(_without_token(view), LONG),
            "detail": _plain(detail, SHORT),
        }
        with self._writing() as connection:
            connection.execute(insert(audit), row)
        if now is None:
            self._tidy_up()

    def entries(
        self, since: datetime | None = None, actor: str = "", action: str = "", page: str = "", limit: int = 500
    ) -> pd.DataFrame:
        """Read the trail, the newest entry first.

        Parameters
        ----------
        since : datetime.datetime, optional
            With time zone.
        actor, action, page : str
            Only these entries; empty: all.
        limit : int
            As many entries at the most.

        Returns
        -------
        pandas.DataFrame
            `COLUMNS`; `at` in UTC.

        Raises
        ------
        StoreError
        """
        query = select(audit).order_by(audit.c.id.desc()).limit(limit)
        if since is not None:
            query = query.where(audit.c.at >= since)
        for column, wanted in ((audit.c.actor, actor), (audit.c.action, action), (audit.c.page, page)):
            query = query.where(column == wanted) if wanted else query
        with self._reading() as connection:
            rows = connection.execute(query).all()
        frame = pd.DataFrame([tuple(row) for row in rows], columns=list(COLUMNS))
        return frame.assign(at=pd.to_datetime(frame["at"], utc=True))

    def forget(self, days: int, now: datetime | None = None) -> int:
        """Delete what is older than the retention: entries of the trail, and links that ended before it.

        What frozen links kept goes too where they have ended, however lately.

        Parameters
        ----------
        days : int
            At least 1; the database itself keeps what was noted within the last day.
        now : datetime.datetime, optional

        Returns
        -------
        int
            Entries of the trail that were deleted.

        Raises
        ------
        ValueError
            Less than a day.
        StoreError
        """
        if days < 1:
            raise ValueError("days")
        at = moment(now)
        before = at - timedelta(days=days)
        ended = share_link.c.revoked_at.is_not(None) | (share_link.c.expires_at <= at)
        long_ended = (share_link.c.revoked_at < before) | (share_link.c.expires_at < before)
        with self._writing() as connection:
            # The triggers let go what is older than this, and nobody else sees it before it is gone again.
            connection.execute(insert(retention), {"before": before})
            gone = connection.execute(delete(audit).where(audit.c.at < before)).rowcount
            connection.execute(delete(retention))
            connection.execute(delete(frozen).where(frozen.c.link_id.in_(select(share_link.c.id).where(ended))))
            connection.execute(delete(share_link).where(long_ended))
            connection.execute(delete(attempt).where(attempt.c.at < at - timedelta(days=1)))
        return gone

    def _tidy_up(self) -> None:
        """Keep to the retention once a day, in whichever process the day's first entry comes."""
        today = moment(None).date()
        if self._keep_days and self._forgot_on != today:
            self._forgot_on = today
            self.forget(self._keep_days)


def _without_token(view: str) -> str:
    """Return a query string without the key that opens a share link, however it is written."""
    pairs = [pair for pair in parse_qsl(view.lstrip("?"), keep_blank_values=True) if pair[0].strip().lower() != "share"]
    return urlencode(pairs, safe=",")


def _plain(text: str, at_most: int) -> str:
    """Return a text for one line: nothing in it that a terminal or a spreadsheet would act on, nor of any length."""
    shown = (sign if sign.isprintable() or sign in JOINERS else "\N{REPLACEMENT CHARACTER}" for sign in text[:at_most])
    return "".join(shown)

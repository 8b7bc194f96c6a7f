"""The dashboard's own small store: share links, the audit trail, rate limits. Never the office's database.

Nothing in it is kept in memory: each question goes to the database, so that a link that was revoked in one process is
revoked in all of them.
"""

from __future__ import annotations

from data_access.settings import Settings
from data_access.store_audit import ACTIONS, COLUMNS, Action, AuditTrail
from data_access.store_found import PASSPHRASE_AT_MOST
from data_access.store_limits import Limits
from data_access.store_links import PACK_BYTES, VIEW_BYTES, LinkStore, TooLarge
from data_access.trouble import StoreError

__all__ = [
    "ACTIONS",
    "COLUMNS",
    "PACK_BYTES",
    "PASSPHRASE_AT_MOST",
    "VIEW_BYTES",
    "Action",
    "Store",
    "StoreError",
    "TooLarge",
    "store_of",
]


class Store(LinkStore, AuditTrail, Limits):
    """Share links, audit trail and rate limits, shared by all processes.

    Parameters
    ----------
    url : str
        `sqlite:///path/to/file` or `postgresql://user:password@host/name`.
    office_url : str
        The office's database, which must be another one.
    keep_days : int
        How long the audit trail is kept; with each day's first entry the older ones go. 0: nothing goes by itself.

    Raises
    ------
    SettingError
        The address cannot be used, or is that of the office's database.
    """


def store_of(settings: Settings) -> Store:
    """Return the store of the settings, its tables up to date.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Store

    Raises
    ------
    SettingError
        The store's address cannot be used, or is that of the office's database.
    StoreError
        It cannot be reached or made.
    """
    store = Store(settings.store_url, settings.database_url, settings.audit_days)
    store.migrate()
    return store

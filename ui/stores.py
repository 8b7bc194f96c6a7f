"""The store of share links and audit trail, asked anew in each run: what was revoked elsewhere ends here at once."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock

import streamlit as st

from data_access.settings import read_settings
from data_access.store import Store, store_of
from domain.grants import Link

# Wrong links from one address, and wrong pass-phrases for one link, after which nobody is answered for a while.
LINKS_AT_MOST, LINKS_WITHIN_S = 20, 600.0
WORDS_AT_MOST, WORDS_WITHIN_S = 5, 900.0
_LOCK = Lock()


@lru_cache(maxsize=1)
def _opened() -> Store:
    return store_of(read_settings())


def store() -> Store:
    """Return the store; `StoreError` or `SettingError` where it cannot be reached, which is tried again next time."""
    with _LOCK:  # its tables are made once
        return _opened()


def link_of(token: str, *, was_open: bool) -> Link | None:
    """Return the link of a token, None for one that opens nothing: that is a try unless it `was_open` here."""
    link = store().find(token)
    if link is None and not was_open:
        store().failed(_from())
    return link


def may_try() -> bool:
    """Tell whether somebody may ask for a link: not after many that opened nothing."""
    return store().allowed(_from(), LINKS_AT_MOST, LINKS_WITHIN_S)


def _from() -> str:
    return f"link:{st.context.ip_address or 'here'}"


def opens(link: Link, words: str) -> bool | None:
    """Tell whether a pass-phrase is right; None where there were too many wrong ones of late."""
    bucket = f"passphrase:{link.id}"
    if not store().count_try(bucket, WORDS_AT_MOST, WORDS_WITHIN_S):
        return None
    right = store().passphrase_ok(link.id, words)
    if right:
        store().forgive(bucket)
    return right

"""Share links in words: what one opens, how it stands, how old its figures are."""

from __future__ import annotations

from datetime import datetime

from domain.grants import Grant, Link
from wording import formats
from wording.i18n import _, ngettext


def freshness(grant: Grant) -> str:
    """Say whether the figures of a link are those of today or of the moment it was made."""
    if not grant.frozen:
        return _("live: figures as they stand today")
    return _("frozen: figures as they stood on {date}").format(date=formats.day(grant.made_at.astimezone().date()))


def kept(one: str) -> str:
    """Name how old the figures of a link are."""
    return {"live": _("live"), "frozen": _("frozen")}[one]


def days(count: str) -> str:
    """Write a number of days."""
    text = ngettext("{count} day", "{count} days", int(count))
    return text.format(count=formats.number(int(count)))


def kind(grant: Grant) -> str:
    """Name what a link opens."""
    return kind_of(grant.kind)


def kind_of(one: str) -> str:
    """Name a kind of link."""
    return {
        "view": _("one view"),
        "page": _("a page to explore"),
        "deck": _("a meeting with its slides"),
        "pack": _("the files of a meeting"),
    }[one]


def state(link: Link, now: datetime) -> str:
    """Say whether a link opens anything."""
    if link.revoked_at is not None:
        return _("withdrawn")
    return _("open") if link.holds(now) else _("expired")


def page(name: str) -> str:
    """Name the page that a link opens."""
    return {
        "": _("Overview"),
        "gap_map": _("Gap map"),
        "education": _("Education"),
        "health": _("Health"),
        "livelihoods": _("Livelihoods"),
        "area": _("Area profile"),
        "compare": _("Compare"),
        "meetings": _("Meetings"),
    }[name]

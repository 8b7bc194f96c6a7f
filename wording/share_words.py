"""Share links in words: what one opens, how it stands, how old its figures are."""

from __future__ import annotations

from datetime import datetime

from domain.admin import LEVELS
from domain.grants import Grant, Link, Scope
from measures.reference import Reference
from wording import formats, words
from wording.i18n import _, language, ngettext


def freshness(grant: Grant) -> str:
    """Say whether the figures of a link are those of today or of the moment it was made."""
    if not grant.frozen:
        return _("live: figures as they stand today")
    return _("frozen on {date}: what changed since is not in it").format(
        date=formats.day(grant.made_at.astimezone().date())
    )


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


def covered(scope: Scope, reference: Reference) -> str:
    """Name the areas and sectors that a scope covers; nothing where it covers all."""
    names, levels = reference.areas[f"name_{language()}"], reference.tree.levels
    areas = []
    for code in scope.areas:
        name, is_county = str(names.get(code, code)), levels.get(code) == LEVELS["county"]
        areas.append(_("{place} County").format(place=name) if is_county else name)
    sectors = [words.sector(one) for one in scope.sectors]
    return " · ".join(formats.listing(one) for one in (areas, sectors) if one)


def state(link: Link, now: datetime) -> str:
    """Say whether a link opens anything."""
    if link.revoked_at is not None:
        return _("withdrawn")
    return _("open") if link.holds(now) else _("expired")

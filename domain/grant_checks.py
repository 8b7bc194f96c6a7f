"""What may be granted at all: whatever a form, a terminal or a store brings along is held against it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from domain.admin import LEVELS, AreaTree
from domain.grants import KINDS, MOST_DAYS, NAME_AT_MOST, PAGES, SECTOR_PAGES, Grant, Scope, indicators_of

JOINER = "\u200c"  # inside Persian words; no other sign without a shape is in an office's name


def grant_from_json(text: str) -> Grant:
    """Read what `Grant.to_json` wrote.

    Parameters
    ----------
    text : str

    Returns
    -------
    Grant

    Raises
    ------
    ValueError
        The text is no grant: a key is missing or one too many, a value is not of its kind.
    """
    try:
        known = json.loads(text)
        scope = _tuples(Scope, known.pop("scope"))
        moments: dict[str, Any] = {key: datetime.fromisoformat(known.pop(key)) for key in ("made_at", "expires_at")}
        grant = Grant(scope=Scope(**scope), **moments, **_tuples(Grant, known))
        _expect_kinds(grant)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is no grant: {error}") from None
    check(grant)
    return grant


def _tuples(of: type, known: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(of)}
    if unknown := set(known) - names:
        raise ValueError(f"this is no grant: {sorted(unknown)}")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in known.items()}


def _expect_kinds(grant: Grant) -> None:
    """Refuse values that are not of their field's kind: JSON has other kinds than fields have."""
    scope = grant.scope
    texts = (grant.kind, grant.page, grant.query, grant.lang, grant.audience, grant.shared_by, scope.meeting)
    lists = (scope.areas, scope.sectors, scope.indicators)
    if not all(isinstance(one, tuple) for one in lists):
        raise TypeError("a list")
    if not all(isinstance(one, str) for one in (*texts, *(part for one in lists for part in one))):
        raise TypeError("a text")
    if not all(isinstance(one, bool) for one in (scope.restricted, grant.downloads, grant.frozen)):
        raise TypeError("yes or no")


def check(grant: Grant) -> None:
    """Refuse a grant that nobody may make.

    Parameters
    ----------
    grant : Grant

    Raises
    ------
    ValueError
        Names what is wrong: `kind`, `page`, `audience`, `lang`, `expires_at`, `meeting`, `areas`, `sectors`, `files` or
        `frozen`.
    """
    if grant.kind not in KINDS:
        raise ValueError("kind")
    if grant.page not in PAGES or (grant.kind in ("deck", "pack") and grant.page != "meetings"):
        raise ValueError("page")
    if not 0 < len(grant.audience.strip(f" {JOINER}")) <= NAME_AT_MOST or not _is_one_line(grant.audience):
        raise ValueError("audience")
    if grant.lang not in ("fa", "en"):
        raise ValueError("lang")
    if grant.made_at.tzinfo is None or grant.expires_at.tzinfo is None:
        raise ValueError("expires_at")
    if not timedelta(0) < grant.expires_at - grant.made_at <= timedelta(days=MOST_DAYS):
        raise ValueError("expires_at")
    if (grant.kind in ("deck", "pack") or (grant.kind, grant.page) == ("view", "meetings")) and not grant.scope.meeting:
        raise ValueError("meeting")
    if grant.page == "" and (grant.scope.areas or grant.scope.sectors or grant.scope.indicators):
        raise ValueError("areas")  # the overview sums the whole province up
    if grant.page == "area" and (grant.scope.sectors or grant.scope.indicators):
        raise ValueError("sectors")  # a profile tells of all sectors in its sentences
    if grant.kind == "pack" and not grant.downloads:
        raise ValueError("files")
    if grant.frozen and grant.kind == "page":
        raise ValueError("frozen")  # a page has more views than a link can keep: freeze one of them


def _is_one_line(text: str) -> bool:
    return text.replace(JOINER, "").isprintable()


def suits(grant: Grant, tree: AreaTree) -> None:
    """Refuse a grant whose page would have nothing to show.

    Parameters
    ----------
    grant : Grant
    tree : AreaTree
        Of the database that it is for.

    Raises
    ------
    ValueError
        Names what is wrong: `indicator`, `page` (of another sector) or `counties` (whole ones, which it adds up).
    """
    if not indicators_of(grant.scope):
        raise ValueError("indicator")
    if grant.page in SECTOR_PAGES:
        if grant.scope.sectors not in ((), (grant.page,)):
            raise ValueError("page")
        if any(tree.levels.get(one) != LEVELS["county"] for one in grant.scope.areas):
            raise ValueError("counties")

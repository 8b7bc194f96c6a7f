"""What somebody may see: the part of the data that is read for them, and what a share link allows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Literal, get_args
from urllib.parse import parse_qsl

from domain.admin import AreaTree
from domain.indicators import CATALOGUE

Kind = Literal["view", "page", "deck", "pack"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# The page of data and methods tells of all sectors and areas at once; the others can be narrowed.
PAGES = ("", "gap_map", "education", "health", "livelihoods", "area", "compare", "meetings")
SECTOR_PAGES = ("education", "health", "livelihoods")
USUAL_DAYS, MOST_DAYS = 14, 90
NAME_AT_MOST = 80


class NotGranted(Exception):
    """What was asked for lies outside what somebody may see; `part` says what: 'area', 'indicator', 'page', 'file'."""

    def __init__(self, part: str) -> None:
        super().__init__(f"outside of the grant: {part}")
        self.part = part


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the data that is read: it is part of each query and of each cache key.

    Attributes
    ----------
    areas : tuple of str
        P-codes; everything in them is read too. Empty: all.
    sectors : tuple of str
        Ids of sectors. Empty: all.
    indicators : tuple of str
        Ids of indicators. Empty: all of the sectors.
    meeting : str
        The one meeting that is read; empty: all.
    restricted : bool
        Whether facilities that are open only to foreign nationals are read as points. Sums count them all the same.
    ways : tuple of str or None
        The pages that links on a page lead to; None: all. What a page keeps for all its visitors holds its links.
    """

    areas: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    meeting: str = ""
    restricted: bool = True
    ways: tuple[str, ...] | None = None


EVERYTHING = Scope()


def indicators_of(scope: Scope) -> tuple[str, ...]:
    """Return the indicators that a scope covers, in the order of the catalogue.

    Parameters
    ----------
    scope : Scope

    Returns
    -------
    tuple of str
        The index shares points out over all areas and sectors: only who may see all of them has it.
    """
    whole = not scope.areas and not scope.sectors
    return tuple(
        entry.id
        for entry in CATALOGUE.values()
        if (not scope.sectors or entry.sector in scope.sectors)
        and (not scope.indicators or entry.id in scope.indicators)
        and (entry.family != "index" or whole)
    )


def covers(scope: Scope, tree: AreaTree, pcode: str) -> bool:
    """Tell whether figures of an area may be read, and not just its name.

    Parameters
    ----------
    scope : Scope
    tree : AreaTree
    pcode : str

    Returns
    -------
    bool
        The country's figures are published: always.
    """
    return not scope.areas or tree.levels.get(pcode) == 0 or not set(scope.areas).isdisjoint(tree.ancestors(pcode))


@dataclass(frozen=True, slots=True)
class Grant:
    """What a share link allows, and for whom.

    Attributes
    ----------
    kind : {'view', 'page', 'deck', 'pack'}
        A `view` stays as it was shared but for its language; a `page` can be explored within the scope; a `deck` is the
        page of one meeting with its slides; a `pack` is nothing but the files of one meeting.
    page : str
        One of `PAGES`.
    query : str
        The view that the link opens, as in `Selection.link`.
    scope : Scope
    downloads : bool
    frozen : bool
        Whether the figures are those of the moment it was made.
    lang : {'fa', 'en'}
        The language that it opens in.
    audience : str
        An office, not a person; at most `NAME_AT_MOST` letters.
    shared_by : str
        An account or an office.
    made_at, expires_at : datetime.datetime
        With time zone, UTC.
    """

    kind: Kind
    page: str
    query: str
    scope: Scope
    downloads: bool
    frozen: bool
    lang: str
    audience: str
    shared_by: str
    made_at: datetime
    expires_at: datetime

    @property
    def reading(self) -> Scope:
        """What is read for whoever holds the link; the links on its page lead no further than it does."""
        return replace(self.scope, ways=(self.page,) if self.kind in ("page", "deck") else ())

    def to_json(self) -> str:
        """Return the grant as JSON text."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=lambda moment: moment.isoformat())


@dataclass(frozen=True, slots=True)
class Link:
    """A share link as the store knows it; its token is in no list.

    Attributes
    ----------
    id : str
        What staff call it by; opens nothing.
    grant : Grant
    has_passphrase : bool
    opened : int
        Visits whose page was drawn.
    last_opened : datetime.datetime or None
    revoked_at : datetime.datetime or None
    version : int
        Another one after each rotation, which ends the sessions of the address before it.
    """

    id: str
    grant: Grant
    has_passphrase: bool = False
    opened: int = 0
    last_opened: datetime | None = field(default=None)
    revoked_at: datetime | None = field(default=None)
    version: int = 1

    def holds(self, now: datetime) -> bool:
        """Tell whether the link opens anything at a moment."""
        return self.revoked_at is None and now < self.grant.expires_at


def asked_of(grant: Grant, query: Mapping[str, str]) -> dict[str, str]:
    """Return the view that whoever holds a link may have of what an address asks for.

    Parameters
    ----------
    grant : Grant
    query : mapping of str to str
        Keys and values of the address, without the link's own.

    Returns
    -------
    dict of str to str
        As shared, but for language and form of a `view`; for the meeting of a `deck` or `pack`; of a `page` until it
        has written a view into the address.
    """
    shared = dict(parse_qsl(grant.query)) | {"lang": grant.lang}
    if grant.kind == "view":
        return shared | {key: value for key, value in query.items() if key in ("lang", "view")}
    found = dict(query) if "indicator" in query else shared | dict(query)
    return found | ({"meeting": grant.scope.meeting} if grant.scope.meeting else {})

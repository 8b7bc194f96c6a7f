"""What a share link is asked for, held against what the database has."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from domain.admin import normalise_pcode
from domain.grants import Scope
from domain.indicators import CATALOGUE, SECTORS
from domain.links import from_query
from measures.meetings import meetings
from measures.source import Source


class UnknownError(LookupError):
    """Something that there is not.

    Attributes
    ----------
    part : str
        `area`, `sector`, `indicator`, `meeting`; `query` for keys of a view that cannot be followed, `outside` for a
        view of an indicator that the link would not cover.
    values : tuple of str
        What was asked for; of a view its keys alone, as a value may be a token.
    """

    def __init__(self, part: str, values: Iterable[str]) -> None:
        self.part, self.values = part, tuple(values)
        super().__init__(f"{part}: {', '.join(self.values)}")


def checked(source: Source, scope: Scope, view: str, lang: str) -> tuple[Scope, str]:
    """Return what a share link is to cover and to open with, as the database names it.

    Parameters
    ----------
    source : Source
    scope : Scope
        As it was typed.
    view : str
        A view's address or its query string; empty: none in particular.
    lang : {'fa', 'en'}

    Returns
    -------
    scope : Scope
        With whole P-codes, nothing twice.
    query : str
        The view as `Selection.link` writes it, in the language; empty where none was asked for.

    Raises
    ------
    UnknownError
        The database has no such area on its as-of date or no such meeting, or nobody knows such a sector, indicator
        or view.
    DatabaseError
    """
    version = source.version()
    reference = source.reference(version)
    areas = tuple(dict.fromkeys(normalise_pcode(area) for area in scope.areas))
    _expect("area", areas, reference.options.areas)
    _expect("sector", scope.sectors, SECTORS)
    _expect("indicator", scope.indicators, CATALOGUE)
    if scope.meeting:
        _expect("meeting", (scope.meeting,), {one.id for one in meetings(source, version) or ()})
    whole = replace(scope, areas=areas, sectors=_once(scope.sectors), indicators=_once(scope.indicators))
    if not view:
        return whole, ""
    asked = dict(parse_qsl(urlsplit(view).query or view.lstrip("?")))
    selection, notices = from_query(asked | {"lang": lang}, reference.options)
    if notices or not asked:
        raise UnknownError("query", dict.fromkeys(one.key for one in notices))
    if (scope.sectors and selection.sector not in scope.sectors) or (
        scope.indicators and selection.indicator not in scope.indicators
    ):
        raise UnknownError("outside", (selection.indicator,))
    return whole, selection.link()


def _expect(part: str, values: Iterable[str], known: Container[str]) -> None:
    if unknown := [value for value in values if value not in known]:
        raise UnknownError(part, unknown)


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

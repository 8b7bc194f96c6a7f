"""What single pages read beside released figures, kept in the same way as all that `ui.loaders` keeps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from domain.change import Change
from domain.commitments import Tally
from domain.frames import PeopleFrame
from domain.selection import Selection
from measures.change import Since, of_areas
from measures.change import since as since_year
from measures.contract import ContractReport, check_database
from measures.families import Basis
from measures.people import people as told_people
from measures.promises import promises as read_promises
from measures.promises import tally_on
from measures.quality import Quality
from measures.quality import quality as check
from measures.utility import protection_effect as bound
from ui.cached import cached
from ui.kept_figures import through
from ui.loaders import SCOPES, _again, _evidence, _key, _reference, _source, _watch, version, waited_for

COMMITMENTS = ("commitment", "commitment_update")
QUALITY = (
    *("totals of residents", "population", "years of capacity", "facility", "facility_capacity", "facility_status"),
    *("settlement", "admin_area"),
)


@cached(20 * SCOPES)
def _since(figures: Selection, key: str) -> Since | None:
    earlier = [period for period in _reference(key).options.periods if period < figures.period]
    if not earlier:
        return None
    before, after = (_evidence(period, key).basis for period in (earlier[-1], figures.period))
    return since_year(figures, earlier[-1], before, after)


@waited_for
def since(selection: Selection) -> Since | None:
    """Return how the selected area's figures changed since the year with figures before; None in the first one."""
    figures = selection.figures()
    return through(("since", figures), lambda: _since(figures, _key()))


@cached(6 * SCOPES)
def _tally(day: date, key: str) -> Tally | None:
    return _watch().read(lambda: tally_on(_source(), version(), day), *COMMITMENTS)


@waited_for
def tally(day: date) -> Tally | None:
    """Return how many commitments stand how on a day up to the as-of date; None where none can be read."""
    return through(("tally", day), lambda: _tally(day, _key()))


@cached(6 * SCOPES)
def _people(period: int, key: str) -> PeopleFrame:
    return told_people(_reference(key), _evidence(period, key))


@waited_for
def people(period: int) -> PeopleFrame:
    """Return the released persons of a period, by area, groups, sex and age band."""
    return through(("people", period), lambda: _people(period, _key()))


@cached(SCOPES)
def _promises(key: str) -> pd.DataFrame | None:
    return _watch().read(lambda: read_promises(_source(), version()), *COMMITMENTS)


@waited_for
def promises() -> pd.DataFrame | None:
    """Return the commitments as they stand on the as-of date, shared by all; None where none can be read."""
    return through("promises", lambda: _promises(_key()))


@cached(6 * SCOPES)
def _quality(period: int, key: str) -> Quality:
    known = _reference(key)
    found = {year: _evidence(year, key) for year in known.options.periods}
    return _watch().read(lambda: check(_source(), known, version(), found, period), *QUALITY)


@waited_for
def quality(period: int) -> Quality:
    """Return what the checks of the data found; run when somebody first opens them."""
    return _again(lambda: _quality(period, _key()))


@cached(SCOPES)
def _contract(key: str) -> ContractReport:
    _reference(key)  # a database that is away is told once, with the figures that were read before
    return _watch().read(lambda: check_database(_source().settings, figures=False, counts=False), "contract")


@waited_for
def contract() -> ContractReport:
    """Return how the database keeps the data contract; run when somebody first opens it."""
    return _again(lambda: _contract(_key()))


@cached(6 * SCOPES)
def _protection_effect(period: int, key: str) -> pd.DataFrame:
    known, found = _reference(key), _evidence(period, key)
    return _watch().read(lambda: bound(_source(), known, version(), found, period), "cells")


@waited_for
def protection_effect(period: int) -> pd.DataFrame:
    """Return how far protection can move a figure, by level; it is shared, nobody may change it."""
    return _again(lambda: _protection_effect(period, _key()))


@waited_for
def change_since(selection: Selection, period: int) -> Since:
    """Return how the figures of the selected area changed since a year, in their two parts."""
    figures = selection.figures()

    def read() -> Since:
        before, after = _two_years(period, figures.period)
        return since_year(figures, period, before, after)

    return through(("change_since", figures, period), read)


@waited_for
def changes_since(selection: Selection, period: int, areas: Sequence[str]) -> dict[str, Change]:
    """Return by area how the mapped figure changed since a year, in its two parts."""
    figures = selection.figures()

    def read() -> dict[str, Change]:
        before, after = _two_years(period, figures.period)
        return of_areas(figures, before, after, areas)

    return through(("changes_since", figures, period, tuple(areas)), read)


def _two_years(first: int, second: int) -> tuple[Basis, Basis]:
    key = _key()
    return _evidence(first, key).basis, _evidence(second, key).basis

"""The only cache: keeps what `measures` returns, by data version, for all sessions of the process."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

import pandas as pd
import streamlit as st

from data_access.settings import read_settings
from data_access.trouble import DatabaseError, SettingError
from domain.frames import FacilityFrame, ReleaseFrame
from domain.grants import EVERYTHING, Scope
from domain.place_search import Place, PlaceIndex
from domain.selection import Selection
from geo.display import DisplayLayer, display_layer
from measures.facilities import facilities as read_facilities
from measures.places import facilities_of, place_index
from measures.reference import Reference
from measures.release import Evidence, evidence
from measures.release import release as compute
from measures.source import Source, Version
from ui import divisions, kept_figures, scope
from ui.cached import cached
from ui.kept_figures import through
from ui.progress import Waits
from ui.watch import Trouble, Watch
from wording import formats, i18n

T = TypeVar("T")
# So many kinds of visitors, staff and share links, are kept read; one more reads its part of the data anew.
SCOPES = 20
# What is read for what, in this order; places of facilities are read for several things.
REFERENCE = ("admin_area", "crosswalk", "service_standard", "source", "population", "benchmark")
FACILITIES = ("facility", "facility_capacity", "facility_status", "facility without a status")
EVIDENCE = ("population", *FACILITIES, "commitment", "commitment_update")


@lru_cache(maxsize=1)
def _whole() -> Source:
    return Source(read_settings())


@lru_cache(maxsize=200)
def _part(scope: Scope) -> Source:
    return _whole().narrowed(scope)


def _source() -> Source:
    """Return the database as far as it may be read in this run."""
    return _part(scope.current())


@st.cache_resource(show_spinner=False)
def _watch() -> Watch:
    return Watch(lambda: _whole().version(), _read_anew)


def _read_anew() -> None:
    from ui import ahead  # it imports this module

    scope.enter(EVERYTHING)  # in a thread of its own, for whoever comes next
    ahead.read()


def _settled() -> Hashable | None:
    """Return what was read, if that is known without a look at the database."""
    watch = _watch()
    try:
        return (watch, _key()) if watch.is_fresh() else None
    except DatabaseError:
        return None


waited_for = Waits(_settled)


def version() -> Version:
    """Return the data version, the last one known while the database does not answer."""
    watch = _watch()
    return through("version", lambda: watch.version() if watch.is_fresh() else _looked_at())


@waited_for
def _looked_at() -> Version:
    return _watch().version()


def ask_again() -> None:
    """Ask the database at the next question, however short a time ago it was asked."""
    _watch().look_again()


@waited_for
def trouble() -> Trouble | None:
    """Return what is wrong with the database, if anything is; a bad setting is told by whoever reads something."""
    if kept_figures.key():
        return None
    try:
        return _watch().trouble()
    except SettingError:
        return None


def _key() -> str:
    """Return what changes with whatever was read: data version, state of the file, day and year, and for whom."""
    known = version()
    return divisions.marked(f"{known.name} {known.stamp} {as_of()} {scope.current()!r}")


def _made_key() -> str:
    """Return what changes with whatever is made from what was read."""
    return f"{_key()} {kept_figures.key()}"


def _again(read: Callable[[], T]) -> T:
    """Read; where the data was replaced in between, read once more under its new version, all of it."""
    try:
        return read()
    except DatabaseError as error:
        if error.kind != "changed":
            raise
        _watch().look_again()
        return read()


@cached(SCOPES)
def _known(key: str) -> Reference:
    return _watch().read(lambda: _source().reference(version()), *REFERENCE)


def _reference(key: str) -> Reference:
    return _known(divisions.unmarked(key)).of_year(divisions.current())


@waited_for
def reference() -> Reference:
    """Return areas, standards, benchmarks and sources of the current data version."""
    known = through("reference", lambda: _again(lambda: _reference(_key())))
    return known.of_today() if divisions.are_of_today() else known


@cached(6 * SCOPES)
def _evidence(period: int, key: str) -> Evidence:
    known = _reference(key)
    return _watch().read(lambda: evidence(_source(), known, version(), period), *EVIDENCE)


@cached(2000)
def _release(figures: Selection, key: str) -> ReleaseFrame:
    found = _evidence(figures.period, key)
    return compute(figures, _reference(key), found, _source(), version())


@waited_for
def absent(period: int, *, named: bool = False) -> tuple[str, ...]:
    """Return the tables that a page of this year, one of `named` places too, does without: the database lacks them."""
    places = places_if_there() if named else None
    return (*through(("absent", period), lambda: _absent(period)), *(places.absent if places else ()))


def _absent(period: int) -> tuple[str, ...]:
    key = _key()
    return (*_reference(key).absent, *_evidence(period, key).absent)


@waited_for
def release(selection: Selection) -> ReleaseFrame:
    """Return the released frame of a Selection; language and classes are not part of the cache key."""
    figures = selection.figures()
    return replace(through(("release", figures), lambda: _release(figures, _key())), selection=selection)


@cached(SCOPES)
def _boundaries(key: str) -> DisplayLayer:
    reference = _reference(key)
    rows = _watch().read(lambda: _source().boundaries(reference), "admin_area").itertuples(index=False, name=None)
    labels = reference.areas[["center_lat", "center_lon"]].dropna()
    return display_layer(
        rows,
        reference.tree.parents,
        {str(code): (float(lat), float(lon)) for code, lat, lon in labels.itertuples(name=None)},
    )


@waited_for
def boundaries() -> DisplayLayer:
    """Return the display geometry of what may be read of the current data version."""
    return through("boundaries", lambda: _again(lambda: _boundaries(_key())))


@waited_for
def finished(selection: Selection, make: Callable[[Selection], T]) -> T:
    """Return what `make` makes of a view, kept for as long as data version and date stay."""
    what = f"{make.__module__}.{make.__qualname__}"  # two pages finish one view in two ways
    return _again(lambda: _kept((what, selection), _made_key(), lambda: make(selection)))


def evidence_of(period: int) -> None:
    """Read what the figures of a year need, so that nobody waits for the first look at it."""
    _evidence(period, _key())


@cached(SCOPES)
def _places(key: str) -> PlaceIndex:
    known = _reference(key)
    return _watch().read(lambda: place_index(_source(), known, formats.collation_key), "facility", "settlement")


@waited_for
def places() -> PlaceIndex:
    """Return the named places of the current data version, ready to be searched."""
    return _places(_key())


def places_if_there() -> PlaceIndex | None:
    """Return the named places; None where the facilities among them cannot be read, which the search tells."""
    if kept_figures.key():  # whose page was shared as it is, and is not searched
        return None
    try:
        return places()
    except DatabaseError as error:
        if error.kind not in ("bad_data", "refused"):
            raise
        return None


@cached(2 * SCOPES)
def _facility_places(period: int, key: str) -> pd.DataFrame:
    return _watch().read(lambda: facilities_of(_source(), period), "facility", "facility_capacity")


@waited_for
def facility_places(period: int) -> pd.DataFrame:
    """Return the facilities of one period with place, status and capacity; it is shared, nobody may change it."""
    return through(("facility_places", period), lambda: _facility_places(period, _key()))


@waited_for
def card(place: Place, period: int, make: Callable[[Place, int], str]) -> str:
    """Return what `make` says of a place, kept for as long as the data version stays."""
    return _kept(("card", place.id, period, i18n.language()), _made_key(), lambda: make(place, period))


@cached(2 * SCOPES)
def _facilities(period: int, key: str) -> FacilityFrame:
    known = _reference(key)
    return _watch().read(lambda: read_facilities(_source(), known, version(), period), *FACILITIES)


@waited_for
def facilities(period: int) -> FacilityFrame:
    """Return the released facilities of a period; read when somebody first asks to see facilities."""
    return through(("facilities", period), lambda: _again(lambda: _facilities(period, _key())))


@waited_for
def part(what: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` makes of a part of a page that `what` names, in the language in use."""
    return _kept(("part", what, i18n.language()), _made_key(), make)


@cached(1500)
def _kept(what: Hashable, key: str, _make: Callable[[], T]) -> T:
    return _make()


@waited_for
def kept(what: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` makes of everything that `what` names, for as long as data version and date stay."""
    return _again(lambda: _kept(what, _made_key(), make))


def as_of() -> str:
    """Return the as-of date as ISO text."""
    return today().isoformat()


def today() -> date:
    """Return the as-of date."""
    return through("today", lambda: _whole().as_of(version()))


def missing_limit() -> float:
    """Return the share of facilities without figures above which an area has no data."""
    return through("missing_limit", lambda: read_settings().missing_limit)


def rounding_base() -> int:
    """Return what counts of foreign nationals are rounded to."""
    return through("rounding_base", lambda: read_settings().rounding_base)

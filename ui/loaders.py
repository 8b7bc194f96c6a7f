"""The only cache: keeps what `measures` returns, by data version, for all sessions of the process."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

import streamlit as st

from data_access.settings import read_settings
from domain.frames import FacilityFrame, ReleaseFrame
from domain.selection import Selection, from_query
from geo.display import DisplayLayer, display_layer
from measures.facilities import facilities as read_facilities
from measures.release import Evidence, evidence
from measures.release import release as compute
from measures.source import Reference, Source, Version

# A new data version is noticed within this time; between two looks a page makes no query at all.
LOOK_EVERY_S = 20
T = TypeVar("T")


@lru_cache(maxsize=1)
def _source() -> Source:
    return Source(read_settings())


@st.cache_data(ttl=LOOK_EVERY_S, show_spinner=False)
def version() -> Version:
    """Return the data version."""
    return _source().version()


@st.cache_resource(max_entries=2, show_spinner=False)
def _reference(version_name: str) -> Reference:
    return _source().reference()


def reference() -> Reference:
    """Return areas, standards, benchmarks and sources of the current data version."""
    return _reference(version().name)


@st.cache_resource(max_entries=12, show_spinner=False)
def _evidence(period: int, version_name: str) -> Evidence:
    return evidence(_source(), _reference(version_name), version(), period)


@st.cache_resource(max_entries=2000, show_spinner=False)
def _release(figures: Selection, version_name: str) -> ReleaseFrame:
    found = _evidence(figures.period, version_name)
    return compute(figures, _reference(version_name), found, _source(), version())


def release(selection: Selection) -> ReleaseFrame:
    """Return the released frame of a Selection; language and classes are not part of the cache key."""
    return replace(_release(selection.figures(), version().name), selection=selection)


@st.cache_resource(max_entries=2, show_spinner=False)
def _boundaries(version_name: str) -> DisplayLayer:
    areas = _reference(version_name).areas
    rows = _source().boundaries().itertuples(index=False, name=None)
    labels = areas[["center_lat", "center_lon"]].dropna()
    return display_layer(
        rows,
        _reference(version_name).tree.parents,
        {str(code): (float(lat), float(lon)) for code, lat, lon in labels.itertuples(name=None)},
    )


def boundaries() -> DisplayLayer:
    """Return the display geometry of the current data version."""
    return _boundaries(version().name)


@st.cache_resource(max_entries=500, show_spinner=False)
def _finished(selection: Selection, version_name: str, as_of: str, _make: Callable[[Selection], T]) -> T:
    return _make(selection)


def finished(selection: Selection, make: Callable[[Selection], T]) -> T:
    """Return what `make` makes of a view, kept for as long as data version and date stay."""
    return _finished(selection, version().name, as_of(), make)


@st.cache_resource(max_entries=4, show_spinner=False)
def _facilities(period: int, version_name: str) -> FacilityFrame:
    return read_facilities(_source(), _reference(version_name), version(), period)


def facilities(period: int) -> FacilityFrame:
    """Return the released facilities of a period; read when somebody first asks to see facilities."""
    return _facilities(period, version().name)


@st.cache_resource(max_entries=200, show_spinner=False)
def _layer(key: Hashable, version_name: str, _make: Callable[[], T]) -> T:
    return _make()


def facility_layer(key: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` makes of the facilities that `key` names, for as long as the data version stays."""
    return _layer(key, version().name, make)


def warm_up() -> None:
    """Load what the usual first view needs."""
    boundaries()
    release(from_query({}, reference().options)[0])


def as_of() -> str:
    """Return the as-of date as ISO text."""
    return _source().as_of(version()).isoformat()

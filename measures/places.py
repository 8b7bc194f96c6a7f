"""Places by name and what is near them. No count of a population group is read here; a settlement's persons are all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from data_access import place_queries, queries
from domain.admin import LEVEL_NAMES, AreaTree
from domain.disclosure import PERSON_MEASURES
from domain.facilities import SHOWN_MEASURES
from domain.nearest import SERVICES, nearest
from domain.offers import OPERATING
from domain.place_search import Place, PlaceIndex, index_of
from measures.reading import if_there
from measures.reference import Reference
from measures.source import Source

# How many pupils or trainees a facility has is a matter of disclosure control; what it could take is not.
CAPACITY_MEASURES = tuple(measure for measure in SHOWN_MEASURES if measure not in PERSON_MEASURES)


def place_index(source: Source, reference: Reference, collation: Callable[[str], str]) -> PlaceIndex:
    """Read all named places: areas from the province down, settlements, facilities counted in the newest period.

    Parameters
    ----------
    source : Source
    reference : Reference
    collation : callable
        Name to a key that sorts as the languages' alphabets do.

    Returns
    -------
    PlaceIndex
        An id that stands for two kinds of place is the first kind's; the other's begins with its kind (`facility.7`).
        Without settlements where the database lacks them: areas and facilities are found all the same.
    """
    read, tree = source._repository.read, reference.tree
    facilities = read("facility", place_queries.facility_places(reference.options.periods[-1])).data
    settlements = if_there(lambda: read("settlement", place_queries.settlements()))
    inhabited = _settlements(settlements.data, tree) if settlements else ()
    found = (*_areas(reference), *inhabited, *_facilities(facilities, tree))
    index = index_of(_each_with_its_own_id(found), collation)
    return replace(index, absent=() if settlements else ("settlement",))


def _each_with_its_own_id(places: Iterable[Place]) -> Iterator[Place]:
    used: set[str] = set()
    for place in places:
        own = place.id if place.id not in used else f"{place.kind}.{place.id}"
        used.add(own)
        yield place if own == place.id else replace(place, id=own)


def _areas(reference: Reference) -> Iterator[Place]:
    for row in _numbers(reference.areas, "center_lat", "center_lon").itertuples(index=False):
        code, level = str(row.pcode), reference.tree.levels[str(row.pcode)]
        if level > 0:
            yield Place(
                id=code,
                kind="area",
                detail=LEVEL_NAMES.get(level, ""),
                name_fa=str(row.name_fa),
                name_en=str(row.name_en),
                within=_around(code, reference.tree)[1:],
                lat=_known(row.center_lat),
                lon=_known(row.center_lon),
                source_id=str(row.source_id),
            )


def _settlements(settlements: pd.DataFrame, tree: AreaTree) -> Iterator[Place]:
    for row in _numbers(settlements, "lat", "lon", "persons", "period").itertuples(index=False):
        period = _known(row.period)
        yield Place(
            id=str(row.settlement_id),
            kind="settlement",
            detail=str(row.kind),
            name_fa=str(row.name_fa),
            name_en=str(row.name_en),
            within=_around(str(row.pcode), tree),
            lat=_known(row.lat),
            lon=_known(row.lon),
            persons=_known(row.persons),
            period=None if period is None else int(period),
            source_id=str(row.source_id),
        )


def _facilities(facilities: pd.DataFrame, tree: AreaTree) -> Iterator[Place]:
    for row in _numbers(facilities, "lat", "lon").itertuples(index=False):
        yield Place(
            id=str(row.facility_id),
            kind="facility",
            detail=str(row.kind),
            name_fa=str(row.name_fa),
            name_en=str(row.name_en),
            within=_around(str(row.pcode), tree),
            lat=_known(row.lat),
            lon=_known(row.lon),
            source_id=str(row.source_id),
        )


def _around(pcode: str, tree: AreaTree) -> tuple[str, ...]:
    """Return the area and those above it, without the country."""
    return tuple(code for code in tree.ancestors(pcode) if tree.levels[code] > 0)


def _numbers(data: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """Make these columns numbers: what is none is unknown, not the end of the search."""
    numbers = {name: pd.to_numeric(data[name], errors="coerce").astype(float) for name in columns}
    return data.assign(**{name: column.where(np.isfinite(column)) for name, column in numbers.items()})


def _known(value: object) -> float | None:
    number = float(str(value))
    return None if pd.isna(number) else number


def facilities_of(source: Source, period: int) -> pd.DataFrame:
    """Read the facilities of one period with their capacity.

    Parameters
    ----------
    source : Source
    period : int
        Jalali year; a facility without a status up to it is left out.

    Returns
    -------
    pandas.DataFrame
        One row per facility: `facility_id, kind, name_fa, name_en, pcode, lat, lon` (degrees, WGS 84, NaN where
        unknown), `open_to, status, source_ids` (`;` between them), then `CAPACITY_MEASURES` (NaN where not reported
        in the three years up to the period). No person count among them.
    """
    with source._repository.snapshot() as repository:
        places = _numbers(repository.read("facility", place_queries.facility_places(period)).data, "lat", "lon")
        figures = repository.read("facility_capacity", queries.capacities(period, CAPACITY_MEASURES)).data
    wide = figures.pivot(index="facility_id", columns="measure", values="value").reindex(columns=CAPACITY_MEASURES)
    pairs = zip(places.pop("source_id"), places.pop("status_source"), strict=True)
    return places.assign(source_ids=[";".join(dict.fromkeys(pair)) for pair in pairs]).join(wide, on="facility_id")


def nearest_to(place: Place, facilities: pd.DataFrame) -> pd.DataFrame:
    """Return the nearest operating facility for each service, and the nearest for everybody where that one is not.

    Parameters
    ----------
    place : Place
        Where from; a facility is not its own neighbour.
    facilities : pandas.DataFrame
        From `facilities_of`.

    Returns
    -------
    pandas.DataFrame
        As `domain.nearest.nearest`; empty for a place without coordinates.
    """
    if place.lat is None or place.lon is None:
        return nearest(0.0, 0.0, facilities.iloc[:0])
    others = facilities[facilities["facility_id"] != own_id(place)] if place.kind == "facility" else facilities
    return nearest(place.lat, place.lon, others, until_open_to_all=True)


def counts_in(place: Place, facilities: pd.DataFrame, tree: AreaTree) -> dict[str, int]:
    """Return how many operating facilities of each service an area holds.

    Parameters
    ----------
    place : Place
        An area.
    facilities : pandas.DataFrame
        From `facilities_of`.
    tree : AreaTree

    Returns
    -------
    dict of str to int
        Every service, 0 where there is none.
    """
    inside = facilities["pcode"].map(lambda code: place.id in tree.ancestors(str(code))).astype(bool)
    kinds = facilities.loc[inside & facilities["status"].isin(OPERATING), "kind"]
    return {service: int(kinds.isin(served_by).sum()) for service, served_by in SERVICES.items()}


def own_id(place: Place) -> str:
    """Return the id that the database knows a place by."""
    return place.id.removeprefix(f"{place.kind}.")

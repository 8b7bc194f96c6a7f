"""Reads figures of former areas as figures of today's, before anything is protected or added up."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data_access import queries
from data_access.repository import Repository
from domain.crosswalk import Crosswalk, Part, carried, carried_onto, with_source
from domain.disclosure import CELL
from domain.frames import RawFrame
from domain.grants import EVERYTHING, Scope, covers
from geo.containment import located
from measures.reference import Reference
from measures.source import Source


def people_of(repository: Repository, reference: Reference, period: int) -> tuple[RawFrame, RawFrame]:
    """Read the people of a period.

    Parameters
    ----------
    repository : Repository
        Bound to a snapshot.
    reference : Reference
    period : int
        Jalali year.

    Returns
    -------
    tuple of RawFrame
        The rows of today's areas, and the rows as the database has them; the very same frame where nothing is carried.
    """
    raw = repository.read("population", queries.population(period))
    rows, codes = raw.data, frozenset(raw.data["pcode"])
    wider = _wider(repository.scope, reference)
    if wider is not None:
        more = repository.narrowed(wider).read("population", queries.population(period))
        raw = replace(raw, truncated=raw.truncated or more.truncated)
        rows = pd.concat([rows, more.data], ignore_index=True).drop_duplicates(list(CELL), ignore_index=True)
    data = carried(rows, reference.crosswalk)
    if data is raw.data:
        return raw, raw
    if wider is not None:  # of what was read beyond the scope nothing is left but what comes into it
        into = {code for code in carried_onto(rows, reference.crosswalk) if _is_covered(reference, code)}
        data = data[data["pcode"].isin(codes | into)].reset_index(drop=True)
    return replace(raw, data=data), replace(raw, data=rows)


def facilities_of(
    repository: Repository, source: Source, reference: Reference, period: int, measures: tuple[str, ...]
) -> tuple[RawFrame, pd.DataFrame]:
    """Read the facilities of a period.

    Parameters
    ----------
    repository : Repository
    source : Source
        Its boundaries are read where a facility has to be placed.
    reference : Reference
    period : int
        Jalali year.
    measures : tuple of str

    Returns
    -------
    tuple
        As `Repository.facilities`, each at an area of today as far as that can be told; and `pcode, kind, status` of
        those that were registered at a former area and stand at one of today now.
    """
    raw = repository.facilities(period, measures)
    rows, ids = raw.data, frozenset(raw.data["facility_id"])
    wider = _wider(repository.scope, reference)
    if wider is not None:
        more = repository.narrowed(wider).facilities(period, measures)
        raw = replace(raw, truncated=raw.truncated or more.truncated)
        rows = pd.concat([rows, more.data], ignore_index=True).drop_duplicates("facility_id", ignore_index=True)
    walk, here = reference.crosswalk, reference.tree.levels  # what a past year still had as a whole stays there
    parts = {code: ways for code, ways in walk.parts.items() if walk.until[code] is None and code not in here}
    former = rows[rows["pcode"].isin(list(parts))]
    places = _placed(former, parts, repository, source, reference) if len(former) else {}
    if not places and wider is None:
        return raw, raw.data.loc[[], ["pcode", "kind", "status"]]
    moved = rows["facility_id"].isin(list(places))
    at = [places.get(code) for code in rows["facility_id"]]
    data = rows.assign(
        pcode=[own if way is None else way.pcode for own, way in zip(rows["pcode"], at, strict=True)],
        source_id=[
            own if way is None else with_source(own, way.source_id)
            for own, way in zip(rows["source_id"], at, strict=True)
        ],
    )
    inside = data["pcode"].map(lambda code: _is_covered(reference, str(code))).astype(bool)
    kept = (moved & inside) | (~moved & data["facility_id"].isin(ids))
    data = data[kept].reset_index(drop=True)
    return replace(raw, data=data), data.loc[moved[kept].to_numpy(), ["pcode", "kind", "status"]]


def with_former(repository: Repository, reference: Reference) -> Repository:
    """Return a repository that reads, beside its scope, what stands at former areas that lie in it today.

    Parameters
    ----------
    repository : Repository
    reference : Reference

    Returns
    -------
    Repository
        The very same one where there is nothing more to read.
    """
    places = reference.tree.lies_in.items() if repository.scope.areas else ()
    former = [code for code, place in places if _is_covered(reference, place)]
    scope = replace(repository.scope, areas=(*repository.scope.areas, *former))
    return repository.narrowed(scope) if former else repository


def _placed(
    former: pd.DataFrame,
    parts: dict[str, tuple[Part, ...]],
    repository: Repository,
    source: Source,
    reference: Reference,
) -> dict[str, Part]:
    """Find the part of its former area that each facility stands in: by its point, else where there is but one."""
    # A place says here in which area something counts and is shown to nobody, so it is the same for everybody.
    whole = repository.narrowed(EVERYTHING).read("facility", queries.facility_places()).data
    points = whole[whole["facility_id"].isin(list(former["facility_id"]))].set_index("facility_id")[["lat", "lon"]]
    points = points.apply(pd.to_numeric, errors="coerce").astype(float)
    shapes = dict(source.boundaries(reference)[["pcode", "boundary"]].itertuples(index=False, name=None))
    found: dict[str, Part] = {}
    for code, rows in former.groupby("pcode", sort=True):
        ways = {one.pcode: one for one in parts[str(code)]}
        drawn = {one: shapes[one] for one in ways if one in shapes}
        ids = [str(one) for one in rows["facility_id"]]
        if drawn:
            largest = max(drawn, key=lambda one: (ways[one].weight, one))
            asked = [(one, largest, *points.loc[one]) for one in ids if one in points.index]
            found |= {one: ways[area] for one, (area, _metres) in located(asked, drawn).items() if area is not None}
        if len(ways) == 1:
            found |= {one: next(iter(ways.values())) for one in ids if one not in found}
    return found


def _wider(scope: Scope, reference: Reference) -> Scope | None:
    """Return the scope with the former areas of which a share lies in it; None where there are none beyond it."""
    walk: Crosswalk = reference.crosswalk
    if not scope.areas or not walk.parts:
        return None
    beyond = [
        code
        for code, ways in walk.parts.items()
        if code not in scope.areas
        and not _is_covered(reference, code)
        and any(_is_covered(reference, one.pcode) for one in ways)
    ]
    return replace(scope, areas=tuple(beyond)) if beyond else None


def _is_covered(reference: Reference, pcode: str) -> bool:
    return pcode in reference.tree.levels and covers(reference.scope, reference.tree, pcode)

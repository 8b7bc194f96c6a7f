"""Selection to ReleaseFrame: read, protect, compute, and say where every figure comes from."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data_access import queries
from domain.admin import CITY_BOUNDARY_AREAS, CITY_BOUNDARY_SOURCE_KINDS, LEVELS, PROVINCE
from domain.capacity import OPERATING, Question, base_table
from domain.disclosure import protect, protect_facility_persons
from domain.frames import RELEASE_COLUMNS, ProtectedCells, RawFrame, ReleaseFrame
from domain.gap import figures
from domain.indicators import GROUPS, Indicator
from domain.selection import Selection, number_text
from measures.source import Reference, Source, Version

FACILITY_MEASURES = ("classrooms", "shifts", "training_places")
VALUE_UNITS = {"coverage_pct": "percent", "share_pct": "percent"}


@dataclass(frozen=True)
class Evidence:
    """What a period's figures are computed from: protected cells of people, and facilities with their capacity."""

    cells: ProtectedCells
    facilities: RawFrame


def evidence(source: Source, reference: Reference, version: Version, period: int) -> Evidence:
    """Read and protect the figures of one period.

    Parameters
    ----------
    source : Source
    reference : Reference
    version : Version
        Ties the rounding key to the data.
    period : int
        Jalali year.

    Returns
    -------
    Evidence
        No count of foreign nationals in it is raw.
    """
    rounding = source.rounding(version)
    people = source.repository.read("population", queries.population(period))
    facilities = source.repository.facilities(period, FACILITY_MEASURES)
    return Evidence(protect(people, reference.tree, rounding), protect_facility_persons(facilities, rounding))


def release(
    selection: Selection, reference: Reference, evidence: Evidence, source: Source, version: Version
) -> ReleaseFrame:
    """Compute the released frame of a Selection.

    Parameters
    ----------
    selection : Selection
    reference : Reference
    evidence : Evidence
        Of the selection's period.
    source : Source
        Only its settings and date are used.
    version : Version

    Returns
    -------
    ReleaseFrame
    """
    entry = selection.entry
    question = Question(
        entry=entry,
        groups=selection.groups if entry.takes_groups else GROUPS,
        standard=reference.options.standards.get(entry.id, {}).get(selection.standard or ""),
        target=selection.target,
        missing_limit=source.settings.missing_limit,
    )
    table = base_table(question, evidence.cells, evidence.facilities.data, reference.tree)
    areas = reference.tree.within(selection.area, LEVELS[selection.level])
    beside = [code for code in dict.fromkeys((PROVINCE, selection.area)) if code in reference.tree.levels]
    origin = _origins(entry, reference, evidence)

    def rows(codes: list[str]) -> pd.DataFrame:
        computed = figures(question, table, reference.tree, codes)
        return _complete(computed, codes, selection, reference, origin)

    facilities = evidence.facilities
    truncated = (*reference.truncated, *evidence.cells.truncated, *((facilities.table,) * facilities.truncated))
    return ReleaseFrame(selection, rows(areas), rows(beside), version.name, source.as_of(version), truncated)


@dataclass(frozen=True)
class _Origin:
    """Periods, source ids and population source kinds behind the figures of one lowest area."""

    periods: frozenset[int]
    source_ids: frozenset[str]
    people_kinds: frozenset[str]


def _origins(entry: Indicator, reference: Reference, evidence: Evidence) -> dict[str, _Origin]:
    """Return what stands behind each lowest area, facilities and people together."""
    info = evidence.cells.info
    data = evidence.facilities.data
    kinds = [kind for stage in entry.stages for kind in (*stage.kinds, *stage.apart)]
    counted = data[data["kind"].isin(kinds) & data["status"].isin(OPERATING)]
    years: dict[str, set[int]] = {}
    ids: dict[str, set[str]] = {}
    seen = counted[["pcode", "period", "source_id", "capacity_source"]].drop_duplicates()
    for pcode, period, *sources in seen.itertuples(index=False):
        years.setdefault(pcode, set()).add(int(period))
        known = [one for one in sources if isinstance(one, str)]
        ids.setdefault(pcode, set()).update(";".join(known).split(";"))
    origins = {}
    for leaf in reference.tree.leaves(PROVINCE):
        base = reference.tree.nearest(leaf, info.index)
        own = (set(), set(), set()) if base is None else _people_origin(info, base)
        origins[leaf] = _Origin(
            frozenset(own[0] | years.get(leaf, set())),
            frozenset(own[1] | ids.get(leaf, set())),
            frozenset(own[2]),
        )
    return origins


def _people_origin(info: pd.DataFrame, base: str) -> tuple[set[int], set[str], set[str]]:
    sources, kinds = str(info.at[base, "source_ids"]), str(info.at[base, "kinds"])
    return {int(str(info.at[base, "period"]))}, set(sources.split(";")), set(kinds.split(";"))


def _complete(
    computed: pd.DataFrame,
    codes: list[str],
    selection: Selection,
    reference: Reference,
    origin: dict[str, _Origin],
) -> pd.DataFrame:
    """Add names, provenance and notes, in the order of the contract."""
    entry = selection.entry
    known = [[origin[leaf] for leaf in reference.tree.leaves(code) if leaf in origin] for code in codes]
    standard_id = f"target_{number_text(selection.target)}" if selection.target is not None else selection.standard
    sources = [sorted(set().union(*(part.source_ids for part in parts))) for parts in known]
    used = reference.standards[reference.standards["standard_id"] == (standard_id or "")]["source_id"]
    data = computed.assign(
        pcode=codes,
        level=[reference.tree.levels[code] for code in codes],
        name_fa=reference.areas["name_fa"].reindex(codes).to_numpy(),
        name_en=reference.areas["name_en"].reindex(codes).to_numpy(),
        indicator_id=entry.id,
        period=selection.period,
        unit=VALUE_UNITS.get(entry.value, entry.value),
        standard_id=standard_id,
        reference_period=[_span(set().union(*(part.periods for part in parts))) for parts in known],
        is_demonstration=[_is_demonstration(reference, ids) for ids in sources],
        source_ids=[";".join(sorted({*ids, *used})) for ids in sources],
        note=[
            ";".join(filter(None, [note, _city_boundary(code, entry, parts)]))
            for code, note, parts in zip(codes, computed["note"], known, strict=True)
        ],
    )
    return data[[*RELEASE_COLUMNS, *entry.extras]].reset_index(drop=True)


def _span(periods: set[int]) -> str:
    """Write the years from the oldest to the newest figure used."""
    if not periods:
        return ""
    oldest, newest = min(periods), max(periods)
    return str(newest) if oldest == newest else f"{oldest}-{newest}"


def _is_demonstration(reference: Reference, source_ids: list[str]) -> bool:
    return bool((reference.sources["kind"].reindex(source_ids) == "demonstration").any())


def _city_boundary(code: str, entry: Indicator, parts: list[_Origin]) -> str:
    """Say that the census counts part of the area's people elsewhere, unless the office's own figures are used."""
    if not (entry.per_person and code in CITY_BOUNDARY_AREAS):
        return ""
    kinds = set().union(*(part.people_kinds for part in parts))
    return "city_boundary" if kinds & CITY_BOUNDARY_SOURCE_KINDS else ""

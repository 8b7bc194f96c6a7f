"""Selection to ReleaseFrame: read, protect, compute, and say where every figure comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pandas as pd

from data_access import queries
from domain.admin import LEVELS, PROVINCE
from domain.capacity import people_of
from domain.carried import Carried, counted_above
from domain.commitments import open_promises
from domain.crosswalk import carried_onto
from domain.disclosure import national_totals, protect, protect_facility_persons
from domain.divisions import members, together
from domain.facilities import sectors_of
from domain.frames import RELEASE_COLUMNS, ProtectedCells, ReleaseFrame
from domain.grants import EVERYTHING
from domain.offers import OPERATING, offers_of
from domain.selection import Selection, number_text
from domain.supplies import MEASURES
from domain.unplaced import (
    LeftOut,
    by_area_and_kind,
    former_people,
    unknown_people,
    unknown_promises,
    unplaced_facilities,
)
from measures import carrying
from measures.families import Basis, compute
from measures.granted import without_others
from measures.notes import with_notes
from measures.origins import Origins, origins_of
from measures.promises import commitments_on, counted_until
from measures.reading import if_there, snapshot
from measures.reference import Reference
from measures.source import Source, Version

VALUE_UNITS = {"coverage_pct": "percent", "share_pct": "percent", "national_pct": "percent"}


@dataclass(frozen=True)
class Evidence:
    """What a period's figures are computed from; no count of foreign nationals in it is raw.

    Attributes
    ----------
    cells : ProtectedCells
        The sexes apart.
    basis : Basis
        People, facilities, promises, added up.
    origins : Origins
        Years and sources.
    truncated : tuple of str
        Tables that the row cap cut.
    left_out : LeftOut
        What no figure counts.
    absent : tuple of str
        Tables that the database lacks and that are done without.
    carried : Carried
        Where figures of former areas stand on today's.
    """

    cells: ProtectedCells
    basis: Basis
    origins: Origins
    truncated: tuple[str, ...]
    left_out: LeftOut = field(default_factory=LeftOut)
    absent: tuple[str, ...] = ()
    carried: Carried = field(default_factory=Carried)


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

    Raises
    ------
    DatabaseError
        'changed' when the database holds another data version by now.
    """
    rounding, tree = source.rounding(version), reference.tree
    today = reference.today or tree
    as_of = source.as_of(version)
    with snapshot(source._repository, version.name) as repository:
        raw_people, as_written = carrying.people_of(repository, reference, period)
        raw_facilities, moved = carrying.facilities_of(repository, source, reference, period, MEASURES)
        published = reference.published_on(raw_facilities.data["capacity_source"])
        kinds = raw_facilities.data["kind"]
        if source.scope.areas:  # whether a sector was loaded is the same for everybody, wherever its facilities stand
            kinds = repository.narrowed(EVERYTHING).read("facility", queries.kinds(period)).data["kind"]
        silent = repository.read("facility without a status", queries.facilities_without_status()).data
        until = counted_until(period, as_of, published)
        promised = carrying.with_former(repository, reference)
        commitments = if_there(lambda: commitments_on(promised, as_of, until))
    cells = together(protect(raw_people, today, rounding, by_sex=True), reference.parts, today)
    facilities = protect_facility_persons(raw_facilities, rounding)
    facilities, moved = replace(facilities, data=reference.then(facilities.data)), reference.then(moved)
    people, lowest = people_of(cells), tuple(tree.leaves(PROVINCE))
    origins = origins_of(cells, facilities.data, tree, PROVINCE)
    operating = facilities.data.loc[facilities.data["status"].isin(OPERATING), "facility_id"]
    basis = Basis(
        tree=tree,
        options=reference.options,
        people=people,
        offers=offers_of(facilities.data, people.areas, tree),
        lowest=lowest,
        own_offers=offers_of(facilities.data, lowest, tree),
        national=national_totals(raw_people, rounding),
        promises=None if commitments is None else open_promises(commitments, frozenset(operating)),
        distorted=origins.distorted(),
        missing_limit=source.settings.missing_limit,
        scope=source.scope,
        sectors=sectors_of(kinds.unique()),
    )
    return Evidence(
        cells,
        basis,
        origins,
        (*cells.truncated, *((facilities.table,) * facilities.truncated)),
        LeftOut(
            unplaced=unplaced_facilities(facilities.data, people.areas, tree),
            without_status=by_area_and_kind(silent.itertuples(index=False, name=None), tree),
            people=unknown_people(reference.then(raw_people.data)["pcode"], tree, reference.former),
            promises={} if basis.promises is None else unknown_promises(basis.promises, tree),
            former=former_people(raw_people.data, reference.former),
        ),
        absent=("commitment",) if commitments is None else (),
        carried=Carried(
            counted_above(_carried_here(as_written.data, reference), tree),
            by_area_and_kind(_numbers(moved), tree),
            {whole: len(one) for whole, one in members(reference.parts, today.levels).items() if len(one) > 1},
        ),
    )


def _carried_here(people: pd.DataFrame, reference: Reference) -> set[str]:
    """Return the areas that persons of others were carried onto; what a past year had as a whole was not divided."""
    divided = people[~people["pcode"].isin(list(reference.parts.values()))]
    return {reference.parts.get(code, code) for code in carried_onto(divided, reference.crosswalk)}


def _numbers(moved: pd.DataFrame) -> Iterator[tuple[str, str, int]]:
    """Count operating facilities by area and kind."""
    counted = moved[moved["status"].isin(OPERATING)].groupby(["pcode", "kind"], observed=True).size().reset_index()
    yield from counted.itertuples(index=False, name=None)


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
        Only its date and its scope are used.
    version : Version

    Returns
    -------
    ReleaseFrame
        An area that the scope does not cover, and that stands beside others, has no figure and the note `not_shared`.

    Raises
    ------
    NotGranted
        The scope does not cover the indicator.
    """
    tree = reference.tree
    areas = tree.within(selection.area, LEVELS[selection.level])
    beside = [code for code in dict.fromkeys((PROVINCE, selection.area)) if code in tree.levels]
    computed = compute(selection, evidence.basis, areas, beside)
    truncated = (*reference.truncated, *evidence.truncated)
    rows = _complete(computed, selection, reference, evidence)
    rows = with_notes(rows, selection.entry, evidence.left_out, truncated, evidence.carried)
    rows = without_others(rows, source.scope, tree)
    data, context = rows.iloc[: len(areas)], rows.iloc[len(areas) :].reset_index(drop=True)
    return ReleaseFrame(selection, data, context, version.name, source.as_of(version), truncated)


def _complete(computed: pd.DataFrame, selection: Selection, reference: Reference, evidence: Evidence) -> pd.DataFrame:
    """Add names, provenance and notes, in the order of the contract."""
    entry = selection.entry
    codes = list(computed.index)
    national = evidence.basis.national.values() if entry.family == "national_share" else ()
    known = [evidence.origins.of(entry, code).with_national(national) for code in codes]
    standard_id = f"target_{number_text(selection.target)}" if selection.target is not None else selection.standard
    used = reference.standard_sources.get(standard_id or "", frozenset())
    added = {
        "pcode": codes,
        "level": [reference.tree.levels[code] for code in codes],
        "name_fa": reference.areas["name_fa"].reindex(codes).to_numpy(),
        "name_en": reference.areas["name_en"].reindex(codes).to_numpy(),
        "indicator_id": entry.id,
        "period": selection.period,
        "unit": VALUE_UNITS.get(entry.value, entry.value),
        "standard_id": standard_id,
        "reference_period": [one.span for one in known],
        "is_demonstration": [bool(one.source_ids & reference.demonstration_ids) for one in known],
        "source_ids": [";".join(sorted(one.source_ids | used)) for one in known],
        "note": [
            ";".join(filter(None, (note, one.city_boundary(code, entry))))
            for code, note, one in zip(codes, computed["note"], known, strict=True)
        ],
    }
    kept = {name: computed[name].to_numpy() for name in computed.columns if name not in added}
    columns = (*RELEASE_COLUMNS, *entry.extras)
    return pd.DataFrame({**added, **kept}, index=range(len(codes)), columns=list(columns))

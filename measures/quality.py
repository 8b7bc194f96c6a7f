"""What is wrong or thin in a database, as far as it may be told: every count of foreign nationals is protected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import jdatetime
import numpy as np
import pandas as pd

from data_access import place_queries, quality_queries, queries
from domain.admin import LEVELS, PROVINCE, AreaTree
from domain.crosswalk import Crosswalk, carried_by_year
from domain.disclosure import protect_facility_persons, rounded_totals
from domain.indicators import CATALOGUE
from domain.offers import OPERATING
from domain.outliers import RATIO_MEASURES, outliers
from domain.quality import (
    Finding,
    measures_of,
    missing_capacity,
    not_carried,
    not_placed,
    old_figures,
    outside_district,
    totals_against_parts,
    without_boundary,
    without_place,
)
from domain.supplies import SUPPLIES
from domain.validity import first_years
from geo.containment import located
from measures import carrying
from measures.reading import if_there, snapshot
from measures.reference import Reference
from measures.release import Evidence
from measures.source import Source, Version


@dataclass(frozen=True)
class Quality:
    """What the checks found.

    Attributes
    ----------
    findings : dict of str to Finding
        By check: totals, outside, no_place, no_boundary, old, missing, outliers, unplaced,
        former.
    coverage : pandas.DataFrame
        `pcode, period, districts, with_people, facilities, reported`: one row per county and year.
    truncated : tuple of str
        Tables that the row cap cut.
    without_people : dict of int to tuple of str
        By year the lowest areas whose people are not known.
    """

    findings: dict[str, Finding]
    coverage: pd.DataFrame
    truncated: tuple[str, ...] = ()
    without_people: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def standing_out(self) -> int:
        """How many checks found something."""
        return sum(one.found > 0 for one in self.findings.values())


def quality(
    source: Source, reference: Reference, version: Version, evidence: Mapping[int, Evidence], period: int
) -> Quality:
    """Run all checks.

    Parameters
    ----------
    source : Source
    reference : Reference
    version : Version
    evidence : mapping of int to Evidence
        Of every year with figures.
    period : int
        The Jalali year whose facilities are looked at.

    Returns
    -------
    Quality

    Raises
    ------
    DatabaseError
        'changed' when the database holds another data version by now.
    """
    with snapshot(source._repository, version.name) as repository:
        read = {
            "residents": repository.read("totals of residents", quality_queries.resident_totals()),
            "foreign": repository.read("population", quality_queries.foreign_of_levels()),
            "years": repository.read("years of capacity", quality_queries.capacity_years()),
            "places": repository.read("facility", queries.facility_places()),
            "facility": carrying.facilities_of(repository, source, reference, period, RATIO_MEASURES)[0],
        }
        settlements = if_there(lambda: repository.read("settlement", place_queries.settlements()))
        read |= {"settlement": settlements} if settlements else {}
    boundaries, tree, rounding = source.boundaries(reference), reference.tree, source.rounding(version)
    facilities = _with_places(protect_facility_persons(read["facility"], rounding).data, read["places"].data)
    # Totals of former years are held against parts of today.
    foreign = replace(read["foreign"], data=carried_by_year(read["foreign"].data, reference.crosswalk))
    residents = _resident_totals(read["residents"].data, reference.crosswalk)
    totals = pd.concat([residents, rounded_totals(foreign, rounding)])
    parts = {part.pcode for ways in reference.crosswalk.parts.values() for part in ways}
    begun = {code: year for code, year in first_years(reference.areas).items() if code not in parts}
    drawn = _located(facilities, boundaries)
    newest = evidence[max(evidence)]
    places = None if settlements is None else settlements.data
    figures = _dated(read["years"].data, places, facilities, newest, reference)
    year = jdatetime.date.fromgregorian(date=source.as_of(version)).year
    operating = int(facilities["status"].isin(OPERATING).sum())
    found = {
        "totals": totals_against_parts(totals, tree, begun),
        "outside": outside_district(facilities, drawn),
        "no_place": without_place(facilities),
        "no_boundary": without_boundary(tree, boundaries["pcode"]),
        "old": old_figures(pd.concat(figures, ignore_index=True), year),
        "missing": missing_capacity(facilities),
        "outliers": outliers(facilities),
        "unplaced": not_placed(evidence[period].left_out.unplaced, tree, operating),
        "former": not_carried(evidence[period].left_out.former, len(reference.former)),
    }
    leaves = [leaf for county in tree.within(PROVINCE, LEVELS["county"]) for leaf in tree.leaves(county)]
    unknown = {
        year: tuple(leaf for leaf in sorted(leaves) if leaf not in known.origins.people)
        for year, known in sorted(evidence.items())
    }
    cut = tuple(one.table for one in read.values() if one.truncated)
    return Quality(found, coverage(evidence, tree), cut, unknown)


def coverage(evidence: Mapping[int, Evidence], tree: AreaTree) -> pd.DataFrame:
    """Tell, by county and year, for how many districts and facilities there are figures.

    Parameters
    ----------
    evidence : mapping of int to Evidence
    tree : AreaTree

    Returns
    -------
    pandas.DataFrame
        `pcode, period, districts, with_people, facilities, reported`: lowest areas, those whose people are known,
        operating facilities that are counted by a measure, and those that reported it.
    """
    rows = [
        {"pcode": county, "period": period} | _covered(found, tree.leaves(county))
        for county in tree.within(PROVINCE, LEVELS["county"])
        for period, found in sorted(evidence.items())
    ]
    return pd.DataFrame(rows, columns=["pcode", "period", "districts", "with_people", "facilities", "reported"])


def _covered(found: Evidence, leaves: list[str]) -> dict[str, int]:
    offers, inside = found.basis.own_offers, np.isin(found.basis.lowest, leaves)
    expected = reported = 0.0
    for supply, kinds in _counted_kinds().items():
        at = offers.places_of(tuple(kinds))
        expected += float(offers.count[inside][:, at].sum())
        reported += float(offers.reported[supply][inside][:, at].sum())
    known = sum(leaf in found.origins.people for leaf in leaves)
    return {"districts": len(leaves), "with_people": known, "facilities": int(expected), "reported": int(reported)}


def _counted_kinds() -> dict[str, set[str]]:
    """Kinds by the one measure that need is held against, where it is more than being there."""
    found: dict[str, set[str]] = {}
    for entry in CATALOGUE.values():
        if entry.family == "need" and entry.supply != "facilities" and entry.supply in SUPPLIES:
            found.setdefault(entry.supply, set()).update(entry.kinds)
    return found


def _resident_totals(rows: pd.DataFrame, crosswalk: Crosswalk) -> pd.DataFrame:
    """One total per area and year: the published one where there is any, else the sum of the coarsest split."""
    best = rows.sort_values("wholes").drop_duplicates(["pcode", "period"], keep="last").drop(columns="wholes")
    today = carried_by_year(best, crosswalk)
    if today is not best:
        today = today.groupby(["pcode", "period"], as_index=False)[["persons"]].sum()
    return today.assign(population_group="resident", slack=0, persons=today["persons"].astype(float))


def _with_places(facilities: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    joined = facilities.join(places.set_index("facility_id"), on="facility_id")
    # A coordinate that is no number is a facility without a place.
    return joined.assign(
        **{name: pd.to_numeric(joined[name], errors="coerce").astype(float) for name in ("lat", "lon")}
    )


def _located(facilities: pd.DataFrame, boundaries: pd.DataFrame) -> dict[str, tuple[str | None, float]]:
    """Look for each facility among the areas of the level that it is registered at."""
    found: dict[str, tuple[str | None, float]] = {}
    for _level, areas in boundaries.groupby("level"):
        shapes = dict(areas[["pcode", "boundary"]].itertuples(index=False, name=None))
        own = facilities[facilities["pcode"].isin(list(shapes))]
        found |= located(own[["facility_id", "pcode", "lat", "lon"]].itertuples(index=False, name=None), shapes)
    return found


def _dated(
    years: pd.DataFrame,
    settlements: pd.DataFrame | None,
    facilities: pd.DataFrame,
    newest: Evidence,
    reference: Reference,
) -> Iterator[pd.DataFrame]:
    """The year of every latest figure, and where it belongs."""
    info = newest.cells.info
    yield pd.DataFrame({"what": "population", "pcode": info.index, "period": info["period"].to_numpy()})
    here = facilities[facilities["status"].isin(OPERATING)].set_index("facility_id")[["pcode", "kind"]]
    known = years.join(here, on="facility_id", how="inner")
    asked = [measure in measures_of(kind) for measure, kind in zip(known["measure"], known["kind"], strict=True)]
    yield known.loc[np.asarray(asked, dtype=bool), ["pcode", "period"]].assign(what="capacity")
    if settlements is not None:
        yield settlements[["pcode", "period"]].assign(what="settlement")
    last = reference.benchmarks.groupby(["pcode", "indicator_id"])["period"].max().reset_index()
    yield last[["pcode", "period"]].assign(what="benchmark")

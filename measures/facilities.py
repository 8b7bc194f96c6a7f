"""Facilities as they may be shown: where, what, in which state, with protected person counts."""

from __future__ import annotations

import pandas as pd

from data_access import queries
from domain.disclosure import protect_facility_persons
from domain.facilities import KINDS, SHOWN_MEASURES, STATUSES
from domain.frames import FACILITY_COLUMNS, FacilityFrame
from measures import carrying
from measures.reading import snapshot
from measures.reference import Reference
from measures.source import Source, Version


def facilities(source: Source, reference: Reference, version: Version, period: int) -> FacilityFrame:
    """Read and protect the facilities of one period.

    Parameters
    ----------
    source : Source
    reference : Reference
        Says which sources are demonstration data.
    version : Version
        Ties the rounding key to the data.
    period : int
        Jalali year; a facility without a status up to it is left out.

    Returns
    -------
    FacilityFrame
        `pupils`, `graduates` and `beneficiaries` of facilities for foreign nationals alone are rounded.
    """
    with snapshot(source._repository, version.name) as repository:  # or a load between two queries would be seen half
        raw, _moved = carrying.facilities_of(repository, source, reference, period, SHOWN_MEASURES)
        places = repository.read("facility", queries.facility_places())
        silent = repository.read("facility without a status", queries.facilities_without_status()).data["number"]
    found = protect_facility_persons(raw, source.rounding(version))
    data = reference.then(found.data).join(places.data.set_index("facility_id"), on="facility_id")
    # One without a row here is no point for whoever reads: it counts in sums alone, under no name.
    without_point = frozenset(data["facility_id"]) - frozenset(places.data["facility_id"])
    data = data.fillna({"name_fa": "", "name_en": ""}) if without_point else data
    known = data["kind"].isin(list(KINDS)) & data["status"].isin(list(STATUSES))
    data = data[known]
    ids = [
        ";".join(sorted({*own.split(";"), *(more.split(";") if isinstance(more, str) else ())}))
        for own, more in zip(data["source_id"], data["capacity_source"], strict=True)
    ]
    marked = [not reference.demonstration_ids.isdisjoint(text.split(";")) for text in ids]
    # A coordinate that is no number is a facility without a place, not a page without facilities.
    numbers = {name: pd.to_numeric(data[name], errors="coerce") for name in ("lat", "lon", *SHOWN_MEASURES)}
    numbers = {name: column.astype(float) for name, column in numbers.items()}
    data = data.assign(source_ids=ids, is_demonstration=marked, **numbers)
    truncated = tuple(dict.fromkeys(frame.table for frame in (found, places) if frame.truncated))
    return FacilityFrame(
        data[list(FACILITY_COLUMNS)].reset_index(drop=True),
        int((~known).sum() + silent.sum()),
        truncated,
        without_point,
    )

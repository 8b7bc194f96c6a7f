"""What the columns of the data contract may hold, as data: the checks of a database and the workbook are made from it.

`domain.raw_checks` says what stops the reading; here stands all that a data steward ought to hear of.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.admin import LEVEL_NAMES
from domain.facilities import KINDS
from domain.facilities import STATUSES as FACILITY_STATUSES
from domain.indicators import CATALOGUE, GROUPS
from domain.raw_checks import CONTRACTS

Place = tuple[str, str]  # table, column

SECTOR_MEASURES: dict[str, tuple[str, ...]] = {
    "education": ("classrooms", "shifts", "pupils", "teachers", "floor_area_m2"),
    "health": ("staff", "beds"),
    "livelihoods": ("training_places", "graduates", "beneficiaries"),
}
ALL_MEASURES = tuple(measure for measures in SECTOR_MEASURES.values() for measure in measures)
BENCHMARK_INDICATORS = ("foreign_persons", "health_houses", "pupils_per_class", "school_space")
FACILITY_SECTORS = tuple(SECTOR_MEASURES)
_CONFIDENCE = ("high", "medium", "low")

# Where another code is an error: nothing can be read beside it, or the row would be counted as something it is not.
CODES: dict[Place, tuple[object, ...]] = {
    (table, column): codes for table, contract in CONTRACTS.items() for column, codes in contract.known.items()
} | {
    ("admin_area", "level"): tuple(LEVEL_NAMES),
    ("facility_status", "status"): tuple(FACILITY_STATUSES),
    ("facility", "kind"): tuple(KINDS),
    ("commitment", "sector"): FACILITY_SECTORS,
    ("agenda_item", "sector"): (*FACILITY_SECTORS, "overall", "population"),
    ("commitment", "population_group"): GROUPS,
    ("source", "confidence"): _CONFIDENCE,
    ("service_standard", "confidence"): _CONFIDENCE,
    ("settlement", "kind"): ("city", "village", "neighbourhood"),
    ("unit_cost", "action"): ("build", "upgrade", "rehabilitate"),
}
# A status is read from its own table; the join of `raw_checks` knows it as a column of facility.
CODES.pop(("facility", "status"), None)

# Where a row with another code is left out of all figures, which harms nothing else.
PASSED_OVER: dict[Place, tuple[object, ...]] = {
    ("facility_capacity", "measure"): ALL_MEASURES,
    ("admin_area", "boundary_quality"): ("official", "open", "schematic"),
    ("service_standard", "indicator_id"): tuple(CATALOGUE),
    ("benchmark", "indicator_id"): tuple(dict.fromkeys((*CATALOGUE, *BENCHMARK_INDICATORS))),
    ("commitment", "indicator_id"): tuple(CATALOGUE),
    ("unit_cost", "kind"): tuple(KINDS),
}

REFERENCES: Mapping[Place, Place] = {
    ("admin_area", "parent_pcode"): ("admin_area", "pcode"),
    ("population", "pcode"): ("admin_area", "pcode"),
    ("settlement", "pcode"): ("admin_area", "pcode"),
    ("facility", "pcode"): ("admin_area", "pcode"),
    ("benchmark", "pcode"): ("admin_area", "pcode"),
    ("commitment", "pcode"): ("admin_area", "pcode"),
    ("crosswalk", "from_pcode"): ("admin_area", "pcode"),
    ("crosswalk", "to_pcode"): ("admin_area", "pcode"),
    ("facility", "supporter_id"): ("partner", "partner_id"),
    ("facility_status", "facility_id"): ("facility", "facility_id"),
    ("facility_capacity", "facility_id"): ("facility", "facility_id"),
    ("agenda_item", "meeting_id"): ("meeting", "meeting_id"),
    ("commitment", "meeting_id"): ("meeting", "meeting_id"),
    ("commitment", "partner_id"): ("partner", "partner_id"),
    ("commitment", "facility_id"): ("facility", "facility_id"),
    ("commitment_update", "commitment_id"): ("commitment", "commitment_id"),
    ("travel_time", "origin_id"): ("settlement", "settlement_id"),
    **{
        (table, "source_id"): ("source", "source_id")
        for table in (
            *("admin_area", "population", "settlement", "facility", "facility_status", "facility_capacity"),
            *("service_standard", "benchmark", "crosswalk", "travel_time", "unit_cost"),
        )
    },
}

# Gregorian days in ISO form; the second list holds what cannot lie ahead.
DATES: tuple[Place, ...] = (
    *(("dataset", "released_on"), ("meeting", "held_on"), ("commitment", "due_on")),
    *(("commitment_update", "updated_on"), ("source", "published_on"), ("source", "accessed_on")),
)
PAST_DATES: tuple[Place, ...] = (
    *(("dataset", "released_on"), ("commitment_update", "updated_on")),
    *(("source", "published_on"), ("source", "accessed_on")),
)
# Jalali years.
YEARS = ("population", "settlement", "facility_status", "facility_capacity", "benchmark")
# Tables with a point: latitude and longitude.
POINTS: dict[str, tuple[str, str]] = {
    "facility": ("lat", "lon"),
    "settlement": ("lat", "lon"),
    "admin_area": ("center_lat", "center_lon"),
}
# Iran with some room, degrees: the two ranges do not meet, so that a swapped pair is known for what it is.
LATITUDES, LONGITUDES = (24.0, 40.5), (43.5, 64.0)
FIRST_YEAR, LAST_YEAR = 1300, 1450
GREGORIAN_YEARS = (1900, 2100)
MOST_SHIFTS = 3
# Shares that cannot pass the whole.
SHARES = ("share_pct", "percent")

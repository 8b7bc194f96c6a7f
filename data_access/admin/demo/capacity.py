"""Capacity by year: classrooms, shifts, pupils, teachers, floor area; staff and beds; training places and people."""

from collections.abc import Iterator

from data_access.admin.demo import counts, facts
from data_access.admin.demo.chance import between, draw
from data_access.admin.demo.facilities import Facility, everything, hospital_owner

Row = dict[str, object]
Measures = dict[str, int]

SILENT_DISTRICT = "IR230305"  # more than a fifth of its schools report nothing: 'no data' can be seen
SILENT_ONE_IN = 35
SILENT_FROM = 20  # facilities of a kind in a district from which on single ones are left out
LAST_OLD_REPORT = 1400
FLOOR_PERIODS = (1400, 1402, 1404)
ENROLMENT = {1400: 0.95, 1401: 0.965, 1402: 0.98, 1403: 1.0, 1404: 0.985}
STAFF = {
    "health_house": (2, 4),
    "health_post": (5, 10),
    "rural_health_centre": (8, 17),
    "urban_health_centre": (14, 31),
    "clinic": (8, 30),
}
CITY = "IR230102"
BEDS = {"public": (120, 420), "charity": (60, 180), "private": (50, 210)}  # of Tehran city; elsewhere:
TOWN_BEDS = (32, 160)
PLACES = {"training_centre": (180, 720), "workshop": (30, 120)}


def rows() -> list[Row]:
    """Return the rows of `facility_capacity`, in the order of its key."""
    groups: dict[tuple[str, str], list[Facility]] = {}
    for facility in everything():
        groups.setdefault((facility.kind, facility.pcode), []).append(facility)
    found = [row for (kind, pcode), members in groups.items() for row in _of_group(kind, pcode, members)]
    return sorted(found, key=lambda row: (row["facility_id"], row["period"], row["measure"]))


def _of_group(kind: str, pcode: str, members: list[Facility]) -> Iterator[Row]:
    rooms = _classrooms(kind, pcode, members) if kind in counts.STAGES else {}
    for position, facility in enumerate(members):
        for period in _reported(facility, position, len(members)):
            for measure, value in _measures(facility, period, rooms).items():
                yield {
                    "facility_id": facility.facility_id,
                    "period": period,
                    "measure": measure,
                    "value": float(value),
                    "source_id": "demo_capacity",
                }


def _reported(facility: Facility, position: int, count: int) -> list[int]:
    """Return the years a facility has figures for; some never reported, some stopped after the first year."""
    periods = [year for year in facts.PERIODS if facility.status(year) not in (None, "closed")]
    if facility.kind in counts.STAGES and facility.pcode == SILENT_DISTRICT:
        return [] if position % 3 == 0 else periods
    if count >= SILENT_FROM and position % SILENT_ONE_IN == len(facility.pcode + facility.kind) % SILENT_ONE_IN:
        return [year for year in periods if year <= LAST_OLD_REPORT] if position % 2 else []
    return periods


def _measures(facility: Facility, period: int, rooms: dict[str, int]) -> Measures:
    if facility.kind in counts.STAGES:
        return _school(facility, period, rooms[facility.facility_id])
    if facility.kind == "hospital":
        return _hospital(facility, period)
    if facility.kind in STAFF:
        return {"staff": _drawn(STAFF[facility.kind], "staff", facility)} if facility.operates(period) else {}
    return _livelihood(facility, period)


def shifts(facility: Facility, period: int) -> int:
    """Return the shifts of a school; a few third shifts end in 1403, some second ones in 1404."""
    double = counts.profile(facility.pcode, "double_shift_pct") / 100
    chance = draw("shifts", facility.facility_id)
    if chance < 0.04 * double and double > 0.5:
        return 3 if period < 1403 else 2
    if chance < double:
        return 2
    return 2 if chance < 1.06 * double and period < facts.LATEST else 1


def _classrooms(kind: str, pcode: str, members: list[Facility]) -> dict[str, int]:
    """Give each school its rooms so that the operating ones together offer the district's classes of all shifts."""
    size = {facility.facility_id: between(0.55, 1.45, "size", facility.facility_id) for facility in members}
    weights = {facility.facility_id: size[facility.facility_id] * _counted_shifts(facility) for facility in members}
    operating = sum(weights[f.facility_id] for f in members if f.operates(facts.LATEST))
    scale = counts.class_shifts(kind, pcode) / operating if operating else 6.0
    rooms: dict[str, int] = {}
    carried = 0.0  # rounding errors go to the next school, so that small districts keep their coverage
    for facility in members:
        wanted = scale * size[facility.facility_id] + (carried if facility.operates(facts.LATEST) else 0.0)
        rooms[facility.facility_id] = max(1, round(wanted))
        if facility.operates(facts.LATEST):
            carried = wanted - rooms[facility.facility_id]
    return rooms


def _counted_shifts(facility: Facility) -> int:
    return min(2, shifts(facility, facts.LATEST))


def _school(facility: Facility, period: int, rooms: int) -> Measures:
    running = shifts(facility, period) if facility.operates(period) else 1
    offered = {"classrooms": rooms, "shifts": running}
    if not facility.operates(period):
        return offered
    name = facility.facility_id
    usual = counts.profile(facility.pcode, "class_size")
    pupils = round(rooms * running * usual * between(0.82, 1.18, "class", name) * ENROLMENT[period])
    teachers = max(1, round(pupils / (0.72 * usual * between(0.85, 1.15, "teachers", name))))
    floor = {"floor_area_m2": _floor_area(facility, rooms)} if period in FLOOR_PERIODS else {}
    return offered | {"pupils": pupils, "teachers": teachers} | floor


def _floor_area(facility: Facility, rooms: int) -> int:
    profile = facts.by("district_profile", "pcode")[facility.pcode]
    per_room = float(profile["space_m2"]) * int(profile["class_size"]) * _counted_shifts(facility)
    return round(rooms * per_room * between(0.8, 1.2, "floor", facility.facility_id))


def _hospital(facility: Facility, period: int) -> Measures:
    owner = hospital_owner(facility)[1]
    beds = _drawn(BEDS[owner] if facility.pcode == CITY else TOWN_BEDS, "beds", facility)
    return {"beds": beds, "staff": 2 * beds} if facility.operates(period) else {"beds": beds}


def _livelihood(facility: Facility, period: int) -> Measures:
    name = facility.facility_id
    reach = ENROLMENT[period] * between(0.9, 1.1, "reach", name, period)
    if facility.kind == "enterprise_support":
        return {"beneficiaries": round(reach * _drawn((60, 600), "clients", facility))}
    places = _drawn(PLACES[facility.kind], "places", facility)
    if not facility.operates(period):
        return {"training_places": places}
    graduates = round(places * reach * between(0.6, 0.88, "graduates", name))
    return {"training_places": places, "graduates": graduates, "beneficiaries": round(graduates * 1.12)}


def _drawn(bounds: tuple[int, int], what: str, facility: Facility) -> int:
    return int(between(*bounds, what, facility.facility_id))

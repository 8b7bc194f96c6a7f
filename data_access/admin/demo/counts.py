"""How many facilities of each kind stand in each district."""

from functools import cache

from data_access.admin.demo import facts
from data_access.admin.demo.chance import apportion
from data_access.admin.demo.population import persons

STAGES = {
    "primary_school": ("6-11",),
    "lower_secondary_school": ("12-14",),
    "upper_secondary_school": ("15-17",),
}
WORKING_AGES = ("15-17", "18-64")
PUPILS_PER_CLASS = 35
PERSONS_PER_POST = 12_500
# Classes of all shifts in one school, by rural share of the district up to.
CLASSES_PER_SCHOOL = ((300, 13.5), (600, 9.0), (1000, 6.0))


def profile(pcode: str, column: str) -> int:
    """Return one whole-number assumption about a district."""
    return facts.number("district_profile", "pcode", pcode, column)


def planned(kind: str, pcode: str) -> int:
    """Return how many facilities of a kind are still planned or under construction in a district."""
    return sum(int(row["facilities"]) for row in facts.rows("pipeline") if (row["kind"], row["pcode"]) == (kind, pcode))


def class_shifts(kind: str, pcode: str) -> float:
    """Return the classes of all shifts (two at most) that the schools of a stage offer: need x assumed coverage."""
    pupils = persons(pcode, facts.LATEST, STAGES[kind])
    return pupils * profile(pcode, "seat_coverage_pct") / 100 / PUPILS_PER_CLASS


@cache
def facilities(kind: str) -> dict[str, int]:
    """Return the number of facilities of a kind by district, pipeline included."""
    codes = facts.districts()
    if kind in STAGES:
        return {code: _schools(kind, code) + planned(kind, code) for code in codes}
    if kind == "health_post":
        return {code: _posts(code) + planned(kind, code) for code in codes}
    if kind == "hospital":
        return {code: profile(code, "hospitals") for code in codes}
    total = facts.number("facility_count", "kind", kind, "facilities")
    return dict(zip(codes, apportion(total, [_weight(kind, code) for code in codes]), strict=True))


def _schools(kind: str, pcode: str) -> int:
    rural = profile(pcode, "rural_permille")
    size = next(classes for limit, classes in CLASSES_PER_SCHOOL if rural <= limit)
    return max(1, round(class_shifts(kind, pcode) / size))


def _posts(pcode: str) -> int:
    urban = persons(pcode, facts.LATEST, area_types=("urban",))
    return round(urban * profile(pcode, "post_coverage_pct") / 100 / PERSONS_PER_POST)


def _weight(kind: str, pcode: str) -> int:
    latest = facts.LATEST
    if kind == "health_house":
        return persons(pcode, latest, area_types=("rural",)) * profile(pcode, "house_weight")
    if kind == "rural_health_centre":
        return persons(pcode, latest, area_types=("rural",)) * (8 + profile(pcode, "centre_weight"))
    if kind in ("urban_health_centre", "clinic"):
        return persons(pcode, latest, area_types=("urban",)) * profile(pcode, "centre_weight")
    return persons(pcode, latest, WORKING_AGES) * profile(pcode, "training_weight")

"""Facilities: where they stand, what they are called, whom they are for, and their status by year."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data_access.admin.demo import counts, facts
from data_access.admin.demo.chance import apportion, draw
from data_access.admin.demo.places import Ground, persons_of, settlements_of

Row = dict[str, object]
History = tuple[tuple[int, str], ...]

RURAL_KINDS = ("health_house", "rural_health_centre")
OPERATING = ("operational", "needs_rehabilitation")
FIRST_STATUS = 1398
FOREIGN_MANY = 28  # per mille of refugees from which on partners support services in a district
HOSPITAL_OWNERS = (("دولتی", "public", 88), ("خیریه", "charity", 11), ("خصوصی", "private", 62))
PARTNERS = ("unhcr", "ngo_a", "ngo_b", "ngo_c")
FA_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True)
class Facility:
    """One facility before it is written: `number` counts within its kind and district from 1."""

    facility_id: str
    kind: str
    pcode: str
    number: int
    settlement_id: str
    open_to: str
    supporter_id: str | None
    history: History

    def status(self, period: int) -> str | None:
        """Return the status in a year, None before the first one."""
        past = [status for year, status in self.history if year <= period]
        return past[-1] if past else None

    def operates(self, period: int) -> bool:
        """Tell whether the facility serves people in a year."""
        return self.status(period) in OPERATING


@cache
def everything() -> tuple[Facility, ...]:
    """Return all facilities in the order of their ids."""
    found = [
        facility
        for kind in facts.by("kind", "kind")
        for pcode, count in counts.facilities(kind).items()
        for facility in _of_district(kind, pcode, count)
    ]
    return tuple(sorted(found, key=lambda facility: facility.facility_id))


def facility_rows(ground: Ground) -> list[Row]:
    """Return the rows of `facility`."""
    seen: dict[tuple[str, str], int] = {}
    return [_row(facility, ground, seen) for facility in everything()]


def status_rows() -> list[Row]:
    """Return the rows of `facility_status`: one per change."""
    return [
        {"facility_id": facility.facility_id, "period": period, "status": status, "source_id": "demo_facilities"}
        for facility in everything()
        for period, status in facility.history
    ]


def _of_district(kind: str, pcode: str, count: int) -> Iterator[Facility]:
    prefix = facts.by("kind", "kind")[kind]["prefix"]
    places = _settlements(kind, pcode, count)
    pipeline = _pipeline(kind, pcode)
    for position, settlement_id in enumerate(places):
        number = position + 1
        name = f"{prefix}_{pcode.removeprefix('IR')}_{number:04d}"
        open_to, supporter = _audience(kind, pcode, name)
        waiting = position - (count - len(pipeline))
        history = (pipeline[waiting],) if waiting >= 0 else _history(kind, name)
        yield Facility(name, kind, pcode, number, settlement_id, open_to, supporter, history)


def _settlements(kind: str, pcode: str, count: int) -> list[str]:
    """Return the settlement of each facility: by people, rural kinds evenly over the villages."""
    places = settlements_of(pcode)
    villages = tuple(row for row in places if row["kind"] == "village")
    chosen = villages if kind in RURAL_KINDS and villages else places
    weights = [1 if chosen is villages else persons_of(row["settlement_id"]) for row in chosen]
    parts = apportion(count, weights)
    return [row["settlement_id"] for row, part in zip(chosen, parts, strict=True) for _ in range(part)]


def _pipeline(kind: str, pcode: str) -> list[tuple[int, str]]:
    return [
        (int(row["since_period"]), row["status"])
        for row in facts.rows("pipeline")
        if (row["kind"], row["pcode"]) == (kind, pcode)
        for _ in range(int(row["facilities"]))
    ]


def _history(kind: str, name: str) -> History:
    """Return the changes of status of a facility that has been opened."""
    chance = draw("history", name)
    year = 1400 + int(5 * draw("history year", name))
    need = facts.number("kind", "kind", kind, "rehabilitation_pct") / 100
    fixed = kind in facts.by("facility_count", "kind") or kind == "hospital"
    if chance < need:
        return ((FIRST_STATUS, "operational"), (year, "needs_rehabilitation"))
    if chance < 1.4 * need:
        return ((FIRST_STATUS, "needs_rehabilitation"), (year, "operational"))
    if chance > 0.955 and not fixed:
        return ((year - 2, "planned"), (year - 1, "under_construction"), (year, "operational"))
    if chance > 0.947 and not fixed:
        return ((FIRST_STATUS, "operational"), (year, "closed"))
    return ((FIRST_STATUS, "operational"),)


def _audience(kind: str, pcode: str, name: str) -> tuple[str, str | None]:
    """Return whom a facility is open to and who supports it."""
    chance = draw("audience", name)
    many = counts.profile(pcode, "refugee_permille") >= FOREIGN_MANY
    partnered = 0.24 if many else 0.04
    if kind in ("workshop", "enterprise_support", "clinic") and chance < partnered:
        return "foreign_nationals", PARTNERS[int(len(PARTNERS) * chance / partnered)]
    if kind in ("workshop", "enterprise_support") and chance > 0.96:
        return "host", "municipalities"
    if kind in (*counts.STAGES, "health_post", "health_house") and many and chance < 0.02:
        return "all", "unhcr" if chance < 0.012 else "charity_schools" if kind in counts.STAGES else "ngo_a"
    return "all", None


def _row(facility: Facility, ground: Ground, seen: dict[tuple[str, str], int]) -> Row:
    settlement = facts.by("settlement", "settlement_id")[facility.settlement_id]
    place = (facility.kind, facility.settlement_id)
    seen[place] = seen.get(place, 0) + 1
    name_fa, name_en = _names(facility, settlement, seen[place])
    lat, lon = ground.point(settlement, facility.facility_id)
    return {
        "facility_id": facility.facility_id,
        "sector": facts.by("kind", "kind")[facility.kind]["sector"],
        "kind": facility.kind,
        "name_fa": name_fa,
        "name_en": name_en,
        "pcode": facility.pcode,
        "lat": lat,
        "lon": lon,
        "open_to": facility.open_to,
        "supporter_id": facility.supporter_id,
        "source_id": "demo_facilities",
    }


def _names(facility: Facility, settlement: dict[str, str], number: int) -> tuple[str, str]:
    """Return a neutral name in both languages: a word and a number for schools, place and number for the rest."""
    kind = facts.by("kind", "kind")[facility.kind]
    fa, en = kind["name_fa"], kind["name_en"]
    if facility.kind == "hospital":
        owner_fa, owner_en = hospital_owner(facility)
        fa, en = f"{fa} {owner_fa}", f"{owner_en} {en}"
    if facility.kind in counts.STAGES:
        words = facts.rows("facility_word")
        word = words[(number - 1) % len(words)]
        number = (number - 1) // len(words) + 1
        fa, en = f"{fa} {word['name_fa']}", f"{word['name_en']} {en}"
    label_fa = f"{fa} {number} ({settlement['name_fa']})".translate(FA_DIGITS)
    return label_fa, f"{en[0].upper()}{en[1:]} {number} ({settlement['name_en']})"


def hospital_owner(facility: Facility) -> tuple[str, str]:
    """Return who owns a hospital, so that the province has 88 public, 11 charity and 62 private ones."""
    return _owners()[facility.facility_id]


@cache
def _owners() -> dict[str, tuple[str, str]]:
    """Deal the owners out: outside Tehran city public first, the rest by chance."""
    hospitals = [facility.facility_id for facility in everything() if facility.kind == "hospital"]
    city = "ho_230102"
    order = sorted(hospitals, key=lambda name: (name.startswith(city), draw("owner", name)))
    owners = [(fa, en) for fa, en, count in HOSPITAL_OWNERS for _ in range(count)]
    return dict(zip(order, owners, strict=True))

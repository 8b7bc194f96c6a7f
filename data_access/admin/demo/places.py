"""Settlements and the points of facilities: near a settlement of their own district, and inside the district."""

import math
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from data_access.admin.demo import facts
from data_access.admin.demo.chance import apportion, draw
from data_access.admin.demo.population import census_total

Point = tuple[float, float]
Geometry = Mapping[str, Any]

KIND_WEIGHT = {"city": 30, "neighbourhood": 10, "village": 2}
UNCOUNTED_PERSONS = 30_000  # stands for the size of places whose people the census counts in Tehran city
PERSONS_PER_KM2 = 7_000
VILLAGE_KM = 1.2
KM_PER_DEGREE = 111.2
TRIES = 24


def settlement_rows() -> list[dict[str, object]]:
    """Return the rows of `settlement`: persons of the census where known, the rest of each district shared out."""
    shared = {pcode: _shared_out(pcode) for pcode in facts.districts()}
    return [_settlement(row, shared[row["pcode"]]) for row in facts.rows("settlement")]


def settlement_points() -> list[tuple[float, float, str, str]]:
    """Return longitude, latitude, district and county of every settlement, as `geo.drawing.districts` takes them."""
    return [
        (float(row["lon"]), float(row["lat"]), row["pcode"], facts.county(row["pcode"]))
        for row in facts.rows("settlement")
    ]


def persons_of(settlement_id: str) -> int:
    """Return the people of a settlement, a stand-in where the census counts them elsewhere."""
    row = facts.by("settlement", "settlement_id")[settlement_id]
    if row["persons_rule"] == "none":
        return UNCOUNTED_PERSONS
    return int(row["persons"] or _shared_out(row["pcode"])[settlement_id])


@cache
def settlements_of(pcode: str) -> tuple[dict[str, str], ...]:
    """Return the settlements of a district."""
    return tuple(row for row in facts.rows("settlement") if row["pcode"] == pcode)


def _settlement(row: dict[str, str], shared: dict[str, int]) -> dict[str, object]:
    count = None if row["persons_rule"] == "none" else int(row["persons"] or shared[row["settlement_id"]])
    kept = ("settlement_id", "pcode", "name_fa", "name_en", "kind", "source_id")
    return {name: row[name] for name in kept} | {
        "lat": float(row["lat"]),
        "lon": float(row["lon"]),
        "persons": count,
        "period": None if count is None else facts.CENSUS,
    }


@cache
def _shared_out(pcode: str) -> dict[str, int]:
    places = settlements_of(pcode)
    known = sum(int(row["persons"]) for row in places if row["persons"])
    open_places = [row for row in places if row["persons_rule"] == "demo"]
    if not open_places:
        return {}
    weights = [
        int(1000 * KIND_WEIGHT[row["kind"]] * (0.5 + draw("settlement", row["settlement_id"]))) for row in open_places
    ]
    parts = apportion(_settled(pcode) - known, weights)
    return {row["settlement_id"]: part for row, part in zip(open_places, parts, strict=True)}


def _settled(pcode: str) -> int:
    for row in facts.rows("carved"):
        if row["to_pcode"] == pcode:
            return int(row["persons_1395"])
        if row["from_pcode"] == pcode:
            return census_total(pcode) - int(row["persons_1395"])
    return census_total(pcode)


class Ground:
    """Where a facility may stand: inside the district's boundary, or nearest to its own settlements without one."""

    def __init__(self, boundaries: Mapping[str, Geometry], centres: Mapping[str, Point]) -> None:
        self._rings = {pcode: _rings(shape) for pcode, shape in boundaries.items()}
        self._centres = centres

    def point(self, settlement: dict[str, str], *address: object) -> Point:
        """Return (lat, lon) of a facility near the settlement; the same for the same address."""
        lat, lon = float(settlement["lat"]), float(settlement["lon"])
        radius = _radius_km(settlement)
        for attempt in range(TRIES):
            angle = math.tau * draw(*address, "angle", attempt)
            reach = radius * (1 - attempt / TRIES) * math.sqrt(draw(*address, "reach", attempt)) / KM_PER_DEGREE
            spot = (lat + reach * math.sin(angle), lon + reach * math.cos(angle) / math.cos(math.radians(lat)))
            if self._belongs(settlement["pcode"], spot):
                return _rounded(spot)
        return self._fallback(settlement)

    def _fallback(self, settlement: dict[str, str]) -> Point:
        own = (settlement, *settlements_of(settlement["pcode"]))
        spots = [(float(row["lat"]), float(row["lon"])) for row in own]
        inside = (spot for spot in spots if self._belongs(settlement["pcode"], spot))
        return _rounded(next(inside, self._centres.get(settlement["pcode"], spots[0])))

    def _belongs(self, pcode: str, spot: Point) -> bool:
        if pcode in self._rings:
            return sum(_crossings(ring, spot) for ring in self._rings[pcode]) % 2 == 1
        return _nearest_district(spot) == pcode


def _radius_km(settlement: dict[str, str]) -> float:
    size = math.sqrt(persons_of(settlement["settlement_id"]) / PERSONS_PER_KM2 / math.pi)
    return max(VILLAGE_KM, size)


def _rounded(spot: Point) -> Point:
    return round(spot[0], 5), round(spot[1], 5)


def _nearest_district(spot: Point) -> str:
    return min(facts.rows("settlement"), key=lambda row: _squared_degrees(row, spot))["pcode"]


def _squared_degrees(row: dict[str, str], spot: Point) -> float:
    return (float(row["lat"]) - spot[0]) ** 2 + (0.81 * (float(row["lon"]) - spot[1])) ** 2


def _rings(shape: Geometry) -> list[list[Point]]:
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[(x, y) for x, y, *_ in ring] for polygon in polygons for ring in polygon]


def _crossings(ring: list[Point], spot: Point) -> int:
    """Count the edges of a ring of (lon, lat) that a ray going east from (lat, lon) crosses."""
    lat, lon = spot
    return sum(
        (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in pairwise(ring)
    )

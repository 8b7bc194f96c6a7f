"""Districts cut from their county half-way between settlements."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import cos, dist, radians
from pathlib import Path
from typing import NamedTuple

from shapely import MultiPoint, MultiPolygon, Polygon, get_parts, union_all, voronoi_polygons
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry
from shapely.ops import polygonize

_SEEDS_FILE = Path(__file__).with_name("seeds.csv")
_SAME_PLACE_DEG = 0.005
_NODE_GRID_DEG = 1e-9
_LON_SCALE = cos(radians(35.5))  # makes a degree of longitude as long as one of latitude at the province's middle


class _Seed(NamedTuple):
    lon: float
    lat: float
    district: str
    county: str

    @property
    def place(self) -> tuple[float, float]:
        return self.lon * _LON_SCALE, self.lat


def districts(
    counties: Mapping[str, Polygon | MultiPolygon], settlements: Iterable[tuple[float, float, str, str]]
) -> dict[str, Polygon | MultiPolygon]:
    """Cut each county into districts: every place goes to the district of the nearest settlement of its county.

    With ``S(c)`` the settlements of county ``c``, a point ``p`` of the county belongs to the district of
    ``argmin(s in S(c)) |p - s|``, where longitudes are shortened by ``cos(35.5 degrees)``. A piece cut off from all
    settlements of its district goes to the neighbour in the county with the longest shared border.

    Parameters
    ----------
    counties : mapping of str to Polygon or MultiPolygon
        P-code to area in EPSG:4326 degrees, without gaps and overlaps, as from `geo.drawing.counties`.
    settlements : iterable of (lon, lat, district, county)
        Degrees and P-codes; of a frame ``frame[[...]].itertuples(index=False, name=None)``. Settlements with an empty
        district are left out. The hand-placed settlements of ``seeds.csv`` replace those at the same place, and so
        bring in the district of Jalilabad and the Central District of Pardis.

    Returns
    -------
    dict of str to Polygon or MultiPolygon
        District P-code to area, sorted. Districts share their vertices with one another, across county borders too, and
        partition their county: area sums agree to 1e-9 square degrees.

    Raises
    ------
    ValueError
        If a county has no settlement or a district gets no area.
    """
    seeds = _by_county(_with_hand_placed(_Seed(*row) for row in settlements))
    if missing := sorted(set(counties) - set(seeds)):
        message = f"counties without a settlement: {missing}"
        raise ValueError(message)
    areas = _assemble(counties, seeds)
    wanted = {seed.district for code in counties for seed in seeds[code]}
    if empty := sorted(wanted - set(areas)):
        message = f"districts without an area, their settlements lie outside the county or upon others: {empty}"
        raise ValueError(message)
    return areas


def _hand_placed() -> list[_Seed]:
    with _SEEDS_FILE.open(encoding="utf-8", newline="") as file:
        return [
            _Seed(float(row["lon"]), float(row["lat"]), row["district"], row["county"]) for row in csv.DictReader(file)
        ]


def _with_hand_placed(settlements: Iterable[_Seed]) -> list[_Seed]:
    placed = _hand_placed()
    others = (seed for seed in settlements if isinstance(seed.district, str) and seed.district)
    return placed + [
        seed for seed in others if all(dist(seed.place, other.place) > _SAME_PLACE_DEG for other in placed)
    ]


def _by_county(seeds: Iterable[_Seed]) -> dict[str, list[_Seed]]:
    groups: dict[str, list[_Seed]] = defaultdict(list)
    for seed in seeds:
        groups[seed.county].append(seed)
    return groups


def _assemble(
    counties: Mapping[str, Polygon | MultiPolygon], seeds: Mapping[str, list[_Seed]]
) -> dict[str, Polygon | MultiPolygon]:
    lines = [area.boundary for area in counties.values()]
    lines += [_cuts(area, seeds[code]) for code, area in counties.items()]
    # One mesh for the whole province: a cut that meets a county border puts its vertex on both sides of it.
    faces = list(polygonize(get_parts(union_all(lines, grid_size=_NODE_GRID_DEG))))
    areas: dict[str, Polygon | MultiPolygon] = {}
    for code, area in counties.items():
        areas |= _shared_out([face for face in faces if area.contains(face.representative_point())], seeds[code])
    return dict(sorted(areas.items()))


def _shared_out(faces: Iterable[Polygon], seeds: list[_Seed]) -> dict[str, Polygon | MultiPolygon]:
    nearest: dict[str, list[Polygon]] = defaultdict(list)
    for face in faces:
        nearest[_nearest_district(face, seeds)].append(face)
    settled: dict[str, list[Polygon]] = defaultdict(list)
    strays: list[Polygon] = []
    for code, pieces in nearest.items():
        places = MultiPoint([(seed.lon, seed.lat) for seed in seeds if seed.district == code])
        for part in get_parts(union_all(pieces)):
            (settled[code] if part.intersects(places) else strays).append(part)
    cores = {code: union_all(parts) for code, parts in settled.items() if parts}
    for stray in strays if cores else ():
        borders = {code: _shared_border(stray, core) for code, core in cores.items()}
        settled[max(borders, key=borders.__getitem__)].append(stray)
    return {code: union_all(settled[code]) for code in cores}


def _shared_border(one: BaseGeometry, other: BaseGeometry) -> float:
    return float(one.boundary.intersection(other.boundary).length)


def _cuts(area: Polygon | MultiPolygon, seeds: list[_Seed]) -> BaseGeometry:
    districts_at = {seed.place: seed.district for seed in reversed(seeds)}
    flat = _stretched(area, _LON_SCALE)
    voronoi = voronoi_polygons(MultiPoint(list(districts_at)), extend_to=flat, ordered=True)
    cells: dict[str, list[Polygon]] = defaultdict(list)
    for district, cell in zip(districts_at.values(), get_parts(voronoi), strict=True):
        cells[district].append(cell)
    edges = union_all([union_all(group).boundary for group in cells.values()])
    return _stretched(edges, 1 / _LON_SCALE).intersection(area)


def _stretched(geometry: BaseGeometry, factor: float) -> BaseGeometry:
    return scale(geometry, xfact=factor, yfact=1, origin=(0, 0))


def _nearest_district(face: Polygon, seeds: list[_Seed]) -> str:
    inside = face.representative_point()
    place = (inside.x * _LON_SCALE, inside.y)
    return min(seeds, key=lambda seed: dist(seed.place, place)).district

"""Score the shipped drawing against a published boundary file: ``python -m tests.tools.score_drawing [REFERENCE]``.

Prints intersection over union per county, settlements outside their county and wrong neighbours. The exit status is 1
if a floor is missed. The reference is only compared with; nothing of it flows into the drawing.
"""

import csv
import sys
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
from shapely import Point, union_all
from shapely.geometry.base import BaseGeometry

from geo.drawing import counties

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "../shared/reference/tehran_counties_osm.geojson"
SETTLEMENTS = ROOT / "data_access/admin/demo/facts/settlement.csv"
CODES = {
    "Tehran": "IR2301",
    "Damavand": "IR2302",
    "Ray": "IR2303",
    "Rey": "IR2303",
    "Shemiranat": "IR2304",
    "Varamin": "IR2306",
    "Shahriar": "IR2309",
    "Eslamshahr": "IR2310",
    "Robat Karim": "IR2312",
    "Pakdasht": "IR2313",
    "Firuzkuh": "IR2314",
    "Qods": "IR2316",
    "Malard": "IR2317",
    "Pishva": "IR2318",
    "Baharestan": "IR2319",
    "Pardis": "IR2320",
    "Qarchak": "IR2321",
}
MEAN_FLOOR, COUNTY_FLOOR, OUTLINE_FLOOR = 0.75, 0.50, 0.90
TOUCH_KM = 1.5
METRIC = 32639

Areas = dict[str, BaseGeometry]
Pairs = dict[tuple[str, str], float]


class Score(NamedTuple):
    """What is measured; ``missing`` and ``extra`` map neighbour pairs to their shared border in km."""

    overlap: dict[str, float]
    outline: float
    astray: list[str]
    missing: Pairs
    extra: Pairs

    @property
    def mean(self) -> float:
        return sum(self.overlap.values()) / len(self.overlap)

    @property
    def misses(self) -> list[str]:
        low = [f"{code} below {COUNTY_FLOOR}" for code, value in self.overlap.items() if value < COUNTY_FLOOR]
        checks = {
            f"mean below {MEAN_FLOOR}": self.mean < MEAN_FLOOR,
            f"outline below {OUTLINE_FLOOR}": self.outline < OUTLINE_FLOOR,
            "settlements astray": bool(self.astray),
            "neighbours wrong": bool(self.missing or self.extra),
        }
        return low + [name for name, missed in checks.items() if missed]


def score(drawn: Areas, reference: Areas, settlements: list[tuple[str, str, Point]]) -> Score:
    """Compare two sets of areas in degrees; `settlements` are (name, county P-code, point)."""
    drawn_m, reference_m = in_metres(drawn), in_metres(reference)
    drawn_pairs, reference_pairs = neighbours(drawn_m), neighbours(reference_m)
    return Score(
        overlap={code: iou(drawn_m[code], area) for code, area in sorted(reference_m.items())},
        outline=iou(union_all(list(drawn_m.values())), union_all(list(reference_m.values()))),
        astray=[f"{name} ({code})" for name, code, point in settlements if not drawn[code].contains(point)],
        missing={pair: km for pair, km in reference_pairs.items() if pair not in drawn_pairs},
        extra={pair: km for pair, km in drawn_pairs.items() if pair not in reference_pairs},
    )


def iou(one: BaseGeometry, other: BaseGeometry) -> float:
    return float(one.intersection(other).area / one.union(other).area)


def in_metres(areas: Areas) -> Areas:
    return dict(zip(areas, gpd.GeoSeries(list(areas.values()), crs=4326).to_crs(METRIC), strict=True))


def neighbours(areas: Areas) -> Pairs:
    """Shared border in km of each pair of areas in metres; touches shorter than `TOUCH_KM` are left out."""
    lengths = {
        (a, b): areas[a].boundary.intersection(areas[b].boundary).length / 1000
        for a, b in combinations(sorted(areas), 2)
        if areas[a].intersects(areas[b])
    }
    return {pair: km for pair, km in lengths.items() if km >= TOUCH_KM}


def read_reference(path: Path) -> Areas:
    frame = gpd.read_file(path)
    frame = frame[frame.geom_type.isin(["Polygon", "MultiPolygon"])]
    return {_code(tags): area.buffer(0) for tags, area in zip(frame["tags"], frame.geometry, strict=True)}


def _code(tags: dict[str, Any]) -> str:
    return CODES[tags["name:en"].removesuffix(" County")]


def read_settlements(path: Path = SETTLEMENTS) -> list[tuple[str, str, Point]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row["name_en"], row["pcode"][:6], Point(float(row["lon"]), float(row["lat"])))
            for row in csv.DictReader(file)
        ]


def report(result: Score) -> str:
    lines = [f"{code}  {value:.3f}" for code, value in result.overlap.items()]
    lines += [f"mean {result.mean:.3f}  min {min(result.overlap.values()):.3f}  outline {result.outline:.3f}"]
    lines += [f"outside its county: {name}" for name in result.astray]
    lines += [f"missing neighbours: {a} {b} ({km:.1f} km)" for (a, b), km in result.missing.items()]
    lines += [f"extra neighbours: {a} {b} ({km:.1f} km)" for (a, b), km in result.extra.items()]
    return "\n".join(lines + [f"MISSED: {miss}" for miss in result.misses])


def main(arguments: list[str]) -> int:
    path = Path(arguments[0]) if arguments else REFERENCE
    if not path.exists():
        print(f"no reference at {path}")
        return 2
    result = score(counties(), read_reference(path), read_settlements())
    print(report(result))
    return 1 if result.misses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

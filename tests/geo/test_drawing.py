import csv
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest
import shapely
from shapely import LineString, Point, Polygon, box

from geo.drawing import GRID_DEG, OUTSIDE, borders, counties, districts, label_point
from tests.tools import score_drawing

ROOT = Path(__file__).parents[2]
SETTLEMENTS = ROOT / "data_access/admin/demo/facts/settlement.csv"
DISTRICTS = {  # the ends of the P-codes
    "2301": "01 02 03",
    "2302": "02 03",
    "2303": "02 03 04 05 06",
    "2304": "01 02",
    "2306": "02 03",
    "2309": "02 03",
    "2310": "01 02 03",
    "2312": "02",
    "2313": "01 02",
    "2314": "01 02",
    "2316": "01",
    "2317": "01 02",
    "2318": "01 02",
    "2319": "01 02",
    "2320": "01 02 X1",
    "2321": "01",
}
NEIGHBOURS = {
    "2301": "2303 2304 2309 2310 2313 2316 2320",  # Tehran
    "2302": "2304 2313 2314 2320",  # Damavand
    "2303": "2301 2306 2310 2312 2313 2321",  # Rey
    "2304": "2301 2302 2320",  # Shemiranat
    "2306": "2303 2313 2318 2321",  # Varamin
    "2309": "2301 2310 2312 2316 2317 2319",  # Shahriar
    "2310": "2301 2303 2309 2319",  # Eslamshahr
    "2312": "2303 2309 2319",  # Robat Karim
    "2313": "2301 2302 2303 2306 2318 2320 2321",  # Pakdasht
    "2314": "2302",  # Firuzkuh
    "2316": "2301 2309",  # Qods
    "2317": "2309",  # Malard
    "2318": "2306 2313",  # Pishva
    "2319": "2309 2310 2312",  # Baharestan
    "2320": "2301 2302 2304 2313",  # Pardis
    "2321": "2303 2306 2313",  # Qarchak
}
LANDLOCKED = {"IR2310", "IR2319", "IR2320", "IR2321"}


def settlement_rows():
    with SETTLEMENTS.open(encoding="utf-8", newline="") as file:
        return [
            (float(row["lon"]), float(row["lat"]), row["pcode"], row["pcode"][:6], row["settlement_id"])
            for row in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def drawn():
    return counties()


@pytest.fixture(scope="module")
def cut(drawn):
    return districts(drawn, [row[:4] for row in settlement_rows()])


def test_all_counties_are_drawn_as_single_valid_polygons(drawn):
    assert set(drawn) == {f"IR{code}" for code in NEIGHBOURS}
    assert all(isinstance(area, Polygon) and area.is_valid and not area.interiors for area in drawn.values())


def test_counties_have_neither_gaps_nor_overlaps(drawn):
    areas = list(drawn.values())
    province = shapely.union_all(areas)
    assert shapely.coverage_is_valid(areas)
    assert isinstance(province, Polygon)
    assert not province.interiors
    assert province.area == pytest.approx(sum(area.area for area in areas), abs=1e-12)


def test_every_coordinate_is_on_the_grid():
    for border in borders():
        cells = shapely.get_coordinates(border.line) / GRID_DEG
        assert abs(cells - cells.round()).max() < 1e-6, border.line_id


def test_line_ids_and_pairs_are_told_apart():
    assert max(Counter(border.line_id for border in borders()).values()) == 1
    assert all(border.left != border.right for border in borders())


def test_every_line_has_its_neighbours_on_the_named_sides(drawn):
    def owner(point):
        return next((code for code, area in drawn.items() if area.contains(point)), OUTSIDE)

    for border in borders():
        for a, b in zip(border.line.coords, border.line.coords[1:], strict=False):
            step = LineString([a, b])
            for side, code in ((0.002, border.left), (-0.002, border.right)):
                middle = step.offset_curve(side).interpolate(0.5, normalized=True)
                assert owner(middle) == code, (border.line_id, a, b)


def test_the_right_counties_touch(drawn):
    expected = {frozenset((f"IR{a}", f"IR{b}")) for a, others in NEIGHBOURS.items() for b in others.split()}
    touching = {
        frozenset((a, b))
        for a, b in combinations(drawn, 2)
        if drawn[a].boundary.intersection(drawn[b].boundary).length > 1e-9
    }
    assert touching == expected


def test_only_the_inner_counties_lack_a_province_border():
    outer = {code for border in borders() for code in (border.left, border.right) if OUTSIDE in border[1:3]}
    assert {f"IR{code}" for code in NEIGHBOURS} - outer == LANDLOCKED


def test_each_settlement_lies_in_its_county_and_district(drawn, cut):
    astray = [
        name
        for lon, lat, district, county, name in settlement_rows()
        if not (drawn[county].contains(Point(lon, lat)) and cut[district].contains(Point(lon, lat)))
    ]
    assert astray == []


def test_every_district_has_a_valid_area(cut):
    assert set(cut) == {f"IR{county}{end}" for county, ends in DISTRICTS.items() for end in ends.split()}
    assert all(area.is_valid and not area.is_empty and area.area > 1e-4 for area in cut.values())


def test_districts_partition_their_county(drawn, cut):
    sums = defaultdict(float)
    for code, area in cut.items():
        sums[code[:6]] += area.area
        assert area.difference(drawn[code[:6]]).area < 1e-9
    assert sums == {code: pytest.approx(area.area, abs=1e-9) for code, area in drawn.items()}


def test_districts_share_their_vertices(cut):
    assert shapely.coverage_is_valid(list(cut.values()))


def test_pardis_central_is_cut_out_of_bumahen_even_where_the_table_is_older(drawn):
    older = [
        (lon, lat, code.replace("IR2320X1", "IR232001"), county) for lon, lat, code, county, _ in settlement_rows()
    ]
    cut = districts(drawn, older)
    assert cut["IR2320X1"].contains(Point(51.81222, 35.74687))
    assert cut["IR232001"].contains(Point(51.86884, 35.72972))


def test_a_piece_without_a_settlement_goes_to_the_district_it_hangs_on():
    # X lies atop the left arm of a U, nearer to the top of the right arm than Y at its foot.
    county = Polygon([(0, 0), (10, 0), (10, 4), (7, 4), (7, 1), (3, 1), (3, 4), (0, 4)])
    cut = districts({"C": county}, [(2.9, 3.9, "X", "C"), (9.0, 0.2, "Y", "C")])
    assert cut["Y"].contains(Point(7.1, 3.9))
    assert all(isinstance(area, Polygon) for area in cut.values())
    assert sum(area.area for area in cut.values()) == pytest.approx(county.area)


def test_settlements_without_a_district_are_left_out():
    rows = [(0.5, 0.5, "C1", "C"), (0.9, 0.9, "", "C"), (0.1, 0.1, float("nan"), "C")]
    assert set(districts({"C": box(0, 0, 1, 1)}, rows)) == {"C1"}


def test_two_rows_at_one_place_count_once():
    rows = [(0.2, 0.5, "C1", "C"), (0.8, 0.5, "C2", "C"), (0.8, 0.5, "C2", "C")]
    assert districts({"C": box(0, 0, 1, 1)}, rows)["C2"].area == pytest.approx(0.5)


def test_a_county_with_all_settlements_outside_is_refused():
    with pytest.raises(ValueError, match="C1"):
        districts({"C": box(0, 0, 1, 1)}, [(30.0, 30.0, "C1", "C")])


def test_a_county_without_settlements_is_named():
    with pytest.raises(ValueError, match="IR9999"):
        districts({"IR9999": box(0, 0, 1, 1)}, [])


def test_a_district_whose_settlements_lie_elsewhere_is_named():
    with pytest.raises(ValueError, match="C2"):
        districts({"C": box(0, 0, 1, 1)}, [(0.5, 0.5, "C1", "C"), (30.0, 30.0, "C2", "C")])


def test_label_points_lie_inside(drawn, cut):
    for area in [*drawn.values(), *cut.values()]:
        assert area.contains(label_point(area))


def test_the_label_of_several_parts_stands_in_the_largest():
    parts = shapely.MultiPolygon([box(0, 0, 1, 1), box(5, 5, 8, 8)])
    assert label_point(parts).distance(Point(6.5, 6.5)) < 0.1


def test_the_drawing_scores_full_marks_against_itself(drawn):
    result = score_drawing.score(drawn, drawn, score_drawing.read_settlements())
    assert result.misses == []
    assert result.mean == pytest.approx(1)


def test_the_score_notices_a_wrong_drawing(drawn):
    swapped = {**drawn, "IR2319": drawn["IR2312"], "IR2312": drawn["IR2319"]}
    result = score_drawing.score(swapped, drawn, score_drawing.read_settlements())
    assert "Parand (IR2312)" in result.astray
    assert "IR2312 below 0.5" in result.misses
    assert "neighbours wrong" in result.misses


@pytest.mark.skipif(not score_drawing.REFERENCE.exists(), reason="the reference is not part of the project")
def test_the_drawing_passes_the_floors_against_the_reference(capsys):
    assert score_drawing.main([]) == 0
    assert "outline" in capsys.readouterr().out

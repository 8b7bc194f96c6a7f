"""The real file of the 16 counties, which is not part of the project."""

import io
import json
import shutil
import time
from contextlib import redirect_stdout

import pytest
import shapely
from shapely import Point

import manage
from geo.display import display_layer
from tests.loading import areas, load, read, shapes
from tests.tools import score_drawing

pytestmark = pytest.mark.xdist_group("real boundaries")


@pytest.fixture(scope="module")
def real(demo_database, tmp_path_factory):
    """The demonstration before and after the real lines, and what was told."""
    if not score_drawing.REFERENCE.exists():
        pytest.skip("the reference is not part of the project")
    folder = tmp_path_factory.mktemp("real")
    before, after = (f"sqlite:///{shutil.copy(demo_database, folder / name)}" for name in ("before.sqlite", "b.sqlite"))
    told = io.StringIO()
    with redirect_stdout(told):
        load(score_drawing.REFERENCE, after)
    return before, after, told.getvalue()


def test_the_real_file_matches_all_sixteen_and_nothing_is_lost(real):
    assert "Matched areas: 16 of 16; by code 0, by Persian name 16, by English name 0." in real[2]
    assert "points and lines: 17" in real[2]
    assert "fitted to the new lines: 35" in real[2]
    assert "Warning" not in real[2]


def test_real_lines_are_stored_as_they_are(real):
    rows = {row["pcode"]: row for row in read(real[1]) if row["level"] == 2}
    assert {row["boundary_quality"] for row in rows.values()} == {"open"}
    file = json.loads(score_drawing.REFERENCE.read_text(encoding="utf-8"))
    named = {
        one["properties"]["tags"]["name"]: one["geometry"] for one in file["features"] if "tags" in one["properties"]
    }
    for row in rows.values():
        wanted = shapely.from_geojson(json.dumps(next(one for name, one in named.items() if _is(row["name_fa"], name))))
        stored = shapely.from_geojson(row["boundary"])
        assert stored.symmetric_difference(wanted).area < 1e-4 * wanted.area
        assert stored.contains(Point(row["center_lon"], row["center_lat"]))


def _is(name, written):
    return written.replace(" ", "").endswith("شهرستان" + name.replace("\u200c", "").replace(" ", ""))


def test_districts_tile_the_real_counties(real):
    stored, rows = shapes(real[1]), areas(real[1])
    for county in (code for code, row in rows.items() if row["level"] == 2):
        parts = [stored[code] for code, row in rows.items() if row["parent_pcode"] == county and code in stored]
        assert shapely.union_all(parts).symmetric_difference(stored[county]).area < 1e-4 * stored[county].area
        assert sum(one.area for one in parts) == pytest.approx(stored[county].area, rel=1e-4)
    counties = {code: row["area_km2"] for code, row in rows.items() if row["level"] == 2}
    for code, area in counties.items():
        inner = sum(row["area_km2"] for row in rows.values() if row["parent_pcode"] == code)
        assert inner == pytest.approx(area, abs=0.3)


def test_the_map_draws_the_real_lines_small_and_with_shared_borders(real):
    rows = [(one["pcode"], one["level"], one["boundary"]) for one in read(real[1]) if one["boundary"]]
    started = time.process_time()
    layer = display_layer(rows, {}, {})
    assert time.process_time() - started < 2
    assert layer.unreadable == ()
    assert len(layer.body) < 200_000
    drawn = {one["id"]: one for one in json.loads(layer.body)["features"]}
    for level in (2, 3):
        of_level = {code: shapely.from_geojson(json.dumps(one["geometry"])) for code, one in drawn.items()
                    if one["properties"]["level"] == level}  # fmt: skip
        assert shapely.coverage_is_valid(list(of_level.values()))
        assert all(shape.is_valid for shape in of_level.values())
        full = shapes(real[1], of_level)
        assert all(
            shape.symmetric_difference(full[code]).area < 0.01 * full[code].area for code, shape in of_level.items()
        )


@pytest.mark.parametrize("link", ["level=district", "level=county"])
def test_figures_do_not_change_with_the_lines(link, real, monkeypatch, capsys):
    monkeypatch.setenv("HAMGAM_ROUNDING_KEY", "a key of thirty-two bytes, tests")
    printed = []
    for url in real[:2]:
        monkeypatch.setenv("HAMGAM_DATABASE_URL", url)
        manage.table(link)
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert len(printed[0].splitlines()) > 10

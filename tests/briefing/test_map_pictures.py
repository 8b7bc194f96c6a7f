"""Maps as pictures: areas, legends, names, facilities, several maps beside each other, in both directions."""

import re
import time
from dataclasses import replace

import numpy as np
import pytest
import shapely

from briefing import canvas, map_field, symbols
from briefing.pictures import Area, Disc, Key, Legend, Map, MapPicture, Spots, Square, map_png
from geo.palette import GREY, SPECIAL, ZERO, Fill
from geo.symbols import all_symbols, symbol
from tests.briefing.seen import middle, pixels, share, width

BLUE, DARK, MARK = "#0072bc", "#0b3754", "#ffc740"
DIRECTIONS = {"fa": True, "en": False}


def square(x, y, fill, name):
    return Area(shapely.box(x, y, x + 0.5, y + 0.5), fill, name, (x + 0.25, y + 0.25))


def map_of(is_rtl, **more):
    fills = (Fill(BLUE), SPECIAL["zero"], SPECIAL["few"], SPECIAL["no_data"], Fill(DARK, "over"))
    names = ("رباط‌کریم (مرکزی)", "ری", "پیشوا", "کن", "قدس") if is_rtl else ("Robat $Karim$", "Rey", "B", "C", "D")
    areas = tuple(
        square(51 + 0.5 * at, 35.5, fill, name) for at, (fill, name) in enumerate(zip(fills, names, strict=True))
    )
    picture = MapPicture(
        title="دو شهرستان کمتر از نیمی را دارند (۱۶)" if is_rtl else "Two counties have fewer",
        subtitle="۱۴۰۴ · می‌خواهد" if is_rtl else "2025/26",
        maps=(Map(more.pop("areas", areas), context=more.pop("context", ())),),
        legend=Legend(
            tuple(Key((fill,), name, ("۱" if is_rtl else "1",)) for fill, name in zip(fills, names, strict=True)),
            "پوشش نیاز" if is_rtl else "Coverage",
        ),
        distance=lambda metres: f"{metres / 1000:g} km",
        foot=("منابع: Hamgam",) if is_rtl else ("Sources: Hamgam",),
        mark="دادهٔ نمایشی" if is_rtl else "Demonstration data",
        is_rtl=is_rtl,
    )
    return replace(picture, **more)


@pytest.mark.parametrize("is_rtl", DIRECTIONS.values(), ids=DIRECTIONS)
def test_map_has_the_colours_of_all_its_areas_and_the_mark(is_rtl):
    found = pixels(map_png(map_of(is_rtl)))
    assert found.shape[1] == 1800
    for colour in (BLUE, ZERO, GREY, DARK):
        assert share(found, colour) > 0.005, colour
    assert (middle(found[:120], MARK) < 0.5) == is_rtl


@pytest.mark.parametrize("pattern", ["rings", "dots", "hatch", "over"])
def test_pattern_shows_over_its_colour(pattern):
    plain, patterned = (
        pixels(map_png(map_of(False, areas=(square(51, 35, Fill("#cde3f1", one), ""),), legend=Legend(()))))
        for one in ("", pattern)
    )
    assert share(patterned, "#cde3f1") < share(plain, "#cde3f1") - 0.02


@pytest.mark.parametrize("is_rtl", DIRECTIONS.values(), ids=DIRECTIONS)
def test_legend_stands_where_a_reader_begins_beside_the_map(is_rtl):
    found = pixels(
        map_png(
            map_of(
                is_rtl,
                areas=(square(51, 35, Fill(BLUE), ""),),
                legend=Legend((Key((Fill(ZERO),), "x", ("1",)),), "Coverage"),
            )
        )
    )
    body = found[200:]
    assert (middle(body, ZERO) > middle(body, BLUE)) == is_rtl


def test_context_is_cut_at_the_field_and_never_lies_under_the_legend():
    around = (shapely.box(40, 30, 60, 40),)
    found = pixels(map_png(map_of(False, context=around, legend=Legend(()))))
    assert share(found, map_field.CONTEXT.colour) > 0.1
    assert share(found[250:-120, :400], map_field.CONTEXT.colour) == 0


def test_names_that_would_touch_another_move_or_are_left_out(monkeypatch):
    written = []
    put = canvas.Canvas.put
    monkeypatch.setattr(
        canvas.Canvas, "put", lambda self, text, *a, **k: (written.append(text), put(self, text, *a, **k))
    )
    shape = shapely.box(51, 35, 51.001, 35.001)
    wide = square(50, 34, Fill(BLUE), "")
    twice = (Area(shape, Fill(BLUE), "First", (51, 35)), Area(shape, Fill(BLUE), "Second", (51, 35)), wide)
    map_png(map_of(False, areas=twice, legend=Legend(())))
    assert "First" in written
    assert "Second" not in written


def beside(is_rtl, **more):
    """A picture of two maps, blue and dark."""
    maps = tuple(
        Map((square(51, 35.5, Fill(colour), ""),), name=name, legend=more.get("own"))
        for colour, name in ((BLUE, "First"), (DARK, "Second"))
    )
    keys = (Key((Fill(ZERO),), "x", ("1", "2")),)
    legend = None if "own" in more else Legend(keys, "Coverage", count_heads=("First", "Second"))
    return map_of(is_rtl, maps=maps, legend=legend)


@pytest.mark.parametrize("is_rtl", DIRECTIONS.values(), ids=DIRECTIONS)
def test_maps_beside_each_other_stand_in_the_order_of_reading_with_one_legend(is_rtl):
    found = pixels(map_png(beside(is_rtl)))[200:]
    assert found.shape[1] == 2400
    order = [middle(found, colour) for colour in (ZERO, BLUE, DARK)]
    assert order == sorted(order, reverse=is_rtl)


@pytest.mark.parametrize("is_rtl", DIRECTIONS.values(), ids=DIRECTIONS)
def test_map_with_its_own_legend_has_it_below(is_rtl):
    found = pixels(map_png(beside(is_rtl, own=Legend((Key((Fill(ZERO),), "x", ("1",)),), "Head"))))
    rows = {colour: np.nonzero(abs(found - wanted).max(axis=2) <= 3)[0] for colour, wanted in (
        ("zero", (255, 199, 64)), ("blue", (0, 114, 188)))}  # fmt: skip
    assert rows["zero"].max() > rows["blue"].max()
    assert found.shape[1] == 2400


@pytest.mark.parametrize("is_rtl", DIRECTIONS.values(), ids=DIRECTIONS)
def test_square_of_two_indicators_grows_upwards_and_in_the_direction_of_reading(is_rtl):
    shades = [[f"#{40 + 60 * row:02x}{40 + 60 * column:02x}ff" for column in range(3)] for row in range(3)]
    cells = tuple(tuple((Fill(one), "1", "#000000") for one in row) for row in shades)
    square_ = Square(cells, ("low", "middle", "high"), "seats", "share")
    found = pixels(map_png(map_of(is_rtl, legend=Legend((), square=square_))))
    across = [middle(found, shades[0][column]) for column in range(3)]
    assert across == sorted(across, reverse=is_rtl)
    upwards = [middle(found.swapaxes(0, 1), shades[row][0]) for row in range(3)]
    assert upwards == sorted(upwards, reverse=True)


@pytest.mark.parametrize("name", all_symbols())
def test_each_symbol_of_the_page_is_drawn_with_all_its_colours(name):
    svg = all_symbols()[name]
    parts = symbols._Shapes(svg).parts
    assert len(parts) == svg.count("/>")
    sheet = canvas.Canvas(100, 100, False)
    sheet.box((0, 0), (100, 100), Fill("#00ff00"))
    symbols.draw(sheet, svg, [(50, 50)], 80)
    found = pixels(sheet.png())
    for colour in set(re.findall("#[0-9a-f]{6}", svg)):
        assert share(found, colour) > 0.003, colour
    assert share(found, "#00ff00") > 0.3


def test_path_of_a_symbol_goes_where_its_commands_say():
    path = symbols.svg_path("M11.5 0H20v8.5z")
    assert path.vertices.tolist() == [[11.5, 0], [20, 0], [20, 8.5], [11.5, 0]]
    assert symbols.svg_path("M6.5 6.5l7 7M10 .8 19.2 10").vertices.tolist() == [
        [6.5, 6.5],
        [13.5, 13.5],
        [10, 0.8],
        [19.2, 10],
    ]


def test_facilities_stand_where_they_are_as_symbols_or_as_discs_and_in_the_legend():
    svg = symbol("hospital", "needs_rehabilitation")
    plain = map_of(False, areas=(square(51, 35, Fill(BLUE), ""),), legend=Legend(()))
    bare, spots, discs, told = (
        pixels(map_png(one))
        for one in (
            plain,
            replace(plain, maps=(replace(plain.maps[0], spots=(Spots(svg, ((51.4, 35.1),)),)),)),
            replace(plain, maps=(replace(plain.maps[0], discs=(Disc("7", 40, (51.4, 35.1)),)),)),
            replace(plain, legend=Legend((Key((), "Facilities", ()), Key((), "Hospital", ("1",), svg)))),
        )
    )
    assert middle(spots[200:], ZERO) == pytest.approx(
        middle(bare[200:], BLUE) + 0.15 * width(bare, BLUE) / 0.5, abs=0.01
    )
    assert share(discs, "#ffffff") > share(bare, "#ffffff") + 0.0005
    assert middle(told[200:], ZERO) < 0.2


def test_name_that_would_lie_on_a_disc_moves_or_is_left_out(monkeypatch):
    written = []
    put = canvas.Canvas.put
    monkeypatch.setattr(
        canvas.Canvas, "put", lambda self, text, *a, **k: (written.append(text), put(self, text, *a, **k))
    )
    area = square(51, 35, Fill(BLUE), "Covered")
    plain = map_of(False, areas=(area,), legend=Legend(()))
    map_png(replace(plain, maps=(replace(plain.maps[0], discs=(Disc("7", 300, area.at),)),)))
    assert "7" in written
    assert "Covered" not in written


def test_view_without_boundaries_has_its_legend_and_no_map():
    found = pixels(map_png(map_of(True, areas=())))
    assert share(found, ZERO) > 0.001


@pytest.mark.parametrize(("longest", "length"), [(12_345, 10_000), (9_999, 5_000), (2_000, 2_000), (51, 50)])
def test_scale_is_round_and_not_longer_than_its_room(longest, length):
    assert map_field.round_length(longest) == length


def test_a_degree_of_latitude_is_as_many_metres_as_it_is():
    at = map_field.fitted((51.0, 35.0, 52.0, 36.0), (0.0, 0.0, 1000.0, 1000.0))
    assert (at.place(51, 36)[1] - at.place(51, 35)[1]) * at.metres == pytest.approx(-111_320)
    assert (at.place(52, 35)[0] - at.place(51, 35)[0]) * at.metres == pytest.approx(111_320 * np.cos(np.radians(35.5)))
    assert at.degrees(*at.place(51.3, 35.7)) == pytest.approx((51.3, 35.7))


def test_picture_is_made_within_a_second():
    map_png(map_of(True))
    began = time.process_time()
    map_png(map_of(True))
    assert time.process_time() - began < 1

"""Pictures: of the right size, with the colours, patterns and words that the data asks for, in both directions.

Warnings are errors in tests: a letter that no font has fails whatever draws it.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import shapely

from briefing import canvas, map_field
from briefing.chart import LINE
from briefing.pictures import Area, Key, Legend, Map, Square, chart_png, map_png
from geo.palette import GREY, ZERO, Fill
from tests.briefing.charts import KINDS, MISSING, chart
from tests.briefing.pixels import BLUE, DARK, MARK, map_of, middle, pixels, share, square

DIRECTIONS = {"fa": True, "en": False}


@pytest.mark.parametrize("is_rtl", DIRECTIONS.values(), ids=DIRECTIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_chart_is_drawn_in_its_colour_with_mark_and_lines_beside_white_ground(kind, is_rtl):
    found = pixels(chart_png(chart(kind, is_rtl)))
    assert found.shape[1] == 1500
    assert 450 <= found.shape[0] <= 1500
    assert share(found, "#ffffff") > 0.5
    assert share(found, BLUE) > 0.0003
    assert share(found, MARK) > 0.001
    assert (share(found, LINE) > 0) == (kind != "stacked")


@pytest.mark.parametrize("kind", KINDS)
def test_persian_begins_at_the_right(kind):
    values = (90.0, 80.0, None, None) if kind == "trend" else (90.0, 20.0, 10.0, 5.0)
    persian, english = (pixels(chart_png(chart(kind, is_rtl, values))) for is_rtl in (True, False))
    assert middle(persian, BLUE) > 0.5 > middle(english, BLUE)
    assert middle(persian, MARK) < 0.5 < middle(english, MARK)


@pytest.mark.parametrize("kind", KINDS)
def test_missing_figure_is_told_and_is_not_drawn_as_zero(kind, monkeypatch):
    written = []
    put = canvas.Canvas.put
    monkeypatch.setattr(
        canvas.Canvas, "put", lambda self, text, *a, **k: (written.append(text), put(self, text, *a, **k))
    )
    chart_png(chart(kind, False))
    assert any(MISSING[False] in text for text in written)
    blank, zero = (chart_png(chart(kind, False, (40.0, 118.0, value, 75.0))) for value in (None, 0.0))
    assert blank != zero


@pytest.mark.parametrize("kind", ("bars", "trend", "stacked"))
def test_second_series_has_its_colour_and_a_legend(kind):
    one, two = (pixels(chart_png(chart(kind, True, more=more))) for more in ((), ((20.0, 30.0, 5.0, None),)))
    assert share(two, "#8fc1e1") > share(one, "#8fc1e1") + 0.0005


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


def test_persian_letters_join_and_the_zero_width_joiner_parts_them():
    assert canvas.text_width("بیبیب", 20) < 0.8 * sum(canvas.text_width(one, 20) for one in "بیبیب")
    assert canvas.text_width("می\u200cخواهد", 20) > canvas.text_width("میخواهد", 20) + 1
    assert canvas.text_width("\u200c\u2066\u2067\u2069", 20) == 0


def test_letter_that_the_font_lacks_comes_from_another_and_is_no_box():
    assert canvas.text_width("→", 20) > 0


def test_lines_are_never_wider_than_their_room_and_lose_no_word():
    text = "برای پناهندگان و سایر اتباع خارجی دارای مدرک اقامت، دو شهرستان کمتر از نیمی از صندلی‌ها را دارند"
    lines = canvas.wrapped(text, 20, 300)
    assert " ".join(lines) == text
    assert len(lines) > 2
    assert all(canvas.text_width(line, 20) <= 300 for line in lines)


def test_same_picture_is_the_same_bytes_from_any_thread():
    with ThreadPoolExecutor(4) as threads:
        maps = set(threads.map(map_png, [map_of(True)] * 4))
        charts = set(threads.map(chart_png, [chart("bars", True)] * 4))
    assert (len(maps), len(charts)) == (1, 1)


def test_picture_is_made_within_a_second():
    map_png(map_of(True))
    began = time.process_time()
    map_png(map_of(True))
    assert time.process_time() - began < 1

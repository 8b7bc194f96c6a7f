"""Charts as pictures: of the right size, with the colours and words that the data asks for, in both directions.

Warnings are errors in tests: a letter that no font has fails whatever draws it.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest

from briefing import canvas
from briefing.chart import LINE
from briefing.pictures import chart_png, map_png
from tests.briefing.charts import KINDS, MISSING, chart
from tests.briefing.seen import middle, pixels, share
from tests.briefing.test_map_pictures import map_of

BLUE, DARK, MARK = "#0072bc", "#0b3754", "#ffc740"
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

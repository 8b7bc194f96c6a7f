"""A legend as a strip under its map: nothing of it is lost, and no line is wider than the map."""

import pytest

from briefing import map_strip
from briefing.canvas import text_width
from briefing.map_legend import SWATCH, TEXT, Key, Legend
from geo.palette import Fill

FILL = (Fill("#0072bc", ""),)
KEYS = tuple(Key(FILL, f"over {place * 10} to {place * 10 + 10} per cent", (str(place),)) for place in range(9))
LEGEND = Legend((*KEYS, Key((), "Facilities", ()), Key((), "Primary school", ("54",), "<svg/>")), "Coverage")


@pytest.mark.parametrize("width", [300.0, 640.0, 1200.0])
def test_every_key_stands_in_one_line_and_no_line_is_wider_than_the_strip(width):
    lines = list(map_strip._lines(LEGEND, width))
    assert tuple(key for line in lines for key, _across in line) == LEGEND.keys
    for line in lines:
        assert sum(across for _key, across in line) + map_strip.BETWEEN * (len(line) - 1) <= width


def test_key_takes_its_swatch_its_words_and_its_count():
    ((key, across), *_more) = next(map_strip._lines(LEGEND, 640.0))
    assert across == pytest.approx(SWATCH + map_strip.AFTER_SWATCH + text_width(f"{key.text} (0)", TEXT))


def test_head_of_facilities_begins_a_line_and_a_narrower_strip_is_higher():
    lines = list(map_strip._lines(LEGEND, 1200.0))
    assert [line[0][0].text for line in lines][-1] == "Facilities"
    assert map_strip.height(LEGEND, 300.0) > map_strip.height(LEGEND, 1200.0)

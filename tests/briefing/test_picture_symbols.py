"""Facilities in the picture of a map: the page's own symbols, discs for many, and their names in the legend."""

import re
from dataclasses import replace

import pytest

from briefing import canvas, symbols
from briefing.pictures import Disc, Key, Legend, Spots, map_png
from geo.palette import ZERO, Fill
from geo.symbols import all_symbols, symbol
from tests.briefing.pixels import BLUE, map_of, middle, pixels, share, square, width


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

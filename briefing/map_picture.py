"""Choropleths as a picture: title, maps with names, legend with counts, scale, sources; everything comes finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing import map_legend, map_strip
from briefing.canvas import LEADING, QUIET, Canvas, wrapped
from briefing.frame import FOOT, MARGIN, foot, foot_lines, head, head_height
from briefing.map_field import SCALE_ROOM, Map, draw_map, natural_height
from briefing.map_legend import Legend

# Of a picture with one map, and of one with several.
WIDTH, WIDE = 1200.0, 1600.0
LEGEND, TWO_COUNTS, SQUARE = 290.0, 420.0, 330.0
# Under a map a legend is not wider than this: its counts would stand too far from their words.
UNDER = 520.0
LOWEST, HIGHEST = 330.0, 660.0
GAP, NAME, LINE = 24.0, 17.0, 13.5


@dataclass(frozen=True)
class MapPicture:
    """Maps with all their texts, in the language of the picture.

    Attributes
    ----------
    title, subtitle : str
    maps : tuple of Map
    legend : Legend or None
        What the colours of all maps mean; none where each map has a legend of its own.
    distance : callable
        Writes metres.
    foot : tuple of str
        Sources, dates, disclaimer: each begins a line.
    mark : str
        'Demonstration data' where that is so.
    is_rtl : bool
    across : float
        How wide the sheet is, hundredths of an inch, where it is not as usual: on a narrower one names and legend are
        larger beside the map, for one that is read from afar.
    """

    title: str
    subtitle: str
    maps: tuple[Map, ...]
    legend: Legend | None
    distance: Callable[[float], str]
    foot: tuple[str, ...] = ()
    mark: str = ""
    is_rtl: bool = True
    across: float = 0.0

    @property
    def width(self) -> float:
        """How wide the sheet is."""
        if self.across:
            return self.across
        return WIDTH if len(self.maps) == 1 else WIDE

    @property
    def legend_width(self) -> float:
        """How wide the legend of all maps is."""
        if self.legend is None:
            return 0.0
        return TWO_COUNTS if self.legend.count_heads else SQUARE if self.legend.square else LEGEND

    @property
    def map_width(self) -> float:
        """How wide each map is."""
        count = len(self.maps)
        return (self.width - 2 * MARGIN - self.legend_width - GAP * (count - 1)) / count


def draw(picture: MapPicture) -> Canvas:
    """Return the sheet with the maps on it; a view without any boundary has its legend and texts all the same."""
    width, own = picture.width, picture.map_width
    tops = head_height(width, picture.title, picture.subtitle, picture.mark) + 12
    feet = FOOT * LEADING * len(foot_lines(width, picture.foot)) + 24
    over = max((_over_height(one, own) for one in picture.maps), default=0.0)
    common = map_legend.height(picture.legend, picture.legend_width) if picture.legend else 0.0
    natural = max((natural_height(one.box, own) for one in picture.maps), default=0.0)
    tall = min(max(natural, common - over, LOWEST), HIGHEST)
    tall = max(tall, common - over - SCALE_ROOM)
    under = max((_under(one.legend, own) for one in picture.maps if one.legend), default=0.0)
    canvas = Canvas(width, tops + over + tall + SCALE_ROOM + under + feet, picture.is_rtl)
    head(canvas, picture.title, picture.subtitle, picture.mark)
    foot(canvas, picture.foot)
    if picture.legend:
        map_legend.draw(canvas, picture.legend, MARGIN, tops, picture.legend_width)
    for place, one in enumerate(picture.maps):
        start = MARGIN + picture.legend_width + place * (own + GAP)
        _over(canvas, one, start, tops, own)
        left = width - start - own if picture.is_rtl else start
        field = (left, tops + over, own, tall)
        draw_map(canvas, one, field, picture.distance, small=len(picture.maps) > 1)
        if one.legend:
            foot_of_map = tops + over + tall + SCALE_ROOM + 6
            if one.legend.is_strip:
                map_strip.draw(canvas, one.legend, start, foot_of_map, own)
            else:
                map_legend.draw(canvas, one.legend, start, foot_of_map, min(own, UNDER))
    return canvas


def _under(legend: Legend, width: float) -> float:
    if legend.is_strip:
        return map_strip.height(legend, width)
    return map_legend.height(legend, min(width, UNDER))


def _over_height(one: Map, width: float) -> float:
    names, lines = _over_lines(one, width)
    return NAME * LEADING * len(names) + LINE * LEADING * len(lines)


def _over(canvas: Canvas, one: Map, start: float, top: float, width: float) -> None:
    """Write what stands over a map."""
    names, lines = _over_lines(one, width)
    below = canvas.lines(names, start, top, NAME, bold=True, colour="#0b3754")
    canvas.lines(lines, start, below, LINE, colour=QUIET)


def _over_lines(one: Map, width: float) -> tuple[list[str], list[str]]:
    return wrapped(one.name, NAME, width, bold=True), wrapped(one.line, LINE, width)

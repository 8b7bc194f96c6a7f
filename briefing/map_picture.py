"""A choropleth as a picture: title, map with names, legend with counts, scale, sources; everything comes finished."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shapely
from matplotlib.path import Path

from briefing.canvas import EDGE, LEADING, QUIET, Canvas, outline, text_width, wrapped
from briefing.frame import FOOT, MARGIN, foot, foot_lines, head, head_height
from geo.palette import Fill
from geo.shapes import rings

WIDTH, LEGEND = 1200.0, 290.0
LOWEST, HIGHEST = 330.0, 660.0
PADDING, SCALE_ROOM, LEGEND_TEXT, SWATCH = 10.0, 30.0, 15.0, 30.0
NAME, NAME_OF_MANY, MANY = 14.5, 12.0, 20
METRES_PER_DEGREE = 111_320.0
SCALE_SHARE = 0.25
# Where a name may stand when its own place is taken, aside and below, as on the map of the page.
ASIDE = ((0, 0), (0, 16), (0, -16), (0, 28), (0, -28), (26, 0), (-26, 0), (0, 46), (0, -46), (46, 0), (-46, 0))
CONTEXT = Fill("#eef2f5")
Box = tuple[float, float, float, float]
CONTEXT_EDGE, BORDER, RIM = "#b4bec7", "#ffffff", "#0b3754"


@dataclass(frozen=True)
class Area:
    """An area with figures: its shape, its fill, and its name at (longitude, latitude)."""

    geometry: shapely.Geometry
    fill: Fill
    name: str
    at: tuple[float, float]


@dataclass(frozen=True)
class Key:
    """A line of the legend: fills side by side, what they stand for, and how many areas have them."""

    fills: tuple[Fill, ...]
    text: str
    count: str


@dataclass(frozen=True)
class MapPicture:
    """A map with all its texts, in the language of the picture.

    Attributes
    ----------
    title, subtitle : str
    areas : tuple of Area
        In the order in which they get their names: where two would touch, the first has the place.
    context : tuple of shapely.Geometry
        Areas around that have no figure in this view.
    borders, rims : tuple of shapely.Geometry
        Areas whose borders lie over the others: of counties over districts; of the province around all.
    legend_head : str
    legend : tuple of Key
    distance : callable
        Writes metres.
    foot : tuple of str
        Sources, dates, disclaimer: each begins a line.
    mark : str
        'Demonstration data' where that is so.
    is_rtl : bool
    """

    title: str
    subtitle: str
    areas: tuple[Area, ...]
    legend_head: str
    legend: tuple[Key, ...]
    distance: Callable[[float], str]
    context: tuple[shapely.Geometry, ...] = ()
    borders: tuple[shapely.Geometry, ...] = ()
    rims: tuple[shapely.Geometry, ...] = ()
    foot: tuple[str, ...] = ()
    mark: str = ""
    is_rtl: bool = True


@dataclass(frozen=True)
class Projection:
    """Degrees to places on the sheet: north is up, and a metre is as long eastwards as northwards."""

    west: float
    north: float
    left: float
    top: float
    per_lon: float
    per_lat: float

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return x from the left and y from the top."""
        return self.left + (lon - self.west) * self.per_lon, self.top + (self.north - lat) * self.per_lat

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Return longitude and latitude of a place on the sheet."""
        return self.west + (x - self.left) / self.per_lon, self.north - (y - self.top) / self.per_lat

    def path(self, geometry: shapely.Geometry) -> Path:
        """Return a shape as a path on the sheet."""
        return outline(iter([[self.place(*point[:2]) for point in ring] for ring in rings(geometry)]))

    @property
    def metres(self) -> float:
        """How many metres one unit of the sheet is."""
        return METRES_PER_DEGREE / self.per_lat


def fitted(box: Box, field: Box) -> Projection:
    """Return the projection that puts a box of degrees (west, south, east, north) into the middle of a field."""
    left, top, width, height = field
    west, south, east, north = box
    shrink = math.cos(math.radians((south + north) / 2))
    per_lat = min((width - 2 * PADDING) / ((east - west) * shrink), (height - 2 * PADDING) / (north - south))
    aside = (width - (east - west) * shrink * per_lat) / 2
    above = (height - (north - south) * per_lat) / 2
    return Projection(west, north, left + aside, top + above, per_lat * shrink, per_lat)


def round_length(longest: float) -> float:
    """Return the largest of 1, 2, 5, 10 ... metres that is not above `longest`."""
    power = 10.0 ** math.floor(math.log10(longest))
    return next(step * power for step in (5, 2, 1) if step * power <= longest)


def draw(picture: MapPicture) -> Canvas:
    """Return the sheet with the map on it; a view without any boundary has its legend and texts all the same."""
    tops = head_height(WIDTH, picture.title, picture.subtitle, picture.mark) + 12
    feet = FOOT * LEADING * len(foot_lines(WIDTH, picture.foot)) + 24
    shapes = [area.geometry for area in picture.areas]
    box: Box | None = tuple(shapely.total_bounds(shapes)) if shapes else None
    width = WIDTH - 2 * MARGIN - LEGEND
    tall = min(max(_natural(box, width), _legend_height(picture), LOWEST), HIGHEST)
    canvas = Canvas(WIDTH, tops + tall + SCALE_ROOM + feet, picture.is_rtl)
    head(canvas, picture.title, picture.subtitle, picture.mark)
    foot(canvas, picture.foot)
    _legend(canvas, picture, tops)
    if box:
        field = (MARGIN if picture.is_rtl else MARGIN + LEGEND, tops, width, tall)
        projection = fitted(box, field)
        _surfaces(canvas, picture, projection, field)
        _names(canvas, picture, projection)
        _scale(canvas, picture, projection, tops + tall + SCALE_ROOM - 8)
    return canvas


def _natural(box: Box | None, width: float) -> float:
    """Return how high a map of this width is, so that no empty field stands above and below it."""
    if box is None:
        return 0.0
    west, south, east, north = box
    shrink = math.cos(math.radians((south + north) / 2))
    return (width - 2 * PADDING) * (north - south) / ((east - west) * shrink) + 2 * PADDING


def _clipped(shapes: Sequence[shapely.Geometry], projection: Projection, field: Box) -> list[shapely.Geometry]:
    """Return what lies in the field: what is around has no end of its own, and the legend stands beside."""
    left, top, width, height = field
    west, north = projection.degrees(left, top)
    east, south = projection.degrees(left + width, top + height)
    cut = [shapely.clip_by_rect(one, west, south, east, north) for one in shapes]
    return [one for one in cut if one.geom_type in ("Polygon", "MultiPolygon") and not one.is_empty]


def _surfaces(canvas: Canvas, picture: MapPicture, projection: Projection, field: Box) -> None:
    for geometry in _clipped(picture.context, projection, field):
        canvas.surface(projection.path(geometry), CONTEXT, CONTEXT_EDGE, 0.8)
    for area in picture.areas:
        canvas.surface(projection.path(area.geometry), area.fill, BORDER, 1.0)
    for geometry in picture.borders:
        canvas.rim(projection.path(geometry), BORDER, 2.4)
    for geometry in picture.rims:
        canvas.rim(projection.path(geometry), RIM, 1.6)


def _names(canvas: Canvas, picture: MapPicture, projection: Projection) -> None:
    """Write the names; one that would touch another moves inside its area, or is left out."""
    size = NAME if len(picture.areas) <= MANY else NAME_OF_MANY
    taken: list[Box] = []
    for area in picture.areas:
        half, tall = text_width(area.name, size) / 2 + 3, size * 0.75
        x, y = projection.place(*area.at)
        for right, down in ASIDE:
            at = (x + right, y + down)
            box = (at[0] - half, at[1] - tall, at[0] + half, at[1] + tall)
            if (right or down) and not shapely.contains_xy(area.geometry, *projection.degrees(*at)):
                continue
            if _is_free(box, taken):
                taken.append(box)
                canvas.put(area.name, canvas.across(at[0]), at[1], size, align="middle", halo=True)
                break


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    within = box[0] >= MARGIN and box[2] <= WIDTH - MARGIN
    return within and all(
        box[2] < other[0] or box[0] > other[2] or box[3] < other[1] or box[1] > other[3] for other in taken
    )


def _legend_lines(picture: MapPicture) -> list[list[str]]:
    return [wrapped(key.text, LEGEND_TEXT, LEGEND - SWATCH - 70) for key in picture.legend]


def _legend_height(picture: MapPicture) -> float:
    titles = len(wrapped(picture.legend_head, LEGEND_TEXT, LEGEND - 30, bold=True))
    lines = sum(map(len, _legend_lines(picture)))
    return LEGEND_TEXT * LEADING * (titles + lines) + 7 * len(picture.legend) + 14


def _legend(canvas: Canvas, picture: MapPicture, top: float) -> None:
    size = LEGEND_TEXT
    y = canvas.paragraph(picture.legend_head, MARGIN, top, LEGEND - 30, size, bold=True) + 8
    for key, lines in zip(picture.legend, _legend_lines(picture), strict=True):
        each = SWATCH / len(key.fills)
        for place, fill in enumerate(key.fills):
            canvas.box((MARGIN + each * place, y + 2), (each, size * 1.3), fill, EDGE)
        canvas.put(key.count, MARGIN + LEGEND - 34, y + size * 0.75, size, bold=True, align="end")
        y = canvas.lines(lines, MARGIN + SWATCH + 10, y, size) + 7


def _scale(canvas: Canvas, picture: MapPicture, projection: Projection, bottom: float) -> None:
    metres = round_length((WIDTH - LEGEND) * SCALE_SHARE * projection.metres)
    length, x, y = metres / projection.metres, MARGIN + LEGEND + 10, bottom
    canvas.line([(x, y - 7), (x, y), (x + length, y), (x + length, y - 7)], QUIET, 1.2)
    canvas.put(picture.distance(metres), x + length + 8, y - 4, 12.5, colour=QUIET)

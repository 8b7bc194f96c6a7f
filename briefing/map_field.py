"""One map in its field of a picture: shapes, borders, names that do not touch, and the scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shapely
from matplotlib.path import Path

from briefing import symbols
from briefing.canvas import QUIET, Canvas, outline, text_width
from briefing.frame import MARGIN
from briefing.map_legend import Legend
from geo.palette import Fill
from geo.shapes import rings

PADDING, SCALE_ROOM = 10.0, 30.0
NAME, NAME_OF_MANY, MANY = 14.5, 12.0, 20
# A map that shares the sheet with others has smaller names.
SMALL_NAME = 10.5
SPOT, SPOT_OF_MANY, MANY_SPOTS, DISC_TEXT = 17.0, 11.0, 150, 11.5
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
class Spots:
    """Facilities that look alike: their symbol as SVG, and where they are as (longitude, latitude)."""

    svg: str
    at: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Disc:
    """Several facilities together: their number in a disc of this width, and where it is."""

    count: str
    across: float
    at: tuple[float, float]


@dataclass(frozen=True)
class Map:
    """One map of a picture.

    Attributes
    ----------
    areas : tuple of Area
        In the order in which they get their names: where two would touch, the first has the place.
    context : tuple of shapely.Geometry
        Areas around that have no figure in this view.
    borders, rims : tuple of shapely.Geometry
        Areas whose borders lie over the others: of counties over districts; of the province around all.
    spots : tuple of Spots
    discs : tuple of Disc
    name, line : str
        What stands over the map where there are several.
    legend : Legend or None
        What stands under the map where its classes are its own.
    """

    areas: tuple[Area, ...]
    context: tuple[shapely.Geometry, ...] = ()
    borders: tuple[shapely.Geometry, ...] = ()
    rims: tuple[shapely.Geometry, ...] = ()
    spots: tuple[Spots, ...] = ()
    discs: tuple[Disc, ...] = ()
    name: str = ""
    line: str = ""
    legend: Legend | None = None

    @property
    def box(self) -> Box | None:
        """West, south, east and north end of the areas, where there are any."""
        shapes = [area.geometry for area in self.areas]
        return tuple(shapely.total_bounds(shapes)) if shapes else None


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


def natural_height(box: Box | None, width: float) -> float:
    """Return how high a map of this width is, so that no empty field stands above and below it."""
    if box is None:
        return 0.0
    west, south, east, north = box
    shrink = math.cos(math.radians((south + north) / 2))
    return (width - 2 * PADDING) * (north - south) / ((east - west) * shrink) + 2 * PADDING


def draw_map(canvas: Canvas, one: Map, field: Box, distance: Callable[[float], str], *, small: bool) -> None:
    """Draw a map into a field (left, top, width, height), and its scale below; one without any shape is left out."""
    if one.box is None:
        return
    left, top, width, height = field
    projection = fitted(one.box, field)
    _surfaces(canvas, one, projection, field)
    size = SMALL_NAME if small else NAME if len(one.areas) <= MANY else NAME_OF_MANY
    _facilities(canvas, one, projection)
    _names(canvas, one, projection, size)
    start = canvas.width - left - width if canvas.is_rtl else left
    _scale(canvas, projection, distance, (start + 10, top + height + SCALE_ROOM - 8), width)


def _clipped(shapes: Sequence[shapely.Geometry], projection: Projection, field: Box) -> list[shapely.Geometry]:
    """Return what lies in the field: what is around has no end of its own, and the legend stands beside."""
    left, top, width, height = field
    west, north = projection.degrees(left, top)
    east, south = projection.degrees(left + width, top + height)
    cut = [shapely.clip_by_rect(one, west, south, east, north) for one in shapes]
    return [one for one in cut if one.geom_type in ("Polygon", "MultiPolygon") and not one.is_empty]


def _surfaces(canvas: Canvas, one: Map, projection: Projection, field: Box) -> None:
    for geometry in _clipped(one.context, projection, field):
        canvas.surface(projection.path(geometry), CONTEXT, CONTEXT_EDGE, 0.8)
    for area in one.areas:
        canvas.surface(projection.path(area.geometry), area.fill, BORDER, 1.0)
    for geometry in one.borders:
        canvas.rim(projection.path(geometry), BORDER, 2.4)
    for geometry in one.rims:
        canvas.rim(projection.path(geometry), RIM, 1.6)


def _facilities(canvas: Canvas, one: Map, projection: Projection) -> None:
    many = sum(len(spots.at) for spots in one.spots) > MANY_SPOTS
    for spots in one.spots:
        places = [projection.place(*at) for at in spots.at]
        symbols.draw(canvas, spots.svg, places, SPOT_OF_MANY if many else SPOT)
    for disc in one.discs:
        x, y = projection.place(*disc.at)
        canvas.dot(canvas.across(x), y, disc.across + 3, BORDER, BORDER)
        canvas.dot(canvas.across(x), y, disc.across, BORDER, RIM)
        canvas.put(disc.count, canvas.across(x), y, DISC_TEXT, bold=True, colour=RIM, align="middle")


def _names(canvas: Canvas, one: Map, projection: Projection, size: float) -> None:
    """Write the names; one that would touch another moves inside its area, or is left out."""
    taken = [_around(disc, projection) for disc in one.discs]
    for area in one.areas:
        half, tall = text_width(area.name, size) / 2 + 3, size * 0.75
        x, y = projection.place(*area.at)
        for right, down in ASIDE:
            at = (x + right, y + down)
            box = (at[0] - half, at[1] - tall, at[0] + half, at[1] + tall)
            if (right or down) and not shapely.contains_xy(area.geometry, *projection.degrees(*at)):
                continue
            if _is_free(box, taken, canvas.width):
                taken.append(box)
                canvas.put(area.name, canvas.across(at[0]), at[1], size, align="middle", halo=True)
                break


def _around(disc: Disc, projection: Projection) -> Box:
    (x, y), half = projection.place(*disc.at), disc.across / 2
    return x - half, y - half, x + half, y + half


def _is_free(box: Box, taken: Sequence[Box], width: float) -> bool:
    within = box[0] >= MARGIN and box[2] <= width - MARGIN
    return within and all(
        box[2] < other[0] or box[0] > other[2] or box[3] < other[1] or box[1] > other[3] for other in taken
    )


def _scale(
    canvas: Canvas, projection: Projection, distance: Callable[[float], str], at: tuple[float, float], width: float
) -> None:
    (x, y), metres = at, round_length(width * SCALE_SHARE * projection.metres)
    length = metres / projection.metres
    canvas.line([(x, y - 7), (x, y), (x + length, y), (x + length, y - 7)], QUIET, 1.2)
    canvas.put(distance(metres), x + length + 8, y - 4, 12.5, colour=QUIET)

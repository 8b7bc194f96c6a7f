"""What passes between a boundary file and the database: outlines as they are stored, and as they are to be."""

from __future__ import annotations

from typing import NamedTuple

QUALITIES = ("official", "open")
CONFIDENCE = {"official": "high", "open": "medium"}


class Outline(NamedTuple):
    """An area as the database has it.

    Attributes
    ----------
    pcode : str
    level : int
    parent : str or None
    boundary : str or None
        GeoJSON geometry.
    quality : str or None
        `official`, `open` or `schematic`.
    """

    pcode: str
    level: int
    parent: str | None
    boundary: str | None
    quality: str | None


class Drawn(NamedTuple):
    """A new boundary of an area.

    Attributes
    ----------
    pcode : str
    boundary : str or None
        GeoJSON geometry, WGS 84; None where nothing is left of the area.
    lat, lon : float or None
        A point inside.
    area_km2 : float or None
    is_loaded : bool
        Whether it has the quality and the source of the file; what was fitted into it keeps its own.
    """

    pcode: str
    boundary: str | None
    lat: float | None
    lon: float | None
    area_km2: float | None
    is_loaded: bool


class NewSource(NamedTuple):
    """Where boundaries come from; dates are ISO text."""

    title_fa: str
    title_en: str
    publisher: str
    licence: str | None
    published_on: str | None
    url: str | None
    quality: str

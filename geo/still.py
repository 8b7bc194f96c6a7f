"""What every still picture of areas shares: degrees to pixels, and the rings of a geometry."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

Ring = Sequence[Sequence[float]]


class Frame:
    """Degrees to pixels: equal scales at the middle of the box, north up.

    Parameters
    ----------
    points : iterable of sequence of float
        Longitude and latitude in degrees, WGS 84; at least one.
    width : int
        Pixels; the height follows from the points.
    margin : float
        Pixels on each side, for the width of an outline.
    """

    def __init__(self, points: Iterable[Sequence[float]], width: int, margin: float = 1.0) -> None:
        lons, lats = zip(*((point[0], point[1]) for point in points), strict=True)
        self._west, self._north, self._margin = min(lons), max(lats), margin
        self._narrow = math.cos(math.radians((min(lats) + max(lats)) / 2))
        self._scale = (width - 2 * margin) / max((max(lons) - self._west) * self._narrow, 1e-9)
        self.height = math.ceil((self._north - min(lats)) * self._scale + 2 * margin)

    def at(self, point: Sequence[float]) -> tuple[float, float]:
        """Return where a point lies, in pixels from the upper left corner."""
        x = self._margin + (point[0] - self._west) * self._narrow * self._scale
        return x, self._margin + (self._north - point[1]) * self._scale

    def path(self, outlines: Iterable[Ring]) -> str:
        """Return the SVG path of rings, without the points that fall on one pixel's tenth."""
        return "".join(f"M{'L'.join(_neighbours_apart(map(self.at, ring)))}Z" for ring in outlines)


def _neighbours_apart(points: Iterable[tuple[float, float]]) -> list[str]:
    """Write points without those that repeat the one before; the last closes the ring, and `Z` does that too."""
    written = [text for text, _same in groupby(f"{x:.1f} {y:.1f}" for x, y in points)]
    return written[:-1] if len(written) > 1 and written[-1] == written[0] else written


def rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """Return all rings of a GeoJSON polygon or multipolygon."""
    parts = geometry["coordinates"]
    return list(parts) if geometry["type"] == "Polygon" else [ring for part in parts for ring in part]

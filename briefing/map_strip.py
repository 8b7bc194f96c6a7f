"""A legend in lines across, under its map: as wide as the map and few lines high, so that the map may be large."""

from __future__ import annotations

from collections.abc import Iterator

from briefing import symbols
from briefing.canvas import EDGE, LEADING, Canvas, text_width
from briefing.map_legend import SMALL, SWATCH, SYMBOL, TEXT, Key, Legend

AFTER_SWATCH, BETWEEN, LINE = 8.0, 30.0, 1.75 * TEXT


def height(legend: Legend, width: float) -> float:
    """Return how high a strip of this width is."""
    return len(list(_lines(legend, width))) * LINE + (SMALL * LEADING if legend.head else 0.0) + 10


def draw(canvas: Canvas, legend: Legend, x: float, top: float, width: float) -> None:
    """Draw a strip whose upper corner on the side where a reader begins is (x, top)."""
    y = top
    if legend.head:
        canvas.put(legend.head, x, y + SMALL * 0.75, SMALL, bold=True)
        y += SMALL * LEADING + 4
    for line in _lines(legend, width):
        at = x
        for key, across in line:
            _draw(canvas, key, at, y)
            at += across + BETWEEN
        y += LINE


def _lines(legend: Legend, width: float) -> Iterator[list[tuple[Key, float]]]:
    """Fill line after line; what is under a head of its own begins a new one."""
    line: list[tuple[Key, float]] = []
    used = 0.0
    for key in legend.keys:
        across = _width(key)
        if line and (key.is_head or used + across > width):
            yield line
            line, used = [], 0.0
        line.append((key, across))
        used += across + BETWEEN
    if line:
        yield line


def _width(key: Key) -> float:
    return (0.0 if key.is_head else SWATCH + AFTER_SWATCH) + text_width(_text(key), TEXT, key.is_head)


def _text(key: Key) -> str:
    return " ".join((key.text, *(f"({count})" for count in key.counts)))


def _draw(canvas: Canvas, key: Key, x: float, y: float) -> None:
    each = SWATCH / max(len(key.fills), 1)
    if key.svg:
        symbols.draw(canvas, key.svg, [(canvas.across(x + SWATCH / 2), y + TEXT * 0.75)], SYMBOL)
    for place, fill in enumerate(key.fills):
        canvas.box((x + each * place, y), (each, TEXT * 1.3), fill, EDGE)
    start = x if key.is_head else x + SWATCH + AFTER_SWATCH
    canvas.put(_text(key), start, y + TEXT * 0.7, TEXT, bold=key.is_head)

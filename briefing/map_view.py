"""What an interactive map paints of a view, on a page and offline: colours, tooltips, the area to fit."""

from __future__ import annotations

from collections import Counter
from typing import Any

from briefing.drawn import is_hatched, worst_first
from domain.admin import LEVELS, PROVINCE
from domain.frames import ReleaseFrame
from domain.selection import Selection
from geo.classification import Classes
from geo.palette import Fill
from wording import formats, i18n, provenance, tips

SHORT_TEXT = 4  # characters; a number in its place would save nothing


def view_of(
    frame: ReleaseFrame, classes: Classes, fills: tuple[Fill, ...], names: dict[str, str], foot: str
) -> dict[str, Any]:
    """Return what the map paints: finished fills and finished texts, escaped where they are drawn.

    `names` holds the counties in the language in use, for districts to be found by; `foot` ends every tooltip: sources.
    """
    selection = frame.selection
    entry = selection.entry
    used = [[fill.colour, fill.pattern] for fill in fills]
    areas = {}
    for row, number in worst_first(frame, classes):
        fill = number
        if is_hatched(row, fills[number]):
            hatched = [fills[number].colour, "over"]
            used += [] if hatched in used else [hatched]
            fill = used.index(hatched)
        areas[row["pcode"]] = [fill, row[f"name_{i18n.language()}"], *tips.texts(entry, row)]
    return framed(selection, areas, used, names) | {
        "heads": tips.heads(entry),
        "foot": foot,
        "mark": provenance.demonstration_mark(frame),
    }


def framed(
    selection: Selection, areas: dict[str, list[Any]], used: list[list[str]], names: dict[str, str]
) -> dict[str, Any]:
    """Return what the map paints of finished rows: fill number, name, then the texts of the tooltip."""
    drilled = selection.area != PROVINCE
    level = LEVELS[selection.level]
    texts = _shared_texts(areas)
    return {
        "areas": {code: _shortened(row, texts) for code, row in areas.items()},
        "texts": texts,
        "fills": used,
        "others": {code: name for code, name in names.items() if level > LEVELS["county"] and code != selection.area},
        # Inside a county its central district needs no county in brackets.
        "short": {code: row[1].split(" (")[0] for code, row in areas.items() if drilled and " (" in row[1]},
        "level": level,
        "area": selection.area,
        "fit": f"{selection.area}/{level}",
        "dir": i18n.direction(),
        "lang": i18n.language(),
        "stamp": selection.link(),
    }


def _shared_texts(areas: dict[str, list[Any]]) -> list[str]:
    """Return the longer texts that stand in more than one tooltip: the wire has six bytes for a Persian letter."""
    count = Counter(text for row in areas.values() for text in row[2:] if len(text) > SHORT_TEXT)
    return [text for text, times in count.items() if times > 1]


def _shortened(row: list[Any], texts: list[str]) -> list[Any]:
    """Put the number of a shared text for the text, figures as on the wire, and leave out empty texts at the end."""
    cells = [texts.index(text) if text in texts else formats.on_the_wire(text) for text in row[2:]]
    while cells and cells[-1] == "":
        cells.pop()
    return [*row[:2], *cells]

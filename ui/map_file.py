"""The choropleth of a view as a picture: its shapes, names, legend and texts, finished for `briefing.pictures`."""

from __future__ import annotations

import shapely

from briefing.pictures import Area, Key, MapPicture
from domain.admin import LEVELS, PROVINCE
from domain.selection import Selection
from geo.palette import Fill
from geo.shapes import Shapes
from measures.source import Reference
from ui import formats, i18n, legend, map_panel, provenance, words
from ui.drawn import Drawn, is_hatched
from ui.finished import told, without_boundary
from ui.i18n import _


def picture(drawn: Drawn, reference: Reference, shapes: Shapes, statement: dict[str, str]) -> MapPicture:
    """Return the map of a view in the language in use."""
    frame = drawn.frame
    entry = frame.selection.entry
    title, subtitle = told(drawn, reference)
    lines = legend.lines(drawn.classes, drawn.fills, entry, drawn.distorted)
    value = words.value_name(entry)
    return MapPicture(
        title=title,
        subtitle=subtitle,
        areas=_areas(drawn, shapes),
        legend_head=_("{measure}; number of {areas}").format(
            measure=value[:1].upper() + value[1:], areas=words.level(frame.selection.level).lower()
        ),
        legend=tuple(Key(fills, text, formats.number(count)) for fills, text, count in lines),
        distance=formats.distance,
        foot=_foot(drawn, reference, statement),
        mark=map_panel.demonstration_mark(frame),
        is_rtl=i18n.direction() == "rtl",
        **_around(frame.selection, shapes),
    )


def _areas(drawn: Drawn, shapes: Shapes) -> tuple[Area, ...]:
    """Return the areas that can be drawn, those first that the finding is about: they get their names first."""
    drilled = drawn.frame.selection.area != PROVINCE
    found = []
    for row, number in map_panel.worst_first(drawn.frame, drawn.classes):
        code, name = row["pcode"], str(row[f"name_{i18n.language()}"])
        if code not in shapes.geometries:
            continue
        fill = drawn.fills[number]
        if is_hatched(row, fill):
            fill = Fill(fill.colour, "over")
        # Inside a county its central district needs no county in brackets.
        short = name.split(" (", maxsplit=1)[0] if drilled else name
        found.append(Area(shapes.geometries[code], fill, short, shapes.labels[code]))
    return tuple(found)


def _around(selection: Selection, shapes: Shapes) -> dict[str, tuple[shapely.Geometry, ...]]:
    """Return counties around a drilled one, county borders over districts, and the line around everything."""
    counties = {code: shapes.geometries[code] for code, level in shapes.levels.items() if level == LEVELS["county"]}
    whole = tuple(shapes.geometries[code] for code in (selection.area,) if code in shapes.geometries)
    if selection.area != PROVINCE:
        return {"context": tuple(shape for code, shape in counties.items() if code != selection.area), "rims": whole}
    return {"borders": tuple(counties.values()) if selection.level == "district" else (), "rims": whole}


def _foot(drawn: Drawn, reference: Reference, statement: dict[str, str]) -> tuple[str, ...]:
    frame = drawn.frame
    missing = without_boundary(frame)
    note = _("No boundary to draw, figures in the table only: {names}").format(names=missing) if missing else ""
    told_once = " ".join(statement[key] for key in ("disclaimer", "sensitivity") if key in statement)
    line = provenance.plain_line(frame, reference, frame.as_of)
    return tuple(text for text in (note, provenance.group_rule(frame), line, told_once) if text)

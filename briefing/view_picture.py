"""Choropleths as pictures: shapes, names, legends and texts, finished for `briefing.pictures`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from briefing import about_sheet, facility_marks, shown_facilities
from briefing.drawn import Drawn, is_hatched, told, without_boundary, worst_first
from briefing.pictures import Area, Key, Legend, Map, MapPicture
from briefing.shown_facilities import Shown
from domain.admin import LEVELS, PROVINCE
from domain.frames import ReleaseFrame
from domain.selection import Selection
from geo.palette import Fill
from geo.shapes import Shapes
from measures.reference import Reference
from wording import formats, i18n, legend, provenance, words
from wording.i18n import _

Row = dict[str, Any]


def picture(drawn: Drawn, reference: Reference, shapes: Shapes, found: Shown | None = None) -> MapPicture:
    """Return the map of a view, with the facilities that it shows, if any, in the language in use."""
    frame = drawn.frame
    title, subtitle = told(drawn, reference)
    one, more, notes = one_map(drawn, shapes), tuple[Key, ...](), list[str]()
    if found is not None:
        one = replace(one, spots=facility_marks.spots(found), discs=facility_marks.discs(found))
        more, notes = facility_marks.keys(found, frame.selection), shown_facilities.note_texts(found)
    return MapPicture(
        title=title,
        subtitle=subtitle,
        maps=(one,),
        legend=Legend((*keys(drawn), *more), legend_head(frame.selection)),
        distance=formats.distance,
        foot=(*notes, *foot((frame,), reference, shapes)),
        mark=provenance.demonstration_mark(frame),
        is_rtl=i18n.direction() == "rtl",
    )


def several(
    frames: Sequence[ReleaseFrame], told_of: tuple[str, str], reference: Reference, shapes: Shapes
) -> MapPicture:
    """Return maps of several sectors beside each other, each with its finding and its own legend."""
    maps = []
    for frame in frames:
        drawn = Drawn.of(frame, reference)
        name = words.sector(frame.selection.sector)
        own = Legend(keys(drawn), legend_head(frame.selection))
        maps.append(replace(one_map(drawn, shapes), name=name, line=told(drawn, reference)[0], legend=own))
    return MapPicture(
        title=told_of[0],
        subtitle=told_of[1],
        maps=tuple(maps),
        legend=None,
        distance=formats.distance,
        foot=foot(frames, reference, shapes, [one.name for one in maps]),
        mark=provenance.demonstration_mark(*frames),
        is_rtl=i18n.direction() == "rtl",
    )


def legend_head(selection: Selection) -> str:
    """Name what the classes are of, and what is counted beside them."""
    value = words.value_name(selection.entry)
    return _("{measure}; number of {areas}").format(
        measure=value[:1].upper() + value[1:], areas=words.level(selection.level).lower()
    )


def keys(drawn: Drawn) -> tuple[Key, ...]:
    """Return the lines of the legend of a map."""
    lines = legend.lines(drawn.classes, drawn.fills, drawn.frame.selection.entry, drawn.distorted)
    return tuple(Key(fills, text, (formats.number(count),)) for fills, text, count in lines)


def one_map(drawn: Drawn, shapes: Shapes) -> Map:
    """Return the shapes of a view in their colours."""
    return around(drawn.frame.selection, shapes, _areas(drawn, shapes))


def _areas(drawn: Drawn, shapes: Shapes) -> tuple[Area, ...]:
    """Return the areas that can be drawn, those first that the finding is about: they get their names first."""
    pairs = []
    for row, number in worst_first(drawn.frame, drawn.classes):
        fill = drawn.fills[number]
        pairs.append((row, Fill(fill.colour, "over") if is_hatched(row, fill) else fill))
    return named(drawn.frame.selection, pairs, shapes)


def named(selection: Selection, pairs: Iterable[tuple[Row, Fill]], shapes: Shapes) -> tuple[Area, ...]:
    """Return the areas of rows that can be drawn, each with its fill and its name, in the order given."""
    found = []
    for row, fill in pairs:
        code, name = row["pcode"], str(row[f"name_{i18n.language()}"])
        if code in shapes.geometries:
            # Inside a county its central district needs no county in brackets.
            short = name.split(" (", maxsplit=1)[0] if selection.area != PROVINCE else name
            found.append(Area(shapes.geometries[code], fill, short, shapes.labels[code]))
    return tuple(found)


def around(selection: Selection, shapes: Shapes, areas: tuple[Area, ...]) -> Map:
    """Add counties around a drilled one, county borders over districts, and the line around everything."""
    counties = {code: shapes.geometries[code] for code, level in shapes.levels.items() if level == LEVELS["county"]}
    whole = tuple(shapes.geometries[code] for code in (selection.area,) if code in shapes.geometries)
    if selection.area != PROVINCE:
        beside = tuple(shape for code, shape in counties.items() if code != selection.area)
        return Map(areas, context=beside, rims=whole)
    return Map(areas, borders=tuple(counties.values()) if selection.level == "district" else (), rims=whole)


def foot(
    frames: Sequence[ReleaseFrame], reference: Reference, shapes: Shapes, names: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return what stands under a picture: what is not on it, sources and dates, and what every page carries.

    Where the frames are of several sources or dates, each line begins with the name of its side.
    """
    missing = without_boundary(frames[0], shapes.geometries)
    note = _("No boundary to draw, figures in the table only: {names}").format(names=missing) if missing else ""
    rules = [provenance.group_rule(one) for one in frames]
    lines = [provenance.plain_line(one, reference, one.as_of) for one in frames]
    if names and len(set(lines)) > 1:
        lines = [_("{side}: {column}").format(side=name, column=line) for name, line in zip(names, lines, strict=True)]
    return tuple(text for text in dict.fromkeys((note, *rules, *lines, about_sheet.small_print())) if text)


def bare(picture: MapPicture) -> MapPicture:
    """Return a picture's maps and legend without the texts around them: they stand on the page that it is put on."""
    return replace(picture, title="", subtitle="", foot=(), mark="")

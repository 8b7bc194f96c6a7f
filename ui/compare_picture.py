"""The maps of Compare as a picture: two indicators on one map with nine colours, or two maps with one legend."""

from __future__ import annotations

from dataclasses import replace

from briefing import axes, view_picture
from briefing.pictures import Key, Legend, Map, MapPicture, Square
from domain.frames import ReleaseFrame, records
from geo.bivariate import COLOURS, SIDE, Bivariate, bivariate
from geo.palette import SPECIAL, Fill
from geo.shapes import Shapes
from measures.reference import Reference
from ui import compare_legend, compare_values, compared_maps, sides
from ui.compare_legend import Pair
from ui.sides import Compared
from wording import formats, i18n, provenance

Frames = tuple[ReleaseFrame, ReleaseFrame]


def picture(shown: Compared, reference: Reference, shapes: Shapes) -> MapPicture:
    """Return the picture of what is compared, in the language in use."""
    first, other = shown.frames
    maps, told = _two(shown, (first, other), shapes) if shown.names else _nine((first, other), shapes)
    return MapPicture(
        title=shown.title,
        subtitle=shown.subtitle,
        maps=maps,
        legend=told,
        distance=formats.distance,
        foot=view_picture.foot(shown.frames, reference, shapes, sides.of(shown)),
        mark=provenance.demonstration_mark(*shown.frames),
        is_rtl=i18n.direction() == "rtl",
    )


def _nine(frames: Frames, shapes: Shapes) -> tuple[tuple[Map, ...], Legend]:
    first, other = frames
    found = bivariate(compare_values.values_of(first), compare_values.values_of(other))
    entries = (first.selection.entry, other.selection.entry)
    worst = (compare_values.worse(entries[1]), compare_values.worse(entries[0]))
    rows = [(row, found.fill(place)) for place, row in enumerate(records(first.data))]
    # The corner that the title is about gets its names first.
    order = sorted(range(len(rows)), key=lambda place: found.cells[place] != worst)
    areas = view_picture.named(first.selection, [rows[place] for place in order], shapes)
    one = view_picture.around(first.selection, shapes, areas)
    return (one,), Legend(_corners(found, entries), square=_square(found, entries), note=compare_legend.thirds())


def _square(found: Bivariate, entries: Pair) -> Square:
    across, up = (axes.indicator_name(one) for one in entries)
    cells = tuple(
        tuple(
            (Fill(COLOURS[row][column]), formats.number(found.counts[row][column]), compare_legend.ink(row, column))
            for column in range(SIDE)
        )
        for row in range(SIDE)
    )
    levels = tuple(compare_legend.level_name(place) for place in range(SIDE))
    return Square(cells, levels, f"{across} {compare_legend.arrow()}", f"{up} ↑")


def _corners(found: Bivariate, entries: Pair) -> tuple[Key, ...]:
    keys = [
        Key(
            (Fill(COLOURS[row][column]),),
            compare_legend.corner(entries, row, column),
            (formats.number(found.counts[row][column]),),
        )
        for row, column in compare_legend.CORNERS
    ]
    if found.missing:
        keys.append(Key((SPECIAL["no_data"],), compare_legend.no_class(), (formats.number(found.missing),)))
    return tuple(keys)


def _two(shown: Compared, frames: Frames, shapes: Shapes) -> tuple[tuple[Map, ...], Legend]:
    drawn = compared_maps.drawn_of(frames, compared_maps.common(frames))
    maps = [view_picture.one_map(one, shapes) for one in drawn]
    named = tuple(
        replace(one, name=name) for one, name in zip(maps, sides.headed(shown.frames, shown.names), strict=True)
    )
    keys = tuple(
        Key(patterns, text, (formats.number(count), formats.number(beside)))
        for patterns, text, (count, beside) in compare_legend.lines_of_two(drawn)
    )
    return named, Legend(keys, view_picture.legend_head(frames[0].selection), count_heads=shown.names)

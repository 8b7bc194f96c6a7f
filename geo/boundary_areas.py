"""One shape for each area: its features put together, duplicates left out, one line for each border of neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import shapely

from domain.boundary_match import Fit, Matcher, NamedArea
from domain.place_names import normalise
from geo.boundary_repair import Mended
from geo.boundary_trouble import BoundaryRefused
from geo.extent import settled, surface

SAME, WITHIN, APART = 0.5, 0.95, 0.01
# Of a second drawing of an area: it may be another surveyor's, not another place.
SAME_DRAWING = 0.8
# Degrees, some 100 km: parts of an area, such as islands, lie no farther from the next one.
FAR = 1.0
# Reasons that say more of a feature than that nothing has its name.
TOLD = frozenset({"contradiction", "contested", "ambiguous", "far_parts", "no_geometry"})
# Degrees, about 30 m: two drawings of one line lie no farther apart; a real gap, such as a lake, is wider.
LINE_WIDTH = 0.0003
# Of what is drawn in two ways a line moves by no more than that (degrees), and by what is left over of an area.
MOST_MOVED, MOST_CHANGE = 2 * LINE_WIDTH, 1e-5


@dataclass(frozen=True)
class Assembled:
    """The areas of a level, as far as a file has them.

    Attributes
    ----------
    shapes : dict of str to shapely.Geometry
        Full geometry by P-code, coordinates as they are stored.
    how : dict of str to str
        By P-code: `code`, `name_fa` or `name_en`.
    unmatched : tuple of Fit
        Features of the level that are no one area's.
    counts : Counter
        As `Mended` has them, and `other_level`, `duplicates`, `joined`, `tidied`.
    columns : tuple of str
        Columns that codes and names were read from.
    """

    shapes: dict[str, shapely.Geometry]
    how: dict[str, str]
    unmatched: tuple[Fit, ...]
    counts: Counter[str]
    columns: tuple[str, ...]


def assembled(found: Mended, level: str, areas: Sequence[NamedArea]) -> Assembled:
    """Give each area its shape.

    Parameters
    ----------
    found : Mended
    level : str
        A key of `domain.admin.LEVELS`.
    areas : sequence of NamedArea
        All areas of the level that are valid today.

    Returns
    -------
    Assembled

    Raises
    ------
    BoundaryRefused
        `other_level` or `nothing_fits`: no feature belongs to any of the areas.
    """
    matcher = Matcher(level, areas, found.rows)
    counts = Counter(found.counts)
    fits = [matcher.fit(row) for row in found.rows]
    _leave_out_copies(fits, found.shapes, counts)
    _leave_out_larger(fits, found.shapes)
    of: dict[str, list[int]] = {}
    for number, fit in enumerate(fits):
        if fit.pcode:
            of.setdefault(fit.pcode, []).append(number)
    shapes = {}
    for pcode, numbers in of.items():
        shape = _put_together(numbers, fits, found.shapes, counts)
        if isinstance(shape, str):
            for one in numbers:
                fits[one] = replace(fits[one], pcode="", how="", why=shape, candidates=(pcode,))
        else:
            shapes[pcode] = shape
    for pcode in _on_each_other(shapes):
        del shapes[pcode]
        for one in of[pcode]:
            fits[one] = replace(fits[one], pcode="", how="", why="contested", candidates=(pcode,))
    counts["other_level"] = sum(fit.why == "other_level" for fit in fits)
    fits += _without_shape(matcher, found, shapes)
    unmatched = tuple(fit for fit in fits if not fit.pcode and fit.why not in ("other_level", "copy"))
    if not shapes and not any(fit.why in TOLD for fit in unmatched):
        raise BoundaryRefused(*_why_none(unmatched, found.rows))
    columns = (*matcher.columns.codes, *matcher.columns.names)
    how = {fits[numbers[0]].pcode: fits[numbers[0]].how for pcode, numbers in of.items() if pcode in shapes}
    return Assembled(_tidied(shapes, counts), how, unmatched, counts, columns)


def _leave_out_larger(fits: list[Fit], shapes: list[shapely.Geometry]) -> None:
    """Leave out what mostly consists of several areas: a province among its counties has the name of one of them."""
    tree = shapely.STRtree(shapes)
    for number, fit in enumerate(fits):
        if not fit.pcode:
            continue
        inside = [
            other
            for other in tree.query(shapes[number], predicate="intersects")
            if fits[other].pcode not in ("", fit.pcode)
            and APART * shapes[number].area < shapes[other].area < shapes[number].area
            and _overlap(shapes[number], shapes[other])[1] > WITHIN
        ]
        covered = sum(shapes[other].area for other in inside)
        if len({fits[other].pcode for other in inside}) > 1 and covered > SAME * shapes[number].area:
            others = sum(one.pcode == fit.pcode for one in fits) - 1
            why, candidates = ("other_level", ()) if others else ("contested", (fit.pcode,))
            fits[number] = replace(fit, pcode="", how="", why=why, candidates=candidates)


def _without_shape(matcher: Matcher, found: Mended, shapes: Mapping[str, shapely.Geometry]) -> list[Fit]:
    """Return features without a readable geometry that areas without a shape would have had."""
    fits = [matcher.fit(row) for row in found.shapeless]
    return [
        replace(fit, pcode="", how="", why="no_geometry", candidates=(fit.pcode,))
        for fit in fits
        if fit.pcode and fit.pcode not in shapes
    ]


def _some_names(unmatched: Sequence[Fit]) -> str:
    return ", ".join(fit.name[:40] for fit in unmatched[:3] if fit.name)


def _some_columns(rows: Sequence[Mapping[str, object]]) -> str:
    return ", ".join(sorted({str(name)[:40] for row in rows[:3] for name in row})[:10]) or "–"


def _leave_out_copies(fits: list[Fit], shapes: list[shapely.Geometry], counts: Counter[str]) -> None:
    """Leave out features without a name that have the shape of one with a name."""
    nameless = [number for number, fit in enumerate(fits) if fit.why == "nameless"]
    named = [number for number, fit in enumerate(fits) if fit.pcode]
    for number in nameless:
        if any(_overlap(shapes[number], shapes[other])[0] > WITHIN for other in named):
            fits[number] = replace(fits[number], why="copy")
            counts["duplicates"] += 1


def _overlap(one: shapely.Geometry, other: shapely.Geometry) -> tuple[float, float]:
    """Return the common part as a share of both together, and of the smaller one."""
    if not one.intersects(other):
        return 0.0, 0.0
    common = one.intersection(other).area
    return common / (one.area + other.area - common), common / min(one.area, other.area)


def _put_together(
    numbers: list[int], fits: list[Fit], shapes: list[shapely.Geometry], counts: Counter[str]
) -> shapely.Geometry | str:
    """Return the one shape of the features of an area; where they contradict each other, in which way."""
    kept: list[int] = []
    for number in sorted(numbers, key=lambda one: -shapes[one].area):
        shares = [_overlap(shapes[number], shapes[other]) for other in kept]
        if any(same > SAME_DRAWING or within > WITHIN for same, within in shares):
            counts["duplicates"] += 1
        elif any(within > APART for _, within in shares):
            return "contested"
        else:
            kept.append(number)
    if len({(fits[one].how, normalise(fits[one].name)) for one in kept}) > 1:
        return "contested"
    if not _is_near_by([shapes[one] for one in kept]):
        return "far_parts"
    counts["joined"] += len(kept) - 1
    return shapes[kept[0]] if len(kept) == 1 else surface(shapely.union_all([shapes[one] for one in kept]))


def _is_near_by(parts: list[shapely.Geometry]) -> bool:
    """Tell whether one gets from any part to any other by steps of no more than `FAR`."""
    tree = shapely.STRtree(parts)
    reached, ahead = {0}, [0]
    while ahead:
        near = set(tree.query(parts[ahead.pop()], predicate="dwithin", distance=FAR)) - reached
        reached |= near
        ahead += near
    return len(reached) == len(parts)


def _on_each_other(shapes: dict[str, shapely.Geometry]) -> set[str]:
    """Return areas that mostly cover another one: two areas cannot have one place."""
    codes = list(shapes)
    found: set[str] = set()
    every = [shapes[code] for code in codes]
    if len(every) < 2:
        return found
    for one, other in zip(*shapely.STRtree(every).query(every, predicate="intersects"), strict=True):
        if one < other and _overlap(every[one], every[other])[1] > SAME:
            found |= {codes[one], codes[other]}
    return found


def _tidied(shapes: dict[str, shapely.Geometry], counts: Counter[str]) -> dict[str, shapely.Geometry]:
    """Make one line of a border that neighbours draw each in their own way, as far as it moves no area noticeably."""
    rounded = {code: settled(shape) for code, shape in shapes.items()}
    before = list(rounded.values())
    if len(before) < 2 or shapely.coverage_is_valid(before, gap_width=LINE_WIDTH):
        return rounded
    cleaned = shapely.coverage_clean(before, gap_width=LINE_WIDTH)
    after = [settled(surface(shape)) for shape in cleaned]
    if all(_is_near(old, new) for old, new in zip(before, after, strict=True)):
        counts["tidied"] += sum(not new.equals(old) for old, new in zip(before, after, strict=True))
        return dict(zip(rounded, after, strict=True))
    return rounded


def _is_near(old: shapely.Geometry, new: shapely.Geometry) -> bool:
    """Tell whether a new drawing differs from an old one along its border alone."""
    if new.is_empty:
        return False
    moved = new.symmetric_difference(old)
    return bool(moved.difference(old.boundary.buffer(MOST_MOVED)).area <= MOST_CHANGE * old.area)


def _why_none(unmatched: Sequence[Fit], rows: Sequence[Mapping[str, object]]) -> tuple[str, str]:
    """Say why no feature belongs to any area, and of what."""
    if not unmatched:
        return "other_level", ""
    if all(fit.why == "nameless" for fit in unmatched):
        return "no_names", _some_columns(rows)
    elsewhere = all(fit.why == "other_parent" for fit in unmatched)
    return "other_parent" if elsewhere else "nothing_fits", _some_names(unmatched)

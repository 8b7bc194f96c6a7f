"""The same indicator in two years or of two groups: two maps that move together, with one legend."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from briefing import map_view
from briefing.drawn import Drawn
from domain.admin import PROVINCE
from domain.frames import ReleaseFrame, records
from domain.selection import Selection
from geo.classification import Classes, breaks_of, classify
from geo.palette import fills
from ui import compare_legend, loaders, page_loaders, pair_table, sides
from ui.sides import Compared
from wording import changes, formats, gap_words, i18n, provenance, words
from wording.i18n import _


def two_maps(first: ReleaseFrame, other: ReleaseFrame) -> Compared:
    """Return two maps with one legend, and the table that says the same."""
    chosen = first.selection
    if sides.kind(chosen) == "years":  # whichever was chosen first, a reader begins with the earlier one
        first, other = sorted((first, other), key=lambda frame: frame.selection.period)
    classes = common((first, other))
    drawn = drawn_of((first, other), classes)
    counties = sides.counties()
    names = (_side_name(first.selection, chosen), _side_name(other.selection, chosen))
    views: list[dict[str, Any]] = []
    for frame, one, name in zip((first, other), classes, names, strict=True):
        view = map_view.view_of(frame, one, drawn[0].fills, counties, f"{name} · {sides.foot(frame)}")
        view |= sides.linked(chosen)
        views.append(view | {"stamp": f"{chosen.link()}&side={len(views)}"})
    parts = pair_table.parts((first, other))
    title, subtitle = _pair_title(first, other, names), sides.alike(first, other)
    return Compared(
        title=title,
        subtitle=subtitle,
        legend=compare_legend.two(drawn, names),
        foot=sides.foot(first, other),
        frames=(first, other),
        views=tuple(views),
        names=names,
        parts=parts,
        table=pair_table.html((first, other), names, parts, f"{title} · {subtitle}"),
        rule=provenance.group_rule(first) or provenance.group_rule(other),
    )


def drawn_of(frames: tuple[ReleaseFrame, ReleaseFrame], classes: tuple[Classes, Classes]) -> tuple[Drawn, ...]:
    """Return both frames with their common classes and colours."""
    looks = fills(classes[0], frames[0].selection.entry.direction)
    return tuple(Drawn(frame, one, looks, None) for frame, one in zip(frames, classes, strict=True))


def common(frames: tuple[ReleaseFrame, ReleaseFrame]) -> tuple[Classes, Classes]:
    """Classify the rows of both frames together, so that one colour means one range on both maps."""
    selection = frames[0].selection
    breaks = breaks_of(selection, loaders.reference().options)
    values = np.concatenate([one.data["value"].to_numpy(dtype=float) for one in frames])
    statuses = [status for one in frames for status in one.data["status"]]
    whole = classify(values, statuses, selection.scheme, selection.classes, breaks)
    split = len(frames[0].data)
    return _counted(whole, whole.index[:split]), _counted(whole, whole.index[split:])


def _counted(whole: Classes, index: tuple[int, ...]) -> Classes:
    bins = tuple(replace(one, count=index.count(place)) for place, one in enumerate(whole.bins))
    return Classes(whole.scheme, bins, index)


def _side_name(selection: Selection, first: Selection) -> str:
    by_year = sides.kind(first) == "years"
    return formats.period(selection.period) if by_year else words.groups(selection.figures().groups)


def _pair_title(first: ReleaseFrame, other: ReleaseFrame, names: tuple[str, str]) -> str:
    """Name both sides; of two years say how the province's figure went from one to the other, and why."""
    name = first.selection.entry.name.in_language(i18n.language())
    before, after = sorted((first, other), key=lambda frame: frame.selection.period)
    entry = first.selection.entry
    told = [(one.selection.period, gap_words.said(entry, records(one.context)[0])) for one in (before, after)]
    if sides.kind(first.selection) != "years" or told[0][0] == told[1][0]:
        return _("{indicator}: “{one}” compared with “{other}”").format(indicator=name, one=names[0], other=names[1])
    province = str(first.context[f"name_{i18n.language()}"].iloc[0])
    whole = replace(after.selection, area=PROVINCE)
    change = page_loaders.change_since(whole, told[0][0]).changes.get("value") if changes.has_split(entry) else None
    return f"{name}: {changes.went(entry, province, told[0], told[1], change)}"

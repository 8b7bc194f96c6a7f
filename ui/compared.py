"""What the page Compare shows of a view, finished: maps, legends, titles, the scatter plot; nothing here draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from briefing.chart import Chart
from domain.admin import LEVELS, PROVINCE
from domain.frames import ReleaseFrame, records
from domain.indicators import CATALOGUE, Indicator
from domain.links import from_query
from domain.selection import Selection
from geo.bivariate import Bivariate, bivariate
from geo.classification import Classes, breaks_of, classify
from geo.palette import fills
from ui import (
    axes,
    changes,
    compare_legend,
    compare_scatter,
    formats,
    i18n,
    loaders,
    map_panel,
    page_loaders,
    provenance,
    ways_out,
    words,
)
from ui.compare_values import measured, said, values_of, worse
from ui.drawn import Drawn
from ui.i18n import _

USUAL_SECOND = ("foreign_share", "school_seats")
NAMED_AT_MOST = 4


@dataclass(frozen=True)
class Compared:
    """Two released frames beside each other.

    Attributes
    ----------
    title, subtitle, legend, foot : str
        The legend as HTML, the others as text.
    frames : tuple of ReleaseFrame
    views : tuple of dict
        What each map paints.
    names : tuple of str
        What stands over each map; empty for a single one.
    scatter : Chart or None
    rule : str
        What a figure by group cannot show, where it is one.
    ways : str
        HTML: that there is nothing to compare, and links to what there is.
    """

    title: str
    subtitle: str
    legend: str
    foot: str
    frames: tuple[ReleaseFrame, ...]
    views: tuple[dict[str, Any], ...]
    names: tuple[str, ...] = ()
    scatter: Chart | None = None
    rule: str = ""
    ways: str = ""


def kind(selection: Selection) -> str:
    """Return what is compared: `indicators`, `years` or `groups`."""
    if selection.indicator2 or not (selection.period2 or selection.groups2):
        return "indicators"
    return "years" if selection.period2 else "groups"


def second(selection: Selection) -> Selection:
    """Return the view that stands beside: another indicator, year or group, all else the same."""
    if kind(selection) == "years":
        return replace(selection, period=selection.period2 or selection.period)
    if kind(selection) == "groups":
        return replace(selection, groups=selection.groups2)
    # A link may name one indicator twice.
    wanted = (selection.indicator2, *USUAL_SECOND)
    other = next(one for one in wanted if one and one != selection.indicator)
    query = {key: value for key, value in selection.to_query().items() if key in ("level", "area", "period", "lang")}
    query |= {"groups": ",".join(selection.groups), "indicator": other}
    return replace(from_query(query, loaders.reference().options)[0], areas=selection.areas)


def compared(selection: Selection) -> Compared:
    """Compute and word the two sides of a view."""
    frames = (loaders.release(selection), loaders.release(second(selection)))
    made = _two_indicators(*frames) if kind(selection) == "indicators" else _two_maps(*frames)
    return replace(made, ways=ways_out.of_same(selection, second) or ways_out.of_pair(selection, second))


def _two_indicators(first: ReleaseFrame, other: ReleaseFrame) -> Compared:
    x, y = (values_of(one) for one in (first, other))
    found = bivariate(x, y)
    entries = (first.selection.entry, other.selection.entry)
    areas, used = {}, []
    rows = list(zip(records(first.data), records(other.data), strict=True))
    for place, (one, two) in enumerate(rows):
        fill = [found.fill(place).colour, found.fill(place).pattern]
        used += [] if fill in used else [fill]
        name = one[f"name_{i18n.language()}"]
        note = " · ".join(dict.fromkeys(filter(None, (words.reason(row["note"], "reported") for row in (one, two)))))
        areas[one["pcode"]] = [used.index(fill), name, said(entries[0], one), said(entries[1], two), note]
    view = _painted(first, areas, used) | {
        "heads": [*map(axes.indicator_name, entries), _("note")],
        "foot": _foot(first, other),
        "mark": map_panel.demonstration_mark(first, other),
        "stamp": first.selection.link(),
    }
    return Compared(
        title=_corner_title(found, first, entries),
        subtitle=" · ".join(measured(one) for one in (first, other)),
        legend=compare_legend.nine(found, entries),
        foot=_foot(first, other),
        frames=(first, other),
        views=(view,),
        scatter=compare_scatter.scatter(found, first, other),
        rule=provenance.group_rule(first) or provenance.group_rule(other),
    )


def _corner_title(found: Bivariate, frame: ReleaseFrame, entries: tuple[Indicator, Indicator]) -> str:
    column, row = worse(entries[0]), worse(entries[1])
    names = list(frame.data[f"name_{i18n.language()}"])
    inside = [str(names[place]) for place, cell in enumerate(found.cells) if cell == (row, column)]
    what = compare_legend.corner(entries, row, column)
    areas = words.areas(len(inside), frame.selection.level == "county")
    if not inside:
        return _("No {area} is at once {what}").format(area=areas, what=what)
    listed = formats.listing_and(inside) if len(inside) <= NAMED_AT_MOST else ""
    text = _("{count} {area}: {what}").format(count=formats.count_word(len(inside)), area=areas, what=what)
    return (text[:1].upper() + text[1:]) + (f" ({listed})" if listed else "")


def _two_maps(first: ReleaseFrame, other: ReleaseFrame) -> Compared:
    chosen, subtitle = first.selection, measured(first)
    if kind(chosen) == "years":  # whichever was chosen first, a reader begins with the earlier one
        first, other = sorted((first, other), key=lambda frame: frame.selection.period)
    classes = common((first, other))
    drawn = drawn_of((first, other), classes)
    counties = _counties()
    names = (_side_name(first.selection, chosen), _side_name(other.selection, chosen))
    views: list[dict[str, Any]] = []
    for frame, one, name in zip((first, other), classes, names, strict=True):
        view = map_panel.view_of(frame, one, drawn[0].fills, counties, f"{name} · {_foot(frame)}")
        view |= _linked(chosen)
        views.append(view | {"stamp": f"{chosen.link()}&side={len(views)}"})
    return Compared(
        title=_pair_title(first, other, names),
        subtitle=subtitle,
        legend=compare_legend.two(drawn, names),
        foot=_foot(first, other),
        frames=(first, other),
        views=tuple(views),
        names=names,
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


def sides(shown: Compared) -> tuple[str, str]:
    """Return what tells the two sides apart: indicator, year or groups."""
    lang = i18n.language()
    first, other = shown.names or tuple(one.selection.entry.name.in_language(lang) for one in shown.frames)
    return first, other


def _side_name(selection: Selection, first: Selection) -> str:
    return formats.period(selection.period) if kind(first) == "years" else words.groups(selection.figures().groups)


def _pair_title(first: ReleaseFrame, other: ReleaseFrame, names: tuple[str, str]) -> str:
    """Name both sides; of two years say how the province's figure went from one to the other, and why."""
    name = first.selection.entry.name.in_language(i18n.language())
    before, after = sorted((first, other), key=lambda frame: frame.selection.period)
    entry = first.selection.entry
    told = [(one.selection.period, said(entry, records(one.context)[0])) for one in (before, after)]
    if kind(first.selection) != "years" or told[0][0] == told[1][0]:
        return _("{indicator}: {one} and {other}").format(indicator=name, one=names[0], other=names[1])
    province = str(first.context[f"name_{i18n.language()}"].iloc[0])
    whole = replace(after.selection, area=PROVINCE)
    change = page_loaders.change_since(whole, told[0][0]).changes.get("value") if changes.has_split(entry) else None
    return f"{name}: {changes.went(entry, province, told[0], told[1], change)}"


def _counties() -> dict[str, str]:
    reference = loaders.reference()
    names = reference.areas[f"name_{i18n.language()}"]
    return {code: str(names[code]) for code in reference.tree.within(PROVINCE, LEVELS["county"])}


def _painted(frame: ReleaseFrame, areas: dict[str, list[Any]], used: list[list[str]]) -> dict[str, Any]:
    return map_panel.framed(frame.selection, areas, used, _counties()) | _linked(frame.selection)


def _linked(selection: Selection) -> dict[str, Any]:
    """Return what the maps need to pick areas, and to light and move together with what stands beside."""
    return {"pick": "any", "picked": list(selection.areas), "together": 1}


def _foot(*frames: ReleaseFrame) -> str:
    ids = [one for frame in frames for one in frame.data["source_ids"]]
    return provenance.sources_line(ids, loaders.reference(), loaders.today())


def names_of_indicators() -> dict[str, str]:
    """Return every indicator's name, for a control."""
    return {code: entry.name.in_language(i18n.language()) for code, entry in CATALOGUE.items()}

"""What every chart of a sector's page shares: whose figures, in which language, from whom, under which rule."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from briefing import axes
from briefing.chart import Axis, Chart, Kind, Mark, Of, Series
from briefing.columns import value_unit
from domain.admin import PROVINCE
from domain.frames import ReleaseFrame, records
from domain.grants import covers
from domain.indicators import GROUPS, Indicator
from domain.selection import Selection
from measures.reference import Reference
from wording import formats, i18n, provenance, words
from wording.i18n import _

Row = dict[str, Any]


class Told(NamedTuple):
    """What is told around a chart: title, subtitle, sources, and the rule on figures by group where it applies."""

    title: str
    subtitle: str
    ids: Collection[str]
    rule: str = ""


@dataclass(frozen=True)
class Scene:
    """The view of a page and what its charts say beside their figures."""

    selection: Selection
    reference: Reference
    as_of: date

    def place(self, code: str | None = None) -> str:
        """Name an area, the view's own where none is given."""
        code = code or self.selection.area
        if code == PROVINCE and not self.has_province:
            return _("areas of this link")
        name = str(self.reference.areas[f"name_{i18n.language()}"].get(code, code))
        if self.reference.tree.levels.get(code) != 2:
            return name
        return _("{place} County").format(place=name)

    def coded(self, code: str | None = None) -> tuple[str, str]:
        """Return P-code and name of an area, the view's own where none is given."""
        code = code or self.selection.area
        return code, self.place(code)

    def by_area(self, rows: Iterable[Row], names: Iterable[str], entry: Indicator) -> Of:
        """Say of what the figures of a chart are whose categories are the areas of the province."""
        areas = tuple((str(row["pcode"]), name) for row, name in zip(rows, names, strict=True))
        return Of(scope=PROVINCE, areas=areas, unit=value_unit(entry), is_told=True)

    @property
    def has_province(self) -> bool:
        """Whether the province's own figures may be read."""
        return covers(self.reference.scope, self.reference.tree, PROVINCE)

    @property
    def is_beside_province(self) -> bool:
        """Whether the view is of a county that stands beside the province."""
        return self.selection.area != PROVINCE and self.has_province

    def standard(self, entry: Indicator, standard_id: str | None = None) -> float | None:
        """Return the value of a standard, the view's own where none is named."""
        return self.reference.options.standards.get(entry.id, {}).get(standard_id or self.selection.standard or "")

    def standards(self, entry: Indicator) -> dict[str, float]:
        """Return the standards that may be chosen for an indicator."""
        return dict(self.reference.options.standards.get(entry.id, {}))

    def about(self, *parts: str, entry: Indicator | None = None, code: str | None = None, year: bool = True) -> str:
        """Say of what the figures are: the parts given, place, groups, year."""
        chosen = self.selection.groups
        if entry is None or not entry.takes_groups or chosen == GROUPS:
            who = _("everyone") if entry is None or entry.takes_groups else ""
        else:
            who = words.groups(chosen)
        when = formats.period(self.selection.period) if year else ""
        return " · ".join(filter(None, (*parts, self.place(code), who, when)))

    def target(self) -> str:
        """Say which target the user has set, or nothing."""
        if self.selection.target is None:
            return ""
        value = formats.number(self.selection.target, 1)
        return _("target set by the user: {value} per 1,000").format(value=value)

    def foot(self, ids: Collection[str], rule: str = "") -> str:
        """Return the line of sources, and the rule on figures by group where it applies."""
        return " · ".join(filter(None, (provenance.sources_line(ids, self.reference, self.as_of), rule)))

    def mark(self, ids: Collection[str]) -> str:
        """Return the mark of demonstration data where a source is such."""
        return "" if self.reference.demonstration_ids.isdisjoint(ids) else _("Demonstration data")

    def chart(
        self,
        kind: Kind,
        told: Told,
        categories: Iterable[str],
        series: Iterable[Series],
        axis: Axis,
        *,
        of: Of | None = None,
        **more: Any,  # noqa: ANN401 - further fields of Chart
    ) -> Chart:
        """Return a chart with its texts, foot, mark and direction; `of` where its figures are not all of one view."""
        return Chart(
            kind,
            told.title[:1].upper() + told.title[1:],
            told.subtitle,
            tuple(categories),
            tuple(series),
            axis,
            foot=self.foot(told.ids, told.rule),
            mark=self.mark(told.ids),
            is_rtl=i18n.direction() == "rtl",
            of=self._of(of or Of(), axis.name, told.ids),
            **more,
        )

    def _of(self, known: Of, unit: str, ids: Collection[str]) -> Of:
        """Fill in what holds for the view: sector, area, year, sources, mark, date."""
        return replace(
            known,
            page=self.selection.sector,
            scope=known.scope or self.selection.area,
            areas=known.areas or ((self.selection.area, self.place()),),
            years=known.years or (self.selection.period,),
            unit=known.unit or unit,
            sources=known.sources or (provenance.publishers(ids, self.reference),),
            marks=known.marks or (self.mark(ids),),
            as_of=self.as_of.isoformat(),
        )


def own_row(frame: ReleaseFrame) -> Row:
    """Return the row of the area that the view is of."""
    return next(row for row in records(frame.context) if row["pcode"] == frame.selection.area)


def told_of(title: str, subtitle: str, *frames: ReleaseFrame, more: Collection[str] = ()) -> Told:
    """Return what is told around a chart of released figures; figures by group say for whom, and under which rule."""
    first = frames[0]
    rule = provenance.group_rule(first)
    if rule:
        title = _("for {groups}, {sentence}").format(groups=words.groups(first.selection.groups), sentence=title)
    return Told(title, subtitle, ids_of(*frames) | set(more), rule)


def columns(pairs: Iterable[tuple[float | None, str]]) -> tuple[tuple[float | None, ...], tuple[str, ...]]:
    """Return values and texts as a series holds them."""
    kept = list(pairs)
    return tuple(value for value, _text in kept), tuple(text for _value, text in kept)


def ids_of(*frames: ReleaseFrame) -> set[str]:
    """Return the sources of the rows that a view compares; of its areas where nothing around them may be read."""
    beside = {one for frame in frames for ids in frame.context["source_ids"] for one in ids.split(";") if one}
    return beside or {one for frame in frames for ids in frame.data["source_ids"] for one in ids.split(";") if one}


def said(row: Row, column: str, kind: str) -> tuple[float | None, str]:
    """Return a figure of a released row and its text; without a figure the text says why there is none."""
    value = row[column]
    if row["status"] != "ok" or pd.isna(value):
        return None, words.no_figure(row)
    return float(value), formats.figure(float(value), kind)


def axis_of(name: str, values: Iterable[float | None], kind: str, *, beyond: Iterable[float] = ()) -> Axis:
    """Return an axis from 0 that holds all values and lines, with ticks in the digits of the language."""
    known = [*(value for value in values if value is not None), *beyond]
    return Axis(name, tuple((one, tick(one, kind)) for one in axes.ticks_of(max(known, default=1.0))))


def tick(value: float, kind: str) -> str:
    """Write a round value of an axis with no more places than it has."""
    places = next((places for places in range(3) if math.isclose(round(value, places), value, abs_tol=1e-9)), 2)
    return formats.percent(value, places) if kind.endswith("_pct") else formats.number(value, places)


def lines(scene: Scene, entry: Indicator) -> tuple[Mark, ...]:
    """Return the standards of a ratio as lines across a chart of its values; the user's target likewise."""
    marks = []
    if entry.standard_as == "value":
        marks = [Mark(value, words.standard(entry, value)) for value in scene.standards(entry).values()]
    target = scene.selection.target
    if entry.takes_target and target is not None:
        marks.append(Mark(target, scene.target()))
    return tuple(marks)

"""The chart of people for each unit of health, beside the standards; every figure says who published it."""

from __future__ import annotations

from typing import Any, NamedTuple

from briefing.chart import ACCENT, BLUE, GREY, Chart, Series
from domain.admin import PROVINCE
from domain.frames import ReleaseFrame, records
from domain.indicators import CATALOGUE, Indicator
from ui.scene import Scene, axis_of, columns, own_row, said, told_of
from wording import formats, i18n, provenance
from wording.i18n import _
from wording.publishers import publisher

# Indicators whose unit serves so many people, each held against its own standard.
UNITS = ("health_houses", "health_posts", "primary_health_units")


class Norm(NamedTuple):
    """A standard: its value, how it is written, and who set it."""

    value: float | None
    text: str
    by: str


def people_per_unit(scene: Scene, frames: dict[str, ReleaseFrame]) -> Chart:
    """Return how many people one unit is for, beside the standard of each kind of unit and who set it."""
    entries = [CATALOGUE[one] for one in frames]
    norms = [_norm(scene, entry) for entry in entries]
    series = [_of_area(scene, [own_row(frame) for frame in frames.values()])]
    if scene.is_beside_province:
        whole = [records(frame.context)[0] for frame in frames.values()]
        series.append(_of_area(scene, whole, PROVINCE, GREY))
    series.append(_of_norms(norms))
    by_each = [
        _("{name}: {value}").format(name=entry.name.in_language(i18n.language()), value=text)
        for entry, text in zip(entries, series[0].texts, strict=True)
    ]
    title = _("people for each unit: {list}").format(list=formats.listing(by_each))
    axis = axis_of(_("people per unit"), [value for one in series for value in one.values], "number")
    by_whom = formats.listing(list(dict.fromkeys(one.by for one in norms if one.by)))
    about = scene.about(_("People per unit against the standards of {list}").format(list=by_whom), entry=entries[0])
    return scene.chart(
        "bars",
        told_of(title, about, *frames.values()),
        [entry.name.in_language(i18n.language()) for entry in entries],
        series,
        axis,
        category_name=_("Facility"),
        series_name=_("Figure"),
    )


def _of_area(scene: Scene, rows: list[dict[str, Any]], code: str | None = None, colour: str = BLUE) -> Series:
    """Return an area's figures; a released row names its standard's source too, which had no part in these."""
    known = scene.reference.standard_sources
    ids = [set(row["source_ids"].split(";")) - known.get(row["standard_id"], frozenset()) for row in rows]
    return Series(
        scene.place(code),
        *columns(map(_per_unit, rows)),
        colour,
        area=scene.coded(code),
        sources=tuple(provenance.publishers(one, scene.reference) for one in ids),
        marks=tuple(map(scene.mark, ids)),
    )


def _of_norms(norms: list[Norm]) -> Series:
    """Return the standards: of no area and no year."""
    return Series(
        _("standard"),
        *columns((one.value, one.text) for one in norms),
        ACCENT,
        area=("", ""),
        years=(None,),
        sources=tuple(one.by for one in norms),
        marks=("",),
    )


def _per_unit(row: dict[str, Any]) -> tuple[float | None, str]:
    if row["status"] != "ok":
        return said(row, "value", "number")
    if not row["capacity"]:
        return None, _("no unit")
    each = float(row["demand_persons"]) / float(row["capacity"])
    return each, formats.number(each)


def _norm(scene: Scene, entry: Indicator) -> Norm:
    """Return the first standard of an indicator."""
    known = scene.standards(entry)
    if not known:
        return Norm(None, _("no standard"), "")
    standard_id, value = next(iter(known.items()))
    rows = scene.reference.standards.set_index("standard_id")
    by = scene.reference.sources["publisher"].get(rows.loc[standard_id, "source_id"])
    return Norm(value, formats.number(value), publisher(by))

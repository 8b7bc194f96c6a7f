"""The charts of one sector alone: shifts, class size and space; people for each unit; places and graduates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import pandas as pd

from briefing.chart import ACCENT, BLUE, GREY, PALE, Chart, Mark, Of, Series
from briefing.columns import value_unit
from domain.admin import COUNTRY, PROVINCE
from domain.facilities import KINDS, kinds_of
from domain.findings import ranked
from domain.frames import ReleaseFrame, records
from domain.indicators import Indicator
from domain.stock import NOTHING, Stock
from ui import chart_file
from ui.scene import Scene, Told, axis_of, columns, lines, own_row, said, told_of
from wording import facility_words, formats, i18n, provenance, words
from wording.i18n import _, ngettext


class Bar(NamedTuple):
    """A bar with its name, what is written at it, and of what area, year and source it is."""

    name: str
    value: float | None
    text: str
    area: tuple[str, str]
    year: int
    ids: Collection[str]
    note: str = ""


SINGLE, DOUBLE = "single", "double"


def beside(scene: Scene, frame: ReleaseFrame) -> Chart:
    """Return a ratio or rate beside the province and what was published, with the standards as lines."""
    entry = frame.selection.entry
    bars = [_bar(scene, entry, row) for row in records(frame.context)[::-1]]
    published = _published(scene, entry)
    bars += published
    marks = lines(scene, entry)
    own = said(own_row(frame), "value", entry.value)
    title = (_sentence(entry) if own[0] is not None else "{place}: {value}").format(place=scene.place(), value=own[1])
    if entry.standard_as == "value" and scene.standards(entry):
        listed = [words.standard(entry, value) for value in scene.standards(entry).values()]
        against = ngettext("; the standard is {list}", "; the standards are {list}", len(listed))
        title += against.format(list=formats.listing_and(listed))
    series = Series(
        words.value_name(entry),
        *columns((bar.value, bar.text) for bar in bars),
        colours=(BLUE, *(GREY,) * (len(bars) - 1 - len(published)), *(PALE,) * len(published)),
        notes=tuple(bar.note for bar in bars),
    )
    axis = axis_of(words.value_name(entry), series.values, entry.value, beyond=[mark.at for mark in marks])
    about = scene.about(entry.name.in_language(i18n.language()), entry=entry)
    return scene.chart(
        "bars",
        told_of(title, about, frame, more={one for bar in published for one in bar.ids}),
        [bar.name for bar in bars],
        [series],
        axis,
        marks=marks,
        category_name=_("Area"),
        of=Of(
            areas=tuple(bar.area for bar in bars),
            years=tuple(bar.year for bar in bars),
            unit=value_unit(entry),
            sources=tuple(provenance.publishers(bar.ids, scene.reference) for bar in bars),
            marks=tuple(scene.mark(bar.ids) for bar in bars),
            is_told=True,
        ),
    )


def _bar(scene: Scene, entry: Indicator, row: dict[str, Any]) -> Bar:
    area, (value, text) = scene.coded(row["pcode"]), said(row, "value", entry.value)
    (note,) = chart_file.notes([row], [text])
    return Bar(area[1], value, text, area, scene.selection.period, row["source_ids"].split(";"), note)


def _published(scene: Scene, entry: Indicator) -> list[Bar]:
    """Return the newest published value of the country and of the province, in the unit of the figure."""
    table = scene.reference.benchmarks
    fits = (table["indicator_id"] == entry.id) & (table["unit"] == entry.value)
    rows = table[fits & (table["period"] <= scene.selection.period)].sort_values("period")
    found = []
    for code in (PROVINCE, COUNTRY):
        own = records(rows[rows["pcode"] == code])
        if own:
            found.append(_published_bar(scene, entry, own[-1]))
    return found


def _published_bar(scene: Scene, entry: Indicator, row: dict[str, Any]) -> Bar:
    source = scene.reference.sources.reindex([row["source_id"]]).iloc[0]
    kind = words.source_kind(str(source["kind"]))
    area, year, value = scene.coded(row["pcode"]), int(row["period"]), float(row["value"])
    name = _("{place}, {year}: {kind}").format(place=area[1], kind=kind, year=formats.period(year))
    return Bar(name, value, formats.figure(value, entry.value), area, year, [str(row["source_id"])], kind)


def _sentence(entry: Indicator) -> str:
    return {
        "double_shift_share": _("in {place}, {value} of schools work in two shifts"),
        "school_rehabilitation_share": _("in {place}, {value} of schools need rehabilitation"),
        "rehabilitation_share": _("in {place}, {value} of health facilities need rehabilitation"),
        "pupils_per_class": _("in {place} there are {value} pupils per class"),
        "pupils_per_teacher": _("in {place} there are {value} pupils per teacher"),
        "school_space": _("in {place} a pupil has {value} m² of floor space"),
        "training_places": _("in {place} there are {value} training places per 1,000 working-age people"),
        "livelihood_reach": _("in {place}, {value} of 1,000 working-age people are served"),
    }.get(entry.id, "{place}: {value}")


def shifts(scene: Scene, data: pd.DataFrame, ids: set[str]) -> Chart:
    """Return how many operating schools of each kind work in one shift and in two."""
    kinds = kinds_of("education")
    count = {kind: data.loc[data["kind"] == kind, "shifts"] for kind in kinds}
    rows = (
        (_("one shift"), BLUE, [int((own == 1).sum()) for own in count.values()]),
        (_("two shifts or more"), ACCENT, [int((own > 1).sum()) for own in count.values()]),
        (_("not reported"), "#d5dbe1", [int(own.isna().sum()) for own in count.values()]),
    )
    series = [
        Series(name, tuple(map(float, values)), tuple(map(formats.number, values)), colour)
        for name, colour, values in rows
    ]
    double, all_ = sum(rows[1][2]), sum(rows[0][2]) + sum(rows[1][2])
    title = ngettext(
        "{double} of {all} school that reported works in two shifts",
        "{double} of {all} schools that reported work in two shifts",
        all_,
    ).format(double=formats.number(double), all=formats.number(all_))
    axis = axis_of(_("schools"), [float(len(own)) for own in count.values()], "number")
    told = Told(title, scene.about(_("Operating schools by shifts")), ids)
    return scene.chart(
        "stacked",
        told,
        map(facility_words.kind_name, kinds),
        series,
        axis,
        category_name=_("Kind"),
        series_name=_("Shifts"),
    )


def by_county(scene: Scene, frame: ReleaseFrame) -> Chart:
    """Return places per 1,000 working-age people of every county, the worst first, beside the province."""
    entry = frame.selection.entry
    order = ranked(frame.data, entry.direction)
    aside = frame.data[~frame.data["pcode"].isin(order["pcode"])]
    rows = [*records(order), *records(aside)]
    pairs = [said(row, "value", entry.value) for row in rows]
    province = said(records(frame.context)[0], "value", entry.value)
    below = sum(value is not None and value < (province[0] or 0.0) for value, _text in pairs[: len(order)])
    title = ngettext(
        "{count} county has fewer training places per 1,000 working-age people than the province with {value}",
        "{count} counties have fewer training places per 1,000 working-age people than the province with {value}",
        below,
    ).format(count=formats.count_word(below), value=province[1])
    own = [BLUE if row["pcode"] != scene.selection.area else ACCENT for row in rows]
    names = [str(row[f"name_{i18n.language()}"]) for row in rows]
    values, texts = columns(pairs)
    colours = (*own[: len(order)], *("#d5dbe1",) * len(aside))
    notes = chart_file.notes(rows, texts)
    series = Series(words.value_name(entry), values, texts, colours=colours, notes=notes)
    marks = [*lines(scene, entry)]
    if province[0] is not None:
        marks.append(Mark(province[0], scene.place(PROVINCE)))
    axis = axis_of(series.name, series.values, entry.value, beyond=[mark.at for mark in marks])
    parts = [scene.about(entry.name.in_language(i18n.language()), entry=entry, code=PROVINCE)]
    if len(aside):
        greys = formats.listing_and([str(name) for name in aside[f"name_{i18n.language()}"]])
        parts.append(_("grey, not ranked: {names}").format(names=greys))
    return scene.chart(
        "bars",
        told_of(title, " · ".join(parts), frame),
        names,
        [series],
        axis,
        marks=tuple(marks),
        codes=tuple(row["pcode"] for row in rows),
        category_name=_("County"),
        of=scene.by_area(rows, names, entry),
    )


def graduates(scene: Scene, places: dict[str, Stock], done: dict[str, Stock], ids: set[str]) -> Chart:
    """Return training places and graduates of each kind of facility that reports them."""
    kinds = [kind for kind in kinds_of("livelihoods") if "graduates" in KINDS[kind].measures]
    known = [done.get(kind, NOTHING).amount for kind in kinds]
    room = [places.get(kind, NOTHING).amount for kind in kinds]
    if None in known or None in room:
        title = _("too few facilities reported graduates")
    else:
        text = _("{graduates} people graduated in {year} from {places} training places")
        title = text.format(
            graduates=formats.number(sum(filter(None, known))),
            places=formats.number(sum(filter(None, room))),
            year=formats.period(scene.selection.period),
        )
    series = [_series(name, parts, kinds, colour) for name, parts, colour in (
        (_("training places"), places, BLUE), (_("graduates"), done, ACCENT))]  # fmt: skip
    axis = axis_of(_("people a year"), [value for one in series for value in one.values], "number")
    told = Told(title, scene.about(_("Training places and graduates of operating facilities")), ids)
    return scene.chart(
        "bars",
        told,
        map(facility_words.kind_name, kinds),
        series,
        axis,
        category_name=_("Kind"),
        series_name=_("Figure"),
    )


def _series(name: str, parts: dict[str, Stock], kinds: Sequence[str], colour: str) -> Series:
    own = [parts.get(kind, NOTHING) for kind in kinds]
    texts = tuple(
        formats.number(one.amount) if one.amount is not None
        else _("fewer than 10 people") if one.status == "few" else _("no data")
        for one in own
    )  # fmt: skip
    return Series(name, tuple(one.amount for one in own), texts, colour)

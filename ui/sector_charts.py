"""The charts of every sector's page, from released figures: stock, standards, years, districts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefing.chart import ACCENT, APART, BLUE, DARK, GREY, PALE, Chart, Mark, Of, Series
from briefing.columns import value_unit
from domain.admin import PROVINCE
from domain.breaks import Break, breaks
from domain.change import Change
from domain.facilities import STATUSES, kinds_of
from domain.findings import comparable, distorted
from domain.frames import ReleaseFrame, records
from domain.stock import NOTHING, Stock
from measures.reference import Reference
from ui import chart_file
from ui.scene import Scene, Told, axis_of, columns, ids_of, lines, own_row, said, told_of
from wording import amounts, changes, facility_words, formats, i18n, provenance, words
from wording.i18n import _, ngettext
from wording.publishers import publisher

OPERATING = ("operational", "needs_rehabilitation")
PIPELINE = ("under_construction", "planned")
SHOWN = {"operational": BLUE, "needs_rehabilitation": ACCENT, "under_construction": PALE, "planned": "#cde3f1"}
# States whose sums the title tells.
SUMMED = (OPERATING, ("needs_rehabilitation",), PIPELINE)
Row = dict[str, Any]
Parts = dict[tuple[str, str], Stock]


def by_kind(scene: Scene, parts: Parts, ids: set[str]) -> Chart:
    """Return how many facilities there are of each kind and state."""
    total = {state: sum(one.facilities for (_k, own), one in parts.items() if own == state) for state in STATUSES}
    title = _(
        "{operating} facilities operate, {rehabilitate} of them in need of rehabilitation; under construction:"
        " {building}, planned: {planned}"
    ).format(
        operating=formats.number(sum(total[state] for state in OPERATING)),
        rehabilitate=formats.number(total["needs_rehabilitation"]),
        building=formats.number(total["under_construction"]),
        planned=formats.number(total["planned"]),
    )
    title = title if any(total.values()) else _("no facility of this sector is counted here")
    counts = {pair: Stock(one.facilities, one.facilities, float(one.facilities), "ok") for pair, one in parts.items()}
    told = Told(title, scene.about(_("Facilities by kind and status")), ids)
    return _stacked(scene, told, counts, kinds_of(scene.selection.sector), _("facilities"))


def by_capacity(scene: Scene, parts: Parts, sums: Sequence[Stock], ids: set[str]) -> Chart:
    """Return what the facilities of the chosen indicator offer, by kind and state; `sums` are over `SUMMED`."""
    entry = scene.selection.entry
    unit = words.unit_name(entry)
    if not any(one.facilities for one in parts.values()):
        title = _("{unit}: no facility is counted here").format(unit=unit)
    elif sums[0].status == "no_data":
        title = _("{unit}: too few facilities reported").format(unit=unit)
    else:
        told = list(map(_amount, sums))
        title = _(
            "{unit}: {all} are counted, {rehabilitate} of them in facilities that need rehabilitation;"
            " under construction or planned: {pipeline}"
        ).format(unit=unit, all=told[0], rehabilitate=told[1], pipeline=told[2])
    standard = words.standard(entry, scene.standard(entry))
    about = scene.about(_("Capacity by kind and status"), standard)
    reported = [(one.reported, one.facilities) for one in parts.values()]
    some, all_ = sum(one for one, _all in reported), sum(one for _some, one in reported)
    if some < all_:
        about += " · " + amounts.reported(some, all_)
    kinds = [kind for stage in entry.stages for kind in stage.kinds]
    return _stacked(scene, Told(title, about, ids), parts, kinds, unit)


def _stacked(scene: Scene, told: Told, parts: Parts, kinds: Sequence[str], unit: str) -> Chart:
    series, there = [], any(one.facilities for one in parts.values())
    for state, colour in SHOWN.items():
        own = [parts.get((kind, state), NOTHING) for kind in kinds]
        texts = tuple(map(_amount, own))
        amounts_of = tuple(one.amount if there else None for one in own)  # bars of nothing but 0 are no picture
        series.append(Series(facility_words.status_name(state), amounts_of, texts, colour))
    longest = max((sum(one.values[place] or 0 for one in series) for place in range(len(kinds))), default=0)
    axis = axis_of(unit, [float(longest)], "number")
    names = [facility_words.kind_name(kind) for kind in kinds]
    return scene.chart("stacked", told, names, series, axis, category_name=_("Kind"), series_name=_("Status"))


def _amount(one: Stock) -> str:
    if one.amount is None:
        return _("fewer than 10 people") if one.status == "few" else _("no data")
    return formats.number(one.amount)


def by_standard(scene: Scene, frames: dict[str, ReleaseFrame]) -> Chart:
    """Return the coverage by each standard that may be chosen; `frames` holds one by the id of each."""
    entry = scene.selection.entry
    known = scene.standards(entry)
    own = [said(own_row(frame), "coverage_pct", "coverage_pct") for frame in frames.values()]
    by_each = [
        _("{value} ({standard})").format(value=text, standard=words.standard(entry, known.get(one)))
        for one, (_value, text) in zip(frames, own, strict=True)
    ]
    title = _("in {place} coverage of need is {list}").format(place=scene.place(), list=formats.listing_and(by_each))
    series = [Series(scene.place(), *columns(own), area=scene.coded())]
    if scene.is_beside_province:
        beside = [said(records(frame.context)[0], "coverage_pct", "coverage_pct") for frame in frames.values()]
        series.append(Series(scene.place(PROVINCE), *columns(beside), GREY, area=scene.coded(PROVINCE)))
    values = [value for one in series for value in one.values]
    axis = axis_of(_("coverage of need"), values, "coverage_pct", beyond=[100.0])
    about = scene.about(entry.name.in_language(i18n.language()), entry=entry)
    return scene.chart(
        "bars",
        told_of(title, about, *frames.values()),
        [_standard_name(scene.reference, one) for one in frames],
        series,
        axis,
        marks=(Mark(100.0, _("need met")),),
        category_name=_("Standard"),
        of=Of(
            unit=_("percent"),
            sources=tuple(provenance.publishers(ids_of(one), scene.reference) for one in frames.values()),
        ),
    )


def _standard_name(reference: Reference, standard_id: str) -> str:
    rows = reference.standards.set_index("standard_id")
    row = rows.loc[standard_id]
    source = reference.sources.reindex([row["source_id"]]).iloc[0]
    by = publisher(source["publisher"])
    name = str(row[f"name_{i18n.language()}"])
    return f"{name} · {by}" if by else name


def over_years(scene: Scene, frames: dict[int, ReleaseFrame], change: Change | None) -> Chart:
    """Return the figure of each year, with the breaks of the series; `change` is split into its two parts."""
    entry = scene.selection.entry
    rows = [own_row(frame) for frame in frames.values()]
    own = [said(row, "value", entry.value) for row in rows]
    series = [_of_years(scene.coded(), rows, own)]
    if scene.is_beside_province:
        whole = [records(frame.context)[0] for frame in frames.values()]
        beside = [said(row, "value", entry.value) for row in whole]
        series.append(replace(_of_years(scene.coded(PROVINCE), whole, beside), colour=GREY))
    broken = tuple(Mark(one.at, _broken(one, scene.reference)) for one in breaks(rows))
    marks = lines(scene, entry)
    values = [value for one in series for value in one.values]
    axis = axis_of(words.value_name(entry), values, entry.value, beyond=[mark.at for mark in marks])
    standard = words.standard(entry, scene.standard(entry)) or scene.target()
    name = entry.name.in_language(i18n.language())
    about = " · ".join(filter(None, (scene.about(name, entry=entry, year=False), standard)))
    return scene.chart(
        "trend",
        told_of(_went(scene, list(frames), own, change), about, *frames.values()),
        map(formats.period, frames),
        series,
        axis,
        marks=marks,
        breaks=broken,
        category_name=_("Year"),
        of=Of(years=tuple(frames), unit=value_unit(entry), is_told=True),
    )


def _of_years(area: tuple[str, str], rows: list[Row], told: list[tuple[float | None, str]]) -> Series:
    values, texts = columns(told)
    return Series(area[1], values, texts, area=area, notes=chart_file.notes(rows, texts))


def _went(scene: Scene, years: list[int], own: list[tuple[float | None, str]], change: Change | None) -> str:
    measure = words.value_name(scene.selection.entry)
    known = [(year, text) for year, (value, text) in zip(years, own, strict=True) if value is not None]
    if not known:
        return _("no figure on {measure} in any year").format(measure=measure)
    return changes.went(scene.selection.entry, scene.place(), known[0], known[-1], change)


def _broken(one: Break, reference: Reference) -> str:
    if one.kind == "definition":
        return _("other definition")
    names = reference.sources["publisher"].reindex(sorted(one.source_ids)).dropna()
    if names.empty:
        return _("a source fell away")
    return _("new source: {names}").format(names=formats.listing(list(dict.fromkeys(map(publisher, names)))))


def over_districts(scene: Scene, frame: ReleaseFrame) -> Chart:
    """Return the districts of the province as dots; those of a drilled county stand out, extremes are named."""
    entry = scene.selection.entry
    rows, good = records(frame.data), comparable(frame.data).tolist()
    pairs = [said(row, "value", entry.value) for row in rows]
    ranked = sorted((place for place, told in enumerate(good) if told), key=lambda place: pairs[place][0] or 0.0)
    province = said(records(frame.context)[0], "value", entry.value)
    inside = [_is_inside(scene, row["pcode"]) for row in rows]
    colours = tuple(_colour(told, own, scene.is_beside_province) for told, own in zip(good, inside, strict=True))
    names = [str(row[f"name_{i18n.language()}"]) for row in rows]
    values, texts = columns(pairs)
    notes = chart_file.notes(rows, texts)
    series = Series(words.value_name(entry), values, texts, colours=colours, notes=notes)
    marks = () if province[0] is None else (Mark(province[0], f"{scene.place(PROVINCE)}: {province[1]}"),)
    axis = axis_of(words.value_name(entry), values, entry.value, beyond=[one.at for one in marks])
    extremes = {ranked[0], ranked[-1]} if ranked else set()
    own = {place for place in ranked if scene.is_beside_province and inside[place]}
    return scene.chart(
        "dots",
        told_of(_runs(scene, ranked, pairs, names, province[1]), _aside(scene, frame), frame),
        names,
        [series],
        axis,
        marks=marks,
        codes=tuple(row["pcode"] for row in rows),
        labelled=tuple(sorted(extremes | own)),
        category_name=_("District"),
        keys=_keys(scene, good),
        of=scene.by_area(rows, names, entry),
    )


def _keys(scene: Scene, good: list[bool]) -> tuple[tuple[str, str], ...]:
    """Name the colours of the dots where there are several."""
    aside = ((APART, _("not ranked: distorted by the city boundary, or very little need")),) * (not all(good))
    if not scene.is_beside_province:
        return ((BLUE, _("districts")), *aside) if aside else ()
    own = _("districts of {place}").format(place=scene.place())
    return ((DARK, own), (PALE, _("other districts")), *aside)


def _is_inside(scene: Scene, code: str) -> bool:
    return scene.selection.area in scene.reference.tree.ancestors(code)


def _colour(told: bool, inside: bool, drilled: bool) -> str:
    if not told:
        return APART
    return (DARK if inside else PALE) if drilled else BLUE


def _runs(
    scene: Scene, ranked: list[int], pairs: list[tuple[float | None, str]], names: list[str], province: str
) -> str:
    measure = words.value_name(scene.selection.entry)
    if not ranked:
        return _("no district has a figure on {measure}").format(measure=measure)
    low, high = ranked[0], ranked[-1]
    if pairs[low][1] == pairs[high][1] and len(ranked) > 1:
        text = _("all districts with a figure have {low}; {measure} in the province: {whole}")
        return text.format(low=pairs[low][1], measure=measure, whole=province)
    text = _("districts lie between {low} in {lowest} and {high} in {highest}; {measure} in the province: {whole}")
    return text.format(
        measure=measure,
        low=pairs[low][1],
        high=pairs[high][1],
        lowest=whose(low, ranked, pairs, names),
        highest=whose(high, ranked, pairs, names),
        whole=province,
    )


def whose(place: int, ranked: list[int], pairs: list[tuple[float | None, str]], names: list[str]) -> str:
    """Name the district that has a figure; several that share it are counted, or one would stand for all."""
    same = sum(pairs[one][1] == pairs[place][1] for one in ranked)
    return names[place] if same == 1 else _districts(same)


def _districts(count: int) -> str:
    return ngettext("{count} district", "{count} districts", count).format(count=formats.number(count))


def _aside(scene: Scene, frame: ReleaseFrame) -> str:
    """Say of what the dots are, which of them are not to be compared, and how many districts have none."""
    entry, data = scene.selection.entry, frame.data
    standard = words.standard(entry, scene.standard(entry)) or scene.target()
    parts = [scene.about(entry.name.in_language(i18n.language()), entry=entry, code=PROVINCE), standard]
    bent = data[distorted(data)]
    if len(bent):
        named = formats.listing_and([str(name) for name in bent[f"name_{i18n.language()}"]])
        parts.append(_("grey and not named: {names}, distorted by the city boundary").format(names=named))
    missing = int((data["status"] != "ok").sum())
    if missing:
        text = ngettext("{count} district without a figure", "{count} districts without a figure", missing)
        parts.append(text.format(count=formats.number(missing)))
    return " · ".join(filter(None, parts))

"""Up to four areas beside each other: every indicator in a table, the chosen one as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Any

from briefing import axes
from briefing.chart import ACCENT, APART, BLUE, Chart, Mark, Of, Series
from briefing.columns import value_unit
from domain.admin import LEVELS, PROVINCE
from domain.findings import is_distorted
from domain.frames import ReleaseFrame, records
from domain.indicators import CATALOGUE, Indicator
from domain.links import from_query
from domain.selection import Selection
from measures.reference import Reference
from ui import chart_file, loaders, onward
from wording import formats, i18n, marks, provenance, words
from wording.gap_words import said
from wording.i18n import _

Row = dict[str, Any]


def rows(selection: Selection, areas: tuple[str, ...]) -> dict[str, list[Row | None]]:
    """Return by indicator the released row of each area and of the province, in this order."""
    found: dict[str, list[Row | None]] = {}
    for indicator in loaders.reference().options.indicators:
        view = of(selection, indicator)
        by_level = {level: loaders.release(replace(view, level=level, area=PROVINCE)) for level in _levels(areas)}
        known = {row["pcode"]: row for frame in by_level.values() for row in records(frame.data)}
        province = records(next(iter(by_level.values())).context)[0] if by_level else None
        found[indicator] = [*(known.get(code) for code in areas), province]
    return found


def _levels(areas: tuple[str, ...]) -> list[str]:
    """Return the levels that the areas are of."""
    tree = loaders.reference().tree
    names = {number: name for name, number in LEVELS.items()}
    return sorted({names[tree.levels[code]] for code in areas if code != PROVINCE}) or ["county"]


def of(selection: Selection, indicator: str) -> Selection:
    """Return the view of another indicator for the same people and year; the page's own keeps its standard."""
    if indicator == selection.indicator:
        return selection.without_page()
    query = {"indicator": indicator, "groups": ",".join(selection.groups), "period": str(selection.period)}
    return from_query(query | {"lang": selection.lang}, loaders.reference().options)[0]


def table(selection: Selection, areas: tuple[str, ...]) -> str:
    """Return the table as HTML: a row an indicator, a column an area, then the province."""
    reference = loaders.reference()
    names = reference.areas[f"name_{i18n.language()}"]
    columns = [str(names[code]) for code in (*areas, PROVINCE)]
    named = [onward.profile(selection, code, str(names[code])) for code in areas] + [escape(str(names[PROVINCE]))]
    heads = "".join(f'<th scope="col">{name}</th>' for name in named)
    found, body = rows(selection, areas), ""
    options = reference.options
    for sector in options.sectors:
        body += f'<tr class="hg-part"><th colspan="{len(areas) + 2}">{escape(words.sector(sector))}</th></tr>'
        for entry in options.entries(sector):
            cells = "".join(f"<td>{_cell(entry.id, row)}</td>" for row in found[entry.id])
            told_as = onward.definition(selection, entry.id, axes.indicator_name(entry))
            body += f'<tr><th scope="row">{told_as}</th>{cells}</tr>'
    told = [words.groups(selection.groups), formats.period(selection.period)]
    name = escape(" · ".join([_("Areas side by side"), *told]))
    rule = provenance.rule_of_groups(selection.groups)
    marked = any(row["is_demonstration"] for known in found.values() for row in known if row)
    ids = [row["source_ids"] for known in found.values() for row in known if row]
    lines = [" · ".join([*told, provenance.sources_line(ids, reference, loaders.today())]), rule]
    below = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    mark = f'<b class="hg-mark">{escape(provenance.mark(marked))}</b>' if marked else ""
    return (
        f'<div class="hg-sheet hg-side-by-side" tabindex="0" role="region" aria-label="{name}"><table>'
        f"<caption>{name}</caption><thead><tr><td></td>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
        f'{_marks(found, columns)}<div class="hg-chart-foot hg-side-foot">{mark}{below}</div>'
    )


def _cell(indicator: str, row: Row | None) -> str:
    """Write a value, and what a reader must know of it."""
    if row is None:
        return escape(_("no data"))
    return escape(said(CATALOGUE[indicator], row)) + marks.star(_told(row))


def _told(row: Row) -> str:
    """Return what a mark stands for; whom a figure counts too, for no subtitle speaks of one indicator here."""
    return words.reason(str(row["note"]), without="reported")


def _marks(found: dict[str, list[Row | None]], names: Sequence[str]) -> str:
    """Return what the marks say, by area."""
    return marks.lines(
        [
            (names[place], axes.indicator_name(CATALOGUE[indicator]), _told(row))
            for place in range(len(names))
            for indicator, known in found.items()
            if (row := known[place])
        ]
    )


def chart(selection: Selection, areas: tuple[str, ...]) -> Chart:
    """Return the chosen indicator as bars, the province's value as a line."""
    entry = selection.entry
    reference = loaders.reference()
    names = reference.areas[f"name_{i18n.language()}"]
    *found, province = rows(selection, areas)[selection.indicator]
    values = [float(row["value"]) if row and row["status"] == "ok" else None for row in found]
    texts = [_text(entry, row) for row in found]
    whole = float(province["value"]) if province and province["status"] == "ok" else None
    marks: tuple[Mark, ...] = ()
    if whole is not None and entry.family not in ("index", "national_share"):
        text = _("{province}: {value}").format(province=names[PROVINCE], value=formats.figure(whole, entry.value))
        marks = (Mark(whole, text),)
    shown = [row for row in found if row]
    mark = provenance.mark(any(row["is_demonstration"] for row in shown))
    called = [str(names[code]) for code in areas]
    frame = loaders.release(of(selection, selection.indicator))
    return Chart(
        "bars",
        _finding(entry, [*zip(texts, called, strict=True), (_text(entry, province), str(names[PROVINCE]))]),
        _about(frame, reference, [name for row, name in zip(found, called, strict=True) if row and is_distorted(row)]),
        tuple(called),
        (
            Series(
                words.value_name(entry),
                tuple(values),
                tuple(texts),
                colours=tuple(
                    APART if row and is_distorted(row) else ACCENT if code == selection.area else BLUE
                    for row, code in zip(found, areas, strict=True)
                ),
                notes=tuple(
                    chart_file.notes([row], [text])[0] if row else text for row, text in zip(found, texts, strict=True)
                ),
            ),
        ),
        axes.of_indicator(entry, [*values, whole if marks else None]),
        marks=marks,
        codes=areas,
        category_name=_("Area"),
        foot=provenance.source_line(frame, reference, loaders.today()),
        mark=mark,
        is_rtl=i18n.direction() == "rtl",
        of=Of(
            page="compare",
            scope="-".join(areas),
            areas=tuple(zip(areas, called, strict=True)),
            years=(selection.period,),
            unit=value_unit(entry),
            sources=(provenance.publishers(provenance.ids_of(frame), reference),),
            marks=(mark,),
            as_of=loaders.today().isoformat(),
            is_told=True,
        ),
    )


def _about(frame: ReleaseFrame, reference: Reference, distorted: list[str]) -> str:
    """Say for whom, of when, by which standard the bars are and which is not to be compared: each area stands here."""
    chosen, entry = frame.selection, frame.selection.entry
    parts = [words.groups(chosen.groups)] if entry.takes_groups else []
    standard = reference.options.standards.get(entry.id, {}).get(chosen.standard or "")
    parts += [formats.period(chosen.period), words.standard(entry, standard)]
    if distorted:
        text = _("grey: {names}, distorted by the city boundary")
        parts.append(text.format(names=formats.listing_and(distorted)))
    return " · ".join(filter(None, parts))


def _text(entry: Indicator, row: Row | None) -> str:
    return said(entry, row) if row else _("no data")


def _finding(entry: Indicator, told: list[tuple[str, str]]) -> str:
    """Tell the figure of each area, the province's last."""
    each = [_("{value} in {place}").format(value=value, place=place) for value, place in told]
    return _("{measure}: {list}").format(measure=axes.indicator_name(entry), list=formats.listing_and(each))

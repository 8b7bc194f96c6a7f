"""The map's equal for whoever does not see it: every area with every figure of its tooltip, as an HTML table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

import pandas as pd

from briefing.shown_facilities import Shown
from domain.admin import LEVELS, PROVINCE
from domain.facilities import KINDS
from domain.findings import comparable, ranked
from domain.frames import ReleaseFrame, records
from domain.indicators import Indicator
from domain.selection import Selection
from geo.classification import Classes
from geo.palette import Fill
from ui import facilities, loaders, onward
from wording import facility_words, formats, i18n, legend, tips
from wording.i18n import _

# Id, head, and the text of a row.
Column = tuple[str, str, Callable[[dict[str, Any]], str]]
# A longer list is a download, not a page.
MOST_FACILITIES = 300


def html(frame: ReleaseFrame, classes: Classes, fills: tuple[Fill, ...], title: str, found: Shown | None) -> str:
    """Return the table of the areas in the order of the ranking and, when facilities are chosen, theirs below."""
    entry = frame.selection.entry
    data = frame.data.assign(
        place=list(classes.index), label=[legend.label(classes.bins[place], entry) for place in classes.index]
    )
    order = ranked(data, entry.direction)
    ranks = order["value"].rank(method="min", ascending=entry.direction == "lower_is_worse")
    rest = data[~comparable(data)].sort_values("pcode")
    rows = list(zip(records(order), map(formats.number, ranks), strict=True)) + [(row, "") for row in records(rest)]
    lines = _columns(entry, [row for row, _rank in rows])
    body = [
        f"<tr><td>{rank}</td>{_area(row, frame.selection)}"
        + "".join(_cell(column, text(row), fills[row["place"]]) for column, _head, text in lines)
        + "</tr>"
        for row, rank in rows
    ]
    heads = [_("Rank"), _("Area"), *(head for _column, head, _text in lines)]
    table = _table(title, heads, body)
    return _region(title, table + (_facilities(found) + facilities.notes(found) if found else ""))


def _columns(entry: Indicator, rows: list[dict[str, Any]]) -> list[Column]:
    """Return the tooltip's lines and the class; a column that no row fills is left out."""
    value, *figures, period, reported, note = zip(tips.heads(entry), range(len(tips.heads(entry))), strict=True)

    def line(column: str, head: str, place: int) -> Column:
        return column, head, lambda row: tips.texts(entry, row)[place]

    found = [line("value", *value), ("class", _("class"), lambda row: str(row["label"]))]
    found += [line("figure", *one) for one in figures]
    found += [line("period", *period), line("reported", *reported), line("note", *note)]
    return [one for one in found if one[0] == "class" or any(one[2](row) for row in rows)]


def _cell(column: str, text: str, fill: Fill) -> str:
    swatch = ""
    if column == "class":
        swatch = f'<i class="{fill.pattern}" style="background-color:{fill.colour}"></i>'
    wide = ' class="hg-wide"' if column == "note" and text else ""
    return f"<td{wide}>{swatch}{escape(text)}</td>"


def _area(row: dict[str, Any], selection: Selection) -> str:
    """Name an area; where it leads into a county, as a click on the map does, its name is a link."""
    name = f"<bdi>{escape(str(row[f'name_{i18n.language()}']))}</bdi>"
    county = loaders.reference().tree.nearest(row["pcode"], _counties())
    if county is None or county == selection.area:
        return f'<th scope="row">{name}</th>'
    link = replace(selection, area=county, level="district").link()
    return f'<th scope="row">{onward.way("", link, name)}</th>'


def _counties() -> list[str]:
    return loaders.reference().tree.within(PROVINCE, LEVELS["county"])


def _facilities(found: Shown) -> str:
    """Return the facilities: one by one where the map shows points, by area where it shows clusters."""
    caption = _("Facilities")
    if found.placed.clusters or len(found.data) > MOST_FACILITIES:
        return _table(caption, [_("Area"), *_chosen_kinds(found), _("Total")], _by_area(found))
    lang = i18n.language()
    ordered = sorted(records(found.data), key=lambda row: formats.collation_key(str(row[f"name_{lang}"])))
    body = [
        f'<tr><th scope="row"><bdi>{escape(str(row[f"name_{lang}"]))}</bdi></th>'
        + "".join(
            f"<td>{escape(text)}</td>"
            for text in (
                facility_words.kind_name(row["kind"]),
                facility_words.status_name(row["status"]),
                *facility_words.lines(row),
            )
        )
        + "</tr>"
        for row in ordered
    ]
    return _table(caption, [_("Name"), _("Kind"), _("Status"), *facility_words.heads()], body)


def _chosen_kinds(found: Shown) -> list[str]:
    present = set(found.data["kind"])
    return [facility_words.kind_name(kind) for kind in KINDS if kind in present]


def _by_area(found: Shown) -> list[str]:
    """Rows of the counties or, inside one, of the districts, each with its facilities of each kind."""
    names = loaders.reference().areas[f"name_{i18n.language()}"]
    owners = _owners(found.data["pcode"])
    counts = Counter(zip(owners, found.data["kind"], strict=True))
    present = [kind for kind in KINDS if kind in set(found.data["kind"])]
    ordered = sorted(set(owners), key=lambda code: formats.collation_key(str(names.get(code, code))))
    return [
        f'<tr><th scope="row"><bdi>{escape(str(names.get(code, code)))}</bdi></th>'
        + "".join(f"<td>{formats.number(counts[code, kind])}</td>" for kind in present)
        + f"<td>{formats.number(sum(counts[code, kind] for kind in present))}</td></tr>"
        for code in ordered
    ]


def _owners(pcodes: pd.Series[Any]) -> pd.Series[Any]:
    tree, counties = loaders.reference().tree, _counties()
    found = pcodes.map(lambda code: tree.nearest(code, counties) or code)
    # Within one county its districts tell more than the county itself.
    return pcodes if found.nunique() == 1 else found


def _table(caption: str, heads: list[str], rows: list[str]) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _region(title: str, content: str) -> str:
    return f'<div class="hg-table" tabindex="0" role="region" aria-label="{escape(title)}">{content}</div>'

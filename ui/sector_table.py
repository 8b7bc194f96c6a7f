"""The list of a sector's facilities: which of them, in which order, and one page of them as an HTML table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import pandas as pd

from domain.admin import LEVELS
from domain.facilities import KINDS, STATUSES, USUAL_STATUSES, kinds_of
from domain.frames import records
from domain.place_names import normalise
from domain.place_search import PlaceIndex
from domain.selection import Selection
from measures.reference import Reference
from ui import loaders, onward
from wording import facility_words, formats, i18n
from wording.i18n import _

Row = dict[str, Any]
PAGE_ROWS = 100
# What a planner has to act on; a reader who chooses anything else gets that.
TO_DO = ("needs_rehabilitation", "under_construction", "planned")


@dataclass(frozen=True)
class Filter:
    """Which facilities stand in the list, and in which order."""

    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    area: str
    name: str = ""
    sort: str = "name"


def filter_of(selection: Selection, reference: Reference) -> Filter:
    """Return the filter of a view; what a link from another page chose counts only where the sector has such kinds."""
    own = kinds_of(selection.sector)
    kinds = tuple(kind for kind in own if kind in selection.kinds)
    untouched = not kinds and (selection.statuses == USUAL_STATUSES or bool(selection.kinds))
    statuses = TO_DO if untouched else selection.statuses
    area = district(selection, reference) or selection.area
    return Filter(kinds or own, statuses, area, selection.find, selection.order)


def district(selection: Selection, reference: Reference) -> str:
    """Return the one district that the view narrows the list to, or nothing."""
    code = selection.areas[0] if len(selection.areas) == 1 else ""
    inside = selection.area in reference.tree.ancestors(code) and code != selection.area
    return code if inside and reference.tree.levels[code] >= LEVELS["district"] else ""


def chosen(data: pd.DataFrame, wanted: Filter, reference: Reference) -> pd.DataFrame:
    """Return the facilities of a filter in its order."""
    tree = reference.tree
    inside = {code for code in tree.levels if wanted.area in tree.ancestors(code)}
    rows = data[data["kind"].isin(wanted.kinds) & data["status"].isin(wanted.statuses) & data["pcode"].isin(inside)]
    if wanted.name:
        part = normalise(wanted.name) or wanted.name
        rows = rows[rows[["name_fa", "name_en"]].map(lambda name: part in normalise(str(name))).any(axis=1)]
    return rows.iloc[_order(rows, wanted.sort, reference)].reset_index(drop=True)


def _order(rows: pd.DataFrame, sort: str, reference: Reference) -> list[int]:
    kinds, states = list(KINDS), list(STATUSES)
    names = reference.areas[f"name_{i18n.language()}"]
    keys: dict[str, Callable[[Row], Any]] = {
        "name": lambda row: 0,
        "kind": lambda row: kinds.index(row["kind"]),
        "status": lambda row: states.index(row["status"]),
        "area": lambda row: formats.collation_key(str(names.get(row["pcode"], ""))),
        "size": lambda row: -_size(row),
    }
    told, name = records(rows), f"name_{i18n.language()}"
    pairs = [(keys[sort](row), formats.collation_key(str(row[name])), row["facility_id"]) for row in told]
    return sorted(range(len(pairs)), key=pairs.__getitem__)


def _size(row: Row) -> float:
    """The first measure that the kind is told by; too few people have one size; what has not reported stands last."""
    measure = KINDS[row["kind"]].measures[0]
    if facility_words.is_few(row, measure):
        return 0.0
    value = float(row[measure])
    return -1.0 if pd.isna(value) else value


def page_of(rows: pd.DataFrame, facility_id: str) -> int | None:
    """Return the page on which a facility stands, or nothing when the list does not hold it."""
    found = (rows["facility_id"] == facility_id).to_numpy().nonzero()[0]
    return int(found[0]) // PAGE_ROWS if len(found) else None


def pages(count: int) -> int:
    """Return how many pages so many facilities take; an empty list has one."""
    return max(-(-count // PAGE_ROWS), 1)


def html(rows: pd.DataFrame, page: int, selection: Selection, reference: Reference, title: str) -> str:
    """Return one page of the list; the name of each facility leads to it on the map."""
    base, places = replace(selection, place="").link(), loaders.places_if_there()
    shown = records(rows.iloc[page * PAGE_ROWS : (page + 1) * PAGE_ROWS])
    columns = _columns(shown, selection, reference)
    body = "".join(_row(row, place, base, columns, places) for place, row in enumerate(shown))
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in (_("Name"), *columns))
    label = escape(title)
    return (
        f'<div class="hg-table hg-stack hg-pairs hg-list" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<caption>{label}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _columns(shown: list[Row], selection: Selection, reference: Reference) -> dict[str, Callable[[Row], str]]:
    """Return heads and cells; for whom and of which year stands there where it is not the same for all."""
    names = reference.areas[f"name_{i18n.language()}"]
    heads = [head.capitalize() for head in facility_words.heads()]
    usual = ("", formats.period(selection.period))
    more: dict[str, Callable[[Row], str]] = {
        heads[0]: lambda row: escape(facility_words.lines(row)[0]),
        heads[1]: lambda row: escape(facility_words.lines(row)[1]),
        heads[2]: lambda row: escape(facility_words.lines(row)[2]),
    }
    for head, all_alike in zip(heads[1:], usual, strict=True):
        if all(more[head](row) == escape(all_alike) for row in shown):
            del more[head]
    return {
        _("Kind"): lambda row: _with_symbol("k", row["kind"], facility_words.kind_name(row["kind"])),
        _("Status"): lambda row: _with_symbol("s", row["status"], facility_words.status_name(row["status"])),
        _("Area"): lambda row: escape(str(names.get(row["pcode"], row["pcode"]))),
        **more,
    }


def _with_symbol(what: str, one: str, text: str) -> str:
    return f'<i class="hg-symbol hg-{what}-{one}"></i>{escape(text)}'


def _row(row: Row, place: int, base: str, columns: dict[str, Callable[[Row], str]], places: PlaceIndex | None) -> str:
    name = f"<bdi>{escape(str(row[f'name_{i18n.language()}']))}</bdi>"
    link = onward.way("", f"{base}&place={place_id(row['facility_id'], places)}", name)
    told = "".join(f'<td data-head="{escape(head)}">{cell(row)}</td>' for head, cell in columns.items())
    return f'<tr class="hg-row-{place}"><th scope="row">{link}</th>{told}</tr>'


def place_id(facility_id: object, places: PlaceIndex | None) -> str:
    """Return the id by which the search knows a facility."""
    known = places.by_id if places else {}
    own = str(facility_id)
    return own if own in known and known[own].kind == "facility" else f"facility.{own}"

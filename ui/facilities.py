"""Facilities on the map: the choice of kinds and states, their legend, and what the map is sent of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from domain.admin import PROVINCE
from domain.disclosure import FEW_BELOW, PERSON_MEASURES
from domain.facilities import KINDS, STATUSES
from domain.frames import records
from domain.selection import Selection
from geo.facilities_layer import Packed, Placed, pack, place
from ui import formats, i18n, loaders
from ui.i18n import _, ngettext

# Pixels across a cluster: its area grows with the number of facilities, and the number fits inside.
SMALLEST_PX, LARGEST_PX = 22, 46
SHARED_FROM = 2


@dataclass(frozen=True)
class Shown:
    """The chosen facilities of an area: what the map gets, and how many there are of each kind and state.

    Attributes
    ----------
    data : pandas.DataFrame
        Rows of the released facility frame.
    placed : Placed
    packed : Packed
    """

    data: pd.DataFrame
    placed: Placed
    packed: Packed


def shown(selection: Selection) -> Shown | None:
    """Return the facilities of a view in its language, or nothing when none are chosen."""
    if not selection.kinds:
        return None
    key = (selection.area, selection.period, selection.kinds, selection.statuses, selection.lang)
    return loaders.facility_layer(key, lambda: _make(selection))


def _make(selection: Selection) -> Shown:
    frame, reference = loaders.facilities(selection.period), loaders.reference()
    chosen = frame.data["kind"].isin(selection.kinds) & frame.data["status"].isin(selection.statuses)
    drilled = selection.area != PROVINCE
    if drilled:
        chosen &= frame.data["pcode"].isin([code for code in reference.tree.levels if _inside(code, selection.area)])
    data = frame.data[chosen].reset_index(drop=True)
    boxes = loaders.boundaries().boxes
    box = boxes.get(selection.area) or boxes.get(PROVINCE)
    placed = place(data["lat"].to_numpy(), data["lon"].to_numpy(), box, single=drilled)
    return Shown(data, placed, pack(_payload(selection, data, placed)))


def _inside(code: str, area: str) -> bool:
    return area in loaders.reference().tree.ancestors(code)


def _payload(selection: Selection, data: pd.DataFrame, placed: Placed) -> dict[str, Any]:
    rows = records(data)
    lines = {row: facility_lines(rows[row]) for row, _x, _y in placed.points}
    texts = {text: number for number, text in enumerate(_shared(lines.values()))}
    name = f"name_{i18n.language()}"
    points = [
        [x, y, selection.kinds.index(rows[row]["kind"]), selection.statuses.index(rows[row]["status"]), rows[row][name]]
        + [texts.get(text, text) for text in lines[row]]
        for row, x, y in placed.points
    ]
    largest = max((len(cluster[0]) for cluster in placed.clusters), default=1)
    clusters = [
        [x, y, _across(len(members), largest), formats.number(len(members)), *_cluster_texts(data.iloc[list(members)])]
        for members, x, y in placed.clusters
    ]
    drilled = selection.area != PROVINCE
    marked = bool(data["is_demonstration"].any())
    return {
        "at": placed.origin,
        "kinds": [[kind, kind_name(kind)] for kind in selection.kinds],
        "statuses": [[status, status_name(status)] for status in selection.statuses],
        "heads": facility_heads(),
        "texts": list(texts),
        "points": points,
        "clusters": clusters,
        "note": _("Choose fewer kinds to see single facilities.")
        if drilled
        else _("Go into a county to see single facilities."),
        "foot": _("Source: demonstration figures") if marked else _("Source: see below the map"),
    }


def _shared(lines: Iterable[list[str]]) -> list[str]:
    count = Counter(text for line in lines for text in line if text)
    return [text for text, times in count.items() if times >= SHARED_FROM]


def _across(count: int, largest: int) -> int:
    return round(max(SMALLEST_PX, LARGEST_PX * math.sqrt(count / largest)))


def _cluster_texts(members: pd.DataFrame) -> list[Any]:
    """Heading, then the kinds and the states of a cluster with their numbers."""
    tables = [
        [[name(one), formats.number(int(count))] for one, count in _in_order(members[column], catalogue)]
        for column, catalogue, name in (("kind", KINDS, kind_name), ("status", STATUSES, status_name))
    ]
    return [count_text(len(members)), *tables]


def _in_order(column: pd.Series[Any], catalogue: dict[str, Any]) -> list[tuple[str, int]]:
    counts = column.value_counts()
    return [(one, int(counts[one])) for one in catalogue if one in counts]


def count_text(count: int) -> str:
    """Write a number of facilities."""
    return ngettext("{count} facility", "{count} facilities", count).format(count=formats.number(count))


def facility_heads() -> list[str]:
    """Name the lines of a facility's details."""
    return [_("capacity"), _("open to"), _("year of the figures")]


def facility_lines(row: dict[str, Any]) -> list[str]:
    """Write what is known of a facility: what it has, for whom it is, of which year that is."""
    closed = row["open_to"] == "foreign_nationals"
    figures = [
        _few()
        if closed and measure in PERSON_MEASURES and row[measure] < FEW_BELOW
        else measure_text(measure, row[measure])
        for measure in KINDS[row["kind"]].measures
        if not pd.isna(row[measure])
    ]
    open_to = {
        "foreign_nationals": _("refugees and other documented foreign nationals only"),
        "host": _("host community only"),
    }.get(row["open_to"], "")
    return [" · ".join(figures) or _("no figures"), open_to, formats.period(int(row["period"]))]


def _few() -> str:
    return _("fewer than 10 people")


def measure_text(measure: str, value: float) -> str:
    """Write so much of what facilities have."""
    count = round(value)
    text = {
        "classrooms": ngettext("{amount} classroom", "{amount} classrooms", count),
        "shifts": ngettext("{amount} shift", "{amount} shifts", count),
        "pupils": ngettext("{amount} pupil", "{amount} pupils", count),
        "staff": _("{amount} staff"),
        "beds": ngettext("{amount} bed", "{amount} beds", count),
        "training_places": ngettext("{amount} training place", "{amount} training places", count),
        "graduates": ngettext("{amount} graduate", "{amount} graduates", count),
        "beneficiaries": ngettext("{amount} person served", "{amount} people served", count),
    }[measure]
    return text.format(amount=formats.number(count))


def kind_name(kind: str) -> str:
    """Name a kind of facility."""
    return KINDS[kind].name.in_language(i18n.language())


def status_name(status: str) -> str:
    """Name the state of a facility."""
    return STATUSES[status].in_language(i18n.language())


def legend(selection: Selection) -> str:
    """Return the legend of the facilities as HTML, or nothing when none are chosen."""
    found = shown(selection)
    if found is None:
        return ""
    kinds, statuses = found.data["kind"].value_counts(), found.data["status"].value_counts()
    items = [_item(f"hg-k-{one}", kind_name(one), int(kinds.get(one, 0))) for one in selection.kinds]
    items += [_item(f"hg-s-{one}", status_name(one), int(statuses.get(one, 0))) for one in selection.statuses]
    name = escape(_("Facilities"))
    missing = len(found.placed.outside)
    note = ""
    if missing:
        text = _("Not on the map, because their coordinates are missing or lie outside: {count}")
        note = f'<p class="hg-note">{escape(text.format(count=count_text(missing)))}</p>'
    return f'<ul class="hg-legend hg-facilities" aria-label="{name}">{"".join(items)}</ul>{note}'


def _item(symbol: str, text: str, count: int) -> str:
    return f'<li><i class="hg-symbol {symbol}"></i><span>{escape(text)}</span><b>{formats.number(count)}</b></li>'

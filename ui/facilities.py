"""Facilities on the map: the choice of kinds and states, their legend, and what the map is sent of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from domain.admin import PROVINCE
from domain.disclosure import FEW_BELOW, PERSON_MEASURES
from domain.facilities import KINDS, STATUSES
from domain.frames import records
from domain.selection import Selection
from geo.facilities_layer import Packed, Placed, pack, place
from ui import loaders
from wording import formats, i18n, provenance
from wording.i18n import _, ngettext

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
    unknown : int
        Facilities of the whole database that nobody can choose, since their kind or status is not known.
    truncated : bool
        More were found than may be read.
    """

    data: pd.DataFrame
    placed: Placed
    packed: Packed
    unknown: int = 0
    truncated: bool = False


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
    shown = packed(selection, frame.data[chosen].reset_index(drop=True), single=drilled)
    return replace(shown, unknown=frame.unknown, truncated=bool(frame.truncated))


def packed(selection: Selection, data: pd.DataFrame, *, single: bool) -> Shown:
    """Place facilities on the map of a view that chose their kinds and states; `single` wants points, not clusters."""
    boxes = loaders.boundaries().boxes
    box = boxes.get(selection.area) or boxes.get(PROVINCE)
    placed = place(data["lat"].to_numpy(), data["lon"].to_numpy(), box, single=single)
    return Shown(data, placed, pack(_payload(selection, data, placed)))


def _inside(code: str, area: str) -> bool:
    return area in loaders.reference().tree.ancestors(code)


def _payload(selection: Selection, data: pd.DataFrame, placed: Placed) -> dict[str, Any]:
    rows = records(data)
    sources = {ids: _source([ids]) for ids in data["source_ids"].unique()}
    lines = {row: [*facility_lines(rows[row]), sources[rows[row]["source_ids"]]] for row, _x, _y in placed.points}
    texts = {text: number for number, text in enumerate(_shared(lines.values()))}
    name = f"name_{i18n.language()}"
    points = [
        [x, y, selection.kinds.index(rows[row]["kind"]), selection.statuses.index(rows[row]["status"]), rows[row][name]]
        + [texts.get(text, text) for text in lines[row]]
        for row, x, y in placed.points
    ]
    largest = max((len(cluster[0]) for cluster in placed.clusters), default=1)
    clusters = [
        [
            x,
            y,
            disc_pixels(len(members), largest),
            formats.number(len(members)),
            *_cluster_texts(data.iloc[list(members)]),
        ]
        for members, x, y in placed.clusters
    ]
    drilled = selection.area != PROVINCE
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
    }


def _source(source_ids: Iterable[str]) -> str:
    """Name who published the figures, marked where they are demonstration data, as below the map."""
    ids, reference = set(source_ids), loaders.reference()
    line = provenance.sources_line(ids, reference, date.fromisoformat(loaders.as_of()))
    made_up = any(one in reference.demonstration_ids for text in ids for one in text.split(";"))
    return f"{_('Demonstration data')} · {line}" if made_up else line


def _span(periods: pd.Series[Any]) -> str:
    return "-".join(str(year) for year in dict.fromkeys((int(periods.min()), int(periods.max()))))


def _shared(lines: Iterable[list[str]]) -> list[str]:
    count = Counter(text for line in lines for text in line if text)
    return [text for text, times in count.items() if times >= SHARED_FROM]


def disc_pixels(count: int, largest: int) -> int:
    """Return how wide the disc of a cluster is."""
    return round(max(SMALLEST_PX, LARGEST_PX * math.sqrt(count / largest)))


def _cluster_texts(members: pd.DataFrame) -> list[Any]:
    """Heading, then the kinds and the states of a cluster with their numbers, its period, its sources."""
    tables = [
        [[name(one), formats.number(int(count))] for one, count in _in_order(members[column], catalogue)]
        for column, catalogue, name in (("kind", KINDS, kind_name), ("status", STATUSES, status_name))
    ]
    span = [[_("reference period"), formats.period_span(_span(members["period"]))]]
    return [count_text(len(members)), *tables, span, _source(members["source_ids"].unique())]


def _in_order(column: pd.Series[Any], catalogue: dict[str, Any]) -> list[tuple[str, int]]:
    counts = column.value_counts()
    return [(one, int(counts[one])) for one in catalogue if one in counts]


def count_text(count: int) -> str:
    """Write a number of facilities."""
    return ngettext("{count} facility", "{count} facilities", count).format(count=formats.number(count))


def facility_heads() -> list[str]:
    """Name the lines of a facility's details."""
    return [_("capacity"), _("open to"), _("reference period")]


def facility_lines(row: dict[str, Any]) -> list[str]:
    """Write what is known of a facility: what it has, for whom it is, of which year that is."""
    figures = [
        _few() if is_few(row, measure) else measure_text(measure, row[measure])
        for measure in KINDS[row["kind"]].measures
        if not pd.isna(row[measure])
    ]
    return [" · ".join(figures) or _("no figures"), open_to(row["open_to"]), formats.period(int(row["period"]))]


def open_to(whom: str) -> str:
    """Write for whom a facility is, or nothing where it is for all."""
    return {
        "foreign_nationals": _("refugees and other documented foreign nationals only"),
        "host": _("host community only"),
    }.get(whom, "")


def is_few(row: dict[str, Any], measure: str) -> bool:
    """Tell whether a figure counts so few foreign nationals that it is not shown."""
    closed = row["open_to"] == "foreign_nationals" and measure in PERSON_MEASURES
    return bool(closed and row[measure] < FEW_BELOW)


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
    return f'<ul class="hg-legend hg-facilities" aria-label="{name}">{"".join(items)}</ul>{notes(found)}'


def notes(found: Shown) -> str:
    """Return as HTML what of the facilities is not to be seen, or nothing."""
    return "".join(f'<p class="hg-note">{escape(text)}</p>' for text in note_texts(found))


def incomplete() -> str:
    """Say that facilities are missing."""
    return _("The facilities are incomplete: more rows were found than may be read. Tell IT to raise the limit.")


def note_texts(found: Shown) -> list[str]:
    """Return the sentences on what of the facilities is not to be seen."""
    outside = _("Not on the map, because their coordinates are missing or lie outside: {count}")
    unknown = _("In no year on the map, because their status is not known: {count} of the whole database")
    texts = [incomplete()] if found.truncated else []
    for text, number in ((outside, len(found.placed.outside)), (unknown, found.unknown)):
        texts += [text.format(count=count_text(number))] if number else []
    return texts


def _item(symbol: str, text: str, count: int) -> str:
    return f'<li><i class="hg-symbol {symbol}"></i><span>{escape(text)}</span><b>{formats.number(count)}</b></li>'

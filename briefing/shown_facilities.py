"""The facilities that a map shows: the chosen ones of an area, where they stand, and what the map gets of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from domain.admin import PROVINCE
from domain.facilities import KINDS, STATUSES
from domain.frames import FacilityFrame, records
from domain.selection import Selection
from geo.facilities_layer import Packed, Placed, pack, place
from measures.reference import Reference
from wording import facility_words, formats, i18n, provenance
from wording.i18n import _

Box = tuple[float, float, float, float]
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


def chosen(selection: Selection, frame: FacilityFrame, reference: Reference, boxes: Mapping[str, Box]) -> Shown:
    """Return the facilities that a view chose, in the language in use; `boxes` bound the areas, degrees."""
    tree, area = reference.tree, selection.area
    points = frame.points
    wanted = points["kind"].isin(selection.kinds) & points["status"].isin(selection.statuses)
    drilled = area != PROVINCE
    if drilled:
        wanted &= points["pcode"].isin([code for code in tree.levels if area in tree.ancestors(code)])
    shown = packed(selection, points[wanted].reset_index(drop=True), reference, boxes, single=drilled)
    return replace(shown, unknown=frame.unknown, truncated=bool(frame.truncated))


def packed(
    selection: Selection, data: pd.DataFrame, reference: Reference, boxes: Mapping[str, Box], *, single: bool
) -> Shown:
    """Place facilities on the map of a view that chose their kinds and states; `single` wants points, not clusters."""
    box = boxes.get(selection.area) or boxes.get(PROVINCE)
    placed = place(data["lat"].to_numpy(), data["lon"].to_numpy(), box, single=single)
    return Shown(data, placed, pack(_payload(selection, data, placed, reference)))


def _payload(selection: Selection, data: pd.DataFrame, placed: Placed, reference: Reference) -> dict[str, Any]:
    rows = records(data)
    sources = {ids: _source([ids], reference) for ids in data["source_ids"].unique()}
    lines = {row: [*facility_words.lines(rows[row]), sources[rows[row]["source_ids"]]] for row, _x, _y in placed.points}
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
            *_cluster_texts(data.iloc[list(members)], reference),
        ]
        for members, x, y in placed.clusters
    ]
    drilled = selection.area != PROVINCE
    return {
        "at": placed.origin,
        "kinds": [[kind, facility_words.kind_name(kind)] for kind in selection.kinds],
        "statuses": [[status, facility_words.status_name(status)] for status in selection.statuses],
        "heads": facility_words.heads(),
        "texts": list(texts),
        "points": points,
        "clusters": clusters,
        "note": _("Choose fewer kinds to see single facilities.")
        if drilled
        else _("Go into a county to see single facilities."),
    }


def _source(source_ids: Iterable[str], reference: Reference) -> str:
    """Name who published the figures, marked where they are demonstration data, as below the map."""
    ids = set(source_ids)
    line = provenance.sources_line(ids, reference, reference.as_of)
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


def _cluster_texts(members: pd.DataFrame, reference: Reference) -> list[Any]:
    """Heading, then the kinds and the states of a cluster with their numbers, its period, its sources."""
    tables = [
        [[name(one), formats.number(int(count))] for one, count in _in_order(members[column], catalogue)]
        for column, catalogue, name in (
            ("kind", KINDS, facility_words.kind_name),
            ("status", STATUSES, facility_words.status_name),
        )
    ]
    span = [[_("reference period"), formats.period_span(_span(members["period"]))]]
    return [facility_words.count_text(len(members)), *tables, span, _source(members["source_ids"].unique(), reference)]


def _in_order(column: pd.Series[Any], catalogue: dict[str, Any]) -> list[tuple[str, int]]:
    counts = column.value_counts()
    return [(one, int(counts[one])) for one in catalogue if one in counts]


def note_texts(found: Shown) -> list[str]:
    """Return the sentences on what of the facilities is not to be seen."""
    outside = _("Not on the map, because their coordinates are missing or lie outside: {count}")
    unknown = _("In no year on the map, because their status is not known: {count} of the whole database")
    texts = [facility_words.incomplete()] if found.truncated else []
    for text, number in ((outside, len(found.placed.outside)), (unknown, found.unknown)):
        texts += [text.format(count=facility_words.count_text(number))] if number else []
    return texts

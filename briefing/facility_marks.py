"""The facilities that a map shows, for its picture: symbols or discs where the page has them, and their legend."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from briefing import shown_facilities
from briefing.pictures import Disc, Key, Spots
from briefing.shown_facilities import Shown
from domain.facilities import KINDS, STATUSES
from domain.selection import Selection
from geo.facilities_layer import STEP
from geo.symbols import status_symbol, symbol
from wording import facility_words, formats
from wording.i18n import _

# Of the page's pixels: the picture's map is a little wider than the page's.
DISC_SCALE = 0.9


def spots(found: Shown) -> tuple[Spots, ...]:
    """Return the single facilities, those that look alike together."""
    kinds, states = list(found.data["kind"]), list(found.data["status"])
    places: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row, x, y in found.placed.points:
        places[kinds[row], states[row]].append(_at(found, x, y))
    return tuple(
        Spots(symbol(kind, status), tuple(places[kind, status]))
        for kind in KINDS
        for status in STATUSES
        if (kind, status) in places
    )


def discs(found: Shown) -> tuple[Disc, ...]:
    """Return the discs with the numbers of facilities."""
    largest = max((len(members) for members, _x, _y in found.placed.clusters), default=1)
    return tuple(
        Disc(
            formats.number(len(members)),
            DISC_SCALE * shown_facilities.disc_pixels(len(members), largest),
            _at(found, x, y),
        )
        for members, x, y in found.placed.clusters
    )


def _at(found: Shown, x: int, y: int) -> tuple[float, float]:
    lat, lon = found.placed.origin
    return lon + x * STEP, lat + y * STEP


def keys(found: Shown, selection: Selection) -> tuple[Key, ...]:
    """Return the lines of the legend on the chosen kinds and states, with their numbers."""
    kinds, states = found.data["kind"].value_counts(), found.data["status"].value_counts()
    lines = [
        (symbol(one, "operational"), facility_words.kind_name(one), int(kinds.get(one, 0))) for one in selection.kinds
    ] + [(status_symbol(one), facility_words.status_name(one), int(states.get(one, 0))) for one in selection.statuses]
    head = Key((), _("Facilities"), ())
    return head, *(Key((), text, (formats.number(count),), svg) for svg, text, count in lines)


def legend(found: Shown, selection: Selection) -> str:
    """Return the same lines as HTML; `wording.legend.STYLE` and the symbols' own style say how it looks."""
    kinds, statuses = found.data["kind"].value_counts(), found.data["status"].value_counts()
    items = [_item(f"hg-k-{one}", facility_words.kind_name(one), int(kinds.get(one, 0))) for one in selection.kinds]
    items += [
        _item(f"hg-s-{one}", facility_words.status_name(one), int(statuses.get(one, 0))) for one in selection.statuses
    ]
    name = escape(_("Facilities"))
    return f'<ul class="hg-legend hg-facilities" aria-label="{name}">{"".join(items)}</ul>'


def _item(symbol: str, text: str, count: int) -> str:
    return f'<li><i class="hg-symbol {symbol}"></i><span>{escape(text)}</span><b>{formats.number(count)}</b></li>'

"""The facilities of a view, kept while the data stays, and their legend on the page."""

from __future__ import annotations

from html import escape

from briefing.shown_facilities import Shown, chosen, note_texts
from domain.selection import Selection
from ui import loaders
from wording import formats
from wording.facility_words import kind_name, status_name
from wording.i18n import _


def shown(selection: Selection) -> Shown | None:
    """Return the facilities of a view in its language, or nothing when none are chosen."""
    if not selection.kinds:
        return None
    key = (selection.area, selection.period, selection.kinds, selection.statuses, selection.lang)
    return loaders.facility_layer(key, lambda: _made(selection))


def _made(selection: Selection) -> Shown:
    return chosen(selection, loaders.facilities(selection.period), loaders.reference(), loaders.boundaries().boxes)


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


def _item(symbol: str, text: str, count: int) -> str:
    return f'<li><i class="hg-symbol {symbol}"></i><span>{escape(text)}</span><b>{formats.number(count)}</b></li>'

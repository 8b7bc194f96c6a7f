"""The facilities of a view, kept while the data stays, and their legend on the page."""

from __future__ import annotations

from html import escape

from briefing import facility_marks
from briefing.shown_facilities import Shown, chosen, note_texts
from domain.selection import Selection
from ui import loaders


def shown(selection: Selection) -> Shown | None:
    """Return the facilities of a view in its language, or nothing when none are chosen."""
    if not selection.kinds:
        return None
    key = (selection.area, selection.period, selection.kinds, selection.statuses, selection.lang)
    return loaders.kept(key, lambda: _made(selection))


def _made(selection: Selection) -> Shown:
    return chosen(selection, loaders.facilities(selection.period), loaders.reference(), loaders.boundaries().boxes)


def legend(selection: Selection) -> str:
    """Return the legend of the facilities as HTML, or nothing when none are chosen."""
    found = shown(selection)
    if found is None:
        return ""
    return facility_marks.legend(found, selection) + notes(found)


def notes(found: Shown) -> str:
    """Return as HTML what of the facilities is not to be seen, or nothing."""
    return "".join(f'<p class="hg-note">{escape(text)}</p>' for text in note_texts(found))

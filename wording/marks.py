"""The mark beside a figure that a note is on, and what it says for those who have no mouse to hold over it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from wording import formats
from wording.i18n import _

# The area, what of it the figure is, and the note.
Marked = tuple[str, str, str]


def star(note: str) -> str:
    """Return the mark as HTML, or nothing without a note."""
    return f'<abbr title="{escape(note)}">*</abbr>' if note else ""


def lines(marked: Sequence[Marked]) -> str:
    """Return a line for each note with its areas; an area with several notes says which figures each is on."""
    found: dict[str, dict[str, list[str]]] = {}
    notes: dict[str, set[str]] = {}
    for area, figure, note in marked:
        if note:
            found.setdefault(note, {}).setdefault(area, []).append(figure)
            notes.setdefault(area, set()).add(note)
    body = "".join(
        f"<p><b>*</b> {escape(formats.listing([_of(area, own, len(notes[area])) for area, own in of.items()]))}:"
        f" {escape(note)}</p>"
        for note, of in found.items()
    )
    return f'<div class="hg-marks">{body}</div>' if body else ""


def _of(area: str, figures: list[str], notes: int) -> str:
    if notes == 1:
        return area
    return _("{area} ({figures})").format(area=area, figures=formats.listing(list(dict.fromkeys(figures))))

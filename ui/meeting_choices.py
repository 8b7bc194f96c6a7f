"""The choices of the page of meetings: which meeting, and what its commitments are narrowed to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from domain.indicators import SECTORS
from domain.meetings import Meeting, filtered
from domain.selection import COMMITMENT_STATES, Selection
from measures.meetings import MeetingBook
from measures.reference import Reference
from ui import area_facts, controls, state
from wording import commitment_words, formats, i18n, meeting_words, words
from wording.i18n import _

# Label, ids, those that are chosen, and how one is called.
Part = tuple[str, list[str], tuple[str, ...], Callable[[str], str]]


def draw(selection: Selection, reference: Reference, meetings: Sequence[Meeting], book: MeetingBook) -> None:
    """Draw the choices in one line, and the way into the presentation at its end."""
    columns = st.columns([2.3, 1.7, 1.0, 1.5, 1.1, 1.0], vertical_alignment="bottom", gap="small")
    newest_first = [one.id for one in reversed(meetings)]
    named = {one.id: meeting_words.option(one) for one in meetings}
    with columns[0]:
        controls.select(
            "meeting",
            _("Meeting"),
            newest_first,
            value=book.meeting.id,
            text=named.__getitem__,
            apply=lambda to: state.change(reference.options, meeting=to),
        )
    parts: dict[str, Part] = {
        "partners": (_("Partner"), _partners(book), selection.partners, lambda one: _partner(book, one)),
        "sectors": (_("Sector"), _sectors(book), selection.sectors, words.sector_or_id),
        "areas": (_("Area"), _areas(book, reference), selection.areas, area_facts.option),
        "states": (_("Status"), list(COMMITMENT_STATES), selection.states, _state),
    }
    for column, (key, part) in zip(columns[1:5], parts.items(), strict=True):
        with column:
            _several(key, part, reference)
    with columns[5]:
        st.button(
            _("Present"),
            key=f"present:{i18n.language()}",
            on_click=lambda: state.change(reference.options, present="1", slide=None),
            icon=":material/slideshow:",
            width="stretch",
            type="primary",
        )


def narrows(selection: Selection) -> bool:
    """Tell whether anything but all commitments is asked for."""
    return bool(selection.partners or selection.sectors or selection.areas or selection.states)


def narrowed(book: MeetingBook, selection: Selection, reference: Reference) -> pd.DataFrame:
    """Return the commitments that the choices ask for."""
    states = tuple(one for one in selection.states if one != "late")
    found = [
        filtered(
            book.commitments,
            reference.tree,
            partners=selection.partners,
            sectors=selection.sectors,
            area=area,
            statuses=states,
            late="late" in selection.states and not states,
        )
        for area in selection.areas or (None,)
    ]
    # Two areas may hold each other, and a commitment stands in a list once.
    rows: pd.DataFrame = pd.concat(found).drop_duplicates("commitment_id") if len(found) > 1 else found[0]
    return rows.reset_index(drop=True)


def _several(key: str, part: Part, reference: Reference) -> None:
    """Draw one choice out of all or one; what a link combines stands in the list beside them."""
    label, ids, chosen, text = part
    value = ",".join(chosen)
    combined = [value] if value and value not in ids else []
    controls.select(
        f"meeting_{key}",
        label,
        ["", *combined, *ids],
        value=value,
        text=lambda joined: formats.listing([text(one) for one in joined.split(",")]) if joined else _("all"),
        apply=lambda to: state.change(reference.options, **{key: to or None}),
    )


def _partners(book: MeetingBook) -> list[str]:
    known = {str(one) for one in book.commitments["partner_id"].dropna()}
    return sorted(known, key=lambda one: formats.collation_key(_partner(book, one)))


def _partner(book: MeetingBook, partner: str) -> str:
    rows = book.partners[book.partners["partner_id"] == partner]
    return str(rows[f"name_{i18n.language()}"].iloc[0]) if len(rows) else partner


def _sectors(book: MeetingBook) -> list[str]:
    known = set(book.commitments["sector"])
    return [one for one in SECTORS if one in known]


def _areas(book: MeetingBook, reference: Reference) -> list[str]:
    """Return the areas with commitments and the counties around them, by name."""
    tree = reference.tree
    known = {area for code in set(book.commitments["pcode"]) for area in tree.ancestors(str(code))}
    found = [code for code in known if area_facts.is_area(code)]
    return sorted(found, key=lambda code: formats.collation_key(area_facts.option(code)))


def _state(one: str) -> str:
    return _("late") if one == "late" else commitment_words.status_name(one)

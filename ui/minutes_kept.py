"""What somebody typed at a meeting, kept in their session alone: no cache and no database ever sees it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import streamlit as st

from domain import minutes as rules
from domain.minutes import Draft, Minutes, NewCommitment
from measures.meetings import MeetingBook
from measures.reference import Reference

_KEPT = "hg_minutes"


@dataclass
class Kept:
    """What was typed at one meeting.

    Attributes
    ----------
    decisions : dict of int to dict of str to str
        Item number to language to text, of the fields that were touched.
    commitments : list of NewCommitment
    draft : Draft
        The form as it stands.
    due : dict of str to list of str
        Language to chosen year, month and day while they are not complete.
    given : set of str
        Ids proposed so far: one that was removed may stand in a file already, and does not come again.
    taken : Minutes or None
        As they were in the last file.
    is_refused : bool
        The form was refused and says what is wrong.
    """

    decisions: dict[int, dict[str, str]] = field(default_factory=dict)
    commitments: list[NewCommitment] = field(default_factory=list)
    draft: Draft = field(default_factory=Draft)
    due: dict[str, list[str]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    taken: Minutes | None = None
    is_refused: bool = False

    def change(self, **fields: str | date | None) -> None:
        """Change fields of the form."""
        self.draft = replace(self.draft, **fields)  # type: ignore[arg-type]

    def minutes(self, book: MeetingBook) -> Minutes:
        """Return it as it goes into files: texts that are too long wait until they are shortened."""
        typed = {
            no: {lang: text for lang, text in texts.items() if not rules.is_too_long(text)}
            for no, texts in self.decisions.items()
        }
        decisions = rules.decisions_of(book.meeting.id, book.agenda, typed)
        return Minutes(book.meeting.id, decisions, tuple(self.commitments))


def of(meeting: str) -> Kept:
    """Return what this session has of a meeting."""
    kept: dict[str, Kept] = st.session_state.setdefault(_KEPT, {})
    return kept.setdefault(meeting, Kept())


def minutes(book: MeetingBook) -> Minutes:
    """Return what was typed in this session at a meeting."""
    return of(book.meeting.id).minutes(book)


def checked(kept: Kept, book: MeetingBook, reference: Reference) -> tuple[NewCommitment | None, dict[str, str]]:
    """Make a commitment of the form, or say what is wrong in it."""
    taken = {*book.ids, *kept.given}
    partners = set(map(str, book.partners["partner_id"]))
    new_id = rules.proposed_id(book.meeting.id, taken)
    return rules.checked(kept.draft, book.meeting, new_id, partners=partners, areas=reference.options.areas)


def add(kept: Kept, book: MeetingBook, reference: Reference) -> None:
    """Add the commitment of the form, and empty what belongs to it alone; one with faults stays as it is."""
    made, _faults = checked(kept, book, reference)
    kept.is_refused = made is None
    if made is not None:
        kept.commitments.append(made)
        kept.given.add(made.commitment_id)
        kept.change(text_fa="", text_en="", promised="", amount="", currency="")


def remove(kept: Kept, commitment_id: str) -> None:
    """Take a commitment off the list."""
    kept.commitments = [one for one in kept.commitments if one.commitment_id != commitment_id]

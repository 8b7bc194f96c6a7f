"""What a meeting decides and promises before any database knows of it: typed texts, checked, with proposed ids."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.indicators import CATALOGUE, GROUPS, of_sector
from domain.meetings import AgendaItem, Meeting
from domain.typed import clean, number_of

# Of a commitment; of a decision, which has to fit a cell of a spreadsheet.
TEXT_AT_MOST, DECISION_AT_MOST = 600, 5000
PROMISED_AT_MOST, MONEY_AT_MOST = 10_000_000.0, 1e15
YEARS_AHEAD = 10
CURRENCIES = ("IRR", "USD", "EUR")


@dataclass(frozen=True)
class Decision:
    """A decision on an agenda item as it was typed; a text may be empty."""

    meeting_id: str
    item_no: int
    fa: str
    en: str

    def text(self, lang: str) -> str:
        """Return it in `fa` or `en`, in the other language where it is in one alone."""
        return (self.fa or self.en) if lang == "fa" else (self.en or self.fa)


@dataclass(frozen=True)
class Draft:
    """What somebody typed and chose for a commitment, unchecked.

    Attributes
    ----------
    partner_id, sector, indicator_id, pcode : str
        Ids; empty where nothing is chosen.
    population_group : str
        Empty for everybody.
    text_fa, text_en, promised, amount : str
        As typed; numbers in Persian or Latin digits.
    currency : str
        Empty where no money is named.
    due_on : datetime.date or None
    """

    partner_id: str = ""
    sector: str = ""
    indicator_id: str = ""
    pcode: str = ""
    population_group: str = ""
    text_fa: str = ""
    text_en: str = ""
    promised: str = ""
    amount: str = ""
    currency: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class NewCommitment:
    """A commitment that was agreed in the meeting; its fields are those of the table `commitment`."""

    commitment_id: str
    meeting_id: str
    partner_id: str
    sector: str
    indicator_id: str
    pcode: str
    population_group: str | None
    text_fa: str
    text_en: str
    promised: float
    unit: str
    amount: float | None
    currency: str | None
    due_on: date

    def text(self, lang: str) -> str:
        """Return its text in `fa` or `en`, in the other language where it is in one alone."""
        return (self.text_fa or self.text_en) if lang == "fa" else (self.text_en or self.text_fa)


@dataclass(frozen=True)
class Minutes:
    """All that was typed at a meeting: decisions that differ from the database's, and new commitments."""

    meeting_id: str
    decisions: tuple[Decision, ...] = ()
    commitments: tuple[NewCommitment, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything was typed."""
        return bool(self.decisions or self.commitments)

    def of_item(self, no: int) -> Decision | None:
        """Return what was typed on an agenda item."""
        return next((one for one in self.decisions if one.item_no == no), None)


def is_too_long(decision: str) -> bool:
    """Tell whether a decision is longer than one may be."""
    return len(clean(decision)) > DECISION_AT_MOST


def decisions_of(
    meeting_id: str, agenda: Iterable[AgendaItem], typed: Mapping[int, Mapping[str, str]]
) -> tuple[Decision, ...]:
    """Return the decisions that differ from those of the database; `typed` is item number to language to text."""
    made = []
    for item in agenda:
        known = {"fa": item.decision_fa or "", "en": item.decision_en or ""}
        own = {lang: clean(text) for lang, text in typed.get(item.no, {}).items()}
        if any(own[lang] != clean(known[lang]) for lang in own):
            made.append(Decision(meeting_id, item.no, **(known | own)))
    return tuple(made)


def promisable(sector: str) -> list[str]:
    """Return the indicators of a sector whose unit can be promised: those with a need and a capacity."""
    return [one.id for one in of_sector(sector) if one.family == "need"]


def proposed_id(meeting_id: str, taken: Collection[str]) -> str:
    """Return the first of n_<meeting>_1, n_<meeting>_2 ... that is not taken; ASCII whatever the meeting's id."""
    start = re.sub(r"[^A-Za-z0-9_]+", "_", meeting_id)
    number = 1
    while f"n_{start}_{number}" in taken:
        number += 1
    return f"n_{start}_{number}"


def checked(
    draft: Draft, meeting: Meeting, new_id: str, *, partners: Collection[str], areas: Collection[str]
) -> tuple[NewCommitment | None, dict[str, str]]:
    """Make a commitment of a draft, or say what is wrong with it.

    Parameters
    ----------
    draft : Draft
    meeting : Meeting
    new_id : str
        From `proposed_id`.
    partners, areas : collection of str
        The ids that the database has.

    Returns
    -------
    made : NewCommitment or None
    faults : dict of str to str
        Field to reason, no entry where there is none. Fields are those of `Draft`, and `text` for the text in either
        language. Reasons: `empty`, `unknown`, `too_long`, `no_number`, `not_positive`, `not_whole`, `too_large`,
        `no_amount`, `no_currency`, `before_meeting`, `too_late`.
    """
    fa, en = clean(draft.text_fa), clean(draft.text_en)
    found = {
        "partner_id": _choice(draft.partner_id, partners),
        "sector": _choice(draft.sector, {one.sector for one in CATALOGUE.values()}),
        "indicator_id": _choice(
            draft.indicator_id, {one.id for one in of_sector(draft.sector) if one.family == "need"}
        ),
        "pcode": _choice(draft.pcode, areas),
        "population_group": _choice(draft.population_group, ("", *GROUPS)),
        "text": "" if fa or en else "empty",
        "text_fa": "too_long" if len(fa) > TEXT_AT_MOST else "",
        "text_en": "too_long" if len(en) > TEXT_AT_MOST else "",
        "promised": _amount(draft.promised, PROMISED_AT_MOST, whole=True) if draft.promised.strip() else "empty",
        "amount": _money(draft),
        "currency": "no_currency" if draft.amount.strip() and not draft.currency else "",
        "due_on": _due(draft.due_on, meeting),
    }
    faults = {field: reason for field, reason in found.items() if reason}
    promised, due = number_of(draft.promised), draft.due_on
    if faults or promised is None or due is None:
        return None, faults
    return (
        NewCommitment(
            new_id,
            meeting.id,
            draft.partner_id,
            draft.sector,
            draft.indicator_id,
            draft.pcode,
            draft.population_group or None,
            fa,
            en,
            promised,
            CATALOGUE[draft.indicator_id].unit,
            number_of(draft.amount),
            draft.currency or None,
            due,
        ),
        {},
    )


def _choice(value: str, known: Collection[str]) -> str:
    if value in known:
        return ""
    return "unknown" if value else "empty"


def _amount(text: str, limit: float, *, whole: bool = False) -> str:
    number = number_of(text)
    if number is None:
        return "no_number"
    if number <= 0:
        return "not_positive"
    if whole and number != round(number):
        return "not_whole"
    return "too_large" if number > limit else ""


def _money(draft: Draft) -> str:
    if draft.amount.strip():
        return _amount(draft.amount, MONEY_AT_MOST)
    return "no_amount" if draft.currency else ""


def _due(due: date | None, meeting: Meeting) -> str:
    if due is None:
        return "empty"
    if due < meeting.held_on:
        return "before_meeting"
    held = meeting.held_on
    last = (held.year + YEARS_AHEAD, held.month, held.day)
    return "too_late" if (due.year, due.month, due.day) > last else ""


def pending(minutes: Minutes, taken: Minutes | None) -> int:
    """Count what is not in the file that was taken last: decisions that differ, commitments added or removed since."""
    before = taken or Minutes(minutes.meeting_id)
    items = {one.item_no for one in (*minutes.decisions, *before.decisions)}
    changed = sum(minutes.of_item(no) != before.of_item(no) for no in items)
    return changed + len(set(minutes.commitments) ^ set(before.commitments))

"""What was typed in a meeting, in words: new commitments, and what is wrong with a field."""

from __future__ import annotations

from typing import Any

import pandas as pd
from babel.numbers import get_currency_name

from domain.admin import LEVELS
from domain.meetings import AgendaItem
from domain.minutes import TEXT_AT_MOST, YEARS_AHEAD, Decision, NewCommitment
from domain.typed import clean
from measures.meetings import MeetingBook
from measures.reference import Reference
from wording import commitment_words, formats, i18n
from wording.i18n import _, ngettext


def fault(reason: str) -> str:
    """Say what is wrong with a field."""
    return {
        "empty": _("This is needed."),
        "unknown": _("The database does not have this any more; choose again."),
        "too_long": _("At most {count} characters; shorten the text.").format(count=formats.number(TEXT_AT_MOST)),
        "no_number": _("Write a number, for example {example}.").format(example=formats.number(1200)),
        "not_positive": _("Write a number above 0."),
        "not_whole": _("Write a whole number."),
        "too_large": _("This number is too large to be meant."),
        "no_amount": _("Write the amount, or choose no currency."),
        "no_currency": _("Choose the currency."),
        "before_meeting": _("The due date is before the meeting."),
        "too_late": ngettext(
            "The due date is more than {count} year after the meeting.",
            "The due date is more than {count} years after the meeting.",
            YEARS_AHEAD,
        ).format(count=formats.number(YEARS_AHEAD)),
    }[reason]


def currency(code: str) -> str:
    """Name a currency: in Persian by its name, in English by name and code."""
    name = str(get_currency_name(code, locale=i18n.language()))
    return name if i18n.language() == "fa" else f"{name} ({code})"


def partner(book: MeetingBook, partner_id: str) -> str:
    """Name a partner of the database."""
    rows = book.partners[book.partners["partner_id"] == partner_id]
    return str(rows[f"name_{i18n.language()}"].iloc[0]) if len(rows) else partner_id


def area(reference: Reference, code: str) -> str:
    """Name an area."""
    return reference.name(code, i18n.language())


def place(reference: Reference, code: str) -> str:
    """Name an area inside a sentence, with what it is."""
    text = {LEVELS["county"]: _("{place} County"), LEVELS["district"]: _("{place} District")}
    name = area(reference, code)
    level = reference.tree.levels.get(code, 0)
    return text[level].format(place=name) if level in text else name


def row(one: NewCommitment, book: MeetingBook) -> dict[str, Any]:
    """Return a new commitment as lists of commitments have theirs; a text in one language stands in for both."""
    known = book.partners[book.partners["partner_id"] == one.partner_id]
    names = known.iloc[0] if len(known) else pd.Series({"name_fa": one.partner_id, "name_en": one.partner_id})
    own = vars(one) | {"due_on": one.due_on.isoformat()}
    own |= {"text_fa": one.text("fa"), "text_en": one.text("en")}
    return own | {"partner_fa": names["name_fa"], "partner_en": names["name_en"]}


def commitment(one: NewCommitment, book: MeetingBook, reference: Reference) -> str:
    """Say in a line who promised what, where, and by when."""
    own = row(one, book)
    return _("{partner}: {what}; {promised}, {area}, due {date}").format(
        partner=commitment_words.partner(own),
        what=commitment_words.what(own),
        promised=commitment_words.promised(own),
        area=place(reference, one.pcode),
        date=commitment_words.due(own),
    )


def decision(item: AgendaItem, typed: Decision | None) -> tuple[str, bool]:
    """Return the decision on an item, the typed one before the database's, and whether it is another than that."""
    known = (item.decision_fa if i18n.language() == "fa" else item.decision_en) or ""
    text = known if typed is None else typed.text(i18n.language())
    return text, clean(text) != clean(known)


def not_stored() -> str:
    """Say where typed texts are, and where they are not."""
    return _("typed in this session, not in the database")

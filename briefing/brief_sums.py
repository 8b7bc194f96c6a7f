"""The sums of the text for the minutes: what was promised and delivered, what is late, what remains of shortages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pandas as pd

from briefing import meeting_tables
from briefing.meeting_sums import gap_notes
from briefing.snapshot import Snapshot
from domain.commitments import MADE_STATES, tally
from domain.frames import ReleaseFrame, records
from domain.indicators import CATALOGUE
from domain.promised import sums
from measures.meetings import MeetingBook
from wording import amounts, commitment_words, formats, i18n, meeting_words, minutes_words, tips, words
from wording.i18n import _, ngettext

Row = dict[str, Any]
SHOWN = ("shortage", "promised_open", "remaining_shortage")


def clauses(parts: Sequence[str]) -> str:
    """Join the clauses of a sentence."""
    return _("; ").join(parts)


def promised(snapshot: Snapshot) -> Iterator[str]:
    """Say how many commitments there are, by how many partners, and how much; of this meeting, and since the last."""
    book = snapshot.book
    made = book.commitments[book.commitments["status"].isin(MADE_STATES)]
    counted = tally(book.commitments, snapshot.reference.as_of)
    yield _("{sentence}.").format(sentence=_by(meeting_words.made_and_late(counted), made))
    if len(made):
        yield _("Promised in all: {amounts}.").format(amounts=_listed(made, "promised"))
        delivered = _listed(made, "delivered")
        none = _("Nothing of it is delivered yet.")
        yield _("Delivered of it so far: {amounts}.").format(amounts=delivered) if delivered else none
    own = made[made["meeting_id"] == book.meeting.id]
    if len(own):
        text = ngettext(
            "Made at this meeting and standing on {date}: {count} commitment",
            "Made at this meeting and standing on {date}: {count} commitments",
            len(own),
        )
        day = formats.day(snapshot.reference.as_of)
        first = _by(text.format(count=formats.number(len(own)), date=day), own)
        yield _("{first}: {then}.").format(first=first, then=_listed(own, "promised"))
    else:
        yield _("Of this meeting the database holds no agreed commitment.")
    if book.since is not None:
        yield _changes(book, book.since)


def _by(sentence: str, made: pd.DataFrame) -> str:
    many = made["partner_id"].nunique()
    if not many:
        return sentence
    by = ngettext("by {count} partner", "by {count} partners", many).format(count=formats.number(many))
    return _("{sentence}, {by}").format(sentence=sentence, by=by)


def _changes(book: MeetingBook, since: date) -> str:
    told = meeting_words.changed(records(book.changes), since, book.until, book.as_of)
    return _("{sentence}.").format(sentence=told)


def _listed(made: pd.DataFrame, column: str) -> str:
    """List the sums of a column, one for each unit: what has different units is not added up."""
    found = [(unit, value) for unit, value in sums(made, column, "unit") if value > 0]
    return formats.listing_and([_of_unit(unit, value) for unit, value in found])


def _of_unit(unit: str, value: float) -> str:
    noun = {
        "seats": amounts.school_seats,
        "health_units": amounts.primary_health_units,
        "places": amounts.training_places,
    }.get(unit)
    if noun is not None:
        return noun(_number(value))
    entry = next((one for one in CATALOGUE.values() if one.unit == unit and one.family == "need"), None)
    row = {"indicator_id": entry.id if entry else "", "unit": unit}
    return commitment_words.units(row, value)


def _number(value: float) -> str:
    return formats.number(value, 0 if value == round(value) else 1)


def late(snapshot: Snapshot, named: int) -> Iterator[str]:
    """Name the commitments that are late, the longest delay first, and how many more there are."""
    known = snapshot.book.commitments
    found = records(meeting_tables.pressing_first(known[known["is_late"].astype(bool)]))
    if not found:
        yield _("No commitment is late.")
    for row in found[:named]:
        yield _late(snapshot, row)
    more = len(found) - named
    if more > 0:
        text = ngettext("And {count} more is late.", "And {count} more are late.", more)
        yield text.format(count=formats.number(more))


def _late(snapshot: Snapshot, row: Row) -> str:
    days = int(row["days_late"])
    text = ngettext(
        "{partner}: {amount} in {area}, due {date}, {count} day late",
        "{partner}: {amount} in {area}, due {date}, {count} days late",
        days,
    ).format(
        partner=commitment_words.partner(row),
        amount=commitment_words.units(row, row["promised"]),
        area=minutes_words.place(snapshot.reference, str(row["pcode"])),
        date=commitment_words.due(row),
        count=formats.number(days),
    )
    if row["delivered"] > 0:
        done = commitment_words.units(row, row["delivered"])
        text = _("{sentence}, {amount} of it delivered").format(sentence=text, amount=done)
    return _("{sentence}.").format(sentence=text)


def remaining(snapshot: Snapshot) -> Iterator[str]:
    """Say of each shortage what is promised of it and what remains; a word on promises beyond a district's need."""
    for frame in snapshot.gaps:
        yield _remaining(frame)
    if snapshot.gaps:
        yield from gap_notes(snapshot)


def _remaining(frame: ReleaseFrame) -> str:
    entry, row = frame.selection.entry, records(frame.context)[0]
    name = entry.name.in_language(i18n.language())
    if row["status"] != "ok" or pd.isna(row["shortage"]):
        why = _("no target is set") if entry.takes_target else words.reason(str(row["note"])) or _("no data")
        return _("{name}: no shortage can be told, {reason}.").format(name=name, reason=why)
    left = frame.data["remaining_shortage"].dropna()
    short = int((left > 0).sum())
    known = [column for column in SHOWN if not pd.isna(row[column])]
    amount = {column: amounts.of_unit(entry, tips.amount(entry, row[column])) for column in known}
    if not row["shortage"] > 0:
        return _("{name}: no shortage.").format(name=name)
    text = ngettext(
        "{name}: {shortage} short; {promised} promised and not yet delivered; {left} short after that, in {some} of"
        " {count} district.",
        "{name}: {shortage} short; {promised} promised and not yet delivered; {left} short after that, in {some} of"
        " {count} districts.",
        len(left),
    )
    return text.format(
        name=name,
        shortage=amount["shortage"],
        promised=amount.get("promised_open", "–"),
        left=amount.get("remaining_shortage", "–"),
        some=formats.number(short),
        count=formats.number(len(left)),
    )

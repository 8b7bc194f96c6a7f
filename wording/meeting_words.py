"""Meetings in words: titles, days and places, what became of a commitment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from domain.commitments import Tally
from domain.meetings import AgendaItem, Meeting
from wording import commitment_words, formats, i18n
from wording.i18n import _, ngettext

Row = dict[str, Any]
# In the order in which a page tells of them.
CHANGES = ("delivered", "progressed", "begun", "agreed", "new", "became_late", "corrected", "cancelled")


class Titled(Protocol):
    """What has a title in both languages."""

    @property
    def title_fa(self) -> str:
        """In Persian."""

    @property
    def title_en(self) -> str:
        """In English."""


def title(one: Titled) -> str:
    """Return the title in the language in use."""
    return one.title_fa if i18n.language() == "fa" else one.title_en


def when_where(meeting: Meeting) -> str:
    """Write day and place of a meeting."""
    place = meeting.place_fa if i18n.language() == "fa" else meeting.place_en
    return " · ".join(filter(None, (formats.day(meeting.held_on), place)))


def option(meeting: Meeting) -> str:
    """Name a meeting in a list."""
    return f"{title(meeting)} – {formats.day(meeting.held_on)}"


def decision(item: AgendaItem) -> str:
    """Return what was decided, or nothing."""
    return (item.decision_fa if i18n.language() == "fa" else item.decision_en) or ""


def change(row: Row) -> str:
    """Say what became of a commitment since the meeting before."""
    kind = str(row["kind"])
    text = {
        "new": _("new"),
        "agreed": _("now agreed"),
        "begun": _("work has begun"),
        "progressed": _("more delivered"),
        "delivered": _("delivered"),
        "cancelled": _("cancelled"),
        "corrected": _("report corrected"),
        "became_late": _("became late"),
    }[kind]
    return _("{status}, late").format(status=text) if row["newly_late"] and kind != "became_late" else text


def changed(changes: Sequence[Row], since: date, until: date, as_of: date) -> str:
    """Say what became of the commitments since the last meeting; up to which day, where the as-of date is later."""
    if until >= as_of:
        text = _("Since the last meeting, on {date}: {changes}")
        nothing = _("Since the last meeting, on {date}, nothing has changed")
    else:
        text = _("From the last meeting, on {date}, to {until}: {changes}")
        nothing = _("From the last meeting, on {date}, to {until}, nothing changed")
    days = {"date": formats.day(since), "until": formats.day(until)}
    return text.format(changes=counted_changes(changes), **days) if changes else nothing.format(**days)


def counted_changes(changes: Sequence[Row]) -> str:
    """List how many commitments changed how, and how many of all of them are late since then."""
    counts = Counter(str(row["kind"]) for row in changes)
    texts = {
        "new": _("{count} new"),
        "agreed": _("{count} now agreed"),
        "begun": _("{count} begun"),
        "progressed": _("{count} further on"),
        "delivered": _("{count} delivered"),
        "cancelled": _("{count} cancelled"),
        "corrected": ngettext("{count} report corrected", "{count} reports corrected", counts["corrected"]),
    }
    told = [
        texts[kind].format(count=formats.number(counts[kind])) for kind in CHANGES if kind in texts and counts[kind]
    ]
    late = sum(bool(row["newly_late"]) for row in changes)
    if late:
        # Of all, not of those that nothing else is told of: a commitment that went on and is late is both.
        text = _("{changes}; newly late in all: {count}") if told else _("{count} newly late")
        return text.format(changes=formats.listing(told), count=formats.number(late))
    return formats.listing(told)


def no_earlier() -> str:
    """Say why a meeting has no changes: not that it was the first one, which only its own name can know."""
    return _("No earlier meeting is on record, so there is nothing to compare.")


def gained(row: Row) -> str:
    """Write how much was delivered between the two days, or nothing."""
    amount = float(row["delivered_between"])
    return commitment_words.units(row, amount) if amount > 0 else "–"


def made_and_late(counted: Tally, of_all: Tally | None = None) -> str:
    """Say in a sentence how the commitments stand on their day; of those chosen with the count of all."""
    whole, day = of_all or counted, formats.day(counted.day)
    if not whole.made:
        return _("No commitment has been agreed as of {date}").format(date=day)
    made = ngettext("{count} commitment as of {date}", "{count} commitments as of {date}", whole.made)
    if of_all is not None:
        made = ngettext(
            "{some} of {count} commitment as of {date}", "{some} of {count} commitments as of {date}", whole.made
        )
    return _("{made}: {delivered} delivered, {late} late").format(
        made=made.format(count=formats.number(whole.made), some=formats.number(counted.made), date=day),
        delivered=formats.number(counted.delivered),
        late=formats.number(counted.late),
    )

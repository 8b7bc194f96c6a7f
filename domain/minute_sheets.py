"""Minutes as rows of the data contract: what a data steward loads, in the contract's columns and order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.meetings import AgendaItem, Meeting
from domain.minutes import Minutes

SHEETS = {
    "agenda_item": ("meeting_id", "item_no", "sector", "title_fa", "title_en", "decision_fa", "decision_en"),
    "commitment": (
        *("commitment_id", "meeting_id", "partner_id", "sector", "indicator_id", "pcode", "population_group"),
        *("facility_id", "text_fa", "text_en", "promised", "unit", "amount", "currency", "due_on"),
    ),
    "commitment_update": ("commitment_id", "updated_on", "status", "delivered", "note_fa", "note_en"),
}

Row = dict[str, Any]


def rows(meeting: Meeting, agenda: Iterable[AgendaItem], minutes: Minutes) -> dict[str, list[Row]]:
    """Return the rows of each sheet.

    Parameters
    ----------
    meeting : Meeting
    agenda : iterable of AgendaItem
    minutes : Minutes

    Returns
    -------
    dict of str to list of dict
        `SHEETS`, in their order. All items of the agenda, each with its decision; the new commitments alone, agreed on
        the day of the meeting. None where a cell is empty; dates are ISO text.
    """
    new = minutes.commitments
    return {
        "agenda_item": [_item(meeting, item, minutes) for item in agenda],
        "commitment": [
            _ordered("commitment", vars(one) | {"facility_id": None, "due_on": one.due_on.isoformat()}) for one in new
        ],
        "commitment_update": [
            _ordered(
                "commitment_update",
                {
                    "commitment_id": one.commitment_id,
                    "updated_on": meeting.held_on.isoformat(),
                    "status": "agreed",
                    "delivered": 0.0,
                },
            )
            for one in new
        ],
    }


def _item(meeting: Meeting, item: AgendaItem, minutes: Minutes) -> Row:
    typed = minutes.of_item(item.no)
    decided = {} if typed is None else {"decision_fa": typed.fa, "decision_en": typed.en}
    return _ordered("agenda_item", vars(item) | {"meeting_id": meeting.id, "item_no": item.no} | decided)


def _ordered(sheet: str, values: Row) -> Row:
    return {column: None if values.get(column) == "" else values.get(column) for column in SHEETS[sheet]}


def untranslated(minutes: Minutes) -> list[str]:
    """Return the ids of new commitments whose text is in one language alone: the contract asks for both."""
    return [one.commitment_id for one in minutes.commitments if not (one.text_fa and one.text_en)]

"""Meetings of the partners, and all that one of them looks at, read at one moment."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_access import place_queries, queries
from data_access.trouble import DatabaseError
from domain.commitments import OPEN_STATES
from domain.meeting_changes import changes_between
from domain.meetings import (
    AgendaItem,
    Meeting,
    agenda_of,
    made_by,
    meetings_of,
    on_day,
    previous_of,
    with_names,
)
from measures.reading import LACKING, if_there, snapshot
from measures.source import Source, Version

LOG = logging.getLogger("hamgam")
# By the names that the tables are read under, in this order; the facilities are those of the commitments alone.
SELECTS = {
    "meeting": queries.meetings,
    "agenda_item": queries.agenda_items,
    "partner": queries.partners,
    "commitment": queries.whole_commitments,
    "commitment_update": queries.commitment_updates,
    "facility": place_queries.promised_facilities,
}


@dataclass(frozen=True)
class MeetingBook:
    """What lies on the table at a meeting.

    Attributes
    ----------
    meeting : Meeting
    previous : Meeting or None
        The latest one on an earlier day.
    agenda : tuple of AgendaItem
        By number.
    commitments : pandas.DataFrame
        `domain.meetings.COMMITMENT_COLUMNS`, as they stand on the as-of date: made in this or an earlier meeting, or
        in one that is not in its table; without an update by the as-of date a commitment is not known.
    changes : pandas.DataFrame
        `domain.meeting_changes.CHANGE_COLUMNS`, of the same commitments, from `since` to `until`; no row where there is
        no previous meeting, or where that one is not over by the as-of date.
    partners : pandas.DataFrame
        Table `partner`: all of them, those who promised nothing too.
    as_of : datetime.date
    since : datetime.date or None
        The day of the previous meeting, whose end is where the changes begin.
    until : datetime.date
        The day of the meeting, or the as-of date where that is earlier.
    absent : tuple of str
        Tables that could not be read; what comes from them is empty here and not known to be so.
    truncated : tuple of str
        Tables that the row cap cut.
    ids : frozenset of str
        Of every commitment in the table, those of later meetings too.
    later : tuple of str
        Indicators of the commitments of later meetings that are agreed or in progress on the as-of date, one for each:
        what remains of a shortage counts them, the list of this meeting does not have them.
    """

    meeting: Meeting
    previous: Meeting | None
    agenda: tuple[AgendaItem, ...]
    commitments: pd.DataFrame
    changes: pd.DataFrame
    partners: pd.DataFrame
    as_of: date
    since: date | None
    until: date
    absent: tuple[str, ...] = ()
    truncated: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    later: tuple[str, ...] = ()


def meetings(source: Source, version: Version) -> tuple[Meeting, ...] | None:
    """Read the meetings.

    Parameters
    ----------
    source : Source
    version : Version

    Returns
    -------
    tuple of Meeting or None
        The earliest first, coming ones too; None where the database has no meetings that can be read.

    Raises
    ------
    DatabaseError
        'changed' when the database holds another data version by now.
    """
    with snapshot(source._repository, version.name) as repository:
        found = if_there(lambda: repository.read("meeting", queries.meetings()).data)
    return None if found is None else meetings_of(found)


def meeting_book(source: Source, version: Version, meeting_id: str) -> MeetingBook | None:
    """Read what a meeting looks at.

    Parameters
    ----------
    source : Source
    version : Version
    meeting_id : str

    Returns
    -------
    MeetingBook or None
        All of it of one moment; None where the database has no such meeting, or no meetings that can be read. Another
        table that cannot be read leaves its part empty and is named in `absent`.

    Raises
    ------
    DatabaseError
        'changed' when the database holds another data version by now; every other kind that passes or is repaired.
    """
    tables, truncated, absent = _read(source, version)
    all_meetings = meetings_of(tables["meeting"])
    meeting = next((one for one in all_meetings if one.id == meeting_id), None)
    if meeting is None:
        return None
    named = with_names(tables["commitment"], tables["meeting"], tables["partner"], tables["facility"])
    own, updates = made_by(named, meeting), tables["commitment_update"]
    previous, as_of = previous_of(all_meetings, meeting), source.as_of(version)
    until = min(as_of, meeting.held_on)
    others = named[~named["commitment_id"].isin(own["commitment_id"])]
    later = on_day(others, updates, as_of)
    # Without a stretch of time between the two days there is nothing that can have changed.
    since = previous.held_on if previous and previous.held_on < until else until
    return MeetingBook(
        meeting=meeting,
        previous=previous,
        agenda=agenda_of(tables["agenda_item"], meeting),
        commitments=on_day(own, updates, as_of),
        changes=changes_between(on_day(own, updates, since), on_day(own, updates, until)),
        partners=tables["partner"],
        as_of=as_of,
        since=previous.held_on if previous else None,
        until=until,
        absent=absent,
        truncated=truncated,
        ids=frozenset(map(str, named["commitment_id"])),
        later=tuple(map(str, later.loc[later["status"].isin(OPEN_STATES), "indicator_id"])),
    )


def _read(source: Source, version: Version) -> tuple[dict[str, pd.DataFrame], tuple[str, ...], tuple[str, ...]]:
    """Read all tables in one snapshot: frames by name, those that were cut, and those that could not be read.

    PostgreSQL reads nothing more in a snapshot after a statement that failed: a table that cannot be read is left out
    of a new one, so that what is read is of one moment still.
    """
    absent: list[str] = []
    while True:
        try:
            with snapshot(source._repository, version.name) as repository:
                read = {name: repository.read(name, select()) for name, select in SELECTS.items() if name not in absent}
            break
        except DatabaseError as error:
            if error.kind not in LACKING or error.table not in SELECTS:
                raise
            LOG.warning("read without: %s", error)
            absent.append(error.table)
    frames = {name: read[name].data if name in read else _empty(name) for name in SELECTS}
    return frames, tuple(name for name, frame in read.items() if frame.truncated), tuple(absent)


def _empty(name: str) -> pd.DataFrame:
    return pd.DataFrame(columns=[column.name for column in SELECTS[name]().selected_columns])

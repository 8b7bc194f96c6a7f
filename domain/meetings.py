"""Meetings of the partners, their agendas, and commitments as a meeting sees them on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from domain.admin import AreaTree
from domain.commitments import late_on

STATE_COLUMNS = ("status", "delivered", "updated_on", "note_fa", "note_en")
COMMITMENT_COLUMNS = (
    *("commitment_id", "meeting_id", "held_on"),
    *("partner_id", "partner_fa", "partner_en", "partner_kind"),
    *("sector", "indicator_id", "pcode", "population_group"),
    *("facility_id", "facility_fa", "facility_en"),
    *("text_fa", "text_en", "promised", "unit", "amount", "currency", "due_on"),
    *STATE_COLUMNS,
    *("is_late", "days_late"),
)


@dataclass(frozen=True)
class Meeting:
    """A meeting of the partners.

    Attributes
    ----------
    id : str
    held_on : datetime.date
        Possibly after the as-of date: a meeting is prepared before it is held.
    title_fa, title_en : str
    place_fa, place_en : str or None
    """

    id: str
    held_on: date
    title_fa: str
    title_en: str
    place_fa: str | None = None
    place_en: str | None = None


@dataclass(frozen=True)
class AgendaItem:
    """One item of an agenda.

    Attributes
    ----------
    no : int
    sector : str
    title_fa, title_en : str
    decision_fa, decision_en : str or None
        None while nothing is decided.
    """

    no: int
    sector: str
    title_fa: str
    title_en: str
    decision_fa: str | None = None
    decision_en: str | None = None


def meetings_of(table: pd.DataFrame) -> tuple[Meeting, ...]:
    """Return the meetings of the table `meeting`, the earliest first, those of one day by id."""
    found = [
        Meeting(
            str(row.meeting_id),
            date.fromisoformat(str(row.held_on)),
            str(row.title_fa),
            str(row.title_en),
            _text(row.place_fa),
            _text(row.place_en),
        )
        for row in table.itertuples()
    ]
    return tuple(sorted(found, key=lambda one: (one.held_on, one.id)))


def agenda_of(table: pd.DataFrame, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """Return a meeting's items of the table `agenda_item`, by number."""
    found = [
        AgendaItem(
            int(str(row.item_no)),
            str(row.sector),
            str(row.title_fa),
            str(row.title_en),
            _text(row.decision_fa),
            _text(row.decision_en),
        )
        for row in table[table["meeting_id"] == meeting.id].itertuples()
    ]
    return tuple(sorted(found, key=lambda one: one.no))


def _text(cell: object) -> str | None:
    """An empty cell is None or NaN, by what else stands in its column; a blank text says no more than that."""
    return cell if isinstance(cell, str) and cell.strip() else None


def previous_of(meetings: Iterable[Meeting], meeting: Meeting) -> Meeting | None:
    """Return the latest meeting held before another one.

    Parameters
    ----------
    meetings : iterable of Meeting
        In any order.
    meeting : Meeting

    Returns
    -------
    Meeting or None
        Of an earlier day: nothing is known of what changed between two meetings of one day. Of several on that earlier
        day the last by id. None for the first meeting.
    """
    earlier = [one for one in meetings if one.held_on < meeting.held_on]
    return max(earlier, key=lambda one: (one.held_on, one.id), default=None)


def with_names(
    commitments: pd.DataFrame, meetings: pd.DataFrame, partners: pd.DataFrame, facilities: pd.DataFrame
) -> pd.DataFrame:
    """Add to commitments when, by whom and for which facility they were made.

    Parameters
    ----------
    commitments, meetings, partners : pandas.DataFrame
        The tables `commitment`, `meeting` and `partner`.
    facilities : pandas.DataFrame
        `facility_id, name_fa, name_en`, at least of those that commitments name.

    Returns
    -------
    pandas.DataFrame
        All commitments with `held_on`, `partner_fa`, `partner_en`, `partner_kind`, `facility_fa` and `facility_en`;
        empty cells where the meeting, the partner or the facility is not in its table.
    """
    held = meetings.set_index("meeting_id")["held_on"]
    partner = partners.set_index("partner_id")[["name_fa", "name_en", "kind"]]
    facility = facilities.set_index("facility_id")[["name_fa", "name_en"]]
    return (
        commitments.join(held, on="meeting_id")
        .join(partner.set_axis(["partner_fa", "partner_en", "partner_kind"], axis=1), on="partner_id")
        .join(facility.set_axis(["facility_fa", "facility_en"], axis=1), on="facility_id")
    )


def made_by(commitments: pd.DataFrame, meeting: Meeting) -> pd.DataFrame:
    """Return the commitments (with `held_on`) of a meeting and of all before it; one of an unknown meeting stays."""
    held = commitments["held_on"]
    kept = (held.isna() | (held.astype(str) <= meeting.held_on.isoformat())).to_numpy(dtype=bool)
    return commitments[kept]


def on_day(commitments: pd.DataFrame, updates: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the commitments that are known on a day, with their state on it.

    Parameters
    ----------
    commitments : pandas.DataFrame
        From `with_names`.
    updates : pandas.DataFrame
        Table `commitment_update` (`delivered` in the commitment's unit, since the beginning), in any order; updates of
        other commitments are ignored.
    day : datetime.date

    Returns
    -------
    pandas.DataFrame
        `COMMITMENT_COLUMNS`, one row per commitment with an update by that day, by due date and id. State and notes
        are those of the last update up to the day, even where that one has no note. `days_late` counts from the due
        date, which itself is in time; 0 for what is not late.
    """
    heard = updates[updates["updated_on"].astype(str) <= day.isoformat()].sort_values("updated_on")
    last = heard.drop_duplicates("commitment_id", keep="last")[["commitment_id", *STATE_COLUMNS]]
    known = commitments.merge(last, on="commitment_id").sort_values(["due_on", "commitment_id"])
    late = late_on(known, day).to_numpy(dtype=bool)
    days = np.array([(day - date.fromisoformat(str(due))).days for due in known["due_on"]], dtype=np.int64)
    known = known.assign(is_late=late, days_late=np.where(late, days, 0))
    return known[list(COMMITMENT_COLUMNS)].reset_index(drop=True)


def filtered(
    commitments: pd.DataFrame,
    tree: AreaTree,
    *,
    partners: Collection[str] = (),
    sectors: Collection[str] = (),
    area: str | None = None,
    statuses: Collection[str] = (),
    late: bool = False,
) -> pd.DataFrame:
    """Return the commitments that meet all conditions.

    Parameters
    ----------
    commitments : pandas.DataFrame
        With `COMMITMENT_COLUMNS`, or more.
    tree : AreaTree
    partners, sectors, statuses : collection of str
        Ids; none of a kind asks for nothing.
    area : str, optional
        P-code: the area and everything within it. What is promised to a larger area as a whole is not within.
    late : bool
        Late ones only.

    Returns
    -------
    pandas.DataFrame
        The same columns, in the same order of rows.
    """
    kept = np.ones(len(commitments), dtype=bool)
    for column, wanted in (("partner_id", partners), ("sector", sectors), ("status", statuses)):
        if wanted:
            kept &= commitments[column].isin(list(wanted)).to_numpy()
    if area is not None:
        kept &= np.array([area in tree.ancestors(str(code)) for code in commitments["pcode"]], dtype=bool)
    if late:
        kept &= commitments["is_late"].to_numpy(dtype=bool)
    return commitments[kept].reset_index(drop=True)

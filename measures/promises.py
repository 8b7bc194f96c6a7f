"""Commitments as they stand on a day, and the day up to which what was delivered is in the capacity already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import jdatetime
import pandas as pd

from data_access import queries
from data_access.repository import Repository
from domain.commitments import Tally, late_on, tally
from measures.reading import if_there, snapshot
from measures.source import Source, Version


def counted_until(period: int, as_of: date, published_on: Iterable[date]) -> date:
    """Return the reference date of a period's facility data.

    Parameters
    ----------
    period : int
        Jalali year.
    as_of : datetime.date
    published_on : iterable of datetime.date
        When the sources of the capacity figures were published, as far as they say so.

    Returns
    -------
    datetime.date
        The newest of `published_on`, but not after the last day of the year, nor after the as-of date.
    """
    last_day: date = jdatetime.date(period + 1, 1, 1).togregorian() - timedelta(days=1)
    return min(last_day, as_of, max(published_on, default=last_day))


def commitments_on(repository: Repository, as_of: date, until: date) -> pd.DataFrame:
    """Return the commitments with their state.

    Parameters
    ----------
    repository : Repository
    as_of : datetime.date
        The day whose state counts: the last update up to it.
    until : datetime.date
        What was delivered by this day is in the capacity already.

    Returns
    -------
    pandas.DataFrame
        `domain.commitments.COLUMNS`; a commitment without an update by the as-of date has no status.
    """
    commitments = repository.read("commitment", queries.commitments()).data.set_index("commitment_id")
    updates = repository.read("commitment_update", queries.commitment_updates()).data
    days = updates["updated_on"].astype(str)
    now = updates[days <= as_of.isoformat()].groupby("commitment_id").last()
    before = updates[days <= until.isoformat()].groupby("commitment_id")["delivered"].last()
    return commitments.assign(
        status=now["status"].reindex(commitments.index),
        delivered=now["delivered"].reindex(commitments.index).fillna(0.0),
        counted=before.reindex(commitments.index).fillna(0.0),
    ).reset_index()


def tally_on(source: Source, version: Version, day: date) -> Tally | None:
    """Read and count the commitments as they stand on a day.

    Parameters
    ----------
    source : Source
    version : Version
    day : datetime.date
        At the latest the as-of date: what is known of a later day is not its state.

    Returns
    -------
    Tally or None
        None where the database has no commitments that can be read.

    Raises
    ------
    DatabaseError
        'changed' when the database holds another data version by now.
    """
    with snapshot(source._repository, version.name) as repository:
        commitments = if_there(lambda: commitments_on(repository, day, day))
    return None if commitments is None else tally(commitments, day)


def promises(source: Source, version: Version) -> pd.DataFrame | None:
    """Read the commitments as they stand on the as-of date.

    Parameters
    ----------
    source : Source
    version : Version

    Returns
    -------
    pandas.DataFrame or None
        One row per commitment that is known by then, by due date and id: `commitment_id, sector, indicator_id, pcode,
        population_group, text_fa, text_en, promised, unit, amount, currency, due_on, partner_fa, partner_en, held_on`,
        then `status`, `delivered` (in `unit`), and `is_late`, computed for that date; None where the database has no
        commitments that can be read.

    Raises
    ------
    DatabaseError
        'changed' when the database holds another data version by now.
    """
    as_of = source.as_of(version)
    with snapshot(source._repository, version.name) as repository:
        found = if_there(lambda: _texts_and_states(repository, as_of))
    if found is None:
        return None
    texts, states = found
    known = texts.join(states, on="commitment_id").dropna(subset=["status"])
    ordered = known.assign(is_late=late_on(known, as_of)).sort_values(["due_on", "commitment_id"])
    return ordered.reset_index(drop=True)


def _texts_and_states(repository: Repository, as_of: date) -> tuple[pd.DataFrame, pd.DataFrame]:
    texts = repository.read("commitment", queries.commitment_texts()).data
    return texts, commitments_on(repository, as_of, as_of).set_index("commitment_id")[["status", "delivered"]]

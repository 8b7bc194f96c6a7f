"""Executes the queries, read-only, and hands over checked frames. `measures` alone may import this."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import Engine, Select

from data_access import queries
from data_access.errors import DatabaseError, told_apart
from domain.disclosure import PERSON_MEASURES
from domain.frames import RawFrame


class Repository:
    """Reads one database.

    Parameters
    ----------
    engine : sqlalchemy.Engine
        From `data_access.engine.read_only_engine`.
    row_cap : int
        Rows read of one query at the most; one more is fetched, so that truncation is known and not guessed.
    """

    def __init__(self, engine: Engine, row_cap: int = 1_000_000) -> None:
        self._engine = engine
        self._row_cap = row_cap

    def close(self) -> None:
        """Close the connections that are kept for the next question; another question opens new ones."""
        self._engine.dispose()

    def read(self, table: str, query: Select[tuple[object, ...]]) -> RawFrame:
        """Run one query.

        Parameters
        ----------
        table : str
            What the frame is called in messages.
        query : sqlalchemy.Select

        Returns
        -------
        RawFrame
            At most `row_cap` rows.

        Raises
        ------
        DatabaseError
            The database is gone, stopped the statement, or lacks the table or a column.
        """
        columns = tuple(column.name for column in query.selected_columns)
        with told_apart(table), self._engine.connect() as connection:
            rows = connection.execute(query.limit(self._row_cap + 1)).fetchall()
        data = pd.DataFrame.from_records([tuple(row) for row in rows[: self._row_cap]], columns=list(columns))
        return RawFrame(table, data, columns, truncated=len(rows) > self._row_cap)

    def data_version(self) -> tuple[str, str]:
        """Return (data version, release date as ISO text); `DatabaseError` 'bad_data' when there is no such row."""
        frame = self.read("dataset", queries.data_version()).data
        if len(frame) != 1:
            raise DatabaseError("bad_data", f"dataset has {len(frame)} rows, not one")
        return str(frame.at[0, "data_version"]), str(frame.at[0, "released_on"])

    def facilities(self, period: int, measures: tuple[str, ...]) -> RawFrame:
        """Return one row per facility counted in `period`.

        Parameters
        ----------
        period : int
            Jalali year.
        measures : tuple of str
            Capacity measures, one column each; NaN where a facility has none that is recent enough.

        Returns
        -------
        RawFrame
            The columns of `queries.facilities`, the measures, for those that count persons their own year
            (`pupils_period`), `period` (of the oldest capacity figure used; where none is, the newest year of the
            status register), `capacity_source` (source ids, `;` between them).
        """
        base = self.read("facility", queries.facilities(period))
        figures = self.read("facility_capacity", queries.capacities(period, measures))
        wide = figures.data.pivot(index="facility_id", columns="measure", values="value").reindex(columns=measures)
        for measure in (name for name in measures if name in PERSON_MEASURES):
            years = figures.data[figures.data["measure"] == measure].set_index("facility_id")["period"]
            wide[f"{measure}_period"] = years
        by_facility = figures.data.groupby("facility_id")
        wide["period"] = by_facility["period"].min()
        wide["capacity_source"] = pd.Series(_joined(figures.data["facility_id"], figures.data["source_id"]), dtype=str)
        data = base.data.join(wide, on="facility_id")
        # A status holds until the next one, so its own year says nothing about its age; the register's does.
        data["period"] = data["period"].fillna(data["status_period"].max()).astype(int)
        truncated = base.truncated or figures.truncated
        return RawFrame("facility", data, (*base.columns, *wide.columns), truncated)


def _joined(keys: Iterable[str], ids: Iterable[str]) -> dict[str, str]:
    """Return the sorted ids of each key with `;` between them; a loop, since grouping texts takes ten times as long."""
    found: dict[str, set[str]] = {}
    for key, one in zip(keys, ids, strict=True):
        found.setdefault(key, set()).add(one)
    return {key: ";".join(sorted(one)) for key, one in found.items()}

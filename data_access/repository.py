"""Executes the queries, read-only, and hands over checked frames. `measures` alone may import this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext

import pandas as pd
from sqlalchemy import Connection, Engine, Select

from data_access import progress, queries
from data_access.errors import told_apart
from data_access.scope import narrowed
from data_access.trouble import DatabaseError
from domain.disclosure import PERSON_MEASURES
from domain.frames import RawFrame
from domain.grants import EVERYTHING, Scope
from domain.raw_checks import ContentError, checked


class Repository:
    """Reads one database.

    Parameters
    ----------
    engine : sqlalchemy.Engine
        From `data_access.engine.read_only_engine`.
    row_cap : int
        Rows read of one query at the most; one more is fetched, so that truncation is known and not guessed.
    connection : sqlalchemy.Connection, optional
        What all is read through, instead of a connection for each query.
    scope : Scope
        What is read: each query is narrowed to it.
    """

    def __init__(
        self,
        engine: Engine,
        row_cap: int = 1_000_000,
        connection: Connection | None = None,
        scope: Scope = EVERYTHING,
    ) -> None:
        self._engine = engine
        self._row_cap = row_cap
        self._connection = connection
        self.scope = scope

    def narrowed(self, scope: Scope) -> Repository:
        """Return a repository that reads the same database through the same connections, and less of it.

        Parameters
        ----------
        scope : Scope

        Returns
        -------
        Repository
        """
        return Repository(self._engine, self._row_cap, self._connection, scope)

    @contextmanager
    def snapshot(self) -> Iterator[Repository]:
        """Read all that follows as it is at one moment, whatever is written meanwhile.

        Yields
        ------
        Repository
            Of one connection and one transaction, ended with the block.
        """
        with ExitStack() as stack:
            with told_apart("dataset"):
                connection = stack.enter_context(self._engine.connect())
                if connection.dialect.name == "sqlite":
                    connection.exec_driver_sql("BEGIN")  # by itself the driver begins before a write only
                else:
                    connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield Repository(self._engine, self._row_cap, connection, self.scope)

    def _connected(self) -> AbstractContextManager[Connection]:
        return self._engine.connect() if self._connection is None else nullcontext(self._connection)

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
            The database is gone, stopped the statement, lacks the table or a column, or holds what the contract does
            not allow.
        """
        columns = tuple(column.name for column in query.selected_columns)
        query = narrowed(query, self.scope)
        with progress.reading(table), told_apart(table), self._connected() as connection:
            rows = connection.execute(query.limit(self._row_cap + 1)).fetchall()
        data = pd.DataFrame.from_records([tuple(row) for row in rows[: self._row_cap]], columns=list(columns))
        try:
            data = checked(table, data)
        except ContentError as error:
            raise DatabaseError("bad_data", str(error), table) from None
        return RawFrame(table, data, columns, truncated=len(rows) > self._row_cap)

    def data_version(self) -> tuple[str, str]:
        """Return (data version, release date as ISO text); `DatabaseError` 'bad_data' when there is no such row."""
        frame = self.read("dataset", queries.data_version()).data
        if len(frame) != 1:
            raise DatabaseError("bad_data", f"dataset has {len(frame)} rows, not one", "dataset")
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
            (`pupils_period`), `period` (of the oldest capacity figure used; where none is, the newest year in the
            status register of its kind), `capacity_source` (source ids, `;` between them).
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
        # A status holds until the next one, so its year says nothing of its age; that of its kind's register does,
        # which is as old for whoever reads a part of it.
        whole = self.narrowed(EVERYTHING).read("facility_status", queries.register_years(period)).data
        newest = data["kind"].map(dict(whole.itertuples(index=False, name=None)))
        data["period"] = data["period"].fillna(newest).astype(int)
        truncated = base.truncated or figures.truncated
        return RawFrame("facility", data, (*base.columns, *wide.columns), truncated)


def _joined(keys: Iterable[str], ids: Iterable[str]) -> dict[str, str]:
    """Return the sorted ids of each key with `;` between them; a loop, since grouping texts takes ten times as long."""
    found: dict[str, set[str]] = {}
    for key, one in zip(keys, ids, strict=True):
        found.setdefault(key, set()).add(one)
    return {key: ";".join(sorted(one)) for key, one in found.items()}

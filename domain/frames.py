"""Column contracts: what a raw frame, the protected cells and a released frame hold.

A count as the database has it travels as `RawFrame` and ends in `domain.disclosure`. Only a `ReleaseFrame`
may be drawn, exported or shared; the classes differ so that a mix-up stops the program, not a reader's trust.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from domain.facilities import KINDS, SHOWN_MEASURES
from domain.facilities import STATUSES as FACILITY_STATUSES
from domain.selection import Selection

# Texts as Python objects: these frames have few rows, and Arrow's texts cost more to make than they save.
pd.set_option("mode.string_storage", "python")

RELEASE_COLUMNS = (
    "pcode",
    "level",
    "name_fa",
    "name_en",
    "indicator_id",
    "period",
    "status",
    "value",
    "unit",
    "demand_persons",
    "need",
    "capacity",
    "gap",
    "shortage",
    "coverage_pct",
    "standard_id",
    "reference_period",
    "is_demonstration",
    "source_ids",
    "note",
)
STATUSES = ("ok", "no_data", "few")
FACILITY_COLUMNS = (
    "facility_id",
    "sector",
    "kind",
    "name_fa",
    "name_en",
    "pcode",
    "lat",
    "lon",
    "open_to",
    "status",
    "period",
    "is_demonstration",
    "source_ids",
    *SHOWN_MEASURES,
)
PEOPLE_COLUMNS = (
    "pcode",
    "groups",
    "sex",
    "age_band",
    "status",
    "persons",
    "reference_period",
    "is_demonstration",
    "source_ids",
    "note",
)


class FrameError(ValueError):
    """A frame lacks a column of its contract; the message names the frame and the columns."""


def require_columns(name: str, data: pd.DataFrame, columns: tuple[str, ...]) -> None:
    """Raise `FrameError` unless `data` has all `columns`."""
    missing = [column for column in columns if column not in data.columns]
    if missing:
        raise FrameError(f"{name} lacks {', '.join(missing)}; it has {', '.join(map(str, data.columns))}")


def whole(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column whose whole numbers are such: a figure that lacks makes floats of all others in it.

    Parameters
    ----------
    column : pandas.Series
        One that holds no floating-point number comes back as it is.

    Returns
    -------
    pandas.Series
    """
    if column.dtype.kind not in "fO":
        return column
    cells = [int(one) if isinstance(one, float) and one.is_integer() else one for one in column.tolist()]
    return pd.Series(cells, index=column.index, dtype=object)


@dataclass(frozen=True)
class RawFrame:
    """Rows as the database has them; `truncated` says that the row cap cut them."""

    table: str
    data: pd.DataFrame
    columns: tuple[str, ...]
    truncated: bool = False

    def __post_init__(self) -> None:
        require_columns(self.table, self.data, self.columns)


@dataclass(frozen=True)
class ProtectedCells:
    """Person counts after disclosure control.

    Attributes
    ----------
    data : pandas.DataFrame
        One row per area x group x age band x area type: `pcode, group, age_band, area_type, persons`.
        `group` is host, refugee or documented; `age_band` may be `all` where no split is known. With a column `sex`
        where the sexes are kept apart.
    info : pandas.DataFrame
        One row per area: `pcode` (index), `period` and `newest_period` (Jalali years of the oldest and the newest
        figure used), `source_ids` (sorted, `;` between them), `kinds` (source kinds, likewise).
    """

    data: pd.DataFrame
    info: pd.DataFrame
    truncated: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_columns("protected cells", self.data, ("pcode", "group", "age_band", "area_type", "persons"))
        require_columns("protected cells info", self.info, ("period", "newest_period", "source_ids", "kinds"))


@dataclass(frozen=True)
class National:
    """The country's figure on one group, as its source published it.

    Attributes
    ----------
    persons : float
    period : int
        Jalali year.
    source_ids : frozenset of str
    """

    persons: float
    period: int
    source_ids: frozenset[str]


@dataclass(frozen=True)
class ReleaseFrame:
    """The released figures of one Selection.

    Attributes
    ----------
    data : pandas.DataFrame
        One row per area of the level inside the selected area, sorted by P-code: `RELEASE_COLUMNS`, then the extras.
    context : pandas.DataFrame
        The same columns for what the rows are compared with: the province and, when drilled, the selected area.
    truncated : tuple of str
        Tables that the row cap cut; the figures are then incomplete and pages say so.
    """

    selection: Selection
    data: pd.DataFrame
    context: pd.DataFrame
    data_version: str
    as_of: date
    truncated: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        expected = (*RELEASE_COLUMNS, *self.selection.entry.extras)
        for name, frame in (("released frame", self.data), ("its context", self.context)):
            if tuple(frame.columns) != expected:
                raise FrameError(f"{name} has the columns {tuple(frame.columns)}, not {expected}")

    def to_json(self) -> dict[str, Any]:
        """Return the frame as plain JSON values, full precision, None where empty."""
        return {
            "selection": self.selection.to_query(),
            "data_version": self.data_version,
            "as_of": self.as_of.isoformat(),
            "truncated": list(self.truncated),
            "rows": plain_rows(self.data),
        }

    def to_csv(self) -> str:
        """Return the rows as CSV text with full precision, whole numbers without a point, one line feed a row."""
        data = pd.DataFrame({name: whole(column) for name, column in self.data.items()})
        return str(data.to_csv(index=False, lineterminator="\n"))


@dataclass(frozen=True)
class FacilityFrame:
    """The released facilities of one period; person counts in it have passed disclosure control.

    Attributes
    ----------
    data : pandas.DataFrame
        One row per facility of a known kind and status, sorted by `facility_id`: `FACILITY_COLUMNS`. `lat` and `lon`
        in degrees as the database has them, NaN where it has none; `period` is the Jalali year of the oldest
        measure shown, or the newest of the status register where none is; measures are NaN where not reported.
    unknown : int
        Facilities left out because their kind or status is not in the catalogue, or because no year has a status.
    truncated : tuple of str
        Tables that the row cap cut.
    without_point : frozenset of str
        Ids of facilities that may be counted and not shown: they have neither name nor place here.
    """

    data: pd.DataFrame
    unknown: int = 0
    truncated: tuple[str, ...] = field(default=())
    without_point: frozenset[str] = frozenset()

    @property
    def points(self) -> pd.DataFrame:
        """The facilities that may be shown one by one, on a map or in a list."""
        if not self.without_point:
            return self.data
        return self.data[~self.data["facility_id"].isin(self.without_point)].reset_index(drop=True)

    def __post_init__(self) -> None:
        if tuple(self.data.columns) != FACILITY_COLUMNS:
            raise FrameError(f"the facility frame has the columns {tuple(self.data.columns)}, not {FACILITY_COLUMNS}")
        for name, known in (("kind", KINDS), ("status", FACILITY_STATUSES)):
            strange = sorted(set(self.data[name]) - set(known))
            if strange:
                raise FrameError(f"the facility frame has the {name} {strange[0]!r}; known are {', '.join(known)}")


@dataclass(frozen=True)
class PeopleFrame:
    """The released persons of one period.

    Attributes
    ----------
    data : pandas.DataFrame
        One row per area x groups x sex x age band: `PEOPLE_COLUMNS`. `groups` names one or several groups, joined by
        commas; `sex` is f, m or all, `age_band` a band or all; `persons` is NaN unless `status` is ok.
    truncated : tuple of str
        Tables that the row cap cut.
    """

    data: pd.DataFrame
    truncated: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if tuple(self.data.columns) != PEOPLE_COLUMNS:
            raise FrameError(f"the people frame has the columns {tuple(self.data.columns)}, not {PEOPLE_COLUMNS}")


def records(data: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dicts by column name."""
    columns = {str(name): column.tolist() for name, column in data.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def plain_rows(data: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as plain Python values, None where empty."""
    cells = data.astype(object).where(data.notna(), None)
    return [{key: _plain(value) for key, value in row.items()} for row in records(cells)]


def _plain(value: Any) -> Any:  # noqa: ANN401 - one cell of any column
    return value.item() if hasattr(value, "item") else value

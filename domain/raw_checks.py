"""What a table must hold to be read: a fault stops the reading, since whatever is computed from it would be wrong.

A message names table, column, how many rows are at fault and the key of the first, never a value, which may be a raw
count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.admin import LEVEL_NAMES
from domain.disclosure import PERSON_MEASURES
from domain.indicators import AGE_BANDS, AREA_TYPES, GROUPS

Mask = npt.NDArray[np.bool_]
LONGEST_KEY = 40
# A Jalali date reads like an ISO date of the Middle Ages.
DATE = re.compile(r"(19|20|21)\d\d-\d\d-\d\d", re.ASCII)
FACILITY_KINDS = (
    *("health_house", "health_post", "rural_health_centre", "urban_health_centre", "clinic", "hospital"),
    *("primary_school", "lower_secondary_school", "upper_secondary_school"),
    *("training_centre", "workshop", "enterprise_support"),
)


class ContentError(ValueError):
    """A table holds what its contract does not allow."""


@dataclass(frozen=True)
class Contract:
    """What the columns of a frame hold; a column that a query leaves out is not asked for.

    Attributes
    ----------
    key : tuple of str
        Columns that no two rows share.
    filled : tuple of str
        Further columns that are never empty.
    whole, numbers : tuple of str
        Columns of whole numbers, and of numbers, 0 or more.
    dates : tuple of str
        Columns of Gregorian dates in ISO form.
    known : mapping of str to tuple
        Columns whose values are all known.
    told_as : mapping of str to str
        Columns that a join brought along: where the fault lies.
    """

    key: tuple[str, ...]
    filled: tuple[str, ...]
    whole: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    known: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    told_as: Mapping[str, str] = field(default_factory=dict)


CONTRACTS = {
    "admin_area": Contract(
        ("pcode",), ("level", "name_fa", "name_en", "source_id"), ("level",), known={"level": tuple(LEVEL_NAMES)}
    ),
    "population": Contract(
        ("pcode", "period", "population_group", "sex", "age_band", "area_type"),
        ("persons", "source_id", "source_kind"),
        whole=("period", "persons"),
        known={
            "population_group": ("resident", *GROUPS),
            "sex": ("f", "m", "all"),
            "age_band": (*AGE_BANDS, "all"),
            "area_type": (*AREA_TYPES, "all"),
        },
        told_as={"source_kind": "population.source_id (not in source)"},
    ),
    "facility": Contract(
        ("facility_id",),
        ("sector", "kind", "pcode", "open_to", "status", "status_period", "source_id"),
        whole=("status_period",),
        known={
            "sector": ("education", "health", "livelihoods"),
            "kind": FACILITY_KINDS,
            "open_to": ("all", "foreign_nationals", "host"),
            "status": ("operational", "needs_rehabilitation", "under_construction", "planned", "closed"),
        },
        told_as={
            "status": "facility_status.status",
            "status_period": "facility_status.period",
            "source_id": "facility_status.source_id",
        },
    ),
    "facility_capacity": Contract(
        ("facility_id", "measure"), ("period", "value", "source_id"), whole=("period",), numbers=("value",)
    ),
    "service_standard": Contract(
        ("standard_id",),
        ("indicator_id", "name_fa", "name_en", "value", "unit", "is_default", "confidence", "source_id"),
        numbers=("value",),
    ),
    "benchmark": Contract(
        ("pcode", "indicator_id", "period", "source_id"), ("value", "unit"), whole=("period",), numbers=("value",)
    ),
    "commitment": Contract(
        ("commitment_id",),
        (
            *("meeting_id", "partner_id", "sector", "indicator_id", "pcode", "text_fa", "text_en"),
            *("promised", "unit", "due_on"),
        ),
        numbers=("promised",),
        dates=("due_on",),
    ),
    "commitment_update": Contract(
        ("commitment_id", "updated_on"),
        ("status", "delivered"),
        numbers=("delivered",),
        dates=("updated_on",),
        known={"status": ("proposed", "agreed", "in_progress", "delivered", "cancelled")},
    ),
    "meeting": Contract(("meeting_id",), ("held_on", "title_fa", "title_en"), dates=("held_on",)),
    "agenda_item": Contract(("meeting_id", "item_no"), ("sector", "title_fa", "title_en"), whole=("item_no",)),
    "partner": Contract(
        ("partner_id",),
        ("name_fa", "name_en", "kind"),
        known={"kind": ("government", "un", "ngo", "other")},
    ),
    "source": Contract(
        ("source_id",),
        ("title_fa", "title_en", "publisher", "kind", "confidence"),
        known={"kind": ("census", "administrative", "survey", "statement", "derived", "demonstration")},
    ),
}


def checked(table: str, data: pd.DataFrame) -> pd.DataFrame:
    """Check what was read of a table.

    Parameters
    ----------
    table : str
        Without an entry in `CONTRACTS` nothing is asked of it.
    data : pandas.DataFrame
        Rows as the database has them.

    Returns
    -------
    pandas.DataFrame
        The same rows, whole numbers as int64, numbers as float64 and dates as text whatever the driver made of them.

    Raises
    ------
    ContentError
        A value is empty, not a number, negative, no date, unknown, or a key stands there twice.
    """
    contract = CONTRACTS.get(table)
    if contract is None or data.empty:
        return data
    for column, problem, bad in _faults(contract, data):
        if bad.any():
            told = contract.told_as.get(column, f"{table}.{column}")
            first = _key_text(data.iloc[int(bad.argmax())], contract)
            raise ContentError(f"{told}: {int(bad.sum())} of {len(data)} rows {problem}, the first at {first}")
    kinds = dict.fromkeys(contract.whole, "int64") | dict.fromkeys(contract.numbers, "float64")
    kinds |= dict.fromkeys(contract.dates, "str")
    return data.astype({name: kind for name, kind in kinds.items() if name in data and data[name].dtype != kind})


def _faults(contract: Contract, data: pd.DataFrame) -> Iterator[tuple[str, str, Mask]]:
    """Yield column, what would be wrong, and the rows where it is."""
    there = [name for name in (*contract.key, *contract.filled) if name in data]
    for name in there:
        yield name, "are empty", data[name].isna().to_numpy()
    for name in (name for name in (*contract.whole, *contract.numbers) if name in data):
        whole = name in contract.whole
        yield name, f"are not {'whole ' * whole}numbers of 0 or more", _not_counts(data[name], whole)
    for name in (name for name in contract.dates if name in data):
        yield name, "are no Gregorian dates such as 2025-10-14", ~data[name].map(_is_date).to_numpy(dtype=np.bool_)
    for name in (name for name in contract.known if name in data):
        yield name, "hold an unknown id", ~data[name].isin(contract.known[name]).to_numpy()
    if "pcode" in data and not isinstance(data["pcode"].dtype, pd.StringDtype):
        yield "pcode", "are not text", np.array([not isinstance(one, str) for one in data["pcode"]])
    if "measure" in data and "value" in data:
        persons = data["measure"].isin(PERSON_MEASURES).to_numpy()
        yield "value", "count persons and are not whole numbers", persons & _not_counts(data["value"], whole=True)
    if set(contract.key) <= set(data.columns):
        repeated = data.duplicated(list(contract.key)).to_numpy()
        yield " + ".join(contract.key), "repeat the key of another row", repeated


def _not_counts(column: pd.Series, whole: bool) -> Mask:
    """Tell which values are no (whole) numbers of 0 or more; a number written as text is text."""
    if column.dtype.kind in "iuf":
        values = column.to_numpy(dtype=np.float64)
    else:
        numeric = [isinstance(one, (int, float, Decimal)) and not isinstance(one, bool) for one in column]
        values = np.array(
            [float(one) if good else np.nan for one, good in zip(column, numeric, strict=True)], dtype=np.float64
        )
    bad = ~np.isfinite(values) | (values < 0)
    return np.asarray(bad | (whole & (values != np.floor(values))), dtype=np.bool_)


def _is_date(value: object) -> bool:
    """Tell a day from a time, and from a text that only looks like one; drivers give either text or a date."""
    text = str(value)
    if not DATE.fullmatch(text):
        return False
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _key_text(row: pd.Series, contract: Contract) -> str:
    """Write the key of a row; a value out of place may be long."""
    parts = [
        f"{name} {'(empty)' if pd.isna(row[name]) else row[name]!s:.{LONGEST_KEY}}"
        for name in contract.key
        if name in row
    ]
    return ", ".join(parts)

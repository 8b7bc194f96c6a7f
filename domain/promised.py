"""Who does what, where, when and for whom: commitments counted by partner, sector and month."""

from __future__ import annotations

from datetime import date

import jdatetime
import pandas as pd

from domain.commitments import MADE_STATES
from domain.indicators import PRIORITY_SECTORS

EVERYBODY = "all"
SUMMARY_COLUMNS = (
    *("partner_id", "partner_fa", "partner_en", "partner_kind", "sector", "made", "delivered", "late"),
    *("promised_by_unit", "delivered_by_unit", "money_by_currency"),
    *("indicators", "areas", "groups", "first_due_on", "last_due_on"),
)
TIMELINE_COLUMNS = ("year", "month", "begins_on", "open", "late", "delivered")


def summary_by_partner(commitments: pd.DataFrame) -> pd.DataFrame:
    """Return who does what, where, when and for whom (the '5W').

    Parameters
    ----------
    commitments : pandas.DataFrame
        `domain.meetings.COMMITMENT_COLUMNS`.

    Returns
    -------
    pandas.DataFrame
        `SUMMARY_COLUMNS`, one row per partner and sector with at least one commitment that is agreed, in progress or
        delivered; all of a row is about these alone, as in `Tally`. `made` = open in time + `late` + `delivered`.
        `promised_by_unit` and `delivered_by_unit` are pairs of (unit, amount), `money_by_currency` of (currency,
        amount), sorted: what has different units is not added up. `indicators`, `areas` (P-codes) and `groups` are
        sorted ids, `EVERYBODY` among the groups for a promise to nobody in particular. Due dates are ISO text.
    """
    made = _made(commitments)
    rows = [
        {"partner_id": partner, "sector": sector} | _summary(part)
        for (partner, sector), part in made.groupby(["partner_id", "sector"])
    ]
    return pd.DataFrame(rows, columns=list(SUMMARY_COLUMNS))


def _made(commitments: pd.DataFrame) -> pd.DataFrame:
    return commitments[commitments["status"].isin(MADE_STATES)]


def _summary(part: pd.DataFrame) -> dict[str, object]:
    first, due = part.iloc[0], part["due_on"].astype(str)
    return {
        **{name: first[name] for name in ("partner_fa", "partner_en", "partner_kind")},
        "made": len(part),
        "delivered": int((part["status"] == "delivered").sum()),
        "late": int(part["is_late"].sum()),
        "promised_by_unit": sums(part, "promised", "unit"),
        "delivered_by_unit": sums(part, "delivered", "unit"),
        "money_by_currency": sums(part, "amount", "currency"),
        "indicators": tuple(sorted(set(part["indicator_id"]))),
        "areas": tuple(sorted(set(part["pcode"]))),
        "groups": tuple(sorted({EVERYBODY if pd.isna(one) else str(one) for one in part["population_group"]})),
        "first_due_on": due.min(),
        "last_due_on": due.max(),
    }


def sums(part: pd.DataFrame, column: str, per: str) -> tuple[tuple[str, float], ...]:
    """Return pairs of (unit, sum), sorted. Money without a currency is left out: it adds up with nothing."""
    numbers = pd.to_numeric(part[column], errors="coerce").dropna().astype(float)
    sums = numbers.groupby(part.loc[numbers.index, per]).sum()
    return tuple((str(unit), float(amount)) for unit, amount in sums.sort_index().items())


def matrix(commitments: pd.DataFrame) -> pd.DataFrame:
    """Count the commitments made by partner and sector.

    Parameters
    ----------
    commitments : pandas.DataFrame
        `domain.meetings.COMMITMENT_COLUMNS`.

    Returns
    -------
    pandas.DataFrame
        Whole numbers; indexed by `partner_id`, sorted; a column for each sector of the catalogue, in its order, then
        for others that occur, sorted. Partners without a commitment that counts as made have no row.
    """
    made = _made(commitments)
    counts = pd.crosstab(made["partner_id"], made["sector"]) if len(made) else pd.DataFrame()
    sectors = [*PRIORITY_SECTORS, *sorted(set(counts.columns) - set(PRIORITY_SECTORS))]
    return counts.reindex(columns=sectors, fill_value=0).astype(int).rename_axis(index="partner_id", columns=None)


def timeline(commitments: pd.DataFrame) -> pd.DataFrame:
    """Count the commitments made by the Jalali month in which they are due.

    Parameters
    ----------
    commitments : pandas.DataFrame
        `domain.meetings.COMMITMENT_COLUMNS`.

    Returns
    -------
    pandas.DataFrame
        `TIMELINE_COLUMNS`, the earliest month first: Jalali year and month, the Gregorian day on which it begins (ISO
        text), and how many are `open` and in time, `late`, and `delivered`, each counted once. Months in which nothing
        is due have no row.
    """
    made = _made(commitments)
    counted = {"open": 0, "late": 0, "delivered": 0}
    months: dict[jdatetime.date, dict[str, int]] = {}
    for due, status, is_late in zip(made["due_on"], made["status"], made["is_late"], strict=True):
        month = jdatetime.date.fromgregorian(date=date.fromisoformat(str(due))).replace(day=1)
        state = "late" if is_late else "delivered" if status == "delivered" else "open"
        months.setdefault(month, dict(counted))[state] += 1
    rows = [
        {"year": month.year, "month": month.month, "begins_on": month.togregorian().isoformat()} | numbers
        for month, numbers in sorted(months.items())
    ]
    return pd.DataFrame(rows, columns=list(TIMELINE_COLUMNS))

"""Commitments as charts: by partner, and by the month in which they are due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import jdatetime
import pandas as pd

from briefing.axes import of_values
from briefing.chart import BLUE, PALE, Chart, Of, Series
from domain.frames import records
from domain.promised import timeline
from wording import commitment_words, formats, i18n
from wording.i18n import _

LATE = "#d25a45"
PARTNERS_AT_MOST = 12


def by_partner(summary: pd.DataFrame, about: Of) -> Chart:
    """Return the commitments of each partner as bars, those with the most first.

    Parameters
    ----------
    summary : pandas.DataFrame
        From `domain.promised.summary_by_partner`.
    about : Of
        From `of_meeting`.

    Returns
    -------
    Chart
        Of the twelve partners with the most.
    """
    name = f"partner_{i18n.language()}"
    sums = {name: "first", "made": "sum", "delivered": "sum", "late": "sum"}
    counts = summary.groupby("partner_id").agg(sums).reset_index()
    counts = counts.sort_values(["made", "partner_id"], ascending=[False, True], kind="stable")[:PARTNERS_AT_MOST]
    counts["open"] = counts["made"] - counts["delivered"] - counts["late"]
    names = [commitment_words.partner(row) for row in records(counts)]
    return _stacked(_("Commitments by partner"), _("Partner"), names, counts, about)


def by_month(commitments: pd.DataFrame, about: Of) -> Chart:
    """Return the commitments made by the month in which they are due.

    Parameters
    ----------
    commitments : pandas.DataFrame
        `domain.meetings.COMMITMENT_COLUMNS`.
    about : Of
        From `of_meeting`.
    """
    months = timeline(commitments)
    names = [formats.month(date.fromisoformat(str(row["begins_on"]))) for row in records(months)]
    return _stacked(_("When commitments are due"), _("Month"), names, months, about)


def of_meeting(meeting_id: str, as_of: date, mark: str) -> Of:
    """Return of what the figures of a chart are that counts a meeting's commitments."""
    year = jdatetime.date.fromgregorian(date=as_of).year
    unit = _("commitments")
    return Of(page="meetings", scope=meeting_id, years=(year,), unit=unit, marks=(mark,), as_of=as_of.isoformat())


def _stacked(title: str, head: str, names: list[str], counts: pd.DataFrame, about: Of) -> Chart:
    parts = (("delivered", _("delivered"), BLUE), ("open", _("open, in time"), PALE), ("late", _("late"), LATE))
    whole = counts[["delivered", "open", "late"]].sum(axis=1)
    return Chart(
        "stacked",
        title,
        _("As of {date}").format(date=formats.day(date.fromisoformat(about.as_of))),
        tuple(names),
        tuple(Series(label, *_cells(counts[column]), colour) for column, label, colour in parts),
        of_values(_("commitments"), map(float, whole)),
        category_name=head,
        series_name=_("Status"),
        mark=about.marks[0],
        is_rtl=i18n.direction() == "rtl",
        of=about,
    )


def _cells(values: Iterable[int]) -> tuple[tuple[float, ...], tuple[str, ...]]:
    kept = [int(one) for one in values]
    return tuple(map(float, kept)), tuple(formats.number(one) if one else "" for one in kept)

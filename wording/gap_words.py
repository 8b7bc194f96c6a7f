"""Values and shortages of released rows in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from domain.indicators import Indicator
from wording import amounts, formats, words
from wording.i18n import _
from wording.tips import amount

HALF = 0.5  # of the whole units: where less than this is short, they are told to be rounded up


def said(entry: Indicator, row: dict[str, Any]) -> str:
    """Write the mapped value of a row, or why there is none."""
    if row["status"] == "ok":
        return formats.figure(float(row["value"]), entry.value)
    return words.no_figure(row)


def shortage(entry: Indicator, row: dict[str, Any] | None) -> str:
    """Write a shortage in whole units where the indicator has them."""
    if row is None or row["status"] != "ok" or pd.isna(row["shortage"]):
        return "–"
    if row["shortage"] <= 0:
        return _("no shortage")
    units = row["units_short"] if "units_short" in entry.extras else row["shortage"]
    text = amounts.of_unit(entry, amount(entry, units))
    if "units_short" in entry.extras and row["shortage"] < HALF * units:
        told = (
            _("{amount}, rounded up from {exact}") if units == 1 else _("{amount}, rounded up by district from {exact}")
        )
        text = told.format(amount=text, exact=amount(entry, row["shortage"]))
    if "classrooms_short" in entry.extras:
        text += f" ({amounts.classrooms(formats.number(row['classrooms_short']))})"
    return text

"""The columns of a released frame for a workbook: heads in words with their units, and formats of numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from briefing.tables import Column, Value
from domain.frames import ReleaseFrame
from domain.indicators import Indicator
from wording import words
from wording.i18n import _

WHOLE, TENTH, HUNDREDTH = "#,##0", "#,##0.0", "#,##0.00"
PLAIN = "0"
# Years, levels and ranks are no amounts; counts of persons and things are whole.
FORMS = {"level": PLAIN, "period": PLAIN, "rank": PLAIN, "rank_best": PLAIN, "rank_worst": PLAIN}
Part = tuple[str, str, Callable[[dict[str, Any]], Any], str]
FRACTIONS = ("need", "capacity", "gap", "shortage", "pipeline_capacity", "promised_open", "remaining_shortage")


def columns(frame: ReleaseFrame, data: pd.DataFrame, tags: list[str]) -> tuple[Column, ...]:
    """Return the columns of `data`, the frame's rows with or without more behind them, as a workbook holds them."""
    entry = frame.selection.entry
    return tuple(
        Column(str(name), _head(str(name), entry), _values(str(name), data[name]), _form(str(name), entry), tag)
        for name, tag in zip(data.columns, tags, strict=True)
    )


def of_rows(rows: Sequence[dict[str, Any]], parts: Iterable[Part]) -> tuple[Column, ...]:
    """Return columns made from rows: each part says id, head, how its value is read, and the format of numbers."""
    return tuple(
        Column(name, head[:1].upper() + head[1:], tuple(_plain(read(row)) for row in rows), form)
        for name, head, read, form in parts
    )


def with_forms(made: tuple[Column, ...], forms: tuple[str, ...], ids: Iterable[str]) -> tuple[Column, ...]:
    """Return columns, those with these ids with a number format for each row."""
    wanted = set(ids)
    return tuple(replace(one, forms=forms) if one.id in wanted else one for one in made)


def _plain(value: Any) -> Value:  # noqa: ANN401 - one cell of any column
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    made: Value = value.item() if hasattr(value, "item") else value
    return made


def _values(name: str, column: pd.Series[Any]) -> tuple[Value, ...]:
    """Return typed values; notes in words, for whoever reads them does not know their codes."""
    plain = values(column)
    return tuple(words.reason(str(value or "")) for value in plain) if name == "note" else plain


def values(column: pd.Series[Any]) -> tuple[Value, ...]:
    """Return typed values, None where there is none."""
    return tuple(None if pd.isna(value) else value for value in column.tolist())


def _form(name: str, entry: Indicator) -> str:
    if name in FORMS:
        return FORMS[name]
    if name == "value":
        return value_form(entry)
    if name in FRACTIONS or name.endswith(("_pct", "_points")):
        return TENTH
    return HUNDREDTH if "_per_" in name and name != "persons_per_unit" else WHOLE


def value_form(entry: Indicator) -> str:
    """Return the number format of an indicator's mapped figure."""
    return TENTH if entry.value.endswith("_pct") else HUNDREDTH


def value_unit(entry: Indicator) -> str:
    """Name what an indicator's mapped figure is counted in."""
    return _("percent") if entry.value.endswith("_pct") else words.value_name(entry)


def value_head(entry: Indicator) -> str:
    """Name an indicator's mapped figure with its unit."""
    name = words.value_name(entry)
    return _in_percent(name) if entry.value.endswith("_pct") else name


def _head(name: str, entry: Indicator) -> str:
    text = _texts(entry).get(name) or words.column(name)
    return text[:1].upper() + text[1:]


def _texts(entry: Indicator) -> dict[str, str]:
    unit = words.unit_name(entry) if entry.family in ("need", "foreign_share", "national_share") else ""
    return {
        "pcode": _("P-code"),
        "level": _("Level (2 county, 3 district)"),
        "name_fa": _("Name in Persian"),
        "name_en": _("Name in English"),
        "indicator_id": _("Indicator"),
        "period": _("Year (Jalali)"),
        "status": _("Status"),
        # A coverage stands in two columns: as the figure of the map, and beside need and capacity.
        "value": _("figure of the map: {measure}").format(measure=value_head(entry)),
        "unit": _("Unit"),
        "demand_persons": _("target population (people)"),
        "need": _("need ({unit})").format(unit=unit) if unit else _("need"),
        "capacity": _("capacity ({unit})").format(unit=unit) if unit else _("capacity"),
        "gap": _("net gap ({unit})").format(unit=unit) if unit else _("net gap"),
        "shortage": _("shortage ({unit})").format(unit=unit) if unit else _("Shortage"),
        "coverage_pct": _in_percent(_("coverage of need")),
        "severity_pct": _in_percent(words.column("severity_pct")),
        "standard_id": _("Standard"),
        "reference_period": _("reference period"),
        "is_demonstration": _("Demonstration data"),
        "source_ids": _("Source"),
        "note": _("note"),
        "period_start": _("First day of the year (Gregorian)"),
        "period_end": _("Last day of the year (Gregorian)"),
        # Extras that no page shows.
        "promised_open": _("promised and not yet delivered"),
        "persons_per_unit": _("people per unit"),
        "health_houses": _("health houses"),
        "units_per_10000_with_health_houses": _("units per 10,000 people, health houses included"),
        "rank": _("rank"),
        "rank_best": _("best rank with weights ±20 %"),
        "rank_worst": _("worst rank with weights ±20 %"),
    }


def _in_percent(text: str) -> str:
    return _("{text} (%)").format(text=text)

"""The headline figures of the overview as rows of a table: value, what it was, and the parts of its change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefing import columns
from briefing.columns import Part
from briefing.tables import Column
from domain.admin import PROVINCE
from domain.change import Change
from domain.frames import ReleaseFrame, records
from domain.indicators import Indicator
from ui import loaders, overview_facts, page_loaders
from wording import changes, i18n, words
from wording.i18n import _

Row = dict[str, Any]
# What the cards of the page tell of the province: name of the frame, column.
SHOWN = (
    ("people", "foreign_persons"),
    ("people", "value"),
    ("national", "value"),
    ("national", "national_persons"),
    ("seats", "shortage"),
    ("seats", "classrooms_short"),
    ("seats", "coverage_pct"),
    ("seats", "remaining_shortage"),
    ("posts", "units_short"),
    ("houses", "persons_per_unit"),
    ("places", "value"),
    ("places", "capacity"),
    ("places", "demand_persons"),
)
# What is promised is no capacity yet: a change of these has no part that capacity did.
PROMISED = ("remaining_shortage",)
TALLIED = ("made", "delivered", "late", "due", "proposed", "cancelled")


def headlines(frames: Mapping[str, ReleaseFrame]) -> tuple[Column, ...]:
    """Return a row a figure, the commitments last."""
    rows = [*(_figure(frames[name], column) for name, column in SHOWN), *_commitments()]
    first = frames[SHOWN[0][0]]
    parts: list[Part] = [
        ("sector", _("Sector"), lambda row: row["sector"], ""),
        ("indicator", _("Indicator"), lambda row: row["indicator"], ""),
        ("figure", _("Figure"), lambda row: row["figure"], ""),
        ("value", _("Value"), lambda row: row["value"], ""),
        ("unit", _("Unit"), lambda row: row["unit"], ""),
        ("status", _("Status"), lambda row: row["status"], ""),
        ("earlier", _("Value of the earlier year"), lambda row: row["earlier"], ""),
        ("earlier_period", _("Earlier year or day"), lambda row: row["since"], ""),
        ("change", _("Change"), lambda row: row["change"], ""),
        ("change_unit", _("Unit of the change"), lambda row: row["change_unit"], ""),
        ("by_capacity", _("of it by change of capacity"), lambda row: row["by_capacity"], ""),
        ("by_people", _("of it by change of people"), lambda row: row["by_people"], ""),
        ("reference_period", _("reference period"), lambda row: row["period"], ""),
        ("note", _("note"), lambda row: row["note"], ""),
        ("is_demonstration", _("Demonstration data"), lambda row: row["marked"], ""),
        ("source_ids", _("Source"), lambda row: row["source_ids"], ""),
        ("period", _("Year (Jalali)"), lambda _row: first.selection.period, columns.PLAIN),
        ("pcode", _("P-code"), lambda _row: PROVINCE, ""),
        ("area", _("Area"), lambda _row: str(first.context[f"name_{i18n.language()}"].iloc[0]), ""),
    ]
    amounts = ("value", "earlier", "change", "by_capacity", "by_people")
    return columns.with_forms(columns.of_rows(rows, parts), tuple(row["form"] for row in rows), amounts)


def _figure(frame: ReleaseFrame, column: str) -> Row:
    row, entry = records(frame.context)[0], frame.selection.entry
    made = next(one for one in columns.columns(frame, frame.context, [""] * frame.context.shape[1]) if one.id == column)
    unit = _unit(entry, column)
    since = page_loaders.since(frame.selection)
    change = since.changes.get(column) if since else None
    return {
        "sector": words.sector(entry.sector),
        "indicator": entry.name.in_language(i18n.language()),
        "figure": columns.value_head(entry) if column == "value" else made.head,
        "form": made.form,
        "unit": unit,
        "change_unit": _("percentage points") if _in_percent(entry, column) else unit,
        "value": row[column] if row["status"] == "ok" else None,
        "status": row["status"],
        "since": str(since.period) if since and change else "",
        **_changed(change, split=changes.has_split(entry) and column not in PROMISED),
        "period": row["reference_period"],
        "note": words.reason(row["note"]),
        "marked": bool(row["is_demonstration"]),
        "source_ids": row["source_ids"],
    }


def _in_percent(entry: Indicator, column: str) -> bool:
    return (entry.value if column == "value" else column).endswith("_pct")


def _unit(entry: Indicator, column: str) -> str:
    """Name what a figure is counted in."""
    if column == "value":
        return columns.value_unit(entry)
    return {
        "foreign_persons": _("people"),
        "national_persons": _("people"),
        "demand_persons": _("people"),
        "classrooms_short": _("classrooms"),
        "persons_per_unit": _("people per unit"),
        "coverage_pct": _("percent"),
    }.get(column) or words.unit_name(entry)


def _changed(change: Change | None, *, split: bool) -> Row:
    """Return the parts of a change; that of a population has none that capacity could have done."""
    if change is None:
        return dict.fromkeys(("earlier", "change", "by_capacity", "by_people"))
    parts = (change.by_capacity, change.by_people) if split else (None, None)
    return {"earlier": change.before, "change": change.whole, "by_capacity": parts[0], "by_people": parts[1]}


def _commitments() -> list[Row]:
    today = loaders.today()
    now, then = overview_facts.tally_now(today), page_loaders.tally(overview_facts.year_before(today))
    known = now is not None and then is not None
    names = {
        "made": _("made"),
        "delivered": _("delivered"),
        "late": _("late: due and not delivered"),
        "due": _("fell due by then"),
        "proposed": _("proposed"),
        "cancelled": _("cancelled"),
    }
    return [
        {
            "sector": _("Commitments"),
            "indicator": _("Commitments"),
            "figure": names[part],
            "form": columns.WHOLE,
            "unit": _("commitments"),
            "change_unit": _("commitments"),
            "value": getattr(now, part, None),
            "status": "ok" if known else "no_data",
            "since": then.day.isoformat() if then else "",
            "earlier": getattr(then, part, None),
            "change": getattr(now, part) - getattr(then, part) if known else None,
            "by_capacity": None,
            "by_people": None,
            "period": today.isoformat(),
            "note": "" if known else _("The commitments of partners could not be read."),
            "marked": known and loaders.version().carries_mark,
            "source_ids": "",
        }
        for part in TALLIED
    ]

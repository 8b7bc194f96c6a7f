"""Commitments in words: what, by whom, how much of it, by when, and how it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from domain.indicators import CATALOGUE
from wording import amounts, formats, i18n, words
from wording.i18n import _, ngettext

Row = dict[str, Any]


def heads() -> tuple[str, ...]:
    """Name the columns of a list of commitments."""
    return (_("Commitment"), _("Partner"), _("Promised"), _("Delivered"), _("Due"), _("Status"))


def cells(row: Row) -> tuple[str, ...]:
    """Write a commitment for a list, in the order of `heads`."""
    return (what(row), partner(row), promised(row), units(row, row["delivered"]), due(row), status(row))


def what(row: Row) -> str:
    """Write what was promised, and for whom where it is not for everybody."""
    text = str(row[f"text_{i18n.language()}"])
    if isinstance(row["population_group"], str):
        text += " " + _("(for {groups})").format(groups=words.groups((row["population_group"],)))
    return text


def partner(row: Row) -> str:
    """Name the partner; one that its table lacks by its id."""
    name = row[f"partner_{i18n.language()}"]
    return name if isinstance(name, str) else str(row.get("partner_id") or "–")


def promised(row: Row) -> str:
    """Write how much was promised, and the money where some was named."""
    text = units(row, row["promised"])
    if isinstance(row["currency"], str) and not pd.isna(row["amount"]):
        text += f" · {formats.money(row['amount'], row['currency'])}"
    return text


def progress(row: Row) -> str:
    """Write how much of what was promised is delivered."""
    part = formats.number(row["delivered"], _places(row["delivered"]))
    return _("{some} of {all}").format(some=part, all=units(row, row["promised"]))


def units(row: Row, value: float) -> str:
    """Write an amount in the commitment's unit."""
    entry = CATALOGUE.get(row["indicator_id"])
    number = formats.number(value, _places(value))
    known = entry is not None and entry.unit == row["unit"]
    return amounts.of_unit(entry, number) if entry is not None and known else f"{number} {row['unit']}"


def _places(value: float) -> int:
    return 0 if value == round(value) else 1


def due(row: Row) -> str:
    """Write the day by which it is due; what is no date stands as it is."""
    text = str(row["due_on"])
    try:
        return formats.day(date.fromisoformat(text))
    except ValueError:
        return text


def status(row: Row) -> str:
    """Write how it stands, and that it is late where it is."""
    name = status_name(row["status"])
    return _("{status}, late").format(status=name) if row["is_late"] else name


def lateness(row: Row) -> str:
    """Write how it stands, and by how many days it is late."""
    if not row["is_late"]:
        return status_name(row["status"])
    days = int(row["days_late"])
    text = ngettext("{status}, {count} day late", "{status}, {count} days late", days)
    return text.format(status=status_name(row["status"]), count=formats.number(days))


def report(row: Row) -> str:
    """Write the day of the last report and what it says."""
    note = row[f"note_{i18n.language()}"]
    told = [formats.day(date.fromisoformat(str(row["updated_on"]))), note if isinstance(note, str) else ""]
    return " · ".join(filter(None, told))


def status_name(status: str) -> str:
    """Name the state of a commitment."""
    return {
        "proposed": _("proposed"),
        "agreed": _("agreed"),
        "in_progress": _("in progress"),
        "delivered": _("delivered"),
        "cancelled": _("cancelled"),
    }[status]

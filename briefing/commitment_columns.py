"""Commitments as columns of workbooks and layers: what can be read in words, and the codes to filter by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from briefing import columns, word_columns
from briefing.columns import Part
from briefing.tables import Column
from domain.frames import records
from domain.indicators import CATALOGUE
from measures.reference import Reference
from wording import commitment_words, formats, i18n, meeting_words, words
from wording.i18n import _

Row = dict[str, Any]


def commitments(data: pd.DataFrame, reference: Reference) -> tuple[Column, ...]:
    """Return commitments, `domain.meetings.COMMITMENT_COLUMNS`, in words and in codes."""
    return columns.of_rows(records(data), _parts(reference))


def changes(data: pd.DataFrame, reference: Reference) -> tuple[Column, ...]:
    """Return what became of commitments, `domain.meeting_changes.CHANGE_COLUMNS`, in words and in codes."""
    before: list[Part] = [
        ("change", _("What changed"), meeting_words.change, ""),
        ("delivered_between", _("Delivered since then"), lambda row: row["delivered_between"], columns.WHOLE),
        ("status_before_name", _("Status before"), lambda row: _status(row["status_before"]), ""),
        ("newly_late_name", _("Newly late"), lambda row: word_columns.yes_or_no(row["newly_late"]), ""),
    ]
    after: list[Part] = [
        ("kind", _("Code of the change"), lambda row: row["kind"], ""),
        ("status_before", _("Status before (code)"), lambda row: row["status_before"], ""),
        ("newly_late", _("Newly late (code)"), lambda row: bool(row["newly_late"]), ""),
    ]
    return columns.of_rows(records(data), [*before, *_parts(reference), *after])


def _status(code: object) -> str | None:
    return commitment_words.status_name(code) if isinstance(code, str) else None


def _parts(reference: Reference) -> list[Part]:
    lang = i18n.language()

    def cell(name: str, head: str, form: str = "") -> Part:
        return name, head, lambda row: row[name], form

    return [
        ("text", _("Commitment"), lambda row: row[f"text_{lang}"], ""),
        ("partner", _("Partner"), commitment_words.partner, ""),
        ("sector_name", _("Sector"), lambda row: words.sector_or_id(str(row["sector"])), ""),
        ("indicator", _("Indicator"), lambda row: indicator(row["indicator_id"]), ""),
        ("area", _("Area"), lambda row: reference.name(str(row["pcode"]), lang), ""),
        ("groups", _("For whom"), lambda row: for_whom(row["population_group"]), ""),
        ("facility", _("Facility"), lambda row: row[f"facility_{lang}"], ""),
        cell("promised", _("Promised"), columns.WHOLE),
        cell("delivered", _("Delivered"), columns.WHOLE),
        ("unit_name", _("Unit"), unit, ""),
        cell("amount", _("Amount of money"), columns.WHOLE),
        ("currency_name", _("Currency"), lambda row: _currency(row["currency"]), ""),
        ("due", _("Due"), lambda row: word_columns.day(row["due_on"]), ""),
        ("status_name", _("Status"), lambda row: commitment_words.status_name(row["status"]), ""),
        ("late", _("Late"), lambda row: word_columns.yes_or_no(row["is_late"]), ""),
        cell("days_late", _("Days late"), columns.WHOLE),
        ("updated", _("Last report"), lambda row: word_columns.day(row["updated_on"]), ""),
        ("note", _("Note"), lambda row: row[f"note_{lang}"], ""),
        ("held", _("Meeting held on"), lambda row: word_columns.day(row["held_on"]), ""),
        ("partner_kind_name", _("Kind of partner"), lambda row: partner_kind(row["partner_kind"]), ""),
        *(cell(name, head) for name, head in codes().items()),
        ("is_late", _("Late (code)"), lambda row: bool(row["is_late"]), ""),
    ]


def _currency(code: object) -> str | None:
    return formats.currency(code) if isinstance(code, str) else None


def codes() -> dict[str, str]:
    """Return the columns with codes and their heads."""
    return {
        "commitment_id": _("Code of the commitment"),
        "meeting_id": _("Code of the meeting"),
        "partner_id": _("Code of the partner"),
        "partner_kind": _("Kind of partner (code)"),
        "sector": _("Code of the sector"),
        "indicator_id": _("Code of the indicator"),
        "pcode": _("P-code"),
        "population_group": _("Code of the group"),
        "facility_id": _("Code of the facility"),
        "unit": _("Code of the unit"),
        "status": _("Code of the status"),
        "currency": _("Code of the currency"),
        "due_on": _("Due (ISO date)"),
        "updated_on": _("Last report (ISO date)"),
        "held_on": _("Meeting held on (ISO date)"),
    }


def indicator(name: object) -> str:
    """Name an indicator; one that the catalogue does not know stands as it is."""
    entry = CATALOGUE.get(str(name))
    return entry.name.in_language(i18n.language()) if entry else str(name)


def for_whom(*groups: object) -> str:
    """Name the groups that promises are made to; an empty cell is a promise to nobody in particular."""
    return formats.listing([words.groups((one,)) if isinstance(one, str) else _("everyone") for one in groups])


def unit(row: Row) -> str:
    """Name the unit of a commitment."""
    return unit_of([row["indicator_id"]], str(row["unit"]))


def unit_of(indicators: Iterable[object], name: str) -> str:
    """Name a unit as one of the indicators calls it; one that none of them knows stands as it is."""
    known = [CATALOGUE[str(one)] for one in indicators if str(one) in CATALOGUE]
    return next((words.unit_name(entry) for entry in known if entry.unit == name), name)


def partner_kind(kind: object) -> str:
    """Name a kind of partner; an unknown one stands as it is, none is empty."""
    known = {
        "government": _("government"),
        "un": _("United Nations"),
        "ngo": _("non-governmental organisation"),
        "other": _("other"),
    }
    return known.get(str(kind), str(kind)) if isinstance(kind, str) else ""

"""Columns for readers: what a frame holds as codes in words, and the codes behind all else, for machines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from briefing import columns
from briefing.tables import Column, Value
from domain.frames import ReleaseFrame
from measures.reference import Reference
from wording import formats, i18n, provenance, words
from wording.i18n import _

Write = Callable[[Value], Value]


def in_words(made: tuple[Column, ...], frame: ReleaseFrame, reference: Reference) -> tuple[Column, ...]:
    """Return the columns of a frame with words where its codes were; the codes stand under their own heads at the end.

    Whoever reads a sheet in one language should not have to know the ids of the other; a program needs nothing else.
    """
    writers, heads = _writers(frame, reference), code_heads()
    shown = tuple(
        replace(one, values=tuple(map(writers[one.id], one.values)), form="") if one.id in writers else one
        for one in made
    )
    # A tag belongs to the codes of the data contract, and so goes with them.
    codes = tuple(replace(one, head=heads[one.id]) for one in made if one.id in writers)
    return tuple(replace(one, id=f"{one.id}_name", tag="") if one.id in writers else one for one in shown) + codes


def code_heads() -> dict[str, str]:
    """Return what the columns with codes are called."""
    return {
        "indicator_id": _("Code of the indicator"),
        "status": _("Code of the status"),
        "unit": _("Code of the unit"),
        "standard_id": _("Code of the standard"),
        "reference_period": _("Reference period (code)"),
        "is_demonstration": _("Demonstration data (code)"),
        "source_ids": _("Code of the source"),
    }


def _writers(frame: ReleaseFrame, reference: Reference) -> dict[str, Write]:
    entry = frame.selection.entry
    known = reference.options.standards.get(frame.selection.indicator, {})
    return {
        "indicator_id": lambda _code: entry.name.in_language(i18n.language()),
        "status": lambda code: status(str(code)),
        "unit": lambda _code: columns.value_unit(entry),
        "standard_id": lambda code: words.standard(entry, known.get(str(code))) or code,
        "reference_period": lambda span: formats.period_span(str(span or "")),
        "is_demonstration": yes_or_no,
        "source_ids": lambda ids: sources(str(ids or ""), reference),
    }


def status(code: str) -> str:
    """Say what the status of a figure means."""
    known = {"ok": _("there is a figure"), "no_data": _("no data"), "few": _("fewer than 10 people")}
    return known.get(code, code)


def yes_or_no(value: object) -> str:
    """Write a truth in a word: spreadsheets write it in the language of the machine, not of the sheet."""
    return _("yes") if value else _("no")


def sources(ids: str, reference: Reference) -> str:
    """Name who published the sources with these ids."""
    return provenance.publishers(ids.split(";"), reference) or ids


def day(value: object) -> str | None:
    """Write a day for readers; what is no date stands as it is."""
    if not isinstance(value, (str, date)):
        return None
    try:
        return formats.day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)

"""Whose the boundaries on a map are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.boundaries import QUALITIES
from domain.frames import records
from measures.reference import Reference
from wording import formats, i18n
from wording.i18n import _
from wording.publishers import NOT_STATED, publisher


def told(reference: Reference) -> list[str]:
    """Return whose the boundaries are, as plain text; nothing where none is marked."""
    areas = reference.areas
    ids = sorted(set(areas.loc[areas["boundary_quality"].isin(QUALITIES), "source_id"]))
    known = reference.sources.reindex(ids).dropna(subset=["source_id"])
    names = formats.listing(list(dict.fromkeys(map(_drawn_by, records(known)))))
    if not is_schematic(reference):
        return [_("Boundaries: {names}").format(names=names)] if names else []
    if names:
        return [_("Boundaries: {names}; the others a schematic drawing").format(names=names)]
    return [_("Boundaries: schematic drawing")]


def _drawn_by(source: Mapping[str, Any]) -> str:
    """Name a source of boundaries with its licence, which most ask for on the map itself."""
    name = publisher(source["publisher"])
    if source["publisher"] == NOT_STATED:
        name = str(source[f"title_{i18n.language()}"])
    licence = source["licence"]
    return f"{name} ({licence})" if isinstance(licence, str) and licence else name


def is_schematic(reference: Reference) -> bool:
    """Tell whether some boundaries are a drawing, not a survey."""
    return bool((reference.areas["boundary_quality"] == "schematic").any())

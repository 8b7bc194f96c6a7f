"""What a file for a GIS says of the figures in it, in the language in use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing import about_sheet
from domain.frames import ReleaseFrame
from geo.display import TOLERANCE
from measures.reference import Reference
from wording import provenance


def said_of(title: str, subtitle: str, frames: Sequence[ReleaseFrame], reference: Reference) -> dict[str, Any]:
    """Return title, sources, marks and notes of released frames, as plain values."""
    lines = [provenance.plain_line(one, reference, one.as_of) for one in frames]
    rules = [provenance.group_rule(one) for one in frames]
    return {
        "title": title,
        "subtitle": subtitle,
        "sources": " | ".join(dict.fromkeys(lines)),
        "demonstration": any(bool(one.data["is_demonstration"].any()) for one in frames),
        "notes": [*notes(reference), *dict.fromkeys(filter(None, rules))],
        "geometry": {"crs": "WGS 84, longitude before latitude", "simplified_to_degrees": TOLERANCE},
    }


def notes(reference: Reference) -> list[str]:
    """Return what holds for every figure of a database: disclaimer, sensitivity class, terms, contact, methods."""
    told = about_sheet.statement()
    texts = provenance.note_texts(told, reference, reference.rounding_base)
    return [told["disclaimer"], told["sensitivity"], *texts]

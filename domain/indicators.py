"""The indicator catalogue: what is measured, for whom, by which facilities, in which unit.

A new indicator is one entry in a file of `domain.catalogue` and, where none of the ways to count a facility fits, one
small function in `domain.supplies`: docs/add_an_indicator.md. Names are data, in both languages, so that pages,
exports and the methods page say the same.
"""

from __future__ import annotations

from domain.catalogue import education, health, livelihoods, overall, population
from domain.catalogue.overall import PRIORITY_SECTORS
from domain.indicator import (
    AGE_BANDS,
    AREA_TYPES,
    FOREIGN_GROUPS,
    GROUPS,
    SECTORS,
    Direction,
    Indicator,
    Stage,
    Text,
)

__all__ = [
    "AGE_BANDS",
    "AREA_TYPES",
    "CATALOGUE",
    "FOREIGN_GROUPS",
    "GROUPS",
    "PRIORITY_SECTORS",
    "SECTORS",
    "Direction",
    "Indicator",
    "Stage",
    "Text",
    "of_sector",
]

CATALOGUE: dict[str, Indicator] = {
    entry.id: entry for sector in (education, health, livelihoods, population, overall) for entry in sector.ENTRIES
}


def of_sector(sector: str) -> list[Indicator]:
    """Return the indicators of one sector in catalogue order."""
    return [entry for entry in CATALOGUE.values() if entry.sector == sector]

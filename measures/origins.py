"""Where figures come from: years and sources behind each lowest area, gathered once for all questions of a period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

import pandas as pd

from domain.admin import CITY_BOUNDARY_AREAS, CITY_BOUNDARY_SOURCE_KINDS, AreaTree
from domain.frames import National, ProtectedCells
from domain.indicators import CATALOGUE, PRIORITY_SECTORS, Indicator
from domain.offers import OPERATING


@dataclass(frozen=True)
class Origin:
    """Jalali years, source ids, and the kinds of the sources that counted the people."""

    periods: frozenset[int] = frozenset()
    source_ids: frozenset[str] = frozenset()
    people_kinds: frozenset[str] = frozenset()

    def __or__(self, other: Origin) -> Origin:
        return Origin(
            self.periods | other.periods,
            self.source_ids | other.source_ids,
            self.people_kinds | other.people_kinds,
        )

    def with_national(self, figures: Iterable[National]) -> Origin:
        """Return these origins and those of the country's figures."""
        total = self
        for one in figures:
            total |= Origin(frozenset({one.period}), one.source_ids)
        return total

    @property
    def span(self) -> str:
        """The years from the oldest to the newest figure used."""
        if not self.periods:
            return ""
        oldest, newest = min(self.periods), max(self.periods)
        return str(newest) if oldest == newest else f"{oldest}-{newest}"

    def city_boundary(self, pcode: str, entry: Indicator) -> str:
        """Return the note of an area whose people the census counts elsewhere, unless the office's own are used."""
        distorted = entry.per_person and pcode in CITY_BOUNDARY_AREAS
        return "city_boundary" if distorted and self.people_kinds & CITY_BOUNDARY_SOURCE_KINDS else ""


@dataclass(frozen=True)
class Origins:
    """Origins by lowest area, of people and of the facilities of each kind."""

    tree: AreaTree
    people: dict[str, Origin]
    facilities: dict[tuple[str, str], Origin]

    def of(self, entry: Indicator, pcode: str) -> Origin:
        """Return what stands behind an indicator's figures of an area of any level."""
        if entry.family == "index":
            parts = [self.of(CATALOGUE[indicator], pcode) for indicator in PRIORITY_SECTORS.values()]
            return reduce(or_, parts)
        total = Origin()
        for leaf in self.tree.leaves(pcode):
            # A ratio of facilities counts no people.
            total |= Origin() if entry.family == "ratio" else self.people.get(leaf, Origin())
            for kind in entry.kinds:
                total |= self.facilities.get((leaf, kind), Origin())
        return total

    def distorted(self) -> frozenset[str]:
        """Return the areas of which a part is counted elsewhere."""
        index = next(entry for entry in CATALOGUE.values() if entry.family == "index")
        return frozenset(code for code in CITY_BOUNDARY_AREAS if self.of(index, code).city_boundary(code, index))


def origins_of(cells: ProtectedCells, facilities: pd.DataFrame, tree: AreaTree, root: str) -> Origins:
    """Gather the origins.

    Parameters
    ----------
    cells : ProtectedCells
    facilities : pandas.DataFrame
        `pcode, kind, status, period, source_id, capacity_source` of each facility.
    tree : AreaTree
    root : str
        The area whose lowest areas are asked for.

    Returns
    -------
    Origins
    """
    people = {}
    rows = {str(row.Index): row for row in cells.info.itertuples()}
    for leaf in tree.leaves(root):
        base = tree.nearest(leaf, rows)
        if base is not None:
            row = rows[base]
            ids, kinds = (frozenset(str(text).split(";")) for text in (row.source_ids, row.kinds))
            years = frozenset({int(str(row.period)), int(str(row.newest_period))})
            people[leaf] = Origin(years, ids, kinds)
    counted = facilities[facilities["status"].isin(OPERATING)]
    seen = counted[["pcode", "kind", "period", "source_id", "capacity_source"]].drop_duplicates()
    found: dict[tuple[str, str], Origin] = {}
    for pcode, kind, period, *sources in seen.itertuples(index=False):
        ids = frozenset(one for text in sources if isinstance(text, str) for one in text.split(";"))
        found[pcode, kind] = found.get((pcode, kind), Origin()) | Origin(frozenset({int(period)}), ids)
    return Origins(tree, people, found)

"""Where older figures stand on areas of today, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.admin import AreaTree
from domain.indicators import Indicator


@dataclass(frozen=True)
class Carried:
    """Where older figures stand on today's areas.

    Attributes
    ----------
    people : mapping of str to int
        By area, how many of the lowest areas in it (or it itself) have persons that were carried onto them.
    facilities : mapping of (str, str) to int
        By area and kind, how many facilities in it were registered at an older area.
    undivided : mapping of str to int
        By area of a past year, how many areas of today were parts of it.
    """

    people: Mapping[str, int] = field(default_factory=dict)
    facilities: Mapping[tuple[str, str], int] = field(default_factory=dict)
    undivided: Mapping[str, int] = field(default_factory=dict)

    def notes(self, entry: Indicator, pcode: str) -> list[str]:
        """Return the notes of an area's row.

        Parameters
        ----------
        entry : Indicator
        pcode : str

        Returns
        -------
        list of str
            `carried:n` where the figure asks for people, `moved:n` for facilities of the indicator's kinds, and
            `undivided:n` for an area of a past year.
        """
        people = self.people.get(pcode, 0) if entry.family != "ratio" else 0
        moved = sum(self.facilities.get((pcode, kind), 0) for kind in set(entry.kinds))
        found = {"carried": people, "moved": moved, "undivided": self.undivided.get(pcode, 0)}
        return [f"{name}:{number}" for name, number in found.items() if number]


def counted_above(areas: Iterable[str], tree: AreaTree) -> dict[str, int]:
    """Count areas at themselves and at all above them.

    Parameters
    ----------
    areas : iterable of str
    tree : AreaTree

    Returns
    -------
    dict of str to int
    """
    found: dict[str, int] = {}
    for area in areas:
        for above in tree.ancestors(area):
            found[above] = found.get(above, 0) + 1
    return found

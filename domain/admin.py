"""Administrative areas: levels, P-codes and the tree they form."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

COUNTRY = "IR"
PROVINCE = "IR23"

LEVELS: dict[str, int] = {"country": 0, "province": 1, "county": 2, "district": 3, "municipal_district": 4}
LEVEL_NAMES: dict[int, str] = {number: name for name, number in LEVELS.items()}

# The census counts Shahr-e Rey and Tajrish in Tehran city, the counties keep the rest: persons and
# services of these areas do not belong together until an office replaces the census figures.
CITY_BOUNDARY_AREAS = frozenset({"IR2303", "IR230304", "IR2304", "IR230401"})
CITY_BOUNDARY_SOURCE_KINDS = frozenset({"census", "derived", "demonstration"})


def normalise_pcode(text: str) -> str:
    """Return the P-code for a code as people type it.

    Parameters
    ----------
    text : str
        `IR2310`, `ir2310` or the bare digits of the Statistical Centre, `2310`.

    Returns
    -------
    str
        The code in capitals with its country prefix; not checked against any table.
    """
    code = text.strip().upper()
    return COUNTRY + code if code[:1].isdigit() else code


@dataclass(frozen=True)
class AreaTree:
    """Parents, children and levels of the areas of one database.

    Parameters
    ----------
    parents : mapping of str to (str or None)
        P-code of each area to the P-code of its parent.
    levels : mapping of str to int
        P-code of each area to its level, 0 (country) to 4.
    lies_in : mapping of str to str
        P-code of what is no area of its own here to the area that it is a part of.
    """

    parents: Mapping[str, str | None]
    levels: Mapping[str, int]
    lies_in: Mapping[str, str] = field(default_factory=dict)
    _chains: dict[str, tuple[str, ...]] = field(init=False, repr=False)
    _leaves: dict[str, list[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        chains = {code: self._climb(code) for code in sorted(self.parents)}
        with_children = {parent for parent in self.parents.values() if parent is not None}
        leaves: dict[str, list[str]] = {}
        for code, chain in chains.items():
            for above in chain if code not in with_children else ():
                leaves.setdefault(above, []).append(code)
        chains |= {code: chains[whole] for code, whole in self.lies_in.items() if whole in chains}
        object.__setattr__(self, "_chains", chains)
        object.__setattr__(self, "_leaves", leaves)

    def _climb(self, pcode: str) -> tuple[str, ...]:
        chain: list[str] = []
        current: str | None = pcode
        while current is not None and current in self.parents and current not in chain:
            chain.append(current)
            current = self.parents[current]
        return tuple(chain)

    def ancestors(self, pcode: str) -> tuple[str, ...]:
        """Return the area itself and everything above it, nearest first; a loop in the table ends the list.

        What is no area of its own stands in the one that it is a part of, and is not among them.
        """
        return self._chains.get(pcode, ())

    def within(self, root: str, level: int) -> list[str]:
        """Return the areas of one level inside `root` (or `root` itself), sorted by P-code."""
        return sorted(code for code, own in self.levels.items() if own == level and root in self.ancestors(code))

    def leaves(self, root: str) -> list[str]:
        """Return the areas inside `root` that have no children, sorted by P-code."""
        return self._leaves.get(root, [])

    def nearest(self, pcode: str, candidates: Container[str]) -> str | None:
        """Return the first of the area and its ancestors that is a candidate, or None."""
        return next((code for code in self.ancestors(pcode) if code in candidates), None)

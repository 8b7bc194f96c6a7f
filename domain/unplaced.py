"""What a database holds and no figure counts, since nothing says where it belongs or whether it is there at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from domain.admin import COUNTRY, PROVINCE, AreaTree
from domain.indicators import Indicator
from domain.offers import OPERATING

ByKind = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class LeftOut:
    """How much of a period's rows no figure counts.

    Attributes
    ----------
    unplaced : mapping of (str, str) to int
        Operating facilities that stand in no base area, from `unplaced_facilities`.
    without_status : mapping of (str, str) to int
        Facilities without a status in any year, from `by_area_and_kind`.
    people : int
        Area codes with population rows that no area has.
    promises : mapping of str to int
        Open commitments by indicator whose area is not in the province.
    former : mapping of str to int
        Areas that are no more, with figures on people that are not carried onto today's: the newest year of each.
    """

    unplaced: ByKind = field(default_factory=dict)
    without_status: ByKind = field(default_factory=dict)
    people: int = 0
    promises: Mapping[str, int] = field(default_factory=dict)
    former: Mapping[str, int] = field(default_factory=dict)

    def notes(self, entry: Indicator, pcode: str) -> list[str]:
        """Return the notes of an area's row.

        Parameters
        ----------
        entry : Indicator
        pcode : str

        Returns
        -------
        list of str
            `unplaced:n` and `no_status:n` for facilities of the indicator's kinds, told on the areas above them; what
            stands at no known area is told on the province's row: `unknown_people:n`, where the figure asks for
            people, and `unknown_promises:n`, where promises come off it.
        """
        found = {"unplaced": _of(self.unplaced, entry, pcode), "no_status": _of(self.without_status, entry, pcode)}
        if pcode == PROVINCE:
            found["unknown_people"] = self.people if entry.family != "ratio" else 0
            found["unknown_promises"] = self.promises.get(entry.id, 0) if "remaining_shortage" in entry.extras else 0
        return [f"{name}:{number}" for name, number in found.items() if number]


def unplaced_facilities(facilities: pd.DataFrame, areas: tuple[str, ...], tree: AreaTree) -> ByKind:
    """Count the operating facilities that no base area holds.

    Parameters
    ----------
    facilities : pandas.DataFrame
        `pcode, kind, status` of each facility.
    areas : tuple of str
        The base areas. A facility counts for the nearest at or above its own.
    tree : AreaTree

    Returns
    -------
    mapping of (str, str) to int
        Facilities by area and kind: of the area where they are registered and of all above it; those at a code that
        no area has, of the province. A facility in a lowest area without known people is not among them: its area
        stands outside the sum with its people, which has a note of its own.
    """
    counted = facilities[facilities["status"].isin(OPERATING)]
    at = counted.groupby(["pcode", "kind"], observed=True).size().reset_index(name="number")
    homeless = [tree.nearest(code, areas) is None and tree.leaves(code) != [code] for code in at["pcode"]]
    return by_area_and_kind(at[homeless].itertuples(index=False, name=None), tree)


def by_area_and_kind(numbers: Iterable[tuple[str, str, int]], tree: AreaTree) -> ByKind:
    """Add up numbers of facilities.

    Parameters
    ----------
    numbers : iterable of (str, str, int)
        Code of the area where they are registered, kind, number.
    tree : AreaTree

    Returns
    -------
    mapping of (str, str) to int
        By area and kind: at the area itself and at all above it; those at a code that no area has, at the province.
    """
    found: dict[tuple[str, str], int] = {}
    for pcode, kind, number in numbers:
        for above in (tree.ancestors(pcode) or (PROVINCE,)) if number else ():
            found[above, kind] = found.get((above, kind), 0) + int(number)
    return found


def unknown_people(codes: Iterable[str], tree: AreaTree, former: frozenset[str]) -> int:
    """Count the codes with people that no area has.

    Parameters
    ----------
    codes : iterable of str
        Of population rows, repeated or not.
    tree : AreaTree
    former : frozenset of str
        Areas that do not exist on the as-of date: what is not carried onto today's, `former_people` tells.

    Returns
    -------
    int
        The country's own rows are known, whether or not it stands among the areas.
    """
    return len(set(codes) - set(tree.levels) - former - {COUNTRY})


def former_people(people: pd.DataFrame, former: frozenset[str]) -> dict[str, int]:
    """Return the areas that are no more and that still have people, by the newest year of these.

    Parameters
    ----------
    people : pandas.DataFrame
        `pcode, period`, after older figures were carried onto today's areas.
    former : frozenset of str

    Returns
    -------
    dict of str to int
    """
    left = people[people["pcode"].isin(list(former))].groupby("pcode")["period"].max()
    return {str(code): int(year) for code, year in left.items()}


def unknown_promises(promises: pd.DataFrame, tree: AreaTree) -> dict[str, int]:
    """Count, by indicator, the promises for areas that are not in the province.

    Parameters
    ----------
    promises : pandas.DataFrame
        From `domain.commitments.open_promises`.
    tree : AreaTree
    """
    outside = [PROVINCE not in tree.ancestors(str(code)) for code in promises["pcode"]]
    counts = promises.loc[outside, "indicator_id"].value_counts()
    return {str(indicator): int(number) for indicator, number in counts.items()}


def _of(numbers: ByKind, entry: Indicator, pcode: str) -> int:
    """How many facilities of an indicator's kinds there are in an area."""
    return sum(numbers.get((pcode, kind), 0) for kind in set(entry.kinds))

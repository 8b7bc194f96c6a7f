"""Which areas a group's figures cover, and where groups known at different levels meet."""

from __future__ import annotations

import pandas as pd

from domain.admin import LEVELS, AreaTree

COUNTY_LEVEL = LEVELS["county"]


def hosts_without_residents(data: pd.DataFrame, tree: AreaTree) -> pd.DataFrame:
    """Drop the host rows that would give the raw count of foreign nationals back.

    Resident minus host is the raw count, whatever the host row's source calls itself. So a host row counts only where
    it is newer than all residents that cover its area: older ones cannot be subtracted from, and a view of another
    year shows the residents of the host row's own.

    Parameters
    ----------
    data : pandas.DataFrame
        `pcode, population_group, period` among its columns.
    tree : AreaTree

    Returns
    -------
    pandas.DataFrame
        All other rows. Residents cover an area by a row of its own, of a county or district above it, or
        of areas below it that make up the whole. A total of the province or the country covers itself alone: it would
        take every district from the map, and could give away no more than a total of its own size.
    """
    residents = data[data["population_group"] == "resident"]
    newest = {str(code): int(year) for code, year in residents.groupby("pcode")["period"].max().items()}
    hosts = data[data["population_group"] == "host"]
    owners = hosts[["pcode", "period"]].drop_duplicates().itertuples(index=False, name=None)
    covered = [(code, year) for code, year in owners if _residents_year(code, newest, tree) >= year]
    if not covered:
        return data
    gone = hosts.index[pd.MultiIndex.from_frame(hosts[["pcode", "period"]]).isin(covered)]
    return data.drop(index=gone)


def _residents_year(code: str, newest: dict[str, int], tree: AreaTree) -> int:
    """Return the year since which residents that cover the whole area are counted, 0 where none are."""
    by_leaf = [
        max((newest.get(above, 0) for above in tree.ancestors(leaf) if tree.levels[above] >= COUNTY_LEVEL), default=0)
        for leaf in tree.leaves(code)
    ]
    return max(newest.get(code, 0), min(by_leaf, default=0))


def rolled_up(
    own_host: pd.DataFrame, resident: pd.DataFrame, foreign: pd.DataFrame, tree: AreaTree
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Roll all groups up to the finest areas that each of them can be summed to.

    Parameters
    ----------
    own_host, resident, foreign : pandas.DataFrame
        Cells with `pcode` and `population_group`. Hosts and residents count as one group when the area is looked for,
        since the one stands in for the other.
    tree : AreaTree

    Returns
    -------
    tuple of pandas.DataFrame
        The same cells at the areas where they meet. A group that has figures for a part of such an area
        alone is left out there: its sum would pass for the whole.
    """
    held = [set(own_host["pcode"]) | set(resident["pcode"])]
    held += [set(part["pcode"]) for _, part in foreign.groupby("population_group")]
    meeting = {}
    for code in set().union(*held):
        chain = tree.ancestors(code)
        nearest = [tree.nearest(code, areas) for areas in held]
        meeting[code] = max((one for one in nearest if one is not None), key=chain.index)
    own_host, resident, foreign = (_whole_at(part, meeting, tree) for part in (own_host, resident, foreign))
    return own_host, resident, foreign


def _whole_at(cells: pd.DataFrame, meeting: dict[str, str], tree: AreaTree) -> pd.DataFrame:
    """Move cells to their meeting areas, where they reach every lowest area of it, group by group."""
    parts: dict[tuple[str, str], set[str]] = {}
    owners = cells[["pcode", "population_group"]].drop_duplicates().itertuples(index=False, name=None)
    for code, group in owners:
        parts.setdefault((meeting[code], group), set()).add(code)
    whole = [
        (target, group)
        for (target, group), codes in parts.items()
        if all(tree.nearest(leaf, codes) is not None for leaf in tree.leaves(target))
    ]
    moved = cells.assign(pcode=cells["pcode"].map(meeting))
    kept = pd.MultiIndex.from_frame(moved[["pcode", "population_group"]]).isin(whole)
    return moved.loc[kept]

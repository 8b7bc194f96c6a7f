"""The areas of a past year: what was cut out of an area since then is a part of it.

Figures of a past year's area are the sums of the protected figures of today's areas in it, so that the same people
have one protected count on either map.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from datetime import date

import pandas as pd

from domain.admin import AreaTree
from domain.crosswalk import Crosswalk
from domain.frames import ProtectedCells
from domain.validity import exists_on


def lies_in(areas: pd.DataFrame, crosswalk: Crosswalk, today: AreaTree, day: date) -> dict[str, str]:
    """Find the areas of today that came later, and the area that each was a part of.

    Parameters
    ----------
    areas : pandas.DataFrame
        Table `admin_area`, all of it: `pcode, level, valid_from, valid_to`.
    crosswalk : Crosswalk
        From older areas to those of today.
    today : AreaTree
        The areas that exist on the as-of date.
    day : datetime.date
        The day whose areas are wanted.

    Returns
    -------
    dict of str to str
        Of each older area that existed on the day and that areas of today, of its own level, make up as a whole: its
        parts, but the one that kept its code and those that were cut out before. An area that was merged with others
        is made up by none, and the area of today stands. An area that came later and holds nothing but such parts is
        a part of what the older areas belonged to.
    """
    rows = areas[["pcode", "level", "parent_pcode", "valid_from", "valid_to"]].itertuples(index=False, name=None)
    levels, above, there = {}, {}, set()
    for code, level, parent, begins, ends in rows:
        levels[str(code)], above[str(code)] = int(level), parent
        if exists_on(begins, ends, day):
            there.add(str(code))
    older = {code: {one.pcode for one in ways} for code, ways in crosswalk.parts.items() if code in there}
    found: dict[str, str] = {}
    for code, parts in older.items():
        kept = code in today.levels
        later = {one for one in parts - {code} if not (kept and one in there)}
        alone = all(one not in there and sum(one in other for other in older.values()) == 1 for one in later)
        same = all(levels.get(one) == levels[code] for one in later)
        if alone and same and (code in parts) == kept:
            found |= dict.fromkeys(later, code)
    return dict(sorted((found | _emptied(found, today, above, there, levels)).items()))


def standing(areas: pd.DataFrame, today: AreaTree, parts: Collection[str], day: date) -> tuple[str, ...]:
    """Find the areas of today that came later and that a past year shows all the same.

    Parameters
    ----------
    areas : pandas.DataFrame
        Table `admin_area`, all of it: `pcode, valid_from`.
    today : AreaTree
    parts : collection of str
        Those that are parts of others in the year, from `lies_in`.
    day : datetime.date

    Returns
    -------
    tuple of str
        Sorted.
    """
    rows = areas[["pcode", "valid_from"]].itertuples(index=False, name=None)
    later = {str(code) for code, begins in rows if not exists_on(begins, None, day)}
    return tuple(sorted(later & set(today.levels) - set(parts)))


def _emptied(
    parts: Mapping[str, str],
    today: AreaTree,
    above: Mapping[str, object],
    there: set[str],
    levels: Mapping[str, int],
) -> dict[str, str]:
    """Find the areas that came later and hold nothing but parts of older ones: what all of these belonged to."""
    found: dict[str, str] = {}
    for code in sorted(set(today.levels) - there - set(parts)):
        leaves = [one for one in today.leaves(code) if one != code]
        if not leaves or any(one not in parts for one in leaves):
            continue
        around = {above.get(parts[one]) for one in leaves}
        into = around.pop() if len(around) == 1 else None
        if isinstance(into, str) and into in there and into != code and levels.get(into) == levels[code]:
            found[code] = into
    return found


def areas_then(areas: pd.DataFrame, today: pd.DataFrame, parts: Mapping[str, str]) -> pd.DataFrame:
    """Return the areas of a past year.

    Parameters
    ----------
    areas : pandas.DataFrame
        Table `admin_area`, all of it.
    today : pandas.DataFrame
        The areas that exist on the as-of date, the same columns.
    parts : mapping of str to str
        From `lies_in`.

    Returns
    -------
    pandas.DataFrame
        The same columns, sorted by P-code. What names are placed by, and surfaces, are known of today's areas alone.
    """
    wholes = set(parts.values())
    revived = areas[areas["pcode"].isin(list(wholes - set(today["pcode"])))]
    found = pd.concat([today[~today["pcode"].isin(list(parts))], revived]).sort_values("pcode", ignore_index=True)
    above = dict(areas[["pcode", "parent_pcode"]].itertuples(index=False, name=None))
    parents = [_parent(code, above, set(found["pcode"]), parts) for code in found["pcode"]]
    changed = found["pcode"].isin(list(wholes))
    numbers = {name: found[name].mask(changed) for name in ("center_lat", "center_lon", "area_km2")}
    return found.assign(parent_pcode=pd.Series(parents, index=found.index, dtype=object), **numbers)


def _parent(code: str, above: dict[str, object], there: set[str], parts: Mapping[str, str]) -> str | None:
    seen, parent = {code}, above[code]
    while isinstance(parent, str) and parent not in seen:
        seen.add(parent)
        then = parts.get(parent, parent)
        if then in there:
            return then
        parent = above.get(parent)
    return None


def members(parts: Mapping[str, str], today: Container[str]) -> dict[str, list[str]]:
    """List, by area of a past year, the areas of today that make it up.

    Parameters
    ----------
    parts : mapping of str to str
        From `lies_in`.
    today : container of str
        The areas that exist on the as-of date: one that kept its code is a part of what it was.
    """
    found: dict[str, list[str]] = {}
    for code, whole in parts.items():
        found.setdefault(whole, [whole] if whole in today else []).append(code)
    return found


def found_in(areas: pd.DataFrame, crosswalk: Crosswalk, tree: AreaTree) -> dict[str, str]:
    """Find where areas that are no more lie today: what is promised or registered there counts at least that far up.

    Parameters
    ----------
    areas : pandas.DataFrame
        Table `admin_area`, all of it: `pcode, parent_pcode`.
    crosswalk : Crosswalk
    tree : AreaTree
        The areas of the as-of date.

    Returns
    -------
    dict of str to str
        Of each area that the tree does not have: the smallest area that all its parts lie in; without a crosswalk the
        one that it belonged to, as far as that is there.
    """
    above = dict(areas[["pcode", "parent_pcode"]].itertuples(index=False, name=None))
    found = {}
    for code in sorted(set(above) - set(tree.levels)):
        chains = [tree.ancestors(one.pcode) for one in crosswalk.parts.get(code, ())]
        common = (one for one in (chains[0] if chains else ()) if all(one in chain for chain in chains))
        place = next(common, None) or _parent(code, above, set(tree.levels), {})
        if place is not None:
            found[code] = place
    return found


def together(cells: ProtectedCells, parts: Mapping[str, str], today: AreaTree) -> ProtectedCells:
    """Add protected counts of today's areas up to those of a past year.

    Parameters
    ----------
    cells : ProtectedCells
        Of the areas of today.
    parts : mapping of str to str
        From `lies_in`.
    today : AreaTree

    Returns
    -------
    ProtectedCells
        A group that is not known in each part of an area is not known in it.
    """
    if not parts:
        return cells
    into = dict(parts)
    made_of = members(parts, today.levels)
    known = {(above, group) for code, group in _pairs(cells.data) for above in today.ancestors(code)}
    data = cells.data.assign(pcode=cells.data["pcode"].replace(into))
    lacking = {
        (whole, group)
        for whole, group in _pairs(data)
        if any((one, group) not in known for one in made_of.get(whole, ()))
    }
    data = data[[pair not in lacking for pair in data[["pcode", "group"]].itertuples(index=False, name=None)]]
    keys = [name for name in data.columns if name != "persons"]
    summed = data.groupby(keys, observed=True, sort=True)[["persons"]].sum().reset_index()
    grouped = cells.info.groupby(cells.info.index.to_series().replace(into), sort=True)
    info = grouped.agg({"period": "min", "newest_period": "max", "source_ids": _united, "kinds": _united})
    return ProtectedCells(summed[list(cells.data.columns)], info, cells.truncated)


def _pairs(data: pd.DataFrame) -> set[tuple[str, str]]:
    return set(data[["pcode", "group"]].itertuples(index=False, name=None))


def _united(texts: pd.Series[str]) -> str:
    return ";".join(sorted({one for text in texts for one in text.split(";")}))

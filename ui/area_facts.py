"""All that the area profile knows of one county or district: released rows, people, facilities, commitments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from domain.admin import LEVEL_NAMES, LEVELS, PROVINCE, AreaTree
from domain.findings import ranked
from domain.frames import records
from domain.grants import covers
from domain.indicators import GROUPS
from domain.links import from_query
from domain.selection import MAP_LEVELS, Selection
from measures.reference import Reference
from ui import loaders, page_loaders, side_by_side
from wording import formats, i18n
from wording.i18n import _

Row = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """What is known of an area.

    Attributes
    ----------
    selection : Selection
    reference : Reference
    code, level, name, short : str
        P-code; `county` or `district`; the name in full, and without what it lies in.
    rows : dict of str to (dict or None, dict or None)
        By indicator the released row of the area and of the province, for the chosen groups.
    ranked : int
        Areas of the level that have a rank.
    people : pandas.DataFrame
        Rows of the people frame for the area.
    facilities : pandas.DataFrame
        Those inside the area.
    promises : pandas.DataFrame or None
        Commitments for the area and for what lies in it; None where none can be read.
    """

    selection: Selection
    reference: Reference
    code: str
    level: str
    name: str
    short: str
    rows: dict[str, tuple[Row | None, Row | None]]
    ranked: int
    people: pd.DataFrame
    facilities: pd.DataFrame
    promises: pd.DataFrame | None

    @property
    def of_groups(self) -> bool:
        """Whether the profile is of some groups, not of everybody."""
        return self.selection.groups != GROUPS

    def row(self, indicator: str) -> Row:
        """Return the row for the chosen groups; one without a figure where the area has none."""
        own, _province = self.rows.get(indicator, (None, None))
        return own or {"status": "no_data", "note": "", "value": float("nan")}


def is_area(code: str) -> bool:
    """Tell whether a code is a county's or a district's."""
    reference = loaders.reference()
    known = LEVEL_NAMES.get(reference.tree.levels.get(code, -1)) in MAP_LEVELS
    return known and PROVINCE in reference.tree.ancestors(code) and covers(reference.scope, reference.tree, code)


def chosen(selection: Selection) -> str:
    """Return the area that a view is about: the link's first, the one looked at on the map, else the most urgent."""
    options = loaders.reference().options
    for code in (*selection.areas[:1], selection.place.removeprefix("area:"), selection.area):
        if is_area(code):
            return code
    if "priority_index" not in options.indicators:
        return ordered(loaders.reference())[0]
    query = {"indicator": "priority_index", "level": "county", "period": str(selection.period)}
    frame = loaders.release(from_query(query, options)[0])
    order = ranked(frame.data, frame.selection.entry.direction)
    return str((order if len(order) else frame.data)["pcode"].iloc[0])


def full_name(code: str) -> str:
    """Name a county, or a district with its county."""
    reference = loaders.reference()
    names = reference.areas[f"name_{i18n.language()}"]
    own, county = str(names[code]), _county_of(code, reference)
    if reference.tree.levels[code] == LEVELS["county"] or not county:
        return _("{place} County").format(place=own)
    return _("{name} District of {place} County").format(name=own.split(" (", maxsplit=1)[0], place=names[county])


def option(code: str) -> str:
    """Name an area in a list in which the districts follow their county."""
    reference = loaders.reference()
    names = reference.areas[f"name_{i18n.language()}"]
    if reference.tree.levels[code] == LEVELS["county"]:
        return full_name(code)
    own, county = str(names[code]).split(" (")[0], _county_of(code, reference)
    return _("{place} – {name} District").format(name=own, place=names[county] if county else "")


def ordered(reference: Reference) -> list[str]:
    """Return the counties that may be read by the alphabet, each followed by its districts."""
    names = reference.areas[f"name_{i18n.language()}"]

    def by_name(codes: list[str]) -> list[str]:
        return sorted(codes, key=lambda code: formats.collation_key(names[code]))

    tree = reference.tree
    counties = by_name(tree.within(PROVINCE, LEVELS["county"]))
    found = [one for county in counties for one in (county, *by_name(tree.within(county, LEVELS["district"])))]
    # A district that belongs to no county stands at the end.
    alone = [one for one in by_name(tree.within(PROVINCE, LEVELS["district"])) if one not in set(found)]
    return [one for one in (*found, *alone) if covers(reference.scope, tree, one)]


def _county_of(code: str, reference: Reference) -> str | None:
    above = reference.tree.ancestors(code)[1:]
    return next((one for one in above if reference.tree.levels[one] == LEVELS["county"]), None)


def facts(selection: Selection) -> Facts:
    """Gather what is known of the area that a view is about."""
    reference, code = loaders.reference(), chosen(selection)
    tree, level = reference.tree, LEVEL_NAMES[reference.tree.levels[code]]
    # Weights and a target that a user has set on another page would stand here without a word.
    selection = replace(selection, weights=None, target=None)
    names = reference.areas[f"name_{i18n.language()}"]
    place = str(names[code]).split(" (")[0]
    short = _("{place} County") if level == "county" else _("{place} District")
    people = page_loaders.people(selection.period).data
    facilities, promises = loaders.facilities(selection.period).data, page_loaders.promises()
    return Facts(
        selection=selection,
        reference=reference,
        code=code,
        level=level,
        name=full_name(code),
        short=short.format(place=place),
        rows=_rows(selection, code),
        ranked=_ranked(selection, level),
        people=people[people["pcode"] == code],
        facilities=_within(facilities, code, tree),
        promises=None if promises is None else _within(promises, code, tree),
    )


def _within(data: pd.DataFrame, code: str, tree: AreaTree) -> pd.DataFrame:
    """Return the rows of an area and of those inside it; of no rows none."""
    inside = {one for one in data["pcode"].unique() if code in tree.ancestors(one)}
    return data[data["pcode"].isin(inside)]


def _rows(selection: Selection, code: str) -> dict[str, tuple[Row | None, Row | None]]:
    found = side_by_side.rows(replace(selection, area=PROVINCE), (code,))
    return {indicator: (one[0], one[1]) for indicator, one in found.items()}


def _ranked(selection: Selection, level: str) -> int:
    if "priority_index" not in loaders.reference().options.indicators:
        return 0
    view = side_by_side.of(selection, "priority_index")
    frame = loaders.release(replace(view, level=level, area=PROVINCE))
    return int(frame.data["rank"].notna().sum())


def total(people: pd.DataFrame, groups: tuple[str, ...], sex: str = "all") -> Row:
    """Return the row of all ages together, for some groups."""
    rows = people[(people["groups"] == ",".join(groups)) & (people["sex"] == sex) & (people["age_band"] == "all")]
    return records(rows)[0]

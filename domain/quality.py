"""Checks of what a database says: each tells how many rows were looked at, how many stand out, and where.

Nothing is mended here. A person count of foreign nationals that a check is given has passed `domain.disclosure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from domain.admin import AreaTree
from domain.facilities import KINDS
from domain.indicators import FOREIGN_GROUPS
from domain.offers import OPERATING
from domain.status import Row
from domain.unplaced import ByKind

OLD_AFTER_YEARS = 3
# A total of foreign nationals is told in hundreds, and only where protection alone cannot explain a difference.
FOREIGN_STEP = 100
SCHOOL_MEASURES = ("teachers", "floor_area_m2")


@dataclass(frozen=True)
class Finding:
    """What one check found.

    Attributes
    ----------
    checked, found : int
        Rows looked at, and those that stand out.
    rows : pandas.DataFrame
        Where; the largest first.
    """

    checked: int
    found: int
    rows: pd.DataFrame


def finding_of(checked: int, rows: list[Row], columns: tuple[str, ...], found: int | None = None) -> Finding:
    """Return a finding of these rows; `found` is their number where nothing else is said."""
    return Finding(checked, len(rows) if found is None else found, pd.DataFrame(rows, columns=list(columns)))


def totals_against_parts(totals: pd.DataFrame, tree: AreaTree, begun: Mapping[str, int] | None = None) -> Finding:
    """Hold each area's own total against the sum of its parts in the same year.

    Parameters
    ----------
    totals : pandas.DataFrame
        `pcode, population_group, period, persons, slack`: one total per area, group and year. `slack` is how far
        protection may have moved it, 0 for residents.
    tree : AreaTree
    begun : mapping of str to int, optional
        The Jalali year in which an area came to be; it is no part of the years before.

    Returns
    -------
    Finding
        `pcode, population_group, period, published, parts, difference` in persons; difference = published - parts. A
        part without a total of its own is the sum of what lies in it; the country, and an area of which a part is not
        known, is not looked at. Foreign nationals: only differences beyond the slack of both sides, in hundreds.
    """
    known = {
        (str(row.pcode), str(row.population_group), int(str(row.period))): (
            float(str(row.persons)),
            float(str(row.slack)),
        )
        for row in totals.itertuples()
    }
    children: dict[str, list[str]] = {}
    for code, parent in tree.parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(code)

    def parts(code: str, group: str, period: int) -> tuple[float, float] | None:
        there = [one for one in children.get(code, ()) if (begun or {}).get(one, period) <= period]
        found = [known.get((one, group, period)) or parts(one, group, period) for one in there]
        whole = [one for one in found if one is not None]
        if not found or len(whole) < len(found):
            return None
        return sum(one[0] for one in whole), sum(one[1] for one in whole)

    checked, rows = 0, []
    for (code, group, period), (persons, slack) in known.items():
        # A database need not hold every part of the country.
        below = parts(code, group, period) if tree.levels.get(code, 0) > 0 else None
        if below is None:
            continue
        checked += 1
        if abs(persons - below[0]) > slack + below[1]:
            step = FOREIGN_STEP if group in FOREIGN_GROUPS else 1
            published, summed = (round(one / step) * step for one in (persons, below[0]))
            if published == summed:
                continue  # in the steps that may be told there is no difference
            rows.append(
                {
                    **{"pcode": code, "population_group": group, "period": period, "published": published},
                    **{"parts": summed, "difference": published - summed},
                }
            )
    rows.sort(key=lambda row: (-abs(float(str(row["difference"]))), str(row["pcode"]), str(row["period"])))
    return finding_of(checked, rows, ("pcode", "population_group", "period", "published", "parts", "difference"))


def outside_district(facilities: pd.DataFrame, located: Mapping[str, tuple[str | None, float]]) -> Finding:
    """Tell which facilities stand outside the district that they are registered in.

    Parameters
    ----------
    facilities : pandas.DataFrame
        `facility_id, kind, name_fa, name_en, pcode`.
    located : mapping of str to (str or None, float)
        From `geo.containment.located`, for the facilities that could be looked at: the area that holds the point, and
        the metres to the facility's own area.

    Returns
    -------
    Finding
        `facility_id, kind, name_fa, name_en, pcode, within, metres`; `within` is empty outside all areas.
    """
    rows = [
        {
            **{name: getattr(row, name) for name in ("facility_id", "kind", "name_fa", "name_en", "pcode")},
            **{"within": located[str(row.facility_id)][0] or "", "metres": located[str(row.facility_id)][1]},
        }
        for row in facilities.itertuples()
        if str(row.facility_id) in located and located[str(row.facility_id)][1] > 0
    ]
    rows.sort(key=lambda row: (-float(str(row["metres"])), str(row["facility_id"])))
    columns = ("facility_id", "kind", "name_fa", "name_en", "pcode", "within", "metres")
    return finding_of(len(located), rows, columns)


def without_place(facilities: pd.DataFrame) -> Finding:
    """Tell how many facilities of each district have no coordinates.

    Parameters
    ----------
    facilities : pandas.DataFrame
        `pcode, lat, lon`; NaN where there is none.

    Returns
    -------
    Finding
        `pcode, number`.
    """
    lost = facilities[facilities["lat"].isna() | facilities["lon"].isna()]
    return Finding(len(facilities), len(lost), _counted(lost, ["pcode"]))


def without_boundary(tree: AreaTree, drawn: Iterable[str]) -> Finding:
    """Tell which areas from the province down cannot be drawn.

    Parameters
    ----------
    tree : AreaTree
    drawn : iterable of str
        P-codes with a geometry that can be read.

    Returns
    -------
    Finding
        `pcode, level`.
    """
    known = set(drawn)
    asked = sorted((level, code) for code, level in tree.levels.items() if level > 0)
    rows: list[dict[str, object]] = [{"pcode": code, "level": level} for level, code in asked if code not in known]
    return finding_of(len(asked), rows, ("pcode", "level"))


def old_figures(figures: pd.DataFrame, year: int) -> Finding:
    """Tell which of the latest figures are more than `OLD_AFTER_YEARS` years old.

    Parameters
    ----------
    figures : pandas.DataFrame
        `what, pcode, period`: the Jalali year of each latest figure; NaN where it has none.
    year : int
        The Jalali year of the as-of date.

    Returns
    -------
    Finding
        `what, pcode, number, oldest`; figures without a year are not looked at.
    """
    dated = figures[figures["period"].notna()]
    old = dated[dated["period"] < year - OLD_AFTER_YEARS]
    grouped = old.groupby(["what", "pcode"], observed=True)["period"].agg(["size", "min"]).reset_index()
    grouped = grouped.set_axis(["what", "pcode", "number", "oldest"], axis=1)
    return Finding(len(dated), len(old), grouped.sort_values(["what", "pcode"], ignore_index=True))


def measures_of(kind: str) -> tuple[str, ...]:
    """Return what a facility of a kind should report: what readers are shown and what indicators count.

    Parameters
    ----------
    kind : str
        A key of `KINDS`.

    Returns
    -------
    tuple of str
    """
    shown = KINDS[kind].measures
    return (*shown, *(SCHOOL_MEASURES if KINDS[kind].sector == "education" else ()))


def missing_capacity(facilities: pd.DataFrame) -> Finding:
    """Tell, by kind and measure, how many operating facilities have no figure that is recent enough.

    Parameters
    ----------
    facilities : pandas.DataFrame
        `kind, status` and the measures, NaN where not reported.

    Returns
    -------
    Finding
        `kind, measure, number, of`; a row for each measure that any facility lacks.
    """
    here = facilities[facilities["status"].isin(OPERATING)]
    checked, rows = 0, []
    for kind in KINDS:
        own = here[here["kind"] == kind]
        for measure in measures_of(kind):
            missing = int(own[measure].isna().sum())
            checked += len(own)
            if missing:
                rows.append({"kind": kind, "measure": measure, "number": missing, "of": len(own)})
    rows.sort(key=lambda row: -float(str(row["number"])) / float(str(row["of"])))
    return finding_of(checked, rows, ("kind", "measure", "number", "of"), sum(int(str(row["number"])) for row in rows))


def not_placed(unplaced: ByKind, tree: AreaTree, operating: int) -> Finding:
    """Tell which operating facilities count nowhere.

    Parameters
    ----------
    unplaced : mapping of (str, str) to int
        From `domain.unplaced.unplaced_facilities`: an area's number holds those of the areas in it.
    tree : AreaTree
    operating : int
        Operating facilities in all.

    Returns
    -------
    Finding
        `pcode, kind, number`: by the area where they are registered; those at a code that no area has, at the province.
    """
    below: dict[tuple[str, str], int] = {}
    for (code, kind), number in unplaced.items():
        parent = tree.parents.get(code)
        if parent is not None:
            below[parent, kind] = below.get((parent, kind), 0) + number
    own = {place: number - below.get(place, 0) for place, number in unplaced.items()}
    rows: list[Row] = [
        {"pcode": code, "kind": kind, "number": number} for (code, kind), number in sorted(own.items()) if number > 0
    ]
    return finding_of(operating, rows, ("pcode", "kind", "number"), sum(n for n in own.values() if n > 0))


def not_carried(left: Mapping[str, int], former: int) -> Finding:
    """Tell which areas that are no more have figures on people that count nowhere.

    Parameters
    ----------
    left : mapping of str to int
        From `domain.unplaced.former_people`.
    former : int
        Areas that are no more.

    Returns
    -------
    Finding
        `pcode, period`: the newest year of each.
    """
    rows: list[Row] = [{"pcode": code, "period": year} for code, year in sorted(left.items())]
    return finding_of(former, rows, ("pcode", "period"))


def _counted(data: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    counts = data.groupby(by, observed=True).size().reset_index(name="number")
    return counts.sort_values(["number", *by], ascending=[False, *([True] * len(by))], ignore_index=True)

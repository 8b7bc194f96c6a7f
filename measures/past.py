"""What a database says of the areas of past years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import jdatetime
import pandas as pd

from domain.admin import LEVELS, AreaTree
from domain.crosswalk import Crosswalk, Part
from domain.divisions import areas_then, lies_in, standing

if TYPE_CHECKING:
    from measures.reference import Reference


def with_years(reference: Reference, areas: pd.DataFrame) -> Reference:
    """Add the areas of the years that had others than there are today.

    Parameters
    ----------
    reference : Reference
        Of the as-of date.
    areas : pandas.DataFrame
        Table `admin_area`, all of it.

    Returns
    -------
    Reference
        With `years` and what its options say of them. The newest year with figures stands for today.
    """
    others = areas[~areas["pcode"].isin(list(reference.tree.levels))]
    reference = replace(
        reference,
        others=_names(others),
        options=replace(reference.options, became=_shown(reference.tree)),
    )
    found, stand = {}, {}
    for period in reference.options.periods[:-1]:
        day = min(_last_day(period), reference.as_of)
        parts = lies_in(areas, reference.crosswalk, reference.tree, day)
        stand[period] = standing(areas, reference.tree, parts, day)
        if parts:
            found[period] = _of_year(reference, areas, parts)
    reference = replace(reference, standing={period: codes for period, codes in stand.items() if codes})
    options = replace(reference.options, changed=frozenset(found))
    if reference.scope.areas:  # what a link covers was said of the areas of today
        return replace(reference, options=options)
    options = replace(
        options,
        areas_then={period: one.tree.levels for period, one in found.items()},
        lies_in={period: one.parts for period, one in found.items()},
    )
    years = {period: replace(one, options=options, standing=reference.standing) for period, one in found.items()}
    return replace(reference, options=options, years=years)


def _of_year(reference: Reference, areas: pd.DataFrame, parts: Mapping[str, str]) -> Reference:
    then = areas_then(areas, reference.areas.reset_index(drop=True), parts)
    levels = {str(code): int(level) for code, level in then[["pcode", "level"]].itertuples(index=False)}
    parents = dict(then[["pcode", "parent_pcode"]].itertuples(index=False, name=None))
    into = {code: parts.get(place, place) for code, place in reference.tree.lies_in.items() if code not in levels}
    tree = AreaTree(parents, levels, {**into, **parts})
    return replace(
        reference,
        areas=then.set_index("pcode", drop=False),
        tree=tree,
        former=reference.former - set(levels),
        crosswalk=_unweighted(reference.crosswalk, set(parts.values())),
        today=reference.tree,
        parts=parts,
        others=_names(areas[~areas["pcode"].isin(list(levels))]),
    )


def _names(areas: pd.DataFrame) -> pd.DataFrame:
    return areas.set_index("pcode")[["name_fa", "name_en"]]


def _shown(tree: AreaTree) -> dict[str, str]:
    """Leave out what lies in nothing smaller than the province: a link to it is better told than followed."""
    return {code: place for code, place in tree.lies_in.items() if tree.levels[place] >= LEVELS["county"]}


def _unweighted(crosswalk: Crosswalk, wholes: set[str]) -> Crosswalk:
    """Take the source of the weights from areas whose parts are added up again: the weights decide nothing there."""
    parts = {
        code: tuple(Part(one.pcode, one.weight, "") for one in ways) if code in wholes else ways
        for code, ways in crosswalk.parts.items()
    }
    return replace(crosswalk, parts=parts)


def _last_day(period: int) -> date:
    after: date = jdatetime.date(period + 1, 1, 1).togregorian()
    return after - timedelta(days=1)

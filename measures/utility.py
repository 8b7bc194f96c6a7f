"""How far the protection of small counts can move a figure, told without telling a raw count.

The change that it did cause would be computed from raw counts, and whoever knows the protected figures would learn from
it how far raw ones are away. So two bounds are told instead, which hang on protected cells and the public rule alone:
two databases behind the same cells give the same bounds, and tests hold the true change of the demonstration to them.
"""

from __future__ import annotations

from math import ceil, sqrt

import pandas as pd

from data_access import quality_queries
from domain.admin import LEVEL_NAMES, PROVINCE
from domain.indicators import FOREIGN_GROUPS
from measures.reading import snapshot
from measures.reference import Reference
from measures.release import Evidence
from measures.source import Source, Version

# Smaller areas may change by more, and are left out: a bound in per cent of few people says little.
FEWEST_PEOPLE = 1000
STEP_PCT = 0.1
NINETEEN_OF_TWENTY = 1.96
COLUMNS = ("level", "areas", "people_from", "usual_pct", "largest_pct")


def protection_effect(
    source: Source, reference: Reference, version: Version, evidence: Evidence, period: int
) -> pd.DataFrame:
    """Return how far protection can move the number of foreign nationals of an area, by level.

    Parameters
    ----------
    source : Source
    reference : Reference
    version : Version
    evidence : Evidence
        Of the period.
    period : int
        Jalali year.

    Returns
    -------
    pandas.DataFrame
        `level` (id), `areas` with at least `people_from` foreign nationals, and of these areas the largest of two
        changes in per cent, rounded up to 0.1: `usual_pct`, which 19 of 20 areas of that size stay below, and
        `largest_pct`, which none can pass.
    """
    with snapshot(source._repository, version.name) as repository:
        addresses = len(repository.read("cells", quality_queries.foreign_addresses(period)).data)
    cells = evidence.cells.data
    persons = cells[cells["group"].isin(FOREIGN_GROUPS)].groupby("pcode")["persons"].sum()
    base, tree = source.rounding(version).base, reference.tree
    rows = []
    for level in sorted({tree.levels[code] for code in tree.levels if tree.levels[code] > 0}):
        inside = {
            code: [one for one in persons.index if code in tree.ancestors(one)] for code in tree.within(PROVINCE, level)
        }
        known = [(float(persons[parts].sum()), len(parts)) for parts in inside.values() if parts]
        large = [(people, parts * addresses) for people, parts in known if people >= FEWEST_PEOPLE]
        if large:
            both = [changes(people, count, base) for people, count in large]
            worst = [ceil(round(max(one) / STEP_PCT, 6)) * STEP_PCT for one in zip(*both, strict=True)]
            rows.append((LEVEL_NAMES[level], len(large), FEWEST_PEOPLE, *worst))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def changes(people: float, cells: int, base: int) -> tuple[float, float]:
    """Return the usual and the largest change of a sum of protected cells, in per cent of it.

    Parameters
    ----------
    people : float
        The sum.
    cells : int
        Cells that it may be made of.
    base : int
        What a cell is rounded to.

    Returns
    -------
    tuple of float
        1.96 standard errors, with the largest variance that a cell can have, r (base - r) at r = base / 2; and
        (base - 1) a cell.
    """
    variance = (base // 2) * (base - base // 2)
    return 100 * NINETEEN_OF_TWENTY * sqrt(variance * cells) / people, 100 * (base - 1) * cells / people

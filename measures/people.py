"""Persons by area, groups, sex and age band, with where they come from."""

from __future__ import annotations

from functools import reduce
from operator import or_

from domain.admin import PROVINCE
from domain.frames import PEOPLE_COLUMNS, PeopleFrame
from domain.grants import covers
from domain.persons import persons_told
from measures.origins import Origin
from measures.reference import Reference
from measures.release import Evidence


def people(reference: Reference, evidence: Evidence) -> PeopleFrame:
    """Release the persons of one period.

    Parameters
    ----------
    reference : Reference
    evidence : Evidence
        Of the period; its cells are protected.

    Returns
    -------
    PeopleFrame
        The province and all areas below it that the scope covers, sorted by level and P-code.
    """
    tree = reference.tree
    inside = [code for code in tree.levels if PROVINCE in tree.ancestors(code) and covers(reference.scope, tree, code)]
    areas = sorted(inside, key=lambda code: (tree.levels[code], code))
    told = persons_told(evidence.cells, tree, areas, evidence.basis.missing_limit)
    origins = {code: _origin(code, reference, evidence) for code in areas}
    marked = {code: bool(one.source_ids & reference.demonstration_ids) for code, one in origins.items()}
    data = told.assign(
        reference_period=told["pcode"].map({code: one.span for code, one in origins.items()}),
        is_demonstration=told["pcode"].map(marked).astype(bool),
        source_ids=told["pcode"].map({code: ";".join(sorted(one.source_ids)) for code, one in origins.items()}),
    )[list(PEOPLE_COLUMNS)]
    return PeopleFrame(data, (*reference.truncated, *evidence.cells.truncated))


def _origin(code: str, reference: Reference, evidence: Evidence) -> Origin:
    leaves = reference.tree.leaves(code)
    return reduce(or_, (evidence.origins.people.get(leaf, Origin()) for leaf in leaves), Origin())

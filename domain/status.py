"""Whether an area's figure may be told: enough known people, enough reports, enough persons."""

from __future__ import annotations

from domain.capacity import BaseTable
from domain.disclosure import FEW_BELOW

__all__ = ["FEW_BELOW", "ROUNDING_SLACK", "Row", "blank", "is_too_much", "people_known", "reports_known"]

ROUNDING_SLACK = 1e-9
Row = dict[str, object]


def blank(status: str, notes: list[str]) -> Row:
    """Return the row of an area that has no figure to show."""
    return {"status": status, "note": ";".join(notes)}


def is_too_much(missing: float, of: float, limit: float) -> bool:
    """Tell whether more than the allowed share is missing; a fifth of five is one, and one of five is allowed."""
    return missing > limit * of + ROUNDING_SLACK


def people_known(table: BaseTable, code: str, leaves: list[str], limit: float) -> tuple[list[int], list[str], bool]:
    """Look for the people of an area.

    Parameters
    ----------
    table : BaseTable
    code : str
        P-code of the area.
    leaves : list of str
        Its lowest areas.
    limit : float
        Share (0 to 1) of them that may lack people.

    Returns
    -------
    inside : list of int
        Rows of the base areas with known people.
    notes : list of str
        What is missing.
    told : bool
        Whether enough is known.
    """
    inside = table.inside.get(code, [])
    missing = sum(not table.held[leaf] for leaf in leaves)
    if not inside or is_too_much(missing, len(leaves), limit):
        return inside, ["no_population"], False
    return inside, [f"areas_missing:{missing}/{len(leaves)}"] if missing else [], True


def reports_known(count: int, reported: int, limit: float) -> tuple[list[str], bool]:
    """Return a note of how many facilities reported, and whether they are enough."""
    notes = [f"reported:{reported}/{count}"] if reported < count else []
    if is_too_much(count - reported, count, limit):
        return ["under_reported", *notes], False
    return notes, True

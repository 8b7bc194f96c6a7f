"""Commitments of the demonstration meetings, joined to the facilities they are about."""

from data_access.admin.demo import facts
from data_access.admin.demo.facilities import everything
from data_access.tables import commitment

Row = dict[str, object]


def commitment_rows() -> list[Row]:
    """Return the rows of `commitment`; `facility_kind` and `facility_status` of the facts choose the facility."""
    taken: set[str] = set()
    return [_commitment(row, taken) for row in facts.rows("commitment")]


def _commitment(row: dict[str, str], taken: set[str]) -> Row:
    chosen: Row = {name: value or None for name, value in row.items() if name in commitment.columns}
    chosen |= {"promised": float(row["promised"]), "amount": float(row["amount"]) if row["amount"] else None}
    return chosen | {"facility_id": _facility(row, taken)}


def _facility(row: dict[str, str], taken: set[str]) -> str | None:
    """Return the first facility of the kind, status and district that no other commitment has."""
    if not row["facility_kind"]:
        return None
    wanted = (row["pcode"], row["facility_kind"], row["facility_status"])
    found = next(
        facility.facility_id
        for facility in everything()
        if (facility.pcode, facility.kind, facility.status(facts.LATEST)) == wanted
        and facility.facility_id not in taken
    )
    taken.add(found)
    return found

"""What the example rows of the template hold."""

from __future__ import annotations

from data_access.admin.workbook.layout import Field
from domain.contract import Place
from domain.workbook import EXAMPLE, Names

_VALUES: dict[str, str | int | float] = {
    "accessed_on": "1404/07/25",
    "amount": 45000,
    "area_km2": 410.5,
    "center_lat": 35.7,
    "center_lon": 52.1,
    "currency": "USD",
    "delivered": 40,
    "dest_id": "facility_1",
    "due_on": "1405/06/31",
    "from_pcode": "IR2399",
    "held_on": "1404/07/22",
    "item_no": 1,
    "lat": 35.7,
    "licence": "CC BY 4.0",
    "lon": 52.1,
    "minutes": 25,
    "mode": "walk",
    "origin_id": "settlement_1",
    "parent_pcode": "IR23",
    "pcode": "IR2310",
    "period": 1404,
    "persons": 1250,
    "promised": 120,
    "published_on": "1404/07/22",
    "released_on": "1404/07/22",
    "to_pcode": "IR2310",
    "unit": "seats",
    "update_every_days": 365,
    "updated_on": "1404/08/10",
    "url": "https://example.org",
    "valid_from": "1390",
    "value": 12,
    "weight": 1,
}
# Where the first code of the list would contradict what stands beside it.
_CODES: dict[Place, object] = {("admin_area", "level"): 2}
_EMPTY = frozenset({"cod_pcode", "valid_to", "supporter_id", "facility_id"})


def sample(one: Field, names: Names, lang: str, *, first: bool) -> str | int | float | None:
    """Return the example of a column.

    Parameters
    ----------
    one : Field
    names : Names
    lang : {'fa', 'en'}
    first : bool
        Whether it is the first of its row, which carries the mark that the row is an example.

    Returns
    -------
    str, int, float or None
    """
    value = _value(one, names, lang)
    return f"{EXAMPLE} {value}" if first else value


def _value(one: Field, names: Names, lang: str) -> str | int | float | None:
    if one.codes:
        return names.codes[one.place][_CODES.get(one.place, one.codes[0])].in_language(lang)
    if one.form == "yes_no":
        return names.yes.in_language(lang)
    if one.name in _VALUES:
        return _VALUES[one.name]
    if one.name in _EMPTY and not one.filled:
        return None
    if one.form == "text":
        said = names.samples[one.table]
        return said.in_language(one.name[-2:]) if one.name.endswith(("_fa", "_en")) else said.in_language(lang)
    return f"{one.name.removesuffix('_id')}_1"

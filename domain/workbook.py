"""The workbook that a data steward fills in: its sheets, their tags of HXL, and what each column takes in a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from domain import contract
from domain.contract import Place
from domain.disclosure import PERSON_MEASURES
from domain.indicator import Text
from domain.indicators import CATALOGUE

Form = Literal["id", "pcode", "code", "year", "day", "about_day", "yes_no", "whole", "number", "text"]

# In the order in which they are filled in: whatever a row names stands before it.
SHEETS = (
    *("source", "admin_area", "population", "settlement", "partner"),
    *("facility", "facility_status", "facility_capacity", "service_standard", "benchmark"),
    *("meeting", "agenda_item", "commitment", "commitment_update", "crosswalk", "travel_time", "unit_cost", "dataset"),
)
# Without them the dashboard has nothing to show; the others may stay empty.
REQUIRED = frozenset(
    {"source", "admin_area", "population", "facility", "facility_status", "facility_capacity", "service_standard"}
)
# A boundary is longer than a cell of a spreadsheet may be; boundary files have their own way in.
LEFT_OUT: frozenset[Place] = frozenset({("admin_area", "boundary")})
EXAMPLE = "#example"
LONGEST_CELL = 32_767

# Counts of persons wherever they stand; promises and deliveries may be ones.
_COUNTS = frozenset({"persons", "promised", "delivered"})
# Where `value` is known for no count of persons: by the column that says what is counted.
_COUNTED: Mapping[str, tuple[str, frozenset[object]]] = {
    "facility_capacity": ("measure", frozenset(contract.ALL_MEASURES) - set(PERSON_MEASURES)),
    "benchmark": ("indicator_id", frozenset(contract.PASSED_OVER["benchmark", "indicator_id"]) - {"foreign_persons"}),
    "service_standard": ("indicator_id", frozenset(CATALOGUE)),
}

PCODES = frozenset({"pcode", "parent_pcode", "from_pcode", "to_pcode"})
# A day, or only the month or the year that is known.
ABOUT_DAYS = frozenset({"valid_from", "valid_to"})
IDS = frozenset({"data_version", "cod_pcode", "origin_id", "dest_id"})

# Tags of HXL 1.1 with attributes that tell the columns of one sheet apart. Jalali years are no `#date` of HXL, so
# they carry an attribute that says so.
TAGS: Mapping[str, str] = {
    "accessed_on": "#date+accessed",
    "action": "#activity+type",
    "age_band": "#population+age",
    "amount": "#value+num",
    "area_km2": "#geo+area+num",
    "area_type": "#population+area",
    "boundary_quality": "#geo+quality",
    "center_lat": "#geo+center+lat",
    "center_lon": "#geo+center+lon",
    "cod_pcode": "#loc+code+cod",
    "commitment_id": "#activity+code",
    "confidence": "#meta+confidence",
    "currency": "#currency+code",
    "data_version": "#meta+version",
    "decision_en": "#description+decision+i_en",
    "decision_fa": "#description+decision+i_fa",
    "delivered": "#reached+num",
    "dest_id": "#loc+dest+code",
    "due_on": "#date+due",
    "facility_id": "#loc+facility+code",
    "from_pcode": "#loc+code+from",
    "held_on": "#date+held",
    "indicator_id": "#indicator+code",
    "is_default": "#meta+default",
    "item_no": "#meta+item",
    "kind": "#meta+type",
    "lat": "#geo+lat",
    "level": "#geo+admin_level",
    "licence": "#meta+license",
    "lon": "#geo+lon",
    "measure": "#capacity+type",
    "meeting_id": "#event+code",
    "minutes": "#indicator+minutes+num",
    "mode": "#service+mode",
    "name_en": "#loc+name+i_en",
    "name_fa": "#loc+name+i_fa",
    "note_en": "#description+i_en",
    "note_fa": "#description+i_fa",
    "open_to": "#service+group",
    "origin_id": "#loc+origin+code",
    "parent_pcode": "#loc+code+parent",
    "partner_id": "#org+code",
    "pcode": "#loc+code",
    "period": "#date+year+jalali",
    "persons": "#population+num",
    "place_en": "#loc+place+i_en",
    "place_fa": "#loc+place+i_fa",
    "population_group": "#population+group",
    "promised": "#targeted+num",
    "published_on": "#date+published",
    "publisher": "#org+publisher",
    "released_on": "#date+released",
    "sector": "#sector",
    "settlement_id": "#loc+settlement+code",
    "sex": "#population+sex",
    "source_id": "#meta+source",
    "standard_id": "#meta+standard",
    "status": "#status",
    "supporter_id": "#org+support+code",
    "text_en": "#activity+description+i_en",
    "text_fa": "#activity+description+i_fa",
    "title_en": "#event+name+i_en",
    "title_fa": "#event+name+i_fa",
    "to_pcode": "#loc+code+to",
    "unit": "#indicator+unit",
    "update_every_days": "#meta+days+num",
    "updated_on": "#date+reported",
    "url": "#meta+url",
    "valid_from": "#date+start",
    "valid_to": "#date+end",
    "value": "#indicator+value+num",
    "weight": "#indicator+weight+num",
}


@dataclass(frozen=True)
class Names:
    """What sheets, columns and codes are called in both languages; the words are made above, the files below.

    Attributes
    ----------
    guide, lists : Text
        Names of the sheets with the instructions and with the codes.
    lines : tuple of Text
        The instructions.
    titles : mapping of str to Text
        By table.
    headings, notes : mapping of (str, str) to Text
        By table and column.
    codes : mapping of (str, str) to mapping
        By table and column: what each code is called.
    samples : mapping of str to Text
        A name for the example row of a table.
    yes, no, needed, may_lack : Text
    fill, may_be_empty : Text
        What the note of a column says of its cells.
    """

    guide: Text
    lists: Text
    lines: tuple[Text, ...]
    titles: Mapping[str, Text]
    headings: Mapping[Place, Text]
    notes: Mapping[Place, Text]
    codes: Mapping[Place, Mapping[object, Text]]
    samples: Mapping[str, Text]
    yes: Text
    no: Text
    needed: Text
    may_lack: Text
    fill: Text
    may_be_empty: Text


def sheet_title(title: Text) -> str:
    """Return the name of a sheet in both languages.

    Parameters
    ----------
    title : Text

    Returns
    -------
    str
    """
    return f"{title.fa} {title.en}"


def codes_of(place: Place) -> tuple[object, ...]:
    """Return the codes of a column, or nothing where it has none.

    Parameters
    ----------
    place : tuple of str
        Table and column.

    Returns
    -------
    tuple
    """
    return contract.CODES.get(place) or contract.PASSED_OVER.get(place) or ()


def form_of(place: Place, kind: str) -> Form:
    """Return how the cells of a column are read.

    Parameters
    ----------
    place : tuple of str
        Table and column.
    kind : {'text', 'integer', 'float', 'boolean'}
        Of its values in the database.

    Returns
    -------
    str
    """
    column = place[1]
    if codes_of(place):
        return "code"
    if kind != "text":
        numbers: dict[str, Form] = {"boolean": "yes_no", "float": "number"}
        return "year" if column == "period" else numbers.get(kind, "whole")
    if column in PCODES:
        return "pcode"
    if place in contract.DATES:
        return "day"
    if column in ABOUT_DAYS:
        return "about_day"
    return "id" if column in IDS or column.endswith("_id") else "text"


def is_count_of_persons(table: str, column: str, row: Mapping[str, object]) -> bool:
    """Tell whether a cell holds, or may hold, a count of persons, which is shown nowhere.

    Parameters
    ----------
    table, column : str
    row : mapping of str to object
        What stands beside it.

    Returns
    -------
    bool
    """
    if column != "value":
        return column in _COUNTS
    beside, others = _COUNTED.get(table, ("", frozenset()))
    return row.get(beside) not in others

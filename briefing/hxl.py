"""HXL tags of a released frame, from the HXL 1.1 hashtag dictionary; a column that no tag fits has none.

Years are of the Jalali calendar, which HXL's `#date` would take for Gregorian ones: a tagged table says in two more
columns from which day to which day a year lasts.
"""

from __future__ import annotations

import jdatetime
import pandas as pd

from domain.admin import LEVELS
from domain.selection import Selection

DATES = ("period_start", "period_end")
TAGS = {
    "indicator_id": "#indicator+code",
    "value": "#indicator+value+num",
    "unit": "#indicator+unit",
    "demand_persons": "#population",
    "capacity": "#capacity+num",
    # Need that capacity does not meet, as the dictionary defines it; `need` itself is met in part.
    "shortage": "#need",
    "source_ids": "#meta+source",
    "note": "#description",
    "period_start": "#date+start",
    "period_end": "#date+end",
}
OF_AREA = {"pcode": "code", "name_fa": "name+i_fa", "name_en": "name+i_en"}


def with_dates(data: pd.DataFrame) -> pd.DataFrame:
    """Return released rows with the first and the last day of their year, ISO 8601, behind their columns."""
    first = [jdatetime.date(int(year), 1, 1).togregorian() for year in data["period"]]
    next_ = [jdatetime.date(int(year) + 1, 1, 1).togregorian() for year in data["period"]]
    last = [day - pd.Timedelta(days=1).to_pytimedelta() for day in next_]
    days = zip(DATES, (first, last), strict=True)
    return data.assign(**{name: [day.isoformat() for day in found] for name, found in days})


def tags(selection: Selection, columns: list[str]) -> list[str]:
    """Return the tag of each column, empty where none fits.

    Parameters
    ----------
    selection : Selection
        Its level says which administrative level the rows are: counties `#adm2`, districts `#adm3`.
    columns : list of str

    Returns
    -------
    list of str
    """
    area = f"#adm{LEVELS[selection.level]}"
    people = "#population+refugees" if selection.groups == ("refugee",) else "#population"
    known = TAGS | {name: f"{area}+{part}" for name, part in OF_AREA.items()} | {"demand_persons": people}
    return [known.get(column, "") for column in columns]

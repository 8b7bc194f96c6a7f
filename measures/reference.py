"""What a database says about itself, apart from figures: areas, standards, benchmarks, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from domain.admin import AreaTree
from domain.crosswalk import Crosswalk
from domain.grants import EVERYTHING, Scope
from domain.selection import Options

ISO_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True)
class Reference:
    """What a database says about itself, apart from figures.

    Attributes
    ----------
    areas : pandas.DataFrame
        Table `admin_area` without geometry, indexed by P-code: the areas that exist on the as-of date.
    tree : AreaTree
    standards, benchmarks, sources : pandas.DataFrame
        The tables of these names; sources indexed by `source_id`.
    options : Options
    demonstration_ids : frozenset of str
        Sources of kind demonstration.
    standard_sources : dict of str to frozenset of str
        Standard id to its sources.
    truncated : tuple of str
        Tables that the row cap cut.
    as_of : datetime.date
        The day on which these areas exist, and on which figures are told.
    rounding_base : int
        What counts of foreign nationals are rounded to, persons.
    former : frozenset of str
        Areas of the table that do not exist on the as-of date.
    absent : tuple of str
        Tables that the database lacks and that are done without.
    scope : Scope
        What was read of it: areas around those that it covers are names here, without a figure anywhere.
    crosswalk : Crosswalk
        How areas of former years became those of the as-of date.
    years : mapping of int to Reference
        The same of the years that had other areas.
    today : AreaTree or None
        Of a past year: the areas of the as-of date, whose counts are protected and then added up to those of the year.
    parts : mapping of str to str
        Of a past year: areas of the as-of date to the one that they were a part of.
    standing : mapping of int to tuple of str
        By year the areas of today that came later and that stand in the year all the same.
    others : pandas.DataFrame or None
        `name_fa, name_en` by P-code of what the table has beside the areas: what is no more, or was none yet.
    """

    areas: pd.DataFrame
    tree: AreaTree
    standards: pd.DataFrame
    benchmarks: pd.DataFrame
    sources: pd.DataFrame
    options: Options
    demonstration_ids: frozenset[str]
    standard_sources: dict[str, frozenset[str]]
    truncated: tuple[str, ...]
    as_of: date
    rounding_base: int
    former: frozenset[str] = frozenset()
    absent: tuple[str, ...] = ()
    scope: Scope = EVERYTHING
    # Figures that a link keeps are made already, and what lies around its areas is not in it.
    crosswalk: Crosswalk = field(default_factory=Crosswalk, metadata={"kept": False})
    years: Mapping[int, Reference] = field(default_factory=dict, metadata={"kept": False})
    today: AreaTree | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    standing: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    others: pd.DataFrame | None = None

    def of_year(self, period: int | None) -> Reference:
        """Return the reference of a year that had other areas; itself for any other, and for none."""
        return self if period is None else self.years.get(period, self)

    def then(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Set rows with a `pcode` at the areas of the reference's year; the same rows where all of them are."""
        return rows.assign(pcode=rows["pcode"].replace(dict(self.parts))) if self.parts else rows

    def name(self, code: str, lang: str) -> str:
        """Return the name of an area, or of what is none in the reference's year; the code where nobody knows it."""
        for table in (self.areas, self.others):
            if table is not None and code in table.index:
                return str(table.at[code, f"name_{lang}"])
        return code

    def of_today(self) -> Reference:
        """Return the reference for whom each year stands on the areas of the as-of date."""
        return replace(self, options=replace(self.options, areas_then={}, lies_in={}), years={})

    def published_on(self, source_ids: Iterable[object]) -> list[date]:
        """Return when the sources were published; `source_ids` may hold several with `;` between them."""
        ids = {one for text in source_ids if isinstance(text, str) for one in text.split(";")}
        texts = self.sources["published_on"].reindex(sorted(ids)).dropna()
        return [date.fromisoformat(text) for text in texts if ISO_DATE.fullmatch(str(text))]

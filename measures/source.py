"""A database as the measures see it, and its reference tables: areas, standards, benchmarks, sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from data_access import queries
from data_access.engine import DatabaseError, read_only_engine
from data_access.repository import Repository
from data_access.settings import DEMO_VERSION_PREFIX, Settings, rounding_key
from domain.admin import PROVINCE, AreaTree
from domain.disclosure import Rounding
from domain.selection import Options


@dataclass(frozen=True)
class Version:
    """The data version and the day it was released."""

    name: str
    released_on: date

    @property
    def is_demonstration(self) -> bool:
        """Whether the whole database is the demonstration."""
        return self.name.startswith(DEMO_VERSION_PREFIX)


@dataclass(frozen=True)
class Reference:
    """What a database says about itself, apart from figures.

    Attributes
    ----------
    areas : pandas.DataFrame
        Table `admin_area` without geometry, indexed by P-code.
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


class Source:
    """One database, opened read-only.

    Parameters
    ----------
    settings : Settings

    Raises
    ------
    DatabaseError, SettingError
        The database cannot be opened; each method raises `DatabaseError` when it goes away later.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.repository = Repository(read_only_engine(settings.database_url, settings.timeout_s), settings.row_cap)

    def version(self) -> Version:
        """Return the data version; one small query."""
        name, released_on = self.repository.data_version()
        try:
            return Version(name, date.fromisoformat(released_on))
        except ValueError:
            raise DatabaseError("bad_data", f"dataset.released_on is {released_on!r}, not a date") from None

    def as_of(self, version: Version) -> date:
        """Return today: the setting, the demonstration's own date, or the clock."""
        if self.settings.as_of is not None:
            return self.settings.as_of
        return version.released_on if version.is_demonstration else date.today()

    def rounding(self, version: Version) -> Rounding:
        """Return how this data version is rounded."""
        return Rounding(rounding_key(self.settings, version.name), self.settings.rounding_base)

    def reference(self) -> Reference:
        """Read the reference tables.

        Raises
        ------
        DatabaseError
            'bad_data' when there is no period with figures, or no province.
        """
        read = self.repository.read
        areas = read("admin_area", queries.areas())
        standards = read("service_standard", queries.standards())
        benchmarks, sources = read("benchmark", queries.benchmarks()), read("source", queries.sources())
        periods = tuple(int(period) for period in read("population", queries.periods()).data["period"])
        if not periods:
            raise DatabaseError("bad_data", "population has no figure on refugees or documented foreign nationals")
        levels = {str(code): int(level) for code, level in areas.data[["pcode", "level"]].itertuples(index=False)}
        if PROVINCE not in levels:
            raise DatabaseError("bad_data", f"admin_area has no row {PROVINCE}, the province that everything lies in")
        parents: dict[str, object] = dict(areas.data[["pcode", "parent_pcode"]].itertuples(index=False))
        choices: dict[str, dict[str, float]] = {}
        for row in standards.data.itertuples():
            choices.setdefault(str(row.indicator_id), {})[str(row.standard_id)] = float(str(row.value))
        marked = sources.data.loc[sources.data["kind"] == "demonstration", "source_id"]
        return Reference(
            areas=areas.data.set_index("pcode", drop=False),
            tree=AreaTree(
                {code: parent if isinstance(parent, str) else None for code, parent in parents.items()}, levels
            ),
            standards=standards.data,
            benchmarks=benchmarks.data,
            sources=sources.data.set_index("source_id", drop=False),
            options=Options(periods, levels, choices),
            demonstration_ids=frozenset(marked),
            standard_sources={
                str(row.standard_id): frozenset({str(row.source_id)}) for row in standards.data.itertuples()
            },
            truncated=tuple(frame.table for frame in (areas, standards, benchmarks, sources) if frame.truncated),
        )

    def boundaries(self) -> pd.DataFrame:
        """Return `pcode, level, boundary` (GeoJSON text) of the areas that have a geometry."""
        return self.repository.read("admin_area", queries.boundaries()).data

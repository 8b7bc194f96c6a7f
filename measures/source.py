"""A database as the measures see it, and its reference tables: areas, standards, benchmarks, sources."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data_access import queries
from data_access.engine import read_only_engine
from data_access.repository import Repository
from data_access.settings import DEMO_VERSION_PREFIX, Settings, rounding_key
from data_access.stamp import stamp
from data_access.trouble import DatabaseError
from domain.admin import LEVELS, PROVINCE, AreaTree
from domain.crosswalk import Crosswalk, crosswalk_of
from domain.disclosure import Rounding
from domain.divisions import found_in
from domain.grants import EVERYTHING, Scope, covers, indicators_of
from domain.selection import Options
from domain.validity import existing, first_years
from geo.whole import united
from measures.past import with_years
from measures.reading import if_there, snapshot
from measures.reference import Reference


@dataclass(frozen=True)
class Version:
    """The data version and the day it was released.

    Attributes
    ----------
    name : str
    released_on : datetime.date
    is_demonstration : bool
        Whether this is the demonstration and nobody's real count stands in it. Real counts in a copy of the
        demonstration file keep its name; they need the secret key and the clock.
    stamp : str
        Another one where the content may be another under the same name.
    """

    name: str
    released_on: date
    is_demonstration: bool = False
    stamp: str = ""

    @property
    def carries_mark(self) -> bool:
        """Whether the database began as the demonstration, so that made-up figures may still be in it."""
        return self.name.startswith(DEMO_VERSION_PREFIX)


class Source:
    """One database, opened read-only.

    Parameters
    ----------
    settings : Settings
    whole : Repository, optional
        What it reads through; opened from the settings where none is given.
    scope : Scope
        What it reads. Only the data version is that of the whole database.

    Raises
    ------
    DatabaseError, SettingError
        The database cannot be opened; each method raises `DatabaseError` when it goes away later.
    """

    def __init__(self, settings: Settings, whole: Repository | None = None, scope: Scope = EVERYTHING) -> None:
        self.settings, self.scope = settings, scope
        if whole is None:
            whole = Repository(read_only_engine(settings.database_url, settings.timeout_s), settings.row_cap)
        self._whole = whole
        self._repository = whole.narrowed(scope)

    def narrowed(self, scope: Scope) -> Source:
        """Return the same database through the same connections, of which no more is read than a scope covers.

        Parameters
        ----------
        scope : Scope

        Returns
        -------
        Source
        """
        return Source(self.settings, self._whole, scope)

    def close(self) -> None:
        """Close the connections that are kept for the next question; another question opens new ones."""
        self._repository.close()

    def version(self) -> Version:
        """Return the data version; one small query, and a second one where the name is the demonstration's."""
        seen = stamp(self.settings.database_url)  # before the query, so that a change between the two is noticed later
        name, released_on = self._whole.data_version()
        try:
            version = Version(name, date.fromisoformat(released_on), stamp=seen)
        except ValueError:
            raise DatabaseError("bad_data", f"dataset.released_on is {released_on!r}, not a date", "dataset") from None
        if not version.carries_mark:
            return version
        kinds = self._whole.read("source of protected counts", queries.kinds_of_protected_counts()).data["kind"]
        return replace(version, is_demonstration=set(kinds) <= {"demonstration"})

    def as_of(self, version: Version) -> date:
        """Return today: the setting, the demonstration's own date, or the clock."""
        if self.settings.as_of is not None:
            return self.settings.as_of
        return version.released_on if version.is_demonstration else date.today()

    def rounding(self, version: Version) -> Rounding:
        """Return how this data version is rounded."""
        return Rounding(rounding_key(self.settings, version.is_demonstration), self.settings.rounding_base)

    def reference(self, version: Version | None = None) -> Reference:
        """Read the reference tables.

        Parameters
        ----------
        version : Version, optional
            Asked for where it is not given: the areas are those that exist on its as-of date.

        Returns
        -------
        Reference

        Raises
        ------
        DatabaseError
            'bad_data' when there is no period with figures, or no province; 'changed' when the data version is another
            by now.
        """
        version = version or self.version()
        crosswalk, former = self._changes(version)
        with snapshot(self._repository, version.name) as repository:
            all_areas = repository.read("admin_area", queries.areas())
            standards = repository.read("service_standard", queries.standards())
            sources = repository.read("source", queries.sources())
            periods = tuple(int(year) for year in repository.read("population", queries.periods()).data["period"])
            benchmarks = if_there(lambda: repository.read("benchmark", queries.benchmarks()))
        areas = existing(all_areas.data, self.as_of(version))
        tree = _tree(areas)
        if PROVINCE not in tree.levels:
            text = f"admin_area has no row {PROVINCE}, the province that everything lies in"
            raise DatabaseError("bad_data", text, "admin_area")
        tree = replace(tree, lies_in={code: place for code, place in former.items() if place in tree.levels})
        if self.scope.areas and any(
            covers(self.scope, tree, one.pcode) for ways in crosswalk.parts.values() for one in ways
        ):  # figures of older years may be carried there
            whole = self._whole.read("population", queries.periods()).data
            periods = tuple(int(year) for year in whole["period"])
        if not periods:
            text = "population has no figure on refugees or documented foreign nationals"
            raise DatabaseError("bad_data", text, "population")
        choices: dict[str, dict[str, float]] = {}
        for row in standards.data.itertuples():
            choices.setdefault(str(row.indicator_id), {})[str(row.standard_id)] = float(str(row.value))
        marked = sources.data.loc[sources.data["kind"] == "demonstration", "source_id"]
        known = Reference(
            areas=areas.set_index("pcode", drop=False),
            tree=tree,
            standards=standards.data,
            benchmarks=benchmarks.data if benchmarks else _no_benchmarks(),
            sources=sources.data.set_index("source_id", drop=False),
            options=Options(periods, tree.levels, choices, indicators_of(self.scope), self._counties(tree)),
            demonstration_ids=frozenset(marked),
            standard_sources={
                str(row.standard_id): frozenset({str(row.source_id)}) for row in standards.data.itertuples()
            },
            truncated=tuple(
                frame.table for frame in (all_areas, standards, benchmarks, sources) if frame and frame.truncated
            ),
            as_of=self.as_of(version),
            rounding_base=self.settings.rounding_base,
            former=frozenset(all_areas.data["pcode"]) - frozenset(areas["pcode"]),
            absent=() if benchmarks else ("benchmark",),
            scope=self.scope,
            crosswalk=crosswalk,
        )
        return with_years(known, all_areas.data)

    def _changes(self, version: Version) -> tuple[Crosswalk, dict[str, str]]:
        """Read how areas changed: of the whole database, since what becomes of an area is the same for everybody."""
        with snapshot(self._whole, version.name) as repository:
            areas = repository.read("admin_area", queries.areas()).data
            if areas[["valid_from", "valid_to"]].isna().all(axis=None):  # nothing has ever changed
                return Crosswalk(), {}
            rows = if_there(lambda: repository.read("crosswalk", queries.crosswalk()))  # an office need not have it
        there = existing(areas, self.as_of(version))
        tree = _tree(there)
        walk = Crosswalk()
        if rows is not None:
            ways = rows.data.itertuples(index=False, name=None)
            walk = crosswalk_of(ways, frozenset(areas["pcode"]), frozenset(tree.levels), first_years(there))
        return walk, found_in(areas, walk, tree)

    def _counties(self, tree: AreaTree) -> tuple[str, ...]:
        """Return the counties that a narrow scope covers."""
        counties = tree.within(PROVINCE, LEVELS["county"]) if self.scope.areas else []
        return tuple(code for code in counties if covers(self.scope, tree, code))

    def boundaries(self, reference: Reference) -> pd.DataFrame:
        """Return `pcode, level, boundary` (GeoJSON text) of what has a geometry and lies in the scope."""
        rows = self._repository.read("admin_area", queries.boundaries()).data
        if reference.today is not None:
            rows = united(rows, reference.parts, reference.today.levels)
        known = [code for code in reference.areas["pcode"] if covers(self.scope, reference.tree, str(code))]
        return rows[rows["pcode"].isin(known)]


def _tree(areas: pd.DataFrame) -> AreaTree:
    levels = {str(code): int(level) for code, level in areas[["pcode", "level"]].itertuples(index=False)}
    parents: dict[str, object] = dict(areas[["pcode", "parent_pcode"]].itertuples(index=False))
    return AreaTree({code: parent if isinstance(parent, str) else None for code, parent in parents.items()}, levels)


def _no_benchmarks() -> pd.DataFrame:
    return pd.DataFrame(columns=[column.name for column in queries.benchmarks().selected_columns])

"""A database held against the data contract: what is missing, wrong or thin, ready to be told.

A finding shows keys and what cannot be right, never a count of persons that may be true.
"""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from data_access import tables as t
from data_access.contract_check import Broken, Examined, examine
from data_access.contract_schema import Fault
from data_access.engine import read_only_engine
from data_access.settings import Settings, read_settings
from data_access.trouble import DatabaseError
from geo.containment import readable
from measures.quality import Quality, quality
from measures.release import evidence
from measures.source import Source

# A rule may look at every row of the largest table.
CHECK_TIMEOUT_S = 120.0
Cell = str | int | float | bool | None


@dataclass(frozen=True)
class ContractFinding:
    """One rule that the database breaks.

    Attributes
    ----------
    id : str
        Of the rule; `wording.contract_words` has its text.
    severity : {'error', 'warning', 'note'}
    table : str
    columns : tuple of str
    count : int
        Rows at fault; 0 where it is the table or the column itself.
    names : tuple of str
        Columns of `rows`.
    rows : tuple of tuple
        The first ten.
    allowed : tuple
        What would be right, where that is a list.
    found : str
        The type that was found in place of the contract's.
    """

    id: str
    severity: str
    table: str
    columns: tuple[str, ...] = ()
    count: int = 0
    names: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    allowed: tuple[object, ...] = ()
    found: str = ""


@dataclass(frozen=True)
class ContractReport:
    """What a check of a database found.

    Attributes
    ----------
    data_version : str
        Empty where it cannot be read.
    as_of : datetime.date
    findings : tuple of ContractFinding
        Errors first.
    sizes : dict of str to int
        Rows of each table that is there.
    passed, left_out : int
        Rules that are kept, and rules that could not be looked at since a column lacks.
    quality : Quality or None
        What stands out in the figures; None where errors keep them from being read.
    period : int
        The year that `quality` looks at; 0 without.
    years : dict of int to int
        Rows by year, of people and of what facilities have by year.
    """

    data_version: str
    as_of: date
    findings: tuple[ContractFinding, ...]
    sizes: dict[str, int]
    passed: int
    left_out: int
    quality: Quality | None = None
    period: int = 0
    years: dict[int, int] = field(default_factory=dict)

    def of(self, severity: str) -> tuple[ContractFinding, ...]:
        """Return the findings of one severity."""
        return tuple(one for one in self.findings if one.severity == severity)


def check_database(settings: Settings, *, figures: bool = True, counts: bool = True) -> ContractReport:
    """Hold the database of the settings against the contract.

    Parameters
    ----------
    settings : Settings
    figures : bool
        Whether the checks of data quality run too, which read every year.
    counts : bool
        Whether rules are run whose outcome hangs on raw counts of persons; not for a page.

    Returns
    -------
    ContractReport

    Raises
    ------
    DatabaseError
        The database is not there, or is lost meanwhile.
    SettingError
        The address is none.
    """
    # A page keeps to the time that the office allows.
    engine = read_only_engine(settings.database_url, CHECK_TIMEOUT_S if counts else settings.timeout_s)
    try:
        version, as_of = _version(settings)
        found = examine(engine, as_of, _can_be_drawn, counts=counts)
        findings = findings_of(found)
    finally:
        engine.dispose()
    report = ContractReport(version, as_of, findings, found.sizes, found.passed, found.left_out, years=found.years)
    if not figures or report.of("error"):
        return report
    try:
        return _with_figures(report, settings)
    except DatabaseError as error:  # a database without foreign nationals, or one that takes too long
        unread = ContractFinding("figures_unread", "warning", "dataset", found=error.detail)
        return replace(report, findings=(*report.findings, unread))


def findings_in(connection: Any) -> tuple[ContractFinding, ...]:  # noqa: ANN401 - of SQLAlchemy, which stays below
    """Hold what a transaction has written so far against the contract.

    Parameters
    ----------
    connection : sqlalchemy.Connection

    Returns
    -------
    tuple of ContractFinding

    Raises
    ------
    DatabaseError
        The database is lost meanwhile.
    """
    return findings_of(examine(connection, read_settings().as_of or date.today(), _can_be_drawn))


def _can_be_drawn(text: object) -> bool:
    return readable(str(text))


def findings_of(found: Examined) -> tuple[ContractFinding, ...]:
    """Put what an examination found into one list.

    Parameters
    ----------
    found : Examined

    Returns
    -------
    tuple of ContractFinding
        Errors before warnings before notes, in the order of the tables.
    """
    all_found = [*map(_of_fault, found.faults), *map(_of_rule, found.broken)]
    order = {severity: place for place, severity in enumerate(("error", "warning", "note"))}
    tables = {name: place for place, name in enumerate(t.metadata.tables)}
    return tuple(sorted(all_found, key=lambda one: (order[one.severity], tables[one.table])))


def _of_fault(fault: Fault) -> ContractFinding:
    severity = "note" if fault.optional else "error"
    columns = (fault.column,) if fault.column else ()
    return ContractFinding(fault.id, severity, fault.table, columns, found=fault.found)


def _of_rule(broken: Broken) -> ContractFinding:
    rule = broken.rule
    rows = tuple(tuple(_plain(cell) for cell in row) for row in broken.rows)
    return ContractFinding(
        rule.id, rule.severity, rule.table, rule.columns, broken.count, broken.names, rows, rule.allowed
    )


def _plain(cell: object) -> Cell:
    return cell if cell is None or isinstance(cell, (str, int, float, bool)) else str(cell)


def _version(settings: Settings) -> tuple[str, date]:
    """Return data version and as-of date; without a version that can be read, today."""
    with suppress(DatabaseError), closing(Source(settings)) as source:
        version = source.version()
        return version.name, source.as_of(version)
    return "", settings.as_of or date.today()


def _with_figures(report: ContractReport, settings: Settings) -> ContractReport:
    with closing(Source(settings)) as source:
        version = source.version()
        reference = source.reference(version)
        years = reference.options.periods
        known = {year: evidence(source, reference, version, year) for year in years}
        found = quality(source, reference, version, known, years[-1])
    return replace(report, quality=found, period=years[-1])

"""What a check of a database found, as lines of a terminal and as JSON; `contract_page` makes a page of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from numbers import Real
from typing import Any

from briefing.plain import plain
from domain.frames import plain_rows
from measures.contract import ContractFinding, ContractReport
from wording import contract_words, formats, i18n, quality_words
from wording.i18n import _, ngettext

WIDEST = 48  # letters of a cell in the terminal
MOST_CODES = 14
FIRST_ROWS = 10
Row = tuple[str, ...]


def summary(report: ContractReport) -> str:
    """Return the outcome: whether the contract is kept, and how many checks of the figures found something."""
    return " ".join(filter(None, (_outcome(report), _of_the_figures(report))))


def _outcome(report: ContractReport) -> str:
    errors, warnings = len(report.of("error")), len(report.of("warning"))
    some = ngettext("{count} warning", "{count} warnings", warnings).format(count=formats.number(warnings))
    if errors:
        return _("{errors} and {warnings}.").format(
            errors=ngettext("{count} error", "{count} errors", errors).format(count=formats.number(errors)),
            warnings=some,
        )
    rules = formats.number(report.passed)
    if warnings:
        return _("The database keeps the contract, with {warnings}; {rules} rules are kept by all rows.").format(
            warnings=some, rules=rules
        )
    return _("The database keeps the contract: {rules} rules were looked at.").format(rules=rules)


def _of_the_figures(report: ContractReport) -> str:
    if report.quality is None:
        return ""
    found, of = report.quality.standing_out, len(report.quality.findings)
    if not found:
        return _("The checks of the figures found nothing to look at.")
    told = _("Of the {of} checks of the figures, {count} found something to look at.")
    return told.format(count=formats.number(found), of=formats.number(of))


def headings() -> dict[str, str]:
    """Return the title of each severity."""
    return {"error": _("Errors"), "warning": _("Warnings"), "note": _("Notes")}


def place(finding: ContractFinding) -> str:
    """Return where a finding is, as the database calls it."""
    return f"{finding.table}.{' + '.join(finding.columns)}" if finding.columns else finding.table


def message(finding: ContractFinding) -> str:
    """Return what is wrong, and in how many rows."""
    text = contract_words.told(finding.id)[0]
    if _done_without(finding):
        text = _("The table is missing. The dashboard does without it.")
    if finding.found:
        text = f"{text} ({finding.found})"
    if not finding.count:
        return text
    rows = ngettext("{count} row", "{count} rows", finding.count).format(count=formats.number(finding.count))
    return f"{text} {rows}"


def advice(finding: ContractFinding) -> str:
    """Return what to do; empty where there is nothing to do."""
    return "" if _done_without(finding) else contract_words.told(finding.id)[1]


def _done_without(finding: ContractFinding) -> bool:
    return finding.severity == "note" and finding.id == "no_table"


def allowed(finding: ContractFinding) -> str:
    """Return what would be right, where that is a list."""
    return _some([str(one) for one in finding.allowed])


def _some(codes: Sequence[str]) -> str:
    more = len(codes) - MOST_CODES
    listed = ", ".join(codes[:MOST_CODES])
    if more > 0:
        listed += " " + _("and {count} more").format(count=formats.number(more))
    return listed


def figures(report: ContractReport) -> Iterator[tuple[str, Sequence[str], list[Row]]]:
    """Yield what stands out in the figures: a sentence a check, heads and cells of its first rows."""
    if report.quality is None:
        return
    for check in quality_words.checks():
        finding = report.quality.findings[check.id]
        first, names = finding.rows.head(FIRST_ROWS), [str(name) for name in finding.rows.columns]
        rows = [tuple(map(_figure, names, row)) for row in first.itertuples(index=False, name=None)]
        yield check.told(finding.found, finding.checked), names, rows


def _figure(name: str, value: Any) -> str:  # noqa: ANN401 - one cell of any column
    """Return a cell of a check: years without separators, whole metres, other numbers with two places at most."""
    if not isinstance(value, Real) or isinstance(value, bool):
        return cells((value,))[0]
    number = float(value)
    if not math.isfinite(number):
        return "-"
    if name in ("period", "oldest"):
        return formats.plain(int(number))
    return formats.number(number, 0 if name == "metres" or number.is_integer() else 2)


def coverage(report: ContractReport) -> tuple[Row, list[Row]]:
    """Return heads and rows of how much is known of each year; districts without known people are named.

    A year that has rows and is none of the dashboard's stands there too.
    """
    known_of = (_("Districts with people"), _("Facilities with figures"), _("Districts without figures on people"))
    heads = (_("Year"), _("Rows"), *known_of)
    if report.quality is None:
        return heads, []
    found = {int(str(year)): group for year, group in report.quality.coverage.groupby("period")}
    rows: list[Row] = []
    of = _("{some} of {all}")
    for year in sorted({*found, *report.years}):
        first = (formats.period(year), formats.number(report.years.get(year, 0)))
        if year not in found:
            rows.append((*first, "-", "-", "-"))
            continue
        known = found[year][["districts", "with_people", "facilities", "reported"]].sum()
        rows.append(
            (
                *first,
                of.format(some=formats.number(known["with_people"]), all=formats.number(known["districts"])),
                of.format(some=formats.number(known["reported"]), all=formats.number(known["facilities"])),
                _some(report.quality.without_people.get(year, ())) or "-",
            )
        )
    return heads, rows


def other_years(report: ContractReport) -> str:
    """Say which years have rows and are none of the dashboard's; empty where there are none."""
    if report.quality is None:
        return ""
    known = set(report.quality.coverage["period"])
    others = [formats.plain(year) for year in sorted(report.years) if year not in known]
    if not others:
        return ""
    return _("Years with rows but without figures on foreign nationals are none of the dashboard: {years}").format(
        years=formats.listing(others)
    )


def lines(report: ContractReport, database: str) -> Iterator[str]:
    """Yield the report as lines of a terminal.

    Parameters
    ----------
    report : ContractReport
    database : str
        The address, without a password.

    Yields
    ------
    str
    """
    yield from head(report, database)
    for severity, title in headings().items():
        found = report.of(severity)
        if found:
            yield from ("", f"{title} ({formats.number(len(found))})")
        for finding in found:
            yield from finding_lines(finding)
    heads, rows = coverage(report)
    if rows:
        yield from ("", _("Figures"))
        for told, names, first in figures(report):
            yield f"  {told}"
            if first:
                yield from (f"    {line}" for line in columns(names, first))
        yield from ("", _("Coverage"), *columns(heads, rows))
        yield from filter(None, [other_years(report)])
    elif report.of("error"):
        yield from ("", _("Figures are not looked at before the errors are gone."))
    yield from ("", summary(report))


def head(report: ContractReport, database: str) -> list[str]:
    """Return what was looked at."""
    version = report.data_version or _("not known")
    told = _("Database: {database}").format(database=database), _("Data version: {version}").format(version=version)
    as_of = _("As of {date}").format(date=formats.day(report.as_of))
    tables = _("Rows: {rows} in {tables} tables").format(
        rows=formats.number(sum(report.sizes.values())), tables=formats.number(len(report.sizes))
    )
    left = _("Rules that could not be looked at, since a column lacks: {count}")
    rest = [left.format(count=formats.number(report.left_out))] if report.left_out else []
    return [*told, as_of, tables, *rest]


def finding_lines(finding: ContractFinding) -> Iterator[str]:
    """Yield one finding: where, what is wrong, what to do, the first rows."""
    yield f"  {place(finding)}: {message(finding)}"
    if finding.allowed:
        yield "    " + _("Allowed: {codes}").format(codes=allowed(finding))
    if advice(finding):
        yield f"    {advice(finding)}"
    if finding.rows:
        yield from (f"    {line}" for line in columns(finding.names, [cells(row) for row in finding.rows]))


def cells(row: Sequence[object]) -> Row:
    """Return a row as texts that a line can hold."""
    return tuple("-" if cell is None else plain(_told(cell))[:WIDEST] for cell in row)


def _told(cell: object) -> str:
    """Return a cell as it stands in the database, a number in the digits of the language."""
    return formats.plain(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else str(cell)


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return heads and rows as lines, each column as wide as its widest cell."""
    every = [tuple(heads), *rows]
    widths = [max(len(row[at]) for row in every) for at in range(len(heads))]
    return [
        ("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip() for row in every
    ]


def as_json(report: ContractReport, database: str) -> dict[str, Any]:
    """Return the report as plain values, each finding with its text in the language of the moment.

    Parameters
    ----------
    report : ContractReport
    database : str

    Returns
    -------
    dict
    """
    findings = [
        {
            **{"id": one.id, "severity": one.severity, "table": one.table, "columns": list(one.columns)},
            **{"count": one.count, "message": message(one), "to_do": contract_words.told(one.id)[1]},
            **{"allowed": list(one.allowed), "rows": [dict(zip(one.names, row, strict=True)) for row in one.rows]},
        }
        for one in report.findings
    ]
    found = report.quality
    return {
        **{"database": database, "data_version": report.data_version, "as_of": report.as_of.isoformat()},
        **{"language": i18n.language(), "tables": report.sizes, "findings": findings},
        **{name: len(report.of(name[:-1])) for name in ("errors", "warnings", "notes")},
        **{"rules_kept": report.passed, "rules_left_out": report.left_out, "period": report.period or None},
        "figures": {} if found is None else _figures_as_json(report),
        "figures_found": None if found is None else found.standing_out,
        "coverage": [] if found is None else plain_rows(found.coverage),
        "rows_by_year": report.years,
        "without_people": {} if found is None else {year: list(codes) for year, codes in found.without_people.items()},
        "summary": summary(report),
    }


def _figures_as_json(report: ContractReport) -> dict[str, Any]:
    if report.quality is None:
        return {}
    told = {check.id: check.told for check in quality_words.checks()}
    return {
        name: {
            **{"checked": one.checked, "found": one.found, "message": told[name](one.found, one.checked)},
            "rows": plain_rows(one.rows.head(FIRST_ROWS).round({"metres": 0})),
        }
        for name, one in report.quality.findings.items()
    }

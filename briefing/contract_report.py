"""What a check of a database found, as lines of a terminal, as JSON and as a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
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
STYLE = Path(__file__).with_name("contract_report.css")


def summary(report: ContractReport) -> str:
    """Return the outcome in one sentence."""
    errors, warnings = len(report.of("error")), len(report.of("warning"))
    if not errors and not warnings:
        return _("The database keeps the contract: {rules} rules were looked at.").format(
            rules=formats.number(report.passed)
        )
    found = _("{errors} and {warnings}.")
    return found.format(
        errors=ngettext("{count} error", "{count} errors", errors).format(count=formats.number(errors)),
        warnings=ngettext("{count} warning", "{count} warnings", warnings).format(count=formats.number(warnings)),
    )


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
    codes = [str(one) for one in finding.allowed]
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
        text = check.some if finding.found else check.none
        told = text.format(found=formats.number(finding.found), checked=formats.number(finding.checked))
        first = finding.rows.head(FIRST_ROWS)
        yield told, [str(name) for name in first.columns], [cells(row) for row in first.itertuples(index=False)]


def coverage(report: ContractReport) -> tuple[Row, list[Row]]:
    """Return heads and rows of how much is known of each year; the areas of which nothing is known are named."""
    heads = (_("Year"), _("Districts with people"), _("Facilities with figures"), _("Areas without any"))
    if report.quality is None:
        return heads, []
    rows: list[Row] = []
    of = _("{some} of {all}")
    for year, group in report.quality.coverage.groupby("period"):
        known = group[["districts", "with_people", "facilities", "reported"]].sum()
        without = sorted(group.loc[(group["with_people"] == 0) & (group["reported"] == 0), "pcode"])
        rows.append(
            (
                formats.period(int(str(year))),
                of.format(some=formats.number(known["with_people"]), all=formats.number(known["districts"])),
                of.format(some=formats.number(known["reported"]), all=formats.number(known["facilities"])),
                ", ".join(without) or "-",
            )
        )
    return heads, rows


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
    yield from _head(report, database)
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
    elif report.of("error"):
        yield from ("", _("Figures are not looked at before the errors are gone."))
    yield from ("", summary(report))


def _head(report: ContractReport, database: str) -> list[str]:
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
    return tuple("-" if cell is None else plain(str(cell))[:WIDEST] for cell in row)


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
        "figures": {}
        if found is None
        else {
            name: {"checked": one.checked, "found": one.found, "rows": plain_rows(one.rows.head(10))}
            for name, one in found.findings.items()
        },
        "coverage": [] if found is None else plain_rows(found.coverage),
    }


def as_html(report: ContractReport, database: str) -> str:
    """Return the report as a page that needs nothing from anywhere.

    Parameters
    ----------
    report : ContractReport
    database : str

    Returns
    -------
    str
    """
    title = _("Check of the database")
    parts = [f"<h1>{escape(title)}</h1><p><strong>{escape(summary(report))}</strong></p>"]
    parts += [f"<p>{escape(line)}</p>" for line in _head(report, database)]
    for severity, heading in headings().items():
        found = report.of(severity)
        if found:
            parts.append(f"<h2>{escape(heading)} ({formats.number(len(found))})</h2>")
        parts += [_finding_html(one) for one in found]
    heads, rows = coverage(report)
    if rows:
        parts.append(f"<h2>{escape(_('Figures'))}</h2><ul>")
        parts += [
            f"<li>{escape(told)}{_html_table(names, first) if first else ''}</li>"
            for told, names, first in figures(report)
        ]
        parts.append(f"</ul><h2>{escape(_('Coverage'))}</h2>{_html_table(heads, rows)}")
    lang, direction = i18n.language(), i18n.direction()
    return (
        f'<!doctype html><html lang="{lang}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _finding_html(finding: ContractFinding) -> str:
    parts = [f"<h3><code>{escape(place(finding))}</code> {escape(message(finding))}</h3>"]
    if advice(finding):
        parts.append(f"<p>{escape(advice(finding))}</p>")
    if finding.allowed:
        label = _("Allowed: {codes}").format(codes="")
        parts.append(f"<p>{escape(label)}<code>{escape(allowed(finding))}</code></p>")
    if finding.rows:
        parts.append(_html_table(finding.names, [cells(row) for row in finding.rows]))
    return f'<section class="{finding.severity}">{"".join(parts)}</section>'


def _html_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

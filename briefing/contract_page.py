"""What a check of a database found, as a page of HTML that needs nothing from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from briefing import contract_report
from measures.contract import ContractFinding, ContractReport
from wording import formats, i18n
from wording.i18n import _

STYLE = Path(__file__).with_name("contract_report.css")


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
    parts = [f"<h1>{escape(title)}</h1><p><strong>{escape(contract_report.summary(report))}</strong></p>"]
    parts += [f"<p>{escape(line)}</p>" for line in contract_report.head(report, database)]
    for severity, heading in contract_report.headings().items():
        found = report.of(severity)
        if found:
            parts.append(f"<h2>{escape(heading)} ({formats.number(len(found))})</h2>")
        parts += [_finding_html(one) for one in found]
    heads, rows = contract_report.coverage(report)
    if rows:
        parts.append(f"<h2>{escape(_('Figures'))}</h2><ul>")
        parts += [
            f"<li>{escape(told)}{_html_table(names, first) if first else ''}</li>"
            for told, names, first in contract_report.figures(report)
        ]
        parts.append(f"</ul><h2>{escape(_('Coverage'))}</h2>{_html_table(heads, rows)}")
        parts.append(f"<p>{escape(contract_report.other_years(report))}</p>")
    lang, direction = i18n.language(), i18n.direction()
    return (
        f'<!doctype html><html lang="{lang}" dir="{direction}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _finding_html(finding: ContractFinding) -> str:
    where, what = contract_report.place(finding), contract_report.message(finding)
    parts = [f"<h3><code>{escape(where)}</code> {escape(what)}</h3>"]
    if contract_report.advice(finding):
        parts.append(f"<p>{escape(contract_report.advice(finding))}</p>")
    if finding.allowed:
        label = _("Allowed: {codes}").format(codes="")
        parts.append(f"<p>{escape(label)}<code>{escape(contract_report.allowed(finding))}</code></p>")
    if finding.rows:
        parts.append(_html_table(finding.names, [contract_report.cells(row) for row in finding.rows]))
    return f'<section class="{finding.severity}">{"".join(parts)}</section>'


def _html_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

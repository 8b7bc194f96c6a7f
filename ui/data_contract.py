"""How the database keeps the data contract: what a steward hears in the terminal, for whoever looks at the page."""

from __future__ import annotations

from html import escape

import streamlit as st

from briefing import contract_report
from measures.contract import ContractFinding, ContractReport
from ui import loaders, page_loaders
from ui.sheets import Html, fold, paragraph, section, sheet
from wording import formats
from wording.i18n import _


def draw() -> None:
    """Draw the section."""
    st.html(section("contract", _("Data contract")))
    with st.spinner(_("The checks are running.")):
        told = loaders.part("data_contract", lambda: html(page_loaders.contract()))
    st.html(told)


def html(report: ContractReport) -> str:
    """Return the outcome, and a part that opens for each finding."""
    rules = _("Rules that all rows keep: {count}").format(count=formats.number(report.passed))
    parts = [paragraph(contract_report.summary(report))]
    if report.findings:
        parts.append(paragraph(rules))
    parts += [_finding(place, one) for place, one in enumerate(report.findings)]
    return "".join(parts)


def _finding(place: int, finding: ContractFinding) -> str:
    where = f"<code dir='ltr'>{escape(contract_report.place(finding))}</code>"
    heading = f"{_one()[finding.severity]}: {contract_report.message(finding)}"
    to_do = contract_report.advice(finding)
    body = [paragraph(to_do)] if to_do else []
    if finding.allowed:
        label, codes = _("Allowed: {codes}").split("{codes}")[0], contract_report.allowed(finding)
        body.append(paragraph(Html(f"{escape(label)}<code dir='ltr'>{escape(codes)}</code>")))
    if finding.rows:
        cells = [contract_report.cells(row) for row in finding.rows]
        body.append(sheet(_("First rows"), finding.names, cells, "hg-stack"))
    return fold(f"contract-{place}", heading, where, "".join(body))


def _one() -> dict[str, str]:
    return {"error": _("Error"), "warning": _("Warning"), "note": _("Note")}

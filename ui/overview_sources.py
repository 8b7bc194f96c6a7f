"""How fresh the sources are on the as-of date: those of the page's own figures in sight, all others behind a click."""

from __future__ import annotations

from datetime import date
from html import escape

import pandas as pd

from domain.frames import ReleaseFrame, records
from domain.provenance import DUE_AFTER_DAYS, FRESHNESS, OVERDUE_AFTER, Freshness, freshness
from measures.reference import Reference
from wording import formats, i18n, words
from wording.i18n import _, ngettext
from wording.publishers import publisher

SIGNS: dict[Freshness, str] = {"fresh": "●", "due": "◐", "overdue": "○", "unknown": "?"}


def html(frames: list[ReleaseFrame], reference: Reference, as_of: date) -> str:
    """Return the section as HTML."""
    states = {str(code): state_of(row, as_of) for code, row in reference.sources.iterrows()}
    shown = used(frames, reference)
    chips = "".join(
        _chip(code, states[code], reference) for code in sorted(shown, key=lambda code: _worst(states, code))
    )
    counts = formats.listing([f"{name(one)} {formats.number(_count(states, one))}" for one in FRESHNESS])
    everything = ngettext("{count} source: {counts}", "All {count} sources: {counts}", len(states))
    everything = everything.format(count=formats.number(len(states)), counts=counts)
    return (
        f'<section class="hg-fresh"><h2>{escape(_("How fresh the sources of these figures are"))}</h2>'
        f'<ul class="hg-chips">{chips}</ul><p>{escape(rule())}</p>'
        f"<details><summary>{escape(everything)}</summary>{_table(states, reference)}</details></section>"
    )


def name(state: Freshness) -> str:
    """Name a state."""
    return {
        "fresh": _("fresh"),
        "due": _("due"),
        "overdue": _("overdue"),
        "unknown": _("no date known"),
    }[state]


def rule() -> str:
    """Say the rule."""
    text = _(
        "Fresh: the next edition is not due yet. Due: its day has passed. Overdue: by more than {share} of the interval"
        " between editions. Where a source does not say how often it comes out: a census every {census} years, a survey"
        " every {survey}, others every year."
    )
    years = {kind: formats.number(DUE_AFTER_DAYS[kind] / 365) for kind in ("census", "survey")}
    return text.format(share=formats.percent(100 * (OVERDUE_AFTER - 1)), **years)


def state_of(row: pd.Series, as_of: date) -> Freshness:
    """Return how fresh a row of `source` is."""
    every = row["update_every_days"]
    return freshness(published(row), None, as_of, str(row["kind"]), None if pd.isna(every) else int(every))


def published(row: pd.Series) -> date | None:
    """Return the day of publication; what is no ISO date is none."""
    try:
        return date.fromisoformat(str(row["published_on"]))
    except ValueError:
        return None


def used(frames: list[ReleaseFrame], reference: Reference) -> set[str]:
    """Return the sources behind the page's figures and standards, and of what they are compared with."""
    rows = pd.concat([part[["source_ids"]] for frame in frames for part in (frame.data, frame.context)])
    ids = {one for text in rows["source_ids"] for one in text.split(";") if one}
    shown = {frame.selection.indicator for frame in frames}
    compared = reference.benchmarks[reference.benchmarks["indicator_id"].isin(shown)]
    return (ids | {str(one) for one in compared["source_id"]}) & set(reference.sources.index)


def _count(states: dict[str, Freshness], state: Freshness) -> int:
    return list(states.values()).count(state)


def _worst(states: dict[str, Freshness], code: str) -> tuple[int, str]:
    return ("overdue", "due", "unknown", "fresh").index(states[code]), code


def _title(code: str, reference: Reference) -> str:
    return str(reference.sources.loc[code, f"title_{i18n.language()}"])


def _day(row: pd.Series) -> str:
    known = published(row)
    return formats.day(known) if known else "–"


def _state(state: Freshness) -> str:
    return f'<i class="hg-sign {state}" aria-hidden="true">{SIGNS[state]}</i>{escape(name(state))}'


def _chip(code: str, state: Freshness, reference: Reference) -> str:
    row = reference.sources.loc[code]
    kind = ' class="statement"' if row["kind"] == "statement" else ""
    title = escape(_title(code, reference))
    return f'<li><b>{_state(state)}</b> <span{kind} title="{title}">{title}</span></li>'


def _table(states: dict[str, Freshness], reference: Reference) -> str:
    heads = (_("Source"), _("Publisher"), _("Kind"), _("Published"), _("Freshness"))
    top = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    rows = []
    for row in records(reference.sources.loc[sorted(states, key=lambda code: _worst(states, code))]):
        code = str(row["source_id"])
        cells = (publisher(row["publisher"]), words.source_kind(str(row["kind"])), _day(pd.Series(row)))
        rest = "".join(f"<td>{escape(text)}</td>" for text in cells)
        rows.append(
            f'<tr><th scope="row">{escape(_title(code, reference))}</th>{rest}<td>{_state(states[code])}</td></tr>'
        )
    label = escape(_("All sources"))
    return (
        f'<div class="hg-sheet" tabindex="0" role="region" aria-label="{label}"><table><caption>{label}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )

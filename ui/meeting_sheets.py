"""The tables of the page of meetings as finished texts."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pandas as pd

from briefing import meeting_sums, meeting_tables
from briefing.report import Row, Table, table_html
from briefing.snapshot import Snapshot
from domain.frames import records
from domain.promised import matrix, summary_by_partner
from domain.selection import Selection
from measures.meetings import MeetingBook
from measures.reference import Reference
from ui import onward
from wording import commitment_words, formats, i18n, meeting_words, words
from wording.i18n import _


def sheet(table: Table, more: str = "") -> str:
    """Return a table as HTML that scrolls by itself; `more` is a class of its own."""
    name = escape(table.name)
    return (
        f'<div class="hg-sheet hg-stack hg-pairs hg-area-sheet {more}" tabindex="0" role="region" aria-label="{name}">'
        f"{table_html(table)}</div>"
    )


def agenda(book: MeetingBook, snapshot: Snapshot, selection: Selection) -> str:
    """Return the agenda as HTML: each item with its decision and the ways to its views."""
    ways: dict[int | None, list[str]] = {}
    for view in snapshot.views if onward.leads_to("gap_map") else ():
        frame = view.frame
        name = view.slide.title.in_language(i18n.language()) if view.slide.title else ""
        text = name or frame.selection.entry.name.in_language(i18n.language())
        # The view of a slide is in no language; a reader stays in theirs.
        way = onward.way("gap_map", _in_language(frame.selection, selection.lang), escape(text))
        ways.setdefault(view.slide.item, []).append(way)
    items = "".join(
        f"<li><b>{escape(formats.number(one.no))}. {escape(meeting_words.title(one))}</b>"
        f" <span>{escape(words.sector_or_id(one.sector))}</span>"
        + _said(meeting_words.decision(one))
        + (f"<p>{_('On the map')}: {' · '.join(ways[one.no])}</p>" if one.no in ways else "")
        + "</li>"
        for one in book.agenda
    )
    if not items:
        return f'<p class="hg-empty">{escape(_("There is no agenda yet."))}</p>'
    return f'<ol class="hg-agenda">{items}</ol>'


def _in_language(shown: Selection, lang: str) -> str:
    return replace(shown, lang=lang).link()


def _said(decision: str) -> str:
    text = _("Decision: {decision}").format(decision=decision) if decision else _("No decision is recorded yet.")
    return f'<p class="{"hg-decision" if decision else "hg-note"}">{escape(text)}</p>'


def commitments(rows: pd.DataFrame, reference: Reference) -> Table:
    """Return the commitments that are asked for."""
    heads = (
        *(_("Commitment"), _("Partner"), _("Area"), _("Promised"), _("Delivered")),
        *(_("Due"), _("Status"), _("Last report")),
    )
    lines = tuple(
        Row(
            (
                commitment_words.what(row),
                commitment_words.partner(row),
                _area(reference, str(row["pcode"])),
                commitment_words.promised(row),
                commitment_words.units(row, row["delivered"]),
                commitment_words.due(row),
                commitment_words.lateness(row),
                commitment_words.report(row),
            )
        )
        for row in records(meeting_tables.pressing_first(rows))
    )
    name = _("Commitments as of {date}").format(date=formats.day(reference.as_of))
    return Table(name, heads, lines, _("No commitment fits this choice."))


def _of_all() -> str:
    """Say of a table beside a narrowed list that it is of all commitments."""
    return _("This counts the commitments of all partners, sectors, areas and states, not only those chosen above.")


def changes(book: MeetingBook, *, is_narrowed: bool = False) -> Table:
    """Return what changed since the meeting before; said to be of all where the list beside it is not."""
    heads = (_("Commitment"), _("Partner"), _("What changed"), _("Delivered since then"), _("Due"))
    rows, more = tuple(meeting_sums.change_rows(book)), _of_all() if is_narrowed else ""
    return Table(_("Changes since the last meeting"), heads, rows, _("No change."), more)


def gaps(snapshot: Snapshot, *, is_narrowed: bool = False) -> Table:
    """Return what remains of each shortage; said to be of all commitments where the list beside it is not."""
    rows = tuple(Row(meeting_sums.gap(frame)) for frame in snapshot.gaps)
    told = meeting_sums.gap_notes(snapshot)
    more = " ".join([_of_all(), *told] if is_narrowed else told)
    return Table(
        _("What remains of each shortage when everything agreed is delivered"),
        meeting_sums.gap_heads(),
        rows,
        _("No commitment."),
        more,
    )


def by_partner(snapshot: Snapshot, rows: pd.DataFrame) -> tuple[Table, Table]:
    """Return who does what, where, when, for whom; and how many commitments of each sector."""
    summary, none = summary_by_partner(rows), _("No commitment fits this choice.")
    lines = tuple(map(Row, meeting_sums.five_w(snapshot, summary)))
    whole = Table(_("Who does what, where, when, for whom"), meeting_sums.five_w_heads(), lines, none)
    counts = matrix(rows)
    names = dict(zip(summary["partner_id"], summary[f"partner_{i18n.language()}"], strict=True))
    heads = (_("Partner"), *map(words.sector_or_id, counts.columns), _("Total"))
    cells = []
    for code, line in zip(counts.index, counts.to_numpy().tolist(), strict=True):
        shown = [formats.number(one) if one else "–" for one in line]
        cells.append(Row((str(names.get(code, code)), *shown, formats.number(sum(line)))))
    figures = tuple(range(1, len(heads)))
    return whole, Table(_("Commitments by partner and sector"), heads, tuple(cells), none, figures=figures)


def _area(reference: Reference, code: str) -> str:
    return reference.name(code, i18n.language())

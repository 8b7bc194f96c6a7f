"""The pages around the agenda: what changed since the last meeting, what remains of gaps, who does what, the end."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from briefing import meeting_tables
from briefing.handout import Page
from briefing.meeting_charts import by_partner, of_meeting
from briefing.report import Row
from briefing.snapshot import Snapshot
from domain.admin import PROVINCE
from domain.commitments import Tally
from domain.frames import ReleaseFrame, records
from domain.grants import covers
from domain.indicators import CATALOGUE
from domain.promised import EVERYBODY, summary_by_partner
from measures.meetings import MeetingBook
from wording import amounts, commitment_words, formats, i18n, meeting_words, provenance, share_words, tips, words
from wording.i18n import _, ngettext

# Names in a cell; more of them would make one row a page.
NAMES_AT_MOST = 3


def changes(snapshot: Snapshot) -> Iterator[Page]:
    """Return what became of the commitments since the meeting before; nothing where there was none."""
    book, mark = snapshot.book, provenance.mark(snapshot.version.carries_mark)
    if book.since is None:
        return
    found = records(book.changes)
    title = meeting_words.changed(found, book.since, book.until, book.as_of)
    heads = (_("Commitment"), _("Partner"), _("What changed"), _("Delivered since then"), _("Due"))
    rows = change_rows(book)
    name = _("Changes up to {date}").format(date=formats.day(book.until))
    tables = meeting_tables.pieces(name, heads, rows, _("No change."), first=meeting_tables.ALONE - 1)
    page = Page(
        "changes", "changes", _("Since the last meeting"), title, table=tables[0], source=source(snapshot), mark=mark
    )
    yield page
    yield from meeting_tables.following(page, tables[1:])


def source(snapshot: Snapshot) -> str:
    """Say where the commitments are from and which ones they are."""
    if covered := share_words.covered(snapshot.reference.scope, snapshot.reference):
        text = _("Commitments of this meeting and those before, all partners, for {covered} · data version {version}")
        return text.format(covered=covered, version=snapshot.version.name)
    return _(
        "Commitments of this meeting and those before, all partners, whole province · data version {version}"
    ).format(version=snapshot.version.name)


def change_rows(book: MeetingBook) -> list[Row]:
    """Return what became of each commitment, the best news first and the worst last."""
    found = sorted(records(book.changes), key=lambda row: meeting_words.CHANGES.index(row["kind"]))
    return [
        Row(
            (
                commitment_words.what(row),
                commitment_words.partner(row),
                meeting_words.change(row),
                meeting_words.gained(row),
                commitment_words.due(row),
            )
        )
        for row in found
    ]


def has_gaps(snapshot: Snapshot) -> bool:
    """Tell whether what remains in the province may be told: a share link may cover a part of it."""
    return covers(snapshot.reference.scope, snapshot.reference.tree, PROVINCE)


def gaps(snapshot: Snapshot) -> Iterator[Page]:
    """Return what remains of each shortage when everything agreed is delivered."""
    rows = [Row(gap(frame)) for frame in snapshot.gaps]
    if not rows or not has_gaps(snapshot):
        return
    tables = meeting_tables.pieces(
        _("Whole province, everyone"), gap_heads(), rows, _("No commitment."), first=meeting_tables.ALONE
    )
    marked = any(bool(one.data["is_demonstration"].any()) for one in snapshot.gaps)
    ids = {one for frame in snapshot.gaps for one in provenance.ids_of(frame)}
    page = Page(
        id="gap",
        kind="gap",
        kicker=_("Remaining gap"),
        title=_("What remains of each shortage when everything agreed is delivered"),
        subtitle=formats.period(snapshot.gaps[0].selection.period),
        table=tables[0],
        lines=gap_notes(snapshot),
        source=provenance.sources_line(ids, snapshot.reference, snapshot.reference.as_of),
        mark=provenance.mark(marked),
    )
    yield page
    yield from meeting_tables.following(page, tables[1:])


def gap_notes(snapshot: Snapshot) -> tuple[str, ...]:
    """Say how promises are taken off, and that those of later meetings are, where there are any."""
    shown = {frame.selection.indicator for frame in snapshot.gaps}
    later = sum(one in shown for one in snapshot.book.later)
    notes = [_("A promise beyond one district's shortage takes nothing off another's.")]
    if later:
        text = ngettext(
            "{count} commitment of a later meeting is counted here too.",
            "{count} commitments of later meetings are counted here too.",
            later,
        )
        notes.append(text.format(count=formats.number(later)))
    return tuple(notes)


def gap_heads() -> tuple[str, ...]:
    """Name the columns of what remains of gaps."""
    return (_("Indicator"), _("Shortage"), _("Promised, not yet delivered"), _("Remains"), _("Districts still short"))


def gap(frame: ReleaseFrame) -> tuple[str, ...]:
    """Write what is short in the province, what of it is promised, what remains, and in how many districts."""
    entry, row = frame.selection.entry, records(frame.context)[0]
    name = entry.name.in_language(i18n.language())
    if row["status"] != "ok" or pd.isna(row["shortage"]):
        why = _("no target is set") if entry.takes_target else words.reason(str(row["note"])) or _("no data")
        promised = "–" if pd.isna(row["promised_open"]) else _amount(frame, row["promised_open"])
        return name, why, promised, "–", "–"
    left = frame.data["remaining_shortage"].dropna()
    still = _("{some} of {all}").format(some=formats.number(int((left > 0).sum())), all=formats.number(len(left)))
    shown = (_amount(frame, row[column]) for column in ("shortage", "promised_open", "remaining_shortage"))
    return name, *shown, still


def _amount(frame: ReleaseFrame, value: float) -> str:
    entry = frame.selection.entry
    return "–" if pd.isna(value) else amounts.of_unit(entry, tips.amount(entry, value))


def partners(snapshot: Snapshot, counted: Tally) -> Iterator[Page]:
    """Return who does what: a chart of the partners, then what each does where, when and for whom."""
    summary = summary_by_partner(snapshot.book.commitments)
    if summary.empty:
        return
    mark = provenance.mark(snapshot.version.carries_mark)
    about = of_meeting(snapshot.book.meeting.id, snapshot.reference.as_of, mark)
    many = summary["partner_id"].nunique()
    by = ngettext("by {count} partner", "by {count} partners", many).format(count=formats.number(many))
    page = Page(
        id="partners",
        kind="partners",
        kicker=_("Who does what"),
        title=_("{sentence}, {by}").format(sentence=meeting_words.made_and_late(counted), by=by),
        chart=by_partner(summary, about),
        source=source(snapshot),
        mark=mark,
    )
    name, rows = _("Who does what, where, when, for whom"), list(map(Row, five_w(snapshot, summary)))
    tables = meeting_tables.pieces(name, five_w_heads(), rows, "", first=meeting_tables.ALONE)
    yield page
    yield from meeting_tables.following(page, tables)


def five_w_heads() -> tuple[str, ...]:
    """Name the columns of who does what."""
    return (_("Partner"), _("What"), _("Where"), _("Due"), _("For whom"), _("Delivered"))


def five_w(snapshot: Snapshot, summary: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return a row of texts for each partner and sector: who, what, where, when, for whom, how far."""
    return [
        (
            commitment_words.partner(row),
            _names([_indicator(one) for one in row["indicators"]]),
            _names([_area(snapshot, one) for one in row["areas"]]),
            _between(str(row["first_due_on"]), str(row["last_due_on"])),
            formats.listing([_("everyone") if one == EVERYBODY else words.groups((one,)) for one in row["groups"]]),
            _("{some} of {all}").format(some=formats.number(row["delivered"]), all=formats.number(row["made"])),
        )
        for row in records(summary)
    ]


def _indicator(name: str) -> str:
    entry = CATALOGUE.get(name)
    return entry.name.in_language(i18n.language()) if entry else name


def _area(snapshot: Snapshot, code: str) -> str:
    return snapshot.reference.name(code, i18n.language())


def _names(names: list[str]) -> str:
    left = len(names) - NAMES_AT_MOST
    if left <= 0:
        return formats.listing(names)
    more = _("{count} more").format(count=formats.number(left))
    return formats.listing_and([*names[:NAMES_AT_MOST], more])


def _between(first: str, last: str) -> str:
    days = [commitment_words.due({"due_on": one}) for one in dict.fromkeys((first, last))]
    return " – ".join(days)


def closing(snapshot: Snapshot, counted: Tally) -> Iterator[Page]:
    """Return the decisions and what is late."""
    book = snapshot.book
    decided = [(one, meeting_words.decision(one)) for one in book.agenda]
    lines = tuple(
        _("Item {no}: {decision}").format(no=formats.number(item.no), decision=text) for item, text in decided if text
    )
    known = book.commitments
    late = meeting_tables.pressing_first(known[known["is_late"].astype(bool)])
    tables = meeting_tables.split(_("Late"), late, first=meeting_tables.BELOW)
    page = Page(
        id="closing",
        kind="closing",
        kicker=_("Decisions and what is late"),
        title=meeting_words.made_and_late(counted),
        table=tables[0],
        lines=lines or (_("No decision is recorded yet."),),
        source=source(snapshot),
        mark=provenance.mark(snapshot.version.carries_mark),
    )
    yield page
    yield from meeting_tables.following(page, tables[1:])

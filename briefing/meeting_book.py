"""The workbook of a meeting: a sheet for each view, the commitments, who does what, what remains, and the sources."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pandas as pd

from briefing import about_sheet, columns, commitment_columns, hxl, word_columns
from briefing.book import AREA_COLUMNS, NAME_AT_MOST, bind
from briefing.columns import Part
from briefing.drawn import Drawn, told
from briefing.snapshot import Snapshot, View
from briefing.tables import Book, Column, Section, Sheet
from domain.admin import PROVINCE
from domain.frames import ReleaseFrame, records
from domain.indicators import CATALOGUE
from domain.promised import EVERYBODY, matrix, summary_by_partner
from measures.reference import Reference
from wording import amounts, commitment_words, formats, i18n, meeting_words, provenance, words
from wording.i18n import _

Row = dict[str, Any]
# What spreadsheets refuse in the name of a sheet, and what cannot be seen in one.
REFUSED = re.compile(r"[\[\]:*?/\\'\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# No name ends with one of these.
JOINING = ("–", "\u0648", "and", "of", "per")


def workbook(snapshot: Snapshot) -> Book:
    """Return the workbook of a meeting, in the language in use.

    Parameters
    ----------
    snapshot : Snapshot

    Returns
    -------
    Book
        For `briefing.tables.xlsx`.
    """
    views = [_view_sheet(number, one, snapshot.reference) for number, one in enumerate(snapshot.views, start=1)]
    sheets = [
        *views,
        Sheet(_("Commitments"), commitment_columns.commitments(snapshot.book.commitments, snapshot.reference)),
        Sheet(_("Changes"), changes(snapshot)),
        Sheet(_("Remaining gap"), remaining(snapshot), AREA_COLUMNS),
        Sheet(_("Who does what"), who_does_what(snapshot)),
        Sheet(_("Partner and sector"), by_sector(snapshot)),
        Sheet(_("Agenda"), agenda(snapshot)),
    ]
    marked = snapshot.version.carries_mark or any(bool(one.data["is_demonstration"].any()) for one in snapshot.frames)
    return bind(
        meeting_words.title(snapshot.book.meeting),
        sheets,
        _sections(snapshot, views),
        marked=marked,
        made_on=snapshot.reference.as_of,
    )


def _view_sheet(number: int, view: View, reference: Reference) -> Sheet:
    frame = view.frame
    made = columns.columns(frame, frame.data, hxl.tags(frame.selection, [str(name) for name in frame.data.columns]))
    names = [f"{formats.number(number)}. {one}" for one in _names(frame, reference)]
    name = next((one for one in names if len(one) <= _room()), names[-1])
    return Sheet(sheet_name(name), word_columns.in_words(made, frame, reference), AREA_COLUMNS)


def _names(frame: ReleaseFrame, reference: Reference) -> list[str]:
    """Return what the sheet of a view may be called, the fullest first; a county is told from the province."""
    indicator = commitment_columns.indicator(frame.selection.indicator)
    if frame.selection.area == PROVINCE:
        return [indicator]
    area = str(reference.areas[f"name_{i18n.language()}"].get(frame.selection.area, ""))
    return [formats.listing([area, one]) for one in (indicator, words.sector(frame.selection.sector))]


def _room() -> int:
    """Return how long a name may be, so that the mark of demonstration data has room behind it."""
    return NAME_AT_MOST - len(_("{name} (demo)").format(name=""))


def sheet_name(text: str) -> str:
    """Return a text as spreadsheets take it for the name of a sheet; what is too long ends with a whole word."""
    plain = " ".join(REFUSED.sub(" ", text).split())
    if len(plain) <= (room := _room()):
        return plain
    kept = plain[: room + 1].split()[:-1]
    while kept and kept[-1] in JOINING:
        kept.pop()
    # A first word that is too long by itself is cut, or its number would stand alone.
    return " ".join(kept).rstrip("\u060c,") if len(kept) > 1 else plain[:room].strip()


def changes(snapshot: Snapshot) -> tuple[Column, ...]:
    """Return what became of commitments; where there is nothing, why, so that heads alone do not look like a fault."""
    book = snapshot.book
    made = commitment_columns.changes(book.changes, snapshot.reference)
    if len(book.changes):
        return made
    why = _("No change.") if book.since is not None else meeting_words.no_earlier()
    return tuple(replace(one, values=(why if not place else None,)) for place, one in enumerate(made))


def remaining(snapshot: Snapshot) -> tuple[Column, ...]:
    """Return what remains of each shortage by district, when everything agreed is delivered."""
    rows, heads = [row for frame in snapshot.gaps for row in records(frame.data)], word_columns.code_heads()

    def amount(pair: tuple[str, str]) -> Part:
        name, head = pair
        return name, head, lambda row: row[name], columns.TENTH

    amounts_of = {
        "need": _("need"),
        "capacity": _("capacity"),
        "shortage": _("Shortage"),
        "promised_open": _("promised and not yet delivered"),
        "remaining_shortage": words.column("remaining_shortage"),
    }

    parts: list[Part] = [
        ("pcode", _("P-code"), lambda row: row["pcode"], ""),
        ("name_fa", _("Name in Persian"), lambda row: row["name_fa"], ""),
        ("name_en", _("Name in English"), lambda row: row["name_en"], ""),
        ("indicator", _("Indicator"), lambda row: commitment_columns.indicator(row["indicator_id"]), ""),
        ("unit", _("Unit"), lambda row: words.unit_name(CATALOGUE[row["indicator_id"]]), ""),
        ("period", _("Year (Jalali)"), lambda row: row["period"], columns.PLAIN),
        ("status_name", _("Status"), lambda row: word_columns.status(str(row["status"])), ""),
        *map(amount, amounts_of.items()),
        ("note", _("note"), lambda row: words.reason(str(row["note"] or "")), ""),
        ("demonstration", _("Demonstration data"), lambda row: word_columns.yes_or_no(row["is_demonstration"]), ""),
        ("sources", _("Source"), lambda row: word_columns.sources(str(row["source_ids"]), snapshot.reference), ""),
        ("indicator_id", heads["indicator_id"], lambda row: row["indicator_id"], ""),
        ("status", heads["status"], lambda row: row["status"], ""),
        ("is_demonstration", heads["is_demonstration"], lambda row: bool(row["is_demonstration"]), ""),
        ("source_ids", heads["source_ids"], lambda row: row["source_ids"], ""),
    ]
    return columns.of_rows(rows, parts)


def who_does_what(snapshot: Snapshot) -> tuple[Column, ...]:
    """Return who does what, where, when and for whom: a row for each partner and sector."""
    names = snapshot.reference.areas[f"name_{i18n.language()}"]

    def sums(name: str) -> Any:  # noqa: ANN401 - what reads a cell of any column
        return lambda row: _sums(row, row[name])

    def what(row: Row) -> str:
        return formats.listing([commitment_columns.indicator(one) for one in row["indicators"]])

    def where(row: Row) -> str:
        return formats.listing([str(names.get(one, one)) for one in row["areas"]])

    parts: list[Part] = [
        ("partner", _("Partner"), commitment_words.partner, ""),
        ("sector_name", _("Sector"), lambda row: words.sector_or_id(str(row["sector"])), ""),
        ("what", _("What"), what, ""),
        ("where", _("Where"), where, ""),
        ("first_due", _("First due"), lambda row: word_columns.day(row["first_due_on"]), ""),
        ("last_due", _("Last due"), lambda row: word_columns.day(row["last_due_on"]), ""),
        ("for_whom", _("For whom"), _for_whom, ""),
        ("made", _("Commitments made"), lambda row: row["made"], columns.WHOLE),
        ("delivered", _("Delivered"), lambda row: row["delivered"], columns.WHOLE),
        ("late", _("Late"), lambda row: row["late"], columns.WHOLE),
        ("promised_by_unit", _("Promised"), sums("promised_by_unit"), ""),
        ("delivered_by_unit", _("Delivered so far"), sums("delivered_by_unit"), ""),
        ("money_by_currency", _("Amount of money"), _money, ""),
        ("partner_kind", _("Kind of partner"), lambda row: commitment_columns.partner_kind(row["partner_kind"]), ""),
        ("partner_id", _("Code of the partner"), lambda row: row["partner_id"], ""),
        ("sector", _("Code of the sector"), lambda row: row["sector"], ""),
        ("indicators", _("Code of the indicator"), lambda row: ";".join(row["indicators"]), ""),
        ("areas", _("P-code"), lambda row: ";".join(row["areas"]), ""),
        ("first_due_on", _("First due (ISO date)"), lambda row: str(row["first_due_on"]), ""),
        ("last_due_on", _("Last due (ISO date)"), lambda row: str(row["last_due_on"]), ""),
    ]
    return columns.of_rows(records(summary_by_partner(snapshot.book.commitments)), parts)


def _for_whom(row: Row) -> str:
    return commitment_columns.for_whom(*(None if one == EVERYBODY else one for one in row["groups"]))


def _sums(row: Row, pairs: tuple[tuple[str, float], ...]) -> str:
    """Write amounts in their units; what has different units is not added up."""
    by_unit = {CATALOGUE[one].unit: CATALOGUE[one] for one in row["indicators"] if one in CATALOGUE}
    texts = []
    for unit, amount in pairs:
        number = formats.number(amount, 0 if amount == round(amount) else 1)
        texts.append(amounts.of_unit(by_unit[unit], number) if unit in by_unit else f"{number} {unit}")
    return formats.listing(texts)


def _money(row: Row) -> str:
    return formats.listing([formats.money(amount, currency) for currency, amount in row["money_by_currency"]])


def by_sector(snapshot: Snapshot) -> tuple[Column, ...]:
    """Return how many commitments each partner has made in each sector."""
    counts = matrix(snapshot.book.commitments)
    known = snapshot.book.commitments.drop_duplicates("partner_id").set_index("partner_id")
    names = known[f"partner_{i18n.language()}"]
    rows = records(counts.reset_index())

    def sector(name: str) -> Part:
        return name, words.sector_or_id(name), lambda row: int(row[name]), columns.WHOLE

    parts: list[Part] = [
        ("partner", _("Partner"), lambda row: names.get(row["partner_id"], None), ""),
        *(sector(str(name)) for name in counts.columns),
        ("partner_id", _("Code of the partner"), lambda row: row["partner_id"], ""),
    ]
    return columns.of_rows(rows, parts)


def agenda(snapshot: Snapshot) -> tuple[Column, ...]:
    """Return the agenda with what was decided."""
    rows = [{"no": one.no, "item": one} for one in snapshot.book.agenda]
    parts: list[Part] = [
        ("item_no", _("Agenda item"), lambda row: row["no"], columns.PLAIN),
        ("title", _("Title"), lambda row: meeting_words.title(row["item"]), ""),
        ("sector_name", _("Sector"), lambda row: words.sector_or_id(row["item"].sector), ""),
        ("decision", _("Decision"), lambda row: meeting_words.decision(row["item"]), ""),
        ("sector", _("Code of the sector"), lambda row: row["item"].sector, ""),
    ]
    return columns.of_rows(rows, parts)


def _sections(snapshot: Snapshot, views: list[Sheet]) -> list[Section]:
    reference, frames = snapshot.reference, snapshot.frames
    own: list[Section] = []
    for view, sheet in zip(snapshot.views, views, strict=True):
        _title, subtitle = told(Drawn.of(view.frame, reference), reference)
        own.append(about_sheet.view(about_sheet.chosen(view.frame, reference, subtitle), sheet.name))
    indicators = dict.fromkeys(frame.selection.indicator for frame in frames)
    rules = [provenance.group_rule(frame) for frame in frames]
    return [
        about_sheet.view(_meeting(snapshot), _("Meeting")),
        *own,
        *(about_sheet.definition(CATALOGUE[one], named=True) for one in indicators),
        about_sheet.columns(_each_once(sheet.columns for sheet in views)),
        about_sheet.statuses(),
        about_sheet.sources(pd.Series([ids for frame in frames for ids in frame.data["source_ids"]]), reference),
        about_sheet.rules(reference, *filter(None, rules)),
    ]


def _meeting(snapshot: Snapshot) -> list[tuple[str, ...]]:
    book = snapshot.book
    return [
        (_("Meeting"), meeting_words.title(book.meeting)),
        (_("Day and place"), meeting_words.when_where(book.meeting)),
        (_("Code of the meeting"), book.meeting.id),
        (_("As-of date"), formats.day(snapshot.reference.as_of)),
        (_("Data version"), snapshot.version.name),
        (_("Snapshot"), snapshot.id),
        *about_sheet.absent((*book.absent, *snapshot.reference.absent)),
        *about_sheet.incomplete(book.truncated, *(frame.truncated for frame in snapshot.frames)),
    ]


def _each_once(sheets: Any) -> list[Column]:  # noqa: ANN401 - columns of several sheets
    """Return columns, of those with the same id and head the first."""
    return list({(one.id, one.head): one for made in sheets for one in made}.values())


def truncated(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the tables that the row cap cut, of whatever the snapshot holds."""
    frames: list[ReleaseFrame] = list(snapshot.frames)
    shown = [one.facilities.truncated for one in snapshot.views if one.facilities is not None]
    cut = [snapshot.book.truncated, snapshot.reference.truncated, *(one.truncated for one in frames), *shown]
    return tuple(dict.fromkeys(table for tables in cut for table in tables))

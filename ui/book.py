"""The workbook of a view: its figures, and a sheet that says what they are, from whom, and what they are not for."""

from __future__ import annotations

from briefing import hxl
from briefing.tables import Book, Section
from domain.frames import ReleaseFrame, records
from domain.selection import Selection
from measures.methods import LABELS
from measures.source import Reference
from ui import columns, formats, i18n, map_panel, provenance, words
from ui.drawn import Drawn
from ui.finished import told
from ui.i18n import _


def book(drawn: Drawn, reference: Reference, statement: dict[str, str], base: int, *, tagged: bool) -> Book:
    """Return the workbook of a view in the language in use; `base` is what counts are rounded to."""
    frame = drawn.frame
    data = hxl.with_dates(frame.data) if tagged else frame.data
    tags = hxl.tags(frame.selection, [str(name) for name in data.columns])
    mark = map_panel.demonstration_mark(frame)
    title, subtitle = told(drawn, reference)
    made = columns.columns(frame, data, tags)
    return Book(
        sheet=_sheet_name(_("Figures"), mark),
        about=_sheet_name(_("Sources and notes"), ""),
        title=title,
        mark=mark,
        columns=made,
        sections=(
            _view(drawn, reference, subtitle),
            _definition(frame.selection),
            Section(
                _("Columns"),
                tuple((one.head, one.id, one.tag if tagged else "") for one in made),
                (_("Column"), _("Name in the CSV file"), _("HXL tag") if tagged else ""),
            ),
            _statuses(),
            Section(_("Sources"), *_sources(frame, reference)),
            _rules(frame, reference, statement, base),
        ),
        made_on=frame.as_of,
        is_rtl=i18n.direction() == "rtl",
    )


def _sheet_name(name: str, mark: str) -> str:
    """Name a sheet; spreadsheets allow 31 letters."""
    return (f"{name} – {mark}" if mark else name)[:31]


def _view(drawn: Drawn, reference: Reference, subtitle: str) -> Section:
    frame, selection = drawn.frame, drawn.frame.selection
    entry = selection.entry
    names = reference.areas[f"name_{i18n.language()}"]
    rows = [
        (_("Figures"), subtitle),
        (_("Sector"), words.sector(entry.sector)),
        (_("Indicator"), f"{entry.name.in_language(i18n.language())} – {words.value_name(entry)}"),
        (_("Standard"), words.standard(entry, drawn.standard)),
        (_("Target"), "" if selection.target is None else formats.number(selection.target, 1)),
        (_("Weights"), words.weights(selection.weights) if entry.family == "index" else ""),
        (_("Population groups"), words.groups(selection.groups) if entry.takes_groups else ""),
        (_("Level"), words.level(selection.level)),
        (_("Area"), str(names.get(selection.area, selection.area))),
        (_("Year"), formats.period(selection.period)),
        (_("As-of date"), formats.day(frame.as_of)),
        (_("Data version"), frame.data_version),
        (_("Link"), f"gap_map?{selection.link()}"),
        (_("Incomplete"), ", ".join(frame.truncated)),
    ]
    return Section(_("View"), tuple(row for row in rows if row[1]))


def _definition(selection: Selection) -> Section:
    entry, lang = selection.entry, i18n.language()
    method = entry.method
    rows = [
        (_("Indicator"), entry.name.in_language(lang)),
        *(
            (LABELS[name].in_language(lang), getattr(method, name).in_language(lang))
            for name in ("purpose", "numerator", "denominator", "formula")
        ),
        (LABELS["symbols"].in_language(lang), method.symbols),
        (_("Must not be used for"), method.not_for.in_language(lang)),
    ]
    return Section(_("Definition"), tuple(rows))


def _statuses() -> Section:
    rows = (
        ("ok", _("there is a figure")),
        ("no_data", _("no data")),
        ("few", _("fewer than 10 people")),
    )
    return Section(_("Status"), rows)


def _sources(frame: ReleaseFrame, reference: Reference) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    heads = (_("Source"), _("Name in the CSV file"), _("Publisher"), _("Published"), _("Kind"), _("Licence"))
    ids = sorted({one for ids in frame.data["source_ids"] for one in ids.split(";") if one})
    known = reference.sources.reindex(ids).dropna(subset=["source_id"])
    rows = tuple(
        (
            str(row[f"title_{i18n.language()}"]),
            str(row["source_id"]),
            str(row["publisher"]),
            provenance.when(row["published_on"]),
            words.source_kind(str(row["kind"])),
            str(row["licence"]) if isinstance(row["licence"], str) else "–",
        )
        for row in records(known)
    )
    return rows, heads


def _rules(frame: ReleaseFrame, reference: Reference, statement: dict[str, str], base: int) -> Section:
    """Return what holds for every figure of the database: the office's own texts, in the order of their weight."""
    notes = provenance.note_texts(statement, reference, base)
    texts = [statement.get("disclaimer", ""), statement.get("sensitivity", ""), provenance.group_rule(frame), *notes]
    return Section(_("What to know"), tuple(("", text) for text in texts if text))

"""The sheet of every workbook that says what its figures are, from whom, and what they are not for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from briefing import axes
from briefing.tables import Column, Section
from data_access.statement import read_statement
from domain.frames import ReleaseFrame, records
from domain.indicators import Indicator
from measures.methods import LABELS
from measures.reference import Reference
from wording import formats, i18n, provenance, table_names, words
from wording.i18n import _
from wording.publishers import publisher

Rows = Iterable[tuple[str, ...]]


def statement() -> dict[str, str]:
    """Return the office's own texts in the language in use."""
    return {key: text.in_language(i18n.language()) for key, text in read_statement().items()}


def small_print() -> str:
    """Return what every picture and printed page carries: disclaimer, sensitivity, terms of use, contact."""
    told, text = statement(), ""
    for key in ("disclaimer", "sensitivity", "terms", "contact"):
        text += (" " if text.endswith(".") else " · " if text else "") + told[key]
    return text


def view(rows: Rows, name: str = "") -> Section:
    """Return what was chosen: names and values; a name without a value is left out."""
    title = _("View: {name}").format(name=name) if name else _("View")
    return Section(title, tuple(row for row in rows if row[1]))


def chosen(
    frame: ReleaseFrame, reference: Reference, subtitle: str, link: str = "", *, lacking: Iterable[str] = ()
) -> Rows:
    """Return what was chosen for a released frame; without a `link` it leads to the frame's own map."""
    selection = frame.selection
    entry = selection.entry
    names = reference.areas[f"name_{i18n.language()}"]
    standard = reference.options.standards.get(selection.indicator, {}).get(selection.standard or "")
    return [
        (_("Figures"), subtitle),
        (_("Sector"), words.sector(entry.sector)),
        (_("Indicator"), axes.indicator_name(entry)),
        (_("Standard"), words.standard(entry, standard)),
        (_("Target"), "" if selection.target is None else formats.number(selection.target, 1)),
        (_("Weights"), words.weights(selection.weights) if entry.family == "index" else ""),
        (_("Population groups"), words.groups(selection.groups) if entry.takes_groups else ""),
        (_("Level"), words.level(selection.level)),
        (_("Area"), str(names.get(selection.area, selection.area))),
        (_("Year"), formats.period(selection.period)),
        *version(frame.data_version, reference.as_of, link or f"gap_map?{selection.link()}"),
        *absent(lacking),
        *incomplete(frame.truncated),
    ]


def absent(lacking: Iterable[str]) -> Rows:
    """Return what the database lacks that figures of a year do without, if anything."""
    names = [table_names.name(table) for table in lacking]
    return [(_("The database lacks"), formats.listing(names))] if names else []


def incomplete(*cut: Iterable[str]) -> Rows:
    """Return which tables had more rows than may be read, if any; each of `cut` is what one frame says of it."""
    names = [table_names.name(table) for tables in cut for table in tables]
    return [(_("Incomplete"), formats.listing(list(dict.fromkeys(names))))] if names else []


def version(data_version: str, as_of: date, link: str) -> Rows:
    """Return of which day and version figures are, and the link that shows them."""
    return [(_("As-of date"), formats.day(as_of)), (_("Data version"), data_version), (_("Link"), link)]


def definition(entry: Indicator, *, named: bool = False) -> Section:
    """Return what an indicator says; `named` where the sheet defines several."""
    lang, method = i18n.language(), entry.method
    name = entry.name.in_language(lang)
    rows = [
        (_("Indicator"), name),
        *(
            (LABELS[part].in_language(lang), getattr(method, part).in_language(lang))
            for part in ("purpose", "numerator", "denominator", "formula")
        ),
        (LABELS["symbols"].in_language(lang), method.symbols),
        (_("Must not be used for"), method.not_for.in_language(lang)),
    ]
    return Section(_("Definition: {name}").format(name=name) if named else _("Definition"), tuple(rows))


def columns(made: Sequence[Column], *, tagged: bool = False) -> Section:
    """Return what the columns of a sheet are called in the CSV file and in HXL."""
    heads = (_("Column"), _("Name in the CSV file"), _("HXL tag") if tagged else "")
    return Section(_("Columns"), tuple((one.head, one.id, one.tag if tagged else "") for one in made), heads)


def statuses() -> Section:
    """Return what the words of the column of statuses mean."""
    rows = (
        ("ok", _("there is a figure")),
        ("no_data", _("no data")),
        ("few", _("fewer than 10 people")),
    )
    return Section(_("Status"), rows)


def sources(source_ids: Iterable[str], reference: Reference) -> Section:
    """Return the sources of figures; an id may be several with `;`."""
    heads = (_("Source"), _("Name in the CSV file"), _("Publisher"), _("Published"), _("Kind"), _("Licence"))
    ids = sorted({one for ids in source_ids for one in ids.split(";") if one})
    known = reference.sources.reindex(ids).dropna(subset=["source_id"])
    rows = tuple(
        (
            str(row[f"title_{i18n.language()}"]),
            str(row["source_id"]),
            publisher(row["publisher"]),
            provenance.when(row["published_on"]),
            words.source_kind(str(row["kind"])),
            str(row["licence"]) if isinstance(row["licence"], str) else "–",
        )
        for row in records(known)
    )
    return Section(_("Sources"), rows, heads)


def rules(reference: Reference, *more: str) -> Section:
    """Return what holds for every figure of the database: the office's own texts, in the order of their weight."""
    told = statement()
    notes = provenance.note_texts(told, reference, reference.rounding_base)
    texts = [told.get("disclaimer", ""), told.get("sensitivity", ""), *dict.fromkeys(more), *notes]
    return Section(_("What to know"), tuple(("", text) for text in texts if text))

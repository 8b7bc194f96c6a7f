"""The areas that stand side by side as files: a row an indicator, for each area figure, status and note."""

from __future__ import annotations

from briefing import about_sheet, axes, columns
from briefing.book import bind
from briefing.tables import Column, Sheet, columns_csv, xlsx
from domain.admin import PROVINCE
from domain.indicators import CATALOGUE
from domain.selection import Selection
from measures.reference import Reference
from ui import downloads, loaders, side_by_side
from ui.side_by_side import Row
from wording import formats, i18n, provenance, words
from wording.i18n import _

Rows = dict[str, list[Row | None]]


def offer(selection: Selection, reference: Reference) -> downloads.Offer:
    """Return what offers the table of the chosen areas."""
    areas = selection.areas
    chosen = side_by_side.of(selection, selection.indicator)
    # The page's own indicator keeps its standard, target and weights.
    own = downloads.stamp((chosen.indicator, chosen.standard, chosen.target, chosen.weights))
    parts = ["compare_areas", *areas, str(selection.period), "-".join(selection.groups), own]

    def name(kind: str) -> str:
        # The words of the table are in one language, also in CSV.
        return downloads.named([*parts, *[selection.lang] * (kind == "csv")], kind, selection.lang)

    def made(_tagged: bool) -> list[downloads.File]:
        return [
            downloads.File(
                downloads.table_name(),
                name("csv"),
                "csv",
                lambda: columns_csv(table(side_by_side.rows(selection, areas), areas, reference)),
                "side_csv",
            ),
            downloads.File(
                downloads.book_name(),
                name("xlsx"),
                "xlsx",
                lambda: workbook(selection, reference),
                "side_xlsx",
            ),
        ]

    return made


def table(found: Rows, areas: tuple[str, ...], reference: Reference) -> tuple[Column, ...]:
    """Return the columns: what each figure is, then each area's, the province's last."""
    entries = [CATALOGUE[indicator] for indicator in found]
    names = reference.areas[f"name_{i18n.language()}"]
    made = [
        Column("sector", _("Sector"), tuple(words.sector(one.sector) for one in entries)),
        Column("indicator_id", _("Indicator code"), tuple(found)),
        Column("indicator", _("Indicator"), tuple(map(axes.indicator_name, entries))),
        Column("unit", _("Unit"), tuple(map(columns.value_unit, entries))),
    ]
    forms = tuple(map(columns.value_form, entries))
    for place, code in enumerate((*areas, PROVINCE)):
        rows = [row[place] for row in found.values()]
        head, values = f"{names[code]} ({code})", tuple(_value(row) for row in rows)
        made.append(Column(f"{code}_value", head, values, forms=forms))
        made.append(
            Column(
                f"{code}_status",
                _("{side}: {column}").format(side=head, column=_("Status")),
                tuple(str(row["status"]) if row else "no_data" for row in rows),
            )
        )
        notes = tuple(words.reason(str(row["note"])) if row else "" for row in rows)
        made.append(Column(f"{code}_note", _("{side}: {column}").format(side=head, column=_("note")), notes))
    return (*made, *_behind(found))


def _behind(found: Rows) -> tuple[Column, ...]:
    """Return of what year, source and kind the figures of each row are."""
    known = [[row for row in rows if row] for rows in found.values()]
    ids = [sorted({one for row in rows for one in row["source_ids"].split(";") if one}) for rows in known]
    years = tuple(next((int(row["period"]) for row in rows), None) for rows in known)
    marked = tuple(any(bool(row["is_demonstration"]) for row in rows) for rows in known)
    return (
        Column("period", _("Year (Jalali)"), years, columns.PLAIN),
        Column("is_demonstration", _("Demonstration data"), marked),
        Column("source_ids", _("Source"), tuple(map(";".join, ids))),
    )


def _value(row: Row | None) -> float | None:
    return float(row["value"]) if row and row["status"] == "ok" else None


def workbook(selection: Selection, reference: Reference) -> bytes:
    """Return the table with what its figures are and from whom."""
    areas = selection.areas
    found = side_by_side.rows(selection, areas)
    made = table(found, areas, reference)
    names = reference.areas[f"name_{i18n.language()}"]
    chosen = side_by_side.of(selection, selection.indicator)
    known = [row for one in found.values() for row in one if row]
    told = [
        (_("Areas"), formats.listing([str(names[code]) for code in areas])),
        (_("Population groups"), words.groups(selection.groups)),
        (_("Year"), formats.period(selection.period)),
        *about_sheet.version(loaders.version().name, loaders.today(), f"compare?{selection.link()}"),
        *about_sheet.absent(loaders.absent(selection.period)),
        *about_sheet.incomplete(loaders.release(chosen).truncated),
    ]
    sections = (
        about_sheet.view(told),
        about_sheet.statuses(),
        about_sheet.sources([row["source_ids"] for row in known], reference),
        about_sheet.rules(reference, provenance.rule_of_groups(selection.groups)),
        *(about_sheet.definition(CATALOGUE[one], named=True) for one in found),
    )
    sheets = (Sheet(_("Areas"), made, 3),)
    marked = any(row["is_demonstration"] for row in known)
    return xlsx(bind(_("Areas side by side"), sheets, sections, marked=marked, made_on=loaders.today()))

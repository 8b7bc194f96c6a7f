"""The list of a sector's facilities as files: the rows that the list shows, in its order, on all its pages."""

from __future__ import annotations

import pandas as pd

from briefing import about_sheet, columns
from briefing.book import bind
from briefing.columns import Part
from briefing.tables import Column, Sheet, xlsx
from domain.facilities import SHOWN_MEASURES
from domain.frames import records
from domain.selection import Selection
from measures.reference import Reference
from ui import downloads, facility_csv, loaders, sector_list
from ui.sector_table import Filter
from wording import data_words, facility_words, formats, i18n
from wording.i18n import _

# About a metre.
DEGREES = "0.00000"


def offer(
    rows: pd.DataFrame, wanted: Filter, selection: Selection, reference: Reference, title: str
) -> downloads.Offer:
    """Return what offers the list; `title` is what stands over it."""
    parts = ["facility_list", selection.sector, wanted.area, str(selection.period), downloads.stamp(wanted)]

    def name(kind: str) -> str:
        return downloads.named(parts, kind, selection.lang)

    def made(_tagged: bool) -> list[downloads.File]:
        return [
            downloads.File(
                _("This list (CSV)"),
                name("csv"),
                "csv",
                lambda: facility_csv.content(rows, reference, incomplete=bool(_cut(selection))),
                "list_csv",
            ),
            downloads.File(
                _("This list with its sources (XLSX)"),
                name("xlsx"),
                "xlsx",
                lambda: workbook(rows, wanted, selection, reference, title),
                "list_xlsx",
            ),
        ]

    return made


def workbook(rows: pd.DataFrame, wanted: Filter, selection: Selection, reference: Reference, title: str) -> bytes:
    """Return the list as a workbook."""
    shown = _columns(rows, reference)
    marked = bool(rows["is_demonstration"].any())
    sections = (
        about_sheet.view(_chosen(wanted, selection, reference)),
        about_sheet.columns(shown),
        about_sheet.sources(rows["source_ids"], reference),
        about_sheet.rules(reference),
    )
    sheets = (Sheet(_("Facilities"), shown, 2),)
    return xlsx(bind(title, sheets, sections, marked=marked, made_on=loaders.today()))


def _columns(rows: pd.DataFrame, reference: Reference) -> tuple[Column, ...]:
    lang = i18n.language()
    told = [facility_csv.told(row, reference) for row in records(rows)]
    parts: list[Part] = [
        ("name_fa", _("Name in Persian"), lambda row: row["name_fa"], ""),
        ("name_en", _("Name in English"), lambda row: row["name_en"], ""),
        (f"kind_{lang}", _("Kind"), lambda row: row[f"kind_{lang}"], ""),
        (f"status_{lang}", _("Status"), lambda row: row[f"status_{lang}"], ""),
        (f"area_{lang}", _("Area"), lambda row: row[f"area_{lang}"], ""),
        ("pcode", _("P-code"), lambda row: row["pcode"], ""),
        ("open_to", _("open to"), lambda row: facility_words.open_to(row["open_to"]), ""),
        *(_measure(name) for name in SHOWN_MEASURES if rows[name].notna().any()),
        ("fewer_than_10_people", _("fewer than 10 people"), lambda row: _few(row["fewer_than_10_people"]), ""),
        ("lat", _("latitude (degrees)"), lambda row: row["lat"], DEGREES),
        ("lon", _("longitude (degrees)"), lambda row: row["lon"], DEGREES),
        ("reference_period", _("reference period"), lambda row: row["reference_period"], columns.PLAIN),
        ("publisher", _("Publisher"), lambda row: row["publisher"], ""),
        ("is_demonstration", _("Demonstration data"), lambda row: row["is_demonstration"], ""),
        ("source_ids", _("Source"), lambda row: row["source_ids"], ""),
        ("facility_id", _("Facility code"), lambda row: row["facility_id"], ""),
    ]
    return columns.of_rows(told, parts)


def _measure(name: str) -> Part:
    return name, data_words.measure(name), lambda row: row[name], columns.WHOLE


def _few(names: str) -> str | None:
    """Name the figures that are not shown because they count too few people."""
    return formats.listing([data_words.measure(one) for one in names.split(";")]) if names else None


def _cut(selection: Selection) -> tuple[str, ...]:
    return loaders.facilities(selection.period).truncated


def _chosen(wanted: Filter, selection: Selection, reference: Reference) -> about_sheet.Rows:
    names = reference.areas[f"name_{i18n.language()}"]
    return [
        (_("Kind"), formats.listing([facility_words.kind_name(one) for one in wanted.kinds])),
        (_("Status"), formats.listing([facility_words.status_name(one) for one in wanted.statuses])),
        (_("Area"), str(names.get(wanted.area, wanted.area))),
        (_("Name holds"), wanted.name),
        (_("Order"), sector_list.sort_name(wanted.sort)),
        (_("Year"), formats.period(selection.period)),
        *about_sheet.version(loaders.version().name, loaders.today(), f"{selection.sector}?{selection.link()}"),
        *about_sheet.incomplete(_cut(selection)),
    ]

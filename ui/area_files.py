"""The area profile as files: indicators, people, facilities and commitments with a sheet each, and their sources."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from briefing import about_sheet, axes, columns
from briefing.book import bind
from briefing.columns import Part
from briefing.tables import Column, Section, Sheet, columns_csv, xlsx
from domain.admin import PROVINCE
from domain.facilities import KINDS, SHOWN_MEASURES, STATUSES
from domain.frames import records
from domain.indicators import CATALOGUE, GROUPS
from domain.selection import Selection
from ui import area_charts, area_facts, area_report, area_tables, downloads, loaders, page_loaders, side_by_side
from ui.area_facts import Facts
from wording import commitment_words, data_words, facility_words, formats, i18n, provenance, words
from wording.i18n import _

Row = dict[str, Any]


def offer(selection: Selection, code: str, title: str) -> downloads.Offer:
    """Return what offers the profile of an area; `title` is what stands over it."""
    parts = ["area", code, str(selection.period), "-".join(selection.groups)]
    # The indicator of the link keeps its own standard.
    parts += [selection.indicator, selection.standard] if selection.standard else []

    def made(_tagged: bool) -> list[downloads.File]:
        def name(kind: str) -> str:
            # The words of the table are in one language, also in CSV.
            return downloads.named([*parts, *[selection.lang] * (kind == "csv")], kind, selection.lang)

        return [
            downloads.File(
                _("Profile as a workbook, with sources and definitions (XLSX)"),
                name("xlsx"),
                "xlsx",
                lambda: workbook(selection, title),
                "profile_xlsx",
            ),
            downloads.File(
                _("Indicators (CSV)"),
                name("csv"),
                "csv",
                lambda: columns_csv(indicators(area_facts.facts(selection))),
                "profile_csv",
            ),
        ]

    return made


def workbook(selection: Selection, title: str) -> bytes:
    """Return the profile as a workbook."""
    known = area_facts.facts(selection)
    sheets = (
        Sheet(_("Indicators"), indicators(known), 3),
        Sheet(_("People"), people(known), 2),
        Sheet(_("Facilities"), facilities_by_kind(known)),
        Sheet(_("Commitments"), commitments(known)),
    )
    marked, ids = area_report.is_demonstration(known), area_report.source_ids(known)
    sections = [
        about_sheet.view(_chosen(known)),
        Section(_("Notes on the data"), tuple(("", row.cells[0]) for row in area_tables.notes(known).rows)),
        about_sheet.statuses(),
        about_sheet.sources(ids, known.reference),
        about_sheet.rules(known.reference, provenance.rule_of_groups(known.selection.groups)),
        *(about_sheet.definition(CATALOGUE[one], named=True) for one in known.rows),
    ]
    return xlsx(bind(title, sheets, sections, marked=marked, made_on=loaders.today()))


def _chosen(known: Facts) -> about_sheet.Rows:
    return [
        (_("Area"), known.name),
        (_("P-code"), known.code),
        (_("Population groups"), words.groups(known.selection.groups)),
        (_("Year"), formats.period(known.selection.period)),
        *about_sheet.version(loaders.version().name, loaders.today(), f"area?{known.selection.link()}"),
        *about_sheet.absent(loaders.absent(known.selection.period)),
        *about_sheet.incomplete(
            loaders.release(side_by_side.of(known.selection, known.selection.indicator)).truncated,
            page_loaders.people(known.selection.period).truncated,
            loaders.facilities(known.selection.period).truncated,
        ),
    ]


def indicators(known: Facts) -> tuple[Column, ...]:
    """Return every indicator of the area beside the province and the country."""
    rows: list[Row] = [{"indicator": name, "own": own, "province": whole} for name, (own, whole) in known.rows.items()]
    province = str(known.reference.areas[f"name_{i18n.language()}"][PROVINCE])
    forms = tuple(columns.value_form(CATALOGUE[row["indicator"]]) for row in rows)
    parts: list[Part] = [
        ("sector", _("Sector"), lambda row: words.sector(CATALOGUE[row["indicator"]].sector), ""),
        ("indicator_id", _("Indicator code"), lambda row: row["indicator"], ""),
        ("indicator", _("Indicator"), lambda row: axes.indicator_name(CATALOGUE[row["indicator"]]), ""),
        ("value", known.short, lambda row: _of(row["own"], "value"), ""),
        ("unit", _("Unit"), lambda row: columns.value_unit(CATALOGUE[row["indicator"]]), ""),
        ("status", _("Status"), lambda row: row["own"]["status"] if row["own"] else "no_data", ""),
        ("shortage", _("Shortage"), _short, columns.WHOLE),
        ("shortage_unit", _("Unit of the shortage"), _short_unit, ""),
        ("classrooms_short", _("classrooms short"), lambda row: _of(row["own"], "classrooms_short"), columns.WHOLE),
        ("province_value", province, lambda row: _of(row["province"], "value"), ""),
        *_of_country(known),
        ("reference_period", _("reference period"), lambda row: (row["own"] or {}).get("reference_period"), ""),
        ("note", _("note"), lambda row: words.reason(str((row["own"] or {}).get("note", ""))), ""),
        ("is_demonstration", _("Demonstration data"), lambda row: (row["own"] or {}).get("is_demonstration"), ""),
        ("source_ids", _("Source"), lambda row: (row["own"] or {}).get("source_ids"), ""),
        ("period", _("Year (Jalali)"), lambda _row: known.selection.period, columns.PLAIN),
        ("pcode", _("P-code"), lambda _row: known.code, ""),
        ("area", _("Area"), lambda _row: known.name, ""),
        ("groups", _("Population groups"), lambda row: _who(row["indicator"], known.selection.groups), ""),
    ]
    return columns.with_forms(columns.of_rows(rows, parts), forms, ("value", "province_value"))


def _who(indicator: str, groups: tuple[str, ...]) -> str:
    return words.groups(groups if CATALOGUE[indicator].takes_groups else GROUPS)


def _of_country(known: Facts) -> list[Part]:
    """Return what is published for the country: a number with its unit, year and publisher, or that there is none."""
    period, reference = known.selection.period, known.reference
    rows = {one: provenance.country_row(one, period, reference) for one in known.rows}
    told = {one: provenance.in_country(one, period, reference) for one in known.rows}

    def of(row: Row, name: str) -> Any:  # noqa: ANN401 - one cell of any column
        found = rows[row["indicator"]]
        return None if found is None else found[name]

    def unit(row: Row) -> str:
        found = of(row, "unit")
        return "" if found is None else provenance.published_unit(str(found))

    def publisher(row: Row) -> str:
        one = told[row["indicator"]]
        return one.text if rows[row["indicator"]] is None else one.detail

    return [
        ("country_value", _("Country (published)"), lambda row: of(row, "value"), columns.HUNDREDTH),
        ("country_unit", _("Country: unit"), unit, ""),
        ("country_period", _("Country: year (Jalali)"), lambda row: of(row, "period"), columns.PLAIN),
        ("country_publisher", _("Country: publisher"), publisher, ""),
    ]


def _of(row: Row | None, name: str) -> float | None:
    return float(row[name]) if row and row["status"] == "ok" and name in row and not pd.isna(row[name]) else None


def _short(row: Row) -> float | None:
    """Return the shortage in whole units where the indicator has them, as the page tells it."""
    entry = CATALOGUE[row["indicator"]]
    found = _of(row["own"], "units_short" if "units_short" in entry.extras else "shortage")
    return None if found is None else max(found, 0.0)


def _short_unit(row: Row) -> str:
    entry = CATALOGUE[row["indicator"]]
    return words.unit_name(entry) if entry.family == "need" else ""


def people(known: Facts) -> tuple[Column, ...]:
    """Return the people of the chosen groups by sex and age band."""
    chosen = known.people[known.people["groups"] == ",".join(known.selection.groups)]
    sexes = {"f": _("women and girls"), "m": _("men and boys"), "all": _("both sexes")}
    parts: list[Part] = [
        ("sex", _("Sex"), lambda row: sexes[row["sex"]], ""),
        ("age_band", _("Age"), lambda row: _age(row["age_band"]), ""),
        ("persons", _("people"), lambda row: row["persons"] if row["status"] == "ok" else None, columns.WHOLE),
        ("status", _("Status"), lambda row: row["status"], ""),
        ("groups", _("Population groups"), lambda row: words.groups(tuple(row["groups"].split(","))), ""),
        ("reference_period", _("reference period"), lambda row: row["reference_period"], ""),
        ("note", _("note"), lambda row: words.reason(row["note"]), ""),
        ("is_demonstration", _("Demonstration data"), lambda row: row["is_demonstration"], ""),
        ("source_ids", _("Source"), lambda row: row["source_ids"], ""),
    ]
    return columns.of_rows(records(chosen), parts)


def _age(band: str) -> str:
    return _("all ages") if band == "all" else area_charts.band_name(band)


def facilities_by_kind(known: Facts) -> tuple[Column, ...]:
    """Return how many facilities of each kind stand how, and what those that operate have and reported."""
    counts = known.facilities.groupby(["kind", "status"], observed=True).size().to_dict()
    stocks = area_tables.stocks(known.facilities)

    def count(status: str) -> Part:
        return (
            status,
            facility_words.status_name(status),
            lambda row: counts.get((row["kind"], status), 0),
            columns.WHOLE,
        )

    def stock(measure: str) -> Part:
        def amount(row: Row) -> float | None:
            found = stocks.get((row["kind"], measure))
            return found.amount if found and measure in KINDS[row["kind"]].measures else None

        return f"operating_{measure}", _operating(data_words.measure(measure)), amount, columns.WHOLE

    def reported(row: Row) -> int | None:
        pairs = [(row["kind"], measure) for measure in KINDS[row["kind"]].measures if measure != "shifts"]
        return min((stocks[pair].reported for pair in pairs if pair in stocks), default=None)

    parts: list[Part] = [
        ("kind", _("Kind"), lambda row: facility_words.kind_name(row["kind"]), ""),
        *map(count, STATUSES),
        # Shifts of several schools have no sum.
        *(stock(measure) for measure in SHOWN_MEASURES if measure != "shifts"),
        ("reported", _("facilities that reported"), reported, columns.WHOLE),
    ]
    return columns.of_rows([{"kind": kind} for kind in KINDS], parts)


def _operating(name: str) -> str:
    return _("{measure} of those operating").format(measure=name)


def commitments(known: Facts) -> tuple[Column, ...]:
    """Return what partners have promised for the area."""
    lang = i18n.language()
    parts: list[Part] = [
        (f"text_{lang}", _("Commitment"), lambda row: row[f"text_{lang}"], ""),
        (f"partner_{lang}", _("Partner"), lambda row: row[f"partner_{lang}"], ""),
        ("indicator_id", _("Indicator"), lambda row: _indicator_name(row["indicator_id"]), ""),
        ("pcode", _("Area"), lambda row: known.reference.name(str(row["pcode"]), lang), ""),
        ("population_group", _("Population groups"), lambda row: _group(row["population_group"]), ""),
        ("promised", _("Promised"), lambda row: row["promised"], columns.WHOLE),
        ("delivered", _("Delivered"), lambda row: row["delivered"], columns.WHOLE),
        ("unit", _("Unit"), _unit, ""),
        ("amount", _("Amount of money"), lambda row: row["amount"], columns.WHOLE),
        ("currency", _("Currency"), lambda row: row["currency"], ""),
        ("due_on", _("Due"), lambda row: str(row["due_on"]), ""),
        ("status", _("Status"), lambda row: commitment_words.status_name(row["status"]), ""),
        ("is_late", _("Late"), lambda row: bool(row["is_late"]), ""),
    ]
    if known.promises is None:
        said = _("The commitments of partners could not be read.")
        told = [(name, head, partial(_cell, name), form) for name, head, _read, form in parts]
        return columns.of_rows([{f"text_{lang}": said}], told)
    return columns.of_rows(records(known.promises), parts)


def _cell(name: str, row: Row) -> str | None:
    return row.get(name)


def _indicator_name(indicator: object) -> str:
    known = CATALOGUE.get(str(indicator))
    return known.name.in_language(i18n.language()) if known else ""


def _group(group: object) -> str:
    return words.groups((group,)) if isinstance(group, str) else ""


def _unit(row: Row) -> str:
    entry = CATALOGUE.get(row["indicator_id"])
    return words.unit_name(entry) if entry is not None and entry.unit == row["unit"] else str(row["unit"])

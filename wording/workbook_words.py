"""The words of the workbook in both languages: its instructions, its sheets, its columns and its codes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache, partial
from typing import TypeVar

from domain import contract
from domain.admin import LEVEL_NAMES
from domain.contract import Place
from domain.indicator import Text
from domain.indicators import CATALOGUE
from domain.workbook import Form, Names
from wording import commitment_words, data_words, facility_words, formats, i18n, words, workbook_columns
from wording.i18n import _, ngettext

K = TypeVar("K", bound=Hashable)


@lru_cache
def names(columns: tuple[tuple[str, str, Form], ...]) -> Names:
    """Return what everything in the workbook is called.

    Parameters
    ----------
    columns : tuple of (str, str, str)
        Table, column and what its cells take; `data_access.admin.workbook.columns_of_all` lists them.

    Returns
    -------
    Names
    """
    headings = _both(workbook_columns.headings)
    notes, forms = _both(workbook_columns.notes), _both(workbook_columns.forms)
    kinds = _both(_kinds)
    texts = _both(_single)
    return Names(
        guide=texts["guide"],
        lists=texts["lists"],
        lines=tuple(_both(lambda: dict(enumerate(_lines()))).values()),
        titles=_both(titles),
        headings={(table, name): kinds.get((table, name)) or headings[name] for table, name, _form in columns},
        notes={(table, name): _joined(notes.get(name), forms[form]) for table, name, form in columns},
        codes={place: _both(partial(_codes, place)) for place in (*contract.CODES, *contract.PASSED_OVER)},
        samples=_both(_samples),
        yes=texts["yes"],
        no=texts["no"],
        needed=texts["needed"],
        may_lack=texts["may_lack"],
        fill=texts["fill"],
        may_be_empty=texts["may_be_empty"],
    )


def _both(make: Callable[[], Mapping[K, str]]) -> dict[K, Text]:
    persian, english = i18n.within("fa", make), i18n.within("en", make)
    return {key: Text(persian[key], english[key]) for key in english}


def _joined(note: Text | None, form: Text) -> Text:
    return Text(f"{note.fa} {form.fa}", f"{note.en} {form.en}") if note else form


def _single() -> dict[str, str]:
    return {
        "guide": _("Read me"),
        "lists": _("Codes"),
        "yes": _("yes"),
        "no": _("no"),
        "needed": _("needed"),
        "may_lack": _("may stay empty"),
        "fill": _("Must be filled."),
        "may_be_empty": _("May stay empty."),
    }


def _lines() -> list[str]:
    return [
        _("Hamgam: workbook for one's own data"),
        _(
            "Each sheet is one table. Fill in from row 5 on, one row for each thing; "
            "the name of a sheet stays as it is."
        ),
        _(
            "The head has four rows: Persian, English, the name of the column, its HXL tag. One of them is enough; "
            "columns may stand in any order, and columns that may be empty may be left out."
        ),
        _("A row that begins with #example is not read. Delete it, or leave it."),
        _("Digits may be Persian or Latin. Years are Jalali; days are Jalali or Gregorian."),
        _(
            "Areas have the code of the Statistical Centre. Where a name stands in its place, it has to fit exactly "
            "one area; loading tells how each was matched."
        ),
        _(
            "Boundaries are too long for a cell and do not stand in this workbook: loading keeps those that are "
            "there, and python manage.py boundaries loads them."
        ),
        _("What cannot be read for certain is not guessed: the load says which cell it is, and nothing is written."),
        _("Sheets that are needed, and sheets that may stay empty:"),
    ]


def template_written(path: str) -> str:
    """Say that the template stands there."""
    return _("The template is written: {path}").format(path=path)


def exported(path: str, counts: Mapping[str, int]) -> str:
    """Say how much was written."""
    rows = ngettext("{count} row", "{count} rows", sum(counts.values()))
    return _("{rows} are written: {path}. Boundaries are left out.").format(
        rows=rows.format(count=formats.number(sum(counts.values()))), path=path
    )


def not_written(path: str, reason: str | None) -> str:
    """Say that a file cannot be written, and what the system says."""
    told = _("The file cannot be written: {path}. See whether its folder is there and may be written to.")
    return f"{told.format(path=path)} ({reason})" if reason else told.format(path=path)


def no_workbook_name(path: str) -> str:
    """Say that a workbook is called otherwise."""
    return _("The workbook is an XLSX file: give a name that ends in .xlsx, in place of {path}.").format(path=path)


def file_is_there(path: str) -> str:
    """Say that a file is there, which may hold somebody's work."""
    return _("The file is there already, and nothing was written: {path}. Give another name, or --force.").format(
        path=path
    )


def not_exported(kind: str, place: str) -> str:
    """Say why the rows of a database do not fit into a workbook."""
    return {
        "long_text": _("A text is longer than a cell of a spreadsheet may be: {place}."),
        "many_rows": _("There are more rows than a sheet of a spreadsheet has: {place}."),
        "no_tables": _("The database has none of the tables."),
    }[kind].format(place=place)


def titles() -> dict[str, str]:
    """Return the title of each sheet, by table."""
    return {
        "source": _("Sources"),
        "admin_area": _("Administrative areas"),
        "population": _("Population"),
        "settlement": _("Settlements"),
        "partner": _("Partners"),
        "facility": _("Facilities"),
        "facility_status": _("State of facilities"),
        "facility_capacity": _("Capacity of facilities"),
        "service_standard": _("Standards of services"),
        "benchmark": _("Benchmarks"),
        "meeting": _("Meetings"),
        "agenda_item": _("Items of agendas"),
        "commitment": _("Commitments"),
        "commitment_update": _("Reports on commitments"),
        "crosswalk": _("Former and present areas"),
        "travel_time": _("Travel times"),
        "unit_cost": _("Unit costs"),
        "dataset": _("Version of the data"),
    }


def _kinds() -> dict[Place, str]:
    return {
        ("facility", "kind"): _("Kind of facility"),
        ("unit_cost", "kind"): _("Kind of facility"),
        ("partner", "kind"): _("Kind of partner"),
        ("source", "kind"): _("Kind of source"),
        ("settlement", "kind"): _("Kind of place"),
    }


def _samples() -> dict[str, str]:
    plain = _("Sample")
    named = {
        "source": _("Yearbook of the province"),
        "admin_area": _("Eslamshahr"),
        "settlement": _("Chahardangeh"),
        "partner": _("Office of school renovation"),
        "facility": _("Sample primary school"),
        "meeting": _("Coordination meeting"),
        "agenda_item": _("Classrooms in the south"),
        "commitment": _("Build six classrooms"),
    }
    return dict.fromkeys(titles(), plain) | named


def _codes(place: Place) -> dict[object, str]:
    """Name the codes of a column."""
    codes = contract.CODES.get(place) or contract.PASSED_OVER[place]
    write = _writers().get(place[1]) or _writers()[".".join(place)]
    return {code: write(code) for code in codes}


def _writers() -> dict[str, Callable[[object], str]]:
    """Return how the codes of a column are named, by its name or by table and name."""
    return {
        "action": _named({"build": _("build"), "upgrade": _("upgrade"), "rehabilitate": _("rehabilitate")}),
        "age_band": _age_band,
        "area_type": _named({"urban": _("urban"), "rural": _("rural"), "all": _("urban and rural")}),
        "boundary_quality": _named({"official": _("official"), "open": _("open data"), "schematic": _("schematic")}),
        "confidence": _named(
            {"high": _("high confidence"), "medium": _("medium confidence"), "low": _("low confidence")}
        ),
        "indicator_id": _indicator,
        "level": lambda code: data_words.level_name(LEVEL_NAMES[int(str(code))]),
        "measure": lambda code: data_words.measure(str(code)),
        "open_to": lambda code: facility_words.open_to(str(code)) or _("everyone"),
        "population_group": lambda code: data_words.counted_group(str(code)),
        "sector": lambda code: words.sector(str(code)),
        "sex": _named({"f": _("women and girls"), "m": _("men and boys"), "all": _("both sexes")}),
        "facility.kind": lambda code: facility_words.kind_name(str(code)),
        "unit_cost.kind": lambda code: facility_words.kind_name(str(code)),
        "facility_status.status": lambda code: facility_words.status_name(str(code)),
        "commitment_update.status": lambda code: commitment_words.status_name(str(code)),
        "source.kind": lambda code: words.source_kind(str(code)),
        "settlement.kind": _named({"city": _("city"), "village": _("village"), "neighbourhood": _("neighbourhood")}),
        "partner.kind": _named(
            {
                "government": _("government body"),
                "un": _("United Nations"),
                "ngo": _("non-governmental organisation"),
                "other": _("other partner"),
            }
        ),
    }


def _named(known: Mapping[str, str]) -> Callable[[object], str]:
    return lambda code: known.get(str(code), str(code))


def _age_band(code: object) -> str:
    if code == "all":
        return _("all ages")
    first, _dash, last = str(code).partition("-")
    if not last:
        return _("{age} and older").format(age=formats.plain(int(first.rstrip("+"))))
    return _("{first} to {last} years").format(first=formats.plain(int(first)), last=formats.plain(int(last)))


def _indicator(code: object) -> str:
    if str(code) in CATALOGUE:
        return CATALOGUE[str(code)].name.in_language(i18n.language())
    return {
        "foreign_persons": _("foreign nationals in all"),
        "health_houses": _("health houses in all"),
        "pupils_per_class": _("pupils in a class"),
        "school_space": _("school space for each pupil"),
    }[str(code)]

"""What is wrong with a steward's file, and what to do about it, for each problem that reading it may find."""

from __future__ import annotations

from collections.abc import Mapping

from domain import contract
from wording import formats
from wording.i18n import _

Texts = Mapping[str, tuple[str, str]]


def told(id_: str) -> tuple[str, str]:
    """Return what is wrong, and what to do.

    Parameters
    ----------
    id_ : str
        Of a `data_access.admin.workbook.Problem`.

    Returns
    -------
    tuple of str

    Raises
    ------
    KeyError
        There is no such problem.
    """
    return every()[id_]


def every() -> dict[str, tuple[str, str]]:
    """Return all texts, by the id of the problem."""
    return {**_files(), **_packed(), **_sheets(), **_columns(), **_cells(), **_numbers(), **_times(), **_areas()}


def _files() -> Texts:
    save = _("Save it as XLSX or as CSV (UTF-8).")
    return {
        "no_file": (_("There is no such file."), _("See whether the path is right, and whether you may read it.")),
        "folder": (_("That is a folder."), _("Name the files in it.")),
        "empty_file": (_("The file is empty."), _("Save it again with its rows.")),
        "file_twice": (_("The file was given twice."), _("Give it once.")),
        "too_large_file": (_("The file is larger than 1 GB."), _("Divide it by years or by tables.")),
        "not_spreadsheet": (_("The file is no spreadsheet and no CSV."), save),
        "password": (_("The file is locked with a password."), _("Take the password off and save it again.")),
        "broken_file": (
            _("The file is damaged."),
            _("Copy it again from where it came, or open it and save it again."),
        ),
        "encoding": (
            _("The letters of the file are in an encoding that is not known."),
            _("Save it as CSV (UTF-8); windows-1256 is read too."),
        ),
        "nul_bytes": (_("The file holds bytes that are no text."), save),
        "line_too_long": (
            _("A line of the file is longer than a million letters."),
            _("See whether a quotation mark is not closed, and leave boundaries out."),
        ),
        "bad_quotes": (
            _("The quotation marks of a line do not fit together."),
            _("Put texts with a separator in quotation marks and write a quotation mark inside them twice."),
        ),
    }


def _packed() -> Texts:
    anew = _("Copy the rows into a new workbook and save that.")
    return {
        "zip_bomb": (_("Unpacked, the file would be far too large."), anew),
        "xml_bomb": (_("The file holds declarations that no spreadsheet needs and that do harm."), anew),
        "too_many_cells": (
            _("The sheet is too large to be opened."),
            _("Delete what stands far below or beside the table, or save each sheet as CSV."),
        ),
        "too_wide": (
            _("The sheet has more than a thousand columns."),
            _("Delete the columns beside the table. Years and groups stand in rows, not in columns."),
        ),
    }


def _sheets() -> Texts:
    name = _("Name it after its table, as in the template.")
    return {
        "no_known_sheet": (_("No sheet of the file is one of the template's."), name),
        "unknown_sheet": (_("The sheet is none of the template's."), _("Name it after its table, or delete it.")),
        "unknown_table": (
            _("Neither the name of the file nor its headings say which table it is."),
            _("Name the file after its table, such as facility.csv."),
        ),
        "unclear_table": (_("The headings fit several tables."), name),
        "other_columns": (
            _("Another file or sheet of this table has other columns."),
            _("Give all files of a table the same columns."),
        ),
        "no_headings": (
            _("No row with the headings of this table was found."),
            _("Copy the head of the template above the rows."),
        ),
    }


def _columns() -> Texts:
    return {
        "unknown_column": (
            _("The heading is none of this table's."),
            _("Use a heading of the template, or delete the column."),
        ),
        "repeated_heading": (_("Two columns have the same heading."), _("Keep one of them.")),
        "headings_disagree": (
            _("The headings of a column name different columns."),
            _("Correct the heading or the tag below it."),
        ),
        "missing_column": (
            _("The headings look like those of this table, but a column that must be filled is missing."),
            _(
                "Add it, as in the template; where nothing in it is to change, name the sheet or file after its table "
                "instead."
            ),
        ),
        "no_key_column": (_("A column is missing that tells the rows apart."), _("Add it, as in the template.")),
        "no_heading": (_("There are values under no heading."), _("Give the column a heading, or delete them.")),
    }


def _cells() -> Texts:
    return {
        "empty_point": (
            _("The point of the place is empty."),
            _(
                "Fill it in: a place without a point, such as a school, cannot be placed on the map. Where it is not "
                "known, take the point of its village."
            ),
        ),
        "empty": (_("The cell is empty."), _("Fill it in, or leave the row out.")),
        "error_value": (
            _("The cell shows an error of its formula."),
            _("Mend the formula, or write the value itself."),
        ),
        "unknown_code": (
            _("The code is not one of the contract's."),
            _("Use one of the words or codes that are named here."),
        ),
        "not_yes_no": (_("That is neither yes nor no."), _("Write yes or no, or 1 or 0.")),
        "day_in_text": (
            _("The spreadsheet made a date of what was typed."),
            _("Format the column as text and type it again; what stood there cannot be known."),
        ),
        "repeated_row": (
            _("Several rows have the same key."),
            _("Keep one of them; add up what was counted in parts."),
        ),
    }


def _numbers() -> Texts:
    return {
        "not_number": (_("That is no number."), _("Write a plain number; where nothing is known, leave the row out.")),
        "unclear_number": (
            _("The number can be read in two ways."),
            _("Write it with a decimal point and without separators: 1250.5."),
        ),
        "percent": (_("There is a percent sign."), _("Write the number alone; its unit has a column of its own.")),
        "percent_share": (
            _("There is a percent sign in a share of 0 to 1."),
            _("Write the share with a decimal point: 0.86, not 86."),
        ),
        "not_whole": (_("The number is not whole."), _("Write whole numbers: persons and years have no parts.")),
        "too_many_digits": (
            _("The number has more digits than a spreadsheet keeps."),
            _("Format the column as text and type it again."),
        ),
    }


def _times() -> Texts:
    years = {"first": formats.period(contract.FIRST_YEAR), "last": formats.period(contract.LAST_YEAR)}
    return {
        "gregorian_year": (
            _("The year is a Gregorian one."),
            _("Write the Jalali year; a school year stands under the year in which it begins."),
        ),
        "no_year": (
            _("The year is not between {first} and {last}.").format(**years),
            _("Write the Jalali year with four digits."),
        ),
        "school_year": (
            _("Two years stand where one is due."),
            _("A school year stands under the year in which it begins: for 1403-1404 write 1403."),
        ),
        "no_about_day": (
            _("That is no day, month or year that can be read for certain."),
            _("Write a day, a month or a year: 1404/07/22, 1404/07 or 1404; Gregorian ones are read too."),
        ),
        "no_day": (_("That is no date."), _("Write a Jalali day as 1404/07/22 or a Gregorian one as 2025-10-14.")),
        "unclear_day": (
            _("The date can be read in several ways."),
            _("Write it with the year of four digits first: 1404/07/22 or 2025-10-14."),
        ),
    }


def _areas() -> Texts:
    return {
        "no_pcode": (_("A name stands where the area's own code is due."), _("Write its P-code.")),
        "no_such_area": (
            _("No area has this name."),
            _("Write the P-code, or the name as it stands on the sheet admin_area."),
        ),
        "several_areas": (
            _("Several areas have this name."),
            _("Write the P-code, or the name with its county as it stands here, or say county or district."),
        ),
    }

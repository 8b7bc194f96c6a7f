"""A database that cannot be written to, in the words of a terminal: what is in the way, and what to do."""

from __future__ import annotations

from wording import formats, trouble_words
from wording.i18n import _


def refused(kind: str, detail: str) -> str:
    """Return the message for whoever loads data.

    Parameters
    ----------
    kind : str
        Of `data_access.admin.target.WriteRefused`.
    detail : str
        What was found; it holds no password.

    Returns
    -------
    str
    """
    form = formats.isolate("sqlite:///file") + " / " + formats.isolate("postgresql://user:password@host/name")
    texts = {
        "address": _("That is no address of a database. Write {form}.").format(form=form),
        "at_sign": trouble_words.at_sign(),
        "backend": _("Databases of this kind cannot be written to: {detail}. Write {form}.").format(
            detail=detail, form=form
        ),
        "missing_file": _("There is no such file: {detail}").format(detail=detail),
        "folder": _("That is a folder, and no file: {detail}. Name a file in it.").format(detail=detail),
        "memory": _("A database in memory is gone when the command ends. Name a file: {form}.").format(form=form),
        "made_meanwhile": _("Somebody else made this file meanwhile: {detail}. Nothing was written; try again.").format(
            detail=detail
        ),
        "foreign": _(
            "This database belongs to something else, since none of its tables is the dashboard's: {detail}. Nothing"
            " was written; name another file, which is made if it is not there."
        ).format(detail=detail),
        "locked": _(
            "Another program is writing to this file: {detail}. Nothing was written; try again when it is done."
        ).format(detail=detail),
        "read_only": _(
            "The file or its folder may not be written to: {detail}. Ask for the right to write, or name another file."
        ).format(detail=detail),
        "views": _("These are views, so this is an office's own database: {detail}. Load into one of its own.").format(
            detail=detail
        ),
        "columns": _("The table is there and lacks columns: {detail}. Load into an empty database.").format(
            detail=detail
        ),
    }
    other = _("The database cannot be written to: {detail}. Nothing was written.").format(detail=detail.rstrip(". "))
    return texts.get(kind, other)


def rows_refused(kind: str, table: str, column: str, count: int) -> str:
    """Say which rows of the files no table can hold.

    Parameters
    ----------
    kind : str
        Of `data_access.admin.staging.RowsRefused`.
    table, column : str
        As `workbook_labels` calls them.
    count : int

    Returns
    -------
    str
    """
    told = {
        "repeated": _("{table}: {count} keys stand there more than once. Nothing was written."),
        "empty": _("{table}, {column}: must be filled, and {count} rows have nothing there. Nothing was written."),
        "one_row": _("{table}: one row is due, and there are {count}. Nothing was written."),
    }
    return told[kind].format(table=table, column=column, count=formats.number(count))

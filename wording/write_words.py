"""A database that cannot be written to, in the words of a terminal: what is in the way, and what to do."""

from __future__ import annotations

from wording import formats
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
        "backend": _("Databases of this kind cannot be written to: {detail}. Write {form}.").format(
            detail=detail, form=form
        ),
        "missing_file": _("There is no such file: {detail}").format(detail=detail),
        "views": _("These are views, so this is an office's own database: {detail}. Load into one of its own.").format(
            detail=detail
        ),
        "columns": _("The table is there and lacks columns: {detail}. Load into an empty database.").format(
            detail=detail
        ),
    }
    other = _("The database cannot be written to: {detail} Nothing was written.").format(detail=detail)
    return texts.get(kind, other)


def repeated(table: str, count: int) -> str:
    """Say that rows of the files share a key."""
    told = _("{table}: {count} keys stand there more than once. Nothing was written.")
    return told.format(table=table, count=formats.number(count))

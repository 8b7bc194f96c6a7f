"""A database that cannot be read, in the words of a terminal: what is wrong, what to do, and what the driver said."""

from __future__ import annotations

from wording import formats
from wording.i18n import _

FORMS = ("sqlite:///data/office.sqlite", "postgresql://hamgam_reader@server:5432/office")


def told(kind: str, detail: str) -> str:
    """Return the message for whoever looks after the data.

    Parameters
    ----------
    kind : str
        Of `data_access.trouble.DatabaseError`; empty where a setting is wrong, `at_sign` where it is an address with
        an @ that is not escaped, `address` where what was typed is no address, `empty` where it is nothing.
    detail : str
        What the database or the driver said; it holds no password.

    Returns
    -------
    str
    """
    texts = {
        "": _("The setting cannot be used. Correct it and try again."),
        "address": _(
            "That is no address of a SQLite or PostgreSQL database. Write it like one of these: {forms}"
        ).format(forms=formats.listing([formats.isolate(form) for form in FORMS])),
        "at_sign": at_sign(),
        "empty": _(
            "The address is empty; perhaps a variable is not set. Write it, or leave it out for the database of the"
            " settings."
        ),
        "missing_file": _("There is no such file. See whether the path is right, and whether you may read it."),
        "folder": _("That is a folder, and no file: {detail}. Name a file in it.").format(detail=detail),
        "locked": _("Another program is writing to this file. Try again when it is done."),
        "unreadable": _("The file cannot be opened. See whether you may read it and its folder."),
        "no_connection": _(
            "There is no connection. See whether the server runs, and check address, name and password."
        ),
        "timeout": _("The database stopped the statement: it took too long. Add indexes, or try again later."),
        "refused": _("The account may not read this. Grant it SELECT: python manage.py role prints the SQL."),
        "bad_data": _("That is no database that can be read, or a column holds what its type does not allow."),
        "changed": _("The data was replaced meanwhile. Try again."),
    }
    what = texts.get(kind, texts["bad_data"])
    if not detail or kind == "folder":  # which has its place in the sentence
        return what
    return "\n".join([what, _("The database said: {detail}").format(detail=detail)])


def at_sign() -> str:
    """Say how an @ of a password is written; the address cannot be shown, since its password cannot be told apart."""
    return _("The address holds more than one {at}. In a name or a password {at} is written {escaped}.").format(
        at=formats.isolate("@"), escaped=formats.isolate("%40")
    )

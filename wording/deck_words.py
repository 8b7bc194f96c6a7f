"""Mistakes in a deck in words, each with its file and line."""

from __future__ import annotations

from collections.abc import Sequence

from domain.deck import Mistake
from wording import formats
from wording.i18n import _, ngettext


def summary(mistakes: Sequence[Mistake], shown: str) -> str:
    """Say how many mistakes there are, and which slides are shown: `shown` is their file, empty for the usual ones."""
    count = len(mistakes)
    if shown and any(one.file == shown for one in mistakes):
        text = ngettext(
            "The deck of this meeting has {count} mistake; all else of it is shown",
            "The deck of this meeting has {count} mistakes; all else of it is shown",
            count,
        )
    elif shown:
        text = ngettext(
            "A deck cannot be used, it has {count} mistake; the slides of {file} are shown instead",
            "A deck cannot be used, it has {count} mistakes; the slides of {file} are shown instead",
            count,
        )
    else:
        text = ngettext(
            "A deck cannot be used, it has {count} mistake; the usual slides of the agenda are shown instead",
            "A deck cannot be used, it has {count} mistakes; the usual slides of the agenda are shown instead",
            count,
        )
    return text.format(count=formats.number(count), file=formats.quoted(shown))


def mistake(one: Mistake) -> str:
    """Say where a mistake is, what is wrong, and what to do."""
    where = formats.quoted(one.file)
    if one.line:
        where = _("{file}, line {line}").format(file=where, line=formats.number(one.line))
    if one.key:
        where = f"{where}, {formats.quoted(one.key)}"
    return _("{where}: {what}").format(where=where, what=_what(one))


def _what(one: Mistake) -> str:
    text = {
        "no_folder": _("HAMGAM_DECKS names no folder that can be read."),
        "too_many_files": _("more files than {value} are in the folder; those behind are not read."),
        "unreadable": _("the file cannot be read; let the dashboard's account read it."),
        "no_file": _("this is no file."),
        "outside_folder": _("this leads outside the folder; put the file itself there."),
        "second_file": _("another file for the same meeting comes first by name; remove one."),
        "too_large": _("the file is larger than {value} bytes."),
        "empty": _("there is nothing here."),
        "not_utf8": _("save the file as UTF-8."),
        "no_yaml": _("“{value}” cannot be read: look at spaces, quotes and colons, and at the line before."),
        "several_documents": _("a line of three dashes begins a second deck; one deck in a file."),
        "anchor": _("put a value that begins with & in quotes."),
        "alias": _("put a value that begins with * in quotes."),
        "tag": _("put a value that begins with ! in quotes."),
        "too_deep": _("lists within lists: compare the spaces with the example."),
        "unknown_key": _("this is not known here: “{value}”."),
        "missing_key": _("this is needed and absent."),
        "duplicate_key": _("this stands here twice; the first one counts."),
        "wrong_kind": _("something else was expected here: a text, a list or keys."),
        "missing_language": _("write the text in this language too."),
        "is_no_more": _("“{value}” is no area of today; the slide shows the one that all of it lies in."),
        "no_text": _("signs that cannot be seen are in the text, often from pasting; type it again."),
        "too_long": _("the text is longer than {value} letters."),
        "bad_id": _("“{value}” is no id: small Latin letters, digits, - and _."),
        "duplicate_id": _("“{value}” stands twice; each id once."),
        "reserved_id": _("“{value}” is the name of a page that the dashboard makes itself; choose another."),
        "too_many_slides": _("the slides from this line on are left out; {value} at the most."),
        "no_number": _("“{value}” is no whole number."),
        "unknown_item": _("item {value} is not on this meeting's agenda."),
        "unknown_meeting": _("the database has no meeting “{value}”."),
        "unknown_commitment": _("the database has no commitment “{value}”."),
        "no_query": _("the link says nothing behind its question mark; choose something first, then copy it."),
        "not_in_view": _("take this out of the link: a slide cannot show it."),
        "unknown_value": _("“{value}” does not exist here; the usual choice is shown."),
    }.get(one.reason, _("“{value}” does not go with the rest; the usual choice is shown."))
    return text.format(value=formats.quoted(one.value) if one.value else one.value)

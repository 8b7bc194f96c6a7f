"""What a link asked for in vain, or a click could not do, in words."""

from __future__ import annotations

from domain.selection import AREAS_AT_MOST
from wording import formats
from wording.i18n import _


def _choice(key: str) -> str:
    """Name a key of a link as its control is called; an unknown key stands as it is."""
    return {
        "sector": _("Sector"),
        "indicator": _("Indicator"),
        "standard": _("Standard"),
        "target": _("Target"),
        "groups": _("Population groups"),
        "level": _("Level"),
        "area": _("Area"),
        "period": _("Year"),
        "scheme": _("Classification"),
        "classes": _("Number of classes"),
        "w": _("Weights"),
        "lang": _("Language"),
        "place": _("Place"),
        "kinds": _("Kind"),
        "statuses": _("Status"),
        "view": _("View"),
        "areas": _("Areas"),
        "indicator2": _("Second indicator"),
        "period2": _("Second year"),
        "groups2": _("Second population groups"),
        "order": _("Order"),
        "find": _("Name holds"),
        "meeting": _("Meeting"),
        "partners": _("Partner"),
        "sectors": _("Sector"),
        "states": _("Status"),
        "slide": _("Slide"),
        "present": _("Presentation"),
    }.get(key, key)


def notice(key: str, value: str, reason_id: str) -> str:
    """Tell what a link asked for in vain."""
    said = {
        "unknown_key": _("The link has a part that is not known here and was left out: {key}"),
        "unknown_value": _("{key}: “{value}” in the link does not exist here; the usual choice is shown."),
        "no_text": _(
            "{key}: the text in the link that begins with “{value}” is too long or no plain text; it was left out."
        ),
        "left_out": _("{key}: “{value}” in the link cannot be shown here and was left out."),
        "too_many": _("{key}: at most {count} stand side by side; “{value}” was not added."),
        "came_later": _("{key}: “{value}” came later; the area that it was a part of in that year is shown."),
        "is_no_more": _("{key}: “{value}” is no area of that year; the one that all of it lies in is shown."),
        "same": _("{key}: “{value}” is the first one already; another one stands beside it."),
        "second_side": _("{key}: one thing stands beside the first; “{value}” in the link was left out."),
        "other_sector": _("{key}: “{value}” in the link belongs to another sector's page; this page shows its own."),
        "swapped": _("{key}: “{value}” was chosen as the first one, so the two have changed places."),
    }.get(reason_id, _("{key}: “{value}” in the link does not go with the rest; the usual choice is shown."))
    given = value if len(value) <= 80 else f"{value[:80]}…"
    return said.format(key=_choice(key), value=formats.quoted(given), count=formats.count_word(AREAS_AT_MOST))

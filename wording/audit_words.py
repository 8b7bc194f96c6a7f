"""Entries of the audit trail in words."""

from __future__ import annotations

from wording import page_words
from wording.i18n import _


def action(one: str) -> str:
    """Name what was done; nothing for no action."""
    return {
        "": "",
        "view": _("looked at a view"),
        "export": _("took a file"),
        "share_made": _("made a link"),
        "share_revoked": _("withdrew a link"),
        "share_rotated": _("gave a link a new address"),
        "share_opened": _("opened a link"),
        "refused": _("was refused"),
        "signed_in": _("signed in"),
        "signed_out": _("signed out"),
    }.get(one, one)


def role(one: str) -> str:
    """Name a role."""
    return {
        "viewer": _("viewer"),
        "staff": _("staff"),
        "admin": _("administrator"),
        "link": _("share link"),
    }.get(one, one)


def page(one: str) -> str:
    """Name a page by its address; the overview's, which is empty elsewhere, is `overview` in the trail."""
    return page_words.name("" if one == "overview" else one) if one else ""

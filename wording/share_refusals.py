"""Why a share link cannot be made, in words."""

from __future__ import annotations

from domain.grants import KINDS, MOST_DAYS, NAME_AT_MOST, PAGES
from wording import formats
from wording.i18n import _

PARTS = (
    "kind",
    "page",
    "audience",
    "lang",
    "expires_at",
    "meeting",
    "frozen",
    "passphrase",
    "view",
    "areas",
    "sectors",
    "indicator",
    "counties",
    "files",
    "drawn",
)


def refusal(part: str) -> str:
    """Say what is wrong with a link, by the part that `domain.grant_checks.check` and `Store.create` name."""
    return {
        "kind": _("A link is for one of these: {kinds}.").format(kinds=formats.isolate(", ".join(KINDS))),
        "page": _(
            "This page cannot be shared in this way. These can: {pages}; a deck and a pack are on meetings."
        ).format(pages=formats.isolate(", ".join(page or '""' for page in PAGES))),
        "audience": _("Say for which office the link is, on one line of at most {count} letters.").format(
            count=formats.number(NAME_AT_MOST)
        ),
        "lang": _("The language of a link is fa or en."),
        "expires_at": _("A link is open for at least one day and at most {count} days.").format(
            count=formats.number(MOST_DAYS)
        ),
        "meeting": _("A link for a deck or a pack needs its meeting."),
        "frozen": _("A link with figures as they are now needs the view on screen: make it on the page of sharing."),
        "passphrase": _("The pass-phrase is empty or too long."),
        "areas": _("The overview is of the whole province and cannot be narrowed: share the gap map instead."),
        "sectors": _("A profile tells of all sectors: share it for all of them."),
        "indicator": _(
            "This indicator compares all areas and sectors: share it for the whole province and all sectors."
        ),
        "drawn": _("The page could not be drawn whole, so no link was made. Try again in a minute."),
        "files": _("A link to a meeting's pack is for its files: allow them."),
        "counties": _("A page of a sector adds up whole counties: choose counties, not districts."),
        "view": _("A link for a view needs the view: its address, or what stands in it after the question mark."),
    }[part]


def unknown(part: str, values: tuple[str, ...]) -> str:
    """Say what there is not, by the part that `measures.share_check` names."""
    told = formats.isolate(", ".join(values) or "?")
    return {
        "area": _("The database has no such area: {values}"),
        "sector": _("There is no such sector: {values}"),
        "indicator": _("There is no such indicator: {values}"),
        "meeting": _("The database has no such meeting: {values}"),
        "query": _("The view cannot be followed; look at these parts of its address: {values}"),
        "outside": _("The view shows an indicator that the link would not cover: {values}"),
    }[part].format(values=told)

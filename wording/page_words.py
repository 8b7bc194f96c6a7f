"""The pages by their addresses, named as the menu, links and the audit trail name them."""

from __future__ import annotations

from wording.i18n import _


def names() -> dict[str, str]:
    """Return address and name of every page in the order of the menu; the overview's address is empty."""
    return {
        "": _("Overview"),
        "gap_map": _("Gap map"),
        "education": _("Education"),
        "health": _("Health"),
        "livelihoods": _("Livelihoods"),
        "area": _("Area profile"),
        "compare": _("Compare"),
        "meetings": _("Meetings"),
        "data": _("Data and methods"),
        "sharing": _("Sharing"),
        "audit": _("Audit trail"),
    }


def name(page: str) -> str:
    """Name a page; what is none stays as it is."""
    return names().get(page, page)

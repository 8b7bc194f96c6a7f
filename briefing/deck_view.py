"""The view of a slide, from whatever a planner copies: an address, its query string with or without the sign."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

VIEW_AT_MOST = 2000
# Every link carries its reader's language: it is dropped. The others say how a page is shown, and have no place here.
DROPPED_FROM_VIEW = ("lang",)
REFUSED_IN_VIEW = (
    *("present", "meeting", "slide", "share"),
    # A slide is one map of one indicator; a planner who copies a comparison or a list must hear that.
    *("indicator2", "period2", "groups2", "areas", "partners", "sectors", "states"),
)


def read_view(text: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Read a link.

    Parameters
    ----------
    text : str
        One line, as it was copied.

    Returns
    -------
    query : str
        The query string without what has no place on a slide; empty where nothing is left.
    faults : list of (str, str, str)
        Key of the mistake, reason and value.
    """
    if len(text) > VIEW_AT_MOST:
        return "", [("view", "too_long", str(VIEW_AT_MOST))]
    link = text.partition("#")[0]
    before, asked, after = link.partition("?")
    query = after if asked and "=" not in before else link
    pairs: dict[str, str] = {}
    faults = []
    for key, value in parse_qsl(query, keep_blank_values=True):
        if key in REFUSED_IN_VIEW:
            faults.append((f"view.{key}", "not_in_view", value))
        elif key in pairs:
            faults.append((f"view.{key}", "duplicate_key", value))
        elif key not in DROPPED_FROM_VIEW:
            pairs[key] = value
    if not pairs or "://" in query.partition("=")[0]:  # an address that asks for nothing
        return "", [*faults, ("view", "no_query", text)]
    return urlencode(pairs, safe=","), faults

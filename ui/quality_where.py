"""Where a check found most, in a few words."""

from __future__ import annotations

import pandas as pd

from domain.quality import Finding
from measures.reference import Reference
from wording import facility_words, formats, i18n
from wording.i18n import _, ngettext

MOST_PLACES = 3


def where(finding: Finding, reference: Reference) -> str:
    """Name the areas with most of what a check found or, where it looks at no areas, the kinds of facility."""
    rows = finding.rows
    if rows.empty:
        return "–"
    by = "pcode" if "pcode" in rows else "kind"
    numbers = rows["number"] if "number" in rows else pd.Series(1, index=rows.index)
    # As many in two places: the order of the rows, which have the largest first.
    sums = numbers.groupby(rows[by], sort=False).sum().sort_values(ascending=False, kind="stable")
    named = [_told(by, str(one), int(number), reference) for one, number in sums.head(MOST_PLACES).items()]
    return _with_rest(formats.listing(named), by, len(sums) - len(named))


def _told(by: str, one: str, number: int, reference: Reference) -> str:
    names = reference.areas[f"name_{i18n.language()}"]
    name = facility_words.kind_name(one) if by == "kind" else str(names.get(one, one))
    return name if number == 1 else _("{place}: {count}").format(place=name, count=formats.number(number))


def _with_rest(told: str, by: str, rest: int) -> str:
    if not rest:
        return told
    if by == "kind":
        text = ngettext("{places}, and {count} more kind", "{places}, and {count} more kinds", rest)
    else:
        text = ngettext("{places}, and {count} more area", "{places}, and {count} more areas", rest)
    return text.format(places=told, count=formats.number(rest))

"""Two sides of a comparison: which they are, what each is called, and what is common to all of its maps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from briefing.chart import Chart
from domain.admin import LEVELS, PROVINCE
from domain.frames import ReleaseFrame
from domain.indicators import CATALOGUE
from domain.links import from_query
from domain.selection import Selection
from ui import loaders
from wording import i18n, provenance, sentences
from wording.i18n import _

Row = dict[str, Any]
USUAL_SECOND = ("foreign_share", "school_seats")


@dataclass(frozen=True)
class Compared:
    """Two released frames beside each other.

    Attributes
    ----------
    title, subtitle, legend, foot : str
        The legend as HTML, the others as text.
    frames : tuple of ReleaseFrame
    views : tuple of dict
        What each map paints.
    names : tuple of str
        What stands over each map; empty for a single one.
    scatter : Chart or None
    rule : str
        What a figure by group cannot show, where it is one.
    ways : str
        HTML: that there is nothing to compare, and links to what there is.
    parts : pandas.DataFrame or None
        Of two maps, by P-code: how far apart the figures are; of two years, in which parts, where a change has any.
    table : str
        HTML: what two maps show.
    """

    title: str
    subtitle: str
    legend: str
    foot: str
    frames: tuple[ReleaseFrame, ...]
    views: tuple[dict[str, Any], ...]
    names: tuple[str, ...] = ()
    scatter: Chart | None = None
    rule: str = ""
    ways: str = ""
    parts: pd.DataFrame | None = None
    table: str = ""


def kind(selection: Selection) -> str:
    """Return what is compared: `indicators`, `years` or `groups`."""
    if selection.indicator2 or not (selection.period2 or selection.groups2):
        return "indicators"
    return "years" if selection.period2 else "groups"


def second(selection: Selection) -> Selection:
    """Return the view that stands beside: another indicator, year or group, all else the same."""
    if kind(selection) == "years":
        return replace(selection, period=selection.period2 or selection.period)
    if kind(selection) == "groups":
        return replace(selection, groups=selection.groups2)
    # A link may name one indicator twice.
    known = loaders.reference().options.indicators
    wanted = (one for one in (selection.indicator2, *USUAL_SECOND, *known) if one in known)
    other = next((one for one in wanted if one != selection.indicator), selection.indicator)
    query = {key: value for key, value in selection.to_query().items() if key in ("level", "area", "period", "lang")}
    query |= {"groups": ",".join(selection.groups), "indicator": other}
    return replace(from_query(query, loaders.reference().options)[0], areas=selection.areas)


def of(shown: Compared) -> tuple[str, str]:
    """Return what tells the two sides apart: indicator, year or groups."""
    lang = i18n.language()
    first, other = shown.names or tuple(one.selection.entry.name.in_language(lang) for one in shown.frames)
    return first, other


def are_years(frames: tuple[ReleaseFrame, ...]) -> bool:
    """Tell whether the sides are two years."""
    return len({one.selection.period for one in frames}) > 1


def headed(frames: tuple[ReleaseFrame, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands over each of two maps; names of groups alone would read as one choice of both."""
    if not names or are_years(frames):
        return names
    first, other = names
    return _("First: {name}").format(name=first), _("Second: {name}").format(name=other)


def measured(frame: ReleaseFrame) -> str:
    """Say what one side is: indicator, people, year, standard."""
    return " · ".join(_measured(frame))


def alike(first: ReleaseFrame, other: ReleaseFrame) -> str:
    """Say what both sides are, without what tells them apart."""
    beside = _measured(other)
    return " · ".join(part for part in _measured(first) if part in beside)


def _measured(frame: ReleaseFrame) -> list[str]:
    selection = frame.selection
    reference = loaders.reference()
    standard = reference.options.standards.get(selection.indicator, {}).get(selection.standard or "")
    called = {str(code): str(name) for code, name in reference.areas[f"name_{i18n.language()}"].items()}
    return sentences.parts(frame, called, standard)


def counties() -> dict[str, str]:
    """Return the counties' names by P-code."""
    reference = loaders.reference()
    names = reference.areas[f"name_{i18n.language()}"]
    return {code: str(names[code]) for code in reference.tree.within(PROVINCE, LEVELS["county"])}


def linked(selection: Selection) -> dict[str, Any]:
    """Return what the maps need to pick areas, and to light and move together with what stands beside."""
    return {"pick": "any", "picked": list(selection.areas), "together": 1}


def foot(*frames: ReleaseFrame) -> str:
    """Return the line of sources of several frames."""
    ids = [one for frame in frames for one in frame.data["source_ids"]]
    return provenance.sources_line(ids, loaders.reference(), loaders.today())


def names_of_indicators() -> dict[str, str]:
    """Return every indicator's name, for a control."""
    return {code: entry.name.in_language(i18n.language()) for code, entry in CATALOGUE.items()}

"""Where a view has no figure: links to the nearest views that have some, written as HTML and only where it is so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import escape

from domain.admin import PROVINCE
from domain.frames import ReleaseFrame
from domain.indicators import GROUPS
from domain.selection import Selection
from ui import loaders, onward, page_loaders
from wording import formats, i18n, words
from wording.i18n import _

Has = Callable[[Selection], bool]
AT_MOST = 3


def of_frame(frame: ReleaseFrame) -> str:
    """Return the ways out of a view whose areas all lack a figure; nothing where one has one."""
    return "" if _any(frame) else _html(_near(frame.selection, has_figures))


def of_pair(selection: Selection, second: Callable[[Selection], Selection]) -> str:
    """Return the ways out of a comparison of which one side, or both, lacks all figures."""

    def both(view: Selection) -> bool:
        return _differ(view, second(view)) and has_figures(view) and has_figures(second(view))

    return "" if both(selection) else _html([*_other_second(selection, both), *_near(selection, both)])


def of_same(selection: Selection, second: Callable[[Selection], Selection]) -> str:
    """Return the ways out of a comparison of a year or a group with itself, or of everybody's figures by groups."""
    if _differ(selection, second(selection)):
        return ""
    links = _html(_other_second(selection, lambda view: has_figures(second(view))))
    return f'<p class="hg-way-out">{escape(_("Both sides are the same."))}</p>{links}'


def _differ(one: Selection, other: Selection) -> bool:
    return one.figures() != other.figures()


def of_area(selection: Selection, code: str) -> str:
    """Return the ways out of the profile of an area whose people are not known."""

    def counted(view: Selection) -> bool:
        people = page_loaders.people(view.period).data
        own = people[(people["pcode"] == code) & (people["groups"] == ",".join(view.groups))]
        return bool((own["status"] == "ok").any())

    if counted(selection):
        return ""
    whole = replace(selection.without_page(), level="county", area=PROVINCE)
    if near := _html(_near(selection, counted)):
        return near
    if has_figures(whole):
        return _line([_link("gap_map", whole, _province())])
    named = _("{area}, {year}")
    return _html(
        ((view, named.format(area=_province(), year=year)) for view, year in _years(whole, has_figures)), "gap_map"
    )


def of_year(selection: Selection, has: Has) -> str:
    """Return the way to the newest year in which a page has a figure."""
    return "" if has(selection) else _html(_years(selection, has))


def has_figures(selection: Selection) -> bool:
    """Tell whether any area of a view has a figure."""
    return _any(loaders.release(selection))


def _any(frame: ReleaseFrame) -> bool:
    return bool((frame.data["status"] == "ok").any())


def _near(selection: Selection, has: Has) -> Iterator[tuple[Selection, str]]:
    """Yield the views with figures that differ in one choice: year, area, people."""
    yield from _years(selection, has)
    whole = replace(selection, area=PROVINCE, level="county")
    if selection.area != PROVINCE and has(whole):
        yield whole, _province()
    everyone = replace(selection, groups=GROUPS)
    if selection.entry.takes_groups and selection.groups != GROUPS and has(everyone):
        yield everyone, words.groups(GROUPS)


def _years(selection: Selection, has: Has) -> Iterator[tuple[Selection, str]]:
    for period in reversed(loaders.reference().options.periods):
        other = replace(selection, period=period)
        if period != selection.period and has(other):
            yield other, formats.period(period)
            return


def _other_second(selection: Selection, has: Has) -> Iterator[tuple[Selection, str]]:
    """Yield the other years or groups for the second side; years too where the indicator does not know groups."""
    if selection.groups2 and not selection.entry.takes_groups:
        yield from _other_second(replace(selection, groups2=(), period2=selection.period), has)
    elif selection.period2 is not None:
        for period in reversed(loaders.reference().options.periods):
            other = replace(selection, period2=period)
            if period not in (selection.period, selection.period2) and has(other):
                yield other, formats.period(period)
    elif selection.groups2:
        for groups in (GROUPS, *((group,) for group in GROUPS)):
            other = replace(selection, groups2=groups)
            if groups not in (selection.groups, selection.groups2) and has(other):
                yield other, words.groups(groups)


def _province() -> str:
    names = loaders.reference().areas[f"name_{i18n.language()}"]
    return str(names.get(PROVINCE, PROVINCE))


def _html(found: Iterable[tuple[Selection, str]], path: str = "") -> str:
    return _line([_link(path, view, text) for view, text in found][:AT_MOST])


def _link(path: str, view: Selection, text: str) -> str:
    return onward.way(path, view.link(), escape(text))


def _line(links: list[str]) -> str:
    """Write the links that lead somewhere: within a share link not every view is to be had."""
    there = [one for one in links if one.startswith("<a")]
    if not there:
        return ""
    return f'<p class="hg-way-out">{escape(_("There are figures for:"))} {" · ".join(there)}</p>'

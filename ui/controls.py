"""The controls: ids inside, translated labels outside; each change goes through `state.change`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from domain.admin import PROVINCE
from domain.grants import covers
from domain.indicators import CATALOGUE, PRIORITY_SECTORS
from domain.selection import (
    CLASS_COUNTS,
    MAP_LEVELS,
    SCHEMES,
    TARGET_LIMIT,
    WEIGHT_LIMIT,
    Selection,
    number_text,
)
from geo.classification import breaks_of
from measures.reference import Reference
from ui import state, visitors
from wording import formats, i18n, words
from wording.i18n import _

# A number field shows no more decimals than a number has.
PLAIN = "%g"
GROUP_CHOICES = (
    ("host", "refugee", "documented"),
    ("refugee", "documented"),
    ("refugee",),
    ("documented",),
    ("host",),
    ("host", "refugee"),
    ("host", "documented"),
)


def select(
    name: str,
    label: str,
    ids: Sequence[str],
    *,
    value: str,
    text: Callable[[str], str],
    apply: Callable[[str], None],
    folded: bool = False,
) -> None:
    """Draw one select box, in a popover if `folded`. Its key holds the language: under one key its value gets lost."""
    key = f"{name}:{i18n.language()}"
    (state.put if folded else state.seed)(key, value)

    def changed() -> None:
        wanted = state.chosen(key)
        if (
            wanted is not None and wanted in ids
        ):  # a box whose texts have changed meanwhile may send the old text of its choice
            apply(wanted)

    st.selectbox(
        label,
        ids,
        key=key,
        format_func=text,
        on_change=changed,
        disabled=len(ids) < 2,
        placeholder=_("Choose an option"),
    )


def folded(draw: Callable[[], None]) -> None:
    """Draw the choices of a page where there are any, and on a phone the switch that shows them."""
    if not visitors.current().may_choose:
        return
    with st.container(key="fold"):
        st.toggle(_("Choices"), key="fold_open")
    with st.container(key="controls"):
        draw()


def main_line(selection: Selection, reference: Reference) -> None:
    """Draw the choices that change the view: area, sector, indicator, groups, level, year, rarer ones."""
    columns = st.columns([1.2, 1.0, 1.7, 1.72, 0.98, 1.22, 0.78], vertical_alignment="bottom", gap="small")
    with columns[6], st.popover(_("More"), width="stretch"):
        _rarer(selection, reference)
    with columns[0]:
        _area(selection, reference)
    columns = columns[1:]
    with columns[0]:
        select(
            "sector",
            _("Sector"),
            reference.options.sectors,
            value=selection.sector,
            text=words.sector,
            apply=_setter(reference, "sector"),
        )
    with columns[1]:
        _indicator(selection, reference)
    with columns[2]:
        groups(selection, reference)
    with columns[3]:
        level(selection, reference)
    with columns[4]:
        year(selection, reference)


def sector_line(selection: Selection, reference: Reference) -> None:
    """Draw the choices of a sector's page: area, indicator, groups, year, and the rarer ones' popover."""
    columns = st.columns([1.3, 1.8, 1.8, 1.2, 0.78], vertical_alignment="bottom", gap="small")
    with columns[0]:
        _area(selection, reference, of_sector=True)
    for column, one in zip(columns[1:], (_indicator, groups, year), strict=False):
        with column:
            one(selection, reference)
    with columns[4], st.popover(_("More"), width="stretch"):
        _rarer(selection, reference)


def _indicator(selection: Selection, reference: Reference) -> None:
    ids = [one.id for one in reference.options.entries(selection.sector)]
    apply = _setter(reference, "indicator")
    select("indicator", _("Indicator"), ids, value=selection.indicator, text=_indicator_name, apply=apply)


def groups(selection: Selection, reference: Reference) -> None:
    """Draw the choice of population groups; it says so where it has no effect."""
    takes = selection.entry.takes_groups
    select(
        "groups",
        _("Population groups") if takes else _("Population groups (no effect here)"),
        [",".join(one) for one in GROUP_CHOICES] if takes else [",".join(selection.groups)],
        value=",".join(selection.groups),
        text=groups_name,
        apply=_setter(reference, "groups"),
    )


def level(selection: Selection, reference: Reference) -> None:
    """Draw the choice between counties and districts."""
    select(
        "level",
        _("Level"),
        MAP_LEVELS,
        value=selection.level,
        text=words.level,
        apply=lambda to: state.select_level(reference.options, to),
    )


def year(selection: Selection, reference: Reference) -> None:
    """Draw the choice of the year, the newest first."""
    years = [str(one) for one in reversed(reference.options.periods)]
    select("period", _("Year"), years, value=str(selection.period), text=year_name, apply=_setter(reference, "period"))


def _rarer(selection: Selection, reference: Reference) -> None:
    entry, options = selection.entry, reference.options
    known = options.standards.get(entry.id, {})
    if known:
        select(
            "standard",
            _("Standard"),
            list(known),
            value=selection.standard or "",
            text=lambda one: words.standard(entry, known[one]),
            apply=_setter(reference, "standard"),
            folded=True,
        )
    if entry.takes_target:
        _target(selection, reference)
    if entry.family == "index":
        _weights(selection, reference)
    select(
        "scheme",
        _("Classification"),
        SCHEMES,
        value=selection.scheme,
        text=words.scheme,
        apply=_setter(reference, "scheme"),
        folded=True,
    )
    _classes(selection, reference)


def _classes(selection: Selection, reference: Reference) -> None:
    """Draw the number of classes: a choice, unless the standard's own classes are drawn."""
    fixed = len(breaks_of(selection, reference.options).values) if selection.scheme == "standard" else 0
    counts = [str(fixed + 1)] if fixed else [str(count) for count in CLASS_COUNTS]
    label = _("Number of classes (set by the standard)") if fixed else _("Number of classes")
    value = counts[0] if fixed else str(selection.classes)
    select("classes", label, counts, value=value, text=_whole, apply=_setter(reference, "classes"), folded=True)


def _target(selection: Selection, reference: Reference) -> None:
    key = f"target:{i18n.language()}"
    state.put(key, selection.target)

    def changed() -> None:
        wanted = state.chosen(key)
        state.change(reference.options, target=None if wanted in (None, "0.0") else wanted)

    st.number_input(
        _("Target: places per 1,000 working-age people"),
        min_value=0.0,
        max_value=TARGET_LIMIT,
        step=5.0,
        format=PLAIN,
        key=key,
        on_change=changed,
        placeholder=_("none"),
    )


def _weights(selection: Selection, reference: Reference) -> None:
    """Draw one number a sector; what counts is their proportion."""
    given = selection.weights or (1.0,) * len(PRIORITY_SECTORS)
    keys = [f"weight_{sector}:{i18n.language()}" for sector in PRIORITY_SECTORS]

    def changed() -> None:
        wanted = [state.chosen(key) or "0" for key in keys]
        state.change(reference.options, w=",".join(number_text(float(one)) for one in wanted))

    for key, sector, weight in zip(keys, PRIORITY_SECTORS, given, strict=True):
        state.put(key, weight)
        label = _("Weight of {sector}").format(sector=words.sector(sector))
        st.number_input(
            label, min_value=0.0, max_value=WEIGHT_LIMIT, step=1.0, format=PLAIN, key=key, on_change=changed
        )


def _area(selection: Selection, reference: Reference, *, of_sector: bool = False) -> None:
    """Draw the way back to the province, and the counties to go into by keyboard.

    A page of a sector adds up: for whom a link covers a part of the province it has no sum of all.
    """
    known = reference.options.counties
    is_whole = covers(reference.scope, reference.tree, PROVINCE)
    counties = list(known) if of_sector and not is_whole else reference.tree.within(PROVINCE, 2)
    names = reference.areas[f"name_{i18n.language()}"]
    ordered = sorted(counties, key=lambda code: formats.collation_key(names[code]))
    whole = _("Whole province") if is_whole else _("All areas of the link")
    select(
        "area",
        _("Area"),
        [*([PROVINCE] if is_whole or not of_sector else []), *ordered],
        value=selection.area,
        text=lambda code: whole if code == PROVINCE else str(names[code]),
        apply=lambda code: state.select_area(reference.options, code),
    )


def _setter(reference: Reference, name: str) -> Callable[[str], None]:
    return lambda value: state.change(reference.options, **{name: value})


def _indicator_name(indicator_id: str) -> str:
    return CATALOGUE[indicator_id].name.in_language(i18n.language())


def groups_name(joined: str) -> str:
    """Name a choice of groups."""
    return words.groups(tuple(joined.split(",")))


def year_name(text: str) -> str:
    """Name a year."""
    return formats.period(int(text))


def _whole(text: str) -> str:
    return formats.number(int(text))

"""The page Compare: two indicators on one map, two years or groups on two maps, up to four areas side by side."""

from __future__ import annotations

from html import escape

import streamlit as st

from domain.admin import LEVELS, PROVINCE
from domain.indicators import CATALOGUE
from domain.selection import AREAS_AT_MOST, Notice, Selection
from measures.reference import Reference
from ui import (
    charts,
    compare_files,
    compared,
    controls,
    downloads,
    loaders,
    map_panel,
    onward,
    reading,
    routes,
    side_by_side,
    side_files,
    sides,
    state,
    visitors,
)
from wording import formats, i18n
from wording.i18n import _

KINDS = ("indicators", "years", "groups")


def page() -> None:
    """Draw the page."""
    reading.show(_body)


def _body(selection: Selection, reference: Reference) -> None:
    shown = loaders.finished(selection, compared.compared)
    head = st.container(key="compare_head")
    # A map has its plot beside it, in sight when either lights what belongs to it, and its legend below.
    columns = st.columns([1.4, 1] if shown.scatter else [1, 1, 0.62], gap="small")
    for place, view in enumerate(shown.views):
        with columns[place], st.container(key=f"pair_{place}"):
            if shown.names:
                st.html(f'<h2 class="hg-over">{escape(sides.headed(shown.frames, shown.names)[place])}</h2>')
            key = f"compare_{place}"
            map_panel.draw(view, routes.assets(), lambda code: _pick(selection, reference, code), key=key)
    with columns[0 if shown.scatter else -1]:
        st.html(f'<div class="hg-compare-side">{shown.legend}</div>')
    with head:
        controls.folded(lambda: _choices(selection, reference))
        offered = compare_files.offer(shown, selection, reference)
        about = onward.mark(selection, selection.indicator, sides.second(selection).indicator)
        downloads.titled(reading.title(shown.title, shown.subtitle, about) + shown.ways, offered, taggable=True)
    if shown.scatter is not None:
        with columns[-1]:
            charts.draw(shown.scatter, "scatter", height=420)
            charts.link_to_maps()
    if shown.table:
        st.html(shown.table)
    rule = f"<p>{escape(shown.rule)}</p>" if shown.rule else ""
    st.html(f'<div class="hg-foot">{rule}<p>{escape(shown.foot)}</p></div>')
    _areas(selection, reference)


def _choices(selection: Selection, reference: Reference) -> None:
    """Draw the choices: what is compared, the first side, the second side."""
    entry, way = selection.entry, sides.kind(selection)
    names = sides.names_of_indicators()
    columns = st.columns([1.25, 1.6, 1.75, 1.35, 1.05, 1.3], vertical_alignment="bottom", gap="small")
    with columns[0]:
        controls.select(
            "kind",
            _("Compare"),
            _kinds(reference),
            value=way,
            text=_kind_name,
            apply=lambda to: _turn_to(selection, reference, to),
        )
    with columns[1]:
        controls.select(
            "indicator",
            _("Indicator"),
            list(reference.options.indicators),
            value=entry.id,
            text=names.__getitem__,
            apply=lambda to: _turn_first(selection, reference, to),
        )
    with columns[2]:
        _second(selection, reference, way, names)
    with columns[3]:
        controls.groups(selection, reference)
    with columns[4]:
        controls.level(selection, reference)
    with columns[5]:
        controls.year(selection, reference)


def _kinds(reference: Reference) -> tuple[str, ...]:
    """Return what may be compared: years only where there are two."""
    return KINDS if len(reference.options.periods) > 1 else tuple(one for one in KINDS if one != "years")


def _second(selection: Selection, reference: Reference, way: str, names: dict[str, str]) -> None:
    options, other = reference.options, sides.second(selection)
    if way == "indicators":
        controls.select(
            "indicator2",
            _("Second indicator"),
            [one for one in reference.options.indicators if one != selection.indicator],
            value=other.indicator,
            text=names.__getitem__,
            apply=lambda to: state.change(options, indicator2=to),
        )
    elif way == "years":
        controls.select(
            "period2",
            _("Second year"),
            [str(year) for year in reversed(options.periods)],
            value=str(other.period),
            text=controls.year_name,
            apply=lambda to: state.change(options, period2=to),
        )
    else:
        controls.select(
            "groups2",
            _("Second population groups"),
            [",".join(groups) for groups in controls.GROUP_CHOICES],
            value=",".join(other.groups),
            text=controls.groups_name,
            apply=lambda to: state.change(options, groups2=to),
        )


def _turn_first(selection: Selection, reference: Reference, indicator: str) -> None:
    """Compare another indicator; one that stands on the other side changes places with the one before."""
    beside = sides.second(selection).indicator if sides.kind(selection) == "indicators" else ""
    if indicator != beside:
        state.change(reference.options, indicator=indicator)
        return
    state.change(reference.options, indicator=indicator, indicator2=selection.indicator)
    state.tell(Notice("indicator", CATALOGUE[indicator].name.in_language(selection.lang), "swapped"))


def _kind_name(way: str) -> str:
    return {"indicators": _("Two indicators"), "years": _("Two years"), "groups": _("Two groups of people")}[way]


def _turn_to(selection: Selection, reference: Reference, way: str) -> None:
    """Compare in another way; what the other ways had chosen goes."""
    periods = reference.options.periods
    before = [year for year in periods if year < selection.period] or list(periods)
    chosen: dict[str, str | None] = {"indicator2": None, "period2": None, "groups2": None}
    if way == "years":
        chosen["period2"] = str(before[-1])
    if way == "groups":
        chosen["groups2"] = "refugee,documented"
    state.change(reference.options, **chosen)


def _pick(selection: Selection, reference: Reference, code: str) -> None:
    """Take an area into the comparison, or out of it; one more than fit is told and changes nothing."""
    if code not in selection.areas and len(selection.areas) == AREAS_AT_MOST:
        # A click is answered before its run has a language.
        name = str(reference.areas[f"name_{selection.lang}"][code])
        state.tell(Notice("areas", name, "too_many"))
        return
    kept = tuple(one for one in selection.areas if one != code)
    areas = kept if code in selection.areas else (*kept, code)
    state.change(reference.options, areas=",".join(areas) or None)


def _pickers(selection: Selection, reference: Reference) -> None:
    names = reference.areas[f"name_{i18n.language()}"]
    codes = reference.tree.within(PROVINCE, LEVELS[selection.level])
    free = sorted(
        (one for one in codes if one not in selection.areas), key=lambda one: formats.collation_key(names[one])
    )
    with st.container(key="compare_areas", horizontal=True, vertical_alignment="bottom", gap="small"):
        key = f"add_area:{i18n.language()}"
        st.selectbox(
            _("Add an area (or click it on the map)"),
            free,
            index=None,
            key=key,
            format_func=lambda code: str(names[code]),
            placeholder=_("Choose"),
            on_change=lambda: _add(selection, reference, key),
            width=280,
        )
        for code in selection.areas:
            st.button(
                _("Remove {area}").format(area=names[code]),
                key=f"drop:{code}:{i18n.language()}",
                icon=":material/close:",
                on_click=_pick,
                args=(selection, reference, code),
            )


def _areas(selection: Selection, reference: Reference) -> None:
    """Draw the areas side by side, and the ways to add one and to take one out."""
    may_choose = visitors.current().may_choose
    if not may_choose and not selection.areas:
        return
    st.html(f'<h2 class="hg-over">{escape(_("Areas side by side"))}</h2>')
    if may_choose:
        _pickers(selection, reference)
    if not selection.areas:
        text = _("Choose up to four areas here or on the map to see all their figures beside the province's.")
        st.html(f'<p class="hg-empty">{escape(text)}</p>')
        return
    left, right = st.columns([1.8, 1], gap="medium")
    with left:
        st.html(side_by_side.table(selection, selection.areas))
        downloads.popover(side_files.offer(selection, reference), "downloads_areas", label=_("Download the table"))
    with right:
        charts.draw(side_by_side.chart(selection, selection.areas), "areas")


def _add(selection: Selection, reference: Reference, key: str) -> None:
    code = state.chosen(key)
    st.session_state[key] = None
    if code is not None:
        _pick(selection, reference, code)

"""The gap map page: choices in one line, sentence, map, legend, ranking, and where it all comes from."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from data_access.statement import read_statement
from domain.admin import PROVINCE
from domain.place_search import Place
from domain.selection import Selection
from measures.reference import Reference
from ui import (
    access,
    area_facts,
    controls,
    downloads,
    errors,
    facility_controls,
    find_place,
    loaders,
    map_late,
    map_panel,
    onward,
    place_card,
    progress,
    reading,
    routes,
    state,
    visitors,
    waiting,
)
from ui.finished import Finished, finish
from wording import i18n, provenance
from wording.i18n import _


def page() -> None:
    """Draw the page."""
    with errors.told("gap_map"):
        _view()
        map_late.notice()


@access.fragment(key=find_place.VIEW)
def _view() -> None:
    """One fragment, so that one click is one partial rerun."""
    with progress.shown("gap_map", "view"):
        _read_and_drawn()


def _read_and_drawn() -> None:
    waiting.settle()
    with errors.told("view"):
        reference = loaders.reference()
        view, place = state.without_meeting(state.without_list(state.current_view(reference.options))), None
        reference = reading.on_areas_of(view.selection, reference)
        with errors.told("place"):
            view, place = find_place.chosen(view)
        reading.notices(view)
        reading.of_then(view.selection, reference)
        spot = st.container(key="absent")
        fold, choices = st.container(key="fold"), st.container(key="controls")
        # The map is what a reader waits for: its message goes out before those of everything around it.
        with errors.told("figures"):
            _figures(loaders.finished(replace(view.selection, place=""), finish), view.selection, reference, place)
            with spot:
                # The names of a county's settlements are on its map; the whole province is shown without any.
                named = view.selection.area != PROVINCE or bool(view.selection.place)
                reading.absent(view.selection.period, named=named)
        if visitors.current().may_choose:
            with fold:
                st.toggle(_("Choices"), key="fold_open")
            with choices:
                controls.main_line(view.selection, reference)
        state.publish(view.selection)
    waiting.settle()


def _figures(shown: Finished, selection: Selection, reference: Reference, place: Place | None) -> None:
    head = st.container(key="head", horizontal=True, vertical_alignment="center", gap="small")
    if shown.frame.truncated:
        st.warning(_("The figures are incomplete: more rows were found than may be read. Tell IT to raise the limit."))
    if shown.without_boundary:
        text = _("No boundary to draw, figures in the table only: {names}")
        st.info(text.format(names=find_place.plain(shown.without_boundary)))
    is_map = selection.view == "map"
    beside = is_map or place is not None
    columns = st.columns([2, 1] if beside else 1, gap="small")
    with columns[0], st.container(key="map"), errors.told("map"):
        spot = st.container(key="find_spot")
        if is_map:
            view = map_panel.with_packages(shown.map_view, facilities=shown.facilities, settlements=shown.settlements)
            pin = {"place": _pin(place)} if place is not None else {}
            map_panel.draw(view | pin, routes.assets(), lambda code: state.select_area(reference.options, code))
        else:
            state.not_there()  # the map's frame goes, and with it what it was sent
            st.html(shown.table)
    with head:
        _head(shown, selection, reference)
    with spot:
        if visitors.current().may_choose:
            find_place.draw()
    # The table holds what stands beside the map; a place that is looked at stands there too.
    with columns[-1], st.container(key="side" if beside else "below"):
        if place is not None:
            with errors.told("card"):
                _card(place, selection, reference)
        if is_map:
            st.html(shown.side)
    _foot(shown, reference)


def _head(shown: Finished, selection: Selection, reference: Reference) -> None:
    may_choose = visitors.current().may_choose
    if selection.area != PROVINCE and may_choose:
        province = str(reference.areas[f"name_{i18n.language()}"].get(PROVINCE, PROVINCE))
        st.button(
            _("Back to {province}").format(province=find_place.plain(province)),
            key=f"back:{i18n.language()}",
            on_click=state.select_area,
            args=(reference.options, PROVINCE),
        )
    st.html(shown.head)
    with st.container(key="tools", horizontal=True, gap="small"):
        if may_choose:
            facility_controls.draw(selection, reference)
        is_map = selection.view == "map"
        st.button(
            _("Table") if is_map else _("Map"),
            key=f"view:{i18n.language()}",
            on_click=lambda: state.change(reference.options, view="table" if is_map else None),
        )


def _pin(place: Place) -> list[Any]:
    kind = ["area"] if place.kind == "area" else []
    return [place.lat, place.lon, place.name(i18n.language()), *kind]


def _card(place: Place, selection: Selection, reference: Reference) -> None:
    with st.container(key="place"):
        card = loaders.card(place, selection.period, place_card.html)
        st.html(card.replace(place_card.PROFILE, _profile(place, selection, reference)))
        key = f"leave:{i18n.language()}"
        st.button(_("Close"), key=key, on_click=state.leave_place, args=(reference.options,), type="tertiary")


def _profile(place: Place, selection: Selection, reference: Reference) -> str:
    """Return the way to the profile of the smallest area with one that is the place, or that it lies in."""
    own = [place.id.removeprefix("area.")] if place.kind == "area" else []
    code = next((one for one in (*own, *place.within) if area_facts.is_area(one)), None)
    if code is None:
        return ""
    name = area_facts.full_name(code)
    return f"<p>{onward.profile(selection, code, name, _('Profile of {place}').format(place=name))}</p>"


def _foot(shown: Finished, reference: Reference) -> None:
    with st.container(key="foot", horizontal=True, vertical_alignment="center", gap="small"):
        statement: dict[str, str] = {}
        with errors.told():
            statement = {key: text.in_language(i18n.language()) for key, text in read_statement().items()}
        lines = [*shown.foot, escape(" ".join(statement[key] for key in ("disclaimer", "sensitivity") if statement))]
        st.html(f'<div class="hg-foot"><p>{"</p><p>".join(lines)}</p></div>')
        with st.popover(_("Sources and notes")):
            notes = provenance.notes(statement, reference, loaders.rounding_base())
            st.html(f'<div class="hg-details">{notes}{shown.sources}</div>')
        downloads.draw(shown.frame, reference)

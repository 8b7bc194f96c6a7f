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
from measures.source import Reference
from ui import controls, errors, find_place, i18n, loaders, map_panel, place_card, provenance, routes, state, words
from ui.finished import Finished, finish
from ui.i18n import _


def page() -> None:
    """Draw the page."""
    with errors.told():
        _view()


@st.fragment(key=find_place.VIEW)
def _view() -> None:
    """One fragment, so that one click is one partial rerun."""
    with errors.told():
        reference = loaders.reference()
        view, place = state.current_view(reference.options), None
        with errors.told():
            view, place = find_place.chosen(view)
        if view.notices:
            lines = [words.notice(notice.key, notice.value, notice.reason) for notice in view.notices]
            st.warning("  \n".join(find_place.plain(line) for line in lines), icon="⚠️")
        with st.container(key="fold"):
            st.toggle(_("Choices"), key="fold_open")
        choices = st.container(key="controls")
        # The map is what a reader waits for: its message goes out before those of everything around it.
        with errors.told():
            _figures(loaders.finished(replace(view.selection, place=""), finish), view.selection, reference, place)
        with choices:
            controls.main_line(view.selection, reference)
        state.publish(view.selection)


def _figures(shown: Finished, selection: Selection, reference: Reference, place: Place | None) -> None:
    head = st.container(key="head", horizontal=True, vertical_alignment="center", gap="small")
    if shown.frame.truncated:
        st.warning(_("The figures are incomplete: more rows were found than may be read. Tell IT to raise the limit."))
    if shown.without_boundary:
        text = _("No boundary to draw, figures in the table only: {names}")
        st.info(text.format(names=find_place.plain(shown.without_boundary)))
    left, right = st.columns([2, 1], gap="small")
    with left, st.container(key="map"), errors.told():
        spot = st.container(key="find_spot")
        pin = {"place": _pin(place)} if place is not None else {}
        map_panel.draw(shown.map_view | pin, routes.assets(), lambda code: state.select_area(reference.options, code))
    with head:
        _head(shown, selection, reference)
    with spot:
        find_place.draw()
    with right, st.container(key="side"):
        if place is not None:
            with errors.told():
                _card(place, selection, reference)
        st.html(shown.side)
    _foot(shown)


def _head(shown: Finished, selection: Selection, reference: Reference) -> None:
    if selection.area != PROVINCE:
        province = str(reference.areas[f"name_{i18n.language()}"].get(PROVINCE, PROVINCE))
        st.button(
            _("Back to {province}").format(province=find_place.plain(province)),
            key=f"back:{i18n.language()}",
            on_click=state.select_area,
            args=(reference.options, PROVINCE),
        )
    st.html(shown.head)


def _pin(place: Place) -> list[Any]:
    kind = ["area"] if place.kind == "area" else []
    return [place.lat, place.lon, place.name(i18n.language()), *kind]


def _card(place: Place, selection: Selection, reference: Reference) -> None:
    with st.container(key="place"):
        st.html(loaders.card(place, selection.period, place_card.html))
        key = f"leave:{i18n.language()}"
        st.button(_("Close"), key=key, on_click=state.leave_place, args=(reference.options,), type="tertiary")


def _foot(shown: Finished) -> None:
    selection = shown.frame.selection
    with st.container(key="foot", horizontal=True, vertical_alignment="center", gap="small"):
        statement: dict[str, str] = {}
        with errors.told():
            statement = {key: text.in_language(i18n.language()) for key, text in read_statement().items()}
        lines = [*shown.foot, escape(" ".join(statement[key] for key in ("disclaimer", "sensitivity") if statement))]
        st.html(f'<div class="hg-foot"><p>{"</p><p>".join(lines)}</p></div>')
        with st.popover(_("Sources and notes")):
            st.html(f'<div class="hg-details">{provenance.notes(statement)}{shown.sources}</div>')
            st.download_button(
                _("Download the table (CSV)"),
                shown.frame.to_csv,
                file_name=f"hamgam_{selection.indicator}_{selection.period}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"csv:{i18n.language()}",
            )

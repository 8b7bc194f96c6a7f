"""The gap map page: choices in one line, sentence, map, legend, ranking, and where it all comes from."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from data_access.statement import read_statement
from domain.admin import PROVINCE
from domain.selection import Selection
from measures.source import Reference
from ui import controls, errors, facility_controls, i18n, loaders, map_panel, provenance, routes, state, words
from ui.finished import Finished, finish
from ui.i18n import _


def page() -> None:
    """Draw the page."""
    with errors.told():
        _view()


@st.fragment
def _view() -> None:
    """One fragment, so that one click is one partial rerun."""
    with errors.told():
        reference = loaders.reference()
        view = state.current_view(reference.options)
        if view.notices:
            lines = [words.notice(notice.key, notice.value, notice.reason) for notice in view.notices]
            st.warning("  \n".join(_plain(line) for line in lines), icon="⚠️")
        with st.container(key="fold"):
            st.toggle(_("Choices"), key="fold_open")
        choices = st.container(key="controls")
        # The map is what a reader waits for: its message goes out before those of everything around it.
        with errors.told():
            _figures(loaders.finished(view.selection, finish), view.selection, reference)
        with choices:
            controls.main_line(view.selection, reference)
        state.publish(view.selection)


def _plain(text: str) -> str:
    """Take the meaning of Markdown from text that a link or a database brought along."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&])", r"\\\1", text)


def _figures(shown: Finished, selection: Selection, reference: Reference) -> None:
    head = st.container(key="head", horizontal=True, vertical_alignment="center", gap="small")
    if shown.frame.truncated:
        st.warning(_("The figures are incomplete: more rows were found than may be read. Tell IT to raise the limit."))
    if shown.without_boundary:
        text = _("No boundary to draw, figures in the table only: {names}")
        st.info(text.format(names=_plain(shown.without_boundary)))
    is_map = selection.view == "map"
    columns = st.columns([2, 1] if is_map else 1, gap="small")
    with columns[0], st.container(key="map"), errors.told():
        if is_map:
            view = map_panel.with_facilities(shown.map_view, shown.facilities)
            map_panel.draw(view, routes.assets(), lambda code: state.select_area(reference.options, code))
        else:
            state.not_there()  # the map's frame goes, and with it what it was sent
            st.html(shown.table)
    with head:
        _head(shown, selection, reference)
    if is_map:  # the table holds what stands beside the map
        with columns[1], st.container(key="side"):
            st.html(shown.side)
    _foot(shown)


def _head(shown: Finished, selection: Selection, reference: Reference) -> None:
    if selection.area != PROVINCE:
        province = str(reference.areas[f"name_{i18n.language()}"].get(PROVINCE, PROVINCE))
        st.button(
            _("Back to {province}").format(province=_plain(province)),
            key=f"back:{i18n.language()}",
            on_click=state.select_area,
            args=(reference.options, PROVINCE),
        )
    st.html(shown.head)
    with st.container(key="tools", horizontal=True, gap="small"):
        facility_controls.draw(selection, reference)
        is_map = selection.view == "map"
        st.button(
            _("Table") if is_map else _("Map"),
            key=f"view:{i18n.language()}",
            on_click=lambda: state.change(reference.options, view="table" if is_map else None),
        )


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

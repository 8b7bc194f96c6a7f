"""Every released table of a year as a file, and the way to its map."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from domain.indicators import CATALOGUE
from domain.links import from_query
from domain.selection import MAP_LEVELS, Selection
from measures.reference import Reference
from ui import controls, divisions, files, loaders, state
from ui.sheets import paragraph, section
from ui.taking import at_the_click
from wording import data_words, formats, i18n, words
from wording.i18n import _


def draw(selection: Selection, reference: Reference) -> None:
    """Draw the section: a choice of year, and for each indicator its tables and maps by level."""
    told = _("One table for each indicator and level, for everyone, as the map shows it (CSV).")
    st.html(section("downloads", _("Downloads"), paragraph(told)))
    with st.container(key="data_year", width=220):
        years = [str(year) for year in reversed(reference.options.periods)]
        controls.select(
            "data_period",
            _("Year"),
            years,
            value=str(selection.period),
            text=lambda year: formats.period(int(year)),
            apply=lambda year: state.change(reference.options, period=year),
        )
    with st.container(key="data_files", gap="xsmall"):
        for indicator in CATALOGUE:
            views = [view(indicator, level, selection, reference) for level in MAP_LEVELS]
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.html(_links(views))
                for one in views:
                    _button(one)


def view(indicator: str, level: str, selection: Selection, reference: Reference) -> Selection:
    """Return the usual view of an indicator at a level, in the year and language of another."""
    asked = {"indicator": indicator, "level": level, "period": str(selection.period), "lang": selection.lang}
    return from_query(asked, reference.options)[0]


def _links(views: list[Selection]) -> str:
    name = escape(views[0].entry.name.in_language(i18n.language()))
    links = " · ".join(
        f'<a href="gap_map?{escape(one.link())}" target="_self">{escape(data_words.map_of(one.level))}</a>'
        for one in views
    )
    return f'<div class="hg-file"><b>{name}</b><span>{links}</span></div>'


def _button(one: Selection) -> None:
    name = f"hamgam_{one.indicator}_{one.level}_{one.period}.csv"
    st.download_button(
        _("{level} (CSV)").format(level=words.level(one.level)),
        at_the_click(contents(one), name),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        key=f"data_csv_{one.indicator}_{one.level}:{i18n.language()}",
    )


def contents(one: Selection) -> Callable[[], bytes]:
    """Return what computes a file when it is asked for, with the mark by which spreadsheets know UTF-8."""

    def made() -> bytes:
        divisions.of_link(one, loaders.reference().options)  # as the map that stands beside it
        return files.view_csv(loaders.release(one), tagged=False)

    return made

"""The gap map page: choices in one line, sentence, map, legend, ranking, and where it all comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from data_access.statement import read_statement
from domain.admin import LEVELS, PROVINCE
from domain.frames import ReleaseFrame
from geo.attribute_join import join_codes
from geo.classification import Classes, classify, standard_breaks
from geo.palette import Fill, fills
from measures.source import Reference
from ui import (
    controls,
    errors,
    formats,
    i18n,
    legend,
    loaders,
    map_panel,
    provenance,
    ranking,
    routes,
    sentences,
    state,
    words,
)
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
        with st.container(key="controls"):
            controls.main_line(view.selection, reference)
        with errors.told():
            _figures(Drawn.of(loaders.release(view.selection), reference), reference)
        state.publish(view.selection)


def _plain(text: str) -> str:
    """Take the meaning of Markdown from text that a link or a database brought along."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$:~&])", r"\\\1", text)


@dataclass(frozen=True)
class Drawn:
    """A released frame with its classes and colours: what map, legend and ranking share."""

    frame: ReleaseFrame
    classes: Classes
    fills: tuple[Fill, ...]
    standard: float | None

    @classmethod
    def of(cls, frame: ReleaseFrame, reference: Reference) -> Drawn:
        """Classify and colour a frame."""
        selection = frame.selection
        standard = reference.options.standards.get(selection.indicator, {}).get(selection.standard or "")
        breaks = standard_breaks(selection.entry.value, standard, selection.target)
        values, statuses = frame.data["value"].to_numpy(dtype=float), list(frame.data["status"])
        classes = classify(values, statuses, selection.scheme, selection.classes, breaks)
        return cls(frame, classes, fills(classes, selection.entry.direction), standard)


def _figures(drawn: Drawn, reference: Reference) -> None:
    frame, selection = drawn.frame, drawn.frame.selection
    _head(drawn, reference)
    _warnings(frame)
    left, right = st.columns([2, 1], gap="small")
    with left, st.container(key="map"), errors.told():
        names = reference.areas.loc[reference.tree.within(PROVINCE, LEVELS["county"]), f"name_{i18n.language()}"]
        view = map_panel.view_of(
            frame, drawn.classes, drawn.fills, {str(code): str(name) for code, name in names.items()}
        )
        map_panel.draw(view, routes.assets(), lambda code: state.select_area(reference.options, code))
    with right, st.container(key="side"):
        distorted = int(((frame.data["status"] == "ok") & frame.data["note"].str.contains("city_boundary")).sum())
        beside = "".join(
            f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in provenance.benchmark(frame, reference)
        )
        st.html(
            f'<div class="hg-side"><dl class="hg-benchmark">{beside}</dl>'
            + _scheme_note(drawn)
            + legend.html(drawn.classes, drawn.fills, selection.entry, distorted)
            + ranking.html(frame, drawn.classes, drawn.fills)
            + "</div>"
        )
    _foot(frame, reference)


def _head(drawn: Drawn, reference: Reference) -> None:
    frame, selection = drawn.frame, drawn.frame.selection
    name = str(reference.areas[f"name_{i18n.language()}"].get(selection.area, selection.area))
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="small"):
        if selection.area != PROVINCE:
            province = str(reference.areas[f"name_{i18n.language()}"].get(PROVINCE, PROVINCE))
            st.button(
                _("Back to {province}").format(province=_plain(province)),
                key=f"back:{i18n.language()}",
                on_click=state.select_area,
                args=(reference.options, PROVINCE),
            )
        title, subtitle = sentences.title(frame, name), sentences.subtitle(selection, drawn.standard)
        st.html(f'<div class="hg-title"><h1>{escape(title)}</h1><p>{escape(subtitle)}</p></div>')


def _warnings(frame: ReleaseFrame) -> None:
    """Say what is missing from the picture before anyone reads it."""
    if frame.truncated:
        st.warning(_("The figures are incomplete: more rows were found than may be read. Tell IT to raise the limit."))
    join = join_codes(loaders.boundaries().codes, frame.data["pcode"])
    if join.without_boundary:
        names = frame.data.set_index("pcode")[f"name_{i18n.language()}"]
        missing = formats.listing([str(names[code]) for code in join.without_boundary])
        st.info(_("No boundary to draw, figures in the table only: {names}").format(names=_plain(missing)))


def _scheme_note(drawn: Drawn) -> str:
    if drawn.classes.scheme == drawn.frame.selection.scheme:
        return ""
    text = escape(_("No standard for this indicator: classes by quantiles."))
    return f'<p class="hg-note">{text}</p>'


def _foot(frame: ReleaseFrame, reference: Reference) -> None:
    statement = {key: text.in_language(i18n.language()) for key, text in read_statement().items()}
    rule = provenance.group_rule(frame)
    with st.container(key="foot", horizontal=True, vertical_alignment="center", gap="small"):
        lines = [escape(rule)] * bool(rule)
        lines += [provenance.line(frame, reference, date.fromisoformat(loaders.as_of()))]
        lines += [escape(f"{statement['disclaimer']} {statement['sensitivity']}")]
        st.html(f'<div class="hg-foot"><p>{"</p><p>".join(lines)}</p></div>')
        with st.popover(_("Sources and notes")):
            st.html(provenance.details(frame, reference, statement))
            st.download_button(
                _("Download the table (CSV)"),
                frame.to_csv,
                file_name=f"hamgam_{frame.selection.indicator}_{frame.selection.period}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"csv:{i18n.language()}",
            )

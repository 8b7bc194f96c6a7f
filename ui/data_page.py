"""Data and methods: where figures come from, how they are made, what is wrong with them, and all of them to take."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from data_access.statement import read_statement
from domain.selection import Selection
from measures.reference import Reference
from ui import (
    data_contract,
    data_downloads,
    data_indicators,
    data_notes,
    data_quality,
    data_sources,
    errors,
    loaders,
    reading,
)
from ui.sheets import paragraph
from wording import formats, i18n, provenance
from wording.i18n import _, ngettext


def page() -> None:
    """Draw the page."""
    reading.show(_body, today=True)


def _body(selection: Selection, reference: Reference) -> None:
    with st.container(key="data", gap="small"):
        reading.of_then(selection, reference)
        st.html(loaders.part("data_head", lambda: _head(reference)))
        st.html(loaders.part("data_sources", lambda: data_sources.html(reference, _today())))
        st.html(loaders.part("data_indicators", lambda: data_indicators.html(reference)))
        checks = st.container(key="data_quality", gap=None)
        contract = st.container(key="data_contract", gap=None)
        with errors.told("data_notes"):
            st.html(
                loaders.part(("data_notes", selection.period), lambda: data_notes.html(selection.period, reference))
            )
        with errors.told("data_downloads"):
            data_downloads.draw(selection, reference)
        with errors.told():
            st.html(loaders.part("data_foot", lambda: _foot(reference)))
        # What takes longest comes last, so that all else stands already.
        with checks, errors.told("data_quality"):
            data_quality.draw(selection.period, reference)
        with contract, errors.told("data_contract"):
            data_contract.draw()
    st.components.v2.component("hamgam_folds", js=_fold_script())(key="folds")


@lru_cache(maxsize=1)
def _fold_script() -> str:
    return (Path(__file__).parent / "assets" / "folds.js").read_text(encoding="utf-8")


def _today() -> date:
    return date.fromisoformat(loaders.as_of())


def _head(reference: Reference) -> str:
    counts = data_sources.counts(reference, _today())
    total = sum(counts.values())
    title = ngettext("{fresh} of {all} sources is fresh", "{fresh} of {all} sources are fresh", counts["fresh"])
    told = _("Due: {due} · overdue: {overdue} · date not known: {unknown} · as of {date}")
    subtitle = told.format(
        **{name: formats.number(counts[name]) for name in ("due", "overdue", "unknown")}, date=formats.day(_today())
    )
    fresh, everything = formats.number(counts["fresh"]), formats.number(total)
    return reading.title(title.format(fresh=fresh, all=everything), subtitle) + _contents()


def _foot(reference: Reference) -> str:
    statement = {key: text.in_language(i18n.language()) for key, text in read_statement().items()}
    marks = paragraph(" ".join(statement[key] for key in ("disclaimer", "sensitivity")))
    return f'<div class="hg-foot">{marks}{provenance.notes(statement, reference, loaders.rounding_base())}</div>'


def _contents() -> str:
    names = {
        "sources": _("Sources"),
        "indicators": _("Indicators and formulas"),
        "quality": _("Data quality"),
        "contract": _("Data contract"),
        "boundaries": _("Boundaries"),
        "disclosure": _("Disclosure control"),
        "glossary": _("Glossary"),
        "downloads": _("Downloads"),
    }
    items = "".join(f'<li><a href="#{name}">{escape(text)}</a></li>' for name, text in names.items())
    return f'<nav class="hg-contents" aria-label="{escape(_("On this page"))}"><ul>{items}</ul></nav>'

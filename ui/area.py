"""The page Area profile: everything about one county or district, and the same as one printed page."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from briefing import print_html
from briefing import report as printed
from domain.selection import AREAS_AT_MOST, Selection
from measures.reference import Reference
from ui import (
    area_facts,
    area_files,
    area_report,
    charts,
    controls,
    downloads,
    find_place,
    loaders,
    onward,
    reading,
    state,
    visitors,
    ways_out,
)
from ui.log import LOG
from ui.taking import at_the_click
from wording import formats, i18n, notice_words
from wording.i18n import _


def page() -> None:
    """Draw the page."""
    reading.show(_body)


def _body(selection: Selection, reference: Reference) -> None:
    code = area_facts.chosen(selection)
    if selection.areas and code != selection.areas[0]:
        st.warning(find_place.plain(notice_words.notice("areas", selection.areas[0], "unknown_value")), icon="⚠️")
    shown = loaders.finished(selection, area_report.finish)
    controls.folded(lambda: _choices(selection, reference, code, shown))
    mark = f' <b class="hg-mark">{escape(shown.mark)}</b>' if shown.mark else ""
    ways = loaders.kept(("area_ways", selection), lambda: ways_out.of_area(selection, code))
    head = f'<p class="hg-kicker">{escape(shown.kicker)}{mark}</p>{reading.title(shown.title, shown.subtitle)}{ways}'
    downloads.titled(head, area_files.offer(selection, code, f"{shown.kicker} – {shown.title}"))
    _first_row(shown)
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        _sheet(shown.indicators, lambda row: _named(row, selection))
    with right:
        charts.draw(shown.chart, "people")
        st.html(f'<section class="hg-area-notes">{printed.notes_html(shown.notes)}</section>')
    _sheet(shown.facilities)
    _sheet(shown.commitments)
    st.html(f'<div class="hg-foot">{"".join(f"<p>{escape(line)}</p>" for line in shown.foot)}</div>')


def _first_row(shown: printed.Report) -> None:
    told, drawn = st.columns([1.9, 1], gap="medium")
    with told:
        st.html(f'<div class="hg-said">{printed.sentences_html(shown.sentences)}</div>')
    with drawn:
        st.html(f'<div class="hg-locator">{printed.locator_html(shown.locator, shown.locator_text)}</div>')


def _named(row: printed.Row, selection: Selection) -> str:
    """Name a row; an indicator's name leads to its definition."""
    return onward.definition(selection, row.about, row.cells[0]) if row.about else escape(row.cells[0])


def _sheet(table: printed.Table, name_of: Callable[[printed.Row], str] | None = None) -> None:
    name = escape(table.name)
    content = printed.table_html(table, name_of) if name_of else printed.table_html(table)
    st.html(
        f'<div class="hg-sheet hg-stack hg-pairs hg-area-sheet" tabindex="0" role="region" aria-label="{name}">'
        f"{content}</div>"
    )


def _choices(selection: Selection, reference: Reference, code: str, shown: printed.Report) -> None:
    columns = st.columns([1.8, 1.6, 1, 1], vertical_alignment="bottom", gap="small")
    with columns[0]:
        controls.select(
            "profile_area",
            _("County or district"),
            area_facts.ordered(reference),
            value=code,
            text=area_facts.option,
            apply=lambda to: _choose(selection, reference, to),
        )
    with columns[1]:
        controls.select(
            "profile_groups",
            _("Population groups"),
            [",".join(one) for one in controls.GROUP_CHOICES],
            value=",".join(selection.groups),
            text=controls.groups_name,
            apply=lambda to: state.change(reference.options, groups=to),
        )
    with columns[2]:
        controls.year(selection, reference)
    with columns[3]:
        _print(selection, code, shown)


def _choose(selection: Selection, reference: Reference, code: str) -> None:
    """Put the area first; what else was picked for a comparison stays."""
    others = [one for one in selection.areas[1:] if one != code]
    state.change(reference.options, areas=",".join([code, *others][:AREAS_AT_MOST]))


def _print(selection: Selection, code: str, shown: printed.Report) -> None:
    """Draw the button that makes the printed page when it is clicked; say what IT has to install where it cannot."""
    if not visitors.current().may_download:
        return
    if not print_html.can_print():
        text = _(
            "PDF pages need Pango, which this server lacks. Ask IT to install it (on Debian and Ubuntu {packages}, on"
            " macOS pango from Homebrew) and to restart Hamgam. All else works without it."
        )
        names = formats.listing([formats.quoted(one) for one in print_html.PACKAGES])
        st.info(find_place.plain(text.format(packages=names)))
        return
    name = f"hamgam_area_{code}_{selection.period}_{'-'.join(selection.groups)}_{selection.lang}.pdf"
    st.download_button(
        _("Print (PDF)"),
        at_the_click(lambda: _made(shown), name),
        file_name=name,
        mime="application/pdf",
        on_click="ignore",
        key=f"print:{i18n.language()}",
        icon=":material/print:",
        width="stretch",
    )


def _made(shown: printed.Report) -> bytes:
    try:
        return printed.pdf(shown)
    except print_html.NoPangoError:
        LOG.exception("a PDF page could not be made: Pango is missing")
        raise

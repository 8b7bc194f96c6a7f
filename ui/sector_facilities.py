"""The facilities of a sector to act on: a list and the map beside it, each leading to what the other shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from briefing import shown_facilities
from briefing.drawn import Drawn
from briefing.shown_facilities import Shown
from domain.admin import LEVELS, PROVINCE
from domain.facilities import STATUSES, kinds_of
from domain.place_search import Place
from domain.selection import Selection
from measures.places import own_id
from measures.reference import Reference
from ui import (
    access,
    downloads,
    errors,
    facility_list,
    find_place,
    loaders,
    map_late,
    map_panel,
    progress,
    reading,
    routes,
    sector_list,
    sector_table,
    state,
    visitors,
)
from ui.finished import finish
from ui.sector_table import Filter
from wording import facility_words, formats, i18n, provenance
from wording.i18n import _

# Runs once the list stands: the chosen row comes into sight inside the list, and the page stays where it is.
_REVEAL_JS = """export default function ({ data }) {
  const row = document.querySelector(`.hg-list ${data.row}`), list = row && row.closest(".hg-list");
  if (!row) return;
  const top = row.offsetTop - list.clientHeight / 2, seen = row.offsetTop - list.scrollTop;
  if (seen < 40 || seen > list.clientHeight - 40) list.scrollTop = top;
}"""


def draw(drawn: Selection) -> None:
    """Draw list and map; `drawn` is the view of the charts above, without what only list and map show."""
    _part(drawn)
    map_late.notice()


@access.fragment(key="sector_facilities")
def _part(drawn: Selection) -> None:
    """A choice in the list runs this part alone; one that changes the charts runs the whole page."""
    with progress.shown(drawn.sector, "list"), errors.told("list"):
        reference = loaders.reference()
        view = state.current_view(reference.options)
        if view.selection.without_page() != drawn:
            st.rerun()
        checked, place = find_place.chosen(view)
        if checked is not view:
            reading.notices(state.View(checked.selection, checked.notices[-1:]))
        _list_and_map(checked.selection, reference, place)
        state.publish(checked.selection)


def _list_and_map(selection: Selection, reference: Reference, place: Place | None) -> None:
    data = loaders.facilities(selection.period).points
    wanted = sector_table.filter_of(selection, reference)
    key = ("sector_list", selection.without_page(), wanted)
    rows = loaders.kept(key, lambda: sector_table.chosen(data, wanted, reference))
    page = _page(rows, place)
    head = st.container(key="sector_head", horizontal=True, gap="small")
    with st.container(key="sector_controls"):
        sector_list.draw(selection, reference, wanted, len(rows), page)
    title, subtitle = _title(rows), _subtitle(wanted, selection, reference)
    with head:
        mark = f' <b class="hg-mark">{escape(_("Demonstration data"))}</b>' if _is_made_up(rows) else ""
        st.html(f'<div class="hg-chart-head"><h2>{escape(title)}</h2><p>{escape(subtitle)}{mark}</p></div>')
        if not rows.empty:
            offered = facility_list.offer(rows, wanted, selection, reference, title)
            downloads.late_popover(offered, "downloads_list", label=_("Download the list"))
    if loaders.facilities(selection.period).truncated:
        st.warning(facility_words.incomplete())
    table, beside = st.columns([1.25, 1], gap="small")
    with table, st.container(key="sector_table"):
        if rows.empty:
            st.html(f'<p class="hg-empty">{escape(_("No facility fits these choices."))}</p>')
            if visitors.current().may_choose:
                _show_all(selection, reference, data)
        else:
            st.html(sector_table.html(rows, page, selection, reference, title))
    with beside, st.container(key="sector_map"), errors.told("list_map"):
        _map(selection, reference, wanted, rows, place)
    _chosen_row(rows, page, place)
    st.html(f'<div class="hg-chart-foot"><p>{escape(_foot(rows, reference))}</p></div>')


def _show_all(selection: Selection, reference: Reference, data: pd.DataFrame) -> None:
    """Offer all facilities here, of every kind and status; the whole province's where there is none."""
    whole = {"kinds": ",".join(kinds_of(selection.sector)), "statuses": ",".join(STATUSES)}
    here = sector_table.Filter(kinds_of(selection.sector), tuple(STATUSES), selection.area)
    there = replace(here, area=PROVINCE)
    label, wide = _("Show all facilities"), {"areas": None}
    if sector_table.chosen(data, here, reference).empty:
        label, wide = _("Show the facilities of the whole province"), {"areas": None, "area": None}
        if sector_table.chosen(data, there, reference).empty:
            return

    def widen() -> None:
        state.keep("page", "0")
        state.change(reference.options, find=None, **whole, **wide)

    st.button(label, key=f"show_all:{i18n.language()}", on_click=widen)


def _page(rows: pd.DataFrame, place: Place | None) -> int:
    """Return the page of the list: the one last chosen, else that of the facility which the link is about."""
    own = sector_table.page_of(rows, own_id(place)) if place is not None and place.kind == "facility" else None
    return min(int(state.kept("page", str(own or 0))), sector_table.pages(len(rows)) - 1)


def _is_made_up(rows: pd.DataFrame) -> bool:
    return bool(rows["is_demonstration"].any())


def _title(rows: pd.DataFrame) -> str:
    counts = rows["status"].value_counts()
    parts = [
        _("{status}: {count}").format(status=facility_words.status_name(one), count=formats.number(int(counts[one])))
        for one in STATUSES
        if one in counts
    ]
    total = facility_words.count_text(len(rows))
    return (
        _("{facilities} in this list – {parts}").format(facilities=total, parts=formats.listing(parts))
        if parts
        else total
    )


def _subtitle(wanted: Filter, selection: Selection, reference: Reference) -> str:
    names = reference.areas[f"name_{i18n.language()}"]
    kinds = kinds_of(selection.sector)
    told = (
        _("all kinds")
        if wanted.kinds == kinds
        else formats.listing([facility_words.kind_name(k) for k in wanted.kinds])
    )
    parts = [_("Facilities"), told, str(names.get(wanted.area, wanted.area)), formats.period(selection.period)]
    if wanted.name:
        parts.append(_("name with “{text}”").format(text=formats.quoted(wanted.name)))
    return " · ".join(parts)


def _foot(rows: pd.DataFrame, reference: Reference) -> str:
    ids = {one for text in rows["source_ids"].unique() for one in text.split(";") if one}
    return provenance.sources_line(ids, reference, date.fromisoformat(loaders.as_of()))


def _map(selection: Selection, reference: Reference, wanted: Filter, rows: pd.DataFrame, place: Place | None) -> None:
    shown = loaders.finished(selection.without_page(), finish)
    layer = loaders.kept(
        ("sector_points", selection.without_page(), wanted),
        lambda: shown_facilities.packed(
            replace(selection, kinds=wanted.kinds, statuses=wanted.statuses),
            rows,
            reference,
            loaders.boundaries().boxes,
            single=True,
        ),
    )
    state.map_of(selection.sector)
    view = map_panel.with_packages(shown.map_view, facilities=layer.packed, settlements=shown.settlements)
    view |= {"pick": True, "focus": True, "together": 1, "picked": [sector_table.district(selection, reference)]}
    if place is not None:
        view["place"] = [place.lat, place.lon, place.name(i18n.language()), *(["area"] if place.kind == "area" else [])]
        _leave(place, rows, reference)
    map_panel.draw(
        view,
        routes.assets(),
        lambda code: _go(selection, reference, code),
        lambda number, key: _point(reference, layer, number, key),
    )
    colours = ("sector_legend", selection.without_page())
    st.html(loaders.kept(colours, lambda: Drawn.of(shown.frame, reference).legend()) + _fold())
    outside = len(layer.placed.outside)
    if outside:
        text = _("Not on the map, because their coordinates are missing or lie outside: {count}")
        st.html(f'<p class="hg-note">{escape(text.format(count=facility_words.count_text(outside)))}</p>')


def _fold() -> str:
    """Return what unfolds the list's choices on a phone: they stand below the map there."""
    text = escape(_("Narrow and order the list"))
    return f'<label class="hg-list-fold"><input type="checkbox"> {text}</label>'


def _leave(place: Place, rows: pd.DataFrame, reference: Reference) -> None:
    """Say which place the map shows, and offer to leave it."""
    with st.container(key="sector_chosen", horizontal=True, vertical_alignment="center", gap="small"):
        own = rows[rows["facility_id"] == own_id(place)]
        status = facility_words.status_name(own["status"].iloc[0]) if len(own) else _("not in this list")
        text = _("On the map: {name} ({status})").format(
            name=formats.quoted(place.name(i18n.language())), status=status
        )
        st.html(f'<p class="hg-note" role="status">{escape(text)}</p>')
        key = f"leave:{i18n.language()}"
        st.button(_("Close"), key=key, on_click=state.leave_place, args=(reference.options,), type="tertiary")


def _go(selection: Selection, reference: Reference, code: str) -> None:
    """Go into a county; a district of it narrows the list, and the same one again widens it."""
    state.keep("page", "0")
    if reference.tree.levels.get(code, 0) >= LEVELS["district"]:
        known = sector_table.district(selection, reference)
        state.change(reference.options, areas=None if code == known else code)
        return
    state.select_area(reference.options, code)


@access.acting
def _point(reference: Reference, layer: Shown, number: int, key: str) -> None:
    """Look at the facility that was opened on the map, and at the page of the list where it stands."""
    points = layer.placed.points
    if key != layer.packed.key or not 0 <= number < len(points):
        return
    facility_id = str(layer.data["facility_id"].iloc[points[number][0]])
    found = sector_table.page_of(layer.data, facility_id)
    state.keep("page", str(found or 0))
    state.change(reference.options, place=sector_table.place_id(facility_id, loaders.places_if_there()))


def _chosen_row(rows: pd.DataFrame, page: int, place: Place | None) -> None:
    """Set the chosen row off without touching the list, so that it keeps its scroll and a reader the focus."""
    if place is None or place.kind != "facility":
        return
    found = (rows["facility_id"] == own_id(place)).to_numpy().nonzero()[0]
    if not len(found) or int(found[0]) // sector_table.PAGE_ROWS != page:
        return
    row = f".hg-row-{int(found[0]) % sector_table.PAGE_ROWS}"
    st.html(f"<style>.hg-list tbody tr{row} {{ background: #fff3d1; box-shadow: inset 4px 0 #d25a45; }}</style>")
    mount = st.components.v2.component("hamgam_reveal", js=_REVEAL_JS)
    mount(data={"row": row, "place": place.id}, key="reveal")

"""The choices of the list of facilities: kinds, states, district, order, name, and which rows."""

from __future__ import annotations

import streamlit as st

from domain.admin import LEVELS
from domain.facilities import STATUSES, kinds_of
from domain.selection import FIND_AT_MOST, LIST_ORDERS, Selection
from measures.reference import Reference
from ui import controls, facility_controls, sector_table, state, visitors
from ui.sector_table import Filter
from wording import facility_words, formats, i18n
from wording.i18n import _


def draw(selection: Selection, reference: Reference, wanted: Filter, count: int, page: int) -> None:
    """Draw the choices in one line."""
    columns = st.columns([1, 1.4, 1.2, 1.4, 1.3], vertical_alignment="bottom", gap="small")
    if not visitors.current().may_choose:  # of a list that was shared as it is only the pages are turned
        if sector_table.pages(count) > 1:
            with columns[4]:
                _pages(count, page)
        return
    with columns[0], st.popover(_("Kind and status"), width="stretch"):
        _pills("kinds", _("Kind"), kinds_of(selection.sector), wanted, reference)
        _pills("statuses", _("Status"), tuple(STATUSES), wanted, reference)
    with columns[1]:
        _district(selection, reference)
    with columns[2]:
        controls.select(
            "sort",
            _("Order"),
            LIST_ORDERS,
            value=wanted.sort,
            text=sort_name,
            apply=lambda order: _change(reference, order=order),
        )
    with columns[3]:
        _name(wanted, reference)
    with columns[4]:
        _pages(count, page)


def _pills(name: str, label: str, ids: tuple[str, ...], wanted: Filter, reference: Reference) -> None:
    given = {"kinds": wanted.kinds, "statuses": wanted.statuses}

    def apply(own: tuple[str, ...]) -> None:
        # Both stand in the link from now on, so that it says what a reader of the list sees.
        both = given | {name: tuple(one for one in ids if one in own) or given[name]}
        _change(reference, **{key: ",".join(ones) for key, ones in both.items()})

    facility_controls.pills(
        f"sector_{name}",
        label,
        ids,
        chosen=given[name],
        text=facility_words.kind_name if name == "kinds" else facility_words.status_name,
        apply=apply,
    )


def _district(selection: Selection, reference: Reference) -> None:
    names = reference.areas[f"name_{i18n.language()}"]
    codes = sorted(
        reference.tree.within(selection.area, LEVELS["district"]),
        key=lambda code: formats.collation_key(str(names[code])),
    )
    whole = _("All districts")
    controls.select(
        "district",
        _("District"),
        ["", *codes],
        value=sector_table.district(selection, reference),
        text=lambda code: str(names[code]) if code else whole,
        apply=lambda code: _change(reference, areas=code or None),
    )


def _change(reference: Reference, **changes: str | None) -> None:
    """Make the list another one, which begins with its first page."""
    state.keep("page", "0")
    state.change(reference.options, **changes)


def sort_name(sort: str) -> str:
    """Name an order."""
    return {
        "name": _("by name"),
        "kind": _("by kind"),
        "status": _("by status"),
        "area": _("by district"),
        "size": _("largest first"),
    }[sort]


def _name(wanted: Filter, reference: Reference) -> None:
    key = f"facility_name:{i18n.language()}"
    state.seed(key, wanted.name)
    label = _("Name holds")
    st.text_input(
        label,
        key=key,
        placeholder=label,
        type="search",
        max_chars=FIND_AT_MOST,
        on_change=lambda: _change(reference, find=state.chosen(key) or None),
    )


def _pages(count: int, shown: int) -> None:
    numbers = [str(page) for page in range(sector_table.pages(count))]

    def text(page: str) -> str:
        first = int(page) * sector_table.PAGE_ROWS
        last = min(first + sector_table.PAGE_ROWS, count)
        told = _("{first} to {last} of {count}")
        return told.format(
            first=formats.number(min(first + 1, count)), last=formats.number(last), count=formats.number(count)
        )

    controls.select("page", _("Rows"), numbers, value=str(shown), text=text, apply=lambda to: state.keep("page", to))

"""The choices of the list of facilities: kinds, states, district, order, name, and which rows."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from domain.admin import LEVELS
from domain.facilities import STATUSES, kinds_of
from domain.selection import Selection
from measures.source import Reference
from ui import controls, facilities, facility_controls, formats, i18n, sector_table, state
from ui.i18n import _
from ui.sector_table import Filter


def draw(selection: Selection, reference: Reference, wanted: Filter, count: int) -> None:
    """Draw the choices in one line."""
    columns = st.columns([1, 1.4, 1.2, 1.4, 1.3], vertical_alignment="bottom", gap="small")
    with columns[0], st.popover(_("Kind and status"), width="stretch"):
        _pills("kinds", _("Kind"), kinds_of(selection.sector), wanted, reference)
        _pills("statuses", _("Status"), tuple(STATUSES), wanted, reference)
    with columns[1]:
        _district(selection, reference)
    with columns[2]:
        controls.select(
            "sort", _("Order"), sector_table.SORTS, value=wanted.sort, text=sort_name, apply=_keeper("sort")
        )
    with columns[3]:
        _name()
    with columns[4]:
        _pages(count)


def _pills(name: str, label: str, ids: tuple[str, ...], wanted: Filter, reference: Reference) -> None:
    given = {"kinds": wanted.kinds, "statuses": wanted.statuses}

    def apply(own: tuple[str, ...]) -> None:
        # Both stand in the link from now on, so that it says what a reader of the list sees.
        both = given | {name: tuple(one for one in ids if one in own) or given[name]}
        state.keep("page", "0")
        state.change(reference.options, **{key: ",".join(ones) for key, ones in both.items()})

    facility_controls.pills(
        f"sector_{name}",
        label,
        ids,
        chosen=given[name],
        text=facilities.kind_name if name == "kinds" else facilities.status_name,
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
        apply=lambda code: _narrow(reference, code),
    )


def _narrow(reference: Reference, code: str) -> None:
    state.keep("page", "0")
    state.change(reference.options, areas=code or None)


def sort_name(sort: str) -> str:
    """Name an order."""
    return {
        "name": _("by name"),
        "kind": _("by kind"),
        "status": _("by status"),
        "area": _("by district"),
        "size": _("largest first"),
    }[sort]


def _keeper(name: str) -> Callable[[str], None]:
    def apply(value: str) -> None:
        state.keep(name, value)
        if name != "page":
            state.keep("page", "0")

    return apply


def _name() -> None:
    key = f"facility_name:{i18n.language()}"
    state.seed(key, state.kept("name", ""))
    apply = _keeper("name")
    label = _("Name holds")
    st.text_input(label, key=key, placeholder=label, type="search", on_change=lambda: apply(state.chosen(key) or ""))


def _pages(count: int) -> None:
    numbers = [str(page) for page in range(sector_table.pages(count))]
    value = min(int(state.kept("page", "0")), len(numbers) - 1)

    def text(page: str) -> str:
        first = int(page) * sector_table.PAGE_ROWS
        last = min(first + sector_table.PAGE_ROWS, count)
        told = _("{first} to {last} of {count}")
        return told.format(
            first=formats.number(min(first + 1, count)), last=formats.number(last), count=formats.number(count)
        )

    controls.select("page", _("Rows"), numbers, value=str(value), text=text, apply=_keeper("page"))

"""The choice of kinds and states of facilities: ids inside, translated names outside."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from domain.facilities import KINDS, STATUSES, kinds_of
from domain.selection import Selection
from measures.reference import Reference
from ui import state
from wording import i18n, words
from wording.facility_words import kind_name, status_name
from wording.i18n import _


def draw(selection: Selection, reference: Reference) -> None:
    """Draw the popover with kinds, those of the view's own sector first, and states."""
    with st.popover(_("Facilities")):
        sectors = [one for one in reference.options.sectors if kinds_of(one)]
        for sector in sorted(sectors, key=lambda one: one != selection.sector):
            ids = kinds_of(sector)
            pills(
                f"kinds_{sector}",
                words.sector(sector),
                ids,
                chosen=selection.kinds,
                text=kind_name,
                apply=_setter(selection, reference, ids),
            )
        pills(
            "statuses",
            _("Status"),
            tuple(STATUSES),
            chosen=selection.statuses,
            text=status_name,
            apply=lambda own: state.change(reference.options, statuses=",".join(own) or None),
        )


def _setter(selection: Selection, reference: Reference, of_sector: Sequence[str]) -> Callable[[tuple[str, ...]], None]:
    return lambda own: state.change(reference.options, kinds=_joined(selection.kinds, of_sector, own))


def _joined(chosen: Sequence[str], of_sector: Sequence[str], own: Sequence[str]) -> str | None:
    """Put a sector's own choice in the place of what was chosen of it; nothing at all falls to the default."""
    kept = [kind for kind in KINDS if kind in own or (kind in chosen and kind not in of_sector)]
    return ",".join(kept) or None


def pills(
    name: str,
    label: str,
    ids: Sequence[str],
    *,
    chosen: Sequence[str],
    text: Callable[[str], str],
    apply: Callable[[tuple[str, ...]], None],
) -> None:
    """Draw a choice of several. Its key holds the language: translated labels under one key lose their value."""
    key = f"{name}:{i18n.language()}"
    state.put(key, [one for one in ids if one in chosen])
    st.pills(
        label,
        ids,
        selection_mode="multi",
        key=key,
        format_func=text,
        on_change=lambda: apply(state.chosen_several(key)),
    )

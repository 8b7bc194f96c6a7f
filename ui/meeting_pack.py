"""The meeting pack on the page: one button makes it, its progress is shown, and it is offered as one file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from briefing.meeting_pages import Lang
from briefing.pack import Pack, make, zip_of
from briefing.print_html import PACKAGES, can_print
from briefing.snapshot import Snapshot
from ui import access, errors, find_place, meeting_loaders, visitors
from ui.taking import at_the_click
from wording import formats, i18n
from wording.i18n import _

# Packs of a session that are kept until another is made: one is a few megabytes.
MADE = "hg_pack"
LANGS: dict[str, tuple[Lang, ...]] = {"fa": ("fa",), "en": ("en",), "both": ("fa", "en")}


@access.fragment()
def draw(snapshot: Snapshot, *, alone: bool = False) -> None:
    """Draw the popover, or its content alone; a fragment, so that making a pack makes nothing else of the page anew."""
    label, icon = _("Meeting pack"), ":material/folder_zip:"
    around = st.container(key="pack_alone", width=480) if alone else st.popover(label, width="stretch", icon=icon)
    with around, st.container(key="pack"):
        st.html(f"<p>{_('Slides, printed pages, workbook, layers for a GIS and an offline map, of one moment.')}</p>")
        if not can_print():
            names = formats.listing([formats.quoted(one) for one in PACKAGES])
            text = _("This server lacks Pango, so the pack comes without the PDF. IT can install it: {packages}")
            st.info(find_place.plain(text.format(packages=names)))
        lang = i18n.language()
        wanted = st.segmented_control(
            _("Language"), list(LANGS), default=lang, format_func=_name, key=f"pack_lang:{lang}", required=True
        )
        if st.button(_("Make the pack"), key=f"pack_make:{lang}", width="stretch", type="primary"):
            with errors.told("pack"):
                _make(snapshot, LANGS[str(wanted)])
        _offer(snapshot)


def _name(one: str) -> str:
    return {"fa": _("Persian"), "en": _("English")}.get(one) or _("both languages")


def _make(snapshot: Snapshot, langs: Sequence[Lang]) -> None:
    bar = st.progress(0.0, text=_("The pack is being made …"))

    def told(step: str, part: float) -> None:
        bar.progress(min(part, 1.0), text=step)

    try:
        made = make(snapshot, langs, told)
    finally:
        bar.empty()
    st.session_state[MADE] = (_for(snapshot), made, zip_of(made))
    meeting_loaders.pack_made(snapshot)


def _for(snapshot: Snapshot) -> str:
    """What was made for one visitor is offered to no other that the session becomes."""
    return f"{snapshot.id} {visitors.current().actor} {visitors.current().scope!r}"


def _offer(snapshot: Snapshot) -> None:
    """Offer the pack that this session has made of this snapshot."""
    name, made, content = st.session_state.get(MADE) or ("", None, b"")
    if not isinstance(made, Pack) or name != _for(snapshot):
        return
    size = _("{amount} MB").format(amount=formats.number(len(content) / 1e6, 1))
    st.download_button(
        _("Save the pack ({size})").format(size=size),
        at_the_click(lambda: content, f"{made.name}.zip"),
        file_name=f"{made.name}.zip",
        mime="application/zip",
        on_click="ignore",
        key=f"pack_save:{i18n.language()}",
        icon=":material/download:",
        width="stretch",
    )
    st.html(f'<p class="hg-note">{_("Snapshot {snapshot}").format(snapshot=snapshot.id)}</p>')

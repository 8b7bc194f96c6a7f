"""The message for a map that does not come: its frame is empty then, and no script of ours runs inside it."""

from __future__ import annotations

from html import escape

import streamlit as st

from wording.i18n import _


def notice() -> None:
    """Put the message on the page, unseen: style.css shows it after some seconds without a sign from the frame.

    It belongs outside the fragment: it is sent once per page and language, and a change of the view costs nothing.
    """
    text = _("The map could not be drawn; reload the page. The table beside it holds all figures.")
    with st.container(key="late"):
        st.html(f'<p class="hg-late" role="status">{escape(text)}</p>')

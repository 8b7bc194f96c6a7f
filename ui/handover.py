"""Buttons that copy a text or hand over a file made at the click, after all that was typed before it has arrived."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from ui import audit, state
from wording.i18n import _

ASSETS = Path(__file__).parent / "assets"
_ASKED = "hg_asked"


@dataclass(frozen=True)
class Handed:
    """A file: its button's text, its name, its media type, what makes it, and what is done when it was asked for."""

    label: str
    name: str
    mime: str
    make: Callable[[], bytes]
    then: Callable[[], None] = lambda: None


@lru_cache
def _read(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def draw(key: str, files: Mapping[str, Handed], *, copies: str = "") -> None:
    """Draw the buttons; `copies` is the selector of the element whose text a first button copies."""
    mount = st.components.v2.component(
        "hamgam_handover", html=_read("handover.html"), css=_read("handover.css"), js=_read("handover.js")
    )
    first = [("copy", _("Copy the text"))] if copies else []
    data = {
        "buttons": [*first, *((name, one.label) for name, one in files.items())],
        "source": copies,
        "file": _file(key, files),
        "texts": {
            "copied": _("Copied."),
            "failed": _("The browser did not let the text be copied: select it and press Ctrl+C."),
            "handed": _("The file was handed to the browser."),
        },
    }
    mount(
        data=data,
        key=key,
        on_asked_change=lambda: _asked(key, files),
        on_handed_change=lambda: None,
    )


def _asked(key: str, files: Mapping[str, Handed]) -> None:
    asked: Any = (st.session_state.get(key) or {}).get("asked")
    if isinstance(asked, dict) and asked.get("id") in files:
        st.session_state[f"{_ASKED}:{key}"] = dict(asked)


def _file(key: str, files: Mapping[str, Handed]) -> dict[str, Any] | None:
    """Return the file that was asked for until the browser says that it has it: a run may be cut off by another.

    It is made once: what is typed while it is under way is not in it, and waits for the next one.
    """
    asked = st.session_state.get(f"{_ASKED}:{key}")
    if asked is None or asked["id"] not in files:
        return None
    if (st.session_state.get(key) or {}).get("handed") == asked.get("at"):
        del st.session_state[f"{_ASKED}:{key}"]
        return None
    one = files[asked["id"]]
    if "content" not in asked:
        asked["content"] = b64encode(one.make()).decode("ascii")
        audit.note("export", view=state.published(), detail=one.name)
        one.then()  # after it is made: where that fails, nothing was handed over
    return {"at": asked.get("at"), "name": one.name, "mime": one.mime, "content": asked["content"]}

"""What stands in place of a page for whoever may not come in by a link; it is the same for every reason."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from data_access.trouble import StoreError
from domain.grants import Link
from ui import audit, state, stores
from wording import i18n
from wording.i18n import _

Answer = Literal["closed", "silent", "ask"]
_ANSWER, _SAID, _WRONG = "hg_door_answer", "hg_door_said", "hg_door_wrong"


def answer_with(answer: Answer, link: Link | None = None) -> None:
    """Remember what to answer when the page that stands around it is there."""
    st.session_state[_ANSWER] = (answer, link)


def has_said(link: Link) -> bool:
    """Tell whether the session knows the pass-phrase of a link as it is now."""
    return bool(st.session_state.get(_SAID) == (link.id, link.version))


def draw(other: str, its_name: str) -> None:
    """Draw the answer; of a link that is known with the way to the `other` language, else in both at once."""
    answer, link = st.session_state.pop(_ANSWER, ("closed", None))
    with st.container(key="door"):
        if link is not None:
            _ask(link)
            key = f"language:{i18n.language()}"
            st.button(its_name, key=key, on_click=state.change_language, args=(other,), type="tertiary", icon="🌐")
            return
        for lang, direction in i18n.DIRECTIONS.items():
            head, text = i18n.within(lang, _silent if answer == "silent" else _closed)
            told = f"<h1>{head}</h1><p>{text}</p>"
            st.html(f'<div class="hg-door" role="alert" lang="{lang}" dir="{direction}">{told}</div>')


def _silent() -> tuple[str, str]:
    """Nobody can say what the link opens while the store is away."""
    head = _("The link cannot be looked up at the moment.")
    return head, _("Reload the page in a minute; if it stays away, tell whoever sent the link.")


def _closed() -> tuple[str, str]:
    """Whether there ever was such a link nobody learns here."""
    text = _(
        "It may have expired or been withdrawn, or part of it was lost on the way. Ask whoever sent it for another."
    )
    return _("This link opens nothing."), text


def _ask(link: Link) -> None:
    lang = i18n.language()
    st.html(f'<div class="hg-door"><h1>{_("This link has a pass-phrase")}</h1></div>')
    with st.form(f"door:{lang}", border=False):
        field = f"door_words:{lang}"
        st.text_input(_("Pass-phrase"), type="password", key=field, autocomplete="off")
        st.form_submit_button(_("Open"), on_click=_said, args=(link, field), type="primary")
    if wrong := st.session_state.pop(_WRONG, ""):
        too_many = _("Too many wrong pass-phrases. Wait a quarter of an hour, then try again.")
        st.error(too_many if wrong == "many" else _("That is not the pass-phrase of this link."), icon="⚠️")


def _said(link: Link, field: str) -> None:
    words = str(st.session_state.get(field, ""))
    st.session_state[field] = ""
    try:
        right = stores.opens(link, words)
    except StoreError:
        return  # the run that follows asks it too, and says so
    if right:
        st.session_state[_SAID] = (link.id, link.version)
        return
    audit.refused("passphrase", link)
    st.session_state[_WRONG] = "many" if right is None else "other"  # in words when the page is drawn, in its language

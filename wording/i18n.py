"""Texts: gettext catalogues read through Babel. Message ids are the English texts; each language has a catalogue."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar, copy_context
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

T = TypeVar("T")
LOCALE = Path(__file__).parent / "locale"
DIRECTIONS = {"fa": "rtl", "en": "ltr"}

_language: ContextVar[str] = ContextVar("language", default="fa")


def activate(lang: str) -> None:
    """Use this language until the end of the run; each run of a script or fragment starts with it."""
    _language.set(lang)


def within(lang: str, text: Callable[[], T]) -> T:
    """Return what `text` makes in a language, whatever is in use around it."""
    return copy_context().run(_in, lang, text)


def _in(lang: str, text: Callable[[], T]) -> T:
    activate(lang)
    return text()


def language() -> str:
    """Return the language in use, `fa` or `en`."""
    return _language.get()


def direction() -> str:
    """Return `rtl` or `ltr`."""
    return DIRECTIONS[language()]


@lru_cache
def catalogue(lang: str) -> Translations:
    """Read a catalogue once; no compiled file has to be kept beside it."""
    with (LOCALE / lang / "LC_MESSAGES" / "hamgam.po").open("rb") as file:
        compiled = BytesIO()
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return Translations(compiled)


def _(text: str) -> str:
    """Return the text in the language in use."""
    return str(catalogue(language()).gettext(text))


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the text that goes with a number, in the language in use."""
    return str(catalogue(language()).ngettext(singular, plural, count))

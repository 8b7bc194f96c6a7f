"""Texts of others as plain text: without signs that no file can hold, or that turn the direction of what follows."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from briefing.map_picture import MapPicture

T = TypeVar("T")
BLANKS = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
# What XML cannot hold, and signs of direction that end nowhere; isolates and joiners stay.
DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """Return a text as one line that every file can hold.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Breaks of lines are blanks; control signs, halves of surrogate pairs, and signs of direction other than isolates
        are left out.
    """
    return DROPPED.sub("", BLANKS.sub(" ", text))


def cleaned(value: T) -> T:
    """Return finished texts, a tuple or a dataclass of such, with each text made plain.

    Parameters
    ----------
    value : str, tuple, dataclass or other
        What is neither of the first three, and a map, which is drawn already, is returned as it is. The lines of notes
        stay lines.
    """
    if isinstance(value, str):
        return plain(value)  # type: ignore[return-value] # a text for a text
    if isinstance(value, tuple):
        return tuple(map(cleaned, value))  # type: ignore[return-value] # a tuple for a tuple
    if not is_dataclass(value) or isinstance(value, MapPicture | type):
        return value
    return replace(value, **{one.name: _field(one.name, getattr(value, one.name)) for one in fields(value)})


def _field(name: str, value: object) -> object:
    if name == "notes" and isinstance(value, str):
        return "\n".join(map(plain, value.splitlines()))
    return cleaned(value)

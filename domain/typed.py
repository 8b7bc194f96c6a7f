"""What people type: texts without what a keyboard or a clipboard put there, and numbers in any digits."""

from __future__ import annotations

import re
import unicodedata

# Letters of Arabic keyboards in place of Persian ones; marks that turn the direction of what follows them.
_LETTERS = str.maketrans({"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9"})
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))
# Separators of thousands and of decimals on Persian keyboards.
_SEPARATORS = str.maketrans({"\u066c": ",", "\u060c": ",", "\u066b": "."})
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?")


def clean(text: str) -> str:
    """Return a typed text without control signs and empty lines, in Persian letters; line ends and ZWNJ stay."""
    lines = text.translate(_LETTERS).translate(_TURNS).splitlines()
    kept = ("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in line) for line in lines)
    return "\n".join(filter(None, (" ".join(line.split()) for line in kept)))


def number_of(text: str) -> float | None:
    """Read a number.

    Parameters
    ----------
    text : str
        Digits of any script, with or without separators of thousands; a blank may be one.

    Returns
    -------
    float or None
        None where it is no number, has a sign, or has its separators elsewhere than every three digits.
    """
    signs = (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    plain = " ".join("".join(signs).translate(_TURNS).translate(_SEPARATORS).split())
    return float(plain.replace(",", "").replace(" ", "")) if _NUMBER.fullmatch(plain) else None

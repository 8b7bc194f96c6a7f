"""Names of places, Persian and English, brought to one form in which different ways of writing are equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that transliterations mark and plain English writes with two, before the marks are taken off.
_MARKED = str.maketrans(
    {"š": "sh", "č": "ch", "ž": "zh", "ǧ": "gh", "ğ": "gh", "ġ": "gh", "ḡ": "gh", "ḵ": "kh", "ẖ": "kh"}
)
# Apostrophes stand for ain and hamza, which most people leave out.
_LEFT_OUT = dict.fromkeys(map(ord, "'’‘`´′ʿʾʼʻ\u0640ء"))
# What is left of Arabic letters when their marks are off (NFKD makes ۀ of ە, ئ of ي, أ of ا).
_PERSIAN = str.maketrans({"ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ڪ": "ک", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه"})

# Ways to write one sound in Latin letters. Each rule makes the text shorter or takes a letter that no rule brings
# back, so that they come to an end.
_LATIN = re.compile("[a-z]")
_SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("center", "centre"),
        ("x", "kh"),
        ("gh", "q"),
        ("dj", "j"),
        ("(?<!e)ee(?!e)", "i"),
        ("ow|ou", "o"),
        ("u", "o"),
        ("w", "v"),
        ("iy(?=[aeo])", "i"),
        ("(?<=[b-df-hj-np-tv-z])y(?=[aeo])", "i"),  # Shahryar, Shahriar
        ("a[iy]|ei", "ey"),  # Rey, Ray, Rei
        ("eh(?![aeio])", "e"),  # Qaleh, Ghale
        # A letter three times is no way to write it twice: kkkk is not k, with which many names begin.
        (r"([a-z])(?<!\1\1)\1(?!\1)", r"\1"),
    )
)

_KINDS = {
    "province": "استان province ostan",
    "county": "شهرستان county shahrestan",
    "district": "بخش district bakhsh",
    "rural_district": "دهستان dehestan",
    "city": "شهر city town shahr",
    "village": "روستا روستای village roosta roostaye",
}
# Parts of some names too (نسیم شهر, Eslam Shahr): left out where they stand before or, in English, after the name.
_BEFORE = ("city", "village")
_AFTER = frozenset({"city", "town", "village"})
# A joiner is no part of a name, but after the word for its kind it is written in place of a space.
_JOINED = re.compile("(?<!\\w)(استان|شهرستان|بخش|دهستان)\u200c+")
_EZAFE = frozenset({"e", "ye", "i", "yi", "ی"})
_FILLERS = frozenset({"of", "the"})


@lru_cache(maxsize=65536)
def one_spelling(text: str) -> str:
    """Return a word, or several without spaces, in one spelling of the sounds that Latin letters write in many ways.

    Parameters
    ----------
    text : str
        As `words` gives it; Persian letters and digits stay as they are.

    Returns
    -------
    str
        Not meant for eyes: `ghods` and `qods` are both `qods`, `robat karim` is `robatkarim`.
    """
    before = "" if _LATIN.search(text) else text
    while before != text:
        before = text
        for pattern, letters in _SPELLINGS:
            text = pattern.sub(letters, text)
    return text


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a name in plain letters.

    Parameters
    ----------
    text : str
        As written or typed, in Persian, English or both.

    Returns
    -------
    tuple of str
        Small letters without marks, one form of each Persian letter, digits 0 to 9; a zero-width non-joiner, an
        apostrophe and a tatweel are nothing, every other sign is a space; an ezafe that stands alone is left out.
    """
    text = _JOINED.sub(r"\1 ", text)
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text.translate(_LEFT_OUT)).casefold())
    spread = unicodedata.normalize("NFKD", plain.translate(_MARKED)).casefold().translate(_PERSIAN).translate(_LEFT_OUT)
    found = "".join(map(_letter, spread)).split()
    whole = [found[0]] + [word for word in found[1:] if word not in _EZAFE] if found else []
    # خانه‌ی and خانهٔ are one word.
    return tuple(re.sub("هی+$", "ه", word) for word in whole)


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    if unicodedata.category(character) in ("Mn", "Cf"):
        return ""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return character if character.isalnum() else " "


_KIND_OF = {one_spelling(word): kind for kind, known in _KINDS.items() for word in known.split()}


def _kind(word: str) -> str:
    return _KIND_OF.get(one_spelling(word), "")


def without_kind(found: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without those that say what it is (شهرستان, County, bakhsh-e); all if none is left."""
    kept = tuple(word for place, word in enumerate(found) if not _optional(found, place) and word not in _FILLERS)
    return kept or found


def _optional(found: tuple[str, ...], place: int) -> bool:
    word = found[place]
    if _kind(word) not in _BEFORE:
        return bool(_kind(word))
    before = all(_kind(one) or one in _FILLERS for one in found[:place])
    return before or (word in _AFTER and place == len(found) - 1)


def without_level(found: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without those for a level (شهرستان, County), but with شهر; all if none is left."""
    kept = tuple(word for word in found if _kind(word) in ("", *_BEFORE) and word not in _FILLERS)
    return kept or found


def kind_named(text: str) -> str:
    """Return what a query calls the place it names.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        `province`, `county`, `district`, `rural_district`, `city`, `village`, or nothing: the first that stands in
        the query beside a name.
    """
    return next(iter(kinds_named(text)), "")


def kinds_named(text: str) -> tuple[str, ...]:
    """Return all words for kinds of places beside a name.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of str
        As `kind_named` has them, in the order of the text; the شهر of نسیم شهر is a part of the name.
    """
    found = words(text)
    kinds = tuple(_kind(word) for place, word in enumerate(found) if _optional(found, place))
    return kinds if without_kind(found) != found else ()


_PARTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (r"(.+?)\s*\(([^()]+)\)", "([^,،]+)[,،]([^,،]+)", "([^/]+)/([^/]+)", r"(.+?)\s+of\s+(.+)")
)
_HOLDS_OTHERS = ("province", "county")


def split_place(text: str) -> tuple[str, str] | None:
    """Return the two parts of a name that says in which area a place lies.

    Parameters
    ----------
    text : str
        "Central (Damavand)", "Central, Damavand", "Damavand/Central", "Central District of Damavand County", or in
        Persian the name of the larger area behind the word for its kind.

    Returns
    -------
    tuple of str or None
        As they stand there; which of them is the larger area is not known.
    """
    for pattern in _PARTS:
        found = pattern.fullmatch(text.strip())
        if found:
            return found[1].strip(), found[2].strip()
    said = text.split()
    for at in range(1, len(said) - 1):
        if _kind(said[at]) in _HOLDS_OTHERS and not _LATIN.search(said[at]):
            return " ".join(said[:at]), " ".join(said[at:])
    return None


def normalise(text: str) -> str:
    """Return the form in which two ways of writing a place's name are equal.

    Parameters
    ----------
    text : str
        A name or a query in either language.

    Returns
    -------
    str
        Without spaces and without the words that say what kind of place it is. Not meant for eyes, and not a
        transliteration: Persian stays Persian.
    """
    return one_spelling("".join(without_kind(words(text))))

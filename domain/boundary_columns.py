"""Which columns of a boundary file hold codes, names, names of the area around, and the level of a feature."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass

from domain.admin import COUNTRY, LEVELS
from domain.place_names import words

# What OpenStreetMap calls the levels of Iran.
OSM_LEVELS = {1: 4, 2: 5, 3: 6}
_LEVEL_WORDS = {
    1: ("استان", "ostan", "province"),
    2: ("شهرستان", "shahrestan", "county"),
    3: ("بخش", "bakhsh", "district"),
    4: ("منطقه", "mantaghe", "municipaldistrict"),
}
_NAME_WORDS = ("", "name", "nam", "نام", "fa", "en", "namefa", "nameen", "fa_name", "نامفارسی", "نامانگلیسی")
_PLAIN_NAMES = frozenset(
    [
        "name",
        "namefa",
        "nameen",
        "nam",
        "fa",
        "en",
        "farsi",
        "persian",
        "english",
        "shapename",
        "title",
        "label",
        "نام",
        "نامفارسی",
        "نامانگلیسی",
        "عنوان",
    ]
)
_LEVEL_COLUMNS = frozenset(("adminlevel", "shapetype", "admlevel"))
_CODE_HINT = re.compile(r"code|pcod|کد|shapeiso")
_CODE = re.compile(rf"(?:{COUNTRY})?[0-9X]{{2,10}}")
_PERSIAN = re.compile("[\u0600-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")


def is_persian(text: str) -> bool:
    """Tell whether a text is written in Arabic letters."""
    return bool(_PERSIAN.search(text))


@dataclass(frozen=True)
class Columns:
    """Columns by what they hold.

    Attributes
    ----------
    codes, names, parents, levels : tuple of str
    """

    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    def names_of(self, row: Mapping[str, object]) -> list[str]:
        """Return the names of a feature as they are written."""
        return _texts(row, self.names)

    def parents_of(self, row: Mapping[str, object]) -> list[str]:
        """Return the names of the area around it."""
        return _texts(row, self.parents)

    def codes_of(self, row: Mapping[str, object], level: str) -> list[str]:
        """Return its codes as P-codes."""
        found = (code_of(row.get(column), level) for column in self.codes)
        return list(dict.fromkeys(filter(None, found)))

    def level_of(self, row: Mapping[str, object]) -> int | None:
        """Return the number that it has for its level; None where it has none."""
        for column in self.levels:
            digits = re.sub(r"\D", "", _plain(row.get(column)))
            if digits:
                return int(digits[:4])
        return None


def code_of(value: object, level: str) -> str:
    """Return a code as a P-code.

    Parameters
    ----------
    value : object
        A cell: text with any digits, or a number that may have lost its zeros.
    level : str

    Returns
    -------
    str
        Empty where the cell holds nothing; not checked against any table.
    """
    text = _plain(value).upper()
    if text.isdigit():
        return COUNTRY + text.zfill(2 * LEVELS[level])
    return COUNTRY + text if text[:1].isdigit() else text


def columns_of(
    rows: Sequence[Mapping[str, object]], level: str, codes: Container[str], known: Callable[[str], bool]
) -> Columns:
    """Find the columns.

    Parameters
    ----------
    rows : sequence of mapping
        All features.
    level : str
    codes : container of str
        P-codes of the level.
    known : callable
        Tells of a text whether it is the name of an area of the level.

    Returns
    -------
    Columns
        Columns that say by their own name that they hold names of this level, else general ones, else the one whose
        texts are names of the most areas.
    """
    every = list(dict.fromkeys(column for row in rows for column in row))
    keys = {column: "".join(words(column)) for column in every}
    number = LEVELS[level]
    coded = tuple(one for one in every if _holds_codes(rows, one, keys[one], level, codes))
    levels = tuple(one for one in every if keys[one] in _LEVEL_COLUMNS)
    of_level = {one: _level_named(keys[one]) for one in every if one not in coded}
    parents = tuple(one for one, found in of_level.items() if found == number - 1)
    own = [one for one, found in of_level.items() if found == number]
    plain = [one for one in of_level if keys[one] in _PLAIN_NAMES]
    rest = [one for one, found in of_level.items() if found is None and one not in plain and one not in levels]
    scores = {one: _score(rows, one, known) for one in (*own, *plain, *rest)}
    most = max(scores.values(), default=0)
    for group in (own, plain):
        # A column may be called by a name and hold that of the province.
        if any(2 * scores[one] >= most > 0 for one in group):
            return Columns(coded, tuple(group), parents, levels)
    best = max(rest, key=lambda one: scores[one], default=None)
    names = (best,) if best is not None and scores[best] else (*own, *plain)
    return Columns(coded, names, parents, levels)


def _level_named(key: str) -> int | None:
    """Return the level that the name of a column names, None for one that names none."""
    found = re.fullmatch(
        r"(?:adm|admin|nlname|name|varname)([0-4])(?:fa|fas|en|name|namefa|nameen|altname|ref|pcode)?", key
    )
    if found:
        return int(found[1])
    for number, known in _LEVEL_WORDS.items():
        if any(key in (word + name, name + word) for word in known for name in _NAME_WORDS):
            return number
    return None


def _holds_codes(
    rows: Sequence[Mapping[str, object]], column: str, key: str, level: str, codes: Container[str]
) -> bool:
    written = [text for row in rows if (text := _plain(row.get(column)).upper())]
    if not written or not all(_CODE.fullmatch(text) for text in written):
        return False
    hits = sum(code_of(text, level) in codes for text in written)
    sure = bool(_CODE_HINT.search(key)) or all(text.startswith(COUNTRY) for text in written)
    # Numbers of any kind may look like codes: most of them must be such.
    return hits > 0 and (sure or 2 * hits >= len(written))


def _score(rows: Sequence[Mapping[str, object]], column: str, known: Callable[[str], bool]) -> int:
    return len({text for row in rows for text in _texts(row, (column,)) if known(text)})


def _texts(row: Mapping[str, object], columns: Sequence[str]) -> list[str]:
    found = (str(value).strip() for column in columns if isinstance(value := row.get(column), str))
    return list(dict.fromkeys(text for text in found if _LETTER.search(text)))


def _plain(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None or isinstance(value, float) else "".join(words(str(value)))

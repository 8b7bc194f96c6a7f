"""Search for a place by its name: settlements, areas and facilities, in both languages, best first."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from domain.place_names import kind_named, normalise, one_spelling, without_kind, words
from domain.vocabulary import Vocabulary

LANGUAGES = ("fa", "en")
QUERY_LIMIT = 80  # characters; no name is longer
# How well a name answers a query; a near spelling adds its distance.
EXACT, FIRST_WORDS, START, WORD_START, WITHIN, ALL_WORDS, NEAR = range(7)
_KIND_ORDER = {"county": 0, "province": 1, "district": 2, "municipal_district": 3}
_SETTLEMENT, _FACILITY = 4, 5


@dataclass(frozen=True, slots=True)
class Place:
    """Something that has a name and stands somewhere.

    Attributes
    ----------
    id : str
        One for each place of an index, ASCII.
    kind : str
        `area`, `settlement` or `facility`.
    detail : str
        The level of an area, the kind of a settlement or facility.
    name_fa, name_en : str
    within : tuple of str
        P-codes of the areas around it, nearest first; an area's own code is not among them.
    lat, lon : float or None
        Degrees, WGS 84; None where an area has no centre.
    persons : float or None
        All residents of a settlement, where known.
    period : int or None
        Jalali year of `persons`.
    source_id : str
    """

    id: str
    kind: str
    detail: str
    name_fa: str
    name_en: str
    within: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    persons: float | None = None
    period: int | None = None
    source_id: str = ""

    def name(self, lang: str) -> str:
        """Return the name in one language."""
        return self.name_fa if lang == "fa" else self.name_en


@dataclass(frozen=True, slots=True)
class Found:
    """The best answers to a query, and how many more there are; `near` when no name is spelled like the query."""

    places: tuple[Place, ...]
    more: int = 0
    near: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a place: `heads` are its first words, `tails` what begins at each word; all without spaces."""

    place: int
    heads: tuple[str, ...]
    tails: tuple[str, ...]


@dataclass(frozen=True)
class PlaceIndex:
    """Places, ready to be searched. Made by `index_of`, never changed.

    Attributes
    ----------
    by_id : dict of str to Place
    absent : tuple of str
        Tables that the index does without, since the database lacks them.
    """

    by_id: dict[str, Place]
    _places: tuple[Place, ...] = field(repr=False)
    _names: tuple[_Name, ...] = field(repr=False)
    _order: dict[str, list[int]] = field(repr=False)
    _words: Vocabulary = field(repr=False)
    _written: Vocabulary = field(repr=False)
    _around: Vocabulary = field(repr=False)
    absent: tuple[str, ...] = ()

    def search(self, query: str, lang: str, limit: int = 8) -> Found:
        """Return the places that a query names, in whichever language it is written.

        Parameters
        ----------
        query : str
            As typed; what goes beyond `QUERY_LIMIT` characters is not read.
        lang : str
            `fa` or `en`: whose alphabet sorts what is equal otherwise.
        limit : int
            Places returned at the most.

        Returns
        -------
        Found
            By how well the name answers (whole name, first words, start, start of a word, part; then every word
            anywhere, a word of an area around it included; only when there is none of these, a near spelling),
            then by the kind that the query says (شهر ری), then county, district, settlement, facility, then by
            population, then by the alphabet. A single letter is no part of a name but where a word begins with it.
        """
        text = query[:QUERY_LIMIT]
        tokens = [one_spelling(word) for word in without_kind(words(text))]
        forms = {normalise(text), one_spelling("".join(words(text)))} - {""}
        found = self._by_name(forms) | {}
        for place in self._by_words(tokens, self._words.starting) if len(tokens) > 1 else ():
            found.setdefault(place, ALL_WORDS)
        near = not found
        if near:
            # A rule of spelling may make two slips of one: what was typed is held against what is written as well.
            found = self._near(tokens, forms | {"".join(without_kind(words(text))), "".join(words(text))})
        said, order = kind_named(text), self._order[lang]
        best = heapq.nsmallest(
            limit, found, key=lambda place: (found[place], not _is_a(self._places[place], said), order[place])
        )
        return Found(tuple(self._places[place] for place in best), len(found) - len(best), near and bool(best))

    def _by_name(self, forms: set[str]) -> dict[int, int]:
        found: dict[int, int] = {}
        for form in forms:
            for name in self._names:
                if form in name.tails[0] and (len(form) > 1 or any(tail[0] == form for tail in name.tails)):
                    grade = _grade(form, name)
                    if grade < found.get(name.place, NEAR):
                        found[name.place] = grade
        return found

    def _by_words(self, tokens: Sequence[str], like: Callable[[str], Iterable[str]]) -> set[int]:
        """Return the places that have a word like each token; words of areas around may help but not alone."""
        both: set[int] | None = None
        own: set[int] = set()
        for token in tokens:
            mine = self._words.places(like(token))
            own |= mine
            all_ = mine | self._around.places(self._around.starting(token))
            both = all_ if both is None else both & all_
        return (both or set()) & own

    def _near(self, tokens: Sequence[str], forms: set[str]) -> dict[int, int]:
        found: dict[int, int] = {}
        for form in forms:
            for vocabulary in (self._words, self._written):
                for distance, word in vocabulary.near(form):
                    for place in vocabulary.of[word]:
                        found[place] = min(NEAR + distance, found.get(place, NEAR + distance))
        if len(tokens) > 1:
            known = {
                token: [*self._words.starting(token)] or [one for _, one in self._words.near(token)] for token in tokens
            }
            for place in self._by_words(tokens, known.__getitem__):
                found.setdefault(place, NEAR + 3)
        return found


def _grade(form: str, name: _Name) -> int:
    whole = name.tails[0]
    if whole.startswith(form):
        return EXACT if whole == form else FIRST_WORDS if form in name.heads else START
    return WORD_START if any(tail.startswith(form) for tail in name.tails) else WITHIN


def _is_a(place: Place, said: str) -> bool:
    return place.detail == said


def index_of(places: Iterable[Place], collation: Callable[[str], str]) -> PlaceIndex:
    """Make places ready to be searched; done once for a data version.

    Parameters
    ----------
    places : iterable of Place
    collation : callable
        Name to a key that sorts as the language's alphabet does.

    Returns
    -------
    PlaceIndex

    Raises
    ------
    ValueError
        Two places have one id.
    """
    known = tuple(places)
    by_id = {place.id: place for place in known}
    if len(by_id) != len(known):
        raise ValueError(f"{len(known) - len(by_id)} places have the id of another")
    names = tuple(name for number, place in enumerate(known) for name in _names(number, place))
    order = {lang: _ranks(known, lang, collation) for lang in LANGUAGES}
    own = [(word, number) for number, place in enumerate(known) for word in _own_words(place)]
    around = [
        (word, number)
        for number, place in enumerate(known)
        for code in place.within
        if code in by_id
        for word in _own_words(by_id[code])
    ]
    written = [(word, number) for number, place in enumerate(known) for word in _as_written(place)]
    return PlaceIndex(by_id, known, names, order, Vocabulary(own), Vocabulary(written), Vocabulary(around))


def _names(number: int, place: Place) -> Iterator[_Name]:
    for text in dict.fromkeys((place.name_fa, place.name_en)):
        written = words(text)
        for parts in dict.fromkeys((without_kind(written), written)):
            starts = range(len(parts))
            tails = tuple(one_spelling("".join(parts[start:])) for start in starts)
            if tails:
                yield _Name(number, tuple(one_spelling("".join(parts[: end + 1])) for end in starts), tails)


def _as_written(place: Place) -> set[str]:
    """Return the words of both names, and areas and settlements as one word, as far as one spelling changes them."""
    found = {word for text in (place.name_fa, place.name_en) for word in words(text)}
    if place.kind != "facility":
        found |= {"".join(without_kind(words(text))) for text in (place.name_fa, place.name_en)}
    return {word for word in found if one_spelling(word) != word}


def _own_words(place: Place) -> set[str]:
    """Return the words of both names; names of areas and settlements also as one word each (Robatkarim)."""
    texts = (place.name_fa, place.name_en)
    whole = set() if place.kind == "facility" else {normalise(text) for text in texts}
    return (whole | {one_spelling(word) for text in texts for word in words(text)}) - {""}


def _ranks(places: Sequence[Place], lang: str, collation: Callable[[str], str]) -> list[int]:
    """Return the place of each among those that answer a query equally well."""

    def key(number: int) -> tuple[int, float, str, str]:
        place = places[number]
        kind = {"settlement": _SETTLEMENT, "facility": _FACILITY}.get(place.kind)
        name = re.sub(r"\d+", lambda digits: digits[0].zfill(6), " ".join(words(place.name(lang))))
        return (
            _KIND_ORDER.get(place.detail, 3) if kind is None else kind,
            -(place.persons or 0),
            collation(name),
            place.id,
        )

    ranks = [0] * len(places)
    for rank, number in enumerate(sorted(range(len(places)), key=key)):
        ranks[number] = rank
    return ranks

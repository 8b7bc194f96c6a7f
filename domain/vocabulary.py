"""The words of many names: found by their start, or by a spelling that is nearly theirs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import takewhile


class Vocabulary:
    """Words and the places that have them.

    Parameters
    ----------
    pairs : iterable of (str, int)
        Word, in one spelling, and the number of a place.

    Attributes
    ----------
    of : dict of str to set of int
    """

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        self.of: dict[str, set[int]] = {}
        for word, place in pairs:
            self.of.setdefault(word, set()).add(place)
        self._sorted = sorted(self.of)
        self._letters = [(word, set(word)) for word in self._sorted if not word.isdigit()]

    def places(self, known: Iterable[str]) -> set[int]:
        """Return the places that have any of these words."""
        return set().union(*(self.of.get(word, ()) for word in known))

    def starting(self, start: str) -> Iterator[str]:
        """Yield the words that start so; a number is only itself (2 is not 20)."""
        if start.isdigit():
            return iter([start] if start in self.of else [])
        first = bisect_left(self._sorted, start)
        return takewhile(
            lambda word: word.startswith(start), (self._sorted[i] for i in range(first, len(self._sorted)))
        )

    def near(self, word: str) -> list[tuple[int, str]]:
        """Return (distance, word) of the words that are a letter away, or two from a word of eight letters on."""
        limit = min(len(word) // 4, 2)
        letters = set(word)
        # A letter that one of the two lacks costs a step at least; most words fall here, at a tenth of the price.
        near = (
            (edit_distance(word, other, limit), other)
            for other, own in (self._letters if limit else ())
            if abs(len(other) - len(word)) <= limit and max(len(own - letters), len(letters - own)) <= limit
        )
        return [(distance, other) for distance, other in near if distance <= limit]


def edit_distance(one: str, other: str, limit: int) -> int:
    """Return how many letters must be put in, taken out, changed or swapped with the next.

    Parameters
    ----------
    one, other : str
    limit : int
        From here on the exact number is of no interest.

    Returns
    -------
    int
        The optimal string alignment distance, or `limit` + 1 when it is larger than `limit`.
    """
    earlier: list[int] = []
    before = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            step = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                step = min(step, earlier[j - 2] + 1)
            row.append(step)
        if min(row) > limit:
            return limit + 1
        earlier, before = before, row
    return min(before[-1], limit + 1)

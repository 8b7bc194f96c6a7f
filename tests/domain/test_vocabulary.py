"""Words by their start and by a spelling that is nearly theirs, against the definitions."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vocabulary import Vocabulary, edit_distance
from tests.toy import steady

WORDS = ("rey", "reyeh", "robat", "karim", "eslamshahr", "2", "22")
KNOWN = Vocabulary((word, number) for number, word in enumerate(WORDS))


def test_words_are_found_by_their_start_and_a_number_only_whole():
    assert list(KNOWN.starting("re")) == ["rey", "reyeh"]
    assert list(KNOWN.starting("2")) == ["2"]
    assert list(KNOWN.starting("3")) == list(KNOWN.starting("x")) == []
    assert KNOWN.places(["rey", "22", "x"]) == {0, 6}


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("rabat", [(1, "robat")]),
        ("rboat", [(1, "robat")]),
        ("rbt", []),  # three letters are too few to guess from
        ("eslmshar", [(2, "eslamshahr")]),
        ("robbbat", []),
        ("robat", [(0, "robat")]),
        ("222", []),
    ],
)
def test_near_words_are_a_letter_away_or_two_from_eight_letters_on(word, near):
    assert KNOWN.near(word) == near


@steady(200)
@given(st.lists(st.text("abc", min_size=1, max_size=9), unique=True, max_size=12), st.text("abc", max_size=9))
def test_near_words_are_all_that_a_plain_search_finds(words, asked):
    limit = min(len(asked) // 4, 2)
    expected = sorted((plain_distance(asked, word), word) for word in words if limit)
    found = Vocabulary((word, 0) for word in words).near(asked)
    assert sorted(found) == [one for one in expected if one[0] <= limit]


@steady(300)
@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_edit_distance_is_that_of_the_textbook(one, other):
    full = plain_distance(one, other)
    assert edit_distance(one, other, 9) == full == edit_distance(other, one, 9)
    assert edit_distance(one, other, 1) == min(full, 2)


@cache
def plain_distance(one, other):
    """Optimal string alignment, by its definition."""
    if not one or not other:
        return len(one) + len(other)
    steps = [
        plain_distance(one[:-1], other) + 1,
        plain_distance(one, other[:-1]) + 1,
        plain_distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        steps.append(plain_distance(one[:-2], other[:-2]) + 1)
    return min(steps)

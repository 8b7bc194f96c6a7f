"""Symbols: every kind and state has its own, with colours that go together, and without colour too."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from domain.facilities import KINDS, STATUSES
from geo.palette import BLUES, SPECIAL
from geo.symbols import LOOKS, MARKS, SHAPES, all_symbols, status_symbol, symbol
from tests.geo.colour_vision import contrast, lab

ALLOWED = {"#0b3754", "#ffffff", "#ffc740", "#d25a45", "#c3c6c3"}


def test_every_kind_and_state_has_a_symbol_and_no_two_are_alike():
    made = all_symbols()
    assert set(made) == {f"{kind}/{status}" for kind in KINDS for status in STATUSES}
    assert len(set(made.values())) == len(made)
    assert len({status_symbol(status) for status in STATUSES}) == len(STATUSES)


@pytest.mark.parametrize("svg", [*all_symbols().values(), *map(status_symbol, STATUSES)])
def test_symbol_is_well_formed_and_fetches_nothing(svg):
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own constants
    assert root.get("viewBox") == "0 0 20 20"
    assert "href" not in svg
    assert "url(" not in svg
    assert set(re.findall("#[0-9a-f]{6}", svg)) <= ALLOWED


def without_colour(svg):
    """A symbol as one who sees no colour has it: dark, middle or light."""
    return re.sub("#[0-9a-f]{6}", lambda found: str(round(lab(found[0])[0] / 40)), svg)


def test_kinds_and_states_are_told_apart_without_colour():
    for kind in KINDS:
        assert len({without_colour(symbol(kind, status)) for status in STATUSES}) == len(STATUSES), kind
    for one, other in combinations(KINDS, 2):
        assert (SHAPES[KINDS[one].sector], MARKS[one]) != (SHAPES[KINDS[other].sector], MARKS[other])


def test_red_and_green_of_the_palette_never_meet():
    text = "".join(all_symbols().values())
    assert "#d25a45" in text
    assert "#32c189" not in text
    assert "#32c189" not in (*BLUES, *(fill.colour for fill in SPECIAL.values()))


@pytest.mark.parametrize("status", STATUSES)
def test_mark_is_read_on_its_ground_and_symbol_on_every_fill(status):
    look = LOOKS[status]
    assert contrast(look.mark, look.ground) >= 4.5
    # The white rim separates from dark fills, the dark ground or rim from light ones.
    dark = look.ground if look.rim == "#ffffff" else look.rim
    for fill in (*BLUES, *(one.colour for one in SPECIAL.values())):
        assert max(contrast(dark, fill), contrast("#ffffff", fill)) >= 3


def test_states_differ_in_more_than_their_colours():
    looks = {(look.ground == look.rim, bool(look.dash), look.over, look.ground == "#ffffff") for look in LOOKS.values()}
    assert len(looks) == len(LOOKS)

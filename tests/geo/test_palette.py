"""Colours of the classes: order, direction, and whether people with any colour vision can tell them apart."""

from itertools import combinations, pairwise

import pytest

from geo.classification import Bin, Classes
from geo.palette import BLUES, SPECIAL, STEPS, ZERO, Fill, fills
from tests.geo.colour_vision import VISIONS, contrast, difference, lab, luminance

# CIE 1976 differences; 2.3 is just noticeable.
NEIGHBOURS = 15.0
SPECIAL_LOOKS = 10.0
WITH_PATTERN = 10.0  # the lightest blue beside the grey of `few`, which has dots as well

KINDS = ("zero", "few", "no_data")


def painted(ranges, *others, direction="lower_is_worse"):
    kinds = ["zero"] * ("zero" in others) + ["range"] * ranges + [kind for kind in others if kind != "zero"]
    return fills(Classes("quantiles", tuple(Bin(kind) for kind in kinds), ()), direction)


def test_the_measure_of_differences_is_that_of_the_literature():
    assert lab("#ffffff") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("#ff0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.01)
    assert contrast("#000000", "#ffffff") == pytest.approx(21, abs=0.001)
    for vision, matrix in VISIONS.items():
        assert matrix.sum(axis=1) == pytest.approx([1, 1, 1], abs=1e-5), vision  # greys stay grey
    assert difference("#b00000", "#4d4d00", "protanopia") < 0.4 * difference("#b00000", "#4d4d00")


@pytest.mark.parametrize("ranges", STEPS)
@pytest.mark.parametrize("direction", ["lower_is_worse", "higher_is_worse", "neither"])
def test_the_worse_end_is_the_darker_one(ranges, direction):
    light = [luminance(fill.colour) for fill in painted(ranges, direction=direction)]
    assert len(light) == ranges
    assert light == sorted(light, reverse=direction != "lower_is_worse")
    assert len(set(light)) == ranges


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("ranges", [number for number in STEPS if number > 1])
def test_neighbouring_classes_can_be_told_apart(ranges, vision):
    colours = [fill.colour for fill in painted(ranges)]
    assert min(difference(*pair, vision) for pair in pairwise(colours)) >= NEIGHBOURS
    assert min(difference(*pair, vision) for pair in combinations(colours, 2)) >= NEIGHBOURS
    lightness = [lab(colour, vision)[0] for colour in colours]
    assert lightness == sorted(lightness)  # printed in black and white the order still holds


@pytest.mark.parametrize("vision", VISIONS)
def test_zero_few_and_no_data_can_be_told_from_the_classes_and_from_each_other(vision):
    for kind, look in SPECIAL.items():
        nearest = min(difference(look.colour, blue, vision) for blue in BLUES)
        assert nearest >= (WITH_PATTERN if kind == "few" else SPECIAL_LOOKS), (kind, vision)
    for one, other in combinations(SPECIAL.values(), 2):
        assert difference(one.colour, other.colour, vision) >= SPECIAL_LOOKS


def test_zero_stands_out_from_everything():
    others = [*BLUES, SPECIAL["few"].colour, SPECIAL["no_data"].colour]
    assert min(difference(ZERO, colour, vision) for colour in others for vision in VISIONS) >= 2 * NEIGHBOURS


def test_each_special_look_has_a_pattern_of_its_own_and_no_class_has_one():
    patterns = [SPECIAL[kind].pattern for kind in KINDS]
    assert set(SPECIAL) == set(KINDS)
    assert all(patterns)
    assert len(set(patterns)) == 3
    assert {fill.pattern for fill in painted(5)} == {""}


def test_the_ends_of_the_scale_differ_as_text_must_from_its_ground():
    assert contrast(BLUES[0], BLUES[-1]) >= 4.5


@pytest.mark.parametrize("ranges", STEPS)
def test_every_bin_has_its_fill_in_the_order_of_the_legend(ranges):
    looks = painted(ranges, *KINDS)
    assert looks[0] == SPECIAL["zero"]
    assert looks[1:-2] == painted(ranges)
    assert looks[-2:] == (SPECIAL["few"], SPECIAL["no_data"])
    assert all(isinstance(look, Fill) and len(look.colour) == 7 for look in looks)

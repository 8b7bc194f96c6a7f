"""Colours: UNHCR's blues for the scale, one accent for zero, greys for what has no value."""

from __future__ import annotations

from dataclasses import dataclass

from geo.classification import Classes

BLUES = ("#cde3f1", "#8fc1e1", "#4f9ed0", "#0072bc", "#05568b", "#0b3754")
STEPS: dict[int, tuple[int, ...]] = {0: (), 1: (2,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 2, 3, 5), 5: (0, 1, 2, 3, 5)}
ZERO = "#ffc740"
GREY = "#c3c6c3"


@dataclass(frozen=True)
class Fill:
    """A colour and, for those who cannot tell colours apart, a pattern: '', 'rings', 'dots' or 'hatch'."""

    colour: str
    pattern: str = ""


SPECIAL = {"zero": Fill(ZERO, "rings"), "few": Fill(GREY, "dots"), "no_data": Fill("#ffffff", "hatch")}


def fills(classes: Classes, direction: str) -> tuple[Fill, ...]:
    """Return the fill of each bin.

    Parameters
    ----------
    classes : Classes
    direction : {'lower_is_worse', 'higher_is_worse', 'neither'}
        The worse end is the darker one; with no worse end more is darker.

    Returns
    -------
    tuple of Fill
        As many as there are bins.
    """
    ranges = sum(one.kind == "range" for one in classes.bins)
    blues = [Fill(BLUES[step]) for step in STEPS[ranges]]
    if direction == "lower_is_worse":
        blues.reverse()
    shades = iter(blues)
    return tuple(next(shades) if one.kind == "range" else SPECIAL[one.kind] for one in classes.bins)

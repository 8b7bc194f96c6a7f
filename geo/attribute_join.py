"""Boundaries and figures meet by P-code, one to one, and what does not match is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Join:
    """What a join by P-code found.

    Attributes
    ----------
    matched : tuple of str
        Codes with a boundary and figures.
    without_boundary : tuple of str
        Codes with figures that cannot be drawn.
    without_figures : tuple of str
        Codes with a boundary that the frame does not know.
    """

    matched: tuple[str, ...]
    without_boundary: tuple[str, ...]
    without_figures: tuple[str, ...]


def join_codes(boundaries: Iterable[str], figures: Iterable[str]) -> Join:
    """Match P-codes.

    Parameters
    ----------
    boundaries : iterable of str
        Codes that have a geometry, the left side.
    figures : iterable of str
        Codes of the frame.

    Returns
    -------
    Join
        Sorted by P-code.

    Raises
    ------
    ValueError
        A code stands twice on one side; the message names it.
    """
    left, right = _unique("boundaries", boundaries), _unique("figures", figures)
    return Join(tuple(sorted(left & right)), tuple(sorted(right - left)), tuple(sorted(left - right)))


def _unique(side: str, codes: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise ValueError(f"{side}: {code} stands twice")
        seen.add(code)
    return seen

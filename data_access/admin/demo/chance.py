"""Chance without a generator: every draw is the hash of its own address, so no draw depends on another."""

from collections.abc import Sequence
from hashlib import blake2b

KEY = b"hamgam demonstration data, 1404"


def draw(*address: object) -> float:
    """Return a number in [0, 1), the same for the same address on every machine."""
    text = "|".join(map(str, address)).encode()
    return int.from_bytes(blake2b(text, key=KEY, digest_size=6).digest(), "big") / 2**48


def between(low: float, high: float, *address: object) -> float:
    """Return a number in [low, high) drawn from the address."""
    return low + (high - low) * draw(*address)


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Share a whole number out by whole weights so that the parts sum to it exactly (largest remainder).

    Parameters
    ----------
    total : int
        What is shared out; not negative.
    weights : sequence of int
        Not negative, not all zero unless `total` is zero. A weight of zero gets nothing.

    Returns
    -------
    list of int
        One part per weight; ties go to the first.
    """
    whole = sum(weights)
    if whole == 0:
        if total:
            raise ValueError(f"cannot share {total} out: all weights are zero")
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    remainders = [total * weight % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda position: (-remainders[position], position))
    for position in order[: total - sum(parts)]:
        parts[position] += 1
    return parts

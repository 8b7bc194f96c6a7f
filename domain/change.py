"""What changed between two years: how much of it capacity did, and how much the people whom it is for."""

from __future__ import annotations

from dataclasses import dataclass


def rounded_difference(before: float, after: float, decimals: int = 0) -> float:
    """Subtract two figures as they stand on a page.

    Parameters
    ----------
    before, after : float
    decimals : int
        Places kept.

    Returns
    -------
    float
        The difference of the rounded figures, so that a reader who subtracts finds no error.
    """
    return round(round(after, decimals) - round(before, decimals), decimals)


@dataclass(frozen=True)
class Change:
    """A figure in two years and the two parts of its change, all in the figure's unit.

    Attributes
    ----------
    before, after : float
        The figure in the earlier and in the later year.
    by_capacity : float
        The part that is due to other capacity.
    by_people : float
        The part that is due to another number, or another distribution, of people. Neither sign of it is good or bad.
    """

    before: float
    after: float
    by_capacity: float
    by_people: float

    @property
    def whole(self) -> float:
        """The whole change: after - before."""
        return self.after - self.before

    def rounded(self, decimals: int = 0) -> Change:
        """Return the change in rounded figures that still add up.

        Parameters
        ----------
        decimals : int
            Places kept.

        Returns
        -------
        Change
            The whole is the difference of the rounded figures, the smaller part is rounded, and the larger one is the
            rest, so that a reader who adds or subtracts what stands on the page finds no error.
        """
        before, after = round(self.before, decimals), round(self.after, decimals)
        whole = rounded_difference(self.before, self.after, decimals)
        if abs(self.by_capacity) < abs(self.by_people):
            capacity = round(self.by_capacity, decimals)
            return Change(before, after, capacity, round(whole - capacity, decimals))
        people = round(self.by_people, decimals)
        return Change(before, after, round(whole - people, decimals), people)


def split(before: float, other_capacity: float, other_people: float, after: float) -> Change:
    """Split the change of a figure f(capacity, people) into its two parts.

    Each part is the mean of what it does as the first and as the second of the two changes, so that neither order is
    preferred and the parts sum to the whole, whatever f is: with C, P in the earlier and C', P' in the later year,
    ``by_capacity = 1/2 [f(C', P) - f(C, P) + f(C', P') - f(C, P')]`` and
    ``by_people = 1/2 [f(C, P') - f(C, P) + f(C', P') - f(C', P)]``.

    Parameters
    ----------
    before : float
        f(C, P), the figure of the earlier year.
    other_capacity : float
        f(C', P), the later year's capacity for the earlier year's people.
    other_people : float
        f(C, P'), the earlier year's capacity for the later year's people.
    after : float
        f(C', P'), the figure of the later year.

    Returns
    -------
    Change

    Source
    ------
    Shapley (1953), A value for n-person games; for changes of a figure with two causes: Shorrocks (2013),
    Decomposition procedures for distributional analysis, Journal of Economic Inequality 11.
    """
    by_capacity = ((other_capacity - before) + (after - other_people)) / 2
    by_people = ((other_people - before) + (after - other_capacity)) / 2
    return Change(before, after, by_capacity, by_people)

"""A chart as data: finished texts and numbers, for the page, for pictures, for slides and for the table beside it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Kind = Literal["bars", "stacked", "trend", "dots", "scatter"]
BLUE, DARK, PALE, ACCENT, GREY = "#0072bc", "#0b3754", "#8fc1e1", "#ffc740", "#7b8794"
# What is not to be compared with the others.
APART = "#d5dbe1"
INK, GRID, LINE = "#12202b", "#e4e9ee", "#d25a45"
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
# How far dots that lie close together are lifted, of the distance between two rows.
LIFTS = (0.0, 0.16, -0.16, 0.3, -0.3)


@dataclass(frozen=True)
class Series:
    """One row of values.

    Attributes
    ----------
    name : str
        In the language of the chart.
    values : tuple of float or None
        One for each category; None where there is no figure, which `texts` then says.
    texts : tuple of str
        The values as a reader sees them, in the same order.
    colour : str
        Hexadecimal.
    x : tuple of float or None
        Of a scatter plot: the other value of each point.
    x_texts : tuple of str
        Of a scatter plot.
    colours : tuple of str
        Of single points or bars where they differ; else empty.
    area : tuple of (str, str), optional
        P-code and name where each series is of its own area.
    years : tuple of int or None
        Jalali, where each series is of its own years; None where a figure is of no year.
    sources, marks : tuple of str
        Who published, and 'Demonstration data' or nothing, where it is not the same for all series. Of these three each
        holds one for all values or one for each; empty where `Of` says it.
    notes, x_notes : tuple of str
        What is to be known of each value beside its text; for files.
    """

    name: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    colour: str = BLUE
    x: tuple[float | None, ...] = ()
    x_texts: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    area: tuple[str, str] | None = None
    years: tuple[int | None, ...] = ()
    sources: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    x_notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Of:
    """Of what the figures of a chart are, for its files; each tuple holds one for all categories or one for each.

    Attributes
    ----------
    page, scope : str
        Whose chart it is, and of which areas, in ASCII.
    areas : tuple of (str, str)
        P-codes and names.
    years : tuple of int
        Jalali.
    unit, x_unit : str
        Of the values; of a scatter plot's other values.
    sources, marks : tuple of str
        Who published, and 'Demonstration data' where that is so.
    as_of : str
        ISO 8601.
    is_told : bool
        Whether areas or years say all that the categories do.
    """

    page: str = ""
    scope: str = ""
    areas: tuple[tuple[str, str], ...] = ()
    years: tuple[int, ...] = ()
    unit: str = ""
    x_unit: str = ""
    sources: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    as_of: str = ""
    is_told: bool = False


@dataclass(frozen=True)
class Mark:
    """A line across a chart at a value (benchmark, standard) or, in a trend, at a category (a break), with its text."""

    at: float
    text: str


@dataclass(frozen=True)
class Axis:
    """An axis of values: its name with the unit, and the ticks with their texts."""

    name: str
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Chart:
    """A chart.

    Attributes
    ----------
    kind : {'bars', 'stacked', 'trend', 'dots', 'scatter'}
        `bars` lie, one for each category and series; `stacked` bars lie end to end; a `trend` has categories in time;
        `dots` stand on one line by their value, each a category (an area); a `scatter` has two axes of values.
    title, subtitle : str
        The finding as a sentence; measure, groups, year, standard.
    categories : tuple of str
        Names of bars, years or areas.
    series : tuple of Series
    axis : Axis
        Of the values.
    x_axis : Axis or None
        Of a scatter plot.
    marks : tuple of Mark
        Lines at values.
    breaks : tuple of Mark
        Of a trend: lines before the category with this number, where a source or a definition changed.
    codes : tuple of str
        P-codes of the categories where they are areas.
    category_name : str
        Head of the table's first column.
    series_name : str
        What tells several series apart.
    keys : tuple of (str, str)
        Colours of single points or bars with what each means.
    labelled : tuple of int
        Categories whose names stand at their points.
    foot : str
        Sources, reference period, as-of date.
    mark : str
        'Demonstration data' where that is so.
    is_rtl : bool
    of : Of
    """

    kind: Kind
    title: str
    subtitle: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: Axis
    x_axis: Axis | None = None
    marks: tuple[Mark, ...] = ()
    breaks: tuple[Mark, ...] = ()
    codes: tuple[str, ...] = ()
    category_name: str = ""
    series_name: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    labelled: tuple[int, ...] = ()
    foot: str = ""
    mark: str = ""
    is_rtl: bool = True
    of: Of = Of()

    @property
    def is_empty(self) -> bool:
        """Whether no series has a value."""
        return all(value is None for one in self.series for value in one.values)

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Return heads and rows of the table that says the same as the chart."""
        heads, columns = [self.category_name], [list(self.categories)]
        for one in self.series:
            if one.x_texts and self.x_axis is not None:
                heads.append(self.x_axis.name)
                columns.append(list(one.x_texts))
            heads.append(one.name)
            columns.append(list(one.texts))
        return heads, [list(row) for row in zip(*columns, strict=True)]


def ticks(largest: float, count: int = 5, smallest: float = 0.0) -> tuple[float, ...]:
    """Return round values for an axis from 0, or from below a negative `smallest`, up to one not below `largest`.

    Parameters
    ----------
    largest : float
        The largest value of the chart, in its own unit.
    count : int
        About how many steps.
    smallest : float
        The smallest value; above 0 the axis still begins at 0.

    Returns
    -------
    tuple of float
        At least two.
    """
    low, high = min(smallest, 0.0), max(largest, 0.0)
    span = high - low or 1.0
    power = 10.0 ** math.floor(math.log10(span / count))
    step = next(one * power for one in STEPS if one * power * count >= span * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), max(math.ceil(high / step - 1e-9), 1)
    return tuple(float(f"{number * step:.12g}") for number in range(first, last + 1))


def lifts(values: tuple[float | None, ...]) -> list[float]:
    """Return how far each dot of a row is lifted, so that none hides another that lies close to it.

    Parameters
    ----------
    values : tuple of float or None

    Returns
    -------
    list of float
        In the same order; parts of the distance between two rows.
    """
    known = sorted((value, place) for place, value in enumerate(values) if value is not None)
    near = (known[-1][0] - known[0][0]) / 60 if known else 0.0
    up, last, lifted = [0.0] * len(values), -math.inf, 0
    for value, place in known:
        lifted = lifted + 1 if value - last < near else 0
        up[place] = LIFTS[lifted % len(LIFTS)]
        last = value
    return up

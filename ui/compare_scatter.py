"""The scatter plot of two indicators: a point an area, in the colours of the map."""

from __future__ import annotations

import numpy as np

from briefing import axes, columns
from briefing.chart import Chart, Of, Series
from domain.frames import ReleaseFrame, records
from geo.bivariate import Bivariate
from ui import chart_file, compare_legend, loaders
from ui.compare_values import values_of, worse
from ui.sides import measured
from wording import i18n, provenance, words
from wording.gap_words import said
from wording.i18n import _


def scatter(found: Bivariate, first: ReleaseFrame, other: ReleaseFrame) -> Chart:
    """Return the chart; points without one of the two figures are told, not drawn."""
    entries = (first.selection.entry, other.selection.entry)
    codes = list(first.data["pcode"])
    names = [str(name) for name in first.data[f"name_{i18n.language()}"]]
    corner = (worse(entries[1]), worse(entries[0]))
    labelled = [place for place, code in enumerate(codes) if code in first.selection.areas]
    labelled += [place for place, cell in enumerate(found.cells) if cell == corner and place not in labelled]
    x, x_texts, x_notes = _points(first)
    y, texts, notes = _points(other)
    series = Series(
        axes.indicator_name(entries[1]),
        y,
        texts,
        x=x,
        x_texts=x_texts,
        colours=tuple(found.fill(place).colour for place in range(len(codes))),
        notes=notes,
        x_notes=x_notes,
    )
    reference = loaders.reference()
    mark = provenance.demonstration_mark(first, other)
    # Of the points that are drawn: an area may have one figure without the other.
    drawn = [place for place, cell in enumerate(found.cells) if cell is not None]
    return Chart(
        "scatter",
        _("Each point is one {area}").format(area=words.areas(1, first.selection.level == "county")),
        _about(first, other),
        tuple(names),
        (series,),
        axes.of_indicator(entries[1], [y[place] for place in drawn]),
        x_axis=axes.of_indicator(entries[0], [x[place] for place in drawn]),
        codes=tuple(codes),
        category_name=_("Area"),
        keys=compare_legend.keys(found, entries),
        labelled=tuple(labelled[:8]),
        foot=provenance.sources_line(provenance.ids_of(first, other), reference, loaders.today()),
        mark=mark,
        is_rtl=i18n.direction() == "rtl",
        of=Of(
            page="compare",
            scope=first.selection.area,
            areas=tuple(zip(codes, names, strict=True)),
            years=(first.selection.period,),
            unit=columns.value_unit(entries[1]),
            x_unit=columns.value_unit(entries[0]),
            sources=(provenance.publishers(provenance.ids_of(first, other), reference),),
            marks=(mark,),
            as_of=loaders.today().isoformat(),
            is_told=True,
        ),
    )


def _points(frame: ReleaseFrame) -> tuple[tuple[float | None, ...], tuple[str, ...], tuple[str, ...]]:
    """Return of each row the value that may be compared, its text, and what is to be known of it."""
    rows = records(frame.data)
    texts = tuple(said(frame.selection.entry, row) for row in rows)
    values = tuple(None if np.isnan(value) else float(value) for value in values_of(frame))
    return values, texts, chart_file.notes(rows, texts)


def _about(first: ReleaseFrame, other: ReleaseFrame) -> str:
    """Say where, of what and of when the points are; what holds for both measures is told once."""
    area = first.selection.area
    place = str(loaders.reference().areas[f"name_{i18n.language()}"].get(area, area))
    parts = [place, *measured(first).split(" · "), *measured(other).split(" · "), _("the colours are those of the map")]
    return " · ".join(dict.fromkeys(parts))

"""The chart of the area profile: people by sex and age band."""

from __future__ import annotations

from typing import Any

from briefing.chart import BLUE, DARK, Axis, Chart, Of, Series, ticks
from domain.frames import records
from domain.indicators import AGE_BANDS
from domain.persons import BAND_YEARS
from ui import loaders
from ui.area_facts import Facts, total
from wording import formats, i18n, provenance, words
from wording.i18n import _, ngettext

ROOM = 1.15


def people(facts: Facts) -> Chart:
    """Return the bars; the title says how many people, the categories how wide each band is."""
    chosen = facts.people[facts.people["groups"] == ",".join(facts.selection.groups)]
    known = {(row["sex"], row["age_band"]): row for row in records(chosen)}
    sexes = {"f": (_("women and girls"), BLUE), "m": (_("men and boys"), DARK)}
    series = tuple(
        Series(
            name,
            tuple(_value(known[sex, band]) for band in AGE_BANDS),
            tuple(text(known[sex, band]) for band in AGE_BANDS),
            colour,
        )
        for sex, (name, colour) in sexes.items()
    )
    rows = records(chosen)
    period = " – ".join(dict.fromkeys(formats.period_span(row["reference_period"]) for row in rows[:1]))
    mark = provenance.mark(any(row["is_demonstration"] for row in rows))
    wide = _("age bands of unequal width: the years of each stand beside it")
    return Chart(
        "bars",
        _title(facts),
        " · ".join([facts.name, words.groups(facts.selection.groups), period, wide]),
        tuple(band_name(band) for band in AGE_BANDS),
        series,
        _axis([value for one in series for value in one.values if value is not None]),
        category_name=_("Age"),
        series_name=_("Sex"),
        foot=provenance.sources_line(rows[0]["source_ids"].split(";"), facts.reference, loaders.today()),
        mark=mark,
        is_rtl=i18n.direction() == "rtl",
        of=Of(
            page="area",
            scope=facts.code,
            areas=((facts.code, facts.name),),
            years=(facts.selection.period,),
            unit=_("people"),
            sources=(provenance.publishers(rows[0]["source_ids"].split(";"), facts.reference),),
            marks=(mark,),
            as_of=loaders.today().isoformat(),
        ),
    )


def _axis(values: list[float]) -> Axis:
    """Return few ticks, and room for the figure behind the end of the longest bar."""
    at = ticks(ROOM * max(values, default=1.0), count=3)
    return Axis(_("people"), tuple((value, formats.number(value)) for value in at))


def _title(facts: Facts) -> str:
    groups = facts.selection.groups
    everyone, women = total(facts.people, groups), total(facts.people, groups, "f")
    if everyone["status"] != "ok":
        return _("Fewer than 10 people") if everyone["status"] == "few" else _("How many people there are is not known")
    amount = formats.number(float(f"{everyone['persons']:.3g}"))
    if women["status"] != "ok":
        return _("{amount} people").format(amount=amount)
    share = formats.percent(100 * women["persons"] / everyone["persons"])
    return _("{amount} people, {share} of them women and girls").format(amount=amount, share=share)


def _value(row: dict[str, Any]) -> float | None:
    return float(row["persons"]) if row["status"] == "ok" else None


def text(row: dict[str, Any]) -> str:
    """Write a number of people, or why there is none."""
    if row["status"] == "ok":
        return formats.number(row["persons"])
    return _("fewer than 10 people") if row["status"] == "few" else _("no data")


def band_name(band: str) -> str:
    """Name an age band and say how many years of life it holds."""
    years = BAND_YEARS[band]
    if years is None:
        return _("{age} and over (open)").format(age=formats.number(int(band.rstrip("+"))))
    first, last = (formats.number(int(one)) for one in band.split("-"))
    wide = ngettext("{count} year", "{count} years", years).format(count=formats.number(years))
    return _("{first} to {last} ({wide})").format(first=first, last=last, wide=wide)

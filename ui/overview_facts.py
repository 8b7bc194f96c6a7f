"""The headline figures: value, unit, change of capacity and of people, what to compare with, and the date."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Any

from domain.change import Change
from domain.commitments import Tally
from domain.frames import ReleaseFrame, records
from domain.indicators import FOREIGN_GROUPS
from measures.reference import Reference
from ui import loaders, onward, page_loaders
from wording import amounts, formats, provenance, words
from wording.i18n import _, ngettext
from wording.provenance import Beside


@dataclass(frozen=True)
class Figure:
    """One number: itself, its unit, how it changed, and where the mark of its definition belongs, as HTML."""

    value: str
    unit: str
    change: str = ""
    about: str = ""


@dataclass(frozen=True)
class Fact:
    """A headline.

    Attributes
    ----------
    name : str
    figures : tuple of Figure
        The first one is the headline's own.
    lines : tuple of str
        What explains them.
    beside : tuple of Beside
        What to compare with, and the head of that list.
    beside_name : str
    beside_about : str
        Where the mark of the definition of these belongs, as HTML.
    dated : str
        The period or day that the figures are of.
    is_demonstration : bool
    """

    name: str
    figures: tuple[Figure, ...]
    lines: tuple[str, ...]
    beside: tuple[Beside, ...]
    beside_name: str
    dated: str
    is_demonstration: bool
    beside_about: str = ""


def facts(frames: Mapping[str, ReleaseFrame], reference: Reference, as_of: date) -> tuple[Fact, ...]:
    """Return the five headlines in the order of the page."""
    return (
        _people(frames["people"], frames["national"], reference),
        _seats(frames["seats"], reference),
        _health(frames["posts"], frames["houses"], reference),
        _places(frames["places"], reference),
        _commitments(tally_now(as_of), page_loaders.tally(year_before(as_of))),
    )


def tally_now(as_of: date) -> Tally | None:
    """Return how the commitments stand on the as-of date."""
    return page_loaders.tally(as_of)


def year_before(day: date) -> date:
    """Return the day a year earlier."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def _row(frame: ReleaseFrame) -> dict[str, Any]:
    """The province's own row."""
    return records(frame.context)[0]


def _figure(frame: ReleaseFrame, column: str, unit: str, decimals: int = 0) -> Figure:
    row = _row(frame)
    if row["status"] != "ok":
        return Figure(words.no_figure(row), words.reason(row["note"]), about=_about(frame))
    return Figure(formats.number(row[column], decimals), unit, _changed(frame, column, decimals), _about(frame))


def _about(frame: ReleaseFrame) -> str:
    return onward.later(frame.selection.indicator)


def _change(frame: ReleaseFrame, column: str) -> tuple[int, Change | None] | None:
    since = page_loaders.since(frame.selection)
    return None if since is None else (since.period, since.changes.get(column))


def _changed(frame: ReleaseFrame, column: str, decimals: int) -> str:
    """Say the change and its two parts; no word and no colour says that a part is good."""
    found = _change(frame, column)
    if found is None:
        return _("no earlier year to compare with")
    year, change = formats.period(found[0]), found[1]
    if change is None:
        return _("not comparable with {year}").format(year=year)
    shown = change.rounded(decimals)

    if shown.whole == 0 and shown.by_capacity == 0:
        return _("as in {year}").format(year=year)
    return _("{whole} since {year}: {capacity} by change of capacity, {people} by change of people").format(
        whole=formats.signed(shown.whole, decimals),
        year=year,
        capacity=formats.signed(shown.by_capacity, decimals),
        people=formats.signed(shown.by_people, decimals),
    )


def _population_changed(frame: ReleaseFrame) -> str:
    """Name a change of population neutrally: it has no part that capacity could have done."""
    found = _change(frame, "foreign_persons")
    if found is None:
        return _("no earlier year to compare with")
    year, change = formats.period(found[0]), found[1]
    if change is None or not change.before:
        return _("not comparable with {year}").format(year=year)
    share = 100.0 * change.whole / change.before
    text = (
        _("population {percent} higher than in {year}") if share > 0 else _("population {percent} lower than in {year}")
    )
    if round(share, 1) == 0:
        text = _("population as in {year}")
    return text.format(percent=formats.figure(abs(share), "share_pct"), year=year)


def _fact(name: str, frame: ReleaseFrame, figures: tuple[Figure, ...], lines: list[str], beside: list[Beside]) -> Fact:
    row = _row(frame)
    dated = formats.period_span(row["reference_period"]) if row["reference_period"] else formats.period(row["period"])
    kept = tuple(line for line in lines if line)
    return Fact(name, figures, kept, tuple(beside), _("To compare with"), dated, bool(row["is_demonstration"]))


def _people(people: ReleaseFrame, national: ReleaseFrame, reference: Reference) -> Fact:
    row, share = _row(people), _row(national)
    name = words.groups(FOREIGN_GROUPS)
    lines = []
    if row["status"] == "ok":
        lines.append(_("{share} of all residents").format(share=formats.figure(row["value"], "share_pct")))
    if share["status"] == "ok":
        told = _("{share} of the country's {people} ({part} of {whole})")
        lines.append(
            told.format(
                share=formats.figure(share["value"], "share_pct"),
                people=words.groups(words.groups_told(national.context)),
                part=formats.number(share["foreign_persons"]),
                whole=formats.number(share["national_persons"]),
            )
        )
    figure = _figure(people, "foreign_persons", _("people"))
    if row["status"] == "ok":
        figure = replace(figure, change=_population_changed(people))
    published = provenance.published(national, reference, say_none=False)
    made = _fact(name[:1].upper() + name[1:], people, (figure,), lines, published)
    marked = made.is_demonstration or bool(share["is_demonstration"])
    name = _("Share of the country's foreign nationals, by other sources")
    return replace(made, beside_name=name, is_demonstration=marked, beside_about=_about(national))


def _seats(frame: ReleaseFrame, reference: Reference) -> Fact:
    row = _row(frame)
    lines = []
    if row["status"] == "ok":
        lines = [
            _("{rooms}; {coverage} of need is covered").format(
                rooms=amounts.classrooms(formats.number(row["classrooms_short"])),
                coverage=formats.figure(row["coverage_pct"], "coverage_pct"),
            ),
            "" if math.isnan(row["remaining_shortage"]) else _remaining(row["remaining_shortage"]),
            words.reason(row["note"]),
        ]
    figures = (_figure(frame, "shortage", _("school seats short")),)
    return _fact(
        words.sector("education"), frame, figures, lines, [_standard(frame, reference), *_published(frame, reference)]
    )


def _health(posts: ReleaseFrame, houses: ReleaseFrame, reference: Reference) -> Fact:
    figures = (
        _figure(posts, "units_short", _("health posts short")),
        _figure(houses, "persons_per_unit", _("rural people per health house")),
    )
    beside = [_standard(posts, reference), *_published(houses, reference)]
    return _fact(words.sector("health"), posts, figures, [words.reason(_row(posts)["note"])], beside)


def _places(frame: ReleaseFrame, reference: Reference) -> Fact:
    row = _row(frame)
    lines = []
    if row["status"] == "ok":
        places = formats.number(row["capacity"])
        text = ngettext(
            "{places} place a year for {people} people aged 15 to 64",
            "{places} places a year for {people} people aged 15 to 64",
            amounts.form(places),
        )
        lines = [
            text.format(places=places, people=formats.number(row["demand_persons"])),
            words.reason(row["note"]),
        ]
    figures = (_figure(frame, "value", _("training places per 1,000 working-age people"), 2),)
    return _fact(words.sector("livelihoods"), frame, figures, lines, _published(frame, reference))


def _standard(frame: ReleaseFrame, reference: Reference) -> Beside:
    selection = frame.selection
    value = reference.options.standards.get(selection.indicator, {}).get(selection.standard or "")
    return Beside(_("Standard"), words.standard(selection.entry, value) or _("none"))


def _published(frame: ReleaseFrame, reference: Reference) -> list[Beside]:
    return provenance.published(frame, reference)


def _remaining(amount: float) -> str:
    shown = formats.number(amount)
    text = ngettext("{amount} remains after commitments", "{amount} remain after commitments", amounts.form(shown))
    return text.format(amount=shown)


def _commitments(now: Tally | None, then: Tally | None) -> Fact:
    if now is None or then is None:
        said = _("The commitments of partners could not be read.")
        return Fact(_("Commitments"), (), (said,), (), "", formats.day(loaders.today()), False)
    made = ngettext("delivered of {count} made", "delivered of {count} made", now.made)
    before = _("a year earlier {delivered} delivered, {late} late").format(
        delivered=formats.number(then.delivered), late=formats.number(then.late)
    )
    figures = (
        Figure(
            formats.number(now.delivered),
            made.format(count=formats.number(now.made)),
            before if then.made else _("a year earlier there were no commitments"),
        ),
        Figure(formats.number(now.late), _("late: due and not delivered")),
    )
    others = _("{proposed} proposed and {cancelled} cancelled ones are not counted").format(
        proposed=formats.number(now.proposed), cancelled=formats.number(now.cancelled)
    )
    due = ngettext("{count} commitment fell due by then", "{count} commitments fell due by then", now.due)
    beside = (Beside(_("Due"), due.format(count=formats.number(now.due))),)
    marked = loaders.version().carries_mark
    return Fact(_("Commitments"), figures, (others,), beside, _("To compare with"), formats.day(now.day), marked)


def html(facts: tuple[Fact, ...]) -> str:
    """Return the headlines as HTML."""
    cards = "".join(map(_card, facts))
    return f'<section class="hg-headlines" aria-label="{escape(_("Headline figures"))}">{cards}</section>'


def mark() -> str:
    """Return the mark of demonstration data as HTML."""
    return f'<b class="hg-mark">{escape(_("Demonstration data"))}</b>'


def _card(fact: Fact) -> str:
    figures = "".join(map(_figure_html, fact.figures))
    lines = "".join(f"<p>{escape(line)}</p>" for line in fact.lines)
    beside = "".join(map(provenance.benchmark_html, fact.beside))
    listed = f"<h3>{escape(fact.beside_name)}{fact.beside_about}</h3><dl>{beside}</dl>" if beside else ""
    marked = mark() if fact.is_demonstration else ""
    return (
        f'<article class="hg-headline"><h2>{escape(fact.name)}</h2><div class="hg-own">{figures}{lines}</div>'
        f'<div class="hg-beside">{listed}</div><footer><span>{escape(fact.dated)}</span>{marked}</footer></article>'
    )


def _figure_html(figure: Figure) -> str:
    change = f'<p class="hg-change">{escape(figure.change)}</p>' if figure.change else ""
    return (
        f'<p class="hg-big"><b>{escape(figure.value)}</b> <span>{escape(figure.unit)}{figure.about}</span></p>{change}'
    )

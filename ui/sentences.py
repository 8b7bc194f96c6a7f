"""Titles and subtitles, made from the figures in both languages."""

from __future__ import annotations

from domain.admin import PROVINCE
from domain.findings import Finding, finding
from domain.frames import ReleaseFrame
from domain.indicators import GROUPS
from domain.selection import Selection
from ui import formats, words
from ui.i18n import _, language, ngettext


def title(frame: ReleaseFrame, place: str) -> str:
    """Say the finding; `place` is the name of the drilled area."""
    selection, found = frame.selection, finding(frame)
    sentence = _found(found, selection.level == "county").format(
        count=formats.count_word(found.count),
        total=formats.number(found.total),
        noun=selection.entry.noun.in_language(language()),
    )
    if selection.area != PROVINCE:
        sentence = _("{place}: {sentence}").format(place=place, sentence=sentence)
    return sentence[:1].upper() + sentence[1:]


def _found(found: Finding, counties: bool) -> str:
    n = found.count
    if found.kind == "nothing":
        return _("no area has figures for this choice")
    if counties:
        return {
            "below_half": ngettext(
                "{count} county has fewer than half of the {noun} it needs",
                "{count} counties have fewer than half of the {noun} they need",
                n,
            ),
            "below_standard": ngettext(
                "{count} county has fewer {noun} than it needs",
                "{count} counties have fewer {noun} than they need",
                n,
            ),
            "none_short": _("every county with figures has the {noun} it needs"),
            "below_province": ngettext(
                "{count} of {total} counties has fewer {noun} per 1,000 working-age people than the province",
                "{count} of {total} counties have fewer {noun} per 1,000 working-age people than the province",
                n,
            ),
            "none_below_province": _("no county has fewer {noun} per 1,000 working-age people than the province"),
            "above_tenth": ngettext(
                "in {count} of {total} counties foreign nationals are more than a tenth of the population",
                "in {count} of {total} counties foreign nationals are more than a tenth of the population",
                n,
            ),
            "none_above_tenth": _("in no county are foreign nationals more than a tenth of the population"),
        }[found.kind]
    return {
        "below_half": ngettext(
            "{count} district has fewer than half of the {noun} it needs",
            "{count} districts have fewer than half of the {noun} they need",
            n,
        ),
        "below_standard": ngettext(
            "{count} district has fewer {noun} than it needs",
            "{count} districts have fewer {noun} than they need",
            n,
        ),
        "none_short": _("every district with figures has the {noun} it needs"),
        "below_province": ngettext(
            "{count} of {total} districts has fewer {noun} per 1,000 working-age people than the province",
            "{count} of {total} districts have fewer {noun} per 1,000 working-age people than the province",
            n,
        ),
        "none_below_province": _("no district has fewer {noun} per 1,000 working-age people than the province"),
        "above_tenth": ngettext(
            "in {count} of {total} districts foreign nationals are more than a tenth of the population",
            "in {count} of {total} districts foreign nationals are more than a tenth of the population",
            n,
        ),
        "none_above_tenth": _("in no district are foreign nationals more than a tenth of the population"),
    }[found.kind]


def subtitle(selection: Selection, standard: float | None) -> str:
    """Say measure, groups, year and standard."""
    entry = selection.entry
    parts = [entry.name.in_language(language()) + " – " + words.value_name(entry)]
    if entry.takes_groups:
        parts.append(_("all groups") if selection.groups == GROUPS else words.groups(selection.groups))
    parts.append(formats.period(selection.period))
    measure = words.standard(entry.id, selection.standard, standard)
    if selection.target is not None:
        parts.append(_("target set by the user: {value} per 1,000").format(value=formats.number(selection.target, 1)))
    elif measure:
        parts.append(_("standard: {standard}").format(standard=measure))
    return " · ".join(parts)

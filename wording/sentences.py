"""Titles and subtitles, made from the figures in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from domain.admin import PROVINCE
from domain.findings import Finding, finding
from domain.frames import ReleaseFrame, records
from domain.indicators import GROUPS
from domain.selection import Selection
from wording import formats, words
from wording.i18n import _, language, ngettext


def title(frame: ReleaseFrame, names: Mapping[str, str], standard: float | None = None) -> str:
    """Say the finding; `names` are the areas' in the language in use, `standard` the value of the chosen standard."""
    selection, found = frame.selection, finding(frame, standard)
    sentence = _sentence(found, frame)
    if found.aside and found.kind.startswith("none_"):
        sentence += " " + _("({names} left aside)").format(names=_named(found.aside, names))
    if selection.entry.takes_groups and selection.groups != GROUPS and found.kind != "nothing":
        sentence = _("for {groups}, {sentence}").format(groups=words.groups(selection.groups), sentence=sentence)
    if selection.area != PROVINCE:
        sentence = _("{place} County: {sentence}").format(
            place=names.get(selection.area, selection.area), sentence=sentence
        )
    return sentence[:1].upper() + sentence[1:]


def _named(codes: tuple[str, ...], names: Mapping[str, str]) -> str:
    return formats.listing_and([names.get(code, code) for code in codes])


def _sentence(found: Finding, frame: ReleaseFrame) -> str:
    counties = frame.selection.level == "county"
    if found.kind == "nothing":
        return _("no area has figures for this choice")
    if found.kind in ("carries", "largest"):
        return _of_one(found, frame)
    if found.kind == "without_line":
        name, kinds = frame.selection.entry.name.in_language(language()), words.areas(found.total, counties)
        return _("{indicator} in {count} {area}").format(
            indicator=name, count=formats.count_word(found.total), area=kinds
        )
    if found.kind in ("beyond", "none_beyond"):
        return _beyond(found, frame.selection, counties)
    text = _of_target(found) if frame.selection.target is not None else _of_need(found)
    return text.format(
        count=formats.count_word(found.count),
        area=words.areas(found.count, counties),
        noun=frame.selection.entry.noun.in_language(language()),
    )


def _of_need(found: Finding) -> str:
    return {
        "below_half": ngettext(
            "{count} {area} has fewer than half of the {noun} it needs",
            "{count} {area} have fewer than half of the {noun} they need",
            found.count,
        ),
        "short": ngettext(
            "{count} {area} has fewer {noun} than it needs",
            "{count} {area} have fewer {noun} than they need",
            found.count,
        ),
        "none_short": _("every {area} with figures has the {noun} it needs"),
    }[found.kind]


def _of_target(found: Finding) -> str:
    """What a user wants is not what people need."""
    return {
        "below_half": ngettext(
            "{count} {area} has fewer than half of the {noun} that the target asks for",
            "{count} {area} have fewer than half of the {noun} that the target asks for",
            found.count,
        ),
        "short": ngettext(
            "{count} {area} has fewer {noun} than the target asks for",
            "{count} {area} have fewer {noun} than the target asks for",
            found.count,
        ),
        "none_short": _("every {area} with figures has the {noun} that the target asks for"),
    }[found.kind]


def _of_one(found: Finding, frame: ReleaseFrame) -> str:
    """A sentence on the area that leads; its points are the mean over the sectors of its parts of each shortage."""
    row = next(row for row in records(frame.data) if row["pcode"] == found.pcode)
    name, value = str(row[f"name_{language()}"]), float(row["value"])
    if found.kind == "carries":
        text = _("on average over the sectors, {value} of the province's shortages lie in {area}")
        return text.format(area=name, value=formats.significant(value, 2, formats.percent))
    people = words.groups(words.groups_told(frame.data))
    text = _("{area} is home to {value} of the country's {people}, the largest part")
    return text.format(area=name, value=formats.figure(value, "share_pct"), people=people)


def _beyond(found: Finding, selection: Selection, counties: bool) -> str:
    """How many areas lie beyond the line, in the indicator's own words."""
    wording = selection.entry.wording
    if wording is None:
        raise ValueError(f"{selection.indicator} has no wording for areas beyond a line")
    line = _("the standard") if selection.standard else _("the province's own value")
    if found.kind == "none_beyond":
        return wording.none.in_language(language()).format(area=words.areas(0, counties), line=line)
    if found.total == 1:
        text = _("in the only {area} with figures {clause}")
    elif found.count == found.total:
        text = _("in all {total} {area} with figures {clause}")
    else:
        text = _("in {count} of {total} {area} {clause}")
    # A word beside a figure reads badly: both in words, or both in figures.
    write = formats.count_word if found.total <= formats.WORDS_UP_TO else formats.number
    return text.format(
        count=write(found.count),
        total=write(found.total),
        area=words.areas(found.total, counties),
        clause=wording.beyond.in_language(language()).format(line=line),
    )


def subtitle(frame: ReleaseFrame, names: Mapping[str, str], standard: float | None) -> str:
    """Say measure, groups, year, standard, and which areas are left aside."""
    return " · ".join(parts(frame, names, standard))


def parts(frame: ReleaseFrame, names: Mapping[str, str], standard: float | None) -> list[str]:
    """Return what a subtitle says, one by one."""
    selection, found = frame.selection, finding(frame, standard)
    entry = selection.entry
    measure, name = words.value_name(entry), entry.name.in_language(language())
    says_itself = measure.casefold() in name.casefold() or entry.family in ("foreign_share", "national_share")
    said = [name if says_itself else f"{name} – {measure}"]
    if entry.family == "national_share":
        # The name says foreign nationals; the figure is of those whom a source counts in the whole country.
        told = words.groups_told(frame.data)
        if told:
            said.append(_("counted in the whole country: {groups}").format(groups=words.groups(told)))
    elif entry.takes_groups:
        said.append(_("everyone") if selection.groups == GROUPS else words.groups(selection.groups))
    said.append(formats.period(selection.period))
    line = words.standard(entry, standard)
    if selection.target is not None:
        said.append(_("target set by the user: {value} per 1,000").format(value=formats.number(selection.target, 1)))
    elif line:
        said.append(_("standard: {standard}").format(standard=line))
    if entry.family == "index":
        said.append(_("weights {weights}").format(weights=words.weights(selection.weights)))
    if found.aside and not found.kind.startswith("none_"):
        said.append(_("without {names}").format(names=_named(found.aside, names)))
    return said

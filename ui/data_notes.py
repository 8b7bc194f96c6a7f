"""Boundaries and their date, the disclosure rule and what it can change, and the glossary."""

from __future__ import annotations

from html import escape
from typing import Any

from domain.admin import LEVEL_NAMES
from domain.catalogue.rules import DISCLOSURE
from domain.facilities import KINDS, STATUSES
from domain.frames import records
from domain.glossary import GLOSSARY
from domain.indicator import Text
from measures.methods import rule_text
from measures.reference import Reference
from ui import data_sources, loaders, page_loaders
from ui.sheets import fold, paragraph, section, sheet
from wording import data_words, formats, i18n, words
from wording.i18n import _, ngettext


def html(period: int, reference: Reference) -> str:
    """Return the three sections."""
    return _boundaries(reference) + _disclosure(period) + _glossary()


def _boundaries(reference: Reference) -> str:
    areas = reference.areas[reference.areas["level"] > 0]
    drawn = loaders.boundaries().codes
    rows = []
    named = areas.assign(quality=areas["boundary_quality"].fillna(""), level_id=areas["level"].map(LEVEL_NAMES))
    for (level, quality), own in named.groupby(["level_id", "quality"], sort=False):
        known = reference.sources.reindex(sorted(set(own["source_id"]))).dropna(subset=["source_id"])
        titles = [_source(row) for row in records(known)]
        since = max((str(one) for one in own["valid_from"].dropna()), default="")
        rows.append(
            [
                data_words.level_name(str(level)),
                _quality_name(str(quality)),
                formats.number(len(own)),
                formats.number(int(own["pcode"].isin(list(drawn)).sum())),
                formats.listing(titles),
                data_sources.day(since),
            ]
        )
    heads = [
        *(
            _("Level"),
            _("Quality"),
            _("Areas"),
            _("With a boundary"),
            _("Source of the codes"),
            _("Newest border since"),
        ),
    ]
    told = _(
        "Official: from the authority; open: from an open map; schematic: drawn by hand, for looking at and not for"
        " measuring. Area borders are those of the as-of date."
    )
    return section("boundaries", _("Boundaries"), paragraph(told), sheet(_("Boundaries"), heads, rows, "hg-stack"))


def _source(row: dict[str, Any]) -> str:
    date = data_sources.day(row["published_on"])
    title = str(row[f"title_{i18n.language()}"])
    return title if date == "–" else f"{title} ({date})"


def _quality_name(quality: str) -> str:
    names = {"official": _("official"), "open": _("open map"), "schematic": _("schematic drawing")}
    return names.get(quality, quality or _("not stated"))


def _disclosure(period: int) -> str:
    effect = page_loaders.protection_effect(period)
    rule = rule_text(DISCLOSURE, i18n.language(), base=loaders.rounding_base())
    rows = [
        [
            data_words.level_name(str(row["level"])),
            formats.number(row["areas"]),
            formats.percent(row["usual_pct"], 1),
            formats.percent(row["largest_pct"], 1),
        ]
        for row in records(effect)
    ]
    told = _(
        "How far protection can move the number of foreign nationals of an area in {year}: the largest value of all"
        " areas with at least {people} foreign nationals, rounded up. Both are computed from protected figures and the"
        " rule alone, since the change that was made would tell how far a raw count is away."
    )
    people = formats.number(float(effect["people_from"].max())) if len(effect) else "–"
    heads = [_("Level"), _("Areas"), _("19 of 20 areas change by less than"), _("No area can change by more than")]
    parts = [paragraph(rule), paragraph(told.format(year=formats.period(period), people=people))]
    title = _("What protection can change")
    parts.append(sheet(title, heads, rows) if rows else paragraph(_("No area has that many.")))
    return section("disclosure", _("Disclosure control"), *parts)


def _glossary() -> str:
    words_ = [(term.word, term.meaning.in_language(i18n.language())) for term in GLOSSARY.values()]
    of_facilities = [
        (kind.name, _("kind of facility: {sector}").format(sector=words.sector(kind.sector))) for kind in KINDS.values()
    ]
    of_facilities += [(text, _("state of a facility")) for text in STATUSES.values()]
    folds = (
        _terms("words", _("Words of this dashboard"), words_),
        _terms("kinds", _("Kinds and states of facilities"), of_facilities),
    )
    return section("glossary", _("Glossary"), f'<div class="hg-cards hg-wide-cards">{"".join(folds)}</div>')


def _terms(name: str, heading: str, items: list[tuple[Text, str]]) -> str:
    """Return words with their meaning by the alphabet; folded, their number says how many there are."""
    lang = i18n.language()
    other = "en" if lang == "fa" else "fa"
    items = sorted(items, key=lambda item: formats.collation_key(item[0].in_language(lang)))
    lines = "".join(
        f'<div><dt>{escape(word.in_language(lang))} <bdi lang="{other}">{escape(word.in_language(other))}</bdi></dt>'
        f"<dd>{escape(meaning)}</dd></div>"
        for word, meaning in items
    )
    count = ngettext("{count} word in both languages", "{count} words in both languages", len(items))
    told = escape(count.format(count=formats.number(len(items))))
    return fold(f"glossary-{name}", heading, told, f'<dl class="hg-glossary">{lines}</dl>')

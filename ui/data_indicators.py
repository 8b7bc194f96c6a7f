"""Every indicator as the catalogue has it: formula, unit, direction, standards, sources, purpose, and its limits."""

from __future__ import annotations

from html import escape

from domain.catalogue.rules import RULES, SECTOR_NAMES, SYMBOLS
from domain.indicator import Indicator
from measures.methods import LABELS, facts, rule_text, sums_apart
from measures.reference import Reference
from ui import loaders
from ui.sheets import Html, fold, paragraph, section, sheet
from wording import i18n
from wording.i18n import _

ALWAYS_SEEN = ("value", "formula")


def html(reference: Reference) -> str:
    """Return the section."""
    lang = i18n.language()
    parts = [paragraph(_("Made from the catalogue that computes the figures, so that both say the same."))]
    parts.append(cards(reference))
    parts.append(f"<h3>{escape(_('Rules that all indicators share'))}</h3>{rules()}")
    heads = [_("Symbol"), _("Meaning")]
    rows = [[Html(f'<code dir="ltr">{escape(one)}</code>'), text.in_language(lang)] for one, text in SYMBOLS.items()]
    parts.append(fold("symbols", _("Symbols"), "", sheet(_("Symbols"), heads, rows), level=4))
    return section("indicators", _("Indicators and formulas"), *parts)


def cards(reference: Reference) -> str:
    """Return the cards of the indicators that may be asked for, by sector."""
    lang, options, parts = i18n.language(), reference.options, []
    for sector in options.sectors:
        own = "".join(_card(entry, reference) for entry in options.entries(sector))
        parts.append(f'<h3>{escape(SECTOR_NAMES[sector].in_language(lang))}</h3><div class="hg-cards">{own}</div>')
    return "".join(parts)


def _card(entry: Indicator, reference: Reference) -> str:
    """Return an indicator's card: unit and formula stand beside its name, all else behind a click."""
    lang = i18n.language()
    known = dict(facts(entry, reference, lang))
    line = " · ".join(_told(name, known.pop(name)) for name in ALWAYS_SEEN)
    lines = "".join(
        f"<dt>{escape(LABELS[name].in_language(lang))}</dt><dd>{_told(name, texts)}</dd>"
        for name, texts in known.items()
    )
    return fold(f"indicator-{entry.id}", entry.name.in_language(lang), line, f"<dl>{lines}</dl>", level=4)


def _told(name: str, texts: list[str]) -> str:
    written = [escape(text) for text in texts]
    if name == "symbols":
        return f'<code dir="ltr">{written[0]}</code>'
    if name == "example":
        return sums_apart(written[0], i18n.language())
    return "<br>".join(written)


def rules() -> str:
    """Return the rules that all indicators share, with the settings in use."""
    lang = i18n.language()
    in_use = {"base": loaders.rounding_base(), "missing": 100 * loaders.missing_limit()}
    cards = []
    for place, rule in enumerate(RULES):
        symbols = f'<p><code dir="ltr">{escape(rule.symbols)}</code></p>' if rule.symbols else ""
        # The first sentence says what the rule is about.
        first, stop, rest = rule_text(rule, lang, **in_use).partition(". ")
        body = paragraph(rest) + symbols
        cards.append(fold(f"rule-{place}", rule.title.in_language(lang), escape(first + stop.strip()), body, level=4))
    return f'<div class="hg-cards">{"".join(cards)}</div>'

"""Every indicator as the catalogue has it: formula, unit, direction, standards, sources, purpose, and its limits."""

from __future__ import annotations

from html import escape

from domain.catalogue.rules import RULES, SECTOR_NAMES, SYMBOLS
from domain.indicator import Indicator
from domain.indicators import SECTORS, of_sector
from measures.methods import LABELS, facts, rule_text, sums_apart
from measures.source import Reference
from ui import i18n, loaders
from ui.i18n import _
from ui.sheets import Html, paragraph, section, sheet


def html(reference: Reference) -> str:
    """Return the section."""
    lang = i18n.language()
    parts = [paragraph(_("Made from the catalogue that computes the figures, so that both say the same."))]
    for sector in SECTORS:
        cards = "".join(_card(entry, reference) for entry in of_sector(sector))
        parts.append(f'<h3>{escape(SECTOR_NAMES[sector].in_language(lang))}</h3><div class="hg-cards">{cards}</div>')
    parts.append(f"<h3>{escape(_('Rules that all indicators share'))}</h3>{rules()}")
    heads = [_("Symbol"), _("Meaning")]
    rows = [[Html(f'<code dir="ltr">{escape(one)}</code>'), text.in_language(lang)] for one, text in SYMBOLS.items()]
    parts.append(sheet(_("Symbols"), heads, rows))
    return section("indicators", _("Indicators and formulas"), *parts)


def _card(entry: Indicator, reference: Reference) -> str:
    lang = i18n.language()
    lines = "".join(
        f"<dt>{escape(LABELS[name].in_language(lang))}</dt><dd>{_told(name, texts)}</dd>"
        for name, texts in facts(entry, reference, lang)
    )
    name = escape(entry.name.in_language(lang))
    return f'<article class="hg-fact" id="indicator-{entry.id}"><h4>{name}</h4><dl>{lines}</dl></article>'


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
    for rule in RULES:
        symbols = f'<p><code dir="ltr">{escape(rule.symbols)}</code></p>' if rule.symbols else ""
        title, text = escape(rule.title.in_language(lang)), escape(rule_text(rule, lang, **in_use))
        cards.append(f'<article class="hg-fact"><h4>{title}</h4><p>{text}</p>{symbols}</article>')
    return f'<div class="hg-cards">{"".join(cards)}</div>'

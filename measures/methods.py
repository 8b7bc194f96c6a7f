"""docs/methods.md: what every figure means, in both languages, from the catalogue, the rules and worked examples."""

from __future__ import annotations

import re

import pandas as pd

from data_access.queries import CAPACITY_MAX_AGE, POPULATION_MAX_AGE
from data_access.settings import Settings
from domain.catalogue.rules import (
    CONFIDENCE,
    DIRECTIONS,
    NEEDED,
    RULES,
    SECTOR_NAMES,
    SYMBOLS,
    VALUES,
    Rule,
)
from domain.disclosure import FEW_BELOW, Rounding
from domain.examples import EXAMPLES, figures_of
from domain.indicator import SECTORS, Indicator, Text
from domain.indicators import of_sector
from measures.reference import Reference

PERSIAN = str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬")
# A sum inside Persian text: numbers and signs, read from left to right.
SUM = re.compile(r"[(۰-۹][(۰-۹٬٫)]*(?: [×÷+−=] [(۰-۹][۰-۹٬٫()]*)+")
LABELS: dict[str, Text] = {
    "value": Text(fa="واحد", en="Unit"),
    "direction": Text(fa="جهت", en="Direction"),
    "purpose": Text(fa="نشان می‌دهد", en="Shows"),
    "not_for": Text(fa="به کار نمی‌رود برای", en="Not for"),
    "numerator": Text(fa="صورت", en="Numerator"),
    "denominator": Text(fa="مخرج", en="Denominator"),
    "formula": Text(fa="فرمول", en="Formula"),
    "symbols": Text(fa="با نماد", en="In symbols"),
    "standards": Text(fa="استاندارد", en="Standards"),
    "sources": Text(fa="بر پایهٔ", en="Made from"),
    "groups": Text(fa="گروه‌های جمعیتی", en="Population groups"),
    "example": Text(fa="نمونه", en="Example"),
}
BY_GROUPS = {
    True: Text(fa="رقم برای گروه‌های انتخاب‌شده است", en="the figure is for the chosen groups"),
    False: Text(fa="انتخاب گروه رقم را تغییر نمی‌دهد", en="the choice of groups does not change it"),
}
NO_STANDARD = Text(fa="ندارد", en="none")
HEAD = """# Methods · روش‌ها

<!-- Written by `python manage.py methods` from the catalogue, the rules and the examples in `domain/`; do not edit. -->

Two editions of one figure: each rule and each indicator in English and in Persian. Every number of a worked example is
computed by the code that computes the pages.

<div dir="rtl">

دو بیان از یک رقم: هر قاعده و هر شاخص به انگلیسی و فارسی. همهٔ اعداد نمونه‌ها را همان برنامه‌ای محاسبه کرده است که
صفحه‌ها را می‌سازد.

</div>
"""


def methods_page(reference: Reference) -> str:
    """Write the methods page.

    Parameters
    ----------
    reference : Reference
        Standards and sources of the database whose figures are explained.

    Returns
    -------
    str
        Markdown; the same for the same catalogue and standards.
    """
    parts = [HEAD, "## Shared rules · قاعده‌های مشترک", *map(_rule, RULES), _symbols()]
    for sector in SECTORS:
        name = SECTOR_NAMES[sector]
        parts.append(f"## {name.en} · {name.fa}")
        parts += [_indicator(entry, reference) for entry in of_sector(sector)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def number(value: float, lang: str) -> str:
    """Write a number with two decimals at most, in the digits of a language."""
    text = f"{round(value, 2):,.2f}".rstrip("0").rstrip(".")
    return text.translate(PERSIAN) if lang == "fa" else text


def rule_text(rule: Rule, lang: str, **in_use: float) -> str:
    """Write a shared rule with the numbers that the program is set to.

    Parameters
    ----------
    rule : Rule
    lang : {'fa', 'en'}
    **in_use : float
        Settings of an office: `base`, and `missing` in per cent.
    """
    limits = {
        "base": Rounding.base,
        "few": FEW_BELOW,
        "missing": 100 * Settings.missing_limit,
        "people_years": POPULATION_MAX_AGE,
        "capacity_years": CAPACITY_MAX_AGE,
    } | in_use
    return rule.text.in_language(lang).format(**{name: number(value, lang) for name, value in limits.items()})


def _rule(rule: Rule) -> str:
    def told(lang: str) -> str:
        symbols = f'\n\n<code dir="ltr">{rule.symbols.replace("<", "&lt;")}</code>' if rule.symbols else ""
        return f"### {rule.title.in_language(lang)}\n\n{rule_text(rule, lang)}{symbols}"

    return f"{told('en')}\n\n{_rtl(told('fa'))}"


def _symbols() -> str:
    rows = [f"| <code>{symbol}</code> | {text.en} | {text.fa} |" for symbol, text in SYMBOLS.items()]
    return "\n".join(["### Symbols · نمادها", "", "| | | |", "|---|---|---:|", *rows])


def _indicator(entry: Indicator, reference: Reference) -> str:
    def told(lang: str) -> str:
        rows = [f"| **{LABELS[name].in_language(lang)}** | {text} |" for name, text in _lines(entry, reference, lang)]
        return "\n".join([f"### {entry.name.in_language(lang)}", "", "| | |", "|---|---|", *rows])

    return f'<a id="{entry.id}"></a>\n\n{told("en")}\n\n{_rtl(told("fa"))}'


def facts(entry: Indicator, reference: Reference, lang: str) -> list[tuple[str, list[str]]]:
    """Tell what there is to say of an indicator, in the order of a methods page.

    Parameters
    ----------
    entry : Indicator
    reference : Reference
        Its standards and sources.
    lang : {'fa', 'en'}

    Returns
    -------
    list of (str, list of str)
        A key of `LABELS`, and plain texts; those of standards stand in the database.
    """
    method = entry.method
    return [
        ("value", [VALUES[entry.value].in_language(lang)]),
        ("direction", [DIRECTIONS[entry.direction].in_language(lang)]),
        ("purpose", [method.purpose.in_language(lang)]),
        ("not_for", [method.not_for.in_language(lang)]),
        ("numerator", [method.numerator.in_language(lang)]),
        ("denominator", [method.denominator.in_language(lang)]),
        ("formula", [method.formula.in_language(lang)]),
        ("symbols", [method.symbols]),
        ("groups", [BY_GROUPS[entry.takes_groups].in_language(lang)]),
        ("standards", _standards(entry, reference, lang) or [NO_STANDARD.in_language(lang)]),
        ("sources", [_listed([NEEDED[name].in_language(lang) for name in method.sources], lang)]),
        *([("example", [_example(entry, lang)])] if entry.id in EXAMPLES else []),
    ]


def _lines(entry: Indicator, reference: Reference, lang: str) -> list[tuple[str, str]]:
    return [(name, _in_markdown(name, texts, lang)) for name, texts in facts(entry, reference, lang)]


def _in_markdown(name: str, texts: list[str], lang: str) -> str:
    text = "<br>".join(texts)
    if name == "symbols":
        text = text.replace("|", "\\|").replace("<", "&lt;")
        return f'<code dir="ltr">{text}</code>'
    return sums_apart(text, lang) if name == "example" else text


def _standards(entry: Indicator, reference: Reference, lang: str) -> list[str]:
    rows = reference.standards[reference.standards["indicator_id"] == entry.id]
    return [_standard(row, reference.sources.loc[row["source_id"]], lang) for _place, row in rows.iterrows()]


def _standard(row: pd.Series, source: pd.Series, lang: str) -> str:
    name, title = str(row[f"name_{lang}"]), str(source[f"title_{lang}"])
    trust = CONFIDENCE[str(row["confidence"])].in_language(lang)
    usual = bool(row["is_default"])
    if lang == "fa":
        return f"{name}{' (پیش‌فرض)' if usual else ''} – منبع: {title}؛ اعتبار: {trust}"
    return f"{name}{' (default)' if usual else ''} – source: {title}; confidence: {trust}"


def example_text(entry: Indicator, lang: str) -> str:
    """Write an indicator's worked example, with the figures that the code computes for it.

    Parameters
    ----------
    entry : Indicator
    lang : {'fa', 'en'}
    """
    return sums_apart(_example(entry, lang), lang)


def _example(entry: Indicator, lang: str) -> str:
    example = EXAMPLES[entry.id]
    written = {name: number(value, lang) for name, value in figures_of(entry, example).items()}
    return example.text.in_language(lang).format(**written)


def sums_apart(text: str, lang: str) -> str:
    """Set the sums in a Persian text from left to right, as HTML.

    Parameters
    ----------
    text : str
        HTML without tags.
    lang : {'fa', 'en'}
    """
    return SUM.sub(r'<span dir="ltr">\g<0></span>', text) if lang == "fa" else text


def _listed(names: list[str], lang: str) -> str:
    return ("، " if lang == "fa" else ", ").join(names)


def _rtl(text: str) -> str:
    return f'<div dir="rtl">\n\n{text}\n\n</div>'

"""Numbers, dates and names for eyes: the only place where a figure becomes text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache

import jdatetime
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_name

from wording import i18n
from wording.i18n import _

# Babel knows the separators of a numbering system but not its digits.
_PERSIAN = str.maketrans("0123456789%-", "۰۱۲۳۴۵۶۷۸۹٪−")
FIGURE = re.compile("[\u2066\u2069۰-۹٬٫٪−]+")
_ON_THE_WIRE = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫٪−", "0123456789,.%-", "\u2066\u2069")
# A day, a month or a year as offices write them; an earlier year is of the Jalali calendar.
_WRITTEN = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_JALALI_FROM, _GREGORIAN_FROM = 1200, 1700
ISOLATE, FIRST_STRONG, END_ISOLATE, SIGNS = "\u2066", "\u2068", "\u2069", "−٪"
WORDS_UP_TO = 10
# The Persian alphabet in its order; Unicode's own order puts the four Persian letters last.
ALPHABET = "آاأإبپتثجچحخدذرزژسشصضطظعغفقکگلمنوؤهةیئء"
_PLACE = {letter: chr(0xE000 + place) for place, letter in enumerate(ALPHABET)}
_DIGITS = re.compile(r"\d+")
_UNIFIED = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u200c": " ", "\u0640": None})


def isolate(text: str) -> str:
    """Wrap a number with a sign so that the sign stays on its side inside Persian text; bare digits need nothing."""
    signed = any(sign in text for sign in SIGNS)
    return f"{ISOLATE}{text}{END_ISOLATE}" if i18n.language() == "fa" and signed else text


def number(value: float, decimals: int = 0) -> str:
    """Write a number with separators; an empty figure is an en dash."""
    if value is None or math.isnan(value):
        return "–"
    return isolate(_decimal(round(float(value), decimals) + 0.0, decimals, i18n.language()))


@lru_cache(maxsize=65536)
def _decimal(value: float, decimals: int, lang: str) -> str:
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return _digits(format_decimal(value, format=pattern, locale=lang, numbering_system="default"), lang)


def signed(value: float, decimals: int = 0) -> str:
    """Write a change with its sign."""
    if value is None or math.isnan(value):
        return "–"
    amount = number(abs(value), decimals)
    sign = "" if round(value, decimals) == 0 else "+" if value > 0 else "−"
    return f"{ISOLATE}{sign}{amount}{END_ISOLATE}" if sign and i18n.language() == "fa" else f"{sign}{amount}"


def percent(value: float, decimals: int = 0) -> str:
    """Write a percentage; 50 is 50 %."""
    if value is None or math.isnan(value):
        return "–"
    return isolate(_percent(round(float(value), decimals) + 0.0, decimals, i18n.language()))


@lru_cache(maxsize=65536)
def _percent(value: float, decimals: int, lang: str) -> str:
    pattern = "#,##0." + "0" * decimals + "%" if decimals else "#,##0%"
    return _digits(format_percent(value / 100.0, format=pattern, locale=lang, numbering_system="default"), lang)


def money(value: float, currency: str) -> str:
    """Write an amount of a currency in whole units: by its name in Persian, by its code in English."""
    lang = i18n.language()
    if lang != "fa":
        return f"{currency} {number(value)}"
    amount = round(value)  # in whole units; a currency's own decimals say nothing here
    text = format_currency(
        amount, currency, locale=lang, format_type="name", currency_digits=False, numbering_system="default"
    )
    return _digits(text, lang)


def currency(code: str) -> str:
    """Name a currency: in Persian by its name, in English by its code, as amounts do."""
    return get_currency_name(code, locale=i18n.language()) if i18n.language() == "fa" else code


def _digits(text: str, lang: str) -> str:
    return text.translate(_PERSIAN) if lang == "fa" else text


def on_the_wire(text: str) -> str:
    """Write a Persian figure in ASCII: a digit of six bytes becomes one; area_layer.js writes it back."""
    return text.translate(_ON_THE_WIRE) if FIGURE.fullmatch(text) else text


def figure(value: float, kind: str) -> str:
    """Write a mapped value: percentages with at most one decimal, rates with two."""
    if kind.endswith("_pct"):
        return percent(value, 1 if 0 < abs(value) < 10 else 0)
    return number(value, 0 if value == 0 else 2 if abs(value) < 10 else 1)


def distance(metres: float) -> str:
    """Write a distance as exactly as a straight line deserves: by 10 m, from 1 km by 100 m, from 10 km by 1 km."""
    if math.isnan(metres):
        return "–"
    if metres < 995:
        return _("{amount} m").format(amount=number(round(metres, -1)))
    return _("{amount} km").format(amount=number(metres / 1000, 0 if metres >= 9950 else 1))


def significant(value: float, digits: int = 3, write: Callable[[float, int], str] = number) -> str:
    """Write a number, or with `percent` a percentage, for a sentence, with at most three significant digits."""
    if value is None or math.isnan(value) or value == 0:
        return write(value, 0)
    rounded = float(f"{value:.{digits}g}")  # before the places are counted: 99.95 is 100, not 100.0
    return write(rounded, max(digits - 1 - math.floor(math.log10(abs(rounded))), 0))


def count_word(count: int) -> str:
    """Write a small count as a word, a larger one in digits."""
    words = (
        *(_("one"), _("two"), _("three"), _("four"), _("five")),
        *(_("six"), _("seven"), _("eight"), _("nine"), _("ten")),
    )
    return words[count - 1] if 0 < count <= len(words) else number(count)


def period(year: int) -> str:
    """Write a reference period: the Jalali year, in English behind its Gregorian years."""
    jalali = plain(year)
    if i18n.language() == "fa":
        return jalali
    return f"{year + 621}/{(year + 622) % 100:02d} ({jalali})"


def period_span(text: str) -> str:
    """Write a reference period of one year or from one year to another, as released frames hold it."""
    if not text:
        return "–"
    years = [period(int(year)) for year in text.split("-")]
    return " – ".join(years)


def plain(value: float) -> str:
    """Write a year, a day of the month, or a number as it stands in a database, without separators."""
    text, lang = str(value), i18n.language()
    return _digits(text.replace(".", "٫") if lang == "fa" else text, lang)


def day(when: date) -> str:
    """Write a date: Jalali in Persian; Gregorian with the Jalali year in brackets in English."""
    jalali = jdatetime.date.fromgregorian(date=when)
    if i18n.language() == "fa":
        month = jdatetime.date.j_months_fa[jalali.month - 1]
        return f"{plain(jalali.day)} {month} {plain(jalali.year)}"
    return f"{format_date(when, 'd MMMM y', locale='en')} ({jalali.year})"


def month(when: date) -> str:
    """Write a Jalali month with its year; in English behind the Gregorian months that it lies in."""
    jalali = jdatetime.date.fromgregorian(date=when)
    return _jalali(jalali.year, jalali.month)


def published(text: str) -> str:
    """Write a day, month or year of publication, Jalali or Gregorian; what is none of these stands as it is."""
    found = _WRITTEN.fullmatch(text.strip())
    year, month, of_month = (int(part) if part else 0 for part in found.groups()) if found else (0, 0, 0)
    try:
        if year >= _GREGORIAN_FROM:
            return day(date(year, month, of_month)) if of_month else _gregorian(year, month)
        if year >= _JALALI_FROM:
            return day(jdatetime.date(year, month, of_month).togregorian()) if of_month else _jalali(year, month)
    except ValueError:
        pass
    return text


def _jalali(year: int, month: int) -> str:
    if not month:
        return period(year)
    first = jdatetime.date(year, month, 1)
    if i18n.language() == "fa":
        return f"{jdatetime.date.j_months_fa[month - 1]} {plain(year)}"
    begins, ends = first.togregorian(), (first + timedelta(days=28)).togregorian()
    pattern = "MMMM" if begins.year == ends.year else "MMMM y"
    return f"{format_date(begins, pattern, locale='en')} – {format_date(ends, 'MMMM y', locale='en')} ({year})"


def _gregorian(year: int, month: int) -> str:
    when = date(year, month or 1, 1)
    text = format_date(when, "MMMM y" if month else "y", locale=i18n.language())
    return _("{year} (Gregorian)").format(year=_digits(text, "fa")) if i18n.language() == "fa" else text


def clock(when: datetime) -> str:
    """Write a time of day."""
    return _digits(f"{when:%H:%M}", i18n.language())


def collation_key(text: str) -> str:
    """Return a key that sorts names by the Persian alphabet, Latin text without regard to case, 2 before 10."""
    counted = _DIGITS.sub(lambda found: f"{int(found[0]):09d}", text.translate(_UNIFIED).casefold())
    return "".join(_PLACE.get(letter, letter) for letter in counted)


def listing_and(parts: list[str]) -> str:
    """Join a list with the word for 'and' before the last part."""
    if len(parts) < 2:
        return "".join(parts)
    return _("{first} and {last}").format(first=listing(parts[:-1]), last=parts[-1])


def quoted(text: str) -> str:
    """Isolate foreign text, so that its signs do not wander to the other end of a Persian line."""
    return f"{FIRST_STRONG}{text}{END_ISOLATE}"


def printable(text: str) -> str:
    """Leave out what a terminal would act upon: foreign text may hold it."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\u200c")


def listing(parts: list[str]) -> str:
    """Join a short list with the comma of the language."""
    return ("، " if i18n.language() == "fa" else ", ").join(parts)

from datetime import date

import pytest

from wording import formats, i18n

NAN = float("nan")


def plain(text):
    """Without the isolates, which stand around a negative figure in Persian."""
    if i18n.language() == "fa" and "−" in text:
        assert text.startswith("\u2066")
        assert text.endswith("\u2069")
    return text.strip("\u2066\u2069")


@pytest.mark.parametrize(
    ("value", "decimals", "fa", "en"),
    [
        (0, 0, "۰", "0"),
        (7, 0, "۷", "7"),
        (999, 0, "۹۹۹", "999"),
        (1000, 0, "۱٬۰۰۰", "1,000"),
        (1234567.0, 0, "۱٬۲۳۴٬۵۶۷", "1,234,567"),
        (0.5, 1, "۰٫۵", "0.5"),
        (1234.56, 1, "۱٬۲۳۴٫۶", "1,234.6"),
        (1.2, 2, "۱٫۲۰", "1.20"),
        (-52053, 0, "−۵۲٬۰۵۳", "-52,053"),
        (-0.4, 0, "۰", "0"),
        (-0.04, 1, "۰٫۰", "0.0"),
        (NAN, 0, "–", "–"),
        (None, 0, "–", "–"),
    ],
)
def test_number_has_separators_digits_and_sign_of_the_language(lang, value, decimals, fa, en):
    assert plain(formats.number(value, decimals)) == (fa if lang == "fa" else en)


@pytest.mark.parametrize(
    ("value", "decimals", "fa", "en"),
    [
        (0, 0, "۰٪", "0%"),
        (46.4, 0, "۴۶٪", "46%"),
        (8.94, 1, "۸٫۹٪", "8.9%"),
        (1234, 0, "۱٬۲۳۴٪", "1,234%"),
        (-20, 0, "−۲۰٪", "-20%"),
        (100, 0, "۱۰۰٪", "100%"),
        (NAN, 0, "–", "–"),
    ],
)
def test_percent_has_sign_and_digits_of_the_language(lang, value, decimals, fa, en):
    assert plain(formats.percent(value, decimals)) == (fa if lang == "fa" else en)


def test_negative_number_keeps_its_sign_before_it_inside_persian_text(fa):
    assert formats.number(-5) == "\u2066−۵\u2069"
    assert formats.percent(-5) == "\u2066−۵٪\u2069"


def test_number_in_english_text_needs_no_isolates(en):
    assert formats.number(-5) == "-5"


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (0, "coverage_pct", "0%"),
        (0.4, "coverage_pct", "0.4%"),
        (9.96, "share_pct", "10.0%"),
        (10, "share_pct", "10%"),
        (146.5, "coverage_pct", "146%"),
        (0, "units_per_10000", "0"),
        (0.831, "units_per_10000", "0.83"),
        (5.81, "places_per_1000", "5.81"),
        (40, "places_per_1000", "40.0"),
        (NAN, "places_per_1000", "–"),
    ],
)
def test_figure_has_the_decimals_of_its_kind(en, value, kind, expected):
    assert formats.figure(value, kind) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (1, "1.00"),
        (0.012345, "0.0123"),
        (1.2345, "1.23"),
        (99.95, "100"),
        (999.9, "1,000"),
        (123.4, "123"),
        (1234.5, "1,230"),
        (987654, "988,000"),
        (-1234, "-1,230"),
        (NAN, "–"),
    ],
)
def test_significant_keeps_three_digits(en, value, expected):
    assert formats.significant(value) == expected


@pytest.mark.parametrize(
    ("count", "fa", "en"),
    [
        (0, "۰", "0"),
        (1, "یک", "one"),
        (2, "دو", "two"),
        (10, "ده", "ten"),
        (11, "۱۱", "11"),
    ],
)
def test_count_up_to_ten_is_a_word(lang, count, fa, en):
    assert plain(formats.count_word(count)) == (fa if lang == "fa" else en)


@pytest.mark.parametrize(
    ("year", "fa", "en"),
    [
        (1404, "۱۴۰۴", "2025/26 (1404)"),
        (1378, "۱۳۷۸", "1999/00 (1378)"),
        (1379, "۱۳۷۹", "2000/01 (1379)"),
    ],
)
def test_period_is_the_jalali_year_in_english_behind_its_gregorian_years(lang, year, fa, en):
    assert formats.period(year) == (fa if lang == "fa" else en)


def test_span_of_years_names_both_ends(lang):
    expected = "۱۴۰۱ – ۱۴۰۴" if lang == "fa" else "2022/23 (1401) – 2025/26 (1404)"
    assert formats.period_span("1401-1404") == expected
    assert formats.period_span("1404") == formats.period(1404)
    assert formats.period_span("") == "–"


@pytest.mark.parametrize(
    ("when", "fa", "en"),
    [
        # 1399, 1403 and 1408 are leap years: their Esfand has thirty days.
        (date(2021, 3, 20), "۳۰ اسفند ۱۳۹۹", "20 March 2021 (1399)"),
        (date(2021, 3, 21), "۱ فروردین ۱۴۰۰", "21 March 2021 (1400)"),
        (date(2024, 3, 19), "۲۹ اسفند ۱۴۰۲", "19 March 2024 (1402)"),
        (date(2024, 3, 20), "۱ فروردین ۱۴۰۳", "20 March 2024 (1403)"),
        (date(2025, 3, 20), "۳۰ اسفند ۱۴۰۳", "20 March 2025 (1403)"),
        (date(2025, 3, 21), "۱ فروردین ۱۴۰۴", "21 March 2025 (1404)"),
        (date(2030, 3, 20), "۳۰ اسفند ۱۴۰۸", "20 March 2030 (1408)"),
        (date(2024, 2, 29), "۱۰ اسفند ۱۴۰۲", "29 February 2024 (1402)"),
        (date(2025, 9, 22), "۳۱ شهریور ۱۴۰۴", "22 September 2025 (1404)"),
        (date(2026, 2, 15), "۲۶ بهمن ۱۴۰۴", "15 February 2026 (1404)"),
        (date(1979, 2, 11), "۲۲ بهمن ۱۳۵۷", "11 February 1979 (1357)"),
    ],
)
def test_day_is_jalali_in_persian_and_gregorian_with_the_jalali_year_in_english(lang, when, fa, en):
    assert formats.day(when) == (fa if lang == "fa" else en)


@pytest.mark.parametrize(
    ("metres", "fa", "en"),
    [
        (0.0, "۰ متر", "0 m"),
        (4.9, "۰ متر", "0 m"),
        (417.3, "۴۲۰ متر", "420 m"),
        (994.9, "۹۹۰ متر", "990 m"),
        (995.0, "۱٫۰ کیلومتر", "1.0 km"),
        (1449.0, "۱٫۴ کیلومتر", "1.4 km"),
        (9949.0, "۹٫۹ کیلومتر", "9.9 km"),
        (9950.0, "۱۰ کیلومتر", "10 km"),
        (1_234_567.0, "۱٬۲۳۵ کیلومتر", "1,235 km"),
        (float("nan"), "–", "–"),
    ],
)
def test_distance_is_no_more_exact_than_a_straight_line_deserves(lang, metres, fa, en):
    assert plain(formats.distance(metres)) == (fa if lang == "fa" else en)


def test_names_sort_by_the_persian_alphabet():
    names = ["ورامین", "ژاله", "پیشوا", "بهارستان", "گرمسار", "کهریزک", "چهاردانگه", "جاده", "تهران"]
    names += ["آفتاب", "یزد", "لواسانات", "اسلامشهر", "زند", "سبز", "حسن", "هشتگرد", "نور"]
    assert sorted(names, key=formats.collation_key) == [
        *("آفتاب", "اسلامشهر", "بهارستان", "پیشوا", "تهران", "جاده", "چهاردانگه", "حسن", "زند", "ژاله", "سبز"),
        *("کهریزک", "گرمسار", "لواسانات", "نور", "ورامین", "هشتگرد", "یزد"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("ری", "ري"), ("کن", "كن"), ("رباط‌کریم", "رباط کریم"), ("مـــلارد", "ملارد"), ("Rey", "REY"), ("یحیی", "یحیى")],
)
def test_other_forms_of_a_letter_sort_alike(one, other):
    assert formats.collation_key(one) == formats.collation_key(other)


def test_arabic_forms_do_not_move_a_name():
    assert sorted(["گ", "ك", "ي", "پ", "و"], key=formats.collation_key) == ["پ", "ك", "گ", "و", "ي"]


def test_latin_names_sort_without_regard_to_case():
    assert sorted(["rey", "Pardis", "Qods", "eslamshahr"], key=formats.collation_key) == [
        *("eslamshahr", "Pardis", "Qods", "rey"),
    ]


@pytest.mark.parametrize(
    "names", [("دبستان ۲", "دبستان ۱۰", "دبستان ۱۲۳"), ("School 9", "School 10 a", "School 10 b", "School 11")]
)
def test_numbers_in_names_sort_by_what_they_count(names):
    first, *others = names
    assert sorted([*others, first], key=formats.collation_key) == list(names)


def test_list_has_the_comma_of_the_language(lang):
    assert formats.listing(["a", "b"]) == ("a، b" if lang == "fa" else "a, b")
    assert formats.listing([]) == ""


@pytest.mark.parametrize(
    ("written", "fa", "en"),
    [
        ("2025-03-20", "۳۰ اسفند ۱۴۰۳", "20 March 2025 (1403)"),
        ("1403-12-30", "۳۰ اسفند ۱۴۰۳", "20 March 2025 (1403)"),
        ("1403/12/30", "۳۰ اسفند ۱۴۰۳", "20 March 2025 (1403)"),
        ("1395", "۱۳۹۵", "2016/17 (1395)"),
        ("۱۳۹۵", "۱۳۹۵", "2016/17 (1395)"),
        (" 1395 ", "۱۳۹۵", "2016/17 (1395)"),
        ("1395-08", "آبان ۱۳۹۵", "October – November 2016 (1395)"),
        ("1395.8", "آبان ۱۳۹۵", "October – November 2016 (1395)"),
        ("1395-10", "دی ۱۳۹۵", "December 2016 – January 2017 (1395)"),
        ("1395-12", "اسفند ۱۳۹۵", "February – March 2017 (1395)"),
        ("2016", "۲۰۱۶ میلادی", "2016"),
        ("2016-05", "مهٔ ۲۰۱۶ میلادی", "May 2016"),
        *((text,) * 3 for text in ("", "1395-13", "2025-02-30", "1404-12-30", "0001-01-01", "spring 1395", "13950801")),
    ],
)
def test_publication_is_written_as_day_month_or_year_and_as_it_is_where_it_is_none(lang, written, fa, en):
    assert formats.published(written) == (fa if lang == "fa" else en)


@pytest.mark.parametrize(
    ("value", "currency", "fa", "en"),
    [
        (210_000, "USD", "۲۱۰٬۰۰۰ دلار آمریکا", "USD 210,000"),
        (1, "EUR", "۱ یورو", "EUR 1"),
        (999.6, "IRR", "۱٬۰۰۰ ریال ایران", "IRR 1,000"),
        (50, "QQQ", "۵۰ QQQ", "QQQ 50"),
    ],
)
def test_money_is_told_by_name_in_persian_and_by_code_in_english(lang, value, currency, fa, en):
    assert formats.money(value, currency) == (fa if lang == "fa" else en)


@pytest.mark.parametrize(("value", "text"), [(36.4, "36%"), (4.26, "4.3%"), (0.042, "0.042%"), (0.0, "0%")])
def test_percentage_of_a_sentence_keeps_its_significant_digits(en, value, text):
    assert formats.significant(value, 2, formats.percent) == text

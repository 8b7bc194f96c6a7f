"""The glossary has every word of the product's table, in both languages."""

import re

import pytest

from domain.glossary import GLOSSARY

# The table of words, without kinds and states of facilities, which have a catalogue of their own.
WORDS = {
    "واحد تقسیمات کشوری": "admin area", "سطح": "level", "کد": "P-code", "جامعهٔ میزبان": "host community",
    "پناهندگان و سایر اتباع خارجی دارای مدرک اقامت": "refugees and other documented foreign nationals",
    "جمعیت هدف": "target population", "شاخص": "indicator", "استاندارد": "standard", "نیاز": "need",
    "ظرفیت": "capacity", "پوشش": "coverage", "شکاف": "gap", "کمبود": "shortage", "مازاد": "surplus",
    "مقدار مرجع": "benchmark", "تعهد": "commitment", "سناریو": "scenario", "دسترسی مکانی": "catchment access",
    "مکان‌یابی": "siting", "محرمانگی آماری": "disclosure control", "کمتر از ۱۰ نفر": "fewer than 10 people",
    "بدون داده": "no data", "دادهٔ نمایشی": "demonstration data", "دورهٔ مرجع": "reference period",
    "منشأ داده": "provenance",
}  # fmt: skip


def without_short(text):
    return re.sub(r" \((?:short|کوتاه): .*\)", "", text)


@pytest.mark.parametrize(("persian", "english"), WORDS.items())
def test_each_word_of_the_table_stands_beside_its_translation(persian, english):
    pairs = {without_short(term.word.fa): without_short(term.word.en) for term in GLOSSARY.values()}
    assert pairs[persian] == english


def test_no_word_stands_there_twice():
    for lang in ("fa", "en"):
        words = [term.word.in_language(lang) for term in GLOSSARY.values()]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("term", GLOSSARY)
def test_both_languages_are_written_with_their_own_letters_and_signs(term):
    word, meaning = GLOSSARY[term].word, GLOSSARY[term].meaning
    for text in (word.fa, meaning.fa):
        assert re.search("[\u0600-\u06ff]", text)
        assert not re.search(r"[يكةى٠-٩0-9,;?]", re.sub(r"\([A-Za-z0-9]+(?:، [\w-]+)?\)", "", text))
    for text in (word.en, meaning.en):
        assert text.isascii()
    assert meaning.fa.endswith(".")
    assert meaning.en.endswith(".")


def test_every_id_is_ascii_and_every_word_but_names_is_in_small_letters():
    assert all(re.fullmatch("[a-z_]+", term) for term in GLOSSARY)
    assert [term.word.en for term in GLOSSARY.values() if term.word.en != term.word.en.lower()] == ["P-code"]

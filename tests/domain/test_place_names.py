"""Different ways of writing one place's name are equal, and different places stay different."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.place_names import kind_named, normalise, one_spelling, without_kind, words
from tests.toy import steady

PERSIAN_AFFIXES = ("شهرستان", "بخش", "استان", "شهر", "روستای", "دهستان", "شهرستانِ", "بخش مرکزی شهرستان")
NAMES = ("ری", "رباط‌کریم", "قلعه‌نو", "اسلامشهر", "شهریار", "Rey", "Robat Karim", "Qaleh Now", "Sa'idabad", "Šahriyār")
SAME = [
    ("كرج", "کرج"),
    ("ري", "ری"),
    ("رى", "ری"),
    ("ﻛﺮﺝ", "کرج"),
    ("مدرســه", "مدرسه"),
    ("قلعۀ نو", "قلعه نو"),
    ("قلعهٔ نو", "قلعه نو"),
    ("قلعة نو", "قلعه نو"),
    ("خانه‌ی بهداشت", "خانهٔ بهداشت"),
    ("خانه ی بهداشت", "خانهٔ بهداشت"),
    ("أحمدآباد", "احمداباد"),
    ("آلوئک", "الوئک"),
    ("رباطِ کَریم", "رباط کریم"),
    ("رباط‌کریم", "رباط کریم"),
    ("رباط‌کریم", "رباطکریم"),
    ("دبستان ۱۲", "دبستان 12"),
    ("دبستان ١٢", "دبستان ۱۲"),
    ("شهرستان ری", "ری"),
    ("مرکزی (ری)", "بخش مرکزی شهرستان ری"),
    ("استان تهران", "تهران"),
    ("شهر قدس", "قدس"),
    ("روستای علایین", "علایین"),
    ("REY", "rey"),
    ("Rey County", "Shahrestan-e Rey"),
    ("County of Rey", "Ray"),
    ("Rei", "Rey"),
    ("Shahr-e Rey", "Rey city"),
    ("Robāṭ Karīm", "Robatkarim"),
    ("Robat-Karim", "Robat Kareem"),
    ("Ghods", "Qods"),
    ("Quds", "Qods"),
    ("Ghale Nou", "Qal'eh Now"),
    ("Firouzkouh", "Firoozkooh"),
    ("Firuzkuh", "Firoozkuh"),
    ("Šahriyār", "Shahriar"),
    ("Shahryar", "Shahriar"),
    ("Xāvarān", "Khavaran"),
    ("Čahārdāngeh", "Chahardange"),
    ("Davood-abad", "Davudabad"),
    ("Sa‘idābād", "Saeedabad"),
    ("Rudbar Qasran", "Rudbar-e Qasran"),
    ("Central (Rey)", "Central District of Rey County"),
    ("Health center 3", "health centre ۳"),
    ("Tappeh", "Tape"),
]
DIFFERENT = [
    ("ری", "ریه"),
    ("قدس", "قمصر"),
    ("شهریار", "یار"),
    ("شهرک قدس", "قدس"),
    ("نسیم شهر", "نسیم"),
    ("Eslam Shahr", "Eslam"),
    ("دبستان ۱", "دبستان ۱۱"),
    ("Clinic 1", "Clinic 11"),
    ("Pardis", "Parand"),
    ("Rey", "Reyeh"),
    ("Kan", "Khan"),
    ("Bagh", "Bak"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_ways_of_writing_a_name_are_equal(one, other):
    assert normalise(one) == normalise(other) != ""


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_names_stay_two(one, other):
    assert normalise(one) != normalise(other)


@steady(400)
@given(st.text(max_size=20) | st.text("abeghiouwxy kh'-āšئیي كهٔ‌آشر۱2", max_size=20))
def test_what_is_normalised_does_not_change_again(text):
    once = normalise(text)
    assert normalise(once) == once
    assert one_spelling(one_spelling(text)) == one_spelling(text)
    assert words(" ".join(words(text))) == words(text)


@steady(200)
@given(st.sampled_from(NAMES), st.integers(0, 12), st.sampled_from("\u200c\u200d\u0640\u064e\u0651\u2067\u00ad"))
def test_signs_without_a_letter_change_nothing_wherever_they_stand(name, place, sign):
    # A mark that joins the letter before it may be a letter of its own (آ); those of this list are none.
    assert normalise(name[:place] + sign + name[place:]) == normalise(name)


@steady(100)
@given(st.sampled_from(NAMES), st.sampled_from([" ", "  ", "-", "\u200c", "\u00a0", "ـ"]))
def test_spaces_and_joiners_within_a_name_change_nothing(name, sign):
    assert normalise(name.replace("\u200c", sign).replace(" ", sign)) == normalise(name)
    assert normalise(f" {name}{sign}") == normalise(name)


@steady(200)
@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x17F), min_size=1, max_size=16))
def test_case_changes_nothing(text):
    assume(text.upper().casefold() == text.casefold())
    assert normalise(text.upper()) == normalise(text.lower()) == normalise(text)


@steady(100)
@given(st.sampled_from(NAMES), st.sampled_from(PERSIAN_AFFIXES[:-1]))
def test_persian_word_before_a_name_that_says_what_it_is_changes_nothing(name, affix):
    assert normalise(f"{affix} {name}") == normalise(name)


@steady(100)
@given(
    st.sampled_from(NAMES),
    st.sampled_from(["{} County", "{} district", "Province of {}", "Bakhsh-e {}", "shahrestan {}"]),
)
def test_english_word_beside_a_name_that_says_what_it_is_changes_nothing(name, form):
    assert normalise(form.format(name)) == normalise(name)


@pytest.mark.parametrize("text", ["شهر", "شهرستان", "County", "the City of", "بخش شهرستان"])
def test_word_for_a_kind_alone_stays(text):
    assert without_kind(words(text)) == words(text) != ()
    assert kind_named(text) == ""


@pytest.mark.parametrize("text", ["", "  ", "‌", "؟!", "\u064e"])
def test_text_without_letters_is_nothing(text):
    assert (normalise(text), words(text), kind_named(text)) == ("", (), "")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("شهرستان ری", "county"),
        ("بخش مرکزی شهرستان ری", "district"),
        ("شهر ری", "city"),
        ("شهر‌ری", ""),
        ("Shahr-e Rey", "city"),
        ("Central District of Rey County", "district"),
        ("Rey County", "county"),
        ("Qods city", "city"),
        ("نسیم شهر", ""),
        ("دهستان آفتاب", "rural_district"),
        ("روستای لزور", "village"),
        ("Tehran province", "province"),
        ("Rey", ""),
    ],
)
def test_kind_that_a_query_names_is_told(text, kind):
    assert kind_named(text) == kind


def test_names_of_the_demonstration_stay_apart_within_their_kind(demo_database):
    """Two names may meet only where they are one name written twice."""
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as connection:
        for column in ("name_fa", "name_en"):
            names = {row[0] for row in connection.execute(f"SELECT {column} FROM settlement")}
            names |= {row[0] for row in connection.execute(f"SELECT {column} FROM admin_area WHERE level > 1")}
            assert len({normalise(name) for name in names}) == len(names)
            facilities = {row[0] for row in connection.execute(f"SELECT {column} FROM facility")}
            assert len({normalise(name) for name in facilities}) == len(facilities)

"""Meetings, commitments and mistakes in decks: word for word, in both languages."""

from datetime import date

import numpy as np
import pytest

from briefing.deck_file import REASONS
from domain.commitments import Tally
from domain.deck import Mistake
from domain.meeting_changes import KINDS
from domain.meetings import Meeting
from wording import commitment_words, deck_words, formats, meeting_words

ROW = {
    "text_fa": "ساخت ۴ کلاس",
    "text_en": "Build 4 classrooms",
    "population_group": None,
    "partner_fa": "شریک",
    "partner_en": "Partner",
    "indicator_id": "school_seats",
    "promised": 140.0,
    "unit": "seats",
    "delivered": 70.0,
    "amount": np.nan,
    "currency": None,
    "due_on": "2025-12-31",
    "status": "in_progress",
    "is_late": True,
    "days_late": 46,
    "updated_on": "2025-12-05",
    "note_fa": "بخشی تحویل شده است",
    "note_en": "Partly delivered",
}


def plain(text):
    return text.translate(str.maketrans("", "", "\u2066\u2067\u2068\u2069"))


@pytest.mark.parametrize(
    ("change", "write", "fa", "en"),
    [
        ({}, "progress", "۷۰ از ۱۴۰ صندلی", "70 of 140 seats"),
        ({"delivered": 0.0, "promised": 1.0}, "progress", "۰ از ۱ صندلی", "0 of 1 seat"),
        ({"unit": "litres"}, "progress", "۷۰ از ۱۴۰ litres", "70 of 140 litres"),
        ({"indicator_id": "nonsense"}, "progress", "۷۰ از ۱۴۰ seats", "70 of 140 seats"),
        ({}, "status", "در دست اجرا، دیر شده", "in progress, late"),
        ({}, "lateness", "در دست اجرا، ۴۶ روز دیر", "in progress, 46 days late"),
        ({"days_late": 1}, "lateness", "در دست اجرا، ۱ روز دیر", "in progress, 1 day late"),
        ({"is_late": False}, "lateness", "در دست اجرا", "in progress"),
        ({}, "due", "۱۰ دی ۱۴۰۴", "31 December 2025 (1404)"),
        ({"due_on": "soon"}, "due", "soon", "soon"),
        ({}, "report", "۱۴ آذر ۱۴۰۴ · بخشی تحویل شده است", "5 December 2025 (1404) · Partly delivered"),
        ({"note_fa": None, "note_en": None}, "report", "۱۴ آذر ۱۴۰۴", "5 December 2025 (1404)"),
        ({"partner_fa": np.nan, "partner_en": np.nan}, "partner", "–", "–"),
        ({"population_group": "refugee"}, "what", "ساخت ۴ کلاس (برای پناهندگان)", "Build 4 classrooms (for refugees)"),
        (
            {"amount": 85000.0, "currency": "USD"},
            "promised",
            "۱۴۰ صندلی · ۸۵٬۰۰۰ دلار آمریکا",
            "140 seats · USD 85,000",
        ),
    ],
)
def test_commitment_word_for_word(lang, change, write, fa, en):
    assert plain(getattr(commitment_words, write)(ROW | change)) == {"fa": fa, "en": en}[lang]


@pytest.mark.parametrize(
    ("counts", "fa", "en"),
    [
        (
            (23, 5, 7, 5),
            "تا ۲۶ بهمن ۱۴۰۴، ۲۳ تعهد: ۵ تحویل‌شده، ۵ دیرشده",
            "23 commitments as of 15 February 2026 (1404): 5 delivered, 5 late",
        ),
        (
            (1, 0, 0, 0),
            "تا ۲۶ بهمن ۱۴۰۴، ۱ تعهد: ۰ تحویل‌شده، ۰ دیرشده",
            "1 commitment as of 15 February 2026 (1404): 0 delivered, 0 late",
        ),
        (
            (0, 0, 0, 0),
            "تا ۲۶ بهمن ۱۴۰۴ تعهدی تصویب نشده است",
            "No commitment has been agreed as of 15 February 2026 (1404)",
        ),
    ],
)
def test_how_commitments_stand_in_a_sentence(lang, counts, fa, en):
    counted = Tally(date(2026, 2, 15), *counts, 0, 0)
    assert meeting_words.made_and_late(counted) == {"fa": fa, "en": en}[lang]


def test_chosen_commitments_are_told_out_of_all(lang):
    some, whole = (Tally(date(2026, 2, 15), *counts, 0, 0) for counts in ((5, 1, 3, 2), (23, 5, 7, 5)))
    wanted = {
        "fa": "تا ۲۶ بهمن ۱۴۰۴، ۵ تعهد از ۲۳ تعهد: ۱ تحویل‌شده، ۲ دیرشده",
        "en": "5 of 23 commitments as of 15 February 2026 (1404): 1 delivered, 2 late",
    }
    assert meeting_words.made_and_late(some, whole) == wanted[lang]


def test_every_kind_of_change_has_its_words_and_its_place_in_the_count(lang):
    assert set(meeting_words.CHANGES) == set(KINDS)
    texts = [meeting_words.change({"kind": kind, "newly_late": False}) for kind in KINDS]
    assert len(set(texts)) == len(KINDS)
    assert all(texts)
    # Each kind another number of times; of all of them the last 20 are late since then.
    rows = [{"kind": kind, "newly_late": False} for place, kind in enumerate(KINDS, 1) for _one in range(place)]
    late = [row | {"newly_late": place >= len(rows) - 20} for place, row in enumerate(rows)]
    told = meeting_words.counted_changes(late)
    exclusive = [place for place, kind in enumerate(KINDS, 1) if kind != "became_late"]
    assert all(formats.number(place) in told for place in (*exclusive, 20))
    assert meeting_words.counted_changes([]) == ""


def test_what_went_on_and_is_late_counts_as_both(lang):
    rows = [{"kind": "progressed", "newly_late": True}, {"kind": "became_late", "newly_late": True}]
    told = meeting_words.counted_changes(rows)
    assert told == {"fa": "۱ با پیشرفت تازه؛ تازه دیرشده در مجموع: ۲", "en": "1 further on; newly late in all: 2"}[lang]


def test_change_that_made_a_commitment_late_says_so(lang):
    text = meeting_words.change({"kind": "begun", "newly_late": True})
    assert text == {"fa": "کار آغاز شده، دیر شده", "en": "work has begun, late"}[lang]


def test_meeting_without_a_place_is_told_by_its_day(lang):
    meeting = Meeting("m", date(2026, 3, 3), "جلسه", "Meeting")
    assert meeting_words.when_where(meeting) == {"fa": "۱۲ اسفند ۱۴۰۴", "en": "3 March 2026 (1404)"}[lang]
    assert meeting_words.option(meeting) == {"fa": "جلسه – ۱۲ اسفند ۱۴۰۴", "en": "Meeting – 3 March 2026 (1404)"}[lang]


@pytest.mark.parametrize("reason", REASONS)
def test_each_mistake_of_a_deck_says_file_line_key_and_value(lang, reason):
    text = plain(deck_words.mistake(Mistake("own.yaml", 12, "view.area", reason, "IR99")))
    assert text.startswith({"fa": "own.yaml، سطر ۱۲", "en": "own.yaml, line 12"}[lang])
    assert "view.area" in text
    assert "{" not in text
    assert plain(deck_words.mistake(Mistake("own.yaml", 0, "", reason))).startswith("own.yaml: ")


def test_mistakes_of_a_deck_are_told_apart(lang):
    told = {deck_words.mistake(Mistake("a", 1, "k", reason, "v")) for reason in REASONS}
    # Those of a view that does not go together are told alike, as on the pages.
    alike = {"left_out", "too_many", "same", "second_side", "not_with_level", "not_with_indicator"}
    assert len(told) == len(set(REASONS) - alike) + 1

"""The text for the minutes, word for word for a small meeting; its length, its sums and its figures."""

import re
from functools import cache

import pytest

from briefing import meeting_items
from briefing.brief import brief
from briefing.meeting_sums import gap
from domain.frames import records
from domain.minutes import Decision
from tests.briefing.toy_meeting import NEW, commitment, frame, snapshot
from wording import i18n

# Braces stand for the isolates around a figure with a sign.
TEXTS = {
    "fa": (
        "جلسهٔ یکم\n"
        "۲۲ مهر ۱۴۰۴ · تهران\n"
        "به تاریخ ۲۶ بهمن ۱۴۰۴؛ مقدارها همان ارقام جدول‌های جلسه‌اند و بیش از آن گرد نشده‌اند.\n"
        "\n"
        "دستور جلسه\n"
        "۱. کلاس درس (آموزش)\n"
        "یک بخش کمتر از نیمی از صندلی‌های مدرسهٔ مورد نیاز خود را دارد (ظرفیت صندلی مدرسه – پوشش نیاز، "
        "همهٔ ساکنان، ۱۴۰۴، استاندارد: ۳۵ دانش‌آموز در هر کلاس). استان تهران: پوشش نیاز {۶۱٪}؛ کمبود "
        "۱۲٬۳۴۵ صندلی (۳۵۳ کلاس درس، گردشده رو به بالا در هر بخش و دورهٔ تحصیلی)؛ "
        "باقی‌مانده پس از تعهدها ۱۲٬۰۴۵ صندلی (تعهدشده و هنوز تحویل‌نشده: "
        "۳۰۰ صندلی).\n"
        "تصمیم: ساخت (نوشته‌شده در همین نشست کاری، نه در پایگاه داده)\n"
        "\n"
        "تعهدها\n"
        "تا ۲۶ بهمن ۱۴۰۴، ۳ تعهد: ۱ تحویل‌شده، ۱ دیرشده، از سوی ۲ شریک.\n"
        "جمع تعهدها: ۱ پایگاه سلامت و ۱۶۰ صندلی مدرسه.\n"
        "تحویل‌شده از آن تا کنون: ۱ پایگاه سلامت و ۲۰ صندلی مدرسه.\n"
        "از این جلسه، برقرار در ۲۶ بهمن ۱۴۰۴: ۳ تعهد، از سوی ۲ شریک: ۱ پایگاه سلامت و ۱۶۰ صندلی مدرسه.\n"
        "\n"
        "تعهدهای دیرشده\n"
        "شریک دو: ۶۰ صندلی در بخش کهریزک، سررسید ۲۶ دی ۱۴۰۴، ۳۰ روز تأخیر، که ۲۰ صندلی آن تحویل شده است.\n"
        "\n"
        "از هر کمبود پس از تحویل همهٔ تعهدها چه می‌ماند\n"
        "ظرفیت صندلی مدرسه: کمبود ۱۲٬۳۴۵ صندلی؛ تعهدشده و هنوز تحویل‌نشده ۳۰۰ صندلی؛ کمبود پس از آن "
        "۱۲٬۰۴۵ صندلی، در ۱ بخش از ۲ بخش.\n"
        "تعهدی که از کمبود یک بخش بیشتر باشد از کمبود بخش دیگر نمی‌کاهد.\n"
        "\n"
        "تعهدهای تازه، نوشته‌شده در همین نشست کاری، نه در پایگاه داده\n"
        "شریک دو: دو کلاس (برای پناهندگان)؛ ۷۰ صندلی · ۵٬۰۰۰ دلار آمریکا، بخش خاوران، سررسید ۱۰ شهریور "
        "۱۴۰۵.\n"
        "\n"
        "دربارهٔ این متن\n"
        "منابع: راهنمای شرایط اضطراری کمیساریای عالی پناهندگان.\n"
        "مرزها، نام‌ها و عنوان‌های به‌کاررفته به معنای تأیید یا پذیرش رسمی سازمان ملل متحد نیست.\n"
        "طبقه‌بندی: داخلی\n"
        "نسخهٔ داده v1، تصویر لحظه‌ای abc.\n"
    ),
    "en": (
        "First meeting\n"
        "14 October 2025 (1404) · Tehran\n"
        "As of 15 February 2026 (1404); amounts are those of the tables of the meeting, not rounded further.\n"
        "\n"
        "Agenda\n"
        "1. Classrooms (Education)\n"
        "One district has fewer than half of the school seats it needs (School seats – coverage of need, "
        "everyone, 2025/26 (1404), standard: 35 pupils per class). Tehran province: coverage of need 61%;"
        " shortage 12,345 seats (353 classrooms, rounded up by district and school level);"
        " remains after commitments 12,045 seats (promised and "
        "not yet delivered: 300 seats).\n"
        "Decision: Build (typed in this session, not in the database)\n"
        "\n"
        "Commitments\n"
        "3 commitments as of 15 February 2026 (1404): 1 delivered, 1 late, by 2 partners.\n"
        "Promised in all: 1 health post and 160 school seats.\n"
        "Delivered of it so far: 1 health post and 20 school seats.\n"
        "Made at this meeting and standing on 15 February 2026 (1404): 3 commitments, by 2 partners: 1 health post and"
        " 160 school seats.\n"
        "\n"
        "Late commitments\n"
        "Partner Two: 60 seats in Kahrizak District, due 16 January 2026 (1404), 30 days late, 20 seats "
        "of it delivered.\n"
        "\n"
        "What remains of each shortage when everything agreed is delivered\n"
        "School seats: 12,345 seats short; 300 seats promised and not yet delivered; 12,045 seats short "
        "after that, in 1 of 2 districts.\n"
        "A promise beyond one district's shortage takes nothing off another's.\n"
        "\n"
        "New commitments, typed in this session, not in the database\n"
        "Partner Two: دو کلاس (for refugees); 70 seats · USD 5,000, Khavaran District, due 1 September "
        "2026 (1405).\n"
        "\n"
        "About this text\n"
        "Sources: UNHCR Emergency Handbook.\n"
        "The boundaries and names shown and the designations used do not imply official endorsement or "
        "acceptance by the United Nations.\n"
        "Sensitivity: internal\n"
        "Data version v1, snapshot abc.\n"
    ),
}


def late(number, days, promised=60.0, **more):
    return commitment(number, "p2", is_late=True, days_late=days, due_on="2026-01-16", promised=promised, **more)


@cache
def small():
    post = {"sector": "health", "indicator_id": "health_posts", "unit": "health_posts", "promised": 1.0}
    return snapshot(
        commitment(1),
        late(2, 30, delivered=20.0, status="in_progress"),
        commitment(3, "p2", status="delivered", delivered=1.0, **post),
    )


@pytest.mark.parametrize("lang", TEXTS)
def test_text_of_a_small_meeting_word_for_word(lang):
    i18n.activate("en" if lang == "fa" else "fa")  # it is in the language asked for, whatever is in use
    made = brief(small(), lang, [Decision("m1", 1, "ساخت", "Build")], [NEW])
    assert made == TEXTS[lang].replace("{", "\u2066").replace("}", "\u2069")


def test_same_snapshot_is_the_same_text_and_without_typed_entries_none_is_named():
    made = brief(small(), "en")
    assert made == brief(small(), "en")
    assert "session" not in made
    assert "No decision is recorded yet." in made


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("fa", ("هنوز دستور جلسه‌ای نیست.", "تا ۲۶ بهمن ۱۴۰۴ تعهدی تصویب نشده است.", "هیچ تعهدی دیر نشده است.")),
        (
            "en",
            (
                "There is no agenda yet.",
                "No commitment has been agreed as of 15 February 2026 (1404).",
                "No commitment is late.",
            ),
        ),
    ],
)
def test_empty_meeting_says_what_it_lacks(lang, lines):
    made = brief(snapshot(agenda=(), viewed=False), lang).splitlines()
    assert [one for one in lines if one not in made] == []


def test_one_commitment_is_in_the_singular():
    made = brief(snapshot(late(1, 1, promised=1.0)), "en")
    assert "1 commitment as of 15 February 2026 (1404): 0 delivered, 1 late, by 1 partner." in made
    assert "Promised in all: 1 school seat." in made
    assert "Nothing of it is delivered yet." in made
    assert (
        "Made at this meeting and standing on 15 February 2026 (1404): 1 commitment, by 1 partner: 1 school seat."
        in made
    )
    assert "Partner Two: 1 seat in Kahrizak District, due 16 January 2026 (1404), 1 day late." in made


def test_two_hundred_commitments_are_no_longer_than_six_and_the_worst_are_named():
    def of(count):
        made = [late(number, number, promised=10.0 * number) for number in range(1, count + 1)]
        return brief(snapshot(*made), "en", (), [NEW] * count).splitlines()

    many = of(200)
    assert len(many) == len(of(6)) <= 45
    assert [int(one) for one in re.findall(r"(\d+) days late", "\n".join(many))] == [200, 199, 198, 197, 196]
    assert "And 195 more are late." in many
    assert "And 195 more." in many
    assert "Promised in all: 201,000 school seats." in many


def test_units_are_never_added_up_and_proposals_are_no_promises():
    post = {"sector": "health", "indicator_id": "health_posts", "unit": "health_posts", "promised": 2.0}
    made = brief(snapshot(commitment(1), commitment(2, **post), commitment(3, status="proposed", promised=999.0)), "en")
    assert "Promised in all: 2 health posts and 100 school seats." in made
    assert "999" not in made


def test_figures_of_a_view_are_those_of_its_slide_and_of_the_frame_and_what_remains_adds_up(en):
    made, own = brief(small(), "en"), records(frame().context)[0]
    for column in ("shortage", "promised_open", "remaining_shortage"):
        assert made.count(f"{own[column]:,.0f} seats") == 2
    assert f"coverage of need {own['value']:.0f}%" in made
    assert [one.value for one in meeting_items.figures(frame())][1] == gap(frame())[1] == "12,345 seats"
    (line,) = [one for one in made.splitlines() if one.startswith("School seats: ")]
    shortage, promised, left = (int(one.replace(",", "")) for one in re.findall(r"([\d,]+) seats", line))
    assert shortage - promised == left


@pytest.mark.parametrize("lang", TEXTS)
def test_text_draws_no_conclusion(lang):
    said = brief(small(), lang)
    for word in ("improve", "because", "better", "return", "بهبود", "زیرا", "بازگشت"):
        assert word not in said

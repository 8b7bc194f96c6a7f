"""Decisions typed on the page of meetings: kept in one session alone, checked where they stand, in no database."""

import hashlib
import io
from dataclasses import replace

import openpyxl
import pytest

from tests.pages import reading
from tests.sweeps import FA_NOW
from ui import decisions, loaders, meeting_loaders
from wording import i18n

MEETING = "m_1404_12"
WRONG = {"promised": "ده", "amount": "x"}


@pytest.fixture
def meeting(open_page):
    """Open the page with both parts open: ``meeting("en")``."""

    def open_(lang, name=MEETING):
        at = open_page(f"lang={lang}&meeting={name}", page="meetings")
        for key in ("decisions_opened", "brief_opened"):
            at.session_state[f"{key}:{lang}"] = True
        return run(at)

    return open_


def run(at):
    at.run()
    i18n.activate(at.session_state["hg_selection"].lang)
    assert not at.exception
    assert not at.error
    return at


def in_english(at):
    """Switch the language as its button does; AppTest loses the sidebar in a second run."""
    at.session_state["hg_selection"] = replace(at.session_state["hg_selection"], lang="en")
    at.session_state["hg_changed"] = True
    return run(at)


def box(at, name, lang):
    return at.selectbox(key=f"nc_{name}:{lang}")


def area(at, lang, no, shown):
    return at.text_area(key=f"decision_{lang}:{MEETING}:{no}:{shown}")


def fill(at, lang, **texts):
    """Fill the form; the due date is one year after the meeting's year."""
    for name, value in {"partner_id": "unhcr", "sector": "health", "pcode": "IR2303"}.items():
        box(at, name, lang).set_value(value)
        run(at)
    first_year = {"fa": 1404, "en": 2026}[lang]
    for name, value in {"year": str(first_year + 1), "month": "6", "day": "31" if lang == "fa" else "30"}.items():
        box(at, name, lang).set_value(value)
        run(at)
    for name, value in texts.items():
        at.text_input(key=f"nc_{name}:{lang}").set_value(value)
    return run(at)


def add(at, lang):
    at.button(key=f"nc_add:{lang}").click()
    return run(at)


def faults(at):
    return [reading.texts_of(one)[0] for one in reading.fragments(at) if "hg-fault" in one]


def listed(at):
    return [reading.texts_of(one)[0] for one in reading.fragments(at) if 'class="hg-typed"' in one]


def waiting(at):
    texts = reading.texts_of(reading.fragment(at, "hg-typed-count"))
    return texts[0] if texts else ""


def text(at):
    return reading.texts_of(reading.fragment(at, "hg-brief"))[0]


def kept(at):
    return at.session_state["hg_minutes"][MEETING]


def test_what_is_typed_in_one_language_is_there_in_the_other_after_a_page_change_and_in_no_other_session(meeting):
    at = meeting("fa")
    assert waiting(at) == ""
    area(at, "fa", 2, "fa").set_value("ساخت كلاس")
    run(at)
    assert waiting(at) == "۱ مورد هنوز ذخیره نشده است."
    in_english(at)
    assert area(at, "fa", 2, "en").value == "ساخت كلاس"
    area(at, "en", 2, "en").set_value("Build classrooms")
    run(at)
    assert "Decision: Build classrooms (typed in this session, not in the database)" in text(at)
    at.switch_page("pages/data.py")
    run(at)
    at.switch_page("pages/meetings.py")
    run(at)
    assert area(at, "en", 2, "en").value == "Build classrooms"
    assert waiting(at) == "1 entry is not yet downloaded."
    other = meeting("en")
    assert area(other, "en", 2, "en").value == ""
    assert "Build classrooms" not in text(other)


def test_database_decision_stands_in_the_field_and_is_no_entry_until_it_is_changed(meeting, ask):
    at = meeting("en", "m_1404_07")
    field = at.text_area(key="decision_en:m_1404_07:1:en")
    assert [(field.value,)] == ask("SELECT decision_en FROM agenda_item WHERE meeting_id = 'm_1404_07' AND item_no = 1")
    assert waiting(at) == ""


@pytest.mark.parametrize("lang", FA_NOW)
def test_bad_input_is_told_at_its_field_and_nothing_is_lost(meeting, lang):
    at = add(fill(meeting(lang), lang, **WRONG), lang)
    needed, number, currency = {
        "fa": ("این فیلد لازم است.", "یک عدد بنویسید، برای نمونه ۱٬۲۰۰.", "ارز را انتخاب کنید."),
        "en": ("This is needed.", "Write a number, for example 1,200.", "Choose the currency."),
    }[lang]
    assert faults(at)[:-1] == [needed, number, number, currency]
    assert not kept(at).commitments
    assert {name: at.text_input(key=f"nc_{name}:{lang}").value for name in WRONG} == WRONG
    assert box(at, "partner_id", lang).value == "unhcr"
    for name, value in {f"text_{lang}": "Build", "promised": "۲", "amount": ""}.items():
        at.text_input(key=f"nc_{name}:{lang}").set_value(value)
    assert faults(run(at)) == []
    add(at, lang)
    assert len(listed(at)) == 1


def test_added_commitments_are_listed_in_the_text_and_can_be_removed(meeting):
    at = fill(meeting("fa"), "fa", text_fa="دو خانهٔ بهداشت", promised="۲", amount="۵٬۰۰۰")
    box(at, "currency", "fa").set_value("USD")
    add(run(at), "fa")
    (one,) = kept(at).commitments
    assert (one.commitment_id, one.indicator_id, one.unit) == ("n_m_1404_12_1", "health_houses", "health_houses")
    assert (one.promised, one.amount, one.due_on.isoformat()) == (2.0, 5000.0, "2026-09-22")
    said = "کمیساریای عالی سازمان ملل در امور پناهندگان: دو خانهٔ بهداشت؛ ۲ خانهٔ بهداشت"
    assert listed(at)[0].startswith(said)
    assert said in text(at)
    assert at.text_input(key="nc_promised:fa").value == ""
    at.text_input(key="nc_text_fa:fa").set_value("یکی دیگر")
    at.text_input(key="nc_promised:fa").set_value("1")
    add(run(at), "fa")
    at.button(key="nc_remove_n_m_1404_12_1:fa").click()
    run(at)
    assert [one.commitment_id for one in kept(at).commitments] == ["n_m_1404_12_2"]
    in_english(at)
    assert "یکی دیگر" in listed(at)[0]
    assert (box(at, "year", "en").value, box(at, "month", "en").value, box(at, "day", "en").value) == (
        "2026",
        "9",
        "22",
    )


def test_only_valid_days_from_the_meeting_on_can_be_chosen(meeting):
    at = meeting("fa")
    box(at, "year", "fa").set_value("1404")
    run(at)
    box(at, "month", "fa").set_value("12")
    run(at)
    assert box(at, "month", "fa").options == ["انتخاب کنید", "اسفند"]
    assert box(at, "day", "fa").options == ["انتخاب کنید", *map(formatted, range(12, 30))]
    box(at, "day", "fa").set_value("29")
    run(at)
    box(at, "year", "fa").set_value("1405")
    run(at)
    box(at, "month", "fa").set_value("1")
    run(at)
    assert kept(at).draft.due_on.isoformat() == "2026-04-18"


def formatted(number):
    return str(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def test_files_hold_what_was_typed_and_the_database_is_untouched(meeting, demo_database):
    def fingerprint():
        return hashlib.sha256(demo_database.read_bytes()).hexdigest()

    before = fingerprint()
    at = meeting("en")
    area(at, "en", 3, "en").set_value("=1+1")
    add(fill(run(at), "en", text_en="Two houses", promised="2"), "en")
    book = meeting_loaders.book(MEETING)
    content = decisions._workbook(kept(at), book, loaders.reference())()
    made = openpyxl.load_workbook(io.BytesIO(content))
    items = [row[6] for row in made["agenda_item"].iter_rows(min_row=2, values_only=True)]
    assert items == [None, None, "=1+1", None]
    (row,) = made["commitment"].iter_rows(min_row=2, values_only=True)
    assert (row[0], row[2], row[9], row[10], row[14]) == ("n_m_1404_12_1", "unhcr", "Two houses", 2, "2027-06-30")
    assert fingerprint() == before


def test_presentation_shows_the_entries_of_its_own_session(meeting, open_page):
    at = meeting("en")
    area(at, "en", 1, "en").set_value("Meet in the observatory")
    run(at)
    at.button(key="present:en").click()
    run(at)
    shown = meeting_loaders.deck(meeting_loaders.book(MEETING))[0]
    shared = meeting_loaders.handout(meeting_loaders.book(MEETING), shown)
    assert not [page for page in shared.pages if "observatory" in str(page)]
    other = open_page(f"lang=en&meeting={MEETING}&present=1&slide=closing", page="meetings")
    assert "observatory" not in str(reading.fragments(other))
    at.query_params["slide"] = "closing"
    run(at)
    assert "Item 1: Meet in the observatory (typed in this session, not in the database)" in str(reading.fragments(at))

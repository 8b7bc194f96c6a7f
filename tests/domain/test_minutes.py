"""What is typed in a meeting: read, checked, given an id, and laid out as rows of the data contract."""

from dataclasses import replace
from datetime import date

import pytest

from data_access import tables
from domain import minute_sheets
from domain.meetings import AgendaItem, Meeting
from domain.minutes import (
    DECISION_AT_MOST,
    TEXT_AT_MOST,
    Decision,
    Draft,
    Minutes,
    checked,
    decisions_of,
    is_too_long,
    pending,
    promisable,
    proposed_id,
)
from domain.typed import clean, number_of

MEETING = Meeting("m1", date(2025, 10, 14), "ج", "M")
ITEMS = (
    AgendaItem(1, "education", "ت", "T", None, None),
    AgendaItem(2, "health", "ت۲", "T2", "قبلی", "Earlier"),
)
GOOD = Draft("p1", "education", "school_seats", "IR2301", "", "متن", "", "۱٬۲۰۰", "", "", date(2026, 9, 1))
KNOWN = {"partners": {"p1"}, "areas": {"IR2301"}}


def faults(**changes):
    made, found = checked(replace(GOOD, **changes), MEETING, "n_m1_1", **KNOWN)
    assert (made is None) == bool(found)
    return found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("۱٬۲۰۰", 1200.0), ("1,200", 1200.0), ("١٢٠٠", 1200.0), (" 1 200 ", 1200.0), ("۱۲۰۰٫۵", 1200.5)],
        *[("۱،۲۰۰", 1200.0), ("0", 0.0), ("1.5", 1.5), ("\u2066۴۲\u2069", 42.0)],
        *[
            ("", None),
            ("-5", None),
            ("12,00", None),
            ("1,2000", None),
            ("1 2", None),
            ("five", None),
            ("1e9", None),
            ("²", None),
        ],
    ],
)
def test_numbers_are_read_in_any_digits_and_nothing_else_is(text, number):
    assert number_of(text) == number


def test_typed_texts_lose_control_signs_and_arabic_letters_and_keep_lines_and_zwnj():
    assert clean(" كتاب\u200cها\tي \r\n\n\u202eسطر \x07دو ") == "کتاب\u200cها ی\nسطر دو"
    assert clean(" \n ") == ""


def test_good_draft_becomes_a_commitment_with_the_unit_of_its_indicator():
    made, found = checked(GOOD, MEETING, "n_m1_1", **KNOWN)
    assert found == {}
    assert (made.commitment_id, made.promised, made.unit, made.population_group) == ("n_m1_1", 1200.0, "seats", None)
    assert (made.amount, made.currency, made.due_on) == (None, None, date(2026, 9, 1))
    assert (made.text("fa"), made.text("en")) == ("متن", "متن")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"partner_id": ""}, {"partner_id": "empty"}),
        ({"partner_id": "gone"}, {"partner_id": "unknown"}),
        ({"pcode": "IR99"}, {"pcode": "unknown"}),
        ({"sector": "", "indicator_id": ""}, {"sector": "empty", "indicator_id": "empty"}),
        ({"sector": "health"}, {"indicator_id": "unknown"}),
        ({"indicator_id": "pupils_per_class"}, {"indicator_id": "unknown"}),
        ({"population_group": "resident"}, {"population_group": "unknown"}),
        ({"text_fa": " "}, {"text": "empty"}),
        ({"text_en": "x" * (TEXT_AT_MOST + 1)}, {"text_en": "too_long"}),
        ({"promised": " "}, {"promised": "empty"}),
        ({"promised": "ten"}, {"promised": "no_number"}),
        ({"promised": "۰"}, {"promised": "not_positive"}),
        ({"promised": "1.200"}, {"promised": "not_whole"}),
        ({"promised": "99999999"}, {"promised": "too_large"}),
        ({"amount": "5", "currency": ""}, {"currency": "no_currency"}),
        ({"amount": "", "currency": "USD"}, {"amount": "no_amount"}),
        ({"amount": "x", "currency": "USD"}, {"amount": "no_number"}),
        ({"due_on": None}, {"due_on": "empty"}),
        ({"due_on": date(2025, 10, 13)}, {"due_on": "before_meeting"}),
        ({"due_on": date(2035, 10, 15)}, {"due_on": "too_late"}),
    ],
)
def test_each_fault_is_told_at_its_field(changes, found):
    assert faults(**changes) == found


def test_due_on_the_day_of_the_meeting_and_money_with_decimals_are_fine():
    assert faults(due_on=date(2035, 10, 14)) == {}
    assert faults(due_on=MEETING.held_on, amount="۱۲٫۵", currency="USD") == {}


def test_ids_are_ascii_and_none_is_given_twice():
    assert proposed_id("m_1404_12", ()) == "n_m_1404_12_1"
    assert proposed_id("m_1404_12", {"n_m_1404_12_1", "n_m_1404_12_2"}) == "n_m_1404_12_3"
    assert proposed_id("جلسه-۱ x", ()).isascii()


def test_every_indicator_that_can_be_promised_has_a_need():
    assert promisable("education") == ["school_seats"]
    assert promisable("") == []


def test_only_decisions_that_differ_count_and_the_other_language_stays():
    typed = {1: {"fa": " "}, 2: {"en": "Earlier "}, 9: {"en": "no such item"}}
    assert decisions_of("m1", ITEMS, typed) == ()
    assert decisions_of("m1", ITEMS, {2: {"en": "New"}}) == (Decision("m1", 2, "قبلی", "New"),)
    assert decisions_of("m1", ITEMS, {2: {"fa": "", "en": ""}}) == (Decision("m1", 2, "", ""),)
    assert is_too_long("x" * (DECISION_AT_MOST + 1))
    assert not is_too_long("x" * DECISION_AT_MOST)


def test_pending_counts_what_differs_from_the_last_file():
    made, _found = checked(GOOD, MEETING, "n_m1_1", **KNOWN)
    first = Minutes("m1", (Decision("m1", 1, "آ", ""),), (made,))
    assert (pending(first, None), pending(first, first), pending(Minutes("m1"), None)) == (2, 0, 0)
    assert pending(replace(first, decisions=(Decision("m1", 1, "ب", ""),)), first) == 1
    assert pending(Minutes("m1"), first) == 2


@pytest.mark.parametrize("name", minute_sheets.SHEETS)
def test_sheets_have_the_columns_of_the_contract_in_its_order(name):
    assert list(minute_sheets.SHEETS[name]) == [column.name for column in getattr(tables, name).columns]


def test_no_cell_that_the_contract_asks_for_is_empty_but_a_translation():
    made, _found = checked(GOOD, MEETING, "n_m1_1", **KNOWN)
    minutes = Minutes("m1", (Decision("m1", 1, "تصمیم", ""),), (made,))
    rows = minute_sheets.rows(MEETING, ITEMS, minutes)
    assert [row["decision_fa"] for row in rows["agenda_item"]] == ["تصمیم", "قبلی"]
    assert rows["agenda_item"][0]["decision_en"] is None
    assert rows["commitment"][0]["due_on"] == "2026-09-01"
    (update,) = rows["commitment_update"]
    assert (update["updated_on"], update["status"], update["delivered"]) == ("2025-10-14", "agreed", 0.0)
    lacking = {
        (name, column.name)
        for name, own in rows.items()
        for row in own
        for column in getattr(tables, name).columns
        if row[column.name] is None and not column.nullable
    }
    assert lacking == {("commitment", "text_en")}
    assert minute_sheets.untranslated(minutes) == ["n_m1_1"]

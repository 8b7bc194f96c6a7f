"""The five sentences in every turn that the figures can take, in both languages."""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from measures.reference import Reference
from tests.ui.making import OPTIONS, plain, selection
from ui import area_head, area_sentences
from ui.area_facts import Facts

GROUPS = "host,refugee,documented"
SEATS = {
    "status": "ok",
    "note": "",
    "standard_id": "ppc_35",
    "capacity": 123_456.0,
    "demand_persons": 234_567.0,
    "shortage": 98_765.4,
    "classrooms_short": 2822.0,
}
UNITS = {
    "status": "ok",
    "note": "",
    "standard_id": "phu",
    "capacity": 8.0,
    "demand_persons": 234_567.0,
    "value": 0.3411,
}
PLACES = {"status": "ok", "note": "", "capacity": 847.0, "demand_persons": 160_001.0, "value": 5.2938}
INDEX = {"status": "ok", "note": "", "value": 14.44, "rank": 2.0}
NONE = {"status": "no_data", "note": "under_reported;reported:1/9", "value": np.nan}


WITHOUT = [(1, "school_seats"), (2, "primary_health_units"), (3, "training_places")]
STANDARDS = {"school_seats": {"ppc_35": 35.0}, "primary_health_units": {"phu": 10_000.0}}


def facts(people=(234_567.0, 12_345.0), promises=(), late=0, level="county", groups=GROUPS, **rows):
    known = {
        "school_seats": SEATS,
        "primary_health_units": UNITS | {"units_short": 16.0},
        "training_places": PLACES,
        "priority_index": INDEX,
    } | rows
    counted = [
        {"groups": of, "sex": "all", "age_band": "all", "status": persons if isinstance(persons, str) else "ok"}
        | {"persons": np.nan if isinstance(persons, str) else persons}
        for of, persons in zip((GROUPS, groups if groups != GROUPS else "refugee,documented"), people, strict=True)
    ]
    made = pd.DataFrame({"status": list(promises), "is_late": [place < late for place in range(len(promises))]})
    empty = pd.DataFrame()
    options, day = replace(OPTIONS, standards=STANDARDS), date(2026, 2, 15)
    reference = Reference(empty, None, empty, empty, empty, options, frozenset(), {}, (), day, 5)
    return Facts(
        selection=selection(period="1404", groups=groups),
        reference=reference,
        code="IR2303",
        level=level,
        name="Area",
        short="Area",
        rows={name: (row, PLACES | {"value": 5.9876}) for name, row in known.items()},
        ranked=14,
        people=pd.DataFrame(counted),
        facilities=empty,
        promises=made.astype({"is_late": bool}),
    )


def told(place, *args, **more):
    return plain(area_sentences.sentences(facts(*args, **more))[place])


def test_english_sentences_are_whole_and_round_to_three_digits(en):
    found = [plain(one) for one in area_sentences.sentences(facts(promises=["agreed", "delivered"], late=1))]
    assert found == [
        "Area is home to 235,000 people in 2025/26 (1404); 12,300 of them, 5.3%, are refugees or other documented"
        " foreign nationals.",
        "At 35 pupils per class its schools have 123,000 seats for 235,000 children of school age; added up by district"
        " and school stage 98,800 seats are missing, 2,820 classrooms.",
        "It has 8 primary health units for 235,000 people, 0.341 per 10,000; added up by district, the standard"
        " (one per 10,000 people) asks for 16 more.",
        "It offers 847 training places a year, 5.29 per 1,000 people of working age; in the whole province there are"
        " 5.99.",
        "Partners have made two commitments here: one is delivered and one is still open and late.",
    ]


@pytest.mark.parametrize(
    ("people", "text"),
    [
        ((500.0, "few"), "Area is home to 500 people in 2025/26 (1404), fewer than 10 of them refugees or"),
        (("no_data", "no_data"), "How many people live in Area in 2025/26 (1404) is not known."),
        (("few", "few"), "How many people live in Area in 2025/26 (1404) is not known."),
    ],
)
def test_too_few_people_or_unknown_ones(en, people, text):
    assert told(0, people).startswith(text)


def test_what_is_not_short_is_enough(en):
    enough = SEATS | {"shortage": 0.0, "classrooms_short": 0.0}
    assert told(1, school_seats=enough).endswith("children of school age, enough at every school stage.")
    assert told(2, primary_health_units=UNITS | {"units_short": 0.0}).endswith(
        "; that meets the standard (one per 10,000 people) in every district."
    )
    assert told(2, level="district", primary_health_units=UNITS | {"units_short": 0.0}).endswith(
        "; that meets the standard (one per 10,000 people)."
    )
    one = SEATS | {"shortage": 12.0, "classrooms_short": 1.0}
    assert told(1, school_seats=one).endswith("12 seats are missing, 1 classroom.")


def test_what_there_is_one_of_stands_in_the_singular(en):
    one = SEATS | {"capacity": 1.2, "shortage": 0.3, "classrooms_short": 1.0}
    assert told(1, school_seats=one) == (
        "At 35 pupils per class its schools have 1 seat for 235,000 children of school age; added up by district and"
        " school stage 1 seat is missing, 1 classroom."
    )
    more = SEATS | {"shortage": 1.0, "classrooms_short": 2.0}
    assert told(1, school_seats=more).endswith("1 seat is missing, 2 classrooms.")
    unit = UNITS | {"capacity": 1.0, "units_short": 1.0}
    assert told(2, primary_health_units=unit).startswith("It has 1 primary health unit for")
    assert told(3, training_places=PLACES | {"capacity": 1.0}).startswith("It offers 1 training place a year")


@pytest.mark.parametrize("capacity", [1.0, 0.5])
def test_a_part_written_with_decimals_stands_in_the_plural(en, capacity):
    written = {1.0: "1.00", 0.5: "0.500"}[capacity]
    row = {"capacity": capacity}
    assert f", {written} seats of its schools fall" in told(1, groups="refugee", school_seats=SEATS | row)
    assert f" {written} training places a year fall" in told(3, groups="refugee", training_places=PLACES | row)


def test_what_there_is_none_of_is_said_so(en):
    nothing = {"capacity": 0.0, "value": 0.0}
    units = told(2, primary_health_units=UNITS | nothing | {"units_short": 24.0})
    assert (
        units == "It has no primary health unit for 235,000 people; added up by district, the standard (one per 10,000"
        " people) asks for 24 more."
    )
    assert told(3, training_places=PLACES | nothing) == (
        "It offers no training place to 160,000 people of working age; in the whole province there are 5.99 a year per"
        " 1,000."
    )


@pytest.mark.parametrize(("place", "indicator"), WITHOUT)
def test_without_a_figure_the_sentence_says_why(en, place, indicator):
    assert told(place, **{indicator: NONE}).endswith("here: too few facilities reported · 1 of 9 facilities reported.")
    assert told(place, **{indicator: NONE | {"status": "few"}}).endswith("here: fewer than 10 people.")


@pytest.mark.parametrize(
    ("promises", "text"),
    [
        ([], "No commitment of a partner is agreed for this area."),
        (["cancelled"], "No commitment of a partner is agreed for this area."),
        (["proposed"], "No commitment of a partner is agreed for this area; one is proposed."),
        (
            ["in_progress", "proposed", "proposed"],
            "Partners have made one commitment here: one is still open; two more",
        ),
        (["agreed"] * 3, "Partners have made three commitments here: three are still open (one of them late)."),
        (["delivered"] * 12, "Partners have made 12 commitments here: 12 are delivered."),
    ],
)
def test_commitments_in_all_their_states(en, promises, text):
    assert told(4, promises=promises, late=promises.count("agreed") // 3).startswith(text)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (INDEX, "On average over the sectors, 14% of the province's shortages lie in "),
        (INDEX | {"note": "city_boundary"}, "is counted in Tehran city: its per-person figures are distorted"),
        (NONE, "There are not enough figures to weigh the shortages of Area"),
    ],
)
def test_title_says_the_finding_or_why_there_is_none(en, row, text):
    assert text in plain(area_head.title(facts(priority_index=row)))


def test_rank_is_told_where_there_is_one(lang):
    rows = [INDEX | {"rank": rank} for rank in (2.0, np.nan)]
    ranked, unranked = (plain(area_head.subtitle(facts(priority_index=row))) for row in rows)
    assert ranked.lower().endswith(unranked.lower())
    assert ("Rank 2 of 14 counties" if lang == "en" else "رتبهٔ ۲ از ۱۴ شهرستان") in ranked


def test_persian_sentences_have_persian_digits_and_signs_alone(fa):
    cases = [
        facts(promises=["agreed", "delivered", "proposed"], late=1),
        facts((500.0, "few"), primary_health_units=UNITS | {"capacity": 0.0, "units_short": 3.0}),
        facts(school_seats=NONE, training_places=PLACES | {"capacity": 0.0}),
        facts(groups="refugee", promises=["agreed"]),
        facts((500.0, "few"), groups="host", primary_health_units=UNITS | {"capacity": 0.0, "units_short": 3.0}),
        facts(groups="host", level="district", school_seats=NONE, training_places=PLACES | {"capacity": 0.0}),
    ]
    for case in cases:
        for one in map(plain, area_sentences.sentences(case)):
            assert one.endswith(".")
            assert not re.search("[0-9,;%]|nan", one), one
            assert not re.search("[A-Za-z]", one.replace("Area", "")), one


def test_of_groups_each_sentence_names_them_and_tells_their_part(en):
    units = UNITS | {"capacity": 0.4271, "units_short": 2.0, "demand_persons": 12_345.0}
    case = facts(promises=["agreed"], groups="refugee", primary_health_units=units)
    assert [plain(one) for one in area_sentences.sentences(case)] == [
        "Area is home to 235,000 people of all groups in 2025/26 (1404); 12,300 of them, 5.3%, are counted as"
        " refugees.",
        "For refugees, at 35 pupils per class, 123,000 seats of its schools fall to 235,000 children of school age;"
        " added up by district and school stage 98,800 seats are missing, 2,820 classrooms.",
        "For refugees, as much as 0.427 of its primary health units falls to 12,300 people, 0.341 per 10,000; added up"
        " by district, the standard (one per 10,000 people) asks for 2 more.",
        "For refugees, 847 training places a year fall to them, 5.29 per 1,000 people of working age; in the whole"
        " province there are 5.99.",
        "Partners have made one commitment here: one is still open. Commitments are counted whichever group they are"
        " for.",
    ]


def test_only_what_is_added_up_says_so(en):
    for place in (1, 2):
        assert "by district" in told(place, primary_health_units=UNITS | {"units_short": 3.0})
        assert "by district" not in told(place, level="district", primary_health_units=UNITS | {"units_short": 3.0})


@pytest.mark.parametrize(
    ("people", "text"),
    [
        ((500.0, "few"), "fewer than 10 of them counted as the host community and refugees."),
        (("few", "few"), "not known."),
    ],
)
def test_too_few_people_of_chosen_groups(en, people, text):
    assert told(0, people, groups="host,refugee").endswith(text)


@pytest.mark.parametrize(("place", "indicator"), WITHOUT)
def test_without_a_figure_for_groups_the_sentence_names_them(en, place, indicator):
    row = NONE | {"status": "few"}
    assert " for refugees here: fewer than 10 people." in told(place, groups="refugee", **{indicator: row})


SHORT = {"school_seats": SEATS, "primary_health_units": UNITS | {"units_short": 2.0}}


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (SHORT, "For refugees, Area is short of 98,800 school seats and 2 primary health units"),
        (
            SHORT | {"primary_health_units": UNITS | {"units_short": 0.0}},
            "For refugees, Area is short of 98,800 school",
        ),
        (
            {"school_seats": SEATS | {"shortage": 0.0}, "primary_health_units": UNITS | {"units_short": 0.0}},
            "For refugees, Area lacks neither school seats nor primary health units",
        ),
        (SHORT | {"school_seats": NONE}, "There are not enough figures to weigh the shortages of Area (refugees)"),
        (SHORT | {"priority_index": INDEX | {"note": "city_boundary"}}, "Part of the residents of Area is counted in"),
    ],
)
def test_title_for_groups_is_of_their_figures(en, rows, text):
    assert plain(area_head.title(facts(groups="refugee", **rows))).startswith(text)


def test_rank_beside_groups_says_that_it_is_of_all(lang):
    told_ = plain(area_head.subtitle(facts(groups="refugee")))
    assert told_.startswith({"en": "Refugees · 2025/26", "fa": "پناهندگان · ۱۴۰۴"}[lang])
    assert {"en": "by priority index, for everyone", "fa": "برای همهٔ ساکنان"}[lang] in told_


@pytest.mark.parametrize(
    ("seats", "units", "text"),
    [
        (0.4, 1.0, "1 school seat and 1 primary health unit"),
        (1.0, 2.0, "1 school seat and 2 primary health units"),
        (1.1, 0.0, "1 school seat"),  # as the table rounds
        (1.6, 0.0, "2 school seats"),
    ],
)
def test_title_for_groups_counts_one_in_the_singular(en, seats, units, text):
    rows = {"school_seats": SEATS | {"shortage": seats}, "primary_health_units": UNITS | {"units_short": units}}
    assert plain(area_head.title(facts(groups="refugee", **rows))) == f"For refugees, Area is short of {text}"


def test_a_trace_of_a_unit_is_told_as_one_and_not_with_its_zeros(en):
    units = UNITS | {"capacity": 0.00787, "units_short": 0.0, "demand_persons": 12.0}
    case = facts(groups="refugee", primary_health_units=units)
    assert "under 0.1 of a primary health unit falls to 12 people" in plain(area_sentences.sentences(case)[2])

"""The catalogue of kinds and states."""

import re

import pytest

from domain.disclosure import PERSON_MEASURES
from domain.facilities import KINDS, SHOWN_MEASURES, STATUSES, USUAL_STATUSES, kinds_of
from domain.indicators import CATALOGUE, SECTORS

PERSIAN = re.compile("^[آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءٔ\u200c ‌]+$")


@pytest.mark.parametrize(
    "name", [*(kind.name for kind in KINDS.values()), *STATUSES.values()], ids=lambda name: name.en
)
def test_every_name_stands_in_both_languages(name):
    assert PERSIAN.match(name.fa), name.fa
    assert re.match("^[A-Za-z ]+$", name.en)


def test_every_id_may_stand_in_a_link():
    assert all(re.fullmatch("[a-z_]+", one) for one in (*KINDS, *STATUSES))


def test_every_kind_that_an_indicator_counts_is_known_in_the_indicators_own_sector():
    for entry in CATALOGUE.values():
        for stage in entry.stages:
            for kind in (*stage.kinds, *stage.apart):
                assert KINDS[kind].sector == entry.sector, (entry.id, kind)


def test_kinds_fall_into_the_sectors_in_the_order_of_the_catalogue():
    assert [kind for sector in SECTORS for kind in kinds_of(sector)] == list(KINDS)
    assert kinds_of("population") == ()


def test_closed_is_the_only_state_that_has_to_be_asked_for():
    assert set(STATUSES) - set(USUAL_STATUSES) == {"closed"}


def test_person_counts_are_among_what_is_shown_so_that_their_protection_is_needed():
    assert set(PERSON_MEASURES) <= set(SHOWN_MEASURES)

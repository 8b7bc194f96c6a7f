"""The section of the page on data that says how the database keeps the data contract."""

import pytest

from tests.pages import reading

SWAPPED = "UPDATE facility SET lat = lon, lon = lat WHERE facility_id IN (SELECT facility_id FROM facility LIMIT 12)"
MARKUP = "UPDATE commitment SET unit = '<img src=x onerror=alert(1)>' WHERE commitment_id = 'c_001'"
KEPT = {"fa": "با قرارداد می‌خواند", "en": "keeps the contract"}
FAULT = {
    "fa": "خطا: عرض و طول جغرافیایی جابه‌جا شده‌اند. ۱۲ سطر",
    "en": "Error: Latitude and longitude are swapped. 12 rows",
}


def outcome(at):
    """All fragments from the one of the section on."""
    bodies = reading.fragments(at)
    start = next(place for place, body in enumerate(bodies) if 'id="contract"' in body)
    return bodies[start + 1]


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_database_that_keeps_the_contract_is_told_so(open_page, lang):
    assert KEPT[lang] in outcome(open_page(f"lang={lang}", page="data"))


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_a_fault_is_told_with_its_place_what_to_do_and_ten_rows(open_page, changed_database, lang):
    at = open_page(f"lang={lang}", page="data", HAMGAM_DATABASE_URL=changed_database((SWAPPED,)))
    told = outcome(at)
    assert FAULT[lang] in told
    assert "facility.lat + lon" in told
    assert told.count("<tr>") == 1 + 10
    assert not at.exception


def test_markup_of_the_database_stays_text(open_page, changed_database):
    told = outcome(open_page("lang=en", page="data", HAMGAM_DATABASE_URL=changed_database((MARKUP,))))
    assert "<img" not in told
    assert "&lt;img" in told

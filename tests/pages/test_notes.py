"""What a page says about its own figures holds for the database and the settings in use."""

import pytest

from tests.pages import reading

LANGUAGES = ("fa", "en")
OFFICIAL = ("UPDATE admin_area SET boundary_quality = 'official'",)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("base", "digits"), [("3", "۳"), ("5", "۵"), ("10", "۱۰")])
def test_rule_of_disclosure_names_the_rounding_base_in_use(open_page, base, digits, lang):
    at = open_page(f"lang={lang}", HAMGAM_ROUNDING_BASE=base)
    wanted = f"rounded to base {base} at" if lang == "en" else f"به مضرب {digits} گرد"
    assert wanted in reading.fragment(at, "hg-details")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_schematic_boundaries_are_told_only_where_there_are_some(open_page, changed_database, lang):
    word = "schematic" if lang == "en" else "شماتیک"
    assert word in reading.fragment(open_page(f"lang={lang}"), "hg-details")
    at = open_page(f"lang={lang}", HAMGAM_DATABASE_URL=changed_database(OFFICIAL))
    assert word not in reading.fragment(at, "hg-details")
    assert word not in reading.fragment(at, "hg-foot")

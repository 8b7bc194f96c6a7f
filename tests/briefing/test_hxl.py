"""HXL tags: words of the HXL 1.1 dictionary only, the level that the rows have, years as Gregorian days."""

import re
from datetime import date

import pytest

from briefing import hxl
from domain.frames import RELEASE_COLUMNS
from tests.ui.making import frame, selection

SYNTAX = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
# From the hashtag dictionary; `+value` and `+unit` as the agencies that publish indicators in HXL use them.
HASHTAGS = {"adm2", "adm3", "indicator", "population", "capacity", "need", "date", "meta", "description"}
ATTRIBUTES = {"code", "name", "num", "source", "start", "end", "refugees", "i_fa", "i_en", "value", "unit"}


@pytest.mark.parametrize("level", ["county", "district"])
def test_tags_are_of_the_dictionary_and_none_stands_twice(level):
    found = [tag for tag in hxl.tags(selection(level=level), [*RELEASE_COLUMNS, *hxl.DATES]) if tag]
    assert len(set(found)) == len(found) >= 10
    for tag in found:
        assert SYNTAX.fullmatch(tag)
        word, *attributes = tag[1:].split("+")
        assert word in HASHTAGS
        assert set(attributes) <= ATTRIBUTES


@pytest.mark.parametrize(("level", "number"), [("county", 2), ("district", 3)])
def test_codes_and_names_say_the_level(level, number):
    found = hxl.tags(selection(level=level), ["pcode", "name_fa", "name_en", "level", "need"])
    assert found == [f"#adm{number}+code", f"#adm{number}+name+i_fa", f"#adm{number}+name+i_en", "", ""]


def test_people_are_called_refugees_only_where_all_of_them_are():
    for groups, tag in {"refugee": "+refugees", "refugee,documented": "", "host": ""}.items():
        assert hxl.tags(selection(groups=groups), ["demand_persons"]) == [f"#population{tag}"]


def test_year_is_told_by_its_gregorian_days_since_a_jalali_year_is_no_date_of_hxl():
    data = hxl.with_dates(frame([50.0]).data.assign(period=[1403]))
    assert data.iloc[0][list(hxl.DATES)].tolist() == ["2024-03-20", "2025-03-20"]
    assert hxl.tags(selection(), ["period"]) == [""]
    first, last = (date.fromisoformat(text) for text in data.iloc[0][list(hxl.DATES)])
    assert (last - first).days == 365  # 1403 is a leap year

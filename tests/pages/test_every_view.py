"""Every indicator in every year can be shown, alone and compared: what has no figure says so instead of failing.

The sweep over all of them takes over a minute, so `make test-long` runs it; CI has every indicator in the newest year,
and every year of one indicator of each family.
"""

import pytest

from domain.indicators import CATALOGUE
from domain.links import from_query
from ui import compared, finished, loaders


def every(years):
    return [(indicator, year) for indicator in CATALOGUE for year in years]


def some(years):
    first = {entry.family: indicator for indicator, entry in reversed(CATALOGUE.items())}
    return [one for one in every(years) if one[1] == max(years) or one[0] in first.values()]


views = pytest.mark.parametrize("chosen", [some, pytest.param(every, marks=pytest.mark.long)])


def queries(chosen, years):
    return [{"indicator": indicator, "period": str(year)} for indicator, year in chosen(years)]


def test_the_sample_has_every_indicator_every_year_and_every_family():
    years = (1400, 1401, 1402)
    indicators, periods = zip(*some(years), strict=True)
    assert set(indicators) == set(CATALOGUE)
    assert set(periods) == set(years)
    families = {(CATALOGUE[indicator].family, year) for indicator, year in some(years)}
    assert families == {(entry.family, year) for entry in CATALOGUE.values() for year in years}


@views
def test_map_and_table_of_every_indicator_in_every_year(read_from, demo_database, chosen):
    read_from(demo_database, "fa")
    options = loaders.reference().options
    for query in queries(chosen, options.periods):
        shown = finished.finish(from_query(query | {"lang": "fa"}, options)[0])
        assert shown.side, query
        small = {"level": "district", "area": "IR2303", "groups": "refugee", "view": "table", "lang": "fa"}
        assert finished.finish(from_query(query | small, options)[0]).table, query


@views
@pytest.mark.parametrize("more", [{"period2": "1400"}, {"groups2": "host"}, {"indicator2": "national_share"}])
def test_comparison_of_every_indicator_in_every_year(read_from, demo_database, more, chosen):
    read_from(demo_database, "en")
    options = loaders.reference().options
    for query in queries(chosen, options.periods):
        shown = compared.compared(from_query(query | more | {"lang": "en"}, options)[0])
        assert shown.title, query
        assert len(shown.views) == (1 if "indicator2" in more else 2), query

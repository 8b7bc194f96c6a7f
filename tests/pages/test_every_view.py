"""Every indicator in every year can be shown, alone and compared: what has no figure says so instead of failing."""

import pytest

from domain.indicators import CATALOGUE
from domain.links import from_query
from ui import compared, finished, loaders


def views(years):
    for indicator in CATALOGUE:
        for year in years:
            yield {"indicator": indicator, "period": str(year)}


def test_map_and_table_of_every_indicator_in_every_year(read_from, demo_database):
    read_from(demo_database, "fa")
    options = loaders.reference().options
    for query in views(options.periods):
        shown = finished.finish(from_query(query | {"lang": "fa"}, options)[0])
        assert shown.side, query
        small = {"level": "district", "area": "IR2303", "groups": "refugee", "view": "table", "lang": "fa"}
        assert finished.finish(from_query(query | small, options)[0]).table, query


@pytest.mark.parametrize("more", [{"period2": "1400"}, {"groups2": "host"}, {"indicator2": "national_share"}])
def test_comparison_of_every_indicator_in_every_year(read_from, demo_database, more):
    read_from(demo_database, "en")
    options = loaders.reference().options
    for query in views(options.periods):
        shown = compared.compared(from_query(query | more | {"lang": "en"}, options)[0])
        assert shown.title, query
        assert len(shown.views) == (1 if "indicator2" in more else 2), query

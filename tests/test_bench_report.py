"""What `make bench` says of a figure and its aim."""

import pytest

from tests.bench import report

PLACES = {"places": 6153, "query_worst": "t", "query_worst_ms": 60.0, "index_build_ms": 700.0}


@pytest.mark.parametrize(("median", "met"), [(3.2, True), (50.0, True), (50.1, False)])
def test_finding_a_place_is_to_take_the_server_50_ms_in_the_median(median, met):
    lines = report._places(PLACES | {"query_median_ms": median})
    assert {line.what: line.met for line in lines if line.limit is not None} == {
        "server: find a place among 6,153: median": met
    }
    assert [line.limit for line in lines] == [50, None, None]

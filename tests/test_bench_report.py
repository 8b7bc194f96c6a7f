"""What `make bench` says of a figure and its aim."""

import json
import os
import subprocess
import sys

import pytest

from tests.bench import report
from tests.conftest import ROOT

PLACES = {"places": 6153, "query_worst": "t", "query_worst_ms": 60.0, "index_build_ms": 700.0}


@pytest.mark.parametrize(("median", "met"), [(3.2, True), (50.0, True), (50.1, False)])
def test_finding_a_place_is_to_take_the_server_50_ms_in_the_median(median, met):
    lines = report._places(PLACES | {"query_median_ms": median})
    assert {line.what: line.met for line in lines if line.limit is not None} == {
        "server: find a place among 6,153: median": met
    }
    assert [line.limit for line in lines] == [50, None, None]


def test_a_page_is_to_be_complete_within_a_second_at_the_first_visit_too():
    first, later = (1000.1, 400.0), (900.0, 1200.0)
    lines = report._pages({"area": [first[0], later[0], later[0]], "": [first[1], later[1], later[1]]})
    assert [(line.figure, line.met) for line in lines] == [(900, True), (1000.1, False), (1200, False), (400, True)]


@pytest.mark.long
def test_what_the_server_alone_spends_can_be_measured(demo_database):
    env = os.environ | {"HAMGAM_DATABASE_URL": f"sqlite:///{demo_database}"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.server_times"],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["evidence"] > found["release_cold_county"] > 0

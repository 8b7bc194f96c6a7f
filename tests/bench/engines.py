"""The ten hottest queries on both databases: ``python -m tests.bench.engines`` prints JSON, median ms of each."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from statistics import median

from data_access import queries
from data_access.engine import read_only_engine
from data_access.repository import Repository
from data_access.settings import read_settings
from domain.supplies import MEASURES
from tests.postgres import PostgresServer, filled, programs

PERIOD = 1404
ROUNDS = 15
# Everything that the first view of a period reads, and what each look for a new data version reads.
QUERIES: dict[str, Callable] = {
    "data version": queries.data_version,
    "areas": queries.areas,
    "boundaries": queries.boundaries,
    "periods": queries.periods,
    "population of a period": lambda: queries.population(PERIOD),
    "facilities of a period": lambda: queries.facilities(PERIOD),
    "capacities of a period": lambda: queries.capacities(PERIOD, MEASURES),
    "standards": queries.standards,
    "benchmarks": queries.benchmarks,
    "sources": queries.sources,
}


def times(urls: dict[str, str]) -> dict[str, dict[str, float]]:
    """Median ms by database and query, frame and all; the databases take turns."""
    asked = {name: Repository(read_only_engine(url)) for name, url in urls.items()}
    found: dict[str, dict[str, float]] = {name: {} for name in urls}
    for label, query in QUERIES.items():
        runs: dict[str, list[float]] = {name: [] for name in urls}
        # Once unmeasured: the first connection, and the statement's own plan.
        for place in range(ROUNDS + 1):
            for name, repository in asked.items():
                started = time.perf_counter()
                repository.read(label, query())
                if place:
                    runs[name].append((time.perf_counter() - started) * 1000)
        for name in urls:
            found[name][label] = round(median(runs[name]), 2)
    for repository in asked.values():
        repository.close()
    return found


def measure() -> dict[str, dict[str, float]]:
    """Measure the database of the settings, and where PostgreSQL is installed a server of the bench's own."""
    urls = {"SQLite": read_settings().database_url}
    if programs() is None:
        return times(urls)
    server = PostgresServer().start()
    try:
        return times(urls | {"PostgreSQL": filled(server, "bench")})
    finally:
        server.stop()


if __name__ == "__main__":
    print(json.dumps(measure()))

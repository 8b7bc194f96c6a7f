"""What finding a place costs the server, in ms of its processor: ``python -m tests.bench.place_search`` prints JSON."""

from __future__ import annotations

import json
import time
import tracemalloc
from statistics import median, quantiles

from data_access.settings import read_settings
from domain.place_search import PlaceIndex
from measures.places import counts_in, facilities_of, nearest_to, place_index
from measures.source import Source
from wording import formats

ROUNDS = 15
# As people type: one letter, starts, whole names, words in any order, wrong and foreign spellings, nothing.
QUERIES = (
    *("t", "د", "ری", "te", "تهر", "Tehran", "تهران", "شهرستان ری", "Shahr-e Rey", "Robatkarim", "رباط کریم"),
    *("دبستان", "primary school", "دبستان کهریزک", "health post 2 tehran", "مدرسه متوسطه اول بهار اسلامشهر"),
    *("rabat karim", "kahrizk", "کهرزک", "niloufer lower secondry school", "Zabol", "ناکجاآباد دور", "x" * 200),
)


def timed(index: PlaceIndex, query: str) -> float:
    started = time.thread_time()
    index.search(query, "fa")
    return (time.thread_time() - started) * 1000


def taken(act) -> float:
    started = time.thread_time()
    act()
    return round((time.thread_time() - started) * 1000, 1)


def measure() -> dict[str, float | str]:
    source = Source(read_settings())
    reference = source.reference()
    period = reference.options.periods[-1]
    build_ms = taken(lambda: place_index(source, reference, formats.collation_key))
    tracemalloc.start()
    index = place_index(source, reference, formats.collation_key)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    cost = {query: median(timed(index, query) for _ in range(ROUNDS)) for query in QUERIES}
    facilities = facilities_of(source, period)
    city, county = (next(one for one in index.by_id.values() if one.detail == kind) for kind in ("city", "county"))
    worst = max(cost, key=cost.__getitem__)
    return {
        "places": len(index.by_id),
        "index_build_ms": build_ms,
        "index_mb": round(size / 1e6, 1),
        "query_median_ms": round(median(cost.values()), 2),
        "query_p95_ms": round(quantiles(cost.values(), n=20)[-1], 2),
        "query_worst_ms": round(cost[worst], 2),
        "query_worst": worst,
        "facilities_of_ms": taken(lambda: facilities_of(source, period)),
        "nearest_to_ms": round(median(taken(lambda: nearest_to(city, facilities)) for _ in range(ROUNDS)), 2),
        "counts_in_ms": taken(lambda: counts_in(county, facilities, reference.tree)),
    }


if __name__ == "__main__":
    print(json.dumps(measure(), ensure_ascii=False))

"""What the server alone spends, in a process of its own: ``python -m tests.bench.server_times`` prints JSON."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from statistics import median

from briefing import map_view
from data_access.settings import read_settings
from domain.grants import EVERYTHING
from domain.indicators import CATALOGUE
from domain.links import from_query
from domain.selection import Selection
from measures.release import evidence, release
from measures.source import Source
from ui import finished, loaders, scope
from wording import i18n

ROUNDS = 15


def timed(act: Callable[[], object]) -> tuple[object, float]:
    started = time.perf_counter()
    result = act()
    return result, (time.perf_counter() - started) * 1000


def measure() -> dict[str, float]:
    # Outside a server Streamlit warns at every use of a cache.
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    source = Source(read_settings())
    version = source.version()
    reference, reference_ms = timed(source.reference)
    newest = reference.options.periods[-1]
    found, evidence_ms = timed(lambda: evidence(source, reference, version, newest))

    def view(level: str) -> list[Selection]:
        return [from_query({"indicator": one, "level": level}, reference.options)[0] for one in CATALOGUE]

    def cold(level: str) -> float:
        runs = [timed(lambda one=one: release(one, reference, found, source, version))[1] for one in view(level) * 5]
        return median(runs)

    i18n.activate("fa")
    scope.enter(EVERYTHING)
    _, boundaries_ms = timed(loaders.boundaries)
    frames = {level: [loaders.release(one) for one in view(level)] for level in ("county", "district")}
    one = view("county")[0]
    result = {
        "reference": reference_ms,
        "evidence": evidence_ms,
        "boundaries": boundaries_ms,
        "release_cold_county": cold("county"),
        "release_cold_district": cold("district"),
        "release_cached": median(timed(lambda: loaders.release(one))[1] for _ in range(ROUNDS)),
    }
    for level, released in frames.items():
        drawn = [finished.Drawn.of(frame, reference) for frame in released]
        result[f"classes_{level}"] = median(
            timed(lambda frame=frame: finished.Drawn.of(frame, reference))[1] for frame in released * 3
        )
        result[f"view_of_{level}"] = median(
            timed(lambda item=item: map_view.view_of(item.frame, item.classes, item.fills, {}, ""))[1]
            for item in drawn * 3
        )
    return {name: round(ms, 2) for name, ms in result.items()}


if __name__ == "__main__":
    print(json.dumps(measure()))

"""How long a meeting's pack takes, from the open database to the zip: ``python -m tests.bench.packs`` prints JSON."""

from __future__ import annotations

import json
import time

from briefing import pack
from briefing.deck_file import deck_folders
from briefing.desk import snapshot_of
from data_access.settings import Settings, read_settings
from measures.meetings import meetings
from measures.source import Source

# The first one loads what a dashboard has loaded by its first pages.
ROUNDS = 2


def timed(source: Source, settings: Settings, meeting: str, lang: pack.Lang) -> tuple[float, float]:
    """Return ms, and ms of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    snapshot, _mistakes = snapshot_of(source, meeting, deck_folders(settings))
    pack.zip_of(pack.make(snapshot, [lang]))
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


def measure() -> dict[str, float]:
    """Return by language how long the slowest meeting takes, its snapshot included, and the processor's part of it."""
    settings = read_settings()
    source = Source(settings)
    found: dict[str, float] = {}
    for lang in pack.LANGS:
        of_meetings = [
            min(timed(source, settings, meeting.id, lang) for _round in range(ROUNDS))
            for meeting in meetings(source, source.version()) or ()
        ]
        whole, busy = max(of_meetings)
        found |= {lang: round(whole, 1), f"{lang}, of this the processor": round(busy, 1)}
    return found


if __name__ == "__main__":
    print(json.dumps(measure()))

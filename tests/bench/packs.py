"""How long a meeting's pack takes, from the open database to the zip: ``python -m tests.bench.packs`` prints JSON."""

from __future__ import annotations

import json
import time

from briefing import pack
from briefing.deck_file import deck_folders
from briefing.desk import snapshot_of
from data_access.settings import read_settings
from measures.meetings import meetings
from measures.source import Source


def measure() -> dict[str, float]:
    """Return ms by language: of each the slowest meeting, its snapshot included, imports and first reading too."""
    settings = read_settings()
    source = Source(settings)
    found: dict[str, float] = {}
    for meeting in meetings(source, source.version()) or ():
        for lang in pack.LANGS:
            began = time.perf_counter()
            snapshot, _mistakes = snapshot_of(source, meeting.id, deck_folders(settings))
            pack.zip_of(pack.make(snapshot, [lang]))
            found[lang] = max(found.get(lang, 0.0), round((time.perf_counter() - began) * 1000, 1))
    return found


if __name__ == "__main__":
    print(json.dumps(measure()))

"""The facilities of a view as a file for spreadsheets: the same rows, figures and protection as on the map."""

from __future__ import annotations

from typing import Any

import pandas as pd

from briefing.tables import csv_file
from domain.facilities import KINDS, SHOWN_MEASURES, STATUSES
from domain.frames import records
from measures.reference import Reference
from wording.facility_words import is_few


def content(data: pd.DataFrame, reference: Reference, *, incomplete: bool) -> bytes:
    """Return CSV in UTF-8, with a mark by which spreadsheets know the Persian names as such."""
    table = pd.DataFrame([told(row, reference) | {"incomplete": incomplete} for row in records(data)])
    return csv_file(table)


def told(row: dict[str, Any], reference: Reference) -> dict[str, Any]:
    """Return a facility as the columns of a file, in both languages; a number of too few people is none."""
    kind, status = KINDS[row["kind"]].name, STATUSES[row["status"]]
    ids = row["source_ids"].split(";")
    known = reference.sources.reindex(ids).dropna(subset=["source_id"])
    areas = reference.areas.reindex([row["pcode"]]).iloc[0]
    few = [measure for measure in SHOWN_MEASURES if is_few(row, measure)]
    texts = {
        **{name: row[name] for name in ("facility_id", "name_fa", "name_en", "sector", "kind")},
        **{"kind_fa": kind.fa, "kind_en": kind.en, "status": row["status"]},
        **{"status_fa": status.fa, "status_en": status.en, "pcode": row["pcode"]},
        **{"area_fa": areas["name_fa"], "area_en": areas["name_en"], "open_to": row["open_to"]},
    }
    sources = {
        **{"fewer_than_10_people": ";".join(few), "source_ids": row["source_ids"]},
        **{f"source_{lang}": "; ".join(map(str, known[f"title_{lang}"])) for lang in ("fa", "en")},
        "publisher": "; ".join(dict.fromkeys(map(str, known["publisher"].dropna()))),
    }
    figures = {name: None if name in few else row[name] for name in SHOWN_MEASURES}
    return {
        **texts,
        **{name: row[name] for name in ("lat", "lon")},
        **figures,
        "reference_period": int(row["period"]),
        **sources,
        "is_demonstration": bool(row["is_demonstration"]),
    }

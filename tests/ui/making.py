"""Small released frames, made by hand."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pandas as pd

from domain.frames import RELEASE_COLUMNS, ReleaseFrame
from domain.links import from_query
from domain.selection import Options

OPTIONS = Options(
    periods=(1402, 1403, 1404),
    areas={"IR": 0, "IR23": 1, "IR2301": 2, "IR2303": 2, "IR2304": 2, "IR230301": 3, "IR230302": 3},
    standards={
        "school_seats": {"ppc_35": 35.0, "ppc_40": 40.0},
        "health_houses": {"hh_1200": 1200.0},
        "pupils_per_class": {"class_35": 35.0},
    },
)


def selection(**query):
    made, notices = from_query(query, OPTIONS)
    assert not notices
    return made


def rows(entry, values):
    """One row per value: a number, 'few', 'no_data', or a dict of columns."""
    made = []
    for place, value in enumerate(values, 1):
        own = value if isinstance(value, dict) else {"value": value}
        status = own["value"] if isinstance(own["value"], str) else "ok"
        row = dict.fromkeys((*RELEASE_COLUMNS, *entry.extras), np.nan)
        row |= {
            "pcode": f"IR{place:04}",
            "level": 2,
            "name_fa": f"ناحیهٔ {'ابپتثجچحخدذرزس'[place - 1]}",
            "name_en": f"Area {place}",
            "indicator_id": entry.id,
            "period": 1404,
            "unit": "percent",
            "standard_id": None,
            "reference_period": "1404",
            "is_demonstration": False,
            "source_ids": "s1",
            "note": "",
        }
        row |= own | {"status": status}
        if status != "ok":
            row["value"] = np.nan
        elif entry.value == "coverage_pct":
            row["coverage_pct"] = row["value"]
            row["shortage"] = own.get("shortage", max(0.0, 100.0 - row["value"]))
        made.append(row)
    return pd.DataFrame(made, columns=[*RELEASE_COLUMNS, *entry.extras])


def frame(values, province=100.0, truncated=(), **query):
    """The released frame of such rows; `province` is the value that they are compared with."""
    chosen = selection(**query)
    context = rows(chosen.entry, [province])
    return ReleaseFrame(chosen, rows(chosen.entry, values), context, "test-1", date(2026, 2, 15), truncated)


def plain(text):
    """Without the isolates around figures: they are seen only in what they keep in order."""
    return text.replace("\u2066", "").replace("\u2069", "")


def in_a_thread(work):
    """Run it beside the main thread, where a browser test before this one leaves its loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()

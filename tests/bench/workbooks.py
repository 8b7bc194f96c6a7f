"""``python -m tests.bench.workbooks [facilities]``: time and memory that reading a country's facilities takes."""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

import xlsxwriter

from data_access.admin import workbook
from wording import workbook_words

FACILITIES = 200_000
MEASURES = ("classrooms", "shifts", "pupils")
HEADS = {
    "facility": (
        *("facility_id", "sector", "kind", "name_fa", "name_en", "pcode"),
        *("lat", "lon", "open_to", "supporter_id", "source_id"),
    ),
    "facility_status": ("facility_id", "period", "status", "source_id"),
    "facility_capacity": ("facility_id", "period", "measure", "value", "source_id"),
}


def rows(table, count):
    """Rows of one table, as they stand in a file."""
    yield HEADS[table]
    for number in range(count):
        key = f"ps_{number:07d}"
        if table == "facility":
            place = (26 + number % 1301 / 100, 45 + number % 1511 / 100)
            names = (f"دبستان شمارهٔ {number}", f"Primary school {number}")
            yield (key, "education", "primary_school", *names, f"IR{number % 1100:06d}", *place, "all", None, "emis")
        elif table == "facility_status":
            yield (key, 1404, "operational", "emis")
        else:
            yield from ((key, 1404, name, number % 700 + at, "emis") for at, name in enumerate(MEASURES))


def as_xlsx(folder, count):
    path = folder / "country.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False}) as book:
        for table in HEADS:
            sheet = book.add_worksheet(table)
            for at, row in enumerate(rows(table, count)):
                sheet.write_row(at, 0, row)
    return [path]


def as_csv(folder, count):
    paths = [folder / f"{table}.csv" for table in HEADS]
    for table, path in zip(HEADS, paths, strict=True):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows(table, count))
    return paths


class Together(threading.Thread):
    """Watches how much memory this process and the one that it started take at the same time, in megabytes."""

    def __init__(self):
        super().__init__(daemon=True)
        self.most = 0
        self.done = threading.Event()

    def run(self):
        while not self.done.wait(0.05):
            children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
            self.most = max(self.most, sum(map(resident, ("self", *children))))


def resident(process):
    with suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
    return 0


def read(paths):
    """Read files here and now: seconds by the clock and of work, most megabytes of this process and its child, rows."""
    watch = Together()
    watch.start()
    started, worked = time.perf_counter(), time.process_time()
    names = workbook_words.names(workbook.columns_of_all())
    book = workbook.read_files([Path(path) for path in paths], names)
    handed = sum(len(part) for found in book.tables.values() for part in found.parts())
    took = [round(time.perf_counter() - started, 1), round(time.process_time() - worked, 1)]
    watch.done.set()
    most = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    mb = {"here": round(most[0]), "opener": round(most[1]), "together": watch.most}
    return {"seconds": took, "mb": mb, "rows": handed, "clean": book.clean}


def measured(paths):
    """Read them in a process of their own, so that its memory is that of the reading."""
    command = [sys.executable, "-m", "tests.bench.workbooks", "read", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return json.loads(done.stdout)


def main(arguments):
    if arguments[:1] == ["read"]:
        print(json.dumps(read(arguments[1:])))
        return
    count = int(arguments[0]) if arguments else FACILITIES
    for write in (as_csv, as_xlsx):
        with tempfile.TemporaryDirectory() as folder:
            print(write.__name__.removeprefix("as_"), measured(write(Path(folder), count)))


if __name__ == "__main__":
    main(sys.argv[1:])

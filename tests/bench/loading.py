"""``python -m tests.bench.loading [facilities]``: time and memory of `manage.py load` for a country's facilities."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.workbooks import FACILITIES, as_csv, as_xlsx

MOST_S, MOST_MB = 60.0, 500.0
AREA = "pcode,level,parent_pcode,name_fa,name_en,source_id"
SOURCE = "source_id,title_fa,title_en,publisher,kind,confidence"


def surroundings(folder: Path) -> list[Path]:
    """Areas and the source that the facilities refer to."""
    areas = ["IR,0,,ایران,Iran,emis", "IR23,1,IR,تهران,Tehran,emis", "IR2301,2,IR23,شهرستان,County,emis"]
    areas += [f"IR{number:06d},3,IR2301,بخش {number},District {number},emis" for number in range(1100)]
    (folder / "admin_area.csv").write_text("\n".join([AREA, *areas]) + "\n", encoding="utf-8")
    (folder / "source.csv").write_text(
        f"{SOURCE}\nemis,آمار مدارس,School statistics,Ministry,administrative,high\n", encoding="utf-8"
    )
    return [folder / "admin_area.csv", folder / "source.csv"]


def measured(files: list[Path], into: Path) -> dict[str, float]:
    """Run the command; seconds, and megabytes of its largest process."""
    command = [sys.executable, "manage.py", "load", *map(str, files), "--into", f"sqlite:///{into}", "--lang", "en"]
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - start
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"seconds": round(seconds, 1), "megabytes": round(largest, 1)}


def main() -> None:
    """Print what was measured for CSV and XLSX as JSON; exit status 1 beyond the bounds."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FACILITIES
    found = {}
    for name, make in (("csv", as_csv), ("xlsx", as_xlsx)):
        with tempfile.TemporaryDirectory() as folder:
            files = [*surroundings(Path(folder)), *make(Path(folder), count)]
            found[name] = measured(files, Path(folder) / "country.sqlite")
    print(json.dumps({"facilities": count, **found}))
    over = [one for one in found.values() if one["seconds"] > MOST_S or one["megabytes"] > MOST_MB]
    sys.exit(1 if over and count == FACILITIES else 0)


if __name__ == "__main__":
    main()

"""The facts and assumptions of the demonstration: small CSV tables in `facts/`, every row with its source."""

import csv
from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "facts"
CODE = (*sorted(Path(__file__).parent.glob("*.py")), Path(__file__).parents[2] / "tables.py")

PROVINCE = "IR23"
COUNTRY = "IR"
DISTRICT = 3
PERIODS = range(1400, 1405)
LATEST = PERIODS[-1]
CENSUS = 1395


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `facts/<name>.csv` as text, in file order."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by(name: str, key: str) -> dict[str, dict[str, str]]:
    """Return the rows of a facts table by one of its columns."""
    return {row[key]: row for row in rows(name)}


def number(name: str, key: str, value: str, column: str) -> int:
    """Return one whole number of a facts table: the `column` of the row whose `key` is `value`."""
    return int(by(name, key)[value][column])


def districts() -> list[str]:
    """Return the P-codes of all districts, sorted."""
    return sorted(row["pcode"] for row in rows("admin_area") if int(row["level"]) == DISTRICT)


def county(pcode: str) -> str:
    """Return the P-code of the county a district belongs to."""
    return by("admin_area", "pcode")[pcode]["parent_pcode"]


def digest() -> str:
    """Return the hash of all facts and of the code that turns them into tables."""
    whole = sha256()
    for path in (*CODE, *sorted(FOLDER.glob("*.csv"))):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()

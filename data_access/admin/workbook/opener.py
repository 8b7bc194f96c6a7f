"""Run as a program of its own: read a spreadsheet with calamine and write its rows to standard output.

Apart from the process that asked, because a small file may describe a sheet of billions of cells: the memory of this
process has a limit, and its end, however it comes, is a message. Nothing of Hamgam is imported here but its neighbour.
"""

from __future__ import annotations

import marshal
import resource
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

sys.path.append(str(Path(__file__).parent))
from error_cells import Errors, Unclear, error_cells, largest_first  # type: ignore[import-not-found]  # it stands beside

BATCH = 4000
WIDEST = 1000
PLAIN = frozenset({str, float, int})


def main(path: str, kind: str, memory: int) -> None:
    """Write ("sheet", name, width) and ("rows", lines, rows)... for each sheet, and last ("end",) or ("failed", id)."""
    with suppress(ValueError, OSError):  # macOS knows the limit and does not take it
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    out = sys.stdout.buffer
    try:
        with CalamineWorkbook.from_path(path) as book:
            errors = error_cells(path, kind)  # behind it, for it knows a password when it sees one
            names = [one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            for name in largest_first(path, kind, names):
                marshal.dump(("sheet", name), out)
                out.flush()
                _sheet(book, name, errors.get(name, {}), out)
    except PasswordError:
        marshal.dump(("failed", "password"), out)
    except (CalamineError, Unclear):
        marshal.dump(("failed", "broken_file"), out)
    except MemoryError:
        marshal.dump(("failed", "too_many_cells"), out)
    except BaseException as panic:  # the library's own, which is no Exception
        marshal.dump(("failed", "too_many_cells" if "capacity" in str(panic) else "broken_file"), out)
    else:
        marshal.dump(("end",), out)
    out.flush()


def _sheet(book: CalamineWorkbook, name: str, errors: Errors, out: Any) -> None:  # noqa: ANN401 - a binary stream
    sheet = book.get_sheet_by_name(name)
    marshal.dump(("size", sheet.total_width), out)
    if sheet.total_width > WIDEST or not sheet.height:
        return
    lines: list[int] = []
    rows: list[list[Any]] = []
    for line, row in enumerate(sheet.iter_rows(), 1):
        # Calamine hands an error of a formula over as an empty cell.
        for place, text in errors.get(line, {}).items():
            row.extend([""] * (place + 1 - len(row)))
            row[place] = text
        if not any(cell != "" for cell in row):
            continue
        lines.append(line)
        rows.append([cell if type(cell) in PLAIN else _plain(cell) for cell in row])
        if len(rows) == BATCH:
            marshal.dump(("rows", lines, rows), out)
            lines, rows = [], []
    marshal.dump(("rows", lines, rows), out)


def _plain(cell: object) -> object:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        midnight = (cell.hour, cell.minute, cell.second) == (0, 0, 0)
        return ("day", (cell.date() if midnight else cell).isoformat())
    if isinstance(cell, (date, time, timedelta)):
        return ("day", cell.isoformat() if isinstance(cell, (date, time)) else str(cell))
    return str(cell)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))

"""The sheets of a spreadsheet, row by row, as the process that has it open hands them over."""

from __future__ import annotations

import marshal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from data_access.admin.workbook.cells import Cell
from data_access.admin.workbook.guard import Refused

OPENER = Path(__file__).with_name("opener.py")
# Of the process that opens: what 600,000 rows take, twice.
MEMORY = 1_000_000_000
WIDEST = 1000
Part = tuple[list[int], list[list[Cell]]]


@dataclass
class Sheet:
    """One sheet: its name, and its rows with their numbers, blank ones left out; `parts` is read once."""

    name: str
    parts: Iterator[Part]


def sheets(path: Path, kind: str, memory: int = MEMORY) -> Iterator[Sheet]:
    """Yield the sheets of a workbook; the rows of one are gone when the next is asked for.

    Parameters
    ----------
    path : Path
        Of a file that `guard.kind` let through.
    kind : {'xlsx', 'ods', 'xls'}
    memory : int
        Bytes that opening it may take.

    Yields
    ------
    Sheet

    Raises
    ------
    Refused
        It cannot be read, has a password, or takes more memory.
    """
    command = [sys.executable, "-I", str(OPENER), str(path.resolve()), kind, str(memory)]
    # Our own program, and the path is an argument of its own: no shell reads it.
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as opener:  # noqa: S603 - our own program
        try:
            assert opener.stdout is not None  # noqa: S101 - for mypy: it is a pipe
            yield from _sheets(opener.stdout)
        finally:
            opener.kill()


def _sheets(stream: IO[bytes]) -> Iterator[Sheet]:
    name = ""
    message = _next(stream, name)
    while message[0] == "sheet":
        name = message[1]
        _size, width = _next(stream, name)
        if width > WIDEST:
            raise Refused("too_wide", name)
        rest: list[tuple[Any, ...]] = []
        parts = _parts(stream, name, rest)
        yield Sheet(name, parts)
        for _part in parts:
            pass
        message = rest[0]


def _parts(stream: IO[bytes], name: str, rest: list[tuple[Any, ...]]) -> Iterator[Part]:
    while (message := _next(stream, name))[0] == "rows":
        yield message[1], message[2]
    rest.append(message)


def _next(stream: IO[bytes], name: str) -> tuple[Any, ...]:
    """Read one message; the end of the stream without one is the end of the process."""
    try:
        message: tuple[Any, ...] = marshal.load(stream)  # noqa: S302 - written by our own program
    except (EOFError, ValueError, TypeError):
        raise Refused("too_many_cells", name) from None
    if message[0] == "failed":
        raise Refused(message[1], name)
    return message

"""Released figures as bytes and back: what a frozen share link keeps. Only known kinds are read, and no code."""

from __future__ import annotations

import base64
import dataclasses
import io
import json
import zlib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from domain import admin, change, commitments, deck, frames, grants, indicator, meetings, selection
from geo.display import DisplayLayer
from measures import change as measured_change
from measures import meetings as measured_meetings
from measures import reference, source

# What a link may keep: released figures and what stands beside them. No kind here holds a raw count.
KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        *(deck.Deck, deck.DeckSlide, indicator.Text),
        *(admin.AreaTree, change.Change, commitments.Tally, grants.Scope, selection.Options, selection.Selection),
        *(frames.ReleaseFrame, frames.PeopleFrame, frames.FacilityFrame, meetings.Meeting, meetings.AgendaItem),
        *(DisplayLayer, measured_change.Since, measured_meetings.MeetingBook, source.Version, reference.Reference),
    )
}
KIND, OF = "$", "of"
# Unpacked; a packed one of a megabyte could name gigabytes.
BYTES_AT_MOST = 50_000_000
# How a content fails that `packed` did not write, a table that was cut off and lists within lists without end too.
FOREIGN = (zlib.error, KeyError, TypeError, AttributeError, OSError, RecursionError, pa.ArrowException)


def packed(what: Mapping[str, object]) -> bytes:
    """Write what was read.

    Parameters
    ----------
    what : mapping of str to object
        By name: `KINDS`, tables, texts, numbers, dates, bytes, and tuples, lists, mappings and sets of these.

    Returns
    -------
    bytes
        Compressed; `unpacked` makes the same of it.

    Raises
    ------
    TypeError
        Something is of another kind.
    """
    return zlib.compress(json.dumps({name: _plain(one) for name, one in what.items()}).encode(), 9)


def unpacked(content: bytes) -> dict[str, object]:
    """Read what `packed` wrote.

    Parameters
    ----------
    content : bytes

    Returns
    -------
    dict of str to object

    Raises
    ------
    ValueError
        The content is something else, or larger than any link's.
    """
    try:
        reader = zlib.decompressobj()
        text = reader.decompress(content, BYTES_AT_MOST)
        if reader.unconsumed_tail or not reader.eof:
            raise ValueError("too large or cut off")
        return {str(name): _made(one) for name, one in json.loads(text).items()}
    except FOREIGN as error:
        raise ValueError(f"these are no kept figures: {type(error).__name__}") from None


def _plain(one: Any) -> Any:  # noqa: ANN401 - any of the kinds
    if one is None or isinstance(one, (str, bool, int, float)):
        return float(one) if isinstance(one, np.floating) else one
    if isinstance(one, np.generic):
        return _plain(one.item())
    if type(one).__name__ in KINDS and dataclasses.is_dataclass(one):
        kept = [field for field in dataclasses.fields(one) if field.init and field.metadata.get("kept", True)]
        values = {field.name: _plain(getattr(one, field.name)) for field in kept}
        return {KIND: type(one).__name__, OF: values}
    kind, content = _written(one)
    return {KIND: kind, OF: content}


def _written(one: Any) -> tuple[str, Any]:  # noqa: ANN401 - any of the kinds
    if type(one) is date:  # a moment is a date too, and would be read as none
        return "date", one.isoformat()
    if isinstance(one, bytes):
        return "bytes", base64.b64encode(one).decode()
    if isinstance(one, (tuple, list, frozenset)):
        parts = sorted(one) if isinstance(one, frozenset) else one
        return type(one).__name__, [_plain(part) for part in parts]
    if isinstance(one, Mapping):
        return "dict", [[_plain(key), _plain(value)] for key, value in one.items()]
    if isinstance(one, pd.DataFrame):
        return "table", _table_text(one)
    raise TypeError(f"{type(one).__name__} is nothing that a link keeps")


def _table_text(table: pd.DataFrame) -> str:
    sink = io.BytesIO()
    known = pa.Table.from_pandas(table)
    with pa.ipc.new_stream(sink, known.schema) as writer:
        writer.write_table(known)
    return base64.b64encode(sink.getvalue()).decode()


def _table(text: str) -> pd.DataFrame:
    with pa.ipc.open_stream(base64.b64decode(text, validate=True)) as reader:
        table: pd.DataFrame = reader.read_all().to_pandas()
    return table


@lru_cache(maxsize=1)
def _readers() -> dict[str, Any]:
    return {
        "date": date.fromisoformat,
        "bytes": lambda text: base64.b64decode(text, validate=True),
        "tuple": lambda parts: tuple(map(_made, parts)),
        "list": lambda parts: list(map(_made, parts)),
        "frozenset": lambda parts: frozenset(map(_made, parts)),
        "dict": lambda pairs: {_made(key): _made(value) for key, value in pairs},
        "table": _table,
    }


def _made(one: Any) -> Any:  # noqa: ANN401 - any of the kinds
    if not isinstance(one, dict):
        return one
    kind, content = one[KIND], one[OF]
    if kind in KINDS:
        return KINDS[kind](**{name: _made(value) for name, value in content.items()})
    return _readers()[kind](content)

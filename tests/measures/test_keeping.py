"""What a frozen link keeps comes back as it was; nothing else is written, and no content does harm when it is read."""

import base64
import dataclasses
import json
import tracemalloc
import zlib
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest

from domain.change import Change
from domain.deck import Deck, DeckSlide
from domain.frames import RawFrame
from domain.grants import Scope
from domain.indicator import Text
from domain.links import from_query
from geo.display import display_layer
from measures import keeping
from measures.change import since
from measures.facilities import facilities
from measures.keeping import BYTES_AT_MOST, KIND, KINDS, OF, packed, unpacked
from measures.meetings import meeting_book, meetings
from measures.people import people
from measures.promises import promises, tally_on
from measures.release import evidence, release

INDICATORS = ("school_seats", "priority_index", "foreign_share", "national_share")


@pytest.fixture(scope="module")
def real(demo):
    """Something of each kind that a page of the demonstration reads, by name."""
    version = demo.version()
    reference = demo.reference(version)
    found = {year: evidence(demo, reference, version, year) for year in (1403, 1404)}
    made = {"version": version, "reference": reference, "scope": Scope(areas=("IR2310",), ways=())}
    for indicator in INDICATORS:
        selection, _ = from_query({"indicator": indicator, "level": "district"}, reference.options)
        made[indicator] = release(selection, reference, found[1404], demo, version)
        made[f"since {indicator}"] = since(selection, 1403, found[1403].basis, found[1404].basis)
    rows = demo.boundaries(reference).itertuples(index=False, name=None)
    slide = DeckSlide("s1", None, "area=IR2310", Text("ف", "e"), None, ("c1",), {"s1": 3})
    return made | {
        "people": people(reference, found[1404]),
        "facilities": facilities(demo, reference, version, 1404),
        "promises": promises(demo, version),
        "tally": tally_on(demo, version, demo.as_of(version)),
        "meetings": meetings(demo, version),
        "book": meeting_book(demo, version, "m_1404_12"),
        "boundaries": display_layer(rows, reference.tree.parents, {}),
        "deck": Deck("m_1404_12", Text("ف", "e"), (slide,), "deck.toml", {}),
    }


def same(found, wanted):
    assert type(found) is type(wanted)
    if isinstance(wanted, pd.DataFrame):
        pd.testing.assert_frame_equal(found, wanted, check_exact=True)
    elif dataclasses.is_dataclass(wanted):
        for field in dataclasses.fields(wanted):
            same(getattr(found, field.name), getattr(wanted, field.name))
    elif isinstance(wanted, dict):
        assert list(found) == list(wanted)
        for key, value in wanted.items():
            same(found[key], value)
    elif isinstance(wanted, (tuple, list)):
        assert len(found) == len(wanted)
        for one, other in zip(found, wanted, strict=True):
            same(one, other)
    else:
        assert found == wanted or (found != found and wanted != wanted)


def kinds_in(one):
    """The names of all kinds that were written."""
    if isinstance(one, dict):
        yield one[KIND]
        parts = one[OF].values() if isinstance(one[OF], dict) else one[OF] if isinstance(one[OF], list) else ()
        for part in parts:
            yield from kinds_in(part)
    elif isinstance(one, list):
        for part in one:
            yield from kinds_in(part)


def test_every_kind_comes_back_as_it_was(real):
    content = packed(real)
    same(unpacked(content), real)
    written = {kind for part in json.loads(zlib.decompress(content)).values() for kind in kinds_in(part)}
    assert set(KINDS) <= written


VALUES = {
    "nothing": None,
    "text": "نام \u200c<b>",
    "yes": True,
    "number": 3,
    "fraction": 0.1 + 0.2,
    "no number": float("nan"),
    "endless": float("-inf"),
    "numpy": [np.int64(5), np.float64(0.5), np.bool_(True)],
    "day": date(2026, 3, 1),
    "bytes": bytes(range(256)),
    "sets": frozenset({"b", "a"}),
    "nested": {1404: ("a", [1, (2, None)]), ("x", 2): {}},
    "change": Change(1.0, 2.0, 0.25, 0.75),
    "table": pd.DataFrame(
        {
            "n": [1, 2],
            "f": [0.5, np.nan],
            "o": pd.Series([1, 0.5], dtype=float),
            "t": pd.Series(["a", None], dtype=object),
            "b": [True, False],
            "d": pd.Series([date(2026, 1, 1), None], dtype=object),
        },
        index=pd.Index(["IR2301", "IR2302"], name="pcode"),
    ),
    "empty": pd.DataFrame({"a": pd.Series(dtype="int64"), "b": pd.Series(dtype=object)}),
}


@pytest.mark.parametrize("name", VALUES)
def test_a_value_comes_back_with_its_kind(name):
    found, wanted = unpacked(packed({name: VALUES[name]}))[name], VALUES[name]
    if name == "numpy":
        wanted = [5, 0.5, True]
        assert [type(one) for one in found] == [int, float, bool]
    same(found, wanted)


RAW = RawFrame("population", pd.DataFrame({"persons": [3]}), ("persons",))


@pytest.mark.parametrize("one", [RAW, datetime(2026, 3, 1), pd.NaT, object(), {1, 2}, len, 1j])
@pytest.mark.parametrize("around", [lambda one: one, lambda one: (1, [one]), lambda one: {"a": one}])
def test_what_no_link_keeps_is_refused_when_it_is_written(one, around):
    with pytest.raises(TypeError, match=type(one).__name__):
        packed({"figures": around(one)})


def test_the_rows_of_a_raw_frame_alone_could_be_written():
    assert unpacked(packed({"rows": RAW.data}))["rows"].equals(RAW.data)


def written(value):
    return zlib.compress(json.dumps(value).encode())


def table_of(content):
    return {"a": {KIND: "table", OF: base64.b64encode(content).decode()}}


GOOD = packed({"a": VALUES["table"], "b": VALUES["change"]})
REFUSED = {
    "nothing": b"",
    "garbage": b"garbage",
    "cut": GOOD[:-1],
    "cut in half": GOOD[: len(GOOD) // 2],
    "pickle": b"\x80\x04\x95",
    "not json": zlib.compress(b"{"),
    "not utf-8": zlib.compress(b"\xff\xfe"),
    "a list": written([1]),
    "a number": written(1),
    "no kind": written({"a": {"of": 1}}),
    "unknown kind": written({"a": {KIND: "RawFrame", OF: {"table": "population"}}}),
    "a function": written({"a": {KIND: "eval", OF: "1"}}),
    "more fields": written({"a": {KIND: "Change", OF: {"before": 1, "secret": 2}}}),
    "fields that are none": written({"a": {KIND: "Change", OF: [1]}}),
    "no day": written({"a": {KIND: "date", OF: "yesterday"}}),
    "no bytes": written({"a": {KIND: "bytes", OF: "%"}}),
    "key that is none": written({"a": {KIND: "dict", OF: [[[1], 2]]}}),
    "pairs that are none": written({"a": {KIND: "dict", OF: [1]}}),
    "table of garbage": written(table_of(b"garbage and more of it")),
    "table of nothing": written(table_of(b"")),
    "deep": zlib.compress(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_was_not_written_here_is_refused(name):
    with pytest.raises(ValueError):
        unpacked(REFUSED[name])
    assert unpacked(GOOD)["b"] == VALUES["change"]


def test_a_table_that_was_cut_anywhere_is_refused():
    content = base64.b64decode(keeping._table_text(VALUES["table"]))
    for end in range(0, len(content) - 8, 7):
        with pytest.raises(ValueError):
            unpacked(written(table_of(content[:end])))
    assert unpacked(written(table_of(content)))["a"].equals(VALUES["table"])


@pytest.fixture(scope="module")
def bomb():
    """Few bytes that unpack to four times of what is read."""
    packer = zlib.compressobj(9)
    block = b" " * 1_000_000
    parts = [packer.compress(block) for _ in range(4 * BYTES_AT_MOST // len(block))]
    return b"".join([packer.compress(b"{"), *parts, packer.compress(b"}"), packer.flush()])


def test_a_small_content_that_unpacks_to_much_is_refused_before_it_fills_the_memory(bomb):
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="too large"):
            unpacked(bomb)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 3 * BYTES_AT_MOST


def test_without_the_limit_the_small_content_would_be_read(bomb, monkeypatch):
    monkeypatch.setattr(keeping, "BYTES_AT_MOST", 5 * BYTES_AT_MOST)
    assert unpacked(bomb) == {}


def test_a_content_just_within_the_limit_is_read(monkeypatch):
    text = zlib.decompress(GOOD)
    monkeypatch.setattr(keeping, "BYTES_AT_MOST", len(text))
    assert set(unpacked(GOOD)) == {"a", "b"}
    monkeypatch.setattr(keeping, "BYTES_AT_MOST", len(text) - 1)
    with pytest.raises(ValueError):
        unpacked(GOOD)

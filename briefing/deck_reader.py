"""Reads a deck from the content of its file: each mistake with its line, the good slides all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal
from unicodedata import category

import yaml

from briefing.deck_nodes import NODE_REASONS, REFUSED, line_of, read_nodes
from briefing.deck_view import read_view
from domain.deck import Deck, DeckSlide, Mistake, shown
from domain.indicators import Text
from domain.selection import LANGUAGES

DECK_KEYS = ("meeting", "title", "slides")
SLIDE_KEYS = ("id", "item", "view", "title", "notes", "commitments")
SLIDES_AT_MOST = 60
TITLE_AT_MOST, NOTES_AT_MOST = 200, 2000

READ_REASONS = (
    *NODE_REASONS,
    *("unknown_key", "missing_key", "duplicate_key", "wrong_kind", "unknown_value", "missing_language", "no_text"),
    *("too_long", "bad_id", "duplicate_id", "reserved_id", "no_number", "no_query", "not_in_view", "too_many_slides"),
)

_SLIDE_ID = re.compile(r"[a-z0-9_-]{1,40}")
# The pages around the agenda, and the pages that go on from another.
_RESERVED = re.compile(r"(title|changes|gap|partners|closing)(-.*)?|.+-[0-9]+")
_DATA_ID = re.compile(r"[\x21-\x7e]{1,80}")
_PERSIAN = str.maketrans("\u064a\u0643", "\u06cc\u06a9")
# Signs without a shape that a text needs: joiners, and marks and isolates of writing direction.
_UNSEEN = "\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"
# Key: line that it stands in, and its value.
_Entries = dict[str, tuple[int, yaml.Node]]


def read_deck(text: bytes, name: str) -> tuple[Deck | None, list[Mistake]]:
    """Read a deck.

    Parameters
    ----------
    text : bytes
        Content of the file, whatever it is.
    name : str
        Name of the file, for the mistakes.

    Returns
    -------
    deck : Deck or None
        With the slides that can be used, which may be none; None when the meeting is not known.
    mistakes : list of Mistake
        All that were found in one reading, in the order of lines; `READ_REASONS`.
    """
    node, mistakes = read_nodes(text, name)
    deck = None if node is None else _Reader(name, mistakes).deck(node)
    return deck, sorted(mistakes, key=lambda mistake: mistake.line)


class _Reader:
    """Turns nodes into a deck and collects mistakes."""

    def __init__(self, name: str, mistakes: list[Mistake]) -> None:
        self.name, self.mistakes = name, mistakes

    def tell(self, line: int, key: str, reason: str, value: str = "") -> None:
        self.mistakes.append(Mistake(self.name, line, shown(key), reason, shown(value)))

    def deck(self, root: yaml.Node) -> Deck | None:
        entries = self.entries(root, line_of(root), "", DECK_KEYS)
        if entries is None:
            return None
        self.demand(entries, ("meeting", "slides"), line_of(root), "")
        title = self.both(entries, "title", TITLE_AT_MOST)
        slides = self.slides(entries)
        meeting = self.id(entries, "meeting", _DATA_ID)
        return Deck(meeting, title, slides, self.name, _lines(entries)) if meeting else None

    def entries(self, node: yaml.Node, line: int, key: str, known: tuple[str, ...]) -> _Entries | None:
        """Return the known keys of a mapping; None where there is no mapping."""
        if not isinstance(node, yaml.MappingNode):
            self.refuse_kind(node, line, key, "mapping")
            return None
        found: _Entries = {}
        for key_node, value in node.value:
            name = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            if key_node.tag == REFUSED:
                continue
            if name not in known:
                self.tell(line_of(key_node), name, "unknown_key")
            elif name in found:
                self.tell(line_of(key_node), name, "duplicate_key")
            else:
                found[name] = (line_of(key_node), value)
        return found

    def refuse_kind(self, node: yaml.Node, line: int, key: str, wanted: str) -> None:
        if node.tag != REFUSED:
            empty = node.tag.endswith(":null")
            self.tell(line, key, "empty" if empty else "wrong_kind", "" if empty else wanted)

    def demand(self, entries: _Entries, keys: Iterable[str], line: int, value: str) -> None:
        for key in keys:
            if key not in entries:
                self.tell(line, key, "missing_key", value)

    def scalar(self, entries: _Entries, key: str) -> tuple[int, str] | None:
        """Return line and text of a key; None where there is none, told if it is not a text."""
        if key not in entries:
            return None
        line, node = entries[key]
        if not isinstance(node, yaml.ScalarNode) or node.tag == REFUSED or node.tag.endswith(":null"):
            self.refuse_kind(node, line, key, "text")
            return None
        text = str(node.value).strip()
        if not text:
            self.tell(line, key, "empty")
            return None
        return line, text

    def id(self, entries: _Entries, key: str, form: re.Pattern[str]) -> str:
        line, text = self.scalar(entries, key) or (0, "")
        if text and not form.fullmatch(text):
            self.tell(line, key, "bad_id", text)
            return ""
        return text

    def slides(self, entries: _Entries) -> tuple[DeckSlide, ...]:
        line, node = entries.get("slides", (0, None))
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.refuse_kind(node, line, "slides", "list")
            return ()
        if not node.value:
            self.tell(line, "slides", "empty")
        if len(node.value) > SLIDES_AT_MOST:
            self.tell(line_of(node.value[SLIDES_AT_MOST]), "slides", "too_many_slides", str(SLIDES_AT_MOST))
        kept: dict[str, DeckSlide] = {}
        for one in node.value[:SLIDES_AT_MOST]:
            slide = self.slide(one)
            if slide and slide.id in kept:
                self.tell(slide.lines["id"], "id", "duplicate_id", slide.id)
            elif slide:
                kept[slide.id] = slide
        return tuple(kept.values())

    def slide(self, node: yaml.Node) -> DeckSlide | None:
        """Return a slide without those of its parts that cannot be used; None without id or view."""
        line = line_of(node)
        entries = self.entries(node, line, "slides", SLIDE_KEYS)
        if entries is None:
            return None
        slide_id = self.id(entries, "id", _SLIDE_ID)
        if _RESERVED.fullmatch(slide_id):
            self.tell(_lines(entries)["id"], "id", "reserved_id", slide_id)
            return None
        self.demand(entries, ("id", "view"), line, slide_id)
        item, view = self.item(entries), self.view(entries)
        title, notes = self.both(entries, "title", TITLE_AT_MOST), self.both(entries, "notes", NOTES_AT_MOST)
        lines = _lines(entries)
        commitments = self.commitments(entries, lines)
        return DeckSlide(slide_id, item, view, title, notes, commitments, lines) if slide_id and view else None

    def item(self, entries: _Entries) -> int | None:
        line, text = self.scalar(entries, "item") or (0, "")
        if text.isdecimal() and len(text) <= 4:  # Persian digits too
            return int(text)
        if text:
            self.tell(line, "item", "no_number", text)
        return None

    def view(self, entries: _Entries) -> str:
        line, text = self.scalar(entries, "view") or (0, "")
        if not text:
            return ""
        query, faults = ("", [("view", "no_text", text)]) if _has_unseen(text) else read_view(text)
        for key, reason, value in faults:
            self.tell(line, key, reason, value)
        return query

    def both(self, entries: _Entries, key: str, at_most: int) -> Text | None:
        """Return a text in both languages; one alone is none."""
        if key not in entries:
            return None
        line, node = entries[key]
        languages = self.entries(node, line, key, LANGUAGES)
        if languages is None:
            return None
        found = {lang: self.words(languages, key, lang, line, at_most) for lang in LANGUAGES}
        return Text(fa=found["fa"].translate(_PERSIAN), en=found["en"]) if all(found.values()) else None

    def words(self, languages: _Entries, key: str, lang: str, line: int, at_most: int) -> str:
        at, node = languages.get(lang, (line, None))
        if node is not None and node.tag == REFUSED:
            return ""
        if node is not None and not isinstance(node, yaml.ScalarNode):
            self.tell(at, f"{key}.{lang}", "wrong_kind", "text")
            return ""
        if node is None or not node.value.strip() or node.tag.endswith(":null"):
            self.tell(at, key, "missing_language", lang)
            return ""
        rows = [" ".join(row.split()) for row in str(node.value).strip().split("\n")]
        text = ("\n" if key == "notes" else " ").join(rows)
        if _has_unseen(text.replace("\n", "")):
            self.tell(at, f"{key}.{lang}", "no_text")
        elif len(text) > at_most:
            self.tell(at, f"{key}.{lang}", "too_long", str(at_most))
        else:
            return text
        return ""

    def commitments(self, entries: _Entries, lines: dict[str, int]) -> tuple[str, ...] | Literal["all", "none"] | None:
        line, node = entries.get("commitments", (0, None))
        if not isinstance(node, yaml.SequenceNode):
            line, text = self.scalar(entries, "commitments") or (0, "")
            if text == "all":
                return "all"
            if text == "none":
                return "none"
            if text:
                self.tell(line, "commitments", "unknown_value", text)
            return None
        if not node.value:
            self.tell(line, "commitments", "empty")
        found: list[str] = []
        for one in node.value:
            key = self.id({"commitments": (line_of(one), one)}, "commitments", _DATA_ID)
            if key:
                lines.setdefault(f"commitments.{key}", line_of(one))
                found.append(key)
        return tuple(dict.fromkeys(found)) or None


def _lines(entries: _Entries) -> dict[str, int]:
    return {key: line for key, (line, _) in entries.items()}


def _has_unseen(text: str) -> bool:
    return any(category(one)[0] == "C" and one not in _UNSEEN for one in text)

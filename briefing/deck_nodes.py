"""The YAML of a deck as nodes with their lines: of what YAML can do, only keys, lists and texts are let through."""

from __future__ import annotations

from typing import Any

import yaml

from domain.deck import Mistake, shown

SIZE_AT_MOST = 64 * 1024
DEPTH_AT_MOST = 6
# The tag of a node that is left out because it was told of already.
REFUSED = "refused"

NODE_REASONS = ("too_large", "not_utf8", "no_yaml", "empty", "several_documents", "anchor", "alias", "tag", "too_deep")


def line_of(node: yaml.Node) -> int:
    """Return the line that a node begins in, from 1."""
    return int(node.start_mark.line) + 1


class _TooDeepError(Exception):
    """Lists and keys within each other beyond all use: what follows is not read."""


class _Loader(yaml.SafeLoader):
    """Composes nodes, and never objects: the constructor of the base class is not called."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.file, self.mistakes, self.depth = name, list[Mistake](), 0

    def refuse(self, event: Any, reason: str, value: str) -> yaml.ScalarNode:  # noqa: ANN401 - PyYAML's events share no type
        line = int(event.start_mark.line) + 1
        self.mistakes.append(Mistake(self.file, line, "", reason, shown(value)))
        return yaml.ScalarNode(REFUSED, "", event.start_mark, event.end_mark)

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401 - its signature
        event: Any = self.peek_event()  # type: ignore[no-untyped-call] # PyYAML has none
        if isinstance(event, yaml.AliasEvent):
            self.get_event()  # type: ignore[no-untyped-call] # PyYAML has none
            return self.refuse(event, "alias", str(event.anchor))
        blank = None
        if event.anchor is not None:
            blank = self.refuse(event, "anchor", event.anchor)
            event.anchor = None
        if event.tag is not None:
            blank = self.refuse(event, "tag", event.tag)
            event.tag = None
        self.depth += isinstance(event, yaml.CollectionStartEvent)
        if self.depth > DEPTH_AT_MOST:
            self.refuse(event, "too_deep", str(DEPTH_AT_MOST))
            raise _TooDeepError
        node = super().compose_node(parent, index)
        self.depth -= isinstance(event, yaml.CollectionStartEvent)
        return blank or node

    def document(self) -> yaml.Node | None:
        """Return the first document; None for a file without one, or with one that is not to be read."""
        self.get_event()  # type: ignore[no-untyped-call] # PyYAML has none
        if self.check_event(yaml.StreamEndEvent):
            return None
        try:
            node = self.compose_document()
        except _TooDeepError:
            return None
        if not self.check_event(yaml.StreamEndEvent):
            self.refuse(self.peek_event(), "several_documents", "")  # type: ignore[no-untyped-call] # PyYAML has none
        return node


def read_nodes(text: bytes, name: str) -> tuple[yaml.Node | None, list[Mistake]]:
    """Read YAML without making objects of it.

    Parameters
    ----------
    text : bytes
        Content of the file.
    name : str
        Name of the file, for the mistakes.

    Returns
    -------
    node : yaml.Node or None
        The root; None when nothing can be used. What is tagged `REFUSED` in it is told of already.
    mistakes : list of Mistake
        `NODE_REASONS`; of a syntax error the value is the line's own text.
    """
    if len(text) > SIZE_AT_MOST:
        return None, [Mistake(name, 0, "", "too_large", str(SIZE_AT_MOST))]
    try:
        content = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [Mistake(name, text.count(b"\n", 0, error.start) + 1, "", "not_utf8")]
    loader = None
    try:
        loader = _Loader(content, name)
        node = loader.document()
    # PyYAML lets numbers in escapes and directives fail as they may: chr(), int().
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        line = _line_of_error(error, content) if isinstance(error, yaml.YAMLError) else _line_reached(loader)
        found = content.splitlines()[line - 1 : line]
        told = loader.mistakes if loader else []
        return None, [*told, Mistake(name, line, "", "no_yaml", shown("".join(found).strip()))]
    if node is None and not loader.mistakes:
        return None, [Mistake(name, 0, "", "empty")]
    return node, loader.mistakes


def _line_of_error(error: yaml.YAMLError, content: str) -> int:
    if isinstance(error, yaml.reader.ReaderError):  # a control sign; it has a position and no line
        return content.count("\n", 0, error.position) + 1
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0
    # What is never closed is noticed at the end only, and mended where it begins.
    at_end = error.problem_mark is None or error.problem_mark.index >= len(content.rstrip())
    mark = error.context_mark if at_end and error.context_mark else error.problem_mark
    return int(mark.line) + 1 if mark else 0


def _line_reached(loader: _Loader | None) -> int:
    return int(loader.line) + 1 if loader else 0

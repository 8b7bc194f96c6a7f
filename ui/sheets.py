"""Tables of text as HTML: what comes from outside is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


class Html(str):
    """A cell that is HTML already; whoever makes one has escaped what stands in it."""

    __slots__ = ()


def cell(text: str) -> str:
    """Return the HTML of a cell."""
    return text if isinstance(text, Html) else escape(text)


def sheet(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], css: str = "") -> str:
    """Return a table in a region that scrolls by itself; on a phone each cell of `hg-stack` says its head."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join(
        f'<tr><th scope="row">{cell(first)}</th>'
        + "".join(
            f'<td data-head="{escape(head)}">{cell(text)}</td>' for head, text in zip(heads[1:], rest, strict=True)
        )
        + "</tr>"
        for first, *rest in rows
    )
    told = escape(caption)
    return (
        f'<div class="hg-sheet hg-wrap {css}" tabindex="0" role="region" aria-label="{told}">'
        f"<table><caption>{told}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def fold(name: str, heading: str, line: str, body: str, level: int = 3) -> str:
    """Return a part that opens on a click: heading and line are always seen; line and body are HTML."""
    told = f"<h{level}>{escape(heading)}</h{level}>" + (f"<p>{line}</p>" if line else "")
    return f'<article class="hg-fold" id="{name}"><details><summary>{told}</summary>{body}</details></article>'


def section(name: str, heading: str, *parts: str) -> str:
    """Return a section that a link can lead to; the parts are HTML."""
    return f'<section class="hg-section" id="{name}"><h2>{escape(heading)}</h2>{"".join(parts)}</section>'


def paragraph(text: str) -> str:
    """Return a paragraph."""
    return f"<p>{cell(text)}</p>"

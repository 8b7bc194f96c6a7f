"""What stands above and below every picture: title, subtitle and mark; sources, dates and disclaimer."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.canvas import LEADING, QUIET, Canvas, text_width, wrapped

MARGIN, TOP, TITLE, SUBTITLE, FOOT, MARK = 30.0, 18.0, 25.0, 16.0, 12.0, 14.0
MARK_COLOUR = "#ffc740"


def head_height(width: float, title: str, subtitle: str, mark: str) -> float:
    """Return where title and subtitle end on a picture of this width."""
    titles, subtitles = _head_lines(width, title, subtitle, mark)
    return TOP + TITLE * LEADING * len(titles) + SUBTITLE * LEADING * len(subtitles)


def head(canvas: Canvas, title: str, subtitle: str, mark: str) -> float:
    """Write title and subtitle, and in the corner where a line ends the mark; return where they end."""
    if mark:
        canvas.badge(mark, canvas.width - MARGIN, TOP + 6, MARK, MARK_COLOUR)
    titles, subtitles = _head_lines(canvas.width, title, subtitle, mark)
    below = canvas.lines(titles, MARGIN, TOP, TITLE, bold=True, colour="#0b3754")
    return canvas.lines(subtitles, MARGIN, below, SUBTITLE, colour=QUIET)


def _head_lines(width: float, title: str, subtitle: str, mark: str) -> tuple[list[str], list[str]]:
    room = width - 2 * MARGIN
    beside = text_width(mark, MARK, bold=True) + 40 if mark else 0.0
    return wrapped(title, TITLE, room - beside, bold=True), wrapped(subtitle, SUBTITLE, room)


def foot(canvas: Canvas, texts: Sequence[str]) -> float:
    """Write the texts at the lower edge, each beginning a line; return where they begin."""
    lines = foot_lines(canvas.width, texts)
    top = canvas.height - 14 - FOOT * LEADING * len(lines)
    canvas.lines(lines, MARGIN, top, FOOT, colour=QUIET)
    return top


def foot_lines(width: float, texts: Sequence[str]) -> list[str]:
    """Break the texts of the lower edge into lines for a picture of this width."""
    return [line for text in texts if text for line in wrapped(text, FOOT, width - 2 * MARGIN)]

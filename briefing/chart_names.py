"""Names of points on a chart's picture: each where it hides neither a point nor another name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefing.canvas import QUIET, Canvas, text_width
from briefing.chart_field import TEXT, inside

Point = tuple[float, float]
Box = tuple[float, float, float, float]
GAP, BESIDE = 18.0, 8.0


def around(half: float) -> Sequence[Point]:
    """Return where a name may stand off its point: above, on either side, below; `half` is half its width."""
    beside = half + BESIDE
    return ((0.0, -GAP), (beside, 0.0), (-beside, 0.0), (0.0, GAP))


def put(
    canvas: Canvas,
    wanted: Iterable[tuple[str, Point]],
    points: Iterable[Point],
    dot: float,
    spots: Callable[[float], Sequence[Point]] = around,
    *,
    led: bool = False,
) -> None:
    """Write names at their points, `led` with a line to each; one without room is left to the table."""
    taken = [(x - dot / 2, y - dot / 2, x + dot / 2, y + dot / 2) for x, y in points]
    for name, (x, y) in wanted:
        half = text_width(name, TEXT) / 2 + 3
        for across, down in spots(half):
            middle, at = inside(x + across, half, canvas.width), y + down
            box = (middle - half, at - TEXT * 0.6, middle + half, at + TEXT * 0.6)
            if any(_touch(box, other) for other in taken):
                continue
            taken.append(box)
            if led:
                canvas.line([(x, y), (x, at)], QUIET, 0.8, below=True)
            canvas.put(name, middle, at, TEXT, align="middle", halo=True)
            break


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

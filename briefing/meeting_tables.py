"""Lists of commitments in the pieces that a page has room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Any

import pandas as pd

from briefing.handout import Page
from briefing.report import Row, Table
from domain.commitments import OPEN_STATES
from domain.frames import records
from wording import commitment_words, formats
from wording.i18n import _, ngettext

# Rows that can be read from the back of the room: beside a map, below other things, on a page of their own.
BESIDE_A_MAP, BELOW, ALONE = 2, 5, 8
LAST = {"proposed": 2, "delivered": 3, "cancelled": 4}


def pressing_first(commitments: pd.DataFrame) -> pd.DataFrame:
    """Return late commitments, the latest first; then those that are open, by due date; then all others."""
    order = [
        (0, -late_by, due, name) if late else (1 if status in OPEN_STATES else LAST.get(status, 5), 0, due, name)
        for late, late_by, status, due, name in commitments[
            ["is_late", "days_late", "status", "due_on", "commitment_id"]
        ].itertuples(index=False, name=None)
    ]
    places = sorted(range(len(order)), key=order.__getitem__)
    return commitments.iloc[places].reset_index(drop=True)


def split(name: str, commitments: pd.DataFrame, *, first: int, then: int = ALONE) -> tuple[Table, ...]:
    """Return a list of commitments in tables of so many rows; of none a table without rows."""
    heads = (_("Commitment"), _("Partner"), _("Delivered"), _("Due"), _("Status"))
    rows = [Row(_cells(row), is_late=bool(row["is_late"])) for row in records(commitments)]
    return pieces(name, heads, rows, _("No commitment."), first=first, then=then)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        commitment_words.what(row),
        commitment_words.partner(row),
        commitment_words.progress(row),
        commitment_words.due(row),
        commitment_words.status(row),
    )


def pieces(
    name: str, heads: tuple[str, ...], rows: Sequence[Row], empty: str, *, first: int, then: int = ALONE
) -> tuple[Table, ...]:
    """Return rows in tables of so many rows; each but the last says how many follow."""
    made: list[Table] = []
    start = 0
    while start < len(rows) or not made:
        left = len(rows) - start
        # Further pages share the rows out, so that the last one does not stand with one.
        room = ceil(left / ceil(left / then)) if made else first
        shown = tuple(rows[start : start + room])
        start += room
        left = max(len(rows) - start, 0)
        more = ngettext("{count} more follows", "{count} more follow", left).format(count=formats.number(left))
        made.append(Table(name, heads, shown, empty, more if left else ""))
    return tuple(made)


def following(page: Page, tables: Iterable[Table]) -> Iterator[Page]:
    """Return the pages for the rows that a page has no room for."""
    for number, table in enumerate(tables, start=2):
        kicker = _("{page}, continued").format(page=page.kicker)
        yield Page(
            id=f"{page.id}-{number}",
            kind="more",
            kicker=kicker,
            title=page.title,
            subtitle=page.subtitle,
            table=table,
            source=page.source,
            mark=page.mark,
        )

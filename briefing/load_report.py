"""What loading files changes, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.contract_report import cells, columns
from wording import formats, table_names
from wording.i18n import _


@dataclass(frozen=True)
class Change:
    """What the files change in a table: rows of each kind, and the keys of the first of them.

    Attributes
    ----------
    table : str
    names : tuple of str
        Columns of the key.
    numbers : mapping of str to int
        Rows by `added`, `changed`, `removed`, `same`.
    first : mapping of str to sequence of tuple
    """

    table: str
    names: Sequence[str]
    numbers: Mapping[str, int]
    first: Mapping[str, Sequence[Sequence[object]]]


def kinds() -> dict[str, str]:
    """Return the words for what happens to rows."""
    return {"added": _("added"), "changed": _("changed"), "removed": _("removed"), "same": _("as before")}


def lines(changes: Sequence[Change]) -> Iterator[str]:
    """Yield what changes, a table with all numbers first, then the keys of the first rows of each kind.

    Parameters
    ----------
    changes : sequence of Change

    Yields
    ------
    str
    """
    told = kinds()
    heads = (_("Table"), *told.values())
    rows = [(one.table, *(formats.number(one.numbers[kind]) for kind in told)) for one in changes]
    yield from columns(heads, rows)
    for one in changes:
        for kind, keys in one.first.items():
            more = one.numbers[kind] - len(keys)
            name = table_names.name(one.table) or one.table
            yield f"  {name} ({one.table}), {told[kind]}:"
            yield from (f"  {line}" for line in columns(one.names, [cells(key) for key in keys]))
            if more > 0:
                yield "    " + _("and {count} more").format(count=formats.number(more))

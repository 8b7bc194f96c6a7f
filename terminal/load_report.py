"""What loading files found and changes, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing import contract_report
from briefing.contract_report import cells, columns
from data_access.admin.staging import Difference
from data_access.admin.workbook.book import Problem, Problems
from domain.area_names import AreaMatch
from measures.contract import ContractFinding
from wording import formats, load_words, table_names
from wording.i18n import _, ngettext

MOST_AREAS = 60


def problems(found: Problems) -> Iterator[str]:
    """Yield what cannot be read: of each kind how often, where first, and what to do."""
    kinds: dict[tuple[str, str, str, str], list[Problem]] = {}
    for one in found.first:
        kinds.setdefault(one.kind, []).append(one)
    for kind, first in kinds.items():
        wrong, to_do = load_words.told(kind[0])
        place = " · ".join(part for part in kind[1:] if part)
        number = found.counts[kind]
        times = ngettext("{count} time", "{count} times", number).format(count=formats.number(number))
        yield f"  {place}: {wrong} ({times})"
        yield f"    {to_do}"
        if first[0].allowed:
            yield "    " + _("Allowed: {codes}").format(codes=", ".join(map(str, first[0].allowed)))
        shown = [(str(one.row or "-"), one.value or "-") for one in first if one.row or one.value]
        if shown:
            rows = [cells(row) for row in shown]
            yield from (f"    {line}" for line in columns((_("Row"), _("Value")), rows))


def matches(found: Mapping[str, AreaMatch]) -> Iterator[str]:
    """Yield how areas that stood there by name were found."""
    ways = {"name_fa": _("by its Persian name"), "name_en": _("by its English name")}
    named = [(text, one.pcode or "-", ways[one.how]) for text, one in found.items() if one.how in ways]
    if not named:
        return
    yield _("Areas that were found by name: {count}").format(count=formats.number(len(named)))
    yield from columns((_("In the file"), _("P-code"), _("Found")), named[:MOST_AREAS])
    if len(named) > MOST_AREAS:
        yield "  " + _("and {count} more").format(count=formats.number(len(named) - MOST_AREAS))


def changes(found: Sequence[Difference]) -> Iterator[str]:
    """Yield what changes, a table with all numbers first, then the keys of the first rows of each kind."""
    told = {"added": _("added"), "changed": _("changed"), "removed": _("removed"), "same": _("as before")}
    rows = [(one.table, *(formats.number(getattr(one, kind)) for kind in told)) for one in found]
    yield from columns((_("Table"), *told.values()), rows)
    # Of a table that was empty everything is new, which needs no list.
    for one in (one for one in found if one.changed or one.removed or one.same):
        for kind, keys in one.first.items():
            yield f"  {table_names.name(one.table)} ({one.table}), {told[kind]}:"
            yield from (f"  {line}" for line in columns(one.names, [cells(key) for key in keys]))
            more = getattr(one, kind) - len(keys)
            if more > 0:
                yield "    " + _("and {count} more").format(count=formats.number(more))


def findings(found: Sequence[ContractFinding]) -> Iterator[str]:
    """Yield what the check of the result says, errors first."""
    for severity, title in contract_report.headings().items():
        some = [one for one in found if one.severity == severity != "note"]
        if some:
            yield f"{title} ({formats.number(len(some))})"
        for one in some:
            yield from contract_report.finding_lines(one)

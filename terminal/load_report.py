"""What loading files found and changes, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing import contract_report
from briefing.contract_report import WIDEST, cells, columns
from briefing.plain import plain
from data_access.admin.difference import Change, Difference
from data_access.admin.staging import RowsRefused
from data_access.admin.workbook import Candidate, Problem, Problems, Workbook, columns_of_all
from domain.area_names import AreaMatch
from domain.workbook import Names
from measures.contract import ContractFinding
from wording import formats, i18n, load_words, workbook_labels, workbook_words, write_words
from wording.i18n import _, ngettext

MOST_AREAS = 60
# Problems for which tables would be right.
OF_TABLES = frozenset({"no_known_sheet", "unknown_sheet", "unknown_table", "unclear_table"})


def problems(found: Problems) -> Iterator[str]:
    """Yield what cannot be read: of each kind how often, where first, and what to do."""
    kinds: dict[tuple[str, str, str, str], list[Problem]] = {}
    for one in found.first:
        kinds.setdefault(one.kind, []).append(one)
    for kind, first in kinds.items():
        wrong, to_do = load_words.told(kind[0])
        number = found.counts[kind]
        times = ngettext("{count} time", "{count} times", number).format(count=formats.number(number))
        yield f"  {_place(first[0])}: {wrong} ({times})"
        yield f"    {to_do}"
        if first[0].allowed:
            yield "    " + _("Allowed: {codes}").format(
                codes=formats.listing([_right(first[0], it) for it in first[0].allowed])
            )
        heads: tuple[str, ...] = (_("Row"), _("Value"), _("Stands first in"))
        rows = [(*cells((one.row, one.value)), _stands(one.earlier)) for one in first if one.row or one.value]
        if not first[0].earlier:
            heads, rows = heads[:2], [row[:2] for row in rows]
        if rows:
            yield from (f"    {line}" for line in columns(heads, rows))


def _place(one: Problem) -> str:
    """Say where it is: file, sheet, table and column."""
    sheet = "" if one.sheet == one.table else one.sheet
    table = workbook_labels.table(one.table, _names())
    column = workbook_labels.columns(one.table, one.column or "", _names())
    return " · ".join(part for part in (one.file, sheet, table, column) if part)


def _stands(earlier: tuple[str, ...]) -> str:
    if not earlier:
        return "-"
    *place, row = earlier
    return " · ".join([*(part for part in place if part), _("row {row}").format(row=formats.plain(int(row)))])


def _right(one: Problem, allowed: object) -> str:
    """Call what would be right as the workbook does: a code, a table, an area or a column."""
    if isinstance(allowed, Candidate):
        lang = i18n.language()
        above = f" ({allowed.above.in_language(lang)})" if allowed.above else ""
        return f"{allowed.pcode} {allowed.name.in_language(lang)}{above}"
    if one.id == "unknown_code":
        return workbook_labels.code((one.table, one.column or ""), allowed, _names())
    if one.id in OF_TABLES:
        return workbook_labels.table(str(allowed), _names())
    return workbook_labels.column((one.table, str(allowed)), _names())


def matches(found: Mapping[str, AreaMatch]) -> Iterator[str]:
    """Yield how areas that stood there by name were found."""
    ways = {
        "name_fa": _("by its Persian name"),
        "name_en": _("by its English name"),
        "within": _("by its name and that of the area above"),
    }
    named = [(text, one.pcode or "-", ways[one.how]) for text, one in found.items() if one.how in ways]
    if not named:
        return
    yield _("Areas that were found by name: {count}").format(count=formats.number(len(named)))
    yield from columns((_("In the file"), _("P-code"), _("Found")), named[:MOST_AREAS])
    if len(named) > MOST_AREAS:
        yield "  " + _("and {count} more").format(count=formats.number(len(named) - MOST_AREAS))


def not_given(book: Workbook) -> Iterator[str]:
    """Yield which tables stand in the files without a row."""
    empty = [table for table, rows in book.tables.items() if not len(rows)]
    if empty:
        listed = formats.listing([workbook_labels.table(one, _names()) for one in empty])
        yield _("Headings without a row, which count as not given and change nothing: {tables}").format(tables=listed)


def changes(found: Sequence[Difference]) -> Iterator[str]:
    """Yield what changes, a table with all numbers first, then the keys of the first rows of each kind."""
    told = {"added": _("added"), "changed": _("changed"), "removed": _("removed"), "same": _("as before")}
    rows = [
        (workbook_labels.table(one.table, _names()), *(formats.number(getattr(one, kind)) for kind in told))
        for one in found
    ]
    if rows:
        yield from columns((_("Table"), *told.values()), rows)
    for one in (one for one in found if one.stay):
        stay = _("{table}: {rows} that the files do not mention; they stay.")
        yield "  " + stay.format(table=workbook_labels.table(one.table, _names()), rows=_rows(one.stay))
    # Of a table that was empty everything is new, which needs no list.
    for one in (one for one in found if one.changed or one.removed or one.same):
        for kind, keys in one.first.items():
            yield f"  {formats.listing([workbook_labels.table(one.table, _names()), told[kind]])}:"
            heads = [workbook_labels.column((one.table, name), _names()) for name in one.names]
            lines = [cells(key) for key in keys]
            if kind == "changed":
                heads.append(_("What changes"))
                lines = [(*line, _changes(one.table, row)) for line, row in zip(lines, one.columns, strict=True)]
            yield from (f"  {line}" for line in columns(heads, lines))
            more = getattr(one, kind) - len(keys)
            if more > 0:
                yield "    " + _("and {count} more").format(count=formats.number(more))


def _changes(table: str, row: Sequence[Change]) -> str:
    """Say what a row held and holds; of a count of persons only that it changes."""
    parts = []
    for one in row:
        column = workbook_labels.column((table, one.column), _names())
        text = _("{column}: {old} → {new}") if one.told else _("{column}: changed")
        old, new = _apart(_value(one.old), _value(one.new))
        parts.append(text.format(column=column, old=old, new=new))
    return _("; ").join(parts)


def _value(value: object) -> str:
    """Write a value as the workbook does."""
    if isinstance(value, bool):
        return (_names().yes if value else _names().no).in_language(i18n.language())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plain(value) if isinstance(value, str) else cells((value,))[0]


def _apart(old: str, new: str) -> tuple[str, str]:
    """Cut two texts to what a cell holds, so that their difference is seen."""
    start = 0
    if old != new and old[:WIDEST] == new[:WIDEST]:
        least = min(len(old), len(new))
        start = next((at for at in range(least) if old[at] != new[at]), least)
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    kept = text[start : start + WIDEST]
    return f"{'…' if start else ''}{kept}{'…' if start + WIDEST < len(text) else ''}"


def rows_refused(error: RowsRefused) -> Iterator[str]:
    """Yield which rows no table can hold, and the keys of the first."""
    table = workbook_labels.table(error.table, _names())
    column = workbook_labels.column((error.table, error.column), _names())
    yield write_words.rows_refused(error.kind, table, column, error.count)
    heads = [
        _("Rows") if name == "rows" else workbook_labels.column((error.table, name), _names()) for name in error.names
    ]
    yield from columns(heads, [cells(row) for row in error.rows])


def most_gone(found: Sequence[Difference]) -> Iterator[str]:
    """Yield which tables would lose more than half of their rows, and what to do."""
    for one in found:
        text = _("{table}: {gone} of {rows} would go, for the files do not have them.")
        table = workbook_labels.table(one.table, _names())
        yield text.format(table=table, gone=formats.number(one.taken), rows=_rows(one.before))
    yield _("That is more than half of a table, so nothing was written.")
    if any(one.names for one in found):
        yield _("Give the complete file, or leave --replace out, so that the rows stay.")
    if any(not one.names for one in found):
        yield _("Rows without a key are always replaced as a whole: give the complete file.")
    yield _("If they are to go all the same, add --replace-most.")


def _rows(number: int) -> str:
    return ngettext("{count} row", "{count} rows", number).format(count=formats.number(number))


def _names() -> Names:
    return workbook_words.names(columns_of_all())


def findings(found: Sequence[ContractFinding]) -> Iterator[str]:
    """Yield what the check of the result says, errors first."""
    for severity, title in contract_report.headings().items():
        some = [one for one in found if one.severity == severity != "note"]
        if some:
            yield f"{title} ({formats.number(len(some))})"
        for one in some:
            yield from contract_report.finding_lines(one)

"""`manage.py load`: files of a data steward into a database, all of it or nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from terminal.check import ERRORS, NOT_READ, Language, refusal


class _Undone(Exception):
    """What was written is to be undone; the reason has been told."""


def load(
    files: Annotated[list[Path], typer.Argument(help="XLSX, ODS, XLS or CSV files; a table may stand in several.")],
    into: Annotated[
        str, typer.Option(help="The database: sqlite:///file (made if it is not there) or postgresql://...")
    ],
    *,
    lang: Annotated[Language, typer.Option(help="The language of the report.")] = Language.fa,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Remove rows of these tables that the files do not have; those without a key always are."
        ),
    ] = False,
    replace_most: Annotated[
        bool,
        typer.Option("--replace-most", help="Let a table of more than 20 rows lose most of them; else refused."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would change, and write nothing.")] = False,
) -> None:
    """Load files: read, compare, write and check in one transaction; an error undoes all of it.

    Exit status 1 says that the files or what they would make of the data are at fault, 2 that the database could not be
    opened; nothing is written then.
    """
    from data_access.admin import workbook
    from data_access.admin.load import areas_there, bring_book
    from data_access.admin.staging import RowsRefused
    from data_access.admin.target import WriteRefused, writing
    from data_access.trouble import DatabaseError, SettingError
    from measures.contract import findings_in
    from terminal import load_report
    from wording import i18n, workbook_words, write_words
    from wording.i18n import _

    i18n.activate(lang.value)
    book = workbook.read_files(files, workbook_words.names(workbook.columns_of_all()), _progress)
    _progress_done()
    if book.clean and not any(map(len, book.tables.values())):
        typer.echo(_("There is no row of data in the files: nothing was written."), err=True)
        raise typer.Exit(ERRORS)
    try:
        with writing(into, create=True, keep=not dry_run) as connection:
            workbook.match_areas(book, areas_there(connection))
            if not book.clean:
                _tell_problems(book)
                raise _Undone
            _say(load_report.matches(book.matched))
            differences, version = bring_book(connection, book, replace=replace)
            _say(load_report.not_given(book))
            _say(load_report.changes(differences))
            _refuse_most(differences, replace_most)
            findings = findings_in(connection)
            _say(load_report.findings(findings))
            if any(one.severity == "error" for one in findings):
                typer.echo(_("There are errors: nothing was written."), err=True)
                raise _Undone
    except RowsRefused as error:
        for line in load_report.rows_refused(error):
            typer.echo(line, err=True)
        raise typer.Exit(ERRORS) from None
    except WriteRefused as error:
        if not book.clean:
            _tell_problems(book)
        typer.echo(write_words.refused(error.kind, error.detail), err=True)
        raise typer.Exit(NOT_READ) from None
    except (DatabaseError, SettingError) as error:
        typer.echo(refusal(error), err=True)
        raise typer.Exit(NOT_READ) from None
    except _Undone:
        raise typer.Exit(ERRORS) from None
    if dry_run:
        typer.echo(_("Nothing was written: this was a dry run."))
    else:
        typer.echo(_("Loaded. Data version: {version}").format(version=version))


def _tell_problems(book: Any) -> None:  # noqa: ANN401 - a Workbook, of a module that is imported on demand
    from terminal import load_report
    from wording.i18n import _

    for line in load_report.problems(book.problems):
        typer.echo(line, err=True)
    typer.echo(_("Nothing was written."), err=True)


def _refuse_most(differences: Any, allowed: bool) -> None:  # noqa: ANN401 - likewise
    """Refuse to empty a table by a file that holds a part of it; a file of one year would take all others away."""
    from terminal import load_report

    most = [one for one in differences if one.takes_most]
    if most and not allowed:
        for line in load_report.most_gone(most):
            typer.echo(line, err=True)
        raise _Undone


def _say(lines: Any) -> None:  # noqa: ANN401 - an iterator of lines
    for line in lines:
        typer.echo(line)


def _progress(file: str, sheet: str, rows: int) -> None:
    """Tell how far reading is, on one line, where somebody looks."""
    if sys.stderr.isatty():
        typer.echo(f"\r{file} {sheet} {rows:,}    ", err=True, nl=False)


def _progress_done() -> None:
    if sys.stderr.isatty():
        typer.echo("", err=True)

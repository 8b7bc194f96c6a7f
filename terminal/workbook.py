"""`manage.py template` and `manage.py export`: the workbook of a data steward, empty or full."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from terminal.check import NOT_READ, Language, refusal

Force = Annotated[bool, typer.Option("--force", help="Write over the file where it is there already.")]


def template(
    out: Annotated[Path, typer.Argument(help="The workbook (XLSX) to write.")],
    lang: Annotated[Language, typer.Option(help="The language of drop-downs and examples.")] = Language.fa,
    force: Force = False,
) -> None:
    """Write an empty workbook for one's own data, in both languages: a sheet a table, notes, lists of codes."""
    from data_access.admin import workbook
    from wording import i18n, workbook_words

    i18n.activate(lang.value)
    _refuse_file(out, force)
    try:
        workbook.write_template(out, workbook_words.names(workbook.columns_of_all()), lang.value)
    except OSError as error:
        _tell(workbook_words.not_written(str(out), error.strerror))
    typer.echo(workbook_words.template_written(str(out)))


def export(
    url: Annotated[str, typer.Argument(help="The database's address.")],
    out: Annotated[Path, typer.Argument(help="The workbook (XLSX) to write.")],
    lang: Annotated[Language, typer.Option(help="The language of drop-downs.")] = Language.fa,
    force: Force = False,
) -> None:
    """Write all rows of a database in the form of the workbook, boundaries left out."""
    from data_access.admin import workbook
    from data_access.trouble import DatabaseError, SettingError
    from wording import formats, i18n, workbook_labels, workbook_words

    i18n.activate(lang.value)
    _refuse_file(out, force)
    try:
        counts = workbook.write_export(url, out, workbook_words.names(workbook.columns_of_all()), lang.value)
    except (DatabaseError, SettingError) as error:
        _tell(refusal(error, typed=True))
    except workbook.ExportRefused as error:
        names = workbook_words.names(workbook.columns_of_all())
        table, _dot, column = error.place.partition(".")
        place = [
            workbook_labels.table(table, names),
            *([workbook_labels.column((table, column), names)] if column else []),
        ]
        _tell(workbook_words.not_exported(error.kind, formats.listing(place)))
    except OSError as error:
        _tell(workbook_words.not_written(str(out), error.strerror))
    typer.echo(workbook_words.exported(str(out), counts))


def _refuse_file(out: Path, force: bool) -> None:
    """Refuse a name that is no workbook's, and one under which somebody's work may lie."""
    from wording import workbook_words

    if out.suffix.lower() != ".xlsx":
        _tell(workbook_words.no_workbook_name(str(out)))
    if out.exists() and not force:
        _tell(workbook_words.file_is_there(str(out)))


def _tell(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(NOT_READ) from None

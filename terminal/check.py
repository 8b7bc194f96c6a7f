"""`manage.py check`: a database held against the data contract, told in the chosen language."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

ERRORS, NOT_READ = 1, 2  # exit status
ADDRESS = "HAMGAM_DATABASE_URL"


class Language(StrEnum):
    """In which language is told."""

    fa = "fa"
    en = "en"


def check(
    url: Annotated[str | None, typer.Argument(help="The database's address; without it HAMGAM_DATABASE_URL.")] = None,
    lang: Annotated[Language, typer.Option(help="The language of the report.")] = Language.fa,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write the report to this file too, as a page of HTML.")] = None,
    figures: Annotated[bool, typer.Option(help="Look at the figures as well; takes some seconds.")] = True,
) -> None:
    """Hold a database against the data contract; exit status 1 says errors, 2 that it could not be read."""
    from briefing import contract_page, contract_report
    from data_access.address import without_password
    from data_access.settings import read_settings
    from data_access.trouble import DatabaseError, SettingError
    from measures.contract import check_database
    from wording import i18n, trouble_words, workbook_words

    i18n.activate(lang.value)
    if url is not None and not url.strip():  # a variable of the shell that is not set
        typer.echo(trouble_words.told("empty", ""), err=True)
        raise typer.Exit(NOT_READ)
    try:
        settings = read_settings()
        settings = replace(settings, database_url=url or settings.database_url)
        report = check_database(settings, figures=figures)
    except (DatabaseError, SettingError) as error:
        typer.echo(refusal(error, typed=bool(url)), err=True)
        raise typer.Exit(NOT_READ) from None
    place = without_password(settings.database_url)
    if html is not None:
        try:
            html.write_text(contract_page.as_html(report, place), encoding="utf-8")
        except OSError as error:
            typer.echo(workbook_words.not_written(str(html), error.strerror), err=True)
            raise typer.Exit(NOT_READ) from None
    if as_json:
        typer.echo(json.dumps(contract_report.as_json(report, place), ensure_ascii=False, indent=1))
    else:
        for line in contract_report.lines(report, place):
            typer.echo(line)
    if report.of("error"):
        raise typer.Exit(ERRORS)


def refusal(error: Exception, *, typed: bool = False) -> str:
    """Say why a database could not be read, and what to do.

    Parameters
    ----------
    error : DatabaseError or SettingError
    typed : bool
        Whether the address was typed just now: a setting is then nothing that anybody knows of.

    Returns
    -------
    str
    """
    from wording import trouble_words

    if getattr(error, "kind", "") == "at_sign":
        return trouble_words.at_sign()
    if typed and getattr(error, "name", "") == ADDRESS:
        return trouble_words.told("address", "")
    return trouble_words.told(getattr(error, "kind", ""), str(getattr(error, "detail", error)))

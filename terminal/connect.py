"""`manage.py connect`: asks for the database's address, checks it, and writes it down for every start from now on."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Annotated

import typer

from data_access.settings import Settings
from terminal.check import ERRORS, NOT_READ, Language, refusal

ADDRESS = "HAMGAM_DATABASE_URL"


def connect(
    url: Annotated[str, typer.Argument(help="The database's address; without it you are asked.")] = "",
    lang: Annotated[Language, typer.Option(help="The language of questions and answers.")] = Language.fa,
    yes: Annotated[bool, typer.Option("--yes", help="Write the setting without a question, errors or not.")] = False,
) -> None:
    """Connect the dashboard to a database: ask, check, write the setting; exit status 1 says errors, 2 not read."""
    from briefing import contract_report
    from data_access.address import absolute, without_password
    from data_access.kept import keep_setting
    from data_access.trouble import DatabaseError, SettingError
    from measures.contract import check_database
    from wording import i18n, workbook_words
    from wording.i18n import _

    i18n.activate(lang.value)
    address = url or _asked()
    try:
        report = check_database(replace(_settings(), database_url=address), figures=False)
    except (DatabaseError, SettingError) as error:
        typer.echo(refusal(error), err=True)
        raise typer.Exit(NOT_READ) from None
    for line in contract_report.lines(report, without_password(address)):
        typer.echo(line)
    errors = bool(report.of("error"))
    question = _("There are errors. Use this database all the same?") if errors else _("Use this database?")
    if not yes and not typer.confirm(question, default=not errors):
        typer.echo(_("Nothing was written."))
        raise typer.Exit(ERRORS if errors else 0)
    try:
        keep_setting(ADDRESS, absolute(address))
    except OSError as error:
        typer.echo(workbook_words.not_written("var/settings.toml", error.strerror), err=True)
        raise typer.Exit(NOT_READ) from None
    typer.echo(_("Written to {file}. Start the dashboard: make run").format(file="var/settings.toml"))
    if errors:
        raise typer.Exit(ERRORS)


def _settings() -> Settings:
    """Return the settings; a file of them that cannot be read is about to be written anew."""
    from data_access.settings import read_settings
    from data_access.trouble import SettingError

    try:
        return read_settings()
    except SettingError:
        return read_settings(os.environ)


def _asked() -> str:
    """Ask for the address and, unseen, for the password that it lacks."""
    from data_access.address import lacks_password, with_password
    from wording.i18n import _

    typer.echo(_("Address of the database, for instance:"))
    typer.echo("  postgresql://hamgam_reader@server:5432/office\n  sqlite:///data/office.sqlite")
    address = str(typer.prompt(_("Address"))).strip()
    if lacks_password(address):
        address = with_password(address, str(typer.prompt(_("Password"), hide_input=True)))
    return address

"""`manage.py connect`: asks for the database's address, checks it, and writes it down for every start from now on."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from data_access.settings import Settings
from terminal.check import ADDRESS, ERRORS, NOT_READ, Language, refusal

if TYPE_CHECKING:
    from measures.contract import ContractReport

TRIES = 3  # of an address that is asked for


def connect(
    url: Annotated[str, typer.Argument(help="The database's address; without it you are asked.")] = "",
    lang: Annotated[Language, typer.Option(help="The language of questions and answers.")] = Language.fa,
    yes: Annotated[bool, typer.Option("--yes", help="Write the setting without a question, errors or not.")] = False,
) -> None:
    """Connect the dashboard to a database: ask, check, write the setting; exit status 1 says errors, 2 not read."""
    from briefing import contract_report
    from data_access.address import absolute, without_password
    from data_access.kept import keep_setting
    from wording import i18n, workbook_words
    from wording.i18n import _

    i18n.activate(lang.value)
    address, report = _checked(url)
    for line in contract_report.lines(report, without_password(address)):
        typer.echo(line)
    errors = bool(report.of("error"))
    question = _("There are errors. Use this database all the same?") if errors else _("Use this database?")
    if not yes and not _agreed(question, default=not errors):
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


def _checked(url: str) -> tuple[str, ContractReport]:
    """Check the database of the address; one that is asked for is asked for again where it cannot be read."""
    from data_access.trouble import DatabaseError, SettingError
    from measures.contract import check_database

    for left in reversed(range(1 if url else TRIES)):
        address = url or _asked()
        try:
            return address, check_database(replace(_settings(), database_url=address), figures=False)
        except (DatabaseError, SettingError) as error:
            typer.echo(refusal(error, typed=True), err=True)
            if not left or getattr(error, "name", ADDRESS) != ADDRESS:  # another setting is wrong
                break
    raise typer.Exit(NOT_READ)


def _asked() -> str:
    """Ask for the address and, unseen, for the password that it lacks."""
    from data_access.address import lacks_password, with_password
    from wording.i18n import _
    from wording.trouble_words import FORMS

    typer.echo(_("Address of the database, for instance:"))
    typer.echo("\n".join(f"  {form}" for form in FORMS))
    address = str(typer.prompt(_("Address"))).strip()
    if lacks_password(address):
        address = with_password(address, str(typer.prompt(_("Password"), hide_input=True)))
    return address


def _agreed(question: str, *, default: bool) -> bool:
    """Ask until the answer is yes or no, in the language of the moment or in English, whole or by its first letter."""
    from wording import formats
    from wording.i18n import _

    words = {True: _("yes"), False: _("no")}
    known = {
        formats.collation_key(text): answer
        for answer, word, english in ((True, words[True], "yes"), (False, words[False], "no"))
        for text in (word, word[0], english, english[0])
    }
    known[formats.collation_key(_("nay"))] = False  # a second way to say no, where a language has one
    while True:
        said = str(typer.prompt(f"{question} ({words[True]}/{words[False]})", default=words[default]))
        answer = known.get(formats.collation_key(said.strip()))
        if answer is not None:
            return answer
        typer.echo(_("Write {yes} or {no}.").format(yes=words[True], no=words[False]))

"""The terminal entry: `python manage.py --help` lists what it can do."""

import json
import sys
from collections.abc import Sequence
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn
from urllib.parse import parse_qsl, urlsplit

import typer
from shapely import union_all
from shapely.geometry.base import BaseGeometry

from data_access.admin import demo as demonstration
from data_access.admin import role as accounts
from data_access.admin import server
from data_access.settings import read_settings
from data_access.trouble import DatabaseError, SettingError
from geo import drawing, extent
from measures.methods import methods_page
from measures.source import Source
from measures.view import view
from terminal.boundaries import boundaries
from terminal.check import check
from terminal.connect import connect
from terminal.load import load
from terminal.share import audit, share
from terminal.workbook import export, template

# A traceback must not show what variables hold: in the middle of a reading these are raw counts.
app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_show_locals=False)
app.add_typer(share, name="share")
app.command()(audit)
app.command()(check)
app.command()(connect)
app.command()(template)
app.command()(load)
app.command()(export)
app.command()(boundaries)

DEMO_FILE = Path("var/demo.sqlite")
METHODS_PAGE = Path("docs/methods.md")
PROVINCE = "IR23"
INCOMPLETE = 3  # exit status


@app.callback()
def main() -> None:
    """Hamgam from the terminal."""


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="The SQLite file to write.")] = DEMO_FILE,
    if_stale: Annotated[bool, typer.Option("--if-stale", help="Leave alone what is up to date.")] = False,
    into: Annotated[str, typer.Option(help="Fill this PostgreSQL database (a URL) in place of a file.")] = "",
) -> None:
    """Build the demonstration database: public facts and, marked so, made-up figures."""
    areas = _drawn_areas()
    inputs = (
        {code: extent.geojson(shape) for code, shape in areas.items()},
        {code: extent.centre(shape) for code, shape in areas.items()},
        {code: extent.area_km2(shape) for code, shape in areas.items()},
    )
    version = demonstration.fingerprint(*inputs)
    if into:
        _fill(into, demonstration.content(*inputs), version, if_stale)
        return
    stored = demonstration.stored_version(out)
    if if_stale and stored == version:
        print(f"{out} is up to date ({version}).")
        return
    if stored is not None and not demonstration.is_untouched(stored):
        told = f"{out} holds data that was loaded ({stored})"
        if if_stale:
            print(f"{told}: left alone.")
            return
        _refuse(f"{told}: move it away first.")
    demonstration.build(out, *inputs)
    print(f"Built {out}: {version}, {len(areas)} boundaries, {out.stat().st_size / 1e6:.1f} MB.")


def _fill(url: str, rows: demonstration.Content, version: str, if_stale: bool) -> None:
    try:
        written = server.fill(url, rows, demonstration.INDEXES, if_stale=if_stale)
    except server.FillRefused as error:
        _refuse(str(error))
    print(f"Filled the database: {version}." if written else f"The database is up to date ({version}).")


@app.command()
def role(
    name: Annotated[str, typer.Option(help="The account.")] = "hamgam_reader",
    schema: Annotated[str, typer.Option(help="Where the contract's tables or views are.")] = "public",
) -> None:
    """Print the SQL that makes a PostgreSQL account which can read the contract's tables and do nothing else."""
    try:
        print(accounts.reading_role(name, schema), end="")
    except accounts.NameRefused as error:
        _refuse(str(error))


class TableFormat(StrEnum):
    """How `table` prints."""

    csv = "csv"
    json = "json"


@app.command()
def table(
    link: Annotated[str, typer.Argument(help="A view's link or its query string.")] = "",
    form: Annotated[TableFormat, typer.Option("--format", help="How to print it.")] = TableFormat.csv,
) -> None:
    """Print the released frame that the page for a link draws; exit status 3 says that its figures are incomplete."""
    query = dict(parse_qsl(urlsplit(link).query or link.lstrip("?")))
    try:
        with closing(Source(read_settings())) as source:
            frame, notices = view(source, query)
    except (DatabaseError, SettingError) as error:
        _refuse(str(error))
    for notice in notices:
        print(f"{notice.key}={notice.value}: {notice.reason.replace('_', ' ')}, left out.", file=sys.stderr)
    if form is TableFormat.csv:
        print(frame.to_csv(), end="")
    else:
        print(json.dumps(frame.to_json(), ensure_ascii=False, indent=1))
    _incomplete(frame.truncated)


@app.command()
def methods(
    out: Annotated[Path, typer.Option(help="The page to write.")] = METHODS_PAGE,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 when the page differs.")] = False,
) -> None:
    """Write docs/methods.md: every formula in words, in symbols and with a worked example, in both languages."""
    try:
        text = methods_page(Source(read_settings()).reference())
    except (DatabaseError, SettingError) as error:
        _refuse(str(error))
    if not check:
        out.write_text(text, encoding="utf-8")
    elif not out.is_file() or out.read_text(encoding="utf-8") != text:
        print(f"{out} is not what the catalogue says: run python manage.py methods.", file=sys.stderr)
        raise typer.Exit(1)


class PackLanguage(StrEnum):
    """In which languages `pack` writes."""

    fa = "fa"
    en = "en"
    both = "both"


@app.command()
def pack(
    meeting: Annotated[str, typer.Option(help="Id of the meeting.")],
    out: Annotated[Path, typer.Option(help="The folder for the zip; made when it is not there.")],
    lang: Annotated[PackLanguage, typer.Option(help="In which language.")] = PackLanguage.fa,
    deck: Annotated[Path | None, typer.Option(help="A deck to use in place of the meeting's own.")] = None,
) -> None:
    """Make a meeting's pack: slides, pages, workbook, layers and offline map of one snapshot, as one zip.

    Exit status 3 says that its figures are incomplete.
    """
    from briefing.deck_file import deck_folders
    from briefing.desk import UnknownMeetingError, snapshot_of
    from briefing.map_files import is_not_set_up
    from briefing.pack import LANGS, make
    from briefing.pack_files import DeckRefusedError, deck_of, mistake_line, written
    from wording import i18n

    i18n.activate("en")
    try:
        settings = read_settings()
        own, mistakes = deck_of(deck, meeting) if deck else (None, [])
        with closing(Source(settings)) as source:
            snapshot, more = snapshot_of(source, meeting, deck_folders(settings), own)
        print(*map(mistake_line, (*mistakes, *more)), sep="\n", end="\n" * bool(mistakes or more), file=sys.stderr)
        langs = LANGS if lang is PackLanguage.both else [one for one in LANGS if one == lang.value]
        made = make(snapshot, langs, lambda step, part: print(f"{part:4.0%} {step}", file=sys.stderr))
        print(written(made, out))
    except DeckRefusedError as error:
        print(*map(mistake_line, error.mistakes), sep="\n", file=sys.stderr)
        _refuse(f"{deck}: {error}")
    except UnknownMeetingError as error:
        known = ", ".join(one.id for one in error.known) or "none"
        _refuse(f"the database has no meeting {meeting}; it has {known}")
    except (DatabaseError, SettingError) as error:
        _refuse(str(error))
    except OSError as error:
        told = f"{error.filename or out}: {error.strerror}"
        _refuse(f"set-up is not complete, run make setup ({told})" if is_not_set_up(error) else told)
    _incomplete(made.truncated)


def _refuse(message: str) -> NoReturn:
    print(f"Error: {message}", file=sys.stderr)
    raise typer.Exit(2) from None


def _incomplete(truncated: Sequence[str]) -> None:
    if truncated:
        tables = ", ".join(truncated)
        print(f"Incomplete: more rows than HAMGAM_ROW_CAP allows were found in {tables}.", file=sys.stderr)
        raise typer.Exit(INCOMPLETE)


def _drawn_areas() -> dict[str, BaseGeometry]:
    counties = drawing.counties()
    districts = drawing.districts(counties, demonstration.settlement_points())
    return {PROVINCE: union_all(list(counties.values())), **counties, **districts}


if __name__ == "__main__":
    app()

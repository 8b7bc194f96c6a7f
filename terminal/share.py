"""Share links and the audit trail from the terminal: `manage.py share --help` and `manage.py audit --help`."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, NoReturn, cast
from urllib.parse import urlsplit

import typer

from domain.grant_checks import check, suits
from domain.grants import USUAL_DAYS, Grant, Kind, Link, Scope

share = typer.Typer(no_args_is_help=True, pretty_exceptions_show_locals=False)
BASE = "http://127.0.0.1:8501"
ROLE = "staff"
Base = Annotated[str, typer.Option(help="Where the dashboard is reached.")]
By = Annotated[str, typer.Option(help="An account or an office; without it the account of this machine.")]
LinkId = Annotated[str, typer.Argument(help="The link's id, as `share list` tells it.")]


@share.callback()
def links() -> None:
    """Make, list, revoke and rotate share links."""


@share.command()
def create(
    *,
    audience: Annotated[str, typer.Option("--for", help="The office it is for, not a person.")],
    kind: Annotated[str, typer.Option(help="view, page, deck or pack.")] = "page",
    page: Annotated[str | None, typer.Option(help="Such as gap_map; '' is the overview.")] = None,
    area: Annotated[list[str] | None, typer.Option(help="A P-code; may be repeated. Without it: all.")] = None,
    sector: Annotated[list[str] | None, typer.Option(help="May be repeated. Without it: all.")] = None,
    indicator: Annotated[list[str] | None, typer.Option(help="May be repeated. Without it: all.")] = None,
    meeting: Annotated[str, typer.Option(help="Id of the one meeting that is read.")] = "",
    query: Annotated[str, typer.Option(help="The view it opens: an address, or its part after '?'.")] = "",
    lang: Annotated[str, typer.Option(help="The language it opens in, fa or en.")] = "fa",
    days: Annotated[int, typer.Option(help="Until it expires, at most 90.")] = USUAL_DAYS,
    downloads: Annotated[bool, typer.Option(help="Whether files may be downloaded.")] = True,
    restricted: Annotated[
        bool, typer.Option("--restricted", help="Show facilities for foreign nationals only.")
    ] = False,
    passphrase_stdin: Annotated[bool, typer.Option(help="Read a pass-phrase from the first line of input.")] = False,
    by: By = "",
    base: Base = BASE,
) -> None:
    """Make a live link and print it, this once: the store keeps its hash alone.

    A link with the figures as they are now (frozen) is made on the page of sharing.
    """
    from data_access.settings import read_settings
    from data_access.store import PASSPHRASE_AT_MOST, store_of
    from measures.share_check import checked
    from measures.source import Source
    from wording import i18n, share_refusals

    i18n.activate(lang if lang in i18n.DIRECTIONS else "en")
    with _troubles():
        address, now = _base(base), datetime.now(UTC)
        named = cast(Kind, kind)  # whatever was typed: check refuses what is no kind
        scope = Scope(tuple(area or ()), tuple(sector or ()), tuple(indicator or ()), meeting, restricted)
        place = page if page is not None else "meetings" if kind in ("deck", "pack") else ""
        if kind == "view" and not query:
            _refuse(share_refusals.refusal("view"))
        try:
            expires = now + timedelta(days=days)
        except OverflowError:
            expires = now
        # What can be seen without the database is said first.
        check(Grant(named, place, "", scope, downloads, False, lang, audience, "", now, expires))
        phrase = sys.stdin.readline().rstrip("\r\n") if passphrase_stdin else ""
        if passphrase_stdin and not 0 < len(phrase) <= PASSPHRASE_AT_MOST:
            _refuse(share_refusals.refusal("passphrase"))
        settings = read_settings()
        actor = by or _account()
        with closing(Source(settings)) as source:
            scope, view = checked(source, scope, query, lang)
            grant = Grant(named, place, view, scope, downloads, False, lang, audience.strip(), actor, now, expires)
            suits(grant, source.reference().tree)
        with closing(store_of(settings)) as store:
            link, token = store.create(grant, passphrase=phrase)
            store.note(actor, ROLE, "share_made", place, view, link.id)
    _told(address, link, token)


@share.command(name="list")
def list_links() -> None:
    """List all links, the newest first, those that open nothing any more too; an id opens nothing."""
    from data_access.settings import read_settings
    from data_access.store import store_of

    with _troubles(), closing(store_of(read_settings())) as store:
        found = store.links()
    heads = ("ID", "STATE", "KIND", "PAGE", "MADE", "EXPIRES", "OPENED", "LAST OPENED", "PASS-PHRASE", "FOR")
    now = datetime.now(UTC)
    rows = [heads, *(_row(link, now) for link in found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@share.command()
def revoke(link_id: LinkId, by: By = "") -> None:
    """Take a link back: it opens nothing from now on, and whoever has it open loses it with the next click."""
    from data_access.settings import read_settings
    from data_access.store import store_of

    with _troubles(), closing(store_of(read_settings())) as store:
        if not store.revoke(link_id):
            _refuse(f"there is no link {link_id!r} that has not been revoked")
        store.note(by or _account(), ROLE, "share_revoked", detail=link_id)
    typer.echo(f"Revoked: {link_id}")


@share.command()
def rotate(link_id: LinkId, by: By = "", base: Base = BASE) -> None:
    """Give a link a new address and print it, this once; the old address and whoever came by it end at once."""
    from data_access.settings import read_settings
    from data_access.store import store_of

    with _troubles(), closing(store_of(read_settings())) as store:
        address = _base(base)
        try:
            token = store.rotate(link_id)
        except KeyError:
            _refuse(f"there is no link {link_id!r} that opens anything")
        store.note(by or _account(), ROLE, "share_rotated", detail=link_id)
        link = next(one for one in store.links() if one.id == link_id)
    _told(address, link, token)


def audit(
    *,
    since: Annotated[str, typer.Option(help="The first day, such as 2026-01-01 (UTC).")] = "",
    actor: Annotated[str, typer.Option(help="An account or the id of a link.")] = "",
    action: Annotated[str, typer.Option(help="view, export, share_made, refused, ...")] = "",
    page: Annotated[str, typer.Option(help="Such as gap_map.")] = "",
    limit: Annotated[int, typer.Option(help="As many entries at the most.", min=1)] = 500,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV that no spreadsheet runs.")] = False,
) -> None:
    """Print the audit trail, the newest entry first: who, when (UTC), what, which view."""
    from briefing.tables import csv_file
    from data_access.settings import read_settings
    from data_access.store import ACTIONS, store_of

    if action and action not in ACTIONS:
        _refuse(f"{action!r} is none of {', '.join(ACTIONS)}")
    try:
        first = datetime.combine(date.fromisoformat(since), time(), UTC) if since else None
    except ValueError:
        _refuse(f"{since!r} is not a day like 2026-02-15")
    with _troubles(), closing(store_of(read_settings())) as store:
        frame = store.entries(first, actor, action, page, limit)
    frame["at"] = frame["at"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    if as_csv:
        typer.echo(csv_file(frame), nl=False)
        return
    for row in frame.astype(str).itertuples(index=False):
        typer.echo("  ".join(cell or "-" for cell in row))


def _row(link: Link, now: datetime) -> tuple[str, ...]:
    grant = link.grant
    state = "revoked" if link.revoked_at else "open" if link.holds(now) else "expired"
    opened = _minute(link.last_opened) if link.last_opened else "-"
    kept = f"{grant.kind}{' (frozen)' if grant.frozen else ''}"
    moments = (_minute(grant.made_at), _minute(grant.expires_at), str(link.opened), opened)
    return (link.id, state, kept, grant.page or "-", *moments, "yes" if link.has_passphrase else "no", grant.audience)


def _minute(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def _told(address: str, link: Link, token: str) -> None:
    """Print the address by itself, so that it can be piped; what is said about it goes beside."""
    typer.echo(f"{address}/{link.grant.page}?share={token}")
    told = f"Link {link.id}, until {_minute(link.grant.expires_at)}. The address is shown this once."
    typer.echo(told, err=True)


def _base(text: str) -> str:
    parts = urlsplit(text)
    if (
        parts.scheme not in ("http", "https")
        or not parts.netloc
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
    ):
        _refuse("--base is where the dashboard is reached, such as https://hamgam.example")
    return text.rstrip("/")


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without accounts
        return "terminal"


@contextmanager
def _troubles() -> Iterator[None]:
    """Say what went wrong in words, and end with 2."""
    from data_access.trouble import DatabaseError, SettingError, StoreError
    from measures.share_check import UnknownError
    from wording import share_refusals

    try:
        yield
    except UnknownError as error:
        _refuse(share_refusals.unknown(error.part, error.values))
    except StoreError as error:
        _refuse(f"the store of HAMGAM_STORE_URL cannot be used ({error})")
    except (DatabaseError, SettingError) as error:
        _refuse(str(error))
    except ValueError as error:
        if str(error) not in share_refusals.PARTS:
            raise
        _refuse(share_refusals.refusal(str(error)))


def _refuse(message: str) -> NoReturn:
    typer.echo(f"Error: {message}", err=True)
    raise typer.Exit(2) from None

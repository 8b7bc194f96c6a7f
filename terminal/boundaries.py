"""`manage.py boundaries`: the areas of a level are drawn by a boundary file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from terminal.check import ERRORS, NOT_READ, Language


class AreaLevel(StrEnum):
    """Of which areas `boundaries` loads the lines."""

    province = "province"
    county = "county"
    district = "district"
    municipal_district = "municipal_district"


class Quality(StrEnum):
    """Whose lines they are."""

    official = "official"
    open = "open"


def boundaries(
    *,
    file: Annotated[Path, typer.Argument(help="GeoJSON, GeoPackage or Shapefile; also a zip of one.")],
    level: Annotated[AreaLevel, typer.Option(help="Of which areas.")],
    into: Annotated[str, typer.Option(help="The database's address; its account may write.")],
    quality: Annotated[Quality, typer.Option(help="Whose lines they are.")] = Quality.open,
    layer: Annotated[str, typer.Option(help="The layer of a GeoPackage that has several.")] = "",
    source_title: Annotated[str, typer.Option(help="What the source is called; else by level and file.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it; else 'not stated'.")] = "",
    licence: Annotated[str, typer.Option(help="Under which licence.")] = "",
    published_on: Annotated[str, typer.Option(help="When: 2024-03-20 or 1403-01-01.")] = "",
    url: Annotated[str, typer.Option(help="Where it is to be found.")] = "",
    lang: Annotated[Language, typer.Option(help="The language of the report.")] = Language.fa,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do and tell all, and write nothing.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Load what matches though not all does.")] = False,
    elsewhere: Annotated[
        bool, typer.Option("--elsewhere", help="Load though areas lie elsewhere than their places.")
    ] = False,
) -> None:
    """Draw the areas of a level by a boundary file; exit status 1: features match no area; 2: refused."""
    from data_access.admin import boundaries as stored
    from data_access.admin.target import WriteRefused, writing
    from geo import boundary_areas, boundary_file, boundary_repair, placing, redraw
    from geo.boundary_trouble import BoundaryRefused
    from wording import boundary_refusals, boundary_words, i18n

    i18n.activate(lang.value)
    try:
        source = boundary_words.source(
            file.name,
            level,
            source_title,
            publisher=publisher,
            licence=licence,
            published_on=published_on,
            url=url,
            quality=quality,
        )
        read = boundary_file.read_boundaries(file, layer)
        mended = boundary_repair.mended(read)
        with writing(into, keep=not dry_run) as connection:
            areas = stored.named_areas(connection, level)
            found = boundary_areas.assembled(mended, level, areas)
            names = stored.names(connection)
            told = boundary_words.Loaded(level, len(read.rows), found, [one.pcode for one in areas], names)
            if not elsewhere:
                places = stored.standing_in(connection, level)
                away = placing.away_km(found.shapes, places)
                if away > placing.FAR_KM:
                    raise BoundaryRefused("elsewhere", f"{away:.0f}")
                told = told._replace(misplaced=placing.misplaced(found.shapes, places))
                if told.misplaced and not stored.are_sketched(connection, told.misplaced, level):
                    raise BoundaryRefused("misplaced", boundary_words.misplaced(told))
            if found.shapes and (partial or not found.unmatched):
                drawn = redraw.redrawn(found.shapes, stored.outlines(connection))
                version = stored.store(connection, drawn.areas, source, level)
                told = told._replace(redrawn=drawn, version=version)
            else:  # leaving undoes the tables that may have been made
                connection.rollback()
    except BoundaryRefused as error:
        _tell(boundary_refusals.refused(error.kind, error.detail))
    except WriteRefused as error:
        _tell(boundary_refusals.not_written(error.kind, error.detail))
    for line in (*boundary_words.lines(told), boundary_words.ending(told, dry_run)):
        typer.echo(line, color=True)  # signs for a terminal are taken out before; so a test can see it
    if told.redrawn is None:
        raise typer.Exit(ERRORS)


def _tell(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(NOT_READ) from None

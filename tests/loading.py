"""Loading boundaries into a made-up province, and looking at what is stored then."""

import sqlite3
from contextlib import closing

import pytest
import shapely
import typer

from terminal.boundaries import AreaLevel
from terminal.boundaries import boundaries as boundaries_command
from terminal.check import Language
from tests.made_up import collection, write


def load(file, into, **more):
    boundaries_command(**{"file": file, "level": AreaLevel.county, "into": into, "lang": Language.en, **more})


def read(into, query="SELECT * FROM admin_area"):
    with closing(sqlite3.connect(into.removeprefix("sqlite:///"))) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def areas(into):
    return {row["pcode"]: row for row in read(into)}


def shapes(into, codes=None):
    found = areas(into)
    return {code: shapely.from_geojson(found[code]["boundary"]) for code in codes or found if found[code]["boundary"]}


def unmatched(file, into, capsys, **more):
    return _nothing_written(file, into, capsys, 1, more).out


def refused(file, into, capsys, **more):
    return _nothing_written(file, into, capsys, 2, more).err


def _nothing_written(file, into, capsys, status, more):
    before = read(into)
    with pytest.raises(typer.Exit) as ended:
        load(file, into, **more)
    assert ended.value.exit_code == status
    assert read(into) == before
    return capsys.readouterr()


def written(folder, *found, **more):
    return write(folder / "in.geojson", collection(list(found), **more))

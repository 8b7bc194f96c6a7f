"""Boundaries in a geometry column of PostGIS, on a real server: read, checked and loaded like all others."""

from contextlib import suppress

import psycopg
import pytest
import shapely
import typer

import manage
from data_access import queries, tables
from data_access.admin.target import put, writing
from data_access.engine import read_only_engine
from data_access.repository import Repository
from geo.display import display_layer
from terminal.boundaries import AreaLevel
from terminal.boundaries import boundaries as boundaries_command
from terminal.check import Language
from terminal.check import check as check_command
from tests import made_up
from tests.postgres import READER, READER_PASSWORD

MISSING = "no PostGIS here; make postgres installs it or says what to install (apt-get install postgresql-postgis)"
COLUMNS = {  # type of the column, and how it is made of the text
    "any kind": ("geometry(Geometry, 4326)", "ST_GeomFromGeoJSON(boundary)"),
    "several parts, metres": (
        "geometry(MultiPolygon, 32639)",
        "ST_Multi(ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(boundary), 4326), 32639))",
    ),
    "plain text": ("text", "boundary"),
    "no system": ("geometry", "ST_SetSRID(ST_GeomFromGeoJSON(boundary), 0)"),
}


def fill(url, demo_database):
    """The areas of the demonstration, and nothing else of it."""
    engine = read_only_engine(f"sqlite:///{demo_database}")
    with engine.connect() as here, writing(url) as there:
        for table in (tables.dataset, tables.source, tables.admin_area):
            put(there, table, [dict(row) for row in here.execute(table.select()).mappings()])
    engine.dispose()


@pytest.fixture(scope="module")
def with_postgis(postgres_server, demo_database):
    """Make a database whose `admin_area.boundary` is a geometry: ``with_postgis(name, type, expression)``."""
    with psycopg.connect(postgres_server.owner_dsn()) as connection:
        known = connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'").fetchone()
    if known is None:
        pytest.fail(MISSING, pytrace=False)
    made = []

    def make(name, kind, expression):
        if name not in made:
            postgres_server.run("postgres", f"CREATE DATABASE {name} TEMPLATE template0")
            made.append(name)
            fill(postgres_server.url(name), demo_database)
            change = f"ALTER TABLE admin_area ALTER COLUMN boundary TYPE {kind} USING {expression}"
            postgres_server.run(name, "CREATE EXTENSION postgis", change)
        return postgres_server.url(name)

    yield make
    for name in made:
        postgres_server.run("postgres", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=COLUMNS)
def url(request, with_postgis):
    """One database for each kind of column; tests that write leave the counties' names as they were."""
    return with_postgis(f"postgis_{list(COLUMNS).index(request.param)}", *COLUMNS[request.param])


def boundaries(url):
    repository = Repository(read_only_engine(url))
    found = repository.read("admin_area", queries.boundaries()).data
    repository.close()
    return {row.pcode: (row.level, row.boundary) for row in found.itertuples()}


def test_boundaries_are_read_as_the_same_geojson(url, demo_database):
    of_text = boundaries(f"sqlite:///{demo_database}")
    of_geometry = boundaries(url)
    assert of_geometry.keys() == of_text.keys()
    for code, (level, text) in of_text.items():
        shape = shapely.from_geojson(of_geometry[code][1])
        assert of_geometry[code][0] == level
        assert shape.symmetric_difference(shapely.from_geojson(text)).area < 1e-9
    drawn = display_layer([(code, *row) for code, row in of_geometry.items()], {}, {})
    assert drawn.unreadable == ()
    assert drawn.codes == of_text.keys()


def test_without_the_loader_there_would_be_nothing_to_draw(with_postgis, monkeypatch):
    monkeypatch.setattr("data_access.postgis.read_as_geojson", lambda connection: None)
    found = boundaries(with_postgis("postgis_0", *COLUMNS["any kind"]))
    assert not any(text.startswith("{") for _, text in found.values())


def test_a_role_that_only_reads_reads_geometries(with_postgis, postgres_server, capsys):
    with_postgis("postgis_0", *COLUMNS["any kind"])
    capsys.readouterr()
    manage.role(READER)
    password = psycopg.sql.quote(READER_PASSWORD)
    postgres_server.run("postgis_0", capsys.readouterr().out, f"ALTER ROLE {READER} PASSWORD {password}")
    found = boundaries(postgres_server.url("postgis_0", READER, READER_PASSWORD))
    assert all(shapely.from_geojson(text).is_valid for _, text in found.values())


def test_the_check_finds_nothing_wrong_with_a_geometry_column(url, capsys):
    with suppress(typer.Exit):  # the other tables are empty
        check_command(url, Language.en, figures=False)
    out = capsys.readouterr().out
    assert "Rows: 100" in out
    assert "admin_area" not in out


def test_the_check_finds_a_geometry_that_cannot_be_drawn(with_postgis, postgres_server, capsys):
    url = with_postgis("postgis_0", *COLUMNS["any kind"])
    change = "UPDATE admin_area SET boundary = {} WHERE pcode = 'IR2301'"
    postgres_server.run("postgis_0", "CREATE TABLE kept AS SELECT boundary FROM admin_area WHERE pcode = 'IR2301'")
    postgres_server.run("postgis_0", change.format("ST_SetSRID(ST_Point(51, 35), 4326)"))
    with pytest.raises(typer.Exit):
        check_command(url, Language.en, figures=False)
    assert "IR2301" in capsys.readouterr().out
    postgres_server.run("postgis_0", change.format("(SELECT boundary FROM kept)"), "DROP TABLE kept")


def test_a_file_is_loaded_into_a_geometry_column(url, tmp_path, capsys):
    names = {"IR2301": "تهران", "IR2302": "دماوند", "IR2303": "ری"}
    shapes = dict(zip(names, made_up.new_counties().values(), strict=True))
    found = [made_up.feature(shape, name=names[code]) for code, shape in shapes.items()]
    file = made_up.write(tmp_path / "a.geojson", made_up.collection(found))
    boundaries_command(file=file, level=AreaLevel.county, into=url, lang=Language.en)
    assert "Matched areas: 3 of 16" in capsys.readouterr().out
    stored = boundaries(url)
    for code, shape in shapes.items():
        assert shapely.from_geojson(stored[code][1]).symmetric_difference(shape).area < 1e-9
    inner = [
        shapely.from_geojson(text)
        for code, (_, text) in stored.items()
        if code.startswith("IR2303") and code != "IR2303"
    ]
    assert shapely.union_all(inner).symmetric_difference(shapes["IR2303"]).area < 1e-4


def test_the_views_of_an_office_are_not_written_to(with_postgis, postgres_server, tmp_path, capsys):
    url = with_postgis("postgis_views", *COLUMNS["any kind"])
    postgres_server.run(
        "postgis_views",
        "ALTER TABLE admin_area RENAME TO divisions",
        "CREATE VIEW admin_area AS SELECT * FROM divisions",
    )
    with pytest.raises(typer.Exit) as ended:
        boundaries_command(file=made_up.geojson(tmp_path), level=AreaLevel.county, into=url)
    assert ended.value.exit_code == 2
    assert "admin_area" in capsys.readouterr().err
    assert all(shapely.from_geojson(text).is_valid for _, text in boundaries(url).values())

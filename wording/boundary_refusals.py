"""Why boundaries are not loaded at all, and what to do about it, in words."""

from __future__ import annotations

from collections.abc import Mapping

from wording import formats, write_words
from wording.data_words import level_name
from wording.i18n import _

Texts = Mapping[str, tuple[str, str]]


def refused(kind: str, detail: str) -> str:
    """Return why a boundary file is refused, and what to do.

    Parameters
    ----------
    kind : str
        Of `geo.boundary_trouble.BoundaryRefused`.
    detail : str

    Returns
    -------
    str
    """
    detail = formats.printable(detail)
    number = formats.number(int(detail)) if detail.isascii() and detail.isdigit() else detail
    what, advice = {**_files(), **_packed(), **_texts(), **_places(), **_layers()}[kind]
    return f"{what.format(detail=number)}\n{advice.format(detail=number)}"


def not_written(kind: str, detail: str) -> str:
    """Return why a database cannot be written to, and what to do.

    Parameters
    ----------
    kind : str
        Of `data_access.admin.target.WriteRefused`.
    detail : str

    Returns
    -------
    str
    """
    if kind not in _databases():
        return write_words.refused(kind, detail)
    what, advice = _databases()[kind]
    shown = level_name(detail) if kind == "no_areas" else detail
    return f"{what.format(detail=shown)}\n{advice}"


def _files() -> Texts:
    return {
        "no_file": (_("There is no such file: {detail}"), _("See whether the path is right.")),
        "empty": (_("There is nothing in the file {detail}."), _("Export it again from where it comes from.")),
        "too_large": (
            _("The file is larger than {detail} MB."),
            _("Export only this level of your province, or simplify the lines to about a metre."),
        ),
        "too_many": (_("The file has more than {detail} features."), _("Export only this level of your province.")),
        "too_many_points": (
            _("The lines have more than {detail} points."),
            _("Simplify them to about a metre, or export only your province."),
        ),
        "wrong_type": (
            _("That is no boundary file that can be read ({detail})."),
            _("Use GeoJSON, GeoPackage, or a Shapefile, also as a zip."),
        ),
        "unreadable": (
            _("The file is damaged, or it is not what its name says: {detail}"),
            _("Open it in QGIS, and export it again as GeoPackage or GeoJSON."),
        ),
        "part_alone": (
            _("A {detail} file is only one part of a Shapefile."),
            _("Name the .shp file, with the others beside it, or a zip that holds them all."),
        ),
        "missing_part": (
            _("A part of the Shapefile lacks: {detail}"),
            _("Put the .shp, .shx and .dbf files side by side, or in one zip; .prj and .cpg too, if there are any."),
        ),
    }


def _packed() -> Texts:
    return {
        "bad_zip": (_("The zip is damaged."), _("Make it again, or name the file that was in it.")),
        "locked_zip": (_("The zip is locked with a password."), _("Unpack it, and name the file that was in it.")),
        "zip_bomb": (
            _("What is in the zip is larger than {detail} MB, or far larger than the zip itself."),
            _("Do not unpack it unless you know where it comes from. Ask for the file again."),
        ),
        "zip_path": (
            _("A name in the zip leads out of its folder: {detail}"),
            _("Do not unpack it unless you know where it comes from. Ask for the file again."),
        ),
        "two_layers": (
            _("The zip holds more than one layer: {detail}"),
            _("Make a zip that holds only the layer of this level."),
        ),
        "no_layer": (
            _("There is no layer with areas in it."),
            _("The zip or GeoPackage must hold a layer of polygons."),
        ),
    }


def _texts() -> Texts:
    return {
        "not_geojson": (_("That is no GeoJSON."), _("Export it again as GeoJSON, GeoPackage or Shapefile.")),
        "several_json": (
            _("The file holds several GeoJSON texts, one after the other."),
            _("Export it as one FeatureCollection, or as GeoPackage."),
        ),
        "topojson": (_("That is TopoJSON, not GeoJSON."), _("Export it as GeoJSON, GeoPackage or Shapefile.")),
        "truncated": (
            _("The file ends in the middle."),
            _("It was not copied or downloaded to its end: fetch it again."),
        ),
        "deep": (
            _("The brackets of the file are nested more than {detail} deep."),
            _("No boundary file is like that. Ask for the file again."),
        ),
        "encoding": (
            _("The names are not in the encoding that they should be in. {detail}"),
            _(
                "GeoJSON has to be UTF-8. For a Shapefile, write UTF-8 or 1256 into the .cpg file beside it,"
                " whichever its names are in."
            ),
        ),
    }


def _places() -> Texts:
    return {
        "not_finite": (
            _("A coordinate is no number."),
            _("Repair the geometry in QGIS (Fix geometries), and export it again."),
        ),
        "no_crs": (
            _("The file does not say which coordinate system it is in, and its coordinates are no degrees."),
            _("Set the coordinate system in QGIS and export again; a Shapefile needs its .prj file."),
        ),
        "unknown_crs": (
            _("The coordinate system is not known: {detail}"),
            _("Export it again in WGS 84 (EPSG:4326)."),
        ),
        "swapped": (
            _("Latitude and longitude are swapped."),
            _("Longitude has to come first (51.4, 35.7 for Tehran). Swap them in QGIS (Swap X and Y coordinates)."),
        ),
        "outside": (
            _("All of the file lies outside Iran."),
            _("See whether it is the right file, and whether its coordinate system is what it says."),
        ),
        "elsewhere": (
            _("The areas lie {detail} km away from their own facilities and settlements in the database."),
            _(
                "Usually the coordinate system is another one than the file says, a neighbouring UTM zone for example:"
                " set it in QGIS and export again. If the file is right and the database is wrong: --elsewhere"
            ),
        ),
        "misplaced": (
            _("These areas lie elsewhere than their own facilities and settlements: {detail}"),
            _(
                "Usually codes or names stand at the wrong features, or the file is shifted: look at it in QGIS. If the"
                " file is right and the database is wrong: --elsewhere"
            ),
        ),
        "no_surface": (
            _("There are no areas in the file, only points, lines or features without a geometry."),
            _("Export the polygons; from OpenStreetMap, the relations with their members put together."),
        ),
    }


def _layers() -> Texts:
    return {
        "several_layers": (
            _("The GeoPackage has several layers: {detail}"),
            _("Name the one of this level: --layer NAME"),
        ),
        "no_such_layer": (_("There is no such layer. There are: {detail}"), _("Name one of these: --layer NAME")),
        "nothing_fits": (
            _("No feature belongs to an area of this level in the database. Names in the file: {detail}"),
            _(
                "See whether level, province and column names are right: the names of areas have to stand in a column."
                " Where these cannot be read, the .cpg file of the Shapefile says another encoding than theirs."
            ),
        ),
        "other_parent": (
            _("The file puts its areas around others than the database does: {detail}"),
            _("See whether it is of this province, and whether its columns of province or county are right."),
        ),
        "no_names": (
            _("No column of the file holds a name or a code. Its columns: {detail}"),
            _("Give the features a column 'name' or 'pcode', or choose the level that the file is of."),
        ),
        "other_level": (
            _("All features are of another level."),
            _("Choose the level that the file is of: --level province, county, district or municipal_district."),
        ),
        "bad_date": (
            _("That is no date, or one that has not come yet: {detail}"),
            _("Write it as 2024-03-20 or 1403-01-01."),
        ),
    }


def _databases() -> Texts:
    return {
        "address": (
            _("The address of the database cannot be read."),
            _("Use sqlite:///path/to/file or postgresql://user:password@host/name."),
        ),
        "backend": (
            _("This kind of database cannot be written to: {detail}"),
            _("Use sqlite:///path/to/file or postgresql://user:password@host/name."),
        ),
        "missing_file": (_("There is no such database file: {detail}"), _("See whether the path is right.")),
        "no_connection": (
            _("The database could not be written to. It said: {detail}"),
            _("See whether the server runs, and whether the account may write."),
        ),
        "views": (
            _("These are views over an office's own tables, and are not written to: {detail}"),
            _("Load the boundaries into the tables that the views read, or into a database of the dashboard's own."),
        ),
        "columns": (
            _("A table lacks columns of the contract: {detail}"),
            _("Add them, or let python manage.py check say what else lacks."),
        ),
        "no_areas": (
            _("The database has no areas of this level: {detail}"),
            _("Load the areas first, with codes and names; boundaries only draw them."),
        ),
    }

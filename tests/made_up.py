"""A made-up province, its database and its boundary files: three counties side by side, six districts."""

import json
import zipfile
from pathlib import Path

import geopandas
import shapely
from shapely import box
from sqlalchemy import create_engine, insert
from sqlalchemy.pool import NullPool

from data_access import tables

PROVINCE = "IR07"
COUNTIES = {  # Persian and English name
    "IR0701": ("کوه‌سفید", "Kuh Sefid"),
    "IR0702": ("یکه‌چاه", "Yekeh Chah"),
    "IR0703": ("رباط‌کهنه", "Robat-e Kohneh"),
}
DISTRICTS = {
    "IR070101": ("مرکزی (کوه‌سفید)", "Central (Kuh Sefid)"),
    "IR070102": ("سرآب", "Sarab"),
    "IR070201": ("مرکزی (یکه‌چاه)", "Central (Yekeh Chah)"),
    "IR070202": ("گنبد", "Gonbad"),
    "IR070301": ("مرکزی (رباط‌کهنه)", "Central (Robat-e Kohneh)"),
    "IR070302": ("ژرف", "Zharf"),
}
_MADE = {}
WEST, SOUTH = 53.0, 33.0
# As an office writes them: Arabic letters, the word for county, a space for the joiner.
WRITTEN = {"IR0701": "شهرستان كوه سفيد", "IR0702": "شهرستان يکه چاه", "IR0703": "رباط كهنه"}


def old_county(number):
    return box(WEST + number, SOUTH, WEST + number + 1, SOUTH + 1)


def old_district(number, half):
    return box(WEST + number, SOUTH + half / 2, WEST + number + 1, SOUTH + (half + 1) / 2)


def new_counties():
    """The lines between the counties bend, and the outer line lies farther out."""
    bends = [[(WEST - 0.1, SOUTH - 0.1), (WEST - 0.1, SOUTH + 1.1)]]
    for number in (1, 2):
        bends.append([(WEST + number + shift, SOUTH + y) for shift, y in ((0.1, -0.1), (-0.1, 0.4), (0.15, 1.1))])
    bends.append([(WEST + 3.1, SOUTH - 0.1), (WEST + 3.1, SOUTH + 1.1)])
    return {
        code: shapely.Polygon([*left, *reversed(right)])
        for code, left, right in zip(COUNTIES, bends, bends[1:], strict=False)
    }


def database(path, *, with_areas=True):
    """A SQLite file with the province, as a schematic drawing has it; made once, copied from then on."""
    if with_areas in _MADE:
        path.write_bytes(_MADE[with_areas])
        return f"sqlite:///{path}"
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    tables.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(tables.dataset).values(data_version="first", released_on="2026-01-01"))
        if with_areas:
            connection.execute(insert(tables.admin_area), rows())
    engine.dispose()
    _MADE[with_areas] = path.read_bytes()
    return f"sqlite:///{path}"


def rows():
    outlines = {PROVINCE: box(WEST, SOUTH, WEST + 3, SOUTH + 1)}
    outlines |= {code: old_county(number) for number, code in enumerate(COUNTIES)}
    outlines |= {code: old_district(number // 2, number % 2) for number, code in enumerate(DISTRICTS)}
    names = {"IR": ("ایران", "Iran"), PROVINCE: ("استان کوهپایه", "Kuhpayeh province"), **COUNTIES, **DISTRICTS}
    levels = {2: 0, 4: 1, 6: 2, 8: 3}
    empty = dict.fromkeys(tables.admin_area.columns.keys())
    return [
        empty
        | {
            "pcode": code,
            "level": levels[len(code)],
            "parent_pcode": code[:-2] or None,
            "name_fa": fa,
            "name_en": en,
            "boundary": shapely.to_geojson(outlines[code]) if code in outlines else None,
            "boundary_quality": "schematic" if code in outlines else None,
            "source_id": "by hand",
        }
        for code, (fa, en) in names.items()
    ]


def frame(columns=None, shapes=None, crs="EPSG:4326"):
    shapes = shapes or new_counties()
    columns = columns or {"name": [WRITTEN[code] for code in shapes]}
    return geopandas.GeoDataFrame(columns, geometry=list(shapes.values()), crs=crs)


def collection(features, **more):
    return json.dumps({"type": "FeatureCollection", **more, "features": features}, ensure_ascii=False)


def feature(shape, **columns):
    return {"type": "Feature", "properties": columns, "geometry": shape and json.loads(shapely.to_geojson(shape))}


def features(**of_all):
    return [feature(shape, name=WRITTEN[code], **of_all) for code, shape in new_counties().items()]


def write(path, text):
    path.write_text(text, encoding="utf-8") if isinstance(text, str) else path.write_bytes(text)
    return path


def geojson(folder, name="counties.geojson", **more):
    return write(folder / name, collection(features(), **more))


def geopackage(folder, layers=("counties",), **more):
    path = folder / "counties.gpkg"
    for layer in layers:
        frame(**more).to_file(path, layer=layer, driver="GPKG")
    return path


def shapefile(folder, encoding="cp1256", *, told=False, **more):
    """A shapefile; unless `told`, nothing says which encoding its names are in."""
    path = folder / "counties.shp"
    frame(**more).to_file(path, driver="ESRI Shapefile", encoding=encoding)
    if not told:
        path.with_suffix(".cpg").unlink()
    return path


def zipped(path, *, without=(), members=None):
    """The parts of a shapefile in one zip."""
    target = path.with_suffix(".zip")
    parts = members or {one.name: one for one in path.parent.glob(f"{path.stem}.*") if one.suffix in
                        {".shp", ".shx", ".dbf", ".prj", ".cpg"} - set(without)}  # fmt: skip
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content.read_bytes() if isinstance(content, Path) else content)
    return target

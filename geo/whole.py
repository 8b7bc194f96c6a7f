"""The shape of an area that was divided since: its parts put together again."""

from __future__ import annotations

from collections.abc import Container, Mapping

import pandas as pd
import shapely

from domain.divisions import members

# Degrees, a tenth of a metre: borders that two sources draw apart by less than that are one.
GRID = 1e-6
AREAL = ("Polygon", "MultiPolygon")


def united(rows: pd.DataFrame, parts: Mapping[str, str], today: Container[str]) -> pd.DataFrame:
    """Put parts together.

    Parameters
    ----------
    rows : pandas.DataFrame
        `pcode, level, boundary`: GeoJSON text, WGS 84.
    parts : mapping of str to str
        P-code of each area to the one that it was a part of.
    today : container of str
        The areas of today: one that kept the code of the whole is a part of it too.

    Returns
    -------
    pandas.DataFrame
        The same columns, without the parts. Where a part has no shape that can be read, a whole has the one that the
        table kept of it, if any.
    """
    own, made, made_of = rows.set_index("pcode"), [], members(parts, today)
    for whole, codes in made_of.items():
        drawn = own.reindex(codes)
        texts = drawn["boundary"].map(lambda text: text if isinstance(text, str) else "")
        shapes = shapely.from_geojson(texts.to_numpy(dtype=object), on_invalid="ignore")
        if all(one is not None and one.geom_type in AREAL for one in shapes):
            valid = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
            text = shapely.to_geojson(shapely.union_all(valid, grid_size=GRID))
            made.append((whole, int(drawn["level"].iloc[0]), text))
    put = {whole for whole, *_shape in made}
    others = rows[~rows["pcode"].isin([*parts, *(one for one in made_of if one in today or one in put)])]
    return pd.concat([others, pd.DataFrame(made, columns=["pcode", "level", "boundary"])], ignore_index=True)

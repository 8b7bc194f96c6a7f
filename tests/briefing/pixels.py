"""A small map to draw, and what its picture shows where."""

import io
from dataclasses import replace

import numpy as np
import shapely
from PIL import Image

from briefing.pictures import Area, Key, Legend, Map, MapPicture
from geo.palette import SPECIAL, Fill

BLUE, DARK, MARK = "#0072bc", "#0b3754", "#ffc740"


def pixels(content):
    image = Image.open(io.BytesIO(content))
    assert image.format == "PNG"
    return np.asarray(image.convert("RGB")).astype(int)


def share(found, colour):
    """Which part of the picture has about this colour."""
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return float((abs(found - wanted).max(axis=2) <= 3).mean())


def middle(found, colour):
    """How far from the left, of the width, a colour lies in the mean."""
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    _rows, columns = np.nonzero(abs(found - wanted).max(axis=2) <= 3)
    return float(columns.mean()) / found.shape[1]


def square(x, y, fill, name):
    return Area(shapely.box(x, y, x + 0.5, y + 0.5), fill, name, (x + 0.25, y + 0.25))


def map_of(is_rtl, **more):
    fills = (Fill(BLUE), SPECIAL["zero"], SPECIAL["few"], SPECIAL["no_data"], Fill(DARK, "over"))
    names = ("رباط‌کریم (مرکزی)", "ری", "پیشوا", "کن", "قدس") if is_rtl else ("Robat $Karim$", "Rey", "B", "C", "D")
    areas = tuple(
        square(51 + 0.5 * at, 35.5, fill, name) for at, (fill, name) in enumerate(zip(fills, names, strict=True))
    )
    picture = MapPicture(
        title="دو شهرستان کمتر از نیمی را دارند (۱۶)" if is_rtl else "Two counties have fewer",
        subtitle="۱۴۰۴ · می‌خواهد" if is_rtl else "2025/26",
        maps=(Map(more.pop("areas", areas), context=more.pop("context", ())),),
        legend=Legend(
            tuple(Key((fill,), name, ("۱" if is_rtl else "1",)) for fill, name in zip(fills, names, strict=True)),
            "پوشش نیاز" if is_rtl else "Coverage",
        ),
        distance=lambda metres: f"{metres / 1000:g} km",
        foot=("منابع: Hamgam",) if is_rtl else ("Sources: Hamgam",),
        mark="دادهٔ نمایشی" if is_rtl else "Demonstration data",
        is_rtl=is_rtl,
    )
    return replace(picture, **more)


def width(found, colour):
    """How wide what has a colour is, of the picture's width."""
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    columns = np.nonzero(abs(found - wanted).max(axis=2) <= 3)[1]
    return float(columns.max() - columns.min()) / found.shape[1]

"""What is to be seen on a picture: its pixels, how much of a colour there is, and where."""

import io

import numpy as np
from PIL import Image


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


def width(found, colour):
    """How wide what has a colour is, of the picture's width."""
    wanted = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    columns = np.nonzero(abs(found - wanted).max(axis=2) <= 3)[1]
    return float(columns.max() - columns.min()) / found.shape[1]

"""HTML made PDF by WeasyPrint: our fonts from the disk, nothing from a network, and an error that names what lacks."""

from __future__ import annotations

from ctypes import CDLL
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent.parent / "static" / "vendor" / "fonts"
FACES = {"Vazirmatn-Regular.ttf": 400, "Vazirmatn-Bold.ttf": 700}
# What WeasyPrint opens when it is imported, by the names of Linux, macOS and Windows; one of each line must be there.
LIBRARIES = (
    ("libgobject-2.0.so.0", "gobject-2.0", "libgobject-2.0.dylib", "libgobject-2.0-0.dll"),
    ("libpango-1.0.so.0", "pango-1.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "pangoft2-1.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
)
# What brings them on Debian and Ubuntu.
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


class NoPangoError(RuntimeError):
    """The machine lacks Pango, which shapes the text of PDF pages."""


def can_print() -> bool:
    """Tell whether the libraries are there that WeasyPrint needs, without its import, which takes a second."""
    return all(any(_opens(name) for name in names) for names in LIBRARIES)


@cache
def _opens(name: str) -> bool:
    try:
        CDLL(name)
    except OSError:
        return find_library(name) is not None
    return True


def faces() -> str:
    """Return the style that names our fonts."""
    return "".join(
        f'@font-face {{ font-family: "Vazirmatn"; font-weight: {weight}; src: url("{(FONTS / name).as_uri()}") }}'
        for name, weight in FACES.items()
    )


def rendered(html: str) -> Any:  # noqa: ANN401 - a document of a module that is imported on demand
    """Lay HTML out.

    Parameters
    ----------
    html : str
        A whole document, which fetches fonts from the disk and pictures from itself, and nothing from anywhere else.

    Returns
    -------
    document of WeasyPrint

    Raises
    ------
    NoPangoError
        Pango is not installed.
    """
    try:
        import weasyprint
    except OSError as error:
        raise NoPangoError(str(error)) from error
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("file", "data"))
    return weasyprint.HTML(string=html, url_fetcher=fetcher).render()

"""The display geometries that pages of this process have named in an address; they hold names of places, no figure."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from geo.display import DisplayLayer

# More than the scopes of a busy day; a page that comes back to one that is gone makes it anew when it is loaded.
AT_MOST = 60
_LAYERS: OrderedDict[str, DisplayLayer] = OrderedDict()
_LOCK = Lock()


def remember(layer: DisplayLayer) -> DisplayLayer:
    """Keep a geometry for the requests that follow, and return it."""
    with _LOCK:
        _LAYERS[layer.name] = layer
        _LAYERS.move_to_end(layer.name)
        while len(_LAYERS) > AT_MOST:
            _LAYERS.popitem(last=False)
    return layer


def known(name: str) -> DisplayLayer | None:
    """Return the geometry of this name, if a page has named it."""
    return _LAYERS.get(name)

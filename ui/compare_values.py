"""What both sides of a comparison say of a released row: value, text, and which class is looked for."""

from __future__ import annotations

from typing import Any

import numpy as np

from domain.frames import ReleaseFrame
from domain.indicators import Indicator
from ui import formats, i18n, loaders, sentences
from ui.i18n import _


def values_of(frame: ReleaseFrame) -> np.ndarray:
    """Return the values that may be compared; NaN without a figure, and where the city boundary distorts it."""
    fair = (frame.data["status"] == "ok") & ~frame.data["note"].str.contains("city_boundary", regex=False)
    return frame.data["value"].where(fair).to_numpy(dtype=float)


def said(entry: Indicator, row: dict[str, Any]) -> str:
    """Write the mapped value of a row, or why there is none."""
    if row["status"] == "ok":
        return formats.figure(float(row["value"]), entry.value)
    return _("fewer than 10 people") if row["status"] == "few" else _("no data")


def worse(entry: Indicator) -> int:
    """Return the class of an indicator that a meeting looks for: the lowest where lower is worse, else the highest."""
    return 0 if entry.direction == "lower_is_worse" else 2


def measured(frame: ReleaseFrame) -> str:
    """Say what one side is: indicator, people, year, standard."""
    selection = frame.selection
    reference = loaders.reference()
    standard = reference.options.standards.get(selection.indicator, {}).get(selection.standard or "")
    called = {str(code): str(name) for code, name in reference.areas[f"name_{i18n.language()}"].items()}
    return sentences.subtitle(frame, called, standard)

"""Two indicators beside each other: which values may be compared, and which class is looked for."""

from __future__ import annotations

import numpy as np

from domain.findings import distorted
from domain.frames import ReleaseFrame
from domain.indicators import Indicator


def values_of(frame: ReleaseFrame) -> np.ndarray:
    """Return the values that may be compared; NaN without a figure, and where the city boundary distorts it."""
    fair = (frame.data["status"] == "ok") & ~distorted(frame.data)
    return frame.data["value"].where(fair).to_numpy(dtype=float)


def worse(entry: Indicator) -> int:
    """Return the class of an indicator that a meeting looks for: the lowest where lower is worse, else the highest."""
    return 0 if entry.direction == "lower_is_worse" else 2

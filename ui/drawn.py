"""A frame ready to be drawn, on the big map or on a small one."""

from __future__ import annotations

from dataclasses import dataclass

from domain.frames import ReleaseFrame
from geo.classification import Classes, classify, standard_breaks
from geo.palette import Fill, fills
from measures.source import Reference


@dataclass(frozen=True)
class Drawn:
    """A released frame with its classes and colours: what map, legend and ranking share."""

    frame: ReleaseFrame
    classes: Classes
    fills: tuple[Fill, ...]
    standard: float | None

    @classmethod
    def of(cls, frame: ReleaseFrame, reference: Reference) -> Drawn:
        """Classify and colour a frame."""
        selection = frame.selection
        standard = reference.options.standards.get(selection.indicator, {}).get(selection.standard or "")
        entry = selection.entry
        breaks = standard_breaks(entry.value, standard, selection.target, entry.direction)
        values, statuses = frame.data["value"].to_numpy(dtype=float), list(frame.data["status"])
        classes = classify(values, statuses, selection.scheme, selection.classes, breaks)
        return cls(frame, classes, fills(classes, entry.direction), standard)

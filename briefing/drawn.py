"""A frame ready to be drawn, on the big map or on a small one: nothing here needs the map's component."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from domain.findings import is_distorted, ranked
from domain.frames import ReleaseFrame, records
from geo.attribute_join import join_codes
from geo.classification import Classes, breaks_of, classify
from geo.palette import Fill, fills
from measures.reference import Reference
from wording import formats, i18n, legend, sentences


def is_hatched(row: dict[str, Any], fill: Fill) -> bool:
    """Tell whether an area is hatched over its colour; one whose class has a pattern keeps that."""
    return is_distorted(row) and not fill.pattern


@dataclass(frozen=True)
class Drawn:
    """A released frame with its classes and colours: what map, legend, ranking and files share."""

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
        breaks = breaks_of(selection, reference.options)
        values, statuses = frame.data["value"].to_numpy(dtype=float), list(frame.data["status"])
        classes = classify(values, statuses, selection.scheme, selection.classes, breaks)
        return cls(frame, classes, fills(classes, entry.direction), standard)

    def legend(self) -> str:
        """Return what the colours mean, as HTML."""
        pairs = zip(records(self.frame.data), self.classes.index, strict=True)
        distorted = Counter(place for row, place in pairs if is_hatched(row, self.fills[place]))
        return legend.html(self.classes, self.fills, self.frame.selection.entry, distorted)

    @property
    def distorted(self) -> Counter[int]:
        """How many areas of each class are hatched over its colour."""
        pairs = zip(records(self.frame.data), self.classes.index, strict=True)
        return Counter(place for row, place in pairs if is_hatched(row, self.fills[place]))


def told(drawn: Drawn, reference: Reference) -> tuple[str, str]:
    """Return title and subtitle of a view as plain text."""
    called = names_of(reference)
    return (
        sentences.title(drawn.frame, called, drawn.standard),
        sentences.subtitle(drawn.frame, called, drawn.standard),
    )


def names_of(reference: Reference) -> dict[str, str]:
    """Return the areas' names in the language in use, by P-code."""
    return {str(code): str(name) for code, name in reference.areas[f"name_{i18n.language()}"].items()}


def worst_first(frame: ReleaseFrame, classes: Classes) -> list[tuple[dict[str, Any], int]]:
    """Return the rows with their fills, those first that the finding is about: the map names them first."""
    pairs = dict(zip(frame.data.index, zip(records(frame.data), classes.index, strict=True), strict=True))
    first = ranked(frame.data, frame.selection.entry.direction).index
    return [pairs[place] for place in first.append(frame.data.index.difference(first))]


def without_boundary(frame: ReleaseFrame, codes: Collection[str]) -> str:
    """Return the names of the areas that cannot be drawn; `codes` are those with a boundary."""
    join = join_codes(codes, frame.data["pcode"])
    names = frame.data.set_index("pcode")[f"name_{i18n.language()}"]
    return formats.listing([str(names[code]) for code in join.without_boundary])

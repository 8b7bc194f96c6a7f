"""A boundary file that is not read."""

from __future__ import annotations


class BoundaryRefused(ValueError):
    """The file, or what it holds, cannot become boundaries.

    Attributes
    ----------
    kind : str
        What is wrong, by the name that `wording.boundary_words` has it under.
    detail : str
        What was found: a name, a number; never a place of this machine.
    """

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail

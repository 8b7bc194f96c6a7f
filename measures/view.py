"""A link straight to its released frame, for whoever keeps nothing between two questions."""

from __future__ import annotations

from collections.abc import Mapping

from domain.frames import ReleaseFrame
from domain.links import from_query
from domain.selection import Notice
from measures.release import evidence, release
from measures.source import Source


def view(source: Source, query: Mapping[str, str]) -> tuple[ReleaseFrame, list[Notice]]:
    """Return the released frame of a link, the one that its page draws.

    Parameters
    ----------
    source : Source
    query : mapping of str to str
        The link's keys and values.

    Returns
    -------
    frame : ReleaseFrame
    notices : list of Notice
        What the link asked for in vain.
    """
    version = source.version()
    reference = source.reference(version)
    selection, notices = from_query(query, reference.options)
    reference = reference.of_year(selection.period)
    found = evidence(source, reference, version, selection.period)
    return release(selection, reference, found, source, version), notices

"""Which areas a past year did not have yet, in words."""

from __future__ import annotations

from domain.selection import Selection
from measures.reference import Reference
from wording import formats, i18n
from wording.i18n import _

NAMED_AT_MOST = 3


def then(selection: Selection, reference: Reference, *, several: bool = False) -> str:
    """Say which areas of today were parts of others in the year of a view; nothing where there are none.

    Parameters
    ----------
    selection : Selection
    reference : Reference
        Of the year.
    several : bool
        Whether figures of other years stand beside the view.
    """
    if reference.later is None:
        return ""
    names, later = (one[f"name_{i18n.language()}"] for one in (reference.areas, reference.later))
    told = [
        _("{part} was a part of {whole}").format(part=_name(later[part]), whole=_name(names[whole]))
        for part, whole in reference.parts.items()
        if selection.area in reference.tree.ancestors(whole)
    ]
    if not told:
        return ""
    if len(told) > NAMED_AT_MOST:
        told = [*told[:NAMED_AT_MOST], _("and others")]
    text = _("The areas are those of {year}: {changes}.")
    said = text.format(year=formats.period(selection.period), changes=formats.listing(told))
    return f"{said} {_('Figures of other years here stand on the same areas.')}" if several else said


def _name(name: object) -> str:
    return formats.quoted(str(name))

"""Which areas a past year did not have yet, in words."""

from __future__ import annotations

from measures.source import Reference
from wording import formats, i18n
from wording.i18n import _

NAMED_AT_MOST = 3


def then(period: int, reference: Reference) -> str:
    """Say which areas of today were parts of others in a year; nothing where there are none.

    Parameters
    ----------
    period : int
        Jalali year.
    reference : Reference
        Of the year.
    """
    if reference.later is None:
        return ""
    names, added = reference.areas[f"name_{i18n.language()}"], reference.later[f"name_{i18n.language()}"]
    said = [
        _("{part} was a part of {whole}").format(part=_name(added[part]), whole=_name(names[whole]))
        for part, whole in reference.tree.lies_in.items()
    ]
    if len(said) > NAMED_AT_MOST:
        said = [*said[:NAMED_AT_MOST], _("and others")]
    text = _("The areas are those of {year}: {changes}. Figures of other years here stand on the same areas.")
    return text.format(year=formats.period(period), changes=formats.listing(said))


def _name(name: object) -> str:
    return formats.quoted(str(name))

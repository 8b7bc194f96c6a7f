"""On which areas the figures of a past year stand, in words."""

from __future__ import annotations

from collections.abc import Collection

from domain.admin import PROVINCE
from domain.divisions import members
from domain.selection import Selection
from measures.reference import Reference
from wording import formats, i18n
from wording.i18n import _

NAMED_AT_MOST = 3


def then(selection: Selection, reference: Reference, shown: Collection[str] = (), *, several: bool = False) -> str:
    """Say of a view's year which areas of today were no areas of their own; nothing where there are none.

    Parameters
    ----------
    selection : Selection
    reference : Reference
        Of the year.
    shown : collection of str
        The areas that the page is about; empty: the area of the view.
    several : bool
        Whether figures of other years stand beside the view.
    """
    about = shown or (selection.area,)
    later = [code for code in reference.standing.get(selection.period, ()) if _is_about(code, about, reference)]
    lines = [_parts(selection, reference, about, several) if reference.parts else _on_todays(selection, reference)]
    if later:
        names = [_name(code, reference) for code in later[:NAMED_AT_MOST]]
        names += [_("and others")] * (len(later) > NAMED_AT_MOST)
        lines.append(_("Came later and stand as they are today: {names}.").format(names=formats.listing(names)))
    return " ".join(filter(None, lines))


def _parts(selection: Selection, reference: Reference, about: Collection[str], several: bool) -> str:
    told = [
        _change(whole, parts, reference)
        for whole, parts in members(reference.parts, (reference.today or reference.tree).levels).items()
        if _is_about(whole, about, reference)
    ]
    if not told:
        return ""
    if len(told) > NAMED_AT_MOST:
        told = [*told[:NAMED_AT_MOST], _("and others")]
    text = _("The areas are those of {year}: {changes}.")
    said = text.format(year=formats.period(selection.period), changes=formats.listing(told))
    return f"{said} {_('Figures of other years here stand on the same areas.')}" if several else said


def _on_todays(selection: Selection, reference: Reference) -> str:
    """Say of years that had other areas that their figures stand on those of today all the same."""
    changed = reference.options.changed
    years = [year for year in (selection.period, selection.period2) if year in changed]
    if not years:
        return ""
    text = _("The figures of {year} stand on the areas of today, some of which were parts of others then.")
    return text.format(year=formats.listing_and([formats.period(year) for year in years]))


def _is_about(whole: str, shown: Collection[str], reference: Reference) -> bool:
    around = reference.tree.ancestors(whole)
    return any(one in around or whole in reference.tree.ancestors(one) for one in shown if one != PROVINCE) or (
        PROVINCE in shown
    )


def _change(whole: str, parts: list[str], reference: Reference) -> str:
    name, *others = (_name(one, reference) for one in (whole, *(one for one in parts if one != whole)))
    if len(parts) == 1:
        return _("{name} is called {other} today").format(name=name, other=others[0])
    return _("{whole} was one area with {parts}").format(whole=name, parts=formats.listing_and(others))


def _name(code: str, reference: Reference) -> str:
    return formats.quoted(reference.name(code, i18n.language()))

"""Areas found by what a file calls them: by code, else by a name that fits one area and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from domain.admin import LEVELS, normalise_pcode
from domain.place_names import kinds_named, normalise, split_place

How = Literal["code", "name_fa", "name_en", "within", "none", "several"]
Known = dict[str, list["NamedArea"]]
# Places that are no areas, though districts have their names.
_SMALLER = frozenset({"rural_district", "village"})
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class NamedArea:
    """An area as the table `admin_area` has it; `parent` is the code of the area above, where it has one."""

    pcode: str
    level: int
    name_fa: str
    name_en: str
    parent: str | None = None


@dataclass(frozen=True)
class AreaMatch:
    """What one way of naming an area was taken for.

    Attributes
    ----------
    how : {'code', 'name_fa', 'name_en', 'within', 'none', 'several'}
        `within`: by its name and that of the area above.
    pcodes : tuple of str
        One, none, or all that the name fits.
    """

    how: How
    pcodes: tuple[str, ...] = ()

    @property
    def pcode(self) -> str | None:
        """The area, where exactly one fits."""
        return self.pcodes[0] if len(self.pcodes) == 1 else None


def match(names: Iterable[str], areas: Sequence[NamedArea]) -> dict[str, AreaMatch]:
    """Find the area of each code or name.

    Parameters
    ----------
    names : iterable of str
        As a file has them.
    areas : sequence of NamedArea

    Returns
    -------
    dict of str to AreaMatch
        By the given text. A text is a code before it is a name, a Persian name before it is an English one. A name with
        the kind of the area in it (County, bakhsh) fits areas of that kind alone, a village or rural district none, a
        city one whose own name has that word. What is no area's name may be that of an area and of the one above, in
        either order: "Central (Damavand)"; what stands in brackets in the area's own name may be left out then.
    """
    codes = {area.pcode for area in areas}
    persian = _by_name((area.name_fa, area) for area in areas)
    english = _by_name((area.name_en, area) for area in areas)
    found = {name: _one(name, codes, persian, english) for name in dict.fromkeys(names)}
    bare = _by_name((form, area) for area in areas for form in _forms(area))
    for name in (name for name, one in found.items() if one.how == "none"):
        found[name] = _within(name, bare, (persian, english))
    return found


def _forms(area: NamedArea) -> Iterable[str]:
    names = (area.name_fa, area.name_en)
    return (*names, *(_BRACKETS.sub(" ", name) for name in names))


def _by_name(pairs: Iterable[tuple[str, NamedArea]]) -> Known:
    found: Known = {}
    for name, area in pairs:
        key = normalise(name)
        if key and area not in found.setdefault(key, []):
            found[key].append(area)
    return found


def _one(name: str, codes: set[str], persian: Known, english: Known) -> AreaMatch:
    code = normalise_pcode(name)
    if code in codes:
        return AreaMatch("code", (code,))
    ways: tuple[tuple[How, Known], ...] = (("name_fa", persian), ("name_en", english))
    for how, known in ways:
        fitting = _fitting(name, known)
        if len(fitting) == 1:
            return AreaMatch(how, (fitting[0].pcode,))
        if fitting:
            return AreaMatch("several", tuple(sorted(area.pcode for area in fitting)))
    return AreaMatch("none")


def _fitting(name: str, known: Known) -> list[NamedArea]:
    kinds = kinds_named(name)
    if _SMALLER.intersection(kinds):
        return []
    areas = known.get(normalise(name), [])
    if kinds[:1] == ("city",):
        return [area for area in areas if "city" in (*kinds_named(area.name_fa), *kinds_named(area.name_en))]
    level = LEVELS.get(kinds[0]) if kinds else None
    return [area for area in areas if level is None or area.level == level]


def _within(name: str, inner: Known, outer: Sequence[Known]) -> AreaMatch:
    parts = split_place(name)
    if parts is None:
        return AreaMatch("none")
    found: set[str] = set()
    for place, above in (parts, parts[::-1]):
        around = {area.pcode for known in outer for area in _fitting(above, known)}
        found.update(area.pcode for area in _fitting(place, inner) if area.parent in around)
    if not found:
        return AreaMatch("none")
    return AreaMatch("within" if len(found) == 1 else "several", tuple(sorted(found)))

"""Whose boundary a feature of a file is: by code, else by a name that fits one area and no other; never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.admin import LEVELS
from domain.boundary_columns import OSM_LEVELS, Columns, code_of, columns_of, is_persian
from domain.place_names import kind_named, normalise, one_spelling, without_level, words

BY_CODE, BY_NAME_FA, BY_NAME_EN = "code", "name_fa", "name_en"
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class NamedArea:
    """An area of the database that a feature may belong to.

    Attributes
    ----------
    pcode, name_fa, name_en : str
    cod_pcode : str or None
        Its code in the common operational dataset.
    parent_fa, parent_en : str
        Names of the area around it.
    """

    pcode: str
    name_fa: str
    name_en: str
    cod_pcode: str | None = None
    parent_fa: str = ""
    parent_en: str = ""


@dataclass(frozen=True)
class Fit:
    """What one feature of a file was matched to.

    Attributes
    ----------
    name : str
        What the file calls it; empty where it has no name.
    pcode : str
        Empty where it was not matched.
    how : {'code', 'name_fa', 'name_en', ''}
    why : {'', 'unknown', 'ambiguous', 'contradiction', 'other_parent', 'nameless', 'other_level', 'contested',
        'far_parts', 'no_geometry', 'copy'}
        Why it was not matched.
    candidates : tuple of str
        P-codes of the areas that its names and codes point at.
    """

    name: str
    pcode: str = ""
    how: str = ""
    why: str = ""
    candidates: tuple[str, ...] = ()


class Matcher:
    """Codes and names of the areas of one level, and the columns of one file that hold such.

    Parameters
    ----------
    level : str
        A key of `domain.admin.LEVELS`.
    areas : sequence of NamedArea
    rows : sequence of mapping
        Columns of each feature.
    """

    def __init__(self, level: str, areas: Sequence[NamedArea], rows: Sequence[Mapping[str, object]]) -> None:
        self._level = level
        self._by_code: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        self._by_strict: dict[str, set[str]] = {}
        self._by_both: dict[tuple[str, str], set[str]] = {}
        self._parents: dict[str, set[str]] = {}
        self._whole: set[str] = set()
        for area in areas:
            self._enter(area)
        self.columns: Columns = columns_of(rows, level, self._by_code, self._known)

    def _enter(self, area: NamedArea) -> None:
        for code in filter(None, (area.pcode, area.cod_pcode)):
            self._by_code.setdefault(code_of(code, self._level), set()).add(area.pcode)
        around = {form for name in (area.parent_fa, area.parent_en) for form in forms(name)}
        self._parents[area.pcode] = around
        for name in (area.name_fa, area.name_en):
            self._whole.add(_whole(name))
            self._by_strict.setdefault(_strict(name), set()).add(area.pcode)
            for form in forms(name):
                self._by_name.setdefault(form, set()).add(area.pcode)
            # What stands in brackets tells areas of one name apart; a file may do so by the area around instead.
            for form in forms(_BRACKETS.sub(" ", name)):
                for parent in around:
                    self._by_both.setdefault((form, parent), set()).add(area.pcode)

    def _known(self, text: str) -> bool:
        return any(form in self._by_name or any(form == one for one, _ in self._by_both) for form in forms(text))

    def fit(self, row: Mapping[str, object]) -> Fit:
        """Match one feature.

        Parameters
        ----------
        row : mapping
            Its columns.

        Returns
        -------
        Fit
        """
        texts = self.columns.names_of(row)
        name = next(filter(is_persian, texts), next(iter(texts), ""))
        if self._is_of_other_level(row, texts):
            return Fit(name, why="other_level")
        coded = {area for code in self.columns.codes_of(row, self._level) for area in self._by_code.get(code, ())}
        name = name or ", ".join(self.columns.codes_of(row, self._level))
        parents = {form for text in self.columns.parents_of(row) for form in forms(text)}
        persian = self._named([text for text in texts if is_persian(text)], parents)
        english = self._named([text for text in texts if not is_persian(text)], parents)
        fit = _decided(name, coded, persian, english)
        if fit.why == "unknown" and parents and (others := self._named(texts, set())):
            return replace(fit, why="other_parent", candidates=tuple(sorted(others)))
        if fit.why == "unknown" and not parents and (named := self._without_brackets(texts)):
            return replace(fit, why="ambiguous", candidates=tuple(sorted(named)))
        return fit

    def _without_brackets(self, texts: Sequence[str]) -> set[str]:
        """Return the areas that a name may mean whose own names tell them apart in brackets."""
        asked = {form for text in texts for form in forms(text)}
        return {area for (form, _parent), areas in self._by_both.items() if form in asked for area in areas}

    def _named(self, texts: Sequence[str], parents: set[str]) -> set[str]:
        found: set[str] = set()
        for text in texts:
            loose = {area for form in forms(text) for area in self._by_name.get(form, ())}
            mine = {area for area in self._by_strict.get(_strict(text)) or loose if self._agrees(area, parents)}
            found |= mine | {
                area for form in forms(text) for parent in parents for area in self._by_both.get((form, parent), ())
            }
        return found

    def _agrees(self, area: str, parents: set[str]) -> bool:
        return not parents or not self._parents[area] or bool(parents & self._parents[area])

    def _is_of_other_level(self, row: Mapping[str, object], texts: Sequence[str]) -> bool:
        own = LEVELS[self._level]
        said = self.columns.level_of(row)
        if said is not None and said not in (own, OSM_LEVELS.get(own)):
            return True
        if self._level == "municipal_district" or any(_whole(text) in self._whole for text in texts):
            return False
        # Cities and villages give counties and districts their names: شهر ری is a county, and no city's line.
        kinds = [kind for kind in map(kind_named, texts) if kind in LEVELS or kind == "rural_district"]
        return bool(kinds) and self._level not in kinds


def forms(text: str) -> set[str]:
    """Return the forms in which a name is compared: with and without the words for what kind of place it is.

    Parameters
    ----------
    text : str

    Returns
    -------
    set of str
    """
    return {normalise(text), _strict(text), _whole(text)} - {""}


def _strict(text: str) -> str:
    """Return a name without the word for its level: شهرستان شهر بابک is not the county of بابک."""
    return one_spelling("".join(without_level(words(text))))


def _whole(text: str) -> str:
    return one_spelling("".join(words(text)))


def _decided(name: str, coded: set[str], persian: set[str], english: set[str]) -> Fit:
    """Take the one area that code and names agree on."""
    named = (persian & english) or (persian if not english else english if not persian else set())
    every = tuple(sorted(coded | persian | english))
    if len(coded) > 1 or (not coded and len(named) > 1):
        return Fit(name, why="ambiguous", candidates=every)
    if coded:
        # A name may be spelled in a way that is not known; one that is another area's contradicts the code.
        other = (persian | english) - coded
        agrees = coded & (persian | english)
        if other and not agrees:
            return Fit(name, why="contradiction", candidates=every)
        return Fit(name, min(coded), BY_CODE)
    if not named:
        why = "contradiction" if every else "unknown" if name else "nameless"
        return Fit(name, why=why, candidates=every)
    return Fit(name, min(named), BY_NAME_FA if len(persian) == 1 else BY_NAME_EN)

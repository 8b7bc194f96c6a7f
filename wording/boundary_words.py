"""Loading boundaries in words: why a file is refused and what to do, and what was matched, mended, written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

import jdatetime

from domain.boundaries import NewSource
from domain.boundary_match import BY_CODE, BY_NAME_EN, BY_NAME_FA, Fit
from geo.boundary_areas import Assembled
from geo.boundary_trouble import BoundaryRefused
from geo.placing import Held
from geo.redraw import Redrawn
from wording import formats
from wording.data_words import level_name
from wording.i18n import _, language, within
from wording.publishers import NOT_STATED

FIRST_GREGORIAN = 1700
MOST_NAMED = 50
# Of one name; a steward needs to see that there are several, not all of them.
MOST_CANDIDATES = 5


class Loaded(NamedTuple):
    """What a load found and did.

    Attributes
    ----------
    level : str
    features : int
        In the file.
    found : Assembled
    codes : list of str
        P-codes of the areas of the level.
    names : dict of str to (str, str)
        Persian and English name of every area, by P-code.
    redrawn : Redrawn or None
        None where nothing is written.
    version : str
        The new data version; empty where nothing is kept.
    misplaced : mapping of str to Held
        As `geo.placing.misplaced` gives it.
    """

    level: str
    features: int
    found: Assembled
    codes: Sequence[str]
    names: Mapping[str, tuple[str, str]]
    redrawn: Redrawn | None = None
    version: str = ""
    misplaced: Mapping[str, Held] = MappingProxyType({})


def lines(loaded: Loaded) -> Iterator[str]:
    """Yield what is told of a load, line by line.

    Parameters
    ----------
    loaded : Loaded

    Yields
    ------
    str
    """
    found = loaded.found
    yield _("Level: {level}. Features in the file: {count}.").format(
        level=level_name(loaded.level), count=formats.number(loaded.features)
    )
    for key, text in _counted().items():
        if found.counts[key]:
            yield f"  {text}: {formats.number(found.counts[key])}"
    how = {key: formats.number(sum(one == key for one in found.how.values())) for key in _HOW}
    yield _(
        "Matched areas: {count} of {all}; by code {code}, by Persian name {name_fa}, by English name {name_en}."
    ).format(count=formats.number(len(found.shapes)), all=formats.number(len(loaded.codes)), **how)
    yield _("Columns that were read: {columns}").format(columns=formats.printable(formats.listing(list(found.columns))))
    yield from _unmatched(loaded)
    lacking = [_name(loaded, code) for code in loaded.codes if code not in found.shapes]
    if lacking:
        yield _("Areas without a feature in the file: {names}").format(names=_some(lacking))
    if loaded.misplaced:
        text = _("Warning: these areas lie elsewhere than their own facilities and settlements: {names}")
        yield text.format(names=misplaced(loaded))
    if loaded.redrawn is not None:
        yield from _drawn(loaded, loaded.redrawn)


def source(
    file: str, level: str, title: str, *, publisher: str, licence: str, published_on: str, url: str, quality: str
) -> NewSource:
    """Return where boundaries come from, as it is stored in both languages.

    Parameters
    ----------
    file : str
        Name of the file.
    level : str
    title, publisher, licence, published_on, url : str
        Empty where they are not stated.
    quality : str

    Returns
    -------
    NewSource

    Raises
    ------
    BoundaryRefused
        `bad_date`
    """
    fa, en = (
        title or within(lang, lambda: _("Boundaries ({level}), file {file}").format(level=level_name(level), file=file))
        for lang in ("fa", "en")
    )
    return NewSource(
        fa,
        en,
        publisher or NOT_STATED,
        licence or None,
        _day(published_on) if published_on else None,
        url or None,
        quality,
    )


def _day(text: str) -> str:
    """Return a day of either calendar as ISO text."""
    try:
        year, month, day = (int(part) for part in text.strip().replace("/", "-").split("-"))
        jalali = year < FIRST_GREGORIAN
        found = jdatetime.date(year, month, day).togregorian() if jalali else date(year, month, day)
    except ValueError:
        raise BoundaryRefused("bad_date", text[:40]) from None
    if found > date.today():
        raise BoundaryRefused("bad_date", text[:40])
    return found.isoformat()


_HOW = (BY_CODE, BY_NAME_FA, BY_NAME_EN)


def ending(loaded: Loaded, dry_run: bool) -> str:
    """Return the last line: what was written, or what to do so that it is.

    Parameters
    ----------
    loaded : Loaded
    dry_run : bool

    Returns
    -------
    str
    """
    if loaded.redrawn is None:
        return _(
            "Nothing was written. Correct names or codes of these features, or take them out of the file;"
            " --partial loads the others all the same."
        )
    if dry_run:
        return _("Dry run: nothing was written. Without --dry-run it is.")
    return _("Written. The data version is now {version}.").format(version=loaded.version)


def _counted() -> Mapping[str, str]:
    return {
        "no_geometry": _("left out, without a geometry that can be read"),
        "no_surface": _("left out, points and lines"),
        "outside": _("left out, outside Iran"),
        "tiny": _("left out, smaller than a hectare"),
        "other_level": _("left out, of another level"),
        "duplicates": _("left out, a second drawing of the same area"),
        "joined": _("further parts of one area, put together with it"),
        "mended": _("repaired, since the line crossed itself"),
        "slivers": _("slivers and pin holes taken out"),
        "tidied": _("areas whose border was made one line with that of a neighbour"),
    }


def _unmatched(loaded: Loaded) -> Iterator[str]:
    faults = loaded.found.unmatched
    if not faults:
        return
    yield _("Features that were not matched: {count}").format(count=formats.number(len(faults)))
    for fit in faults[:MOST_NAMED]:
        yield f"  {_fault(loaded, fit)}"
    if len(faults) > MOST_NAMED:
        yield "  …"


def _fault(loaded: Loaded, fit: Fit) -> str:
    names = _some([_name(loaded, code) for code in fit.candidates], MOST_CANDIDATES)
    text = {
        "unknown": _("{name}: no area of this level has this name or code"),
        "ambiguous": _("{name}: it may be any of these: {names}"),
        "contradiction": _(
            "{name}: code, Persian name, English name or the area around point at different areas: {names}"
        ),
        "other_parent": _("{name}: the file has it in another area than {names} of this name"),
        "contested": _("{name}: more than one feature claims the place of {names}"),
        "nameless": _("{name}: it has neither name nor code"),
        "no_geometry": _("{name}: its geometry cannot be read, and it would be that of {names}"),
        "far_parts": _("{name}: features of {names} lie far from one another"),
    }[fit.why]
    return text.format(name=formats.quoted(formats.printable(fit.name[:80]) or _("no name")), names=names)


def _name(loaded: Loaded, code: str) -> str:
    fa, en = loaded.names.get(code, (code, code))
    return f"{fa if language() == 'fa' else en} ({code})" if code in loaded.names else code


def misplaced(loaded: Loaded) -> str:
    """Return the areas that lie elsewhere than what stands in them, with how much of it they hold.

    Parameters
    ----------
    loaded : Loaded

    Returns
    -------
    str
    """
    texts = (_("{name}: it holds {own} of {all}"), _("{name}: it holds {own} of its own and {others} of others"))
    return _some(
        [
            texts[held.others > 0].format(
                name=_name(loaded, code),
                own=formats.number(held.own),
                all=formats.number(held.all),
                others=formats.number(held.others),
            )
            for code, held in loaded.misplaced.items()
        ]
    )


def _some(names: list[str], most: int = MOST_NAMED) -> str:
    return formats.listing(names[:most] + ["…"] * (len(names) > most))


def _drawn(loaded: Loaded, redrawn: Redrawn) -> Iterator[str]:
    if redrawn.fitted:
        yield _("Areas inside that were fitted to the new lines: {count}").format(
            count=formats.number(len(redrawn.fitted))
        )
    if redrawn.outlined:
        yield _("Drawn anew around what it is divided into: {names}").format(
            names=_some([_name(loaded, code) for code in redrawn.outlined])
        )
    if redrawn.lost:
        yield _("Warning: these lie outside of their area now and have no boundary any more: {names}").format(
            names=_some([_name(loaded, code) for code in redrawn.lost])
        )
    if redrawn.overlaps:
        pairs = [
            _("{one} and {other}: {size} km²").format(
                one=_name(loaded, one), other=_name(loaded, other), size=formats.number(km2, 1)
            )
            for (one, other), km2 in redrawn.overlaps.items()
        ]
        yield _("Warning: these areas overlap: {names}").format(names=_some(pairs))
    if redrawn.untiled:
        told = [f"{_name(loaded, code)} ({formats.percent(100 * share, 1)})" for code, share in redrawn.untiled.items()]
        yield _("Warning: what these are divided into does not cover them exactly: {names}").format(names=_some(told))

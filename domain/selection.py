"""One frozen Selection: everything that a view's link says, with ASCII ids."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from domain.admin import LEVELS, PROVINCE, normalise_pcode
from domain.facilities import KINDS, STATUSES, USUAL_STATUSES
from domain.indicators import CATALOGUE, GROUPS, PRIORITY_SECTORS, SECTORS, Indicator, of_sector

LANGUAGES = ("fa", "en")
SCHEMES = ("standard", "quantiles", "natural_breaks", "equal_interval")
CLASS_COUNTS = (3, 4, 5)
MAP_LEVELS = ("county", "district")
FORMS = ("map", "table")
DEFAULT_INDICATOR = "school_seats"
# Below the floor nothing is a target: need would be so near 0 that a coverage overflows.
TARGET_FLOOR, TARGET_LIMIT = 0.001, 1000.0
WEIGHT_LIMIT = 100.0

VIEW_KEYS = (
    *("sector", "indicator", "standard", "target", "groups", "level", "area"),
    *("period", "scheme", "classes", "w", "lang"),
)
# How the page shows it and what stands beside the view; no figure depends on these.
PAGE_KEYS = ("kinds", "statuses", "view", "place")
PLACE_ID = re.compile(r"[\x21-\x7e]{1,80}")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in a link that could not be followed: `key`, the value given, and what was wrong with it."""

    key: str
    value: str
    reason: str  # unknown_key | unknown_value | not_with_level | not_with_indicator


@dataclass(frozen=True)
class Options:
    """What a database offers a Selection.

    Attributes
    ----------
    periods : tuple of int
        Jalali years with figures, ascending.
    areas : mapping of str to int
        P-code to level (1 province, 2 county, 3 district).
    standards : mapping of str to mapping of str to float
        Indicator id to its standards: id to value, the default first.
    """

    periods: tuple[int, ...]
    areas: Mapping[str, int]
    standards: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selection:
    """A view: indicator, people, area, time, classes, language, and what stands beside. Hashable; see `from_query`."""

    indicator: str
    standard: str | None
    target: float | None
    groups: tuple[str, ...]
    level: str
    area: str
    period: int
    scheme: str
    classes: int
    lang: str
    weights: tuple[float, ...] | None = None
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = USUAL_STATUSES
    view: str = "map"
    place: str = ""

    @property
    def entry(self) -> Indicator:
        """The catalogue entry of the indicator."""
        return CATALOGUE[self.indicator]

    @property
    def sector(self) -> str:
        """The sector of the indicator."""
        return self.entry.sector

    def figures(self) -> Selection:
        """Return the part that changes a figure: without language, classification and page keys, for cache keys."""
        groups = self.groups if self.entry.takes_groups else GROUPS
        return replace(self.without_page(), lang="fa", scheme="standard", classes=5, groups=groups)

    def without_page(self) -> Selection:
        """Return the view with the usual page keys: a map without facilities and without a place looked at."""
        return replace(self, kinds=(), statuses=USUAL_STATUSES, view="map", place="")

    def to_query(self) -> dict[str, str]:
        """Return the link's keys and values in one fixed order; keys without a value are left out."""
        values = {
            "sector": self.sector,
            "indicator": self.indicator,
            "standard": self.standard,
            "target": None if self.target is None else number_text(self.target),
            "groups": ",".join(self.groups),
            "level": self.level,
            "area": self.area,
            "period": str(self.period),
            "scheme": self.scheme,
            "classes": str(self.classes),
            "w": None if self.weights is None else ",".join(number_text(one) for one in self.weights),
            "lang": self.lang,
            "kinds": ",".join(self.kinds) or None,
            "statuses": ",".join(self.statuses) if self.kinds or self.statuses != USUAL_STATUSES else None,
            "view": self.view if self.view != "map" else None,
            "place": self.place or None,
        }
        return {key: value for key, value in values.items() if value is not None}

    def link(self) -> str:
        """Return the query string of the view, commas left readable."""
        return urlencode(self.to_query(), safe=",")


def number_text(number: float) -> str:
    """Write a number as short as it can be read back: 40, 12.5, 33.333333333333336."""
    short = format(number, "g")
    return short if float(short) == number else repr(number)


def from_query(query: Mapping[str, str], options: Options) -> tuple[Selection, list[Notice]]:
    """Read a link.

    Parameters
    ----------
    query : mapping of str to str
        Keys and values of the address bar; unknown keys are dropped, unknown ids fall to their default,
        each with a notice. Lists stand with commas.
    options : Options
        What the database has.

    Returns
    -------
    selection : Selection
        Always complete and valid for `options`.
    notices : list of Notice
        What could not be followed, in the order of the keys.
    """
    reader = _Reader(query, options)
    entry = reader.indicator()
    level, area = reader.place()
    selection = Selection(
        indicator=entry.id,
        standard=reader.standard(entry),
        target=reader.target(entry),
        groups=reader.several("groups", GROUPS, GROUPS),
        level=level,
        area=area,
        period=reader.period(),
        scheme=reader.choice("scheme", SCHEMES, "standard"),
        classes=int(reader.choice("classes", tuple(map(str, CLASS_COUNTS)), "5")),
        lang=reader.choice("lang", LANGUAGES, "fa"),
        weights=reader.weights(entry),
        kinds=reader.several("kinds", tuple(KINDS), ()),
        statuses=reader.several("statuses", tuple(STATUSES), USUAL_STATUSES),
        view=reader.choice("view", FORMS, "map"),
        place=reader.place_id(),
    )
    return selection, reader.notices


class _Reader:
    """Reads one key after the other and collects notices."""

    def __init__(self, query: Mapping[str, str], options: Options) -> None:
        self.query = {key: str(value) for key, value in query.items()}
        self.options = options
        self.notices = [Notice(key, "", "unknown_key") for key in query if key not in (*VIEW_KEYS, *PAGE_KEYS)]

    def _refuse(self, key: str, reason: str = "unknown_value") -> None:
        self.notices.append(Notice(key, self.query[key], reason))

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.query.get(key, default)
        if value in allowed:
            return value
        self._refuse(key)
        return default

    def indicator(self) -> Indicator:
        sector = self.choice("sector", SECTORS, "") if "sector" in self.query else ""
        wanted = self.query.get("indicator")
        if wanted in CATALOGUE:
            if sector and CATALOGUE[wanted].sector != sector:
                self._refuse("sector", "not_with_indicator")
            return CATALOGUE[wanted]
        if wanted is not None:
            self._refuse("indicator")
        return of_sector(sector)[0] if sector else CATALOGUE[DEFAULT_INDICATOR]

    def standard(self, entry: Indicator) -> str | None:
        known = list(self.options.standards.get(entry.id, {}))
        default = known[0] if known else None
        if "standard" not in self.query:
            return default
        if self.query["standard"] in known:
            return self.query["standard"]
        self._refuse("standard", "unknown_value" if known else "not_with_indicator")
        return default

    def target(self, entry: Indicator) -> float | None:
        if "target" not in self.query:
            return None
        if not entry.takes_target:
            self._refuse("target", "not_with_indicator")
            return None
        try:
            value = float(self.query["target"])
        except ValueError:
            value = math.nan
        if TARGET_FLOOR <= value <= TARGET_LIMIT:
            return value
        self._refuse("target")
        return None

    def weights(self, entry: Indicator) -> tuple[float, ...] | None:
        """Return the weights of the sectors, None where each counts the same."""
        if "w" not in self.query:
            return None
        if entry.family != "index":
            self._refuse("w", "not_with_indicator")
            return None
        try:
            values = tuple(float(part) for part in self.query["w"].split(","))
        except ValueError:
            values = ()
        in_range = len(values) == len(PRIORITY_SECTORS) and all(0 <= one <= WEIGHT_LIMIT for one in values)
        if not in_range or not sum(values):
            self._refuse("w")
            return None
        return values if len(set(values)) > 1 else None

    def several(self, key: str, allowed: tuple[str, ...], default: tuple[str, ...]) -> tuple[str, ...]:
        if key not in self.query:
            return default
        wanted = {part.strip() for part in self.query[key].split(",") if part.strip()}
        known = tuple(one for one in allowed if one in wanted)
        if not known or wanted - set(allowed):
            self._refuse(key)
        return known or default

    def place(self) -> tuple[str, str]:
        level = self.choice("level", MAP_LEVELS, "county")
        if "area" not in self.query:
            return level, PROVINCE
        area = normalise_pcode(self.query["area"])
        if self.options.areas.get(area) not in (LEVELS["province"], LEVELS["county"]):
            self._refuse("area")
            return level, PROVINCE
        if self.options.areas[area] >= LEVELS[level]:
            self._refuse("area", "not_with_level")
            return level, PROVINCE
        return level, area

    def place_id(self) -> str:
        """Return what may be the id of a place; whether there is such a place is for the page to find out."""
        wanted = self.query.get("place", "")
        if "place" in self.query and not PLACE_ID.fullmatch(wanted):
            self._refuse("place")
            return ""
        return wanted

    def period(self) -> int:
        newest = self.options.periods[-1]
        if "period" not in self.query:
            return newest
        try:
            wanted = int(self.query["period"])
        except ValueError:
            wanted = 0
        if wanted in self.options.periods:
            return wanted
        self._refuse("period")
        return newest

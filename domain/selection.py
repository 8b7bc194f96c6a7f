"""One frozen Selection: everything that a view's link says, with ASCII ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from domain.facilities import USUAL_STATUSES
from domain.indicators import CATALOGUE, GROUPS, SECTORS, Indicator

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
PAGE_KEYS = (
    *("kinds", "statuses", "view", "place", "areas", "indicator2", "period2", "groups2"),
    *("order", "find"),
    *("meeting", "partners", "sectors", "states", "slide", "present"),
)
# As many as stand side by side.
AREAS_AT_MOST = 4
# The order of a list of facilities, and how long a part of a name may be that it is searched for.
LIST_ORDERS = ("name", "kind", "status", "area", "size")
FIND_AT_MOST = 60
# What a list of commitments is narrowed to; `late` is no state of its own.
COMMITMENT_STATES = ("proposed", "agreed", "in_progress", "late", "delivered", "cancelled")


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that could not be followed: `key`, the value or the part of a list, and what was wrong with it.

    Of a list the good parts are kept and `value` holds the others, with commas.
    """

    key: str
    value: str
    # unknown_key | unknown_value | left_out | too_many | same | swapped | second_side | other_sector | came_later
    # | is_no_more | not_with_level | not_with_indicator | no_text
    reason: str


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
    indicators : tuple of str
        Ids of the catalogue that may be asked for, in its order.
    counties : tuple of str
        Where not the whole province may be read: the counties that may, as far as they may be read as a whole.
    areas_then : mapping of int to mapping of str to int
        As `areas`, of the years that had other divisions.
    lies_in : mapping of int to mapping of str to str
        Of the same years: each area that came later to the area that it was a part of.
    became : mapping of str to str
        Of areas that are no more, the area of today that all of it lies in.
    changed : frozenset of int
        Years that had other areas, whether they are shown on these or on those of today.
    """

    periods: tuple[int, ...]
    areas: Mapping[str, int]
    standards: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    indicators: tuple[str, ...] = tuple(CATALOGUE)
    counties: tuple[str, ...] = ()
    areas_then: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    lies_in: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    became: Mapping[str, str] = field(default_factory=dict)
    changed: frozenset[int] = frozenset()

    def areas_in(self, period: int) -> Mapping[str, int]:
        """Return the areas of a year with their levels."""
        return self.areas_then.get(period, self.areas)

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors that have an indicator to ask for."""
        found = {CATALOGUE[one].sector for one in self.indicators}
        return tuple(one for one in SECTORS if one in found)

    def entries(self, sector: str = "") -> list[Indicator]:
        """Return the indicators that may be asked for, of one sector or of all, in catalogue order."""
        entries = [CATALOGUE[one] for one in self.indicators]
        return [one for one in entries if not sector or one.sector == sector]


@dataclass(frozen=True, slots=True)
class Selection:
    """A view: indicator, people, area, time, classes, language, and what stands beside. Hashable."""

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
    areas: tuple[str, ...] = ()
    indicator2: str = ""
    period2: int | None = None
    groups2: tuple[str, ...] = ()
    order: str = "name"
    find: str = ""
    meeting: str = ""
    partners: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    slide: str = ""
    present: bool = False

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
        """Return the view with the usual page keys: a map without facilities, nothing looked at or compared."""
        plain = replace(self.without_meeting(), kinds=(), statuses=USUAL_STATUSES, view="map", place="")
        return replace(plain, areas=(), indicator2="", period2=None, groups2=(), order="name", find="")

    def without_meeting(self) -> Selection:
        """Return the view without what only the page of meetings knows."""
        return replace(self, meeting="", partners=(), sectors=(), states=(), slide="", present=False)

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
            "areas": ",".join(self.areas) or None,
            "indicator2": self.indicator2 or None,
            "period2": None if self.period2 is None else str(self.period2),
            "groups2": ",".join(self.groups2) or None,
            "order": self.order if self.order != "name" else None,
            "find": self.find or None,
            "meeting": self.meeting or None,
            "partners": ",".join(self.partners) or None,
            "sectors": ",".join(self.sectors) or None,
            "states": ",".join(self.states) or None,
            "slide": self.slide or None,
            "present": "1" if self.present else None,
        }
        return {key: value for key, value in values.items() if value is not None}

    def link(self) -> str:
        """Return the query string of the view, commas left readable."""
        return urlencode(self.to_query(), safe=",")


def number_text(number: float) -> str:
    """Write a number as short as it can be read back: 40, 12.5, 33.333333333333336."""
    short = format(number, "g")
    return short if float(short) == number else repr(number)

"""Reads a link into a Selection; what cannot be followed falls to its default, with a notice."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from unicodedata import category

from domain.admin import LEVELS, PROVINCE, normalise_pcode
from domain.facilities import KINDS, STATUSES, USUAL_STATUSES
from domain.indicators import CATALOGUE, GROUPS, PRIORITY_SECTORS, Indicator
from domain.selection import (
    AREAS_AT_MOST,
    CLASS_COUNTS,
    COMMITMENT_STATES,
    DEFAULT_INDICATOR,
    FIND_AT_MOST,
    FORMS,
    LANGUAGES,
    LIST_ORDERS,
    MAP_LEVELS,
    PAGE_KEYS,
    SCHEMES,
    TARGET_FLOOR,
    TARGET_LIMIT,
    VIEW_KEYS,
    WEIGHT_LIMIT,
    Notice,
    Options,
    Selection,
)

# The zero-width non-joiner and joiner, which Persian words are written with.
JOINERS = "\u200c\u200d"
PLACE_ID = re.compile(r"[\x21-\x7e]{1,80}")
PARTNERS_AT_MOST = 20


def from_query(query: Mapping[str, str], options: Options) -> tuple[Selection, list[Notice]]:
    """Read a link.

    Parameters
    ----------
    query : mapping of str to str
        Keys and values of the address bar; unknown keys are dropped, unknown ids fall to their default,
        each with a notice. Lists stand with commas; of these what is known is kept.
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
        areas=reader.areas(),
        indicator2=(second := reader.second_side(entry))[0],
        period2=second[1],
        groups2=second[2],
        order=reader.choice("order", LIST_ORDERS, "name"),
        find=reader.text("find", FIND_AT_MOST),
        meeting=reader.identity("meeting"),
        partners=reader.identities("partners", PARTNERS_AT_MOST),
        sectors=reader.several("sectors", options.sectors, ()),
        states=reader.several("states", COMMITMENT_STATES, ()),
        slide=reader.identity("slide"),
        present=reader.choice("present", ("", "1"), "") == "1",
    )
    return selection, reader.notices


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


class _Reader:
    """Reads one key after the other and collects notices."""

    def __init__(self, query: Mapping[str, str], options: Options) -> None:
        self.query = {key: str(value) for key, value in query.items()}
        self.options = options
        self.notices = [Notice(key, "", "unknown_key") for key in query if key not in (*VIEW_KEYS, *PAGE_KEYS)]
        year = self._year("period")
        self.levels = options.areas if year is None else options.areas_in(year)
        self.lies_in = {} if year is None else options.lies_in.get(year, {})

    def _refuse(self, key: str, reason: str = "unknown_value") -> None:
        self.notices.append(Notice(key, self.query[key], reason))

    def _leave_out(self, key: str, wanted: list[str], known: tuple[str, ...], reason: str = "left_out") -> None:
        """Name the parts of a list that are not `known`; where nothing is, the whole list is refused."""
        bad = list(dict.fromkeys(part for part in wanted if part not in known))
        if not known:
            self._refuse(key)
        elif bad:
            self.notices.append(Notice(key, ",".join(bad), reason))

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.query.get(key, default)
        if value in allowed:
            return value
        self._refuse(key)
        return default

    def indicator(self) -> Indicator:
        options = self.options
        sector = self.choice("sector", options.sectors, "") if "sector" in self.query else ""
        wanted = self.query.get("indicator")
        if wanted in options.indicators:
            if sector and CATALOGUE[wanted].sector != sector:
                self._refuse("sector", "not_with_indicator")
            return CATALOGUE[wanted]
        if wanted is not None:
            self._refuse("indicator")
        first = options.entries(sector)[0]
        return first if sector or DEFAULT_INDICATOR not in options.indicators else CATALOGUE[DEFAULT_INDICATOR]

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
        wanted = _parts(self.query[key])
        known = tuple(one for one in allowed if one in wanted)
        self._leave_out(key, wanted, known)
        return known or default

    def place(self) -> tuple[str, str]:
        level = self.choice("level", MAP_LEVELS, "county")
        if "area" not in self.query:
            return level, PROVINCE
        asked = normalise_pcode(self.query["area"])
        area = self._then(asked)
        if self.levels.get(area) not in (LEVELS["province"], LEVELS["county"]):
            self._refuse("area")
            return level, PROVINCE
        if self.levels[area] >= LEVELS[level]:
            self._refuse("area", "not_with_level")
            return level, PROVINCE
        self._tell("area", asked, area)
        return level, area

    def _then(self, area: str) -> str:
        """Return the area of the link's year that an area was a part of, or became; itself where it was there."""
        if area in self.levels:
            return area
        today = self.options.became.get(area, area)
        found = self.lies_in.get(today, today)
        return found if found in self.levels else area

    def _tell(self, key: str, asked: str, found: str) -> None:
        if asked != found:
            self.notices.append(Notice(key, asked, "came_later" if asked in self.lies_in else "is_no_more"))

    def identity(self, key: str) -> str:
        """Return what may be the id of a place or a meeting; whether there is one is for the page to find out."""
        wanted = self.query.get(key, "")
        if key in self.query and not PLACE_ID.fullmatch(wanted):
            self._refuse(key)
            return ""
        return wanted

    def place_id(self) -> str:
        """Return what may be the id of a place; of an area, the one of the link's year."""
        wanted = self.identity("place")
        mark, code = ("area:", wanted[5:]) if wanted.startswith("area:") else ("", wanted)
        found = self._then(code)
        self._tell("place", code, found)
        return f"{mark}{found}"

    def identities(self, key: str, at_most: int) -> tuple[str, ...]:
        """Return what may be ids, each once."""
        wanted = list(dict.fromkeys(_parts(self.query.get(key, ""))))
        known = tuple(one for one in wanted if PLACE_ID.fullmatch(one))[:at_most]
        if key in self.query:
            self._leave_out(key, wanted, known)
        return known

    def text(self, key: str, at_most: int) -> str:
        """Return a text that a reader may have typed: one line of letters, without signs that nobody sees."""
        wanted = " ".join(self.query.get(key, "").split())
        if len(wanted) <= at_most and not any(category(one)[0] == "C" and one not in JOINERS for one in wanted):
            return wanted
        self.notices.append(Notice(key, wanted[:at_most], "no_text"))
        return ""

    def areas(self) -> tuple[str, ...]:
        """Return the areas that a page is about, in the order of the link."""
        if "areas" not in self.query:
            return ()
        asked = [normalise_pcode(part) for part in _parts(self.query["areas"])]
        wanted = [self._then(one) for one in asked]
        for both in zip(asked, wanted, strict=True):
            self._tell("areas", *both)
        smallest = LEVELS["county"]  # larger areas stand beside these anyway
        known = tuple(dict.fromkeys(code for code in wanted if self.levels.get(code, -1) >= smallest))
        self._leave_out("areas", wanted, known)
        if len(known) > AREAS_AT_MOST:
            self._leave_out("areas", list(known), known[:AREAS_AT_MOST], "too_many")
        return known[:AREAS_AT_MOST]

    def second_side(self, first: Indicator) -> tuple[str, int | None, tuple[str, ...]]:
        """Return what the first side is compared with: another indicator, year or choice of groups, one of them."""
        indicator, period = self.second_indicator(first), self.known_period("period2")
        groups = self.several("groups2", GROUPS, ())
        if indicator and period is not None:
            self._refuse("period2", "second_side")
            period = None
        if groups and (indicator or period is not None):
            self._refuse("groups2", "second_side")
            groups = ()
        return indicator, period, groups

    def second_indicator(self, first: Indicator) -> str:
        """Return what the first indicator is compared with; with itself it is not."""
        wanted = self.choice("indicator2", ("", *self.options.indicators), "")
        if wanted != first.id:
            return wanted
        self._refuse("indicator2", "same")
        return ""

    def period(self) -> int:
        found = self.known_period("period")
        return self.options.periods[-1] if found is None else found

    def known_period(self, key: str) -> int | None:
        """Return the year that the link names, if there are figures of it."""
        found = self._year(key)
        if found is None and key in self.query:
            self._refuse(key)
        return found

    def _year(self, key: str) -> int | None:
        try:
            wanted = int(self.query.get(key, ""))
        except ValueError:
            return None
        return wanted if wanted in self.options.periods else None

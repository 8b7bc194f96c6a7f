"""The indicator catalogue: what is measured, for whom, by which facilities, in which unit.

A new indicator is one `Indicator` entry here; the arithmetic in `domain.gap` follows from its fields.
Names are data, in both languages, so that pages, exports and the methods page say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AGE_BANDS = ("0-5", "6-11", "12-14", "15-17", "18-64", "65+")
AREA_TYPES = ("urban", "rural")
GROUPS = ("host", "refugee", "documented")
FOREIGN_GROUPS = ("refugee", "documented")

SECTORS = ("education", "health", "livelihoods", "population")

Supply = Literal["seats", "facilities", "training_places", "none"]
Value = Literal["coverage_pct", "units_per_10000", "places_per_1000", "share_pct"]
Direction = Literal["lower_is_worse", "higher_is_worse", "neither"]


@dataclass(frozen=True, slots=True)
class Text:
    """One phrase in both languages."""

    fa: str
    en: str

    def in_language(self, lang: str) -> str:
        """Return the phrase in `fa` or `en`."""
        return self.fa if lang == "fa" else self.en


@dataclass(frozen=True, slots=True)
class Stage:
    """People of some ages and area types, the kinds of facility for them, and kinds that are told apart."""

    ages: tuple[str, ...] = AGE_BANDS
    area_types: tuple[str, ...] = AREA_TYPES
    kinds: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the catalogue.

    Attributes
    ----------
    id, sector : str
        ASCII ids as they stand in links.
    name : Text
        What the control and the subtitle call it.
    noun : Text
        What people need, inside a sentence; the Persian one carries its ezafe.
    stages : tuple of Stage
        Demand and facilities that belong together; shortages are taken stage by stage.
    supply : {'seats', 'facilities', 'training_places', 'none'}
        How the capacity of one facility is counted.
    value : {'coverage_pct', 'units_per_10000', 'places_per_1000', 'share_pct'}
        The mapped figure, which is also its unit.
    unit : str
        Unit of need, capacity, gap and shortage.
    direction : str
        Which end of the scale is worse.
    persons_per_unit : bool
        True when the standard says how many persons one unit serves (need = demand / standard).
    per_person : bool
        True when a distorted population distorts the figure.
    takes_groups, takes_target : bool
        Whether the population groups and a user's own target change the figure.
    """

    id: str
    sector: str
    name: Text
    noun: Text
    stages: tuple[Stage, ...]
    supply: Supply
    value: Value
    unit: str
    direction: Direction
    persons_per_unit: bool = False
    per_person: bool = True
    takes_groups: bool = True
    takes_target: bool = False
    extras: tuple[str, ...] = ()


SCHOOL_STAGES = (
    Stage(ages=("6-11",), kinds=("primary_school",)),
    Stage(ages=("12-14",), kinds=("lower_secondary_school",)),
    Stage(ages=("15-17",), kinds=("upper_secondary_school",)),
)
PRIMARY_UNITS = ("health_post", "rural_health_centre", "urban_health_centre")
WORKING_AGES = ("15-17", "18-64")

CATALOGUE: dict[str, Indicator] = {
    entry.id: entry
    for entry in (
        Indicator(
            id="school_seats",
            sector="education",
            name=Text(fa="ظرفیت صندلی مدرسه", en="School seats"),
            noun=Text(fa="صندلی‌های مدرسهٔ", en="school seats"),
            stages=SCHOOL_STAGES,
            supply="seats",
            value="coverage_pct",
            unit="seats",
            direction="lower_is_worse",
            extras=("classrooms_short",),
        ),
        Indicator(
            id="health_houses",
            sector="health",
            name=Text(fa="خانه‌های بهداشت (روستایی)", en="Health houses (rural)"),
            noun=Text(fa="خانه‌های بهداشت", en="health houses"),
            stages=(Stage(area_types=("rural",), kinds=("health_house",)),),
            supply="facilities",
            value="coverage_pct",
            unit="health_houses",
            direction="lower_is_worse",
            persons_per_unit=True,
            extras=("persons_per_unit", "units_short"),
        ),
        Indicator(
            id="health_posts",
            sector="health",
            name=Text(fa="پایگاه‌های سلامت (شهری)", en="Health posts (urban)"),
            noun=Text(fa="پایگاه‌های سلامت", en="health posts"),
            stages=(Stage(area_types=("urban",), kinds=("health_post",)),),
            supply="facilities",
            value="coverage_pct",
            unit="health_posts",
            direction="lower_is_worse",
            persons_per_unit=True,
            extras=("persons_per_unit", "units_short"),
        ),
        Indicator(
            id="primary_health_units",
            sector="health",
            name=Text(fa="واحدهای مراقبت اولیه", en="Primary health units"),
            noun=Text(fa="واحدهای مراقبت اولیهٔ", en="primary health units"),
            stages=(Stage(kinds=PRIMARY_UNITS, apart=("health_house",)),),
            supply="facilities",
            value="units_per_10000",
            unit="health_units",
            direction="lower_is_worse",
            persons_per_unit=True,
            extras=("units_short", "health_houses", "units_per_10000_with_health_houses"),
        ),
        Indicator(
            id="training_places",
            sector="livelihoods",
            name=Text(fa="ظرفیت آموزش فنی و حرفه‌ای", en="Training places"),
            noun=Text(fa="ظرفیت آموزش فنی و حرفه‌ای", en="training places"),
            stages=(Stage(ages=WORKING_AGES, kinds=("training_centre", "workshop")),),
            supply="training_places",
            value="places_per_1000",
            unit="places",
            direction="lower_is_worse",
            takes_target=True,
        ),
        Indicator(
            id="foreign_share",
            sector="population",
            name=Text(fa="سهم اتباع خارجی از جمعیت", en="Foreign nationals' share of the population"),
            noun=Text(fa="اتباع خارجی", en="foreign nationals"),
            stages=(Stage(),),
            supply="none",
            value="share_pct",
            unit="persons",
            direction="neither",
            takes_groups=False,
            extras=("foreign_persons",),
        ),
    )
}


def of_sector(sector: str) -> list[Indicator]:
    """Return the indicators of one sector in catalogue order."""
    return [entry for entry in CATALOGUE.values() if entry.sector == sector]

"""What an entry of the indicator catalogue says, and the ids that entries are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AGE_BANDS = ("0-5", "6-11", "12-14", "15-17", "18-64", "65+")
AREA_TYPES = ("urban", "rural")
GROUPS = ("host", "refugee", "documented")
FOREIGN_GROUPS = ("refugee", "documented")

SECTORS = ("education", "health", "livelihoods", "population", "overall")

# How a figure is computed: people against capacity; one measure of facilities over another; foreign nationals over
# residents, or over the country's; shortages of several indicators in one index.
Family = Literal["need", "ratio", "foreign_share", "national_share", "index"]
# What a standard's value says: pupils in a class; persons for one unit; units for 10,000 persons; the figure itself.
StandardAs = Literal["pupils_per_class", "persons_per_unit", "units_per_10000", "value", ""]
# What a figure asks of a database: tables of the data contract.
Needed = Literal[
    "population", "facility_status", "facility_capacity", "service_standard", "benchmark", "commitment_update"
]
Direction = Literal["lower_is_worse", "higher_is_worse", "neither"]
NEED_EXTRAS = ("pipeline_capacity", "promised_open", "remaining_shortage")


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
class Method:
    """What the methods page says of an indicator; figures do not hang on it.

    Attributes
    ----------
    purpose : Text
        The question that the figure answers, as a clause.
    numerator, denominator : Text
        What is counted, over what.
    formula : Text
        The formula in words.
    symbols : str
        The formula in symbols.
    not_for : Text
        What the figure must not be used for.
    sources : tuple of str
        What it is computed from, and held against: tables of the data contract, each row of which names its source.
    """

    purpose: Text
    numerator: Text
    denominator: Text
    formula: Text
    symbols: str
    not_for: Text
    sources: tuple[Needed, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a title says of a map whose areas are held against a line, the standard or the province's own value.

    Attributes
    ----------
    beyond : Text
        The clause behind 'in five of 14 counties'; `{line}` is what it is held against.
    none : Text
        The sentence when no area lies beyond the line; `{area}` is the word for one area.
    """

    beyond: Text
    none: Text


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
    family : str
        How it is computed: a key of `domain.figures.FAMILIES`.
    stages : tuple of Stage
        Demand and facilities that belong together; shortages are taken stage by stage.
    supply : str
        How one facility is counted: a key of `domain.supplies.SUPPLIES`, empty where none is.
    value : str
        The mapped figure: a percentage, a rate, a ratio or points.
    unit : str
        Unit of need, capacity, gap and shortage.
    direction : str
        Which end of the scale is worse.
    standard_as : str
        What a standard's value says; empty where the indicator has none.
    per_person : bool
        True when a distorted population distorts the figure.
    takes_groups, takes_target : bool
        Whether the population groups and a user's own target change the figure.
    extras : tuple of str
        Columns behind those of every released frame. Of a ratio the first two are numerator and denominator.
    method : Method
    wording : Wording or None
        None where need and capacity say it themselves.
    """

    id: str
    sector: str
    name: Text
    noun: Text
    stages: tuple[Stage, ...]
    value: str
    unit: str
    direction: Direction
    method: Method
    family: Family = "need"
    supply: str = ""
    standard_as: StandardAs = ""
    per_person: bool = True
    takes_groups: bool = True
    takes_target: bool = False
    extras: tuple[str, ...] = ()
    wording: Wording | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of facility that the figure hangs on."""
        return tuple(kind for stage in self.stages for kind in (*stage.kinds, *stage.apart))

"""Kinds and states of facilities: ids as they stand in links and tables, names, and which figures are worth showing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.indicators import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of facility: its sector, its name, and the measures that a reader is shown, in their order."""

    sector: str
    name: Text
    measures: tuple[str, ...] = ("staff",)


_SCHOOL = ("classrooms", "shifts", "pupils")

KINDS: dict[str, Kind] = {
    "primary_school": Kind("education", Text("دبستان", "Primary school"), _SCHOOL),
    "lower_secondary_school": Kind("education", Text("متوسطهٔ اول", "Lower secondary school"), _SCHOOL),
    "upper_secondary_school": Kind("education", Text("متوسطهٔ دوم", "Upper secondary school"), _SCHOOL),
    "health_house": Kind("health", Text("خانهٔ بهداشت", "Health house")),
    "health_post": Kind("health", Text("پایگاه سلامت", "Health post")),
    "rural_health_centre": Kind("health", Text("مرکز خدمات جامع سلامت روستایی", "Rural health centre")),
    "urban_health_centre": Kind("health", Text("مرکز خدمات جامع سلامت شهری", "Urban health centre")),
    "clinic": Kind("health", Text("درمانگاه", "Clinic")),
    "hospital": Kind("health", Text("بیمارستان", "Hospital"), ("beds", "staff")),
    "training_centre": Kind(
        "livelihoods", Text("مرکز آموزش فنی و حرفه‌ای", "Training centre"), ("training_places", "graduates")
    ),
    "workshop": Kind("livelihoods", Text("کارگاه", "Workshop"), ("training_places", "graduates")),
    "enterprise_support": Kind("livelihoods", Text("حمایت از کسب‌وکار", "Enterprise support"), ("beneficiaries",)),
}

STATUSES: dict[str, Text] = {
    "operational": Text("فعال", "operational"),
    "needs_rehabilitation": Text("نیازمند بهسازی", "needs rehabilitation"),
    "under_construction": Text("در دست ساخت", "under construction"),
    "planned": Text("برنامه‌ریزی‌شده", "planned"),
    "closed": Text("تعطیل", "closed"),
}
# What a closed facility offered says nothing about today; whoever wants to see it asks for it.
USUAL_STATUSES = ("operational", "needs_rehabilitation", "under_construction", "planned")

SHOWN_MEASURES = tuple(dict.fromkeys(measure for kind in KINDS.values() for measure in kind.measures))


def kinds_of(sector: str) -> tuple[str, ...]:
    """Return the kinds of a sector, in the order of the catalogue.

    Parameters
    ----------
    sector : str

    Returns
    -------
    tuple of str
        Empty for a sector without facilities.
    """
    return tuple(name for name, kind in KINDS.items() if kind.sector == sector)


def sectors_of(kinds: Iterable[str]) -> frozenset[str]:
    """Return the sectors of some kinds.

    Parameters
    ----------
    kinds : iterable of str
        Unknown ones are of none.

    Returns
    -------
    frozenset of str
    """
    return frozenset(KINDS[kind].sector for kind in kinds if kind in KINDS)

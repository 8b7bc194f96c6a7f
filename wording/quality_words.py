"""What each check of the data looks for, in words."""

from __future__ import annotations

from dataclasses import dataclass

from domain.outliers import FEWEST_FOR_OUTLIERS, OUTLIER_BEYOND
from domain.quality import FOREIGN_STEP, OLD_AFTER_YEARS
from geo.containment import EDGE_M
from wording import formats
from wording.i18n import _


@dataclass(frozen=True)
class Check:
    """A check: its id, its title, what it does, and how its result is told."""

    id: str
    title: str
    rule: str
    some: str
    none: str

    def told(self, found: int, checked: int) -> str:
        """Tell how many stand out; that none of nothing does is no good news."""
        if not checked:
            return _("{check}: there was nothing to check.").format(check=self.title)
        text = self.some if found else self.none
        return text.format(found=formats.number(found), checked=formats.number(checked))


def checks() -> list[Check]:
    """Return the checks in the order of the page."""
    first = [_totals(), _outside(), _no_place(), _no_boundary(), _old(), _missing(), _outliers(), _unplaced()]
    return [*first, _former()]


def _totals() -> Check:
    rule = _(
        "A published total is held against the sum of its parts in the same year. Figures follow the sum: a county is"
        " the sum of its districts. Totals of foreign nationals are protected, and told in steps of {step} only where"
        " protection does not explain the difference."
    )
    return Check(
        "totals",
        _("Published totals that differ from the sum of their parts"),
        rule.format(step=formats.number(FOREIGN_STEP)),
        _("Totals that differ: {found} of {checked}."),
        _("None of {checked} totals differs."),
    )


def _outside() -> Check:
    rule = _(
        "By the point of the facility and the full boundary of its area; up to {distance} beyond counts as inside."
    )
    return Check(
        "outside",
        _("Facilities outside their district"),
        rule.format(distance=formats.distance(EDGE_M)),
        _("Facilities that stand elsewhere: {found} of {checked}."),
        _("All {checked} facilities stand in their district."),
    )


def _no_place() -> Check:
    return Check(
        "no_place",
        _("Facilities without coordinates"),
        _("They count in their district, and no map shows them."),
        _("Facilities without any: {found} of {checked}."),
        _("All {checked} facilities have coordinates."),
    )


def _no_boundary() -> Check:
    return Check(
        "no_boundary",
        _("Areas without a boundary"),
        _("Their figures stand in tables only."),
        _("Areas without one: {found} of {checked}."),
        _("All {checked} areas have one."),
    )


def _old() -> Check:
    rule = _(
        "The latest figure of its kind is more than {years} years old on the as-of date. Capacity that old counts as"
        " missing."
    )
    return Check(
        "old",
        _("Old figures"),
        rule.format(years=formats.number(OLD_AFTER_YEARS)),
        _("Old figures: {found} of {checked}."),
        _("None of {checked} figures is old."),
    )


def _missing() -> Check:
    return Check(
        "missing",
        _("Missing capacity figures"),
        _("Operating facilities without a figure that is recent enough. Nothing is filled in for them."),
        _("Missing figures: {found} of {checked}."),
        _("None of {checked} figures is missing."),
    )


def _outliers() -> Check:
    rule = _(
        "The logarithm of a ratio of one facility against the median of its kind, by the modified z-score"
        " (Iglewicz and Hoaglin 1993): beyond {limit} either way. Kinds with fewer than {fewest} ratios, and ratios of"
        " fewer than ten people, are not looked at. An outlier may be right; it is worth a question."
    )
    return Check(
        "outliers",
        _("Outliers"),
        rule.format(limit=formats.number(OUTLIER_BEYOND, 1), fewest=formats.number(FEWEST_FOR_OUTLIERS)),
        _("Ratios far from the usual one: {found} of {checked}."),
        _("None of {checked} ratios is far from the usual one."),
    )


def _unplaced() -> Check:
    return Check(
        "unplaced",
        _("Facilities that count nowhere"),
        _("They are registered at an area that is no district of today, or above the districts."),
        _("Operating facilities that count nowhere: {found} of {checked}."),
        _("All {checked} operating facilities count."),
    )


def _former() -> Check:
    return Check(
        "former",
        _("Former areas whose people count nowhere"),
        _(
            "They have figures on people and are no areas of today. The table crosswalk says which shares of them"
            " belong to which areas of today; newer figures of today's areas make it needless."
        ),
        _("Former areas with people that are not carried onto areas of today: {found} of {checked}."),
        _("None of {checked} former areas has people that count nowhere."),
    )

"""What each rule of the data contract looks for, and what a data steward does where rows break it."""

from __future__ import annotations

from collections.abc import Mapping

from domain import contract
from domain.admin import PROVINCE
from wording import formats
from wording.i18n import _

# One text for each id, made anew in the language of the moment.
Texts = Mapping[str, tuple[str, str]]


def told(id_: str) -> tuple[str, str]:
    """Return what is wrong, and what to do.

    Parameters
    ----------
    id_ : str
        Of a rule or of a fault.

    Returns
    -------
    tuple of str

    Raises
    ------
    KeyError
        There is no such rule.
    """
    return {**_shapes(), **_cells(), **_times(), **_areas(), **_people(), **_facilities(), **_agreed()}[id_]


def _shapes() -> Texts:
    return {
        "no_table": (
            _("The table is missing."),
            _("Make a table or a view of this name, or load the workbook."),
        ),
        "no_column": (_("The column is missing."), _("Add it to the table, or to the view that stands for it.")),
        "wrong_type": (
            _("The column is of another type than the contract's."),
            _("Turn it into the type of the contract in the view: codes and dates are text, counts are numbers."),
        ),
        "figures_unread": (
            _("The figures could not be read."),
            _("Bring figures on refugees or documented foreign nationals, or give the database more time."),
        ),
        "not_one_row": (
            _("The table does not have exactly one row."),
            _("Keep one row: the data version and the day of its release."),
        ),
        "not_number": (
            _("The cell holds text where a number is due."),
            _("Write a plain number: no unit, no separators."),
        ),
        "not_text": (
            _("The cell holds a number where text is due."),
            _("Write codes as text, P-codes with their prefix: {example}.").format(example=formats.isolate("IR2310")),
        ),
    }


def _cells() -> Texts:
    return {
        "empty": (_("The cell is empty."), _("Fill it in, or leave the row out.")),
        "repeated": (
            _("Several rows have the same key."),
            _("Keep one of them; add up what was counted in parts."),
        ),
        "negative": (_("The number is negative."), _("Correct it at its source; an unknown figure has no row.")),
        "not_finite": (_("That is no number that can be counted with."), _("Correct it at its source.")),
        "not_whole": (_("The number is not whole."), _("Write whole numbers: persons and years have no parts.")),
        "unknown_code": (
            _("The code is not one of the contract's."),
            _("Use one of the codes that are named here."),
        ),
        "orphan": (
            _("The row refers to another that does not exist."),
            _("Add the row that it refers to, or correct the code."),
        ),
    }


def _times() -> Texts:
    years = {"first": formats.period(contract.FIRST_YEAR), "last": formats.period(contract.LAST_YEAR)}
    day = {"example": formats.isolate("2025-10-14")}
    return {
        "jalali_date": (
            _("The date is a Jalali one."),
            _("Dates are Gregorian, in the form {example}; the workbook takes Jalali dates and turns them.").format(
                **day
            ),
        ),
        "no_date": (_("That is no date."), _("Write dates in the form {example}.").format(**day)),
        "future_date": (_("The date lies ahead."), _("Correct the date, or set HAMGAM_AS_OF.")),
        "gregorian_year": (
            _("The year is a Gregorian one."),
            _("Write the Jalali year; a school year stands under the year in which it begins."),
        ),
        "no_year": (
            _("The year is not between {first} and {last}.").format(**years),
            _("Write the Jalali year with four digits."),
        ),
        "future_year": (
            _("The year has not begun yet."),
            _("Correct the year; figures of plans are no figures of that year."),
        ),
    }


def _areas() -> Texts:
    quarter = {"example": formats.isolate("0.25")}
    province = formats.isolate(PROVINCE)
    return {
        "no_province": (
            _("The province of this dashboard, Tehran ({province}), is missing.").format(province=province),
            _("Add its row; all counties lie in it. Areas of other provinces are not shown."),
        ),
        "not_below": (
            _("The area does not stand below its parent."),
            _("Correct the level or the parent: a district lies in a county, a county in a province."),
        ),
        "other_province": (
            _("Areas of other provinces are not shown: this dashboard is of Tehran province ({province}).").format(
                province=province
            ),
            _("Leave them as they are; they come into no figure."),
        ),
        "pcode_of_another": (
            _("The P-code does not begin with that of the area's parent."),
            _("See which of the two is right: codes go on from their parent's, and boundary files follow them."),
        ),
        "ended": (
            _("The area is no more, and what was recorded for it comes into no figure of today's areas."),
            _("Add rows to crosswalk that say what became of it, or register its facilities at areas of today."),
        ),
        "no_parent": (_("The area has no parent."), _("Write the P-code of the area that it lies in.")),
        "pcode_form": (_("The P-code does not begin with IR."), _("Write IR and the code of the Statistical Centre.")),
        "ends_before": (_("The area ends before it begins."), _("Correct valid_from or valid_to.")),
        "no_boundary": (
            _("The area has no boundary."),
            _("Load a boundary file: python manage.py boundaries. Until then its figures stand in tables only."),
        ),
        "bad_boundary": (
            _("The boundary cannot be read."),
            _("Write a polygon as GeoJSON, or load the boundary file again."),
        ),
        "same_name": (
            _("Two areas of one parent have the same name."),
            _("Give the one that ended its valid_to, or correct the name."),
        ),
        "swapped_point": (_("Latitude and longitude are swapped."), _("Swap the two columns.")),
        "point_outside": (
            _("The point lies outside Iran."),
            _("Write degrees with a decimal point: latitude first, then longitude."),
        ),
        "no_point": (_("There are no coordinates."), _("Add them: without a point no map and no distance has it.")),
        "bad_weight": (
            _("The weight is not between 0 and 1."),
            _("Write a quarter as {example}, not as a percentage.").format(**quarter),
        ),
        "weights_not_1": (
            _("The weights of a former area do not sum to 1."),
            _(
                "More than 1: correct the weights. Less than 1: add the share that lacks; where a part lies nowhere"
                " today, say so in the source."
            ),
        ),
        "not_begun": (
            _("A part was given away by an area that still exists, and nothing says since when: the row is not used."),
            _(
                "If the area that the part went to came to be then, write its valid_from. If it was there before,"
                " the row cannot be used: leave it out."
            ),
        ),
    }


def _people() -> Texts:
    return {
        "group_over_residents": (
            _("One group of foreign nationals has more persons than the area has residents."),
            _("Correct the count of persons, or the residents of the area."),
        ),
        "no_area_types": (
            _("No figures on people are told apart by town and country: the indicators named here have no figures."),
            _("Add rows with {urban} and {rural} as area_type.").format(
                urban=formats.isolate("urban"), rural=formats.isolate("rural")
            ),
        ),
        "split_differs": (
            _("A total differs from the sum of its own parts."),
            _("Correct the total or the parts. The dashboard takes the parts."),
        ),
        "more_than_residents": (
            _("There are more foreign nationals than residents."),
            _("Correct one of the two: everybody else is counted as host."),
        ),
        "derived_host": (
            _("A derived figure of the host population is not read."),
            _("Leave it out: the dashboard derives it from residents."),
        ),
    }


def _facilities() -> Texts:
    most = formats.number(contract.MOST_SHIFTS)
    return {
        "other_sector": (_("The kind belongs to another sector."), _("Correct the sector or the kind.")),
        "same_place": (
            _("Several facilities have kind, name and point in common."),
            _("Keep one, or tell them apart by their names."),
        ),
        "not_lowest": (
            _("The facility is registered at an area that is divided further."),
            _("Write the P-code of its district: it counts nowhere until then."),
        ),
        "without_facility": (
            _("The sector has no facility: its figures will have no data."),
            _("Add its facilities, if the office has them."),
        ),
        "no_status": (_("The facility has no status in any year."), _("Add one: it counts in no year until then.")),
        "no_shift": (
            _("A school has no shift."),
            _("Write 1 or more; for a closed school the status says so."),
        ),
        "many_shifts": (
            _("A school has more than {most} shifts.").format(most=most),
            _("See whether classes were counted."),
        ),
        "persons_not_whole": (_("A count of persons is not whole."), _("Write whole numbers.")),
        "unused_measure": (
            _("Facilities of this sector do not report this measure."),
            _("Correct the measure; it is passed over until then."),
        ),
    }


def _agreed() -> Texts:
    return {
        "not_one_default": (
            _("The indicator does not have exactly one usual standard."),
            _("Mark one of its standards with {yes}, all others with {no}.").format(
                yes=formats.isolate("is_default = 1"), no=formats.isolate("0")
            ),
        ),
        "without_standard": (
            _("The indicator has no standard: its need and shortage have no figures."),
            _("Add a standard of the indicator."),
        ),
        "no_standard": (_("A standard is not greater than 0."), _("Correct it: need would be without bounds.")),
        "over_100": (
            _("A share is over 100 percent."),
            _("Correct the value, or the unit if it is no share."),
        ),
        "nothing_promised": (
            _("Nothing is promised."),
            _("Write how much, in the unit of the indicator."),
        ),
        "other_unit": (_("The unit is not that of the indicator."), _("Write the amount in the indicator's unit.")),
        "more_than_promised": (
            _("More was delivered than promised."),
            _("That may be right; see whether the whole was written in place of the part."),
        ),
        "no_update": (
            _("The commitment has no state."),
            _("Add a row to commitment_update: it is not counted until then."),
        ),
    }

"""Months that cannot be read for certain."""

import pytest

from data_access.admin.workbook.cells import Unread, as_about_day


@pytest.mark.parametrize("cell", [1404.1, 1404.05, "1404.1", "۱۴۰۴٫۱", "1404/00", "1404-0", "1404.00", "1404/13"])
def test_a_month_that_a_spreadsheet_may_have_cut_is_no_month(cell):
    with pytest.raises(Unread) as error:
        as_about_day(cell)
    assert error.value.id == "no_about_day"

"""What the report of a load says of changed values."""

import pytest

from data_access.admin.difference import Change, Difference
from terminal.load_report import changes
from wording import i18n

LONG = "a" * 60


def told(lang, *row):
    one = Difference("facility", ("facility_id",), 0, 1, 0, 0, 0, 1, {"changed": (("f1",),)}, (row,))
    return i18n.within(lang, lambda: next(line for line in changes([one]) if "f1" in line))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("old", "new", "old → new"),
        (LONG + "x", LONG + "y", "…x → …y"),
        (LONG, LONG + "y", "… → …y"),
        ("x" + LONG, "y" + LONG, f"x{'a' * 47}… → y{'a' * 47}…"),
        (LONG + "x" + LONG, LONG + "y", f"…x{'a' * 47}… → …y"),
        ("one\ntwo", "one two", "one two → one two"),
        (None, "new", "- → new"),
        (12.0, 12.5, "12 → 12.5"),
        (False, True, "no → yes"),
    ],
)
def test_values_are_written_so_that_their_difference_is_seen(old, new, said):
    assert told("en", Change("name_fa", True, old, new)).endswith(f": {said}")


def test_persian_reports_have_persian_words_digits_and_separators():
    line = told("fa", Change("is_default", True, False, True), Change("lat", True, 35.0, 36.0))
    assert "از «خیر» به «بله»؛ " in line
    assert "از «۳۵» به «۳۶»" in line

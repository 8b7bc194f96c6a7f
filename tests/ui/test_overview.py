import re
from pathlib import Path

import pytest

from domain.indicators import CATALOGUE
from geo.classification import Bin
from ui import formats, i18n, overview_maps
from ui.overview_urgent import reason

CSS = Path(overview_maps.__file__).parent / "assets" / "overview.css"


@pytest.mark.parametrize(
    ("one", "en", "fa"),
    [
        (Bin("zero", 0, 0, 3), "0", "۰"),
        (Bin("range", 0, 50, "left", 3), "under 50%", "زیر \u2066۵۰٪\u2069"),
        (Bin("range", 0, 50, "right", 3), "up to 50%", "تا \u2066۵۰٪\u2069"),
        (Bin("range", 50, 75, "left", 3), "50%–75%", "\u2066۵۰٪\u2069–\u2066۷۵٪\u2069"),
        (Bin("range", 100, float("inf"), "left", 3), "from 100%", "از \u2066۱۰۰٪\u2069"),
    ],
)
def test_class_is_said_in_a_few_characters(one, en, fa):
    for lang, text in (("en", en), ("fa", fa)):
        i18n.activate(lang)
        assert overview_maps.short(one, CATALOGUE["school_seats"]) == text


@pytest.mark.parametrize(
    ("value", "decimals", "en", "fa"),
    [
        (1234.4, 0, "+1,234", "\u2066+۱٬۲۳۴\u2069"),
        (-0.1, 2, "−0.10", "\u2066−۰٫۱۰\u2069"),
        (0.4, 0, "0", "۰"),
        (-0.4, 0, "0", "۰"),
        (float("nan"), 0, "–", "–"),
    ],
)
def test_change_is_written_with_its_sign_which_stays_on_its_side(value, decimals, en, fa):
    for lang, text in (("en", en), ("fa", fa)):
        i18n.activate(lang)
        assert formats.signed(value, decimals) == text


def test_reason_names_the_sector_with_most_points_and_leaves_out_one_that_dropped_out():
    import pandas as pd

    row = {"pcode": "A", "education_points": 2.0, "health_points": float("nan"), "livelihoods_points": 3.5}
    short = {"livelihoods": pd.DataFrame({"shortage": [619.2]}, index=["A"])}
    i18n.activate("en")
    assert reason(row | {"severity_pct": 55.6}, short) == (
        "Livelihoods weighs most (3.5 points): 620 training places short; on average over the sectors 56% of need is"
        " missing."
    )
    i18n.activate("fa")
    assert reason(row | {"severity_pct": 55.6}, short).startswith(
        "بیشترین سهم از معیشت است (۳٫۵ امتیاز) با کمبود ۶۲۰ نفر"
    )


def test_style_has_no_green_and_no_red():
    for red, green, blue in re.findall("#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", CSS.read_text(encoding="utf-8")):
        strongest = max((int(red, 16), "red"), (int(green, 16), "green"), (int(blue, 16), "blue"))
        assert int(red, 16) == int(green, 16) == int(blue, 16) or strongest[1] == "blue", (red, green, blue)

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from domain.indicators import CATALOGUE
from geo.classification import Bin
from tests.ui.making import plain
from ui import overview, overview_facts, overview_maps
from ui.overview_urgent import reason
from wording import formats, i18n

CSS = Path(overview_maps.__file__).parent / "assets" / "overview.css"


@pytest.mark.parametrize(
    ("one", "en", "fa"),
    [
        (Bin("zero", 0, 0, "left", 3), "0", "۰"),
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
    row = {"pcode": "A", "education_points": 2.0, "health_points": float("nan"), "livelihoods_points": 3.5}
    short = {"livelihoods": pd.DataFrame({"shortage": [619.2]}, index=["A"])}
    i18n.activate("en")
    assert reason(row | {"severity_pct": 55.6}, short) == (
        "Livelihoods weighs most (3.5 points): 619 training places short; on average over the sectors 56% of need is"
        " missing."
    )
    i18n.activate("fa")
    assert reason(row | {"severity_pct": 55.6}, short).startswith(
        "بیشترین سهم از معیشت است (۳٫۵ امتیاز) با کمبود ۶۱۹ ظرفیت آموزش"
    )


def test_reason_counts_one_in_the_singular(en):
    row = {"pcode": "A", "severity_pct": 5.0}
    cases = (
        ("education", {"shortage": [0.3]}, "1 school seat short"),
        ("health", {"units_short": [1.0]}, "1 primary health unit short"),
        ("livelihoods", {"shortage": [1.0]}, "1 training place short"),
    )
    for sector, figures, text in cases:
        points = {f"{one}_points": float(one == sector) for one, *_more in cases}
        assert text in reason(row | points, {sector: pd.DataFrame(figures, index=["A"])})


@pytest.mark.parametrize(
    ("seats", "posts", "late", "text"),
    [
        (0.2, 1.0, 1, "Tehran is short of 1 school seat and 1 health post; 1 commitment is late"),
        (1.4, 16.0, 0, "Tehran is short of 1 school seat and 16 health posts"),  # as the table rounds
        (1.6, 16.0, 0, "Tehran is short of 2 school seats and 16 health posts"),
        (123_456.7, 0.0, 0, "Tehran is short of 123,000 school seats"),
    ],
)
def test_finding_counts_whole_things_and_one_in_the_singular(en, seats, posts, late, text):
    def frame(**row):
        return SimpleNamespace(context=pd.DataFrame([{"status": "ok"} | row]))

    reference = SimpleNamespace(areas=pd.DataFrame({"name_en": ["Tehran"]}, index=["IR23"]))
    found = overview._finding(frame(shortage=seats), frame(units_short=posts), late, reference)
    assert plain(found) == text


def test_headline_of_seats_counts_one_in_the_singular(en):
    assert overview_facts._remaining(1.0) == "1 remains after commitments"
    assert overview_facts._remaining(2.0) == "2 remain after commitments"


def test_style_has_no_green_and_no_red():
    for red, green, blue in re.findall("#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", CSS.read_text(encoding="utf-8")):
        strongest = max((int(red, 16), "red"), (int(green, 16), "green"), (int(blue, 16), "blue"))
        assert int(red, 16) == int(green, 16) == int(blue, 16) or strongest[1] == "blue", (red, green, blue)


def test_shell_draws_the_page_without_the_map_component():
    # Declared before the server runs, the component has no address there, and the map's frame stays empty.
    code = "import sys, ui.shell, ui.overview; sys.exit('streamlit_folium' in sys.modules)"
    root = CSS.parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=False).returncode == 0

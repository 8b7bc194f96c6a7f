"""The frame: one base for every view, what its areas look like and say."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import expect

from tests.sweeps import FA_NOW

# Degrees: the frame's height follows the lines of the title above it, by less than this.
SAME_PLACE = 0.03


def test_changes_keep_the_frame_the_readers_zoom_and_a_map_in_every_animation_frame(open_map):
    opened = open_map("indicator=health_houses&lang=en")
    opened.mark()
    opened.sample()
    fitted = opened.zoom()
    for _ in range(2):
        opened.frame.locator(".leaflet-control-zoom-in").click()
    zoomed = opened.zoom()
    assert zoomed[0] > fitted[0]

    opened.choose("indicator", "Health posts (urban)")
    opened.until("indicator=health_posts&")
    assert opened.zoom() == pytest.approx(zoomed, abs=SAME_PLACE)

    opened.page.get_by_role("button", name="فارسی").click()
    opened.until("lang=fa&", "indicator=health_posts&")
    expect(opened.page.locator("html")).to_have_attribute("dir", "rtl")
    assert opened.zoom() == pytest.approx(zoomed, abs=SAME_PLACE)

    opened.choose("level", "بخش‌ها")
    opened.until("level=district&")
    assert opened.zoom() != zoomed, "another level fits its own bounds"

    opened.choose("area", "ری")
    opened.until("area=IR2303&")
    box, inside = opened.page.locator("iframe[src*=folium]").bounding_box(), opened.point("IR230303")
    assert box["x"] < inside[0] < box["x"] + box["width"]
    assert opened.zoom()[0] > fitted[0], "a county is shown closer than the province"

    blank, frames = opened.blank_share()
    assert opened.is_marked(), "the frame was mounted anew"
    assert frames > 20
    assert blank == 0
    assert opened.trouble == []


@pytest.mark.parametrize("lang", FA_NOW)
def test_tooltip_says_name_value_people_capacity_gap_and_period(open_map, lang):
    opened = open_map(f"indicator=health_posts&lang={lang}")
    row = opened.view["areas"]["IR2302"]
    said = opened.hover("IR2302")
    heads = ("coverage of need", "target population", "capacity", "shortage", "net gap", "whole units short")
    if lang == "fa":
        heads = ("پوشش نیاز", "جمعیت هدف", "ظرفیت", "کمبود", "شکاف خالص", "کمبود واحد کامل")
    assert said.startswith(row[1])
    for head, text in zip(heads, row[2:8], strict=True):
        assert re.search(rf"{head}( \([^)]*\))?\s+{re.escape(text)}", said, re.IGNORECASE), said
    assert ("Damavand" if lang == "en" else "دماوند") in said
    assert "1404" in said if lang == "en" else "۱۴۰۴" in said
    tip = opened.frame.locator(".hg-tip")
    expect(tip).to_have_attribute("dir", "ltr" if lang == "en" else "rtl")
    expect(tip).to_have_attribute("lang", lang)
    assert opened.view["foot"] in said


def test_zero_few_no_data_and_distorted_areas_have_patterns_of_their_own(open_map):
    opened = open_map("indicator=health_houses&level=district&groups=refugee&lang=en")
    painted = opened.colours()
    wanted = {pattern for _colour, pattern in painted.values() if pattern}
    assert wanted == {"rings", "dots", "hatch", "over"}
    assert len([fill for fill in opened.fills() if fill.startswith("url(#hg-")]) == sum(
        bool(pattern) for _colour, pattern in painted.values()
    )
    drawn = opened.frame.evaluate(
        """Object.fromEntries([...document.querySelectorAll("pattern")].map((one) => [one.id, one.children.length]))"""
    )
    for colour, pattern in painted.values():
        assert not pattern or drawn[f"hg-{pattern}{colour[1:]}"] > 1
    few = next(code for code, (_colour, pattern) in painted.items() if pattern == "dots")
    said = opened.hover(few)
    assert "fewer than 10 people" in said
    assert "shortage" not in said


@pytest.mark.parametrize("lang", FA_NOW)
def test_names_on_the_map_do_not_touch_each_other(open_map, lang):
    opened = open_map(f"level=district&lang={lang}")
    for viewport in ((1366, 768), (1920, 1080)):
        opened.page.set_viewport_size({"width": viewport[0], "height": viewport[1]})
        opened.page.wait_for_function("() => innerWidth === document.documentElement.clientWidth")
        opened.frame.wait_for_function("map.getSize().x === document.documentElement.clientWidth")
        for _ in range(2):
            assert_apart(opened.labels())
            opened.frame.locator(".leaflet-control-zoom-in").click()
        opened.choose("level", "شهرستان‌ها" if lang == "fa" else "Counties")
        opened.until("level=county&")
        assert_apart(opened.labels())
        opened.choose("level", "بخش‌ها" if lang == "fa" else "Districts")
        opened.until("level=district&")


def assert_apart(labels):
    assert len(labels) > 3
    for one, other in combinations(labels, 2):
        apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
        assert apart, (one, other)


def test_deeper_zoom_shows_more_names(open_map):
    opened = open_map("level=district&lang=fa")
    before = {name for name, *_box in opened.labels()}
    for _ in range(6):
        opened.frame.locator(".leaflet-control-zoom-in").click()
    after = {name for name, *_box in opened.labels()}
    assert len(after) > len(before)


def test_first_area_of_a_first_view_has_its_pattern(open_map):
    opened = open_map("indicator=health_posts&level=district&lang=en")  # Kan, the first district, has no data
    patterned = sum(bool(pattern) for _colour, pattern in opened.colours().values())
    assert patterned > 1
    assert sum(fill.startswith("url(#") for fill in opened.fills()) == patterned

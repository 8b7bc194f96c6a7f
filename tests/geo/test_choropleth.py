"""The folium map: what its scripts hold, and that nothing is fetched from elsewhere."""

import json
import re

import pytest

from geo.choropleth import Assets, base_map, painted, script_json

ASSETS = Assets("../../app/area_layer.js", "../../app/area_layer.css", "../../app/areas-0123.json")
FA = "شهرستان‌های استان تهران: کمبود ۱۲٬۳۴۵ صندلی"
VIEW = {"areas": {"IR2301": [0, FA, "۵۰٪"]}, "fills": [["#cde3f1", ""]], "foot": "<b>x</b>", "dir": "rtl"}
NASTY = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]>",
    "a & b &amp; c &lt;",
    "line\u2028separator\u2029here",
    "quote \" and ' and \\ and \n",
    "{{ 7 * 7 }} {% raw %} {# gone #} {{{",
]


@pytest.mark.parametrize("text", [*NASTY, FA])
def test_any_text_may_stand_in_a_script_and_comes_back_whole(text):
    for value in (text, [text], {text: text}):
        written = script_json(value)
        assert not set("<>&\u2028\u2029\n") & set(written)
        assert not re.search(r"\{[{%#]", written)  # branca would run it as a template
        assert json.loads(written) == value


def test_persian_is_not_made_three_times_as_long():
    written = script_json({"name": FA})
    assert FA in written
    assert len(written.encode()) == len('{"name":""}') + len(FA.encode())


def test_a_view_stands_in_the_page_as_it_is_and_cannot_end_the_script():
    chart = base_map(ASSETS)
    painted({**VIEW, "foot": "".join(NASTY)}).add_to(chart)
    page = chart.get_root().render()
    assert "alert(1)</script>" not in page
    assert FA in page
    found = re.search(r"hamgam\.paint\((.*)\);", page)
    assert json.loads(found[1]) == {**VIEW, "foot": "".join(NASTY)}


def test_the_base_map_has_no_address_outside_the_machine():
    page = base_map(ASSETS).get_root().render()
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", page) == []
    addresses = re.findall(r"""(?:src|href)=["']([^"']+)""", page)
    assert set(addresses) == {ASSETS.script, ASSETS.style}
    assert "tileLayer" not in page
    assert ASSETS.geometry in page


def test_a_painted_map_has_none_either():
    chart = base_map(ASSETS)
    painted(VIEW).add_to(chart)
    assert "http" not in chart.get_root().render().replace('http-equiv="content-type"', "")


def without_ids(page):
    return re.sub(r"[0-9a-f]{32}", "id", page)


def test_the_base_map_is_the_same_for_every_view():
    one, other = (without_ids(base_map(ASSETS).get_root().render()) for _ in range(2))
    assert one == other


def test_the_address_of_the_geometry_cannot_break_the_script():
    page = base_map(Assets("a.js", "a.css", "</script>'\"")).get_root().render()
    start = page.index("hamgam.start(")
    assert "</script>'" not in page[start : page.index(");", start)]


def test_a_name_in_the_database_is_never_run_as_a_template():
    chart = base_map(ASSETS)
    painted({"areas": {"IR2301": [0, "{{ 7 * 7 }}{% for x in y %}"]}}).add_to(chart)
    page = chart.get_root().render()
    assert "49" not in re.search(r"hamgam\.paint\((.*)\);", page)[1]

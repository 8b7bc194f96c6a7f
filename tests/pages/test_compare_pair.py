"""Compare: the table of two maps, what says that two groups are compared, and what a mark stands for."""

import io
import json
from itertools import product
from urllib.parse import parse_qsl

import openpyxl
import pytest

from tests.pages import reading
from tests.sweeps import EN_NOW, FA_NOW, sweep

LANGUAGES = ("fa", "en")


def table_of_pair(at):
    body = next(one for one in reading.fragments(at) if "hg-pair" in one)
    parser = reading._Rows()
    parser.feed(body)
    return body, parser.rows


PAIRS = {
    "period2": (
        "indicator=school_seats&period2=1401",
        ("indicator=school_seats&period=1401", "indicator=school_seats"),
    ),
    "groups2": (
        "indicator=health_houses&level=district&groups=host&groups2=refugee",
        tuple(f"indicator=health_houses&level=district&groups={one}" for one in ("host", "refugee")),
    ),
}


@pytest.mark.parametrize(("way", "lang"), sweep(*product(PAIRS, LANGUAGES), now=[0, 3]))
def test_table_of_two_maps_has_both_figures_and_their_difference(compare, frame_of, way, lang):
    link, sides = PAIRS[way]
    body, (head, *rows) = table_of_pair(compare(f"{link}&lang={lang}"))
    one, two = (frame_of(side) for side in sides)
    assert {"en": "percentage points", "fa": "واحد درصد"}[lang] in head[3]
    assert len(head) == {"period2": 6, "groups2": 4}[way]
    shown = {row[0]: row[1:] for row in rows}
    told = [*zip(*(side.data.to_dict("records") for side in (one, two)), strict=True)]
    told += [*zip(*(side.context.to_dict("records") for side in (one, two)), strict=True)]
    assert len(rows) == len(told) + 1  # the country's row too
    signs = set()
    for first, other in told:
        cells = shown[first[f"name_{lang}"]]
        if first["status"] != "ok" or other["status"] != "ok":
            assert cells[2] == "–", cells
            continue
        figures = [round(side["value"], 1) for side in (first, other)]
        assert [reading.as_number(cell) for cell in cells[:2]] == figures
        assert reading.as_number(cells[2].replace("+", "")) == pytest.approx(figures[1] - figures[0], abs=1e-9)
        signs |= set(cells[2]) & set("-−+")
        if way == "period2":
            parts = [reading.as_number(cell.replace("+", "")) for cell in cells[3:]]
            assert sum(parts) == pytest.approx(figures[1] - figures[0], abs=1e-9)
    assert "−" in signs
    assert "-" not in signs
    assert "hg-marks" in body


@pytest.mark.parametrize("lang", EN_NOW)
def test_title_and_headings_of_two_groups_say_that_the_two_are_compared(compare, lang):
    at = compare(f"indicator=health_houses&groups=host&groups2=refugee,documented&lang={lang}")
    assert {"en": "“the host community” compared with “", "fa": "مقایسهٔ «جامعهٔ میزبان» با «"}[lang] in reading.title(at)
    first, second = {"en": ("First: ", "Second: "), "fa": ("اول: ", "دوم: ")}[lang]
    headings = [text for body in reading.fragments(at) if "hg-over" in body for text in reading.texts_of(body)]
    assert headings[0].startswith(first)
    assert headings[1].startswith(second)


@pytest.mark.parametrize("lang", FA_NOW)
def test_mark_of_a_figure_side_by_side_is_explained_below_the_table(compare, frame_of, lang):
    at = compare(f"areas=IR2304,IR2303&lang={lang}")
    data = frame_of("indicator=school_seats").data.set_index("pcode")
    body = next(one for one in reading.fragments(at) if "hg-side-by-side" in one)
    marked = [code for code in ("IR2304", "IR2303") if "city_boundary" in data.loc[code, "note"]]
    lines = body[body.index("hg-marks") :]
    assert marked
    assert all(data.loc[code, f"name_{lang}"] in lines for code in marked)
    assert {"en": "part of the residents is counted", "fa": "بخشی از ساکنان"}[lang] in lines


# What a file's first and second side are, by what the link compares.
FILED = {
    "period=1404&period2=1400": ("period=1400", "period=1404"),
    "period=1400&period2=1404": ("period=1400", "period=1404"),
    "groups=host&groups2=refugee": ("groups=host", "groups=refugee"),
    "groups=refugee&groups2=host": ("groups=refugee", "groups=host"),
}


@pytest.mark.parametrize(("pair", "lang"), sweep(*product(FILED, LANGUAGES), now=[0, 3, 4, 7]))
def test_links_in_files_of_two_sides_show_the_same_comparison_and_each_side_alone(files_of, compare, pair, lang):
    found = files_of(f"indicator=health_houses&areas=IR2303&{pair}&lang={lang}", page="compare")
    about = openpyxl.load_workbook(io.BytesIO(found["xlsx"][1])).worksheets[-1]
    name = {"fa": "پیوند", "en": "Link"}[lang]
    pair_link, side_link = (row[1] for row in about.iter_rows(values_only=True) if row[0] == name)
    layer = json.loads(found["geojson"][1])["metadata"]
    page, query = pair_link.split("?")
    assert page == "compare"
    again = compare(query)
    assert reading.title(again) == reading.title(found.at) == layer["title"]
    assert set(pair.split("&")) | {"areas=IR2303"} <= set(query.split("&"))
    for side, own in zip(FILED[pair], layer["views"], strict=True):
        assert dict(parse_qsl(side)).items() <= own["selection"].items()
        assert own["selection"].keys().isdisjoint({"period2", "groups2", "indicator2", "areas"})
    assert side_link.split("?") == ["gap_map", "&".join(f"{key}={value}" for key, value in own["selection"].items())]

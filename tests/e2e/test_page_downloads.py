"""Downloads of Compare, the overview and a sector's list, clicked in a real browser and held against the terminal."""

import csv
import io
import json

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect
from typer.testing import CliRunner

import manage
from tests.e2e.map_page import still
from tests.e2e.test_downloads import OPENER, fetched
from tests.sweeps import sweep

FIRST = "indicator=health_houses&level=district&groups=refugee"
COMPARED = f"{FIRST}&groups2=host"
SECOND = "indicator=health_houses&level=district&groups=host"
LIST = {"fa": "دریافت فهرست", "en": "Download the list"}


@pytest.fixture
def values(demo_database, monkeypatch):
    """What the terminal prints for a link: the figure of each area, by P-code; none where it prints none."""

    def read(link):
        monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{demo_database}")
        done = CliRunner().invoke(manage.app, ["table", link])
        assert done.exit_code == 0, done.output
        rows = csv.DictReader(io.StringIO(done.stdout))
        return {row["pcode"]: float(row["value"]) if row["value"] else None for row in rows}

    return read


@pytest.fixture
def opened(page_factory):
    """Open a page and its downloads; returns the page and the popover."""

    def open_(link, lang, viewport="desktop"):
        page = page_factory(viewport, lang)
        page.goto(f"/{link}{'&' if '?' in link else '?'}lang={lang}")
        opener = page.get_by_role("button", name=OPENER[lang], exact=True)
        opener.wait_for(timeout=30_000)
        expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
        opener.click()
        return page, page.locator(".st-key-downloads")

    return open_


def cells(sheet, column):
    """P-code to the figure in a column of a sheet of areas."""
    return {row[0]: row[column] for row in sheet.iter_rows(min_row=2, values_only=True)}


@pytest.mark.parametrize("lang", ["en"])
def test_compare_gives_both_sides_as_the_terminal_prints_them(opened, values, lang):
    page, popover = opened(f"compare?{COMPARED}", lang)
    files = {kind: fetched(page, f"({kind})", popover) for kind in ("CSV", "XLSX", "GeoJSON", "PNG")}
    for kind, (name, _content, took) in files.items():
        print(f"{kind} {lang}: {took:.2f} s from click to file, {name}")
        assert name.startswith("hamgam_compare_with_host_health_houses_district_IR23_")
    sides = [values(link) for link in (FIRST, SECOND)]
    rows = list(csv.DictReader(io.StringIO(files["CSV"][1].decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(files["XLSX"][1])).worksheets[0]
    features = json.loads(files["GeoJSON"][1])["features"]
    heads = [cell.value for cell in sheet[1]]
    ends = [place for place, head in enumerate(heads) if {"fa": "رقم نقشه", "en": "Figure of the map"}[lang] in head]
    for side, wanted in enumerate(sides, 1):
        assert {row["pcode"]: float(row[f"value_{side}"] or "nan") for row in rows} == pytest.approx(
            {code: float("nan") if value is None else value for code, value in wanted.items()}, nan_ok=True
        )
        assert {one["id"]: one["properties"][f"value_{side}"] for one in features} == wanted
        assert cells(sheet, ends[side - 1]) == pytest.approx(wanted)
    assert sides[0] != sides[1]
    assert Image.open(io.BytesIO(files["PNG"][1])).width == 2400


@pytest.mark.parametrize("lang", ["fa"])
def test_overview_gives_its_figures_and_maps(opened, values, lang):
    page, popover = opened("", lang)
    name, content, took = fetched(page, "(XLSX)", popover)
    print(f"overview {lang}: {took:.2f} s from click to workbook, {name}")
    made = openpyxl.load_workbook(io.BytesIO(content))
    urgent = {row[1]: row[5] for row in made.worksheets[1].iter_rows(min_row=2, values_only=True)}
    points = values("indicator=priority_index&level=district")
    assert urgent == pytest.approx({code: points[code] for code in urgent})
    assert len(urgent) == 5
    shown = page.locator(".hg-big b").all_inner_texts()
    plain = [one.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789", ",٬\u2066\u2069")) for one in shown]
    figures = [row[3] for row in made.worksheets[0].iter_rows(min_row=2, values_only=True)]
    # People, seats, posts, and rural people per house, as they stand on the cards.
    assert {str(round(one)) for one in figures} >= set(plain[:4])
    _name, picture, took = fetched(page, "(PNG)", popover)
    print(f"overview {lang}: {took:.2f} s from click to picture")
    assert Image.open(io.BytesIO(picture)).width == 2400


@pytest.mark.parametrize("lang", ["en"])
def test_list_of_a_sector_follows_the_choices_of_its_own_part_of_the_page(page_factory, lang):
    page = page_factory("desktop", lang)
    page.goto(f"/health?indicator=health_houses&lang={lang}")
    opener = page.get_by_role("button", name=LIST[lang], exact=True)
    opener.wait_for(timeout=30_000)
    field = page.get_by_placeholder({"fa": "جست‌وجو در نام", "en": "Name holds"}[lang])
    field.fill({"fa": "بیمارستان", "en": "hospital"}[lang])
    field.press("Enter")
    rows = page.locator(".hg-list tbody tr")
    expect(rows.filter(has_not_text={"fa": "بیمارستان", "en": "ospital"}[lang])).to_have_count(0)
    count = rows.count()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    opener.click()
    popover = page.locator(".st-key-downloads_list")
    _name, content, _took = fetched(page, "(CSV)", popover)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == count > 0
    assert all({"fa": "بیمارستان", "en": "ospital"}[lang] in row[f"name_{lang}"] for row in rows)
    _name, content, _took = fetched(page, "(XLSX)", popover)
    assert openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].max_row == count + 1


@pytest.mark.parametrize(
    ("link", "lang"),
    sweep(("", "fa"), ("area?areas=IR2303", "en"), ("compare?areas=IR2303", "fa"), ("education", "en"), now=[3]),
)
def test_axe_finds_nothing_in_an_open_popover_and_a_phone_needs_no_sideways_scrolling(opened, link, lang):
    page, popover = opened(link, lang, "phone")
    popover.get_by_role("button").first.wait_for()
    still(page)
    told = [(one["id"], node["html"][:200]) for one in Axe().run(page).response["violations"] for node in one["nodes"]]
    assert told == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

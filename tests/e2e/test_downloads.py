"""Every download of the gap map and of a chart, clicked in a real browser, opened, and held against the terminal."""

import csv
import io
import json
import time

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect
from typer.testing import CliRunner

import manage
from tests.conftest import ROOT
from tests.sweeps import EN_NOW

LANGUAGES = ("fa", "en")
LINK = "indicator=health_houses&level=district&groups=refugee"
OPENER = {"fa": "دریافت داده‌ها", "en": "Downloads"}
VALUE_AND_NOTE = {"fa": ("مقدار", "یادداشت"), "en": ("value", "note")}
CHART_APP = """\
import streamlit as st

app = st.App("script.py")
"""
CHART_SCRIPT = """\
import os
from dataclasses import replace
from briefing.chart import Of
from tests.briefing.charts import KINDS, chart
from domain.grants import EVERYTHING
from ui import charts, scope, visitors
from wording import i18n

visitors.remember(visitors.Visitor("staff"))
scope.enter(EVERYTHING)
lang = os.environ["HAMGAM_TEST_LANG"]
i18n.activate(lang)
for kind in KINDS:
    of = Of(page="toy", scope="IR23", years=(1404,), unit="percent")
    charts.draw(replace(chart(kind, lang == "fa"), of=of), kind)
"""


def fetched(page, name, within):
    """Click a button and return name and content of the file that comes."""
    began = time.monotonic()
    with page.expect_download() as waiting:
        within.get_by_role("button", name=name).click()
    path = waiting.value.path()
    return waiting.value.suggested_filename, path.read_bytes(), time.monotonic() - began


@pytest.fixture
def printed(demo_database, monkeypatch):
    monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{demo_database}")
    done = CliRunner().invoke(manage.app, ["table", LINK])
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


@pytest.mark.parametrize("lang", ["en"])
def test_each_download_of_the_map_comes_and_has_the_figures_of_the_terminal(open_map, printed, lang):
    page = open_map(f"{LINK}&lang={lang}").page
    page.get_by_role("button", name=OPENER[lang]).click()
    popover = page.locator(".st-key-downloads")
    files = {kind: fetched(page, f"({kind})", popover) for kind in ("CSV", "XLSX", "GeoJSON", "PNG")}
    for kind, (name, _content, took) in files.items():
        print(f"{kind} {lang}: {took:.2f} s from click to file, {name}")
        assert name.startswith("hamgam_health_houses_district_IR23_")
        assert name.endswith(f".{kind.lower()}")
    rows = list(csv.DictReader(io.StringIO(files["CSV"][1].decode("utf-8-sig"))))
    assert rows == printed
    known = [float(row["value"]) for row in printed if row["value"]]
    sheet = openpyxl.load_workbook(io.BytesIO(files["XLSX"][1])).worksheets[0]
    column = list(printed[0]).index("value")
    assert [row[column] for row in sheet.iter_rows(min_row=2, values_only=True) if row[column] is not None] == (
        pytest.approx(known, rel=1e-14)
    )
    assert bool(sheet.sheet_view.rightToLeft) == (lang == "fa")
    features = json.loads(files["GeoJSON"][1])["features"]
    assert [one["properties"]["value"] for one in features if one["properties"]["value"] is not None] == known
    image = Image.open(io.BytesIO(files["PNG"][1]))
    assert image.width == 1800
    assert len(image.convert("RGB").getcolors(1_000_000)) > 50


@pytest.mark.parametrize("lang", EN_NOW)
def test_open_popover_is_clean_for_axe_and_stays_open_when_tags_are_switched_on(open_map, lang):
    page = open_map(f"{LINK}&lang={lang}").page
    page.get_by_role("button", name=OPENER[lang]).click()
    popover = page.locator(".st-key-downloads")
    expect(popover.get_by_role("button")).to_have_count(4)
    told = [(one["id"], node["html"][:200]) for one in Axe().run(page).response["violations"] for node in one["nodes"]]
    assert told == []
    popover.get_by_text("HXL").click()
    # A click while the page is made anew asks for a file of the page before.
    page.wait_for_timeout(500)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    name, content, _took = fetched(page, "(CSV)", popover)
    assert "_hxl.csv" in name
    assert content.decode("utf-8-sig").split("\n")[1].startswith("#adm3+code,")


@pytest.mark.parametrize("lang", ["fa"])
def test_each_chart_gives_its_picture_and_its_figures(tmp_path, start_server, page_factory, lang):
    (tmp_path / "app.py").write_text(CHART_APP)
    (tmp_path / "script.py").write_text(CHART_SCRIPT)
    server = start_server({"HAMGAM_TEST_LANG": lang, "PYTHONPATH": str(ROOT)}, tmp_path / "app.py")
    page = page_factory("desktop", lang, server.url)
    page.goto("/")
    names = set()
    for kind in ("bars", "stacked", "trend", "dots", "scatter"):
        foot = page.locator(f".st-key-chart_{kind}")
        foot.wait_for()  # a cold server first loads its libraries
        name, content, took = fetched(page, "(PNG)", foot)
        print(f"{kind} {lang}: {took:.2f} s from click to picture, {name}")
        assert Image.open(io.BytesIO(content)).width == 1500
        other, table, _took = fetched(page, "(CSV)", foot)
        heads, *rows = csv.reader(io.StringIO(table.decode("utf-8-sig")))
        value, note = ([one.casefold().endswith(word) for one in heads].index(True) for word in VALUE_AND_NOTE[lang])
        assert [row[value] for row in rows][:3] == (["20", "59", ""] if kind == "scatter" else ["40", "118", ""])
        assert rows[2][note] == {"fa": "کمتر از ۱۰ نفر", "en": "fewer than 10 people"}[lang]
        names |= {name, other}
    assert len(names) == 10

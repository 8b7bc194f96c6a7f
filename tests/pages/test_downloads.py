"""Files of a view: the figures of `manage.py table` for the same link, in each form, and what belongs beside them."""

import csv
import io
import json
from datetime import date

import numpy as np
import openpyxl
import pytest
from PIL import Image

from domain.frames import RELEASE_COLUMNS
from domain.indicators import CATALOGUE
from domain.links import from_query
from geo.palette import SPECIAL
from tests.pages import reading
from tests.pages.test_gap_map import released
from ui import files, loaders
from wording import i18n, sentences

LANGUAGES = ("fa", "en")
LINKS = (
    "indicator=school_seats&groups=refugee,documented",
    "indicator=health_houses&level=district&groups=refugee",
    "indicator=primary_health_units&level=district&area=IR2303&period=1402",
)


def same(cell, text):
    """Whether a typed cell says what the terminal printed."""
    if cell is None or text == "":
        return (cell or "") == text
    if isinstance(cell, bool):
        return str(cell) == text
    return cell == pytest.approx(float(text), rel=1e-14) if isinstance(cell, (int, float)) else cell == text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("link", LINKS)
def test_csv_is_what_the_terminal_prints(files_of, printed, link, lang):
    name, content = files_of(f"{link}&lang={lang}")["csv"]
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == printed(link)
    assert name.startswith("hamgam_")
    assert name.endswith(".csv")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("link", LINKS)
def test_workbook_has_the_figures_of_the_terminal_typed(files_of, printed, link, lang):
    sheet = openpyxl.load_workbook(io.BytesIO(files_of(f"{link}&lang={lang}")["xlsx"][1])).worksheets[0]
    heads, *rows = printed(link)
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(cells) == len(rows)
    for found, row in zip(cells, rows, strict=True):
        wrong = [
            head for head, cell, text in zip(heads, found, row, strict=True) if head != "note" and not same(cell, text)
        ]
        assert wrong == []
    assert any(isinstance(row[heads.index("value")], float) for row in cells)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_workbook_of_each_indicator_is_wholly_in_its_language_and_says_what_it_is_not_for(open_page, lang):
    open_page(f"lang={lang}")
    reference = loaders.reference()
    for indicator, entry in CATALOGUE.items():
        selection, _notices = from_query({"indicator": indicator, "level": "district", "lang": lang}, reference.options)
        content = files.view_xlsx(loaders.release(selection), reference, tagged=False)
        made = openpyxl.load_workbook(io.BytesIO(content))
        figures, about = made.worksheets
        heads = [cell.value for cell in figures[1]]
        assert len(set(heads)) == len(heads) == len(RELEASE_COLUMNS) + len(entry.extras)
        for head in heads:
            assert any("\u0600" <= letter <= "\u06ff" for letter in head) == (lang == "fa"), head
        texts = [cell.value for row in about.iter_rows() for cell in row if cell.value]
        for wanted in (entry.method.formula, entry.method.not_for, entry.name):
            assert any(wanted.in_language(lang) in text for text in texts)
        assert any(loaders.version().name in text for text in texts)
        assert all(bool(sheet.sheet_view.rightToLeft) == (lang == "fa") for sheet in made)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_second_sheet_names_filters_sources_statement_and_mark(files_of, lang):
    about = openpyxl.load_workbook(io.BytesIO(files_of(f"{LINKS[1]}&lang={lang}")["xlsx"][1])).worksheets[1]
    texts = "\n".join(str(cell.value) for row in about.iter_rows() for cell in row if cell.value)
    wanted = {
        "fa": (
            "دادهٔ نمایشی",
            "پناهندگان",
            "طبقه‌بندی: داخلی",
            "سازمان ملل متحد",
            "به مضرب ۵",
            "۱۴۰۴",
            "demo_foreign_nationals",
        ),
        "en": ("Demonstration data", "refugees", "Sensitivity: internal", "United Nations", "base 5", "1404", "std_"),
    }
    for text in (*wanted[lang], "gap_map?sector=health&indicator=health_houses"):
        assert text in texts


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("link", LINKS)
def test_geojson_has_the_figures_of_the_terminal(files_of, printed, link, lang):
    read = json.loads(files_of(f"{link}&lang={lang}")["geojson"][1])
    heads, *rows = printed(link)
    assert len(read["features"]) == len(rows)
    for feature, row in zip(read["features"], rows, strict=True):
        assert list(feature["properties"]) == heads
        assert all(same(cell, text) for cell, text in zip(feature["properties"].values(), row, strict=True))
        assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert read["metadata"]["demonstration"] is True
    assert read["metadata"]["title"] == reading_title(lang, link)


def reading_title(lang, link):
    i18n.activate(lang)
    frame, reference = released(loaders._whole().settings.database_url, f"{link}&lang={lang}")
    names = {str(code): str(name) for code, name in reference.areas[f"name_{lang}"].items()}
    standard = reference.options.standards.get(frame.selection.indicator, {}).get(frame.selection.standard or "")
    return sentences.title(frame, names, standard)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_picture_has_the_colours_that_the_page_paints(open_page, files_of, lang):
    link = f"{LINKS[1]}&lang={lang}"
    painted = {colour for colour, _pattern in reading.colours(open_page(link)).values()}
    name, content = files_of(link)["png"]
    assert painted <= reading.pixel_colours(content)
    assert {SPECIAL["zero"].colour, SPECIAL["few"].colour} <= painted
    assert name.endswith(f"_{lang}.png")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_switch_adds_a_row_of_tags_to_both_tables_and_says_so_in_their_names(files_of, printed, lang):
    found = files_of(f"{LINKS[1]}&lang={lang}", tagged=True)
    heads, tags, *rows = csv.reader(io.StringIO(found["csv"][1].decode("utf-8-sig")))
    assert heads == [*printed(LINKS[1])[0], "period_start", "period_end"]
    assert tags[heads.index("pcode")] == "#adm3+code"
    assert tags[heads.index("demand_persons")] == "#population+refugees"
    assert {date.fromisoformat(row[-2]).year for row in rows} == {2025}
    sheet = openpyxl.load_workbook(io.BytesIO(found["xlsx"][1])).worksheets[0]
    assert [cell.value or "" for cell in sheet[2]] == tags
    assert all(found[kind][0].endswith(f"_hxl.{kind}") for kind in ("csv", "xlsx"))
    assert not any("hxl" in found[kind][0] for kind in ("geojson", "png"))


def test_name_from_the_database_is_no_formula_in_a_file(files_of, changed_database):
    url = changed_database(("UPDATE admin_area SET name_en = ? WHERE pcode = 'IR2303'", "=cmd|' /C calc'!A1"))
    found = files_of("indicator=school_seats&lang=en", HAMGAM_DATABASE_URL=url)
    assert ",'=cmd|" in found["csv"][1].decode()
    sheet = openpyxl.load_workbook(io.BytesIO(found["xlsx"][1])).worksheets[0]
    names = [row[3] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in names] == ["s"] * len(names)
    assert any(cell.value.startswith("'=cmd|") for cell in names)


def test_area_without_boundary_is_in_the_layer_and_told_on_the_picture(files_of, changed_database):
    url = changed_database(("UPDATE admin_area SET boundary = NULL WHERE pcode = 'IR2303'",))
    found = files_of("indicator=school_seats&lang=fa", HAMGAM_DATABASE_URL=url)
    features = {one["id"]: one for one in json.loads(found["geojson"][1])["features"]}
    assert features["IR2303"]["geometry"] is None
    assert features["IR2303"]["properties"]["value"] > 0
    assert found["png"][1].startswith(b"\x89PNG")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_picture_shows_the_facilities_of_the_map_and_is_named_after_them(files_of, lang):
    link = f"indicator=school_seats&level=district&lang={lang}"
    kinds = "&kinds=primary_school,hospital&statuses=operational,needs_rehabilitation"
    bare, clusters, points = (files_of(one)["png"] for one in (link, f"{link}{kinds}", f"{link}{kinds}&area=IR2303"))
    assert len({name for name, _content in (bare, clusters, points)}) == 3
    # The badge of what needs rehabilitation: in the legend of both, and on the map where single facilities stand.
    badges = [badge_pixels(content) for _name, content in (bare, clusters, points)]
    assert badges[0] == 0 < badges[1]
    assert badges[2] > 2 * badges[1]


def badge_pixels(content):
    found = np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).astype(int)
    return int((abs(found - (210, 90, 69)).max(axis=2) == 0).sum())

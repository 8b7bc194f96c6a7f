"""The pack of a meeting: every figure is the same in every file, and the same again when it is made again."""

import gc
import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pandas as pd
import pytest
from typer.testing import CliRunner

import manage
from briefing import pack
from data_access.settings import Settings
from data_access.statement import read_statement
from domain.frames import RELEASE_COLUMNS, plain_rows
from domain.indicators import CATALOGUE
from measures.source import Source
from tests.briefing import pack_reading as read
from tests.conftest import ROOT
from wording import formats, i18n, tips

# Its packs are made once.
pytestmark = pytest.mark.xdist_group("pack")
MEETING = "m_1404_12"
# As a figure travels to the map.
ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫٪", "0123456789,.%")


@pytest.fixture(scope="module")
def demo(demo_database):
    return Source(Settings(f"sqlite:///{demo_database}"))


@pytest.fixture(scope="module")
def snapshot(demo):
    return read.snapshot(demo, MEETING)


@pytest.fixture(scope="module")
def steps():
    return []


@pytest.fixture(scope="module")
def both(snapshot, steps):
    i18n.activate("en")
    return {lang: pack.make(snapshot, [lang], lambda step, part: steps.append((step, part))) for lang in ("fa", "en")}


@pytest.fixture(scope="module")
def tables(demo_database, snapshot):
    """What `manage.py table` prints for the views of the deck."""
    runner, env = CliRunner(), {"HAMGAM_DATABASE_URL": f"sqlite:///{demo_database}"}
    done = [runner.invoke(manage.app, ["table", one.slide.view], env=env) for one in snapshot.views]
    assert {one.exit_code for one in done} == {0}
    return {view.slide.id: pd.read_csv(io.StringIO(one.stdout)) for view, one in zip(snapshot.views, done, strict=True)}


def cells(frame):
    """Rows of plain values: numbers as floats, nothing as None."""
    return [
        {key: float(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else cell or None
         for key, cell in row.items()}
        for row in plain_rows(frame)
    ]  # fmt: skip


COMPARED = ("pcode", "status", "value", "demand_persons", "need", "capacity", "gap", "shortage", "coverage_pct")


def compared(rows):
    return [
        {key: pytest.approx(row[key], abs=1e-9) if isinstance(row[key], float) else row[key] for key in COMPARED}
        for row in rows
    ]


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_every_figure_of_every_view_is_that_of_the_table_in_workbook_layers_and_geojson(
    both, snapshot, tables, lang, tmp_path
):
    book = list(read.sheets(read.file(both[lang], ".xlsx")).values())
    layers, _about = read.layers(read.file(both[lang], ".gpkg"), tmp_path)
    for number, (slide, table) in enumerate(tables.items()):
        wanted = compared(cells(table))
        # In a sheet the status is a word, and its code stands behind all else.
        at = book[number][0].index({"fa": "کد وضعیت", "en": "Code of the status"}[lang])
        rows = [dict(zip(RELEASE_COLUMNS, row, strict=False)) | {"status": row[at]} for row in book[number][1:]]
        assert cells(pd.DataFrame(rows)[list(COMPARED)]) == wanted, slide
        features = json.loads(read.file(both[lang], f"{snapshot.id}_{slide}_{lang}.geojson"))["features"]
        assert cells(pd.DataFrame([one["properties"] for one in features])[list(COMPARED)]) == wanted, slide
        layer = layers[f"view_{slide}"]
        assert cells(layer[list(COMPARED)]) == wanted, slide
        assert layer.crs.to_epsg() == 4326
        assert layer.geometry.notna().all()


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_offline_map_slides_and_pages_write_the_figures_of_the_table(both, snapshot, tables, lang):
    i18n.activate(lang)
    views, written, _tags = read.offline(read.file(both[lang], ".html"))
    slides = read.slides(read.file(both[lang], ".pptx"))
    printed = read.pages(read.file(both[lang], ".pdf"))
    on_slides, on_paper = ("\n".join(map(read.squeezed, pages)) for pages in (slides, printed))
    assert len(written) == len(views) == len(snapshot.views)
    found = 0
    for view, own, table in zip(snapshot.views, views, written, strict=True):
        rows, entry = tables[view.slide.id], CATALOGUE[view.frame.selection.indicator]
        texts = {
            row.pcode: formats.figure(row.value, entry.value) if row.status == "ok" else None
            for row in rows.itertuples()
        }
        names = rows.set_index("pcode")[f"name_{lang}"]
        shown = {line[0]: line[1] for line in table[1:]}
        painted = {
            code: own["map"]["texts"][row[2]] if isinstance(row[2], int) else row[2]
            for code, row in own["map"]["areas"].items()
        }
        assert set(painted) == set(texts)
        for code, text in texts.items():
            if text is not None:
                assert shown[names[code]] == text
                assert read.squeezed(painted[code]).translate(ASCII) == read.squeezed(text).translate(ASCII)
        short = rows["shortage"].sum(skipna=False)
        if entry.family == "need" and short > 0:
            # The page has the shortage of the view's area: the sum of its parts, where none of them lacks its own.
            amount = read.squeezed(tips.amount(entry, short))
            assert amount in on_slides, (view.slide.id, amount)
            assert amount in on_paper, (view.slide.id, amount)
            found += 1
    assert found >= 3


def test_commitments_are_the_same_in_workbook_layer_slides_and_pages(both, snapshot, tmp_path):
    made, known = both["en"], snapshot.book.commitments
    sheets = read.sheets(read.file(made, ".xlsx"))
    heads, *rows = next(rows for name, rows in sheets.items() if name.startswith("Commitments"))
    assert [row[heads.index("Code of the commitment")] for row in rows] == list(known["commitment_id"])
    assert [row[heads.index("Promised")] for row in rows] == list(known["promised"])
    assert [row[heads.index("Code of the status")] for row in rows] == list(known["status"])
    layer = read.layers(read.file(made, ".gpkg"), tmp_path)[0]["commitments"]
    assert list(layer["commitment_id"]) == list(known["commitment_id"])
    assert list(layer["delivered"]) == list(known["delivered"])
    assert set(layer.geometry.geom_type) == {"Point"}
    late = known[known["is_late"].astype(bool)]
    assert len(late) > 0
    for text in late["text_en"]:
        for pages in (read.slides(read.file(made, ".pptx")), read.pages(read.file(made, ".pdf"))):
            assert read.squeezed(text) in read.squeezed("".join(pages))


@pytest.mark.parametrize("lang", ["fa", "en"])
def test_statement_mark_and_date_stand_in_every_file_and_on_every_slide(both, snapshot, lang, tmp_path):
    i18n.activate(lang)
    told = {key: text.in_language(lang) for key, text in read_statement().items()}
    mark = {"fa": "دادهٔ نمایشی", "en": "Demonstration data"}[lang]
    always = [told["disclaimer"], told["sensitivity"]]
    once = [told["terms"], told["contact"], formats.day(snapshot.reference.as_of)]

    def holds(text, *wanted):
        return all(read.squeezed(one) in read.squeezed(text) for one in wanted)

    made = both[lang]
    for pages in (read.slides(read.file(made, ".pptx")), read.pages(read.file(made, ".pdf"))):
        # PDFium turns hamza over he around.
        plain = [page.replace("ۀ", "هٔ") for page in pages]
        assert sum(holds(page, told["disclaimer"]) for page in plain) >= len(snapshot.views)
        assert holds("".join(plain), *always, *once[:1]) or lang == "fa"
    assert all(holds(page, *always, mark) for page in read.slides(read.file(made, ".pptx")))
    cells_ = [cell for rows in read.sheets(read.file(made, ".xlsx")).values() for row in rows for cell in row]
    assert holds(" ".join(map(str, cells_)), *always, *once, mark)
    assert all(mark.split()[0] in name or "نمایشی" in name or "(demo)" in name
               for name in list(read.sheets(read.file(made, ".xlsx")))[:-1])  # fmt: skip
    assert holds(read.file(made, ".html").decode(), *always, *once, mark)
    assert holds(read.file(made, f"README_{lang}.txt").decode(), *always, *once, mark)
    for name, content in made.files.items():
        if name.endswith(".geojson"):
            assert holds(content.decode(), *always, *once)
            assert json.loads(content)["metadata"]["demonstration"] is True
    for about in read.layers(read.file(made, ".gpkg"), tmp_path)[1].values():
        assert holds(about["notes"], *always, *once[:2])
        assert (about["as_of"], about["demonstration"]) == (snapshot.reference.as_of.isoformat(), "true")


def test_manifest_names_all_other_files_with_their_sums_and_what_they_are_made_of(both, snapshot):
    for lang, made in both.items():
        said = json.loads(made.files["manifest.json"])
        others = {name: content for name, content in made.files.items() if name != "manifest.json"}
        assert said["files"] == {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in others.items()
        }
        assert (said["snapshot"], said["data_version"]) == (snapshot.id, snapshot.version.name)
        assert [one["id"] for one in said["views"]] == [one.slide.id for one in snapshot.views]
        assert all("lang" not in one["filters"] for one in said["views"])
        assert {one["source_id"] for one in said["sources"]} >= {"demo_facilities"}
        assert all(one["publisher"] for one in said["sources"])
        assert (said["languages"], said["not_made"], said["incomplete"]) == ([lang], {}, [])
        assert said["disclosure"] == {"rounding_base": 5, "fewer_than": 10}


def test_progress_is_told_in_the_readers_language_and_only_grows(both, steps):
    parts = [part for _step, part in steps]
    of_one = parts[: len(parts) // 2]
    assert of_one == sorted(of_one)
    assert (of_one[0], of_one[-1]) == (0.0, 1.0)
    assert gc.isenabled()
    assert [step for step, _part in steps[:2]] == ["Maps · Persian", "Slides (PPTX) · Persian"]


@pytest.mark.long
def test_made_again_in_another_process_it_is_the_same_to_the_byte(both, demo_database, tmp_path):
    wanted = ["--meeting", MEETING, "--lang", "en", "--out", str(tmp_path / "new")]
    env = {"HAMGAM_DATABASE_URL": f"sqlite:///{demo_database}", "PATH": "/usr/bin:/bin", "TZ": "Asia/Tehran"}
    done = subprocess.run(
        [sys.executable, "manage.py", "pack", *wanted], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    (path,) = (tmp_path / "new").iterdir()
    assert done.stdout.strip() == str(path)
    assert "100% Finished" in done.stderr
    assert path.name == f"hamgam_{MEETING}_{json.loads(both['en'].files['manifest.json'])['snapshot']}_en.zip"
    with zipfile.ZipFile(path) as made:
        read_back = {name.partition("/")[2]: made.read(name) for name in made.namelist()}
    assert [name for name in both["en"].files if both["en"].files[name] != read_back[name]] == []
    assert path.read_bytes() == pack.zip_of(both["en"])

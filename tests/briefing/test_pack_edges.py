"""Packs of odd meetings and offices: empty, long, hostile, of few people; and what the command says when it cannot."""

import io
import json
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import date

import pytest
from typer.testing import CliRunner

import manage
from briefing import pack
from data_access.settings import Settings
from measures.source import Source
from tests import twins
from tests.briefing import pack_reading as read
from tests.measures import offices
from tests.measures.test_promises import commitment, update
from tests.toy import A1, A2, B1
from wording import i18n, meeting_words

# Its packs are made once.
pytestmark = pytest.mark.xdist_group("pack")
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "../../etc/passwd",
    "right\u202eto left",
    "{{ 7 * 7 }}",
)
# A view of people whom some districts have fewer than ten of, and one with facilities that count them.
FEW = """
meeting: m_1404_12
slides:
  - {id: reach, view: "indicator=livelihood_reach&groups=refugee&level=district"}
  - id: seats
    view: indicator=school_seats&groups=refugee&level=district&area=IR2303&kinds=training_centre&statuses=operational
"""


def meeting(code, title, day="2024-08-01"):
    return {"meeting_id": code, "held_on": day, "title_fa": title, "title_en": title}


def partner(code, name):
    return {"partner_id": code, "name_fa": name, "name_en": name, "kind": "ngo"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """An office without boundaries: an empty meeting, and one with 200 commitments whose texts and ids are hostile."""
    bad = [HOSTILE[number % len(HOSTILE)] for number in range(200)]
    path = offices.built(
        tmp_path_factory.mktemp("office") / "office.sqlite",
        admin_area=[row | {"name_fa": HOSTILE[1], "name_en": HOSTILE[0]} if row["pcode"] == A1 else row
                    for row in offices.areas()],
        meeting=[meeting("../m\u202e/1", HOSTILE[1]), meeting("none", HOSTILE[0], "2024-05-01")],
        agenda_item=[{"meeting_id": "../m\u202e/1", "item_no": 1, "sector": "education",
                      "title_fa": HOSTILE[2], "title_en": HOSTILE[2]}],
        partner=[partner(f"p{number}", HOSTILE[number]) for number in range(len(HOSTILE))],
        commitment=[
            commitment(f"c{number}", meeting_id="../m\u202e/1", partner_id=f"p{number % len(HOSTILE)}",
                       text_fa=f"{text} #{number}#", text_en=f"{text} #{number}#", pcode=(A1, A2, B1)[number % 3])
            for number, text in enumerate(bad)
        ],
        commitment_update=[update("2024-08-01", "agreed", code=f"c{number}") for number in range(200)],
    )  # fmt: skip
    return offices.opened(path, as_of=date(2024, 9, 1))


@pytest.fixture(scope="module")
def long(hostile):
    return read.packed(hostile, "../m\u202e/1", "en")


@pytest.mark.long
def test_every_one_of_200_commitments_is_in_workbook_layer_slides_and_pages(long, tmp_path):
    _heads, *rows = next(rows for name, rows in read.sheets(read.file(long, ".xlsx")).items() if name == "Commitments")
    assert len(rows) == 200
    assert len(read.layers(read.file(long, ".gpkg"), tmp_path)[0]["commitments"]) == 200
    assert json.loads(long.files["manifest.json"])["commitments"] == 200
    for pages in (read.slides(read.file(long, ".pptx")), read.pages(read.file(long, ".pdf"))):
        text = read.squeezed("".join(pages))
        assert [number for number in range(200) if f"#{number}#" not in text] == []


def test_a_hostile_id_makes_no_place_of_a_file_name(long):
    assert re.fullmatch(r"hamgam_m-1_[0-9a-f]{16}_en", long.name)
    for name in long.files:
        assert re.fullmatch(r"[A-Za-z0-9_-]+\.[a-z]+", name), name
    with zipfile.ZipFile(io.BytesIO(pack.zip_of(long))) as made:
        assert {name.split("/")[0] for name in made.namelist()} == {long.name}
        assert made.testzip() is None


def test_texts_of_a_database_stay_texts_in_every_file(long):
    book = zipfile.ZipFile(io.BytesIO(read.file(long, ".xlsx")))
    cells = [cell for rows in read.sheets(read.file(long, ".xlsx")).values() for row in rows for cell in row]
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith("=")]
    assert "'" + HOSTILE[0] in " ".join(map(str, cells))
    assert not [name for name in book.namelist() if b"<f>" in book.read(name)]
    page = read.file(long, ".html").decode()
    views, _tables, tags = read.offline(page.encode())
    # Two scripts run: the map's, which waits as a text, and the shell.
    assert len([one for tag, one in tags if tag == "script"]) == 5
    assert not [one for tag, one in tags if tag == "img" or any(name.startswith("on") for name in one)]
    assert "49" not in views[0]["map"]["areas"].get(A1, ["", ""])[1]
    policy = next(one["content"] for tag, one in tags if one.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    own = re.sub(r'<script type="text/plain" id="map-script">.*?</script>', "", page, flags=re.S)
    assert not re.search(r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:|//)""", own)


def test_an_empty_meeting_has_a_pack_that_says_so(hostile, tmp_path):
    made = read.packed(hostile, "none", "fa")
    sheets = read.sheets(read.file(made, ".xlsx"))
    assert len(sheets) == len(json.loads(made.files["manifest.json"])["views"]) + 7
    assert [len(rows) for name, rows in sheets.items() if name in ("تعهدها", "دستور جلسه")] == [1, 1]
    i18n.activate("fa")
    assert [row[0] for row in sheets["تغییرها"][1:]] == [meeting_words.no_earlier()]
    assert len(read.layers(read.file(made, ".gpkg"), tmp_path)[0]["commitments"]) == 0
    assert len(read.slides(read.file(made, ".pptx"))) == len(read.pages(read.file(made, ".pdf")))
    assert json.loads(made.files["manifest.json"])["commitments"] == 0


@pytest.fixture(scope="module")
def twin(demo_database, tmp_path_factory):
    return twins.built(demo_database, tmp_path_factory.mktemp("twin") / "twin.sqlite")


def test_packs_of_two_raw_datasets_behind_the_same_cells_are_the_same_to_the_byte(demo_database, twin, tmp_path):
    def made(path):
        return read.packed(Source(Settings(f"sqlite:///{path}")), "m_1404_12", "en", deck=FEW)

    one, other = made(demo_database), made(twin)
    assert [name for name in one.files if one.files[name] != other.files.get(name)] == []
    assert pack.zip_of(one) == pack.zip_of(other)
    # There is something to protect.
    rows = json.loads(read.file(one, "reach_en.geojson"))["features"]
    few = [row["properties"] for row in rows if row["properties"]["status"] == "few"]
    assert len(few) > 5
    assert all(row["value"] is row["demand_persons"] is row["capacity"] is None for row in few)
    layer = read.layers(read.file(one, ".gpkg"), tmp_path)[0]["view_reach"]
    assert layer[layer["status"] == "few"][["value", "demand_persons", "capacity"]].isna().all(axis=None)
    # The comparison can fail: other cells are another snapshot.
    more = shutil.copy(twin, tmp_path / "more.sqlite")
    with closing(sqlite3.connect(more)) as database, database:
        database.execute("UPDATE population SET persons = persons + 10 WHERE population_group <> 'resident'")
    changed = read.snapshot(Source(Settings(f"sqlite:///{more}")), "m_1404_12", FEW)
    assert changed.id not in one.name


def test_without_pango_there_is_no_pdf_and_the_pack_says_so(hostile, monkeypatch):
    monkeypatch.setattr(pack, "can_print", lambda: False)
    made = read.packed(hostile, "none", "en")
    assert made.lacking == ("pdf",)
    assert not [name for name in made.files if name.endswith(".pdf")]
    assert json.loads(made.files["manifest.json"])["not_made"] == {"pdf": "no Pango on this machine"}
    said = made.files["README_en.txt"].decode()
    assert "lacks Pango" in said
    assert "_en.pdf" not in said


@pytest.fixture
def run(demo_database, monkeypatch, tmp_path):
    """Run the command: ``run("--meeting", "x")``; nothing is made in it."""
    monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{demo_database}")
    made = pack.Pack("hamgam_x", {"manifest.json": b"{}"})
    monkeypatch.setattr(pack, "make", lambda *_given: made)

    def run_(*arguments, out=tmp_path / "out"):
        return CliRunner().invoke(manage.app, ["pack", "--out", str(out), *arguments])

    return run_


def test_an_unknown_meeting_is_refused_with_those_that_are_known(run):
    done = run("--meeting", "../x")
    assert done.exit_code == 2
    assert done.stderr == "Error: the database has no meeting ../x; it has m_1404_07, m_1404_12\n"


def test_mistakes_of_a_deck_are_printed_with_their_lines_and_the_rest_is_made(run, tmp_path):
    deck = tmp_path / "own.yaml"
    deck.write_text("meeting: m_1404_12\nslides:\n  - id: a\n    view: indicator=nothing\n  - id: A B\n")
    done = run("--meeting", "m_1404_12", "--deck", str(deck))
    assert done.exit_code == 0
    assert "own.yaml:4: view.indicator: unknown value (nothing)" in done.stderr
    assert "own.yaml:5: " in done.stderr
    assert done.stdout.strip().endswith("hamgam_x.zip")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("meeting: m_1404_07\nslides: [{id: a, view: indicator=school_seats}]", "is for the meeting m_1404_07"),
        ("meeting: m_1404_12\nslides: []", "no slide that can be used"),
        ("[", "no slide that can be used"),
    ],
)
def test_a_deck_that_cannot_be_used_is_refused(run, tmp_path, text, said):
    deck = tmp_path / "own.yaml"
    deck.write_text(text)
    done = run("--meeting", "m_1404_12", "--deck", str(deck))
    assert done.exit_code == 2
    assert said in done.stderr
    assert run("--meeting", "m_1404_12", "--deck", str(tmp_path / "none.yaml")).exit_code == 2


def test_a_folder_that_cannot_be_written_to_is_named_and_nothing_is_left(run, tmp_path):
    (tmp_path / "file").write_text("")
    done = run("--meeting", "m_1404_12", out=tmp_path / "file" / "deeper")
    assert done.exit_code == 2
    assert "file" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_figures_that_rows_were_cut_from_have_an_exit_status_of_their_own(run, monkeypatch):
    monkeypatch.setattr(pack, "make", lambda *_given: pack.Pack("hamgam_x", {}, truncated=("commitment",)))
    done = run("--meeting", "m_1404_12")
    assert done.exit_code == 3
    assert "commitment" in done.stderr

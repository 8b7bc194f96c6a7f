"""Texts of the database, of decks, links and addresses are untrusted in HTML, in scripts, in files and their names."""

import io
import re
import sqlite3
import zipfile
from contextlib import closing
from urllib.parse import quote, urlencode

import pytest
from openpyxl import load_workbook

from domain.selection import PAGE_KEYS, VIEW_KEYS
from tests.attacks.hostile import FORMULAS, TEXTS, script

TAG = "<img src=x onerror="
# Where each text is shown: page, address.
SHOWN = {
    "facility": ("education", "area=IR2303&kinds=primary_school&find=alert"),
    "settlement": ("gap_map", "place=stl_230303_02&level=district&area=IR2303"),
    "area": ("gap_map", "level=district&area=IR2303&view=table"),
    "area_profile": ("area", "areas=IR230302"),
    "area_compared": ("compare", "areas=IR230302"),
    "meeting": ("meetings", "meeting=m_1404_12"),
    "meetingplace": ("meetings", "meeting=m_1404_12"),
    "agenda": ("meetings", "meeting=m_1404_12"),
    "decision": ("meetings", "meeting=m_1404_07"),
    "partner": ("meetings", "meeting=m_1404_07"),
    "commitment": ("meetings", "meeting=m_1404_07"),
    "slidetitle": ("meetings", "meeting=m_1404_12&present=1&slide=seats"),
    "slidenotes": ("meetings", "meeting=m_1404_12&present=1&slide=seats"),
    "sourcetitle": ("data", "view=table"),
}


def raw(seen, name):
    """Whether the tag of a text stands in what the browser takes as HTML or as a script."""
    html = "\n".join(seen.html)
    frames = "\n".join(one.json_args for one in seen.elements("component_instance"))
    return f"{TAG}alert({name!r})" in html or f"{TAG}alert({name!r})" in frames.replace('\\"', '"')


def of_staff(desk, page, query, server=None):
    with desk.at(server) as session:
        return session.run(page, f"{query}&lang=en")


def staff_of_twin(desk, page, query):
    """The twin has no guard that tells staff and links apart; what it lacks here is the escaping."""
    return of_staff(desk, page, query, desk.twin)


@pytest.mark.parametrize("where", SHOWN)
def test_script_stays_a_text_in(desk, where):
    name, (page, query) = where.split("_")[0], SHOWN[where]
    seen = of_staff(desk, page, query)
    assert not raw(seen, name)
    assert name in seen.text  # it is shown
    assert raw(staff_of_twin(desk, page, query), name)


@pytest.mark.parametrize("query", ["level=district&area=IR2303", "level=district&area=IR2303&kinds=primary_school"])
def test_script_stays_a_text_in_what_the_map_is_sent(desk, query):
    def frames(server):
        (frame,) = of_staff(desk, "gap_map", query, server).elements("component_instance")
        return frame.json_args

    assert "<img" not in frames(desk.guarded)
    assert "</script" not in frames(desk.guarded)
    assert "<img" in frames(desk.twin)


def test_script_stays_a_text_for_whom_a_link_is_and_by_whom(desk):
    names = {"audience": script("audience"), "shared_by": script("sharer")}
    token = desk.token(areas=("IR2303",), **names)
    for server in (desk.guarded, desk.twin):
        seen = desk.visit(token, server=server)
        assert raw(seen, "audience") == raw(seen, "sharer") == (server is desk.twin)
    listed = of_staff(desk, "sharing", "")
    assert "audience" in listed.text
    assert not raw(listed, "audience")
    assert raw(of_staff(desk, "sharing", "", desk.twin), "audience")


@pytest.mark.parametrize(
    "key", ["area", "indicator", "kinds", "meeting", "partners", "place", "slide", "find", "<b>key"]
)
def test_script_in_the_address_stays_a_text_under(desk, key):
    page, told = "education" if key == "find" else "meetings", []
    for server in (desk.guarded, desk.twin):
        seen = of_staff(desk, page, f"{quote(key)}={quote(script('address'))}", server)
        assert not [one for one in seen.elements("markdown") if one.allow_html]
        assert server is desk.twin or not raw(seen, "address")
        told.append("".join(one.body for one in seen.elements("alert")))
    assert not re.search(rf"(?<!\\){TAG}", told[0])
    if key in ("area", "indicator", "kinds", "meeting", "partners", "place", "slide"):  # what is said of them
        assert TAG in told[1]


@pytest.mark.parametrize("value", ["[x](javascript:alert(1))", "![x](http://x.example/)", "`x`", "$x$", ":red[x]"])
def test_markdown_in_the_address_stays_a_text(desk, value):
    query = f"find=&indicator={quote(value)}"
    told = [one.body for one in of_staff(desk, "gap_map", query).elements("alert")]
    open_ = [one.body for one in of_staff(desk, "gap_map", query, desk.twin).elements("alert")]
    assert told
    assert not [one for one in told if value in one]
    assert [one for one in open_ if value in one]


def facilities(desk, server):
    with desk.at(server) as session:
        seen = session.run("gap_map", "level=district&area=IR2303&kinds=primary_school,lower_secondary_school,clinic,"
                           "upper_secondary_school,health_house,health_post&lang=en")  # fmt: skip
        found = [one.deferred_file_id for one in seen.elements("download_button") if "facilit" in one.label.lower()]
        return session.file(found[0]).decode("utf-8-sig")


@pytest.mark.parametrize("sign", FORMULAS)
def test_formula_in_a_name_is_no_formula_in_csv(desk, sign):
    formula = FORMULAS[sign]
    cells = {server: facilities(desk, server) for server in (desk.guarded, desk.twin)}
    neutral = f"'{formula}"
    assert neutral in cells[desk.guarded]
    assert f",{formula}," not in cells[desk.guarded]
    assert f',"{formula}"' not in cells[desk.guarded]
    assert neutral not in cells[desk.twin]
    assert formula in cells[desk.twin]


def test_formula_is_none_in_a_workbook(desk):
    with desk.at() as session:
        seen = session.run("gap_map", "level=district&area=IR2303&lang=en")
        (file_id,) = [one.deferred_file_id for one in seen.elements("download_button") if "-xlsx" in one.id]
        content = session.file(file_id)
    book = load_workbook(io.BytesIO(content))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not [one for one in parts.namelist() if "externalLink" in one or "vba" in one.lower()]


def tables(desk):
    with closing(sqlite3.connect(f"file:{desk.database}?mode=ro", uri=True)) as office:
        names = [one for (one,) in office.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {one: office.execute(f"SELECT count(*) FROM {one}").fetchone() for one in names}


SQL = ["x' OR '1'='1' UNION SELECT name_en FROM facility --", "1; DROP TABLE facility; --"]


@pytest.mark.parametrize("page", ["gap_map", "education", "compare", "area", "meetings"])
def test_sql_in_the_address_is_none_under_all_keys_at_once_on(desk, page):
    before, failed = tables(desk), desk.guarded.log.count("a part of a page failed")
    with desk.at() as session:
        for value in SQL:
            seen = session.run(page, urlencode(dict.fromkeys((*VIEW_KEYS, *PAGE_KEYS), value) | {"lang": "en"}))
            assert "does not exist here" in seen.text  # each key was read
    assert desk.guarded.log.count("a part of a page failed") == failed
    assert tables(desk) == before


@pytest.mark.long
@pytest.mark.parametrize("key", [*VIEW_KEYS, *PAGE_KEYS, "share"])
def test_sql_in_the_address_is_none_under(desk, key):
    page = "meetings" if key in ("meeting", "partners", "sectors", "states", "slide", "present") else "gap_map"
    page = "education" if key in ("find", "order") else "compare" if key in ("areas", "period2", "groups2") else page
    before, failed = tables(desk), desk.guarded.log.count("a part of a page failed")
    with desk.at() as session:
        for value in SQL:
            session.run(page, urlencode({key: value} | ({} if key == "lang" else {"lang": "en"})))
    assert desk.guarded.log.count("a part of a page failed") == failed
    assert tables(desk) == before


def test_sql_would_be_noticed(desk, tmp_path):
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(desk.database.read_bytes())
    before = tables(desk)
    with closing(sqlite3.connect(copy)) as office:
        office.executescript(f"SELECT * FROM facility WHERE facility_id = '{SQL[1]}'".replace("'1;", "'1';"))
    desk.database, kept = copy, desk.database
    try:
        with pytest.raises(AssertionError):
            assert tables(desk) == before
    finally:
        desk.database = kept


def test_every_hostile_text_is_looked_for():
    assert set(TEXTS) <= {one.split("_")[0] for one in SHOWN}

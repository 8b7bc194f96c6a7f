"""docs/add_an_indicator.md, run as it stands: its function and its entry are all that a new indicator needs."""

import re
import sqlite3
from contextlib import closing

import pytest

from domain import supplies
from domain.catalogue import education
from domain.indicators import CATALOGUE
from tests.conftest import ROOT
from tests.pages import reading
from tests.pages.conftest import forget

PAGE = (ROOT / "docs/add_an_indicator.md").read_text(encoding="utf-8")
# Another setting than that of all other tests: nothing that they have read is kept, nor anything of this one.
OWN = {"HAMGAM_ROW_CAP": "999999"}
LINK = "indicator=crowded_schools_share&level=county&period=1404"
TITLES = {
    "en": "In {count} of {total} counties a larger share of schools is crowded than in the province",
    "fa": "در {count} شهرستان از {total} شهرستان، سهم مدرسه‌های پرتراکم بیش از کل استان است",
}


@pytest.fixture
def toy(monkeypatch):
    """The indicator of the page, in the catalogue as if it had been written there."""
    function, line, entry = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    space = dict(vars(supplies))
    exec(function, space)  # noqa: S102 - the page's own code is what is tested
    for name, way in eval("{" + line + "}", space).items():  # noqa: S307
        monkeypatch.setitem(supplies.SUPPLIES, name, way)
    added = eval(entry.strip().removesuffix(","), dict(vars(education)))  # noqa: S307
    monkeypatch.setitem(CATALOGUE, added.id, added)
    return added


@pytest.fixture
def shares(demo_database):
    """Share of crowded schools by county, and for the whole province, by SQL of its own."""
    query = """
        WITH newest AS (
            SELECT facility_id, measure, value, max(period) FROM facility_capacity
            WHERE period BETWEEN 1401 AND 1404 AND measure IN ('pupils', 'classrooms', 'shifts')
            GROUP BY facility_id, measure),
        state AS (
            SELECT facility_id, status, max(period) FROM facility_status WHERE period <= 1404 GROUP BY facility_id),
        school AS (
            SELECT facility.pcode,
                max(CASE measure WHEN 'pupils' THEN value END) AS pupils,
                max(CASE measure WHEN 'classrooms' THEN value END)
                    * max(CASE measure WHEN 'shifts' THEN value END) AS classes
            FROM facility JOIN state USING (facility_id) JOIN newest USING (facility_id)
            WHERE kind LIKE '%_school' AND status IN ('operational', 'needs_rehabilitation')
            GROUP BY facility_id)
        SELECT county.name_en, county.name_fa, 100.0 * sum(pupils > 40 * classes), count(pupils + classes)
        FROM school JOIN admin_area district USING (pcode)
            JOIN admin_area county ON county.pcode = district.parent_pcode
        GROUP BY county.pcode"""
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as database:
        rows = database.execute(query).fetchall()
    found = {lang: {row[place]: row[2] / row[3] for row in rows} for place, lang in enumerate(("en", "fa"))}
    return found, sum(row[2] for row in rows) / sum(row[3] for row in rows)


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_the_indicator_of_the_page_stands_on_the_map_page(open_page, toy, shares, lang):
    at = open_page(f"{LINK}&lang={lang}", **OWN)
    assert not at.exception
    assert not at.error
    assert not at.warning
    by_name, province = shares
    name = toy.name.in_language(lang)
    assert any(name in box.options for box in at.selectbox)
    rows = {cells[1].rstrip("*"): reading.as_number(cells[2]) for cells in reading.ranking(at)}
    assert set(rows) == set(by_name[lang])
    for place, share in by_name[lang].items():
        assert rows[place] == pytest.approx(share, abs=0.051 if 0 < share < 10 else 0.51), place
    beyond = [one for one in rows if by_name[lang][one] > province]
    assert reading.title(at) == TITLES[lang].format(count=digits(len(beyond), lang), total=digits(len(rows), lang))
    assert len(reading.colours(at)) == len(rows)


def digits(number, lang):
    return str(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) if lang == "fa" else str(number)


def test_without_the_entry_the_link_leads_elsewhere(open_page):
    forget()  # the catalogue with the entry
    assert open_page(f"{LINK}&lang=en", **OWN).warning


def test_the_page_names_every_field_that_an_entry_may_have():
    for field in ("family", "stages", "value", "unit", "direction", "standard_as", "extras", "wording", "method"):
        assert f"`{field}`" in PAGE, field

"""Whose boundary a feature is: by code or name however it is written, and never a guess."""

import sqlite3
from contextlib import closing

import pytest
from shapely import box

from domain.boundary_match import Matcher, NamedArea
from terminal.boundaries import AreaLevel
from tests.loading import load, shapes, unmatched, written
from tests.made_up import COUNTIES, feature

LEVEL = AreaLevel
C1, C2, C3 = COUNTIES


NAMED = {
    "Persian with another kaf and yeh": {"name": "شهرستان كوه سفيد"},
    "Persian with a joiner": {"name": "کوه‌سفید"},
    "Persian in one word": {"نام": "کوهسفید"},
    "Persian with diacritics": {"name": "کوهِ سَفید"},
    "with the kind behind it": {"name": "Kuh Sefid County"},
    "with the kind before it": {"name": "Shahrestan-e Kuh Sefid"},
    "English of another spelling": {"shapeName": "Kooh Sefeed", "shapeGroup": "IRN", "shapeType": "ADM2"},
    "columns of COD-AB": {"ADM2_EN": "Kuh Sefid", "ADM2_FA": "کوه سفید", "ADM1_EN": "Kuhpayeh", "ADM1_FA": "کوهپایه"},
    "columns of GADM": {"NAME_1": "Kuhpayeh", "NAME_2": "KuhSefid", "NL_NAME_2": "کوه سفید"},
    "an unknown column": {"SHR_TITR": "کوه سفید", "OST_TITR": "یزد"},
    "a column called name that holds the province": {"name": "کوهپایه", "SHR": "کوه سفید"},
    "tags of OpenStreetMap": {"tags": {"name": "شهرستان کوه سفید", "name:en": "Kuh Sefid County", "admin_level": "5"}},
    "plain columns of OpenStreetMap": {"name:fa": "کوه سفید", "name:en": "Kuh Sefid County", "admin_level": 5},
    "P-code": {"pcode": "IR0701"},
    "digits": {"code": "0701", "name": ""},
    "Persian digits": {"کد": "۰۷۰۱"},
    "a number that lost its zero": {"CODE": 701},
    "a number with a point": {"code": 701.0},
}


@pytest.mark.parametrize("name", NAMED)
def test_an_area_is_known_by_code_or_name_however_it_is_written(name, tmp_path, into, capsys):
    load(written(tmp_path, feature(box(53, 33, 54.1, 34), **NAMED[name])), into)
    assert shapes(into)[C1].bounds == (53, 33, 54.1, 34)
    out = capsys.readouterr().out
    assert "Matched areas: 1 of 3" in out
    assert f"Areas without a feature in the file: Yekeh Chah ({C2}), Robat-e Kohneh ({C3})" in out


def test_codes_of_the_common_dataset_are_known(tmp_path, into, capsys):
    with closing(sqlite3.connect(into.removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE admin_area SET cod_pcode = 'IR012007' WHERE pcode = 'IR0703'")
        connection.commit()
    load(written(tmp_path, feature(box(55, 33, 56.1, 34), ADM2_PCODE="IR012007")), into)
    assert shapes(into)[C3].bounds == (55, 33, 56.1, 34)
    assert "by code 1" in capsys.readouterr().out


def test_a_district_that_shares_its_name_is_known_by_its_county(tmp_path, into):
    found = [
        feature(box(53, 33, 54, 33.6), name="بخش مرکزی شهرستان کوه سفید"),
        feature(box(54, 33, 55, 33.6), name="Central District (Yekeh Chah County)"),
    ]
    load(written(tmp_path, *found), into, level=LEVEL.district)
    assert shapes(into)["IR070101"].bounds == (53, 33, 54, 33.6)
    assert shapes(into)["IR070201"].bounds == (54, 33, 55, 33.6)
    found = [feature(box(55, 33, 56, 33.6), bakhsh="مرکزی", shahrestan="رباط کهنه")]
    load(written(tmp_path, *found), into, level=LEVEL.district)
    assert shapes(into)["IR070301"].bounds == (55, 33, 56, 33.6)


UNMATCHED = {
    "a name that nothing has": ("no area of this level", [{"name": "شهرستان دیگر"}]),
    "no name": ("neither name nor code", [{"name": None}]),
    "a code and a name of two areas": ("point at different areas", [{"code": "IR0702", "name": "کوه سفید"}]),
    "names of two areas": ("point at different areas", [{"name:fa": "کوه سفید", "name:en": "Yekeh Chah"}]),
    "a name that is of another province": (
        "the file has it in another area than",
        [{"ADM2_FA": "رباط کهنه", "ADM1_FA": "استان دیگر"}],
    ),
}


@pytest.mark.parametrize("name", UNMATCHED)
def test_what_is_not_clear_is_told_and_nothing_is_written(name, tmp_path, into, capsys):
    why, rows = UNMATCHED[name]
    columns = dict.fromkeys(key for row in rows for key in row)
    known = feature(box(54, 33, 55.1, 34), **{**columns, "name": "یکه چاه", "ADM2_FA": "یکه چاه", "ADM1_FA": "کوهپایه"})
    known["properties"] = {key: one for key, one in known["properties"].items() if key in columns or key == "name"}
    found = [feature(box(53, 33, 54, 34), **row) for row in rows]
    out = unmatched(written(tmp_path, known, *found), into, capsys)
    assert any(one in out for one in why.split("|"))
    assert "--partial" in out
    load(written(tmp_path, known, *found), into, partial=True)
    assert shapes(into)[C2].bounds == (54, 33, 55.1, 34)


def test_one_name_of_two_areas_is_told_with_both(tmp_path, into, capsys):
    found = [feature(box(53, 33, 54, 33.5), name="بخش مرکزی"), feature(box(53, 33.5, 54, 34), name="سرآب")]
    out = unmatched(written(tmp_path, *found), into, capsys, level=LEVEL.district)
    assert "no area of this level has this name" in out or "it may be any of these" in out


def test_two_features_that_contradict_each_other_are_nobodys(tmp_path, into, capsys):
    apart = [feature(box(53, 33, 53.8, 34), name="کوه سفید"), feature(box(53.3, 33, 54.3, 34), name="کوه سفید")]
    other = feature(box(55, 33, 56, 34), name="رباط کهنه")
    assert "more than one feature claims" in unmatched(written(tmp_path, *apart, other), into, capsys)


def test_two_areas_cannot_have_one_place(tmp_path, into, capsys):
    found = [feature(box(53, 33, 54, 34), name=name) for name in ("کوه سفید", "یکه چاه")]
    other = feature(box(55, 33, 56, 34), name="رباط کهنه")
    assert "more than one feature claims" in unmatched(written(tmp_path, *found, other), into, capsys)


def test_a_county_is_not_taken_for_the_one_that_has_a_city_before_the_same_name():
    areas = [NamedArea("IR0701", "بابک", "Babak"), NamedArea("IR0702", "شهر بابک", "Shahr-e Babak")]
    rows = [{"name": name} for name in ("شهرستان شهربابک", "شهرستان بابک", "شهر بابک", "Babak County")]
    matcher = Matcher("county", areas, rows)
    assert [matcher.fit(row).pcode for row in rows] == ["IR0702", "IR0701", "IR0702", "IR0701"]


def test_two_areas_of_one_name_are_both_told():
    areas = [NamedArea("IR070101", "گلستان", "Golestan", None, "یکم", "One"),
             NamedArea("IR070201", "گلستان", "Golestan", None, "دوم", "Two")]  # fmt: skip
    rows = [{"name": "بخش گلستان"}, {"name": "گلستان", "county": "دوم"}]
    matcher = Matcher("district", areas, rows)
    assert matcher.fit(rows[0]).why == "ambiguous"
    assert matcher.fit(rows[0]).candidates == ("IR070101", "IR070201")
    assert matcher.fit(rows[1]).pcode == "IR070201"


def test_numbers_that_are_no_codes_are_not_taken_for_codes():
    areas = [NamedArea("IR0701", "یکم", "One"), NamedArea("IR0702", "دوم", "Two")]
    rows = [{"households": 702, "name": "یکم"}, {"households": 5512, "name": "دوم"}, {"households": 81, "name": "x"}]
    matcher = Matcher("county", areas, rows)
    assert matcher.columns.codes == ()
    assert [matcher.fit(row).pcode for row in rows] == ["IR0701", "IR0702", ""]


def test_a_name_cannot_steer_the_terminal(tmp_path, into, capsys):
    found = [feature(box(54, 33, 55, 34), name="یکه چاه"), feature(box(53, 33, 54, 34), name="\x1b[2Jکوه")]
    out = unmatched(written(tmp_path, *found), into, capsys)
    assert "\x1b" not in out
    assert "[2Jکوه" in out


def test_without_the_look_at_letters_it_could(tmp_path, into, capsys, monkeypatch):
    monkeypatch.setattr("wording.formats.printable", lambda text: text)
    found = [feature(box(54, 33, 55, 34), name="یکه چاه"), feature(box(53, 33, 54, 34), name="\x1b[2Jکوه")]
    assert "\x1b" in unmatched(written(tmp_path, *found), into, capsys)

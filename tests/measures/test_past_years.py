"""A past year on the districts of its time, held against a database that never had any others."""

import json
import shutil
import sqlite3
from contextlib import closing

import pandas as pd
import pytest
import shapely

from domain.disclosure import Rounding
from domain.grants import Scope
from domain.indicators import CATALOGUE
from domain.links import from_query
from measures.facilities import facilities
from measures.people import people
from measures.release import evidence
from measures.view import view
from tests.measures.divided import (
    JUQIN,
    PARDIS,
    WEIGHTS,
    YEAR_AFTER,
    YEAR_BEFORE,
    divided,
    never_divided,
    opened,
)
from tests.sweeps import sweep

BASE = Rounding(b"sixteen bytes ...").base


@pytest.fixture(scope="module", params=sweep((JUQIN,), (PARDIS,), now=[0]), ids=["juqin", "pardis"])
def split(request, demo_database, tmp_path_factory):
    folder, (old, new, county, _weight) = tmp_path_factory.mktemp("divided"), request.param
    path = divided(demo_database, folder / "divided.sqlite", request.param)
    source = opened(path)
    cells = on_areas_of(source, None, YEAR_BEFORE).cells.data
    both = cells[cells["pcode"].isin([old, new]) & (cells["group"] != "host")]
    protected = both.groupby(["group", "sex", "age_band", "area_type"], observed=True)["persons"].sum().reset_index()
    rows = [(*cell, int(persons)) for *cell, persons in protected.itertuples(index=False)]
    plain = opened(never_divided(folder / "plain.sqlite", path, rows, old, new))
    yield source, plain, old, new, county
    source.close()
    plain.close()


def on_areas_of(source, year, period):
    version = source.version()
    return evidence(source, source.reference(version).of_year(year), version, period)


def bare(frame):
    notes = [";".join(one for one in str(note).split(";") if one != "undivided:2") for note in frame["note"]]
    return frame.assign(note=notes)


def shown(source, **query):
    frame, notices = view(source, {key: str(value) for key, value in query.items()})
    assert notices == []
    return frame


def test_each_year_has_the_areas_of_its_time(split):
    source, _plain, old, new, county = split
    reference = source.reference()
    assert set(reference.options.areas_then) == {1400, 1401, YEAR_BEFORE}
    for year in reference.options.periods:
        areas = set(shown(source, level="district", area=county, period=year).data["pcode"])
        assert old in areas
        assert (new in areas) == (year > YEAR_BEFORE)
        assert areas == set(reference.of_year(year).tree.within(county, 3))


# One of each kind of figure in every run: a need, an average, a share of places and of people, a rate, and the index.
@pytest.mark.parametrize("indicator", sweep(*CATALOGUE, now=[0, 1, 6, 10, 11, 13, 15]))
def test_each_figure_is_that_of_a_database_without_the_newer_district(split, indicator):
    source, plain, _old, _new, county = split
    for place in ({"level": "county"}, {"level": "district", "area": county}, {"level": "district"}):
        asked = {"indicator": indicator, "period": YEAR_BEFORE, **place}
        found, wanted = shown(source, **asked), shown(plain, **asked)
        pd.testing.assert_frame_equal(bare(found.data), bare(wanted.data), check_exact=True)
        pd.testing.assert_frame_equal(bare(found.context), bare(wanted.context), check_exact=True)


def test_persons_and_facilities_are_those_of_a_database_without_the_newer_district(split):
    source, plain, *_codes = split
    told, placed = [], []
    for one in (source, plain):
        version = one.version()
        reference = one.reference(version).of_year(YEAR_BEFORE)
        told.append(people(reference, evidence(one, reference, version, YEAR_BEFORE)).data)
        placed.append(facilities(one, reference, version, YEAR_BEFORE).data)
    pd.testing.assert_frame_equal(*told, check_exact=True)
    pd.testing.assert_frame_equal(*placed, check_exact=True)


def test_the_count_of_the_whole_is_the_sum_of_the_protected_parts_and_near_the_raw_count(split):
    source, _plain, old, new, _county = split
    then, today = (on_areas_of(source, year, YEAR_BEFORE).cells.data for year in (YEAR_BEFORE, None))
    with closing(sqlite3.connect(source.settings.database_url.removeprefix("sqlite:///"))) as database:
        raw = dict(
            database.execute(
                f"""SELECT population_group, sum(persons) FROM population WHERE pcode = ? AND period = {YEAR_BEFORE}
                AND population_group <> 'resident' GROUP BY population_group""",
                (old,),
            )
        )
    assert set(raw) == {"refugee", "documented"}
    for group, count in raw.items():
        whole = then[(then["pcode"] == old) & (then["group"] == group)]["persons"]
        parts = today[today["pcode"].isin([old, new]) & (today["group"] == group)]["persons"]
        assert whole.sum() == parts.sum()
        assert abs(whole.sum() - count) < len(parts) * BASE
    others = [frame[~frame["pcode"].isin([old, new])].reset_index(drop=True) for frame in (then, today)]
    pd.testing.assert_frame_equal(*others)


def test_a_whole_says_so_and_names_no_weights_that_decided_nothing(split):
    source, _plain, old, new, county = split
    rows = shown(source, level="district", area=county, period=YEAR_BEFORE).data.set_index("pcode")
    assert "undivided:2" in rows.loc[old, "note"].split(";")
    assert not rows.drop(old)["note"].str.contains("undivided").any()
    assert not rows["note"].str.contains("carried").any()
    assert "1402" in rows.loc[old, "reference_period"]
    found = on_areas_of(source, YEAR_BEFORE, YEAR_BEFORE)
    # The residents of the census are split by a source of the same name: it stands there, the weights' does not.
    with_weights = on_areas_of(source, None, YEAR_BEFORE).cells.info
    assert WEIGHTS in with_weights.loc[new, "source_ids"]
    assert found.carried.people == {}
    assert found.left_out.people == 0


def test_the_boundary_of_the_whole_is_that_of_its_parts(split):
    source, _plain, old, new, _county = split
    reference = source.reference()
    now, then = (
        source.boundaries(reference.of_year(year)).set_index("pcode")["boundary"].map(shapely.from_geojson)
        for year in (None, YEAR_BEFORE)
    )
    assert set(now.index) - set(then.index) == {new}
    assert then[old].area == pytest.approx(now[old].area + now[new].area, rel=1e-6)
    assert then[old].symmetric_difference(now[old].union(now[new])).area < 1e-7
    assert then.drop(old).map(lambda one: one.wkt).equals(now.drop([old, new]).map(lambda one: one.wkt))


def test_a_whole_without_the_shape_of_a_part_has_none(split, tmp_path):
    source, _plain, old, new, _county = split
    path = tmp_path / "less.sqlite"
    shutil.copy(source.settings.database_url.removeprefix("sqlite:///"), path)
    for code, text in ((new, None), (old, json.dumps({"type": "Point"}))):
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("UPDATE admin_area SET boundary = ? WHERE pcode = ?", (text, code))
        less = opened(path)
        assert not {old, new} & set(less.boundaries(less.reference().of_year(YEAR_BEFORE))["pcode"])
        less.close()


def test_a_link_to_a_district_that_came_later_leads_to_what_it_was_a_part_of(split):
    source, _plain, old, new, _county = split
    options = source.reference().options
    found, notices = from_query({"areas": f"{new},IR2301", "period": str(YEAR_BEFORE)}, options)
    assert found.areas == (old, "IR2301")
    assert [(one.key, one.value, one.reason) for one in notices] == [("areas", new, "came_later")]
    later, notices = from_query({"areas": new, "period": str(YEAR_AFTER)}, options)
    assert (later.areas, notices) == ((new,), [])


def test_a_link_over_a_part_shows_the_areas_of_today(split):
    source, _plain, _old, new, county = split
    for area in (new, county):
        part = source.narrowed(Scope(areas=(area,)))
        assert part.reference().years == {}
        frame = shown(part, level="district", area=county, period=YEAR_BEFORE)
        assert new in set(frame.data["pcode"])


def test_a_province_without_changes_has_one_reference_for_all_years(demo_database):
    source = opened(demo_database)
    reference = source.reference()
    assert all(reference.of_year(year) is reference for year in reference.options.periods)
    source.close()

"""Older figures on today's districts, on the demonstration rewritten as an office would have it.

Each is held against a database in which the same rows were worked out by hand before, and that needs no crosswalk.
"""

import shutil
import sqlite3
from contextlib import closing
from fractions import Fraction

import pandas as pd
import pytest

from data_access.settings import Settings
from domain.grants import Scope
from domain.indicators import CATALOGUE
from measures.facilities import facilities
from measures.people import people
from measures.quality import quality
from measures.release import evidence
from measures.source import Source
from tests import twins
from tests.measures import offices
from tests.measures.offices import released

YEAR = 1404
CENTRAL, JUQIN, SHAHRIAR = "IR230902", "IR230903", "IR2309"
BUMAHEN, PARDIS_CENTRAL, PARDIS = "IR232001", "IR2320X1", "IR2320"
WEIGHTS = "census_1395_derived"
CELL = "population_group, sex, age_band, area_type"
# Older district, the one cut out of it, its county, the day that happened, and its weight in hundredths.
SPLITS = {"juqin": (CENTRAL, JUQIN, SHAHRIAR, "2017-03-21", 13), "pardis": (BUMAHEN, PARDIS_CENTRAL, PARDIS, None, 41)}


def plain_shares(persons, hundredths):
    """What the older district keeps, and what the new one gets: by largest remainder, the lower code first."""
    exact = [persons * Fraction(100 - hundredths, 100), persons * Fraction(hundredths, 100)]
    shares = [int(one) for one in exact]
    if sum(shares) < persons:
        shares[0 if exact[0] - shares[0] >= exact[1] - shares[1] else 1] += 1
    return shares


def united(path, old, new, day):
    """Give all people of two districts to the older one, in 1395, as before they were divided."""
    with closing(sqlite3.connect(path)) as database, database:
        if day:
            database.execute("UPDATE admin_area SET valid_from = ? WHERE pcode = ?", (day, new))
        rows = database.execute(
            f"""SELECT {CELL}, sum(persons), min(source_id) FROM population WHERE pcode IN (?, ?) AND age_band <> 'all'
            AND period = 1400 GROUP BY {CELL}""",
            (old, new),
        ).fetchall()
        database.execute("DELETE FROM population WHERE pcode IN (?, ?)", (old, new))
        put(database, [(old, 1395, *row) for row in rows])
    return rows


def put(database, rows):
    database.executemany(
        f"INSERT INTO population (pcode, period, {CELL}, persons, source_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows
    )


def opened(path):
    return Source(Settings(f"sqlite:///{path}"))


@pytest.fixture(scope="module", params=SPLITS)
def split(request, demo_database, tmp_path_factory):
    """A district that was divided: with a crosswalk, worked out by hand, and its name."""
    old, new, county, day, hundredths = SPLITS[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    by_walk, by_hand = (shutil.copy(demo_database, folder / f"{name}.sqlite") for name in ("walk", "hand"))
    rows = united(by_walk, old, new, day)
    with closing(sqlite3.connect(by_walk)) as database, database:
        for to, weight in ((old, 100 - hundredths), (new, hundredths)):
            database.execute("INSERT INTO crosswalk VALUES (?, ?, ?, ?)", (old, to, weight / 100, WEIGHTS))
    united(by_hand, old, new, day)
    with closing(sqlite3.connect(by_hand)) as database, database:
        database.execute("DELETE FROM population WHERE pcode = ?", (old,))
        for *cell, persons, source in rows:
            for to, share in zip((old, new), plain_shares(persons, hundredths), strict=True):
                put(database, [(to, 1395, *cell, share, source)])
    made = opened(by_walk), opened(by_hand)
    yield (*made, old, new, county, sum(row[-2] for row in rows if row[0] == "resident"))
    for one in made:
        one.close()


def bare(frame):
    """A frame but for what says that something was carried."""
    notes = [";".join(one for one in str(note).split(";") if not one.startswith("carried:")) for note in frame["note"]]
    ids = [";".join(one for one in str(text).split(";") if one != WEIGHTS) for text in frame["source_ids"]]
    return frame.assign(note=notes, source_ids=ids)


@pytest.mark.parametrize("indicator", CATALOGUE)
def test_each_figure_is_that_of_the_shares_worked_out_by_hand(split, indicator):
    by_walk, by_hand, _old, _new, county, _residents = split
    for query in ({"level": "county"}, {"level": "district", "area": county}, {"level": "district", "area": "IR23"}):
        asked = {"indicator": indicator, "period": YEAR, **query}
        found, wanted = released(by_walk, **asked), released(by_hand, **asked)
        pd.testing.assert_frame_equal(bare(found.data), bare(wanted.data), check_exact=True)
        pd.testing.assert_frame_equal(bare(found.context), bare(wanted.context), check_exact=True)


def test_residents_of_the_county_and_the_province_are_as_many_as_before(split):
    by_walk, by_hand, old, new, _county, residents = split
    parts = {}
    for source in (by_walk, by_hand):
        found = offices.evidence_of(source, YEAR).cells
        told = people(source.reference(), offices.evidence_of(source, YEAR)).data
        one = told[(told["sex"] == "all") & (told["age_band"] == "all")].set_index(["pcode", "groups"])["persons"]
        parts[source] = one
        assert found.info.loc[[old, new], "period"].tolist() == [1395, 1395]
    pd.testing.assert_series_equal(parts[by_walk], parts[by_hand])
    reference = by_walk.reference()
    assert all(one.pcode in reference.tree.levels for one in reference.crosswalk.parts[old])
    with closing(sqlite3.connect(by_walk.settings.database_url.removeprefix("sqlite:///"))) as database:
        (raw,) = database.execute(
            "SELECT sum(persons) FROM population WHERE pcode = ? AND population_group = 'resident'", (old,)
        ).fetchone()
    assert raw == residents


def test_rows_of_today_say_that_they_hold_carried_figures_and_name_the_source_of_the_weights(split):
    by_walk, _by_hand, old, new, county, _residents = split
    table = released(by_walk, indicator="school_seats", period=YEAR, level="district", area=county)
    rows = table.data.set_index("pcode")
    for code in (old, new):
        assert "carried:1" in rows.loc[code, "note"].split(";")
        assert WEIGHTS in rows.loc[code, "source_ids"].split(";")
        assert "1395" in rows.loc[code, "reference_period"]
    others = rows.drop([old, new])
    assert not others["note"].str.contains("carried").any()
    assert not others["source_ids"].str.contains(WEIGHTS).any() or county == SHAHRIAR
    assert all("carried:2" in note.split(";") for note in table.context["note"])
    ratio = released(by_walk, indicator="pupils_per_class", period=YEAR, level="district", area=county).data
    assert not ratio["note"].str.contains("carried").any()  # it asks for no people


def test_other_raw_counts_behind_the_same_cells_give_the_same_figures(split, tmp_path):
    by_walk, _by_hand, old, new, county, _residents = split
    path = by_walk.settings.database_url.removeprefix("sqlite:///")
    twin_path = shutil.copy(path, tmp_path / "twin.sqlite")
    hundredths = next(one[4] for one in SPLITS.values() if one[0] == old)
    changed = others_behind_the_same_shares(twin_path, old, new, hundredths)
    assert changed > 5
    twin = opened(twin_path)
    for indicator in ("school_seats", "foreign_share", "primary_health_units"):
        asked = {"indicator": indicator, "period": YEAR, "level": "district", "area": county}
        assert released(twin, **asked).to_csv() == released(by_walk, **asked).to_csv()
    twin.close()


def others_behind_the_same_shares(path, old, new, hundredths):
    """Write other counts of foreign nationals whose shares round to the same cells; return how many differ."""
    draw = {}

    def protected(to, cell, persons):
        address = (to, *cell, 1395)
        if address not in draw:
            draw[address] = twins.draws([address], twins.DEMO_KEY)
        return twins.round_counts(twins.np.array([persons]), draw[address], twins.BASE)[0]

    changed = 0
    with closing(sqlite3.connect(path)) as database, database:
        rows = database.execute(
            f"SELECT {CELL}, persons FROM population WHERE pcode = ? AND population_group IN ('refugee', 'documented')",
            (old,),
        ).fetchall()
        for *cell, persons in rows:

            def seen(count, cell=cell):
                shares = plain_shares(count, hundredths)
                return [protected(to, cell, share) for to, share in zip((old, new), shares, strict=True)]

            for other in (persons + 1, persons - 1, persons + 2, persons - 2):
                if other >= 0 and seen(other) == seen(persons):
                    database.execute(
                        """UPDATE population SET persons = ? WHERE pcode = ? AND population_group = ? AND sex = ?
                        AND age_band = ? AND area_type = ?""",
                        (other, old, *cell),
                    )
                    changed += 1
                    break
    return changed


@pytest.mark.parametrize("which", ["old", "new", "county"])
def test_a_link_over_a_part_has_the_same_figures_and_reads_nothing_of_the_other_part(split, which):
    by_walk, _by_hand, old, new, county, _residents = split
    area = {"old": old, "new": new, "county": county}[which]
    part = by_walk.narrowed(Scope(areas=(area,)))
    version, reference = part.version(), part.reference()
    found = evidence(part, reference, version, YEAR)
    whole = offices.evidence_of(by_walk, YEAR)
    inside = {area} if which != "county" else {old, new, *by_walk.reference().tree.leaves(county)}
    assert set(found.cells.data["pcode"]) == inside
    wanted = whole.cells.data[whole.cells.data["pcode"].isin(inside)].reset_index(drop=True)
    pd.testing.assert_frame_equal(found.cells.data, wanted, check_exact=True)
    assert {code: found.origins.people[code] for code in inside} == {
        code: whole.origins.people[code] for code in inside
    }


def test_without_a_crosswalk_the_new_district_has_no_people(demo_database, tmp_path):
    path = shutil.copy(demo_database, tmp_path / "none.sqlite")
    united(path, CENTRAL, JUQIN, "2017-03-21")
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE crosswalk")
    source = opened(path)
    rows = offices.rows(source, indicator="foreign_share", period=YEAR, level="district", area=SHAHRIAR)
    assert rows.loc[JUQIN, "status"] == "no_data"
    assert not rows["note"].str.contains("carried").any()
    source.close()


# A district that is no more, and facilities that are still registered at it.

OLD, LEFT, RIGHT = "IR230109", "IR230101", "IR230102"
SQUARE = '{{"type":"Polygon","coordinates":[[[{0},35],[{1},35],[{1},36],[{0},36],[{0},35]]]}}'


def former_office(office, ways, **more):
    drawn = {LEFT: SQUARE.format(51, 52), RIGHT: SQUARE.format(52, 53)}
    areas = offices.areas({**offices.PARENTS, OLD: "IR2301"}, {**offices.LEVELS, OLD: 3})
    areas = [{**row, "boundary": drawn.get(row["pcode"])} for row in areas]
    areas = [{**row, "valid_to": "2019-12-31"} if row["pcode"] == OLD else row for row in areas]
    schools = {"F1": (35.5, 51.2), "F2": (35.5, 52.7), "F3": (40.0, 40.0), "F4": (0.0, 0.0)}
    facility = [{**offices.facility(code, OLD), "lat": lat, "lon": lon} for code, (lat, lon) in schools.items()]
    facility += [offices.facility("F5", "IR230201")]
    known = [row for row in offices.everybody() if row["pcode"] == "IR230201"]
    known += [row for group, count in offices.PEOPLE.items() for row in offices.people(OLD, group, count, period=1396)]
    rows = [{"from_pcode": OLD, "to_pcode": to, "weight": weight, "source_id": "made"} for to, weight in ways.items()]
    made = {
        "admin_area": areas,
        "population": known,
        "facility": facility,
        "facility_status": [offices.status(one["facility_id"]) for one in facility],
        "facility_capacity": [
            row for one in facility for row in offices.capacity(one["facility_id"], 1403, classrooms=10, shifts=1)
        ],
        "crosswalk": rows,
    }
    return office(**{**made, **more})


def test_facilities_of_a_former_area_stand_where_their_points_are_and_the_others_are_told(office):
    source = former_office(office, {LEFT: 0.5, RIGHT: 0.5})
    rows = offices.rows(source, level="district")
    assert dict(rows["capacity"]) == {LEFT: 350, RIGHT: 350, "IR230201": 350}
    assert rows.loc[LEFT, "note"].split(";") == ["carried:1", "moved:1"]
    assert dict(rows["is_demonstration"]) == {LEFT: True, RIGHT: True, "IR230201": False}  # so are the weights
    context = released(source, level="county").context.iloc[0]["note"].split(";")
    assert {"unplaced:2", "carried:2", "moved:2"} <= set(context)
    version, reference = offices.reference_of(source)
    frame = facilities(source, reference, version, 1403).data.set_index("facility_id")
    assert dict(frame["pcode"]) == {"F1": LEFT, "F2": RIGHT, "F3": OLD, "F4": OLD, "F5": "IR230201"}
    assert "made" in frame.loc["F1", "source_ids"].split(";")


def test_a_facility_without_a_point_goes_with_its_area_where_that_became_one_whole(office):
    rows = offices.rows(former_office(office, {LEFT: 1.0}), level="district")
    assert rows.loc[LEFT, "capacity"] == 4 * 350
    assert rows.loc[LEFT, "note"].split(";") == ["carried:1", "moved:4"]


@pytest.mark.parametrize(
    ("ways", "left"), [({}, [OLD]), ({LEFT: 0.5, RIGHT: 0.4}, [OLD]), ({LEFT: 0.5, RIGHT: 0.5}, [])]
)
def test_people_of_a_former_area_without_a_crosswalk_are_reported(office, ways, left):
    source = former_office(office, ways)
    version, reference = offices.reference_of(source)
    finding = quality(source, reference, version, {1403: offices.evidence_of(source, 1403)}, 1403).findings["former"]
    assert (finding.checked, finding.found, finding.rows["pcode"].tolist()) == (1, len(left), left)


@pytest.mark.parametrize(("published", "differing"), [(1000, []), (900, [(2700, 3000)])])
def test_a_total_of_the_older_year_is_held_against_the_parts_of_today(office, published, differing):
    known = [row for row in offices.everybody() if row["pcode"] == "IR230201"]
    known += [row for group, count in offices.PEOPLE.items() for row in offices.people(OLD, group, count, period=1396)]
    known += offices.people("IR2301", "resident", published, period=1396)
    source = former_office(office, {LEFT: 0.5, RIGHT: 0.5}, population=known)
    version, reference = offices.reference_of(source)
    found = quality(source, reference, version, {1403: offices.evidence_of(source, 1403)}, 1403).findings["totals"]
    assert found.checked >= 1
    assert list(found.rows[["published", "parts"]].itertuples(index=False, name=None)) == differing


def test_a_link_over_one_part_gets_its_facilities_and_no_other(office):
    source = former_office(office, {LEFT: 0.5, RIGHT: 0.5})
    part = source.narrowed(Scope(areas=(RIGHT,)))
    found = evidence(part, part.reference(), part.version(), 1403)
    whole = offices.evidence_of(source, 1403)
    assert found.basis.own_offers.count.sum() == 1
    assert found.carried.facilities[RIGHT, "primary_school"] == 1
    place = whole.basis.lowest.index(RIGHT)
    assert found.basis.own_offers.count.sum() == whole.basis.own_offers.count[place].sum()

"""What a share link covers has the figures that everybody sees; what it does not cover has none, anywhere."""

from dataclasses import replace

import pandas as pd
import pytest

from domain.admin import COUNTRY, PROVINCE
from domain.grants import EVERYTHING, NotGranted, Scope
from domain.indicators import CATALOGUE
from domain.links import from_query
from domain.selection import MAP_LEVELS
from measures import change
from measures import release as releasing
from measures.facilities import facilities
from measures.granted import NAMING, NOT_SHARED, TEXTS, without_others
from measures.people import people
from measures.release import evidence, release

COUNTY, OTHER, DISTRICT = "IR2310", "IR2302", "IR230202"
SCOPES = {
    "county": Scope(areas=(COUNTY,)),
    "counties": Scope(areas=(COUNTY, OTHER)),
    "district": Scope(areas=(DISTRICT,)),
    "sector": Scope(sectors=("health",)),
    "indicator": Scope(indicators=("school_seats",)),
    # With places open to foreign nationals alone.
    "county_and_sector": Scope(areas=("IR2301",), sectors=("health",), restricted=False),
}
SECTORS = tuple({one.sector for one in CATALOGUE.values()})
INDICES = [one.id for one in CATALOGUE.values() if one.family == "index"]


class Part:
    """What is read of the demonstration for one scope."""

    def __init__(self, source):
        self.source, self.version = source, source.version()
        self.reference = source.reference(self.version)
        self.years = {year: evidence(source, self.reference, self.version, year) for year in (1403, 1404)}

    def select(self, **query):
        selection, notices = from_query({"period": "1404", **query}, self.reference.options)
        assert not notices
        return selection

    def release(self, selection):
        return release(selection, self.reference, self.years[selection.period], self.source, self.version)

    def since(self, selection):
        return change.since(selection, 1403, self.years[1403].basis, self.years[1404].basis)

    def of_areas(self, selection, areas):
        return change.of_areas(selection, self.years[1403].basis, self.years[1404].basis, areas)

    def facilities(self):
        return facilities(self.source, self.reference, self.version, 1404)


@pytest.fixture(scope="module")
def whole(demo):
    return Part(demo)


@pytest.fixture(scope="module", params=SCOPES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def part(demo, name):
    return Part(demo.narrowed(SCOPES[name]))


@pytest.fixture
def covered(whole, name):
    """The areas that the scope covers, chosen by their codes: a district's begins with its county's."""
    roots = SCOPES[name].areas
    return {code for code in whole.reference.tree.levels if code == COUNTRY or not roots or code.startswith(roots)}


@pytest.fixture
def compared(part, whole):
    """Each indicator of the scope at both levels: what is released of the scope beside what is released of all."""

    def compare():
        for indicator in part.reference.options.indicators:
            for level in MAP_LEVELS:
                selection = part.select(indicator=indicator, level=level)
                frames = [one.release(selection) for one in (part, whole)]
                for found, wanted in zip(*((one.data, one.context) for one in frames), strict=True):
                    yield found.set_index("pcode"), wanted.set_index("pcode")

    return compare


def test_a_covered_area_has_the_figures_that_everybody_sees(compared, covered):
    seen = 0
    for found, wanted in compared():
        own = [code for code in found.index if code in covered]
        seen += int(found.loc[own, "value"].notna().sum())
        pd.testing.assert_frame_equal(found.loc[own], wanted.loc[own], check_exact=True, check_dtype=False)
    assert seen > 0


def test_an_area_around_has_its_name_and_no_figure(compared, covered, name):
    around = set()
    for found, wanted in compared():
        others = [code for code in found.index if code not in covered]
        around |= set(others)
        rows = found.loc[others]
        assert (rows["status"] == "no_data").all()
        assert (rows["note"] == NOT_SHARED).all()
        assert not rows["is_demonstration"].any()
        assert (rows[list(TEXTS)] == "").all(axis=None)
        figures = [column for column in rows.columns if column not in {*NAMING, *TEXTS, "is_demonstration"}]
        assert {"value", "demand_persons", "need", "capacity", "shortage"} <= set(figures)
        assert rows[figures].isna().all(axis=None)
        pd.testing.assert_frame_equal(rows[["name_fa", "name_en"]], wanted.loc[others, ["name_fa", "name_en"]])
    above = {PROVINCE, DISTRICT[:6]} if name == "district" else {PROVINCE}
    assert around == (above if SCOPES[name].areas else set())


def test_with_the_guard_off_the_sum_of_the_part_stands_at_the_province(demo, monkeypatch):
    monkeypatch.setattr(releasing, "without_others", lambda rows, _scope, _tree: rows)
    part = Part(demo.narrowed(SCOPES["county"]))
    context = part.release(part.select(indicator="school_seats")).context.set_index("pcode")
    assert context.at[PROVINCE, "need"] > 0


def test_rows_that_are_all_covered_stay_as_they_are(whole):
    rows = whole.release(whole.select()).data
    assert without_others(rows, EVERYTHING, whole.reference.tree) is rows


def test_what_lies_outside_is_no_row_of_the_map(compared, name):
    for found, wanted in compared():
        assert set(found.index) <= set(wanted.index)
        if not SCOPES[name].areas:
            assert list(found.index) == list(wanted.index)


@pytest.mark.parametrize("index", INDICES)
def test_the_index_is_refused_to_whoever_does_not_see_everything(part, whole, index, name):
    asked = whole.select(indicator=index)
    assert index not in part.reference.options.indicators
    with pytest.raises(NotGranted, match="indicator"):
        part.release(asked)
    with pytest.raises(NotGranted, match="indicator"):
        part.of_areas(asked, list(SCOPES[name].areas or [COUNTY]))
    assert len(whole.release(asked).data)


def test_an_indicator_outside_is_refused(part, whole, name):
    outside = set(CATALOGUE) - set(part.reference.options.indicators)
    assert bool(outside) == bool(INDICES or SCOPES[name].sectors)
    for indicator in outside:
        with pytest.raises(NotGranted, match="indicator"):
            part.release(whole.select(indicator=indicator))


def test_persons_of_covered_areas_are_those_that_everybody_sees_and_no_other_area_is_named(part, whole, covered):
    found, wanted = (people(one.reference, one.years[1404]).data for one in (part, whole))
    wanted = wanted[wanted["pcode"].isin(covered)].reset_index(drop=True)
    assert len(found)
    pd.testing.assert_frame_equal(found, wanted, check_exact=True)


def test_facilities_are_those_of_the_scope_as_everybody_sees_them(part, whole, covered, name):
    scope = SCOPES[name]
    wanted = whole.facilities().data
    wanted = wanted[wanted["pcode"].isin(covered) & wanted["sector"].isin(scope.sectors or SECTORS)]
    found, hidden = part.facilities(), wanted["open_to"] == "foreign_nationals"
    assert len(wanted)
    assert scope.restricted or hidden.any()
    points = wanted if scope.restricted else wanted[~hidden]
    pd.testing.assert_frame_equal(found.points, points.reset_index(drop=True), check_exact=True, check_dtype=False)
    # What is no point counts in sums all the same, under no name and at no place.
    counted = [one for one in wanted.columns if one not in ("name_fa", "name_en", "lat", "lon")]
    pd.testing.assert_frame_equal(
        found.data[counted], wanted[counted].reset_index(drop=True), check_exact=True, check_dtype=False
    )
    others = found.data[found.data["facility_id"].isin(found.without_point)]
    assert len(others) == (0 if scope.restricted else hidden.sum())
    assert (others[["name_fa", "name_en"]] == "").all(axis=None)
    assert others[["lat", "lon"]].isna().all(axis=None)


def test_changes_are_told_of_covered_areas_alone(part, whole, covered, name):
    indicator = part.reference.options.indicators[0]
    asked = whole.select(indicator=indicator, level="district")
    codes = [code for code in whole.reference.tree.levels if code != COUNTRY]
    mine, all_ = part.of_areas(asked, codes), whole.of_areas(asked, codes)
    assert mine
    assert mine == {code: one for code, one in all_.items() if code in covered}
    for code in (PROVINCE, COUNTY, OTHER):
        of_one = replace(asked, area=code)
        assert part.since(of_one) == (whole.since(of_one) if code in covered else change.Since(1403, {}))

"""Figures of the sector pages against SQL and released frames of their own."""

import re

import pytest

from domain.facilities import KINDS, STATUSES, kinds_of
from tests.pages import reading
from tests.pages.sectors import LATEST, REPORTED, SECTORS, TO_DO, number, sheet, sheets, sound
from tests.pages.test_gap_map import released

LANGUAGES = ("fa", "en")


@pytest.mark.parametrize("sector", SECTORS)
def test_facilities_by_kind_and_status_are_those_of_the_database(open_sector, ask, sector):
    at = sound(open_sector(sector, "lang=en&period=1403"))
    rows = ask(LATEST, 1403, sector)
    heads, *body = sheet(at, "facilities operate")
    assert heads[1:] == [STATUSES[one].en for one in ("operational", *TO_DO)]
    for kind, row in zip(kinds_of(sector), body, strict=True):
        assert row[0] == KINDS[kind].name.en
        for status, told in zip(("operational", *TO_DO), row[1:], strict=True):
            assert number(told) == sum(one[1] == kind and one[4] == status for one in rows), (kind, status)


def test_seats_by_kind_and_status_are_classrooms_times_shifts_times_the_standard(open_sector, ask):
    at = sound(open_sector("education", "lang=en&standard=ppc_40"))
    rooms = {one: value for one, value, _period in ask(REPORTED, "classrooms", 1404, 1404)}
    shifts = {one: value for one, value, _period in ask(REPORTED, "shifts", 1404, 1404)}
    rows = ask(LATEST, 1404, "education")
    _heads, *body = sheet(at, "Seats:")
    for kind, told in zip(kinds_of("education"), body, strict=True):
        for status, text in zip(("operational", *TO_DO), told[1:], strict=True):
            own = [one[0] for one in rows if one[1] == kind and one[4] == status]
            known = [one for one in own if one in rooms and one in shifts]
            if len(own) - len(known) > 0.2 * len(own):
                assert text == "no data"
            else:
                assert number(text) == 40 * sum(rooms[one] * min(shifts[one], 2) for one in known), (kind, status)


@pytest.mark.parametrize("area", ("IR23", "IR2310"))
def test_coverage_by_each_standard_is_that_of_the_released_frame(open_sector, demo_database, area):
    level = "county" if area == "IR23" else "district"
    at = sound(open_sector("education", f"lang=en&area={area}&level={level}&groups=refugee"))
    _heads, *body = sheet(at, "coverage of need is")
    for standard, row in zip(("ppc_35", "ppc_40"), body, strict=True):
        link = f"indicator=school_seats&standard={standard}&groups=refugee&level={level}&area={area}"
        frame, _reference = released(f"sqlite:///{demo_database}", link)
        value = frame.context.set_index("pcode")["coverage_pct"][area]
        assert number(row[1]) == pytest.approx(value, abs=0.5)
        assert standard[-2:] in row[0]
    assert len(body[0]) == (2 if area == "IR23" else 3)


@pytest.mark.parametrize("indicator", ("health_posts", "rehabilitation_share", "hospital_beds"))
def test_years_and_districts_are_those_of_the_released_frames(open_sector, demo_database, indicator):
    at = sound(open_sector("health", f"lang=en&indicator={indicator}"))
    url = f"sqlite:///{demo_database}"
    _heads, *years = sheet(at, "went from")
    assert len(years) == 5
    for year, row in zip(range(1400, 1405), years, strict=True):
        frame, _reference = released(url, f"indicator={indicator}&period={year}")
        assert str(year) in row[0]
        assert number(row[1]) == pytest.approx(float(frame.context["value"].iloc[0]), abs=0.5)
    _heads, *districts = sheet(at, "istricts lie between")
    frame, _reference = released(url, f"indicator={indicator}&level=district")
    assert [row[0] for row in districts] == list(frame.data["name_en"])
    for row, value, status in zip(districts, frame.data["value"], frame.data["status"], strict=True):
        if status == "ok":
            assert number(row[1]) == pytest.approx(value, abs=0.5)
        else:
            assert row[1] == "no data"


def test_distorted_districts_are_said_and_neither_named_as_extremes(open_sector):
    at = sound(open_sector("health", "lang=en&indicator=primary_health_units"))
    (head,) = [body for body in reading.fragments(at) if "istricts lie between" in body and "hg-chart-head" in body]
    title, subtitle = re.search(r"<h2>(.*?)</h2><p>(.*?)</p>", head).groups()
    assert "Central (Rey)" in subtitle
    assert "distorted" in subtitle
    assert not re.search("Rudbar-e Qasran|Central \\(Rey\\)", title)


def test_change_is_split_into_capacity_and_people_that_add_up(open_sector):
    at = sound(open_sector("health", "lang=en&indicator=primary_health_units"))
    (title,) = [one for one in sheets(at) if "went from" in one]
    before, after = map(float, re.search(r"went from ([\d.]+) in .* to ([\d.]+) in", title).groups())
    parts = re.search(r"change, (\S+) comes from capacity and (\S+) from the target population", title)
    capacity, people = (number(parts[place].replace("+", "")) for place in (1, 2))
    assert capacity + people == pytest.approx(after - before, abs=1e-9)
    share = sound(open_sector("health", "lang=en&indicator=rehabilitation_share"))
    assert not any("comes from capacity" in one for one in sheets(share))


def test_break_is_marked_where_another_source_begins_and_nowhere_else(open_sector, changed_database):
    assert not breaks_of(sound(open_sector("health", "lang=en&indicator=rehabilitation_share")))
    url = changed_database(
        (
            "INSERT INTO source SELECT 'office', title_fa, title_en, 'The office', published_on, accessed_on, url,"
            " licence, 'administrative', confidence, update_every_days, note_fa, note_en FROM source LIMIT 1",
        ),
        ("UPDATE facility_status SET source_id = 'office' WHERE period >= 1403",),
    )  # fmt: skip
    at = sound(open_sector("health", "lang=en&indicator=rehabilitation_share", HAMGAM_DATABASE_URL=url))
    assert breaks_of(at) == ["new source: The office"]


def breaks_of(at):
    return re.findall(r"new source: [\w ]+", "".join(one.proto.spec for one in at.get("plotly_chart")))


def test_shifts_class_size_and_space_of_schools(open_sector, ask, demo_database):
    at = sound(open_sector("education", "lang=en"))
    shifts = {one: value for one, value, _period in ask(REPORTED, "shifts", 1404, 1404)}
    rows = [one for one in ask(LATEST, 1404, "education") if one[4] in ("operational", "needs_rehabilitation")]
    _heads, *body = sheet(at, "two shifts")
    for kind, told in zip(kinds_of("education"), body, strict=True):
        own = [one[0] for one in rows if one[1] == kind]
        expected = [
            sum(shifts.get(one) == 1 for one in own),
            sum(shifts.get(one, 0) > 1 for one in own),
            sum(one not in shifts for one in own),
        ]
        assert list(map(number, told[1:])) == expected
    for indicator, part in (("pupils_per_class", "pupils per class; the standards"), ("school_space", "floor space")):
        frame, reference = released(f"sqlite:///{demo_database}", f"indicator={indicator}")
        _heads, own, *published = sheet(at, part)
        assert number(own[1]) == pytest.approx(float(frame.context["value"].iloc[0]), abs=0.06)
        table = reference.benchmarks
        newest = table[(table["indicator_id"] == indicator) & (table["period"] <= 1404)].sort_values("period")
        for code, row in zip(("IR23", "IR"), published, strict=True):
            assert number(row[1]) == pytest.approx(float(newest[newest["pcode"] == code]["value"].iloc[-1]), abs=0.06)
            assert "statement by an official" in row[0]


def test_people_per_unit_stand_beside_the_national_norm_and_unhcrs(open_sector, demo_database):
    at = sound(open_sector("health", "lang=en&groups=refugee,documented"))
    _heads, *body = sheet(at, "eople for each unit")
    norms = {"health_houses": "1,200", "health_posts": "12,500", "primary_health_units": "10,000"}
    for indicator, row in zip(("health_houses", "health_posts", "primary_health_units"), body, strict=True):
        frame, _reference = released(f"sqlite:///{demo_database}", f"indicator={indicator}&groups=refugee,documented")
        own = frame.context.iloc[0]
        assert number(row[1]) == pytest.approx(own["demand_persons"] / own["capacity"], abs=0.5)
        assert row[2] == norms[indicator]
    (head,) = (one for one in reading.fragments(at) if "eople for each unit" in one and "<h2>" in one)
    for publisher in ("inford.org", "Ministry of Health", "UNHCR Emergency Handbook"):
        assert publisher in head


def test_places_by_county_and_graduates(open_sector, ask, demo_database):
    at = sound(open_sector("livelihoods", "lang=en&period=1402"))
    _heads, *counties = sheet(at, "counties have fewer training places")
    frame, _reference = released(f"sqlite:///{demo_database}", "indicator=training_places&period=1402")
    values = dict(zip(frame.data["name_en"], frame.data["value"], strict=True))
    assert {row[0] for row in counties} == set(values)
    assert all(number(row[1]) == pytest.approx(values[row[0]], abs=0.06) for row in counties)
    rows = [one for one in ask(LATEST, 1402, "livelihoods") if one[4] in ("operational", "needs_rehabilitation")]
    closed = {one for (one,) in ask("SELECT facility_id FROM facility WHERE open_to = 'foreign_nationals'")}
    _heads, *kinds = sheet(at, "people graduated")
    for kind, row in zip(("training_centre", "workshop"), kinds, strict=True):
        own = {one[0] for one in rows if one[1] == kind}
        for measure, text in zip(("training_places", "graduates"), row[1:], strict=True):
            found = {one: value for one, value, _p in ask(REPORTED, measure, 1402, 1402) if one in own}
            # Persons at facilities for foreign nationals alone are rounded, each by less than the base.
            slack = 5 * len(closed & set(found)) if measure == "graduates" else 0
            assert number(text) == pytest.approx(sum(found.values()), abs=slack + 0.5)

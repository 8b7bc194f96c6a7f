"""Files of the pages that read: of two raw datasets behind the same cells they are the same to the byte."""

import sqlite3
from contextlib import closing

import pytest

from domain.links import from_query
from tests import twins
from ui import (
    area_files,
    compare_files,
    compared,
    downloads,
    facility_list,
    loaders,
    overview,
    overview_files,
    sector_table,
    side_files,
)

COMPARED = (
    {"level": "district"},
    {"level": "district", "groups": "refugee", "period2": "1403"},
    {"level": "district", "groups": "refugee", "groups2": "documented"},
)
# Kinds that count persons, in the order that goes by them.
LISTED = {"area": "IR2304", "statuses": "operational,needs_rehabilitation", "order": "size"}
LISTS = (
    {"indicator": "school_seats", "kinds": "primary_school,secondary_school"},
    {"indicator": "livelihood_reach", "kinds": "training_centre,enterprise_support"},
)


def of_overview(selection, reference):
    return overview_files.offer(
        selection, reference, ("Title", "below"), lambda: overview.frames_of(selection, reference)
    )


def of_area(selection, _reference):
    return area_files.offer(selection, selection.areas[0], "Title")


def of_comparison(selection, reference):
    return compare_files.offer(compared.compared(selection), selection, reference)


def of_list(selection, reference):
    wanted = sector_table.filter_of(selection, reference)
    rows = sector_table.chosen(loaders.facilities(selection.period).data, wanted, reference)
    assert len(rows) > 5
    return facility_list.offer(rows, wanted, selection, reference, "Title")


# Each page with what its link asks for, and whether its tables have HXL tags.
OFFERED = (
    (of_overview, {}, False),
    *((of_area, {"areas": "IR230303", "groups": groups}, False) for groups in ("refugee", "host,refugee,documented")),
    (side_files.offer, {"areas": "IR2303,IR230303", "groups": "documented"}, False),
    *((of_comparison, query, place == 0) for place, query in enumerate(COMPARED)),
    *((of_list, LISTED | query, False) for query in LISTS),
)


@pytest.fixture
def made(read_from):
    """Make the files of a database: ``made(path)`` returns their bytes by page, view and name."""

    def made_(path, kinds=tuple(downloads.MIMES)):
        read_from(path)
        reference, found = loaders.reference(), {}
        for offered, query, tagged in OFFERED:
            selection, _notices = from_query({"lang": "en"} | query, reference.options)
            page = f"{offered.__module__}.{offered.__name__}"
            offer = [one for one in offered(selection, reference)(tagged) if one.kind in kinds]
            found |= {(page, str(query), one.name): one.make() for one in offer}
        return found

    return made_


def test_files_of_two_raw_datasets_behind_the_same_cells_are_the_same_and_those_of_other_cells_are_not(
    made, demo_database, twin_database, tmp_path
):
    one, other = made(demo_database), made(twin_database)
    assert len(one) == 27
    assert [name for name in one if one[name] != other[name]] == []
    # The comparison can fail: another ten persons in each count change the files of every page.
    more = twins.built(demo_database, tmp_path / "more.sqlite")
    with closing(sqlite3.connect(more)) as database, database:
        database.execute("UPDATE population SET persons = persons + 10 WHERE population_group <> 'resident'")
        database.execute("UPDATE facility_capacity SET value = value + 10 WHERE measure IN ('pupils', 'beneficiaries')")
    more_people = made(more, ("csv",))
    assert {name[0] for name, content in more_people.items() if one[name] != content} == {name[0] for name in one}

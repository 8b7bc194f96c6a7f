"""What the tests of the sector pages read from them, and how they ask the database themselves."""

import re

from tests.pages import reading

SECTORS = ("education", "health", "livelihoods")
TO_DO = ("needs_rehabilitation", "under_construction", "planned")
LATEST = """
SELECT facility_id, kind, pcode, name_en, status FROM facility JOIN (
  SELECT facility_id, status, MAX(period) FROM facility_status WHERE period <= ? GROUP BY facility_id)
USING (facility_id) WHERE sector = ?"""
REPORTED = """
SELECT facility_id, value, MAX(period) FROM facility_capacity
WHERE measure = ? AND period <= ? AND period > ? - 3 GROUP BY facility_id"""


def sound(at):
    assert not at.exception
    assert not at.error
    return at


def box(at, name):
    return next(one for one in at.selectbox if one.key.startswith(f"{name}:"))


def sheets(at):
    """Rows of the table under each chart, by the chart's title."""
    found = {}
    for body in reading.fragments(at):
        if 'class="hg-sheet"' in body:
            parser = reading._Rows()
            parser.feed(body)
            title = re.search(r"<caption>(.*?)</caption>", body)[1]
            found[title] = parser.rows
    return found


def sheet(at, part):
    (found,) = [rows for title, rows in sheets(at).items() if part in title]
    return found


def listed(at):
    """Rows of the list of facilities, without the head."""
    parser = reading._Rows()
    parser.feed(reading.fragment(at, "hg-table hg-stack hg-pairs hg-list"))
    return parser.rows[1:]


def number(text):
    return reading.as_number(text)

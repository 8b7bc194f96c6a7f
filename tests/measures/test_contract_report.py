"""How the report of `manage.py check` tells of the figures: the last line, the coverage, cells and digits."""

import pytest

from briefing import contract_page, contract_report
from wording import formats, i18n

STRANGE = (
    "DELETE FROM population WHERE pcode = 'IR231003';"
    "UPDATE facility SET lat = 35.9, lon = 51.9 WHERE facility_id = (SELECT min(facility_id) FROM facility);"
    "INSERT INTO facility_status SELECT facility_id, 1397, status, source_id FROM facility_status LIMIT 1"
)


@pytest.mark.parametrize(("lang", "kept"), [("fa", "با قرارداد می‌خواند"), ("en", "keeps the contract")])
def test_the_last_line_says_that_figures_stand_out(report_of, lang, kept):
    report = report_of(STRANGE, figures=True)
    i18n.activate(lang)
    last = list(contract_report.lines(report, "x"))[-1]
    assert kept in last
    assert f"{formats.number(report.quality.standing_out)} " in last
    assert report.quality.standing_out >= 2
    told = contract_report.as_json(report, "x")
    assert told["figures_found"] == sum(one["found"] > 0 for one in told["figures"].values())
    assert told["summary"] == last
    assert last in contract_page.as_html(report, "x")


def test_coverage_names_the_district_without_people_and_each_year_with_a_row(report_of):
    report = report_of(STRANGE, figures=True)
    i18n.activate("en")
    _heads, rows = contract_report.coverage(report)
    newest, lone = rows[-1], next(row for row in rows if "1397" in row[0])
    assert (newest[2], newest[4]) == ("2 of 3", "IR231003")
    assert lone[1:] == ("1", "-", "-", "-")
    assert "1397" in contract_report.other_years(report)
    told = contract_report.as_json(report, "x")
    assert told["rows_by_year"][1397] == 1
    assert told["without_people"][1404] == ["IR231003"]


def test_a_check_that_had_nothing_to_look_at_says_so(report_of):
    report = report_of("UPDATE admin_area SET boundary = NULL", figures=True)
    i18n.activate("en")
    told = [sentence for sentence, _names, _rows in contract_report.figures(report)]
    assert "Facilities outside their district: there was nothing to check." in told
    assert not any("All 0" in one or "of 0" in one for one in told)


def test_cells_of_the_figures_are_whole_metres_in_digits_of_the_language(report_of):
    report = report_of(STRANGE, figures=True)
    far = report.quality.findings["outside"].rows.iloc[0]["metres"]
    assert far != round(far)
    i18n.activate("fa")
    rows = next(rows for _told, names, rows in contract_report.figures(report) if "metres" in names)
    assert rows[0][-1] == formats.number(round(far))
    assert not any(letter in rows[0][-1] for letter in "0123456789.")
    assert contract_report.as_json(report, "x")["figures"]["outside"]["rows"][0]["metres"] == round(far)

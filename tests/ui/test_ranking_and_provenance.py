import re
from datetime import date
from html import escape
from types import SimpleNamespace

import pandas as pd
import pytest

from data_access.statement import DEFAULT, read_statement
from domain.findings import ranked
from geo.classification import Bin, Classes
from geo.palette import Fill
from tests.ui.making import frame
from ui import ranking
from wording import boundary_lines, provenance

DISTORTED = {"value": 1.0, "note": "city_boundary"}


def table(made):
    classes = Classes("standard", (Bin("range"),), (0,) * len(made.data))
    html = ranking.html(made, classes, (Fill("#cde3f1"),))
    rows = re.findall(r"<tr>(.*?)</tr>", html)[1:]
    cells = [[re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)] for row in rows]
    return html, cells


def test_worst_comes_first_and_equal_values_share_a_rank_by_code(en):
    _html, cells = table(frame([80.0, 20.0, 50.0, 20.0, 90.0]))
    assert [(row[0], row[1]) for row in cells] == [
        *(("1", "Area 2"), ("1", "Area 4"), ("3", "Area 3"), ("4", "Area 1"), ("5", "Area 5")),
    ]


def test_highest_share_comes_first(en):
    _html, cells = table(frame([8.0, 20.0, 5.0], indicator="foreign_share"))
    assert [row[1] for row in cells] == ["Area 2", "Area 1", "Area 3"]


def test_distorted_and_empty_areas_stand_last_without_a_rank(en):
    html, cells = table(frame([DISTORTED, 70.0, "few", {"value": "no_data", "note": "no_population"}]))
    assert [(row[0], row[1], row[2]) for row in cells] == [
        ("1", "Area 2", "70%"),
        ("", "Area 1*", "1.0%"),
        ("", "Area 3", "fewer than 10 people"),
        ("", "Area 4*", "no data"),
    ]
    assert 'title="part of the residents is counted in Tehran city' in html


def test_what_a_mark_says_stands_under_the_table_once_for_each_note_with_the_areas_it_is_about(en):
    short = "areas_missing:1/3"
    html, _cells = table(
        frame([DISTORTED, 70.0, {"value": 20.0, "note": short, "name_en": "<b>"}, {"value": 30.0, "note": short}])
    )
    assert re.findall(r"<p>(.*?)</p>", html) == [
        "<b>*</b> &lt;b&gt;, Area 4: 1 of 3 districts has no population figure",
        "<b>*</b> Area 1: part of the residents is counted in Tehran city; per-person figures are distorted",
    ]
    assert "hg-marks" not in table(frame([70.0, "few"]))[0]


def test_distorted_area_has_no_rank_even_when_all_are_distorted(en):
    assert [row[0] for row in table(frame([DISTORTED, DISTORTED]))[1]] == ["", ""]


def test_shortage_column_stands_only_where_there_is_a_shortage_to_show(en):
    html, cells = table(frame([{"value": 50.0, "shortage": 1234.4}, {"value": 60.0}]))
    assert [row[3] for row in cells] == ["1,234", "40"]
    assert "Shortage" in html
    assert "Shortage" not in table(frame([5.0], indicator="training_places"))[0]


def test_shortage_of_units_is_a_whole_number(en):
    _html, cells = table(frame([{"value": 50.0, "shortage": 1.2, "units_short": 3.0}], indicator="health_houses"))
    assert cells[0][3] == "3"


def test_severity_stands_beside_the_points_of_the_index(en):
    html, cells = table(frame([{"value": 50.0, "severity_pct": 23.4}], indicator="priority_index"))
    assert "severity" in html
    assert cells[0][3] == "23%"


def test_facilities_that_did_not_report_mark_no_row(en):
    html, cells = table(frame([{"value": 50.0, "note": "reported:92/93"}]))
    assert cells[0][1] == "Area 1"
    assert "abbr" not in html


def test_names_and_notes_of_a_row_are_escaped(en):
    html, _cells = table(frame([{"value": 50.0, "name_en": "<img src=x onerror=alert(1)>"}]))
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html


def test_table_is_a_region_that_keyboards_reach_and_readers_name(lang):
    html, _cells = table(frame([50.0], lang=lang))
    label = "Ranking" if lang == "en" else "رتبه‌بندی"
    assert f'tabindex="0" role="region" aria-label="{label}"' in html
    assert html.count('scope="row"') == 1
    assert html.count('scope="col"') == 4


def test_order_is_the_same_whatever_the_order_of_the_rows():
    data = frame([80.0, 20.0, 50.0, 20.0]).data
    again = data.sample(frac=1, random_state=3)
    assert list(ranked(data, "lower_is_worse")["pcode"]) == list(ranked(again, "lower_is_worse")["pcode"])


def reference(benchmarks=()):
    areas = pd.DataFrame(
        {
            "name_fa": ["ایران", "استان تهران"],
            "name_en": ["Iran", "Tehran province"],
            "boundary_quality": ["", "schematic"],
            "source_id": ["s1", "s2"],
        },
        index=["IR", "IR23"],
    )
    sources = pd.DataFrame(
        {
            "source_id": ["s1", "s2"],
            "title_fa": ["سرشماری", "آمار"],
            "title_en": ["Census <b>", "Statistics"],
            "publisher": ["Office & Co", "Office & Co"],
            "published_on": ["2025-03-20", None],
            "kind": ["census", "statement"],
            "licence": [None, "ODbL 1.0"],
        },
        index=["s1", "s2"],
    )
    columns = ["pcode", "indicator_id", "period", "value", "unit", "source_id", "note_fa", "note_en"]
    benchmarks = [(*row, *("s1", "", "")[len(row) - 5 :]) for row in benchmarks]
    given = pd.DataFrame(list(benchmarks), columns=columns)
    return SimpleNamespace(areas=areas, sources=sources, benchmarks=given, absent=())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], "not published"),
        ([("IR", "school_seats", 1405, 90.0, "percent")], "not published"),  # later than the view
        ([("IR", "health_posts", 1404, 90.0, "percent")], "not published"),
        ([("IR", "school_seats", 1404, 90.0, "percent")], "90%, 2025/26 (1404)"),
        (
            [("IR", "school_seats", 1400, 1.0, "percent"), ("IR", "school_seats", 1402, 4821.0, "persons_per_unit")],
            "4,821 people per unit, 2023/24 (1402)",
        ),
        ([("IR", "school_seats", 1402, 3.25, "furlongs")], "3.25 furlongs, 2023/24 (1402)"),
    ],
)
def test_country_value_stands_as_published_with_its_own_year(en, rows, expected):
    last = provenance.benchmark(frame([50.0]), reference(rows))[-1]
    assert (last.name, last.text) == ("Iran", expected)


def test_sources_that_disagree_stand_side_by_side_each_with_its_note_and_statements_are_told_apart(en):
    rows = [
        ("IR23", "national_share", 1395, 31.6, "share_pct", "s1", "", "a lower bound"),
        ("IR23", "national_share", 1403, 50.0, "share_pct", "s2", "", ""),
        ("IR23", "national_share", 1390, 33.3, "share_pct", "s1", "", "older, of the same source"),
    ]
    made = frame([{"value": 5.0, "note": "groups:refugee"}], indicator="national_share")
    told = [one for one in provenance.benchmark(made, reference(rows)) if one.detail]
    assert [(one.text, one.is_statement) for one in told] == [
        ("50%, 2024/25 (1403)", True),
        ("31.6%, 2016/17 (1395)", False),
    ]
    assert [one.detail for one in told] == ["statement by an official · Office & Co", "Office & Co · a lower bound"]
    html = provenance.benchmark_html(told[0])
    assert '<dd class="statement">' in html
    assert "Office &amp; Co" in html
    assert "Statistics" in provenance.source_table(made, reference(rows))


def test_province_value_stands_beside_with_its_shortage_in_whole_rooms(en):
    province = {"value": 66.0, "shortage": 340_000.0, "classrooms_short": 9800.0, "name_en": "Tehran province"}
    beside = provenance.benchmark(frame([50.0], province=province), reference())[0]
    assert (beside.name, beside.text) == ("Tehran province", "66% · shortage of 340,000 seats (9,800 classrooms)")


def test_a_rate_of_the_province_says_its_unit(en):
    beside = provenance.benchmark(frame([5.0], province=10.6, indicator="training_places"), reference())[0]
    assert beside.text == "10.6 places per 1,000 working-age people"


@pytest.mark.parametrize(("status", "text"), [("few", "fewer than 10 people"), ("no_data", "no data")])
def test_province_without_a_figure_says_why(en, status, text):
    assert provenance.benchmark(frame([50.0], province=status), reference())[0].text == text


def test_line_under_the_map_spans_all_years_and_names_each_publisher_once(en):
    made = frame([
        {"value": 1.0, "reference_period": "1401-1404", "source_ids": "s1;s2;unknown"},
        {"value": 2.0, "reference_period": "1395"},
        {"value": "no_data", "reference_period": "", "source_ids": ""},
    ])  # fmt: skip
    assert provenance.line(made, reference(), date(2026, 2, 15)) == (
        "Reference period: 2016/17 (1395) – 2025/26 (1404) · Sources: Office &amp; Co"
        " · As of 15 February 2026 (1404) · Boundaries: schematic drawing"
    )


def test_line_names_whose_the_boundaries_are_with_their_licence(en):
    known = reference()
    known.areas["boundary_quality"] = ["schematic", "open"]
    assert boundary_lines.told(known) == ["Boundaries: Office & Co (ODbL 1.0); the others a schematic drawing"]
    known.areas["boundary_quality"] = ["official", "open"]
    assert boundary_lines.told(known) == ["Boundaries: Office & Co, Office & Co (ODbL 1.0)"]
    known.sources["publisher"] = "not stated"
    assert boundary_lines.told(known) == ["Boundaries: Census <b>, Statistics (ODbL 1.0)"]
    known.areas["boundary_quality"] = None
    assert boundary_lines.told(known) == []


def test_line_without_any_year_says_so(en):
    made = frame([{"value": "no_data", "reference_period": "", "source_ids": ""}])
    assert provenance.line(made, reference(), date(2026, 2, 15)).startswith("Reference period: – · As of")


def test_details_name_title_publisher_date_and_kind_and_escape_them(lang):
    statement = dict.fromkeys(("disclosure", "method", "boundaries", "terms", "contact"), "<i>note</i>")
    assert provenance.notes(statement, reference(), 5).count("&lt;i&gt;note&lt;/i&gt;") == 5
    html = provenance.source_table(frame([{"value": 1.0, "source_ids": "s1;s2"}]), reference())
    assert "Office &amp; Co" in html
    if lang == "en":
        assert "Census &lt;b&gt;" in html
        assert "20 March 2025 (1403)" in html
        assert "statement by an official" in html
    else:
        assert "۳۰ اسفند ۱۴۰۳" in html
    assert html.count("<td>–</td>") == 1


def test_notes_name_the_rounding_base_in_use_and_boundaries_only_where_they_are_schematic(lang):
    statement = {key: text.in_language(lang) for key, text in read_statement(DEFAULT).items()}
    known = reference()
    told = provenance.notes(statement, known, 3)
    assert ("to base 3 at" if lang == "en" else "به مضرب ۳ گرد") in told
    assert "{" not in told
    assert "OpenStreetMap" in told
    known.areas["boundary_quality"] = "official"
    assert "OpenStreetMap" not in provenance.notes(statement, known, 3)
    assert provenance.notes({}, known, 3) == ""


@pytest.mark.parametrize("written", ["14020", "1402-13", "<i>spring</i>", "2025-02-30", "0001-01-01"])
def test_date_of_publication_that_cannot_be_read_stands_as_it_is_and_escaped(lang, written):
    known = reference()
    known.sources.loc["s1", "published_on"] = written
    html = provenance.source_table(frame([50.0]), known)
    assert f"<td>{escape(written)}</td>" in html


@pytest.mark.parametrize(
    ("written", "fa", "en"),
    [
        ("1395", "۱۳۹۵", "2016/17 (1395)"),
        (1395, "۱۳۹۵", "2016/17 (1395)"),
        (1395.0, "۱۳۹۵", "2016/17 (1395)"),
        ("1395-08", "آبان ۱۳۹۵", "October – November 2016 (1395)"),
        (float("nan"), "–", "–"),
        ("", "–", "–"),
    ],
)
def test_year_or_month_of_publication_has_the_digits_of_the_language(lang, written, fa, en):
    known = reference()
    known.sources["published_on"] = known.sources["published_on"].astype(object)
    known.sources.loc["s1", "published_on"] = written
    html = provenance.source_table(frame([{"value": 1.0, "source_ids": "s1"}]), known)
    assert f"<td>{fa if lang == 'fa' else en}</td>" in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [({}, False), ({"groups": "refugee"}, True), ({"groups": "refugee", "indicator": "foreign_share"}, False)],
)
def test_rule_on_groups_stands_beside_figures_by_group_alone(lang, query, shown):
    assert bool(provenance.group_rule(frame([50.0], **query))) == shown

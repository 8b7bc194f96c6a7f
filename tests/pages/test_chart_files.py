"""Files of charts: figures for a spreadsheet with all that is to be known of them, and pictures that stand alone."""

import csv
import io
import re
from itertools import product

import pytest

from briefing import canvas
from data_access.statement import read_statement
from tests.pages.test_downloads import LANGUAGES
from tests.pages.test_page_downloads import shown
from tests.sweeps import sweep
from ui import area_report
from ui.compared import compared
from wording import i18n

WORDS = {
    "fa": {"year": "سال", "code": "کد", "area": "محدوده", "value": "مقدار", "unit": "واحد", "note": "یادداشت",
           "source": "منبع", "mark": "نشان", "norm": "استاندارد"},
    "en": {"year": "Year (Jalali)", "code": "P-code", "area": "Area", "value": "Value", "unit": "Unit", "note": "Note",
           "source": "Source", "mark": "Mark", "norm": "standard"},
}  # fmt: skip
MARK = {"fa": "دادهٔ نمایشی", "en": "Demonstration data"}
FEW = {"fa": "کمتر از ۱۰ نفر", "en": "fewer than 10 people"}
# Page, link, the charts that stand on it.
PAGES = (
    ("education", "", ("kinds", "capacity", "standards", "years", "districts", "shifts", "pupils_per_class")),
    ("health", "indicator=health_houses&level=district&area=IR2303&groups=refugee", ("standards", "years", "per_unit")),
    ("livelihoods", "period=1402", ("districts", "counties", "graduates")),
    ("area", "areas=IR230303&groups=refugee", ("people",)),
    ("compare", "level=district&groups=refugee&areas=IR2303,IR230303", ("scatter", "areas")),
)
NUMBER = re.compile(r"|-?(0|[1-9]\d*)(\.\d*[1-9])?(e-\d+)?")


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


# Each page in one language in every run, by turns.
@pytest.mark.parametrize(
    ("page", "link", "charts", "lang"),
    sweep(*((*page, lang) for page, lang in product(PAGES, LANGUAGES)), now=[0, 3, 4, 7, 8]),
)
def test_figures_of_every_chart_are_numbers_with_year_area_unit_source_and_mark(files_of, page, link, charts, lang):
    found = files_of(f"{link}&lang={lang}".strip("&"), page=page)
    words = WORDS[lang]
    for key in charts:
        name, content = found[f"csv_{key}"]
        assert re.fullmatch(rf"hamgam_{page}_{key}_IR[\dIR-]+_14\d\d(-14\d\d)?_[0-9a-f]{{8}}_{lang}\.csv", name), name
        rows = table(content)
        heads = list(rows[0])
        assert len(set(heads)) == len(next(csv.reader(io.StringIO(content.decode("utf-8-sig")))))
        assert all(re.search("[\u0600-\u06ff]", head) is not None for head in heads) == (lang == "fa")
        values = [head for head in heads if head.endswith(words["value"])]
        assert len(values) == len([head for head in heads if head.endswith(words["unit"])]) == 1 + (key == "scatter")
        for row in rows:
            assert all(NUMBER.fullmatch(row[head]) for head in values), row
            norm = key == "per_unit" and words["norm"] in row.values()
            assert re.fullmatch("" if norm else r"1[34]\d\d", row[words["year"]])
            assert all(row[head] for head in heads if head.endswith(words["unit"]))
            assert row[words["source"]]
            for head in values:
                note = next(one for one in heads if one.lower() == head.replace(words["value"], words["note"]).lower())
                assert row[head] or row[note], row
        assert any(row[words["mark"]] == MARK[lang] for row in rows)
        assert any(row[head] for row in rows for head in values)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_of_districts_are_those_of_the_terminal_with_their_notes(files_of, printed, lang):
    link = "indicator=school_seats&level=district&groups=refugee"
    rows = table(files_of(f"{link}&lang={lang}", page="education")["csv_districts"][1])
    words = WORDS[lang]
    heads, *wanted = printed(link)
    own = {row[0]: dict(zip(heads, row, strict=True)) for row in wanted}
    assert [row[words["code"]] for row in rows] == list(own)
    for row in rows:
        told = own[row[words["code"]]]
        assert (row[words["value"]], row[words["area"]]) == (told["value"], told[f"name_{lang}"])
        assert (FEW[lang] in row[words["note"]]) == (told["status"] == "few")
    assert {told["status"] for told in own.values()} == {"ok", "few", "no_data"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_of_the_scatter_keep_the_one_that_is_known_where_the_other_is_not(files_of, printed, lang):
    rows = table(files_of(f"level=district&groups=refugee&lang={lang}", page="compare")["csv_scatter"][1])
    heads, *wanted = printed("indicator=foreign_share&level=district")
    share = {row[0]: row[heads.index("value")] for row in wanted}
    x, y = [head for head in rows[0] if head.endswith(WORDS[lang]["value"])]
    notes = [head for head in rows[0] if head.lower().endswith(WORDS[lang]["note"].lower())]
    few = [row for row in rows if FEW[lang] in row[notes[0]]]
    assert any(row[y] == share[row[WORDS[lang]["code"]]] != "" for row in few)
    assert all(row[x] == "" for row in few)


def test_whole_figures_have_no_point_and_a_published_one_has_its_own_year_source_and_no_mark(files_of, ask):
    found = files_of("lang=en", page="education")
    kinds = table(found["csv_kinds"][1])
    assert all(row["Value"].isdigit() for row in kinds)
    published = ask("SELECT value, period FROM benchmark WHERE indicator_id = 'pupils_per_class' ORDER BY value")
    rows = [row for row in table(found["csv_pupils_per_class"][1]) if not row["Mark"]]
    assert sorted((float(row["Value"]), int(row["Year (Jalali)"])) for row in rows) == published
    assert all("statement by an official" in row["Note"] and row["Source"] != "Hamgam" for row in rows)


@pytest.mark.parametrize("link", ["", "&level=district&area=IR2303"])
def test_each_figure_of_people_per_unit_names_its_own_publisher_and_a_standard_has_no_year_and_no_mark(
    files_of, ask, link
):
    rows = table(files_of(f"lang=en{link}", page="health")["csv_per_unit"][1])
    norms = [row for row in rows if row["Figure"] == "standard"]
    statement = (
        "SELECT value, publisher FROM service_standard JOIN source USING (source_id) WHERE indicator_id = ? "
        "AND is_default"
    )
    units = ("health_houses", "health_posts", "primary_health_units")
    set_by = [(value, by) for unit in units for value, by in ask(statement, unit)]
    assert [(float(row["Value"]), row["Source"]) for row in norms] == set_by
    assert {(row["Year (Jalali)"], row["Mark"], row["P-code"], row["Area"]) for row in norms} == {("", "", "", "")}
    others = [row for row in rows if row not in norms]
    assert len(others) == 3 * (1 + bool(link))
    for row in others:
        assert (row["Year (Jalali)"], row["Mark"]) == ("1404", MARK["en"])
        assert "Hamgam" in row["Source"]
        assert not any(by in row["Source"] for _value, by in set_by)


def test_coverage_by_a_standard_names_who_set_that_one_alone(files_of, ask):
    rows = table(files_of("lang=en", page="education")["csv_standards"][1])
    statement = (
        "SELECT publisher FROM service_standard JOIN source USING (source_id) WHERE indicator_id = 'school_seats' "
        "ORDER BY value"
    )
    setters = [by for (by,) in ask(statement)]
    assert len(set(setters)) == len(rows) == 2
    for row, own in zip(rows, setters, strict=True):
        assert [by for by in setters if by in row["Source"]] == [own]


def test_name_of_an_area_is_no_formula_among_the_figures_of_a_chart(files_of, changed_database):
    url = changed_database(("UPDATE admin_area SET name_en = '=cmd|' || name_en WHERE level = 3",))
    content = files_of("lang=en", page="education", HAMGAM_DATABASE_URL=url)["csv_districts"][1]
    assert all(row["Area"].startswith("'=cmd|") for row in table(content))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("page", "link", "charts"), PAGES[2:], ids=[page for page, *_more in PAGES[2:]])
def test_picture_of_every_chart_says_area_year_source_date_and_what_the_office_asks(
    files_of, monkeypatch, page, link, charts, lang
):
    found = files_of(f"{link}&lang={lang}".strip("&"), page=page)
    written = writing(monkeypatch)
    area = {"fa": ("استان تهران", "بخش کهریزک", "کهریزک"), "en": ("Tehran province", "Kahrizak")}[lang]
    for key in charts:
        written.clear()
        found[f"png_{key}"][1]
        text = " ".join(written)
        year = "1402" if page == "livelihoods" else "1404"
        year = year.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) if lang == "fa" else year
        assert any(one in text for one in area), key
        assert year in text
        assert {"fa": "منابع: همگام", "en": "Sources: Hamgam"}[lang] in text
        assert {"fa": "به تاریخ ۲۶ بهمن ۱۴۰۴", "en": "As of 15 February 2026"}[lang] in text
        assert MARK[lang] in written
        assert_stated(text, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "link", "key"),
    [("gap_map", "groups=refugee", "png"), ("compare", "period2=1400", "png"), ("", "", "overview_png")],
)
def test_picture_of_every_map_says_what_the_office_asks(files_of, monkeypatch, page, link, key, lang):
    found = files_of(f"{link}&lang={lang}".strip("&"), page=page)
    written = writing(monkeypatch)
    found[key][1]
    assert_stated(" ".join(written), lang)


def writing(monkeypatch):
    """What is written on pictures from now on."""
    written, put = [], canvas.Canvas.put
    monkeypatch.setattr(
        canvas.Canvas, "put", lambda self, text, *a, **k: (written.append(text), put(self, text, *a, **k))
    )
    return written


def assert_stated(text, lang):
    told = read_statement()
    for key in ("disclaimer", "sensitivity", "terms", "contact"):
        assert told[key].in_language(lang) in text, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_printed_profile_says_what_the_office_asks(open_page, lang):
    open_page(f"lang={lang}")
    i18n.activate(lang)
    selection, _reference = shown(f"areas=IR230303&lang={lang}")
    assert_stated(" ".join(area_report.finish(selection).foot), lang)


def test_scatter_names_the_colours_that_its_points_have(open_page):
    open_page("lang=en")
    chart = compared(shown("level=district&lang=en")[0]).scatter
    drawn = {
        colour
        for colour, x, y in zip(chart.series[0].colours, chart.series[0].x, chart.series[0].values, strict=True)
        if x is not None and y is not None
    }
    assert {colour for colour, _text in chart.keys} == drawn
    assert len({text for _colour, text in chart.keys}) == len(chart.keys)

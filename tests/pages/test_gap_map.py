import csv
import io
import re
from functools import lru_cache
from urllib.parse import parse_qsl

import pytest
from typer.testing import CliRunner

import manage
from data_access.settings import Settings
from domain.indicators import CATALOGUE
from domain.links import from_query
from geo.classification import classify, standard_breaks
from geo.palette import fills
from measures.release import evidence, release
from measures.source import Source
from tests.pages import reading
from wording import i18n, legend

LANGUAGES = ("fa", "en")
LEVELS = ("county", "district")
OPTIONS = (
    "indicator=school_seats&standard=ppc_40",
    "indicator=school_seats&scheme=quantiles&classes=3",
    "indicator=health_posts&scheme=natural_breaks&classes=4&level=district",
    "indicator=foreign_share&scheme=equal_interval&classes=5",
    "indicator=training_places&target=40",
    "indicator=training_places&target=12.5&scheme=quantiles&groups=refugee,documented",
    "indicator=primary_health_units&groups=documented&level=district&area=IR2303",
    "indicator=health_houses&period=1401&groups=refugee",
)
# Names that are written in Latin letters in Persian too, and the kinds of file that can be downloaded.
LATIN_ALLOWED = "OpenStreetMap|CSV|XLSX|GeoJSON|GIS|PNG|HXL"


@lru_cache(maxsize=1)
def source(url):
    one = Source(Settings(url))
    return one, one.version(), one.reference()


@lru_cache(maxsize=8)
def found(url, period):
    one, version, reference = source(url)
    return evidence(one, reference, version, period)


@lru_cache(maxsize=64)
def released(url, link):
    """Do as `measures.view` does, but read each year once."""
    one, version, reference = source(url)
    selection, notices = from_query(dict(parse_qsl(link)), reference.options)
    assert not notices
    return release(selection, reference, found(url, selection.period), one, version), reference


@pytest.fixture
def frame_of(demo_database):
    """The released frame of a link, computed apart from the page."""
    return lambda link: released(f"sqlite:///{demo_database}", link)


def expected_colours(frame, reference):
    selection = frame.selection
    standard = reference.options.standards.get(selection.indicator, {}).get(selection.standard or "")
    breaks = standard_breaks(selection.entry.value, standard, selection.target, selection.entry.direction)
    values, statuses = frame.data["value"].to_numpy(dtype=float), list(frame.data["status"])
    classes = classify(values, statuses, selection.scheme, selection.classes, breaks)
    of_bin = fills(classes, selection.entry.direction)
    distorted = (frame.data["status"] == "ok") & frame.data["note"].str.contains("city_boundary")
    return {
        code: [of_bin[place].colour, of_bin[place].pattern or ("over" if hatched else "")]
        for code, place, hatched in zip(frame.data["pcode"], classes.index, distorted, strict=True)
    }


def assert_drawn(at, frame, reference):
    assert not at.exception
    assert not at.error
    assert reading.title(at)
    painted = reading.colours(at)
    assert painted == expected_colours(frame, reference)
    assert sum(reading.legend_counts(at)) == len(painted) == len(frame.data)
    assert_ranking(at, frame)


def assert_ranking(at, frame):
    """Name, value and shortage of each row, rounded as the page rounds them."""
    lang = frame.selection.lang
    rows = {cells[1].rstrip("*"): cells for cells in reading.ranking(at)}
    assert len(rows) == len(frame.data)
    extras = frame.selection.entry.extras
    last = next((name for name in ("units_short", "severity_pct") if name in extras), "shortage")
    for figures in frame.data.to_dict("records"):
        cells = rows[figures[f"name_{lang}"]]
        if figures["status"] != "ok":
            assert not re.search(r"\d", cells[2].replace("10", "").replace("۱۰", "")), cells
            continue
        value = figures["value"]
        percent = frame.selection.entry.value.endswith("_pct")
        decimals = (0 if value == 0 or value >= 10 else 1) if percent else 0 if value == 0 else 2 if value < 10 else 1
        assert reading.as_number(cells[2]) == pytest.approx(value, abs=0.5 * 10**-decimals + 1e-9), cells
        if figures[last] == figures[last]:
            assert reading.as_number(cells[3].removeprefix("under ")) == pytest.approx(figures[last], abs=0.5), cells


# Each indicator at each level in one language in every run, in the other one among the long tests.
EVERY = [
    pytest.param(indicator, level, lang, marks=[pytest.mark.long] * ((first + second + third) % 2))
    for first, indicator in enumerate(CATALOGUE)
    for second, level in enumerate(LEVELS)
    for third, lang in enumerate(LANGUAGES)
]


@pytest.mark.parametrize(("indicator", "level", "lang"), EVERY)
def test_each_indicator_is_drawn_with_the_figures_and_colours_of_its_frame(open_page, frame_of, indicator, level, lang):
    link = f"indicator={indicator}&level={level}&lang={lang}"
    at = open_page(link)
    assert_drawn(at, *frame_of(link))
    assert_language(at, lang, frame_of(link)[1])


@pytest.mark.parametrize("options", OPTIONS)
def test_each_option_is_drawn_with_the_figures_and_colours_of_its_frame(open_page, frame_of, options):
    lang = LANGUAGES[OPTIONS.index(options) % 2]
    link = f"{options}&lang={lang}"
    at = open_page(link)
    assert not at.warning
    assert_drawn(at, *frame_of(link))
    assert_language(at, lang, frame_of(link)[1])


def assert_language(at, lang, reference):
    """Nothing in the letters or digits of the other language; publishers bear the name they have."""
    names = sorted(reference.sources["publisher"].dropna().unique(), key=len, reverse=True)
    allowed = re.compile("|".join([LATIN_ALLOWED, *map(re.escape, names)]))
    for text in reading.page_texts(at):
        if lang == "en":
            assert not re.search("[\u0600-\u06ff]", text), text
        else:
            assert not re.search("[A-Za-z0-9٠-٩%]", allowed.sub("", text)), text


def test_ranking_shows_the_figures_that_the_terminal_prints_for_the_same_link(open_page, demo_database, monkeypatch):
    link = "indicator=health_posts&level=district&groups=refugee,documented&lang=en"
    at = open_page(link)
    monkeypatch.setenv("HAMGAM_DATABASE_URL", f"sqlite:///{demo_database}")
    printed = CliRunner().invoke(manage.app, ["table", f"http://127.0.0.1/gap_map?{link}"])
    assert printed.exit_code == 0, printed.output
    values = {row["name_en"]: row for row in csv.DictReader(io.StringIO(printed.stdout))}
    rows = reading.ranking(at)
    assert len(rows) == len(values)
    for _rank, name, value, shortage in rows:
        row = values[name.rstrip("*")]
        assert value == "fewer than 10 people" if row["status"] == "few" else True
        if row["status"] == "ok":
            assert reading.as_number(value) == pytest.approx(float(row["value"]), abs=0.5)
            assert reading.as_number(shortage) == pytest.approx(float(row["units_short"]), abs=0.5)


def test_language_switch_shows_the_same_view_in_the_other_language(open_page):
    at = open_page("indicator=health_posts&level=district&area=IR2303&scheme=quantiles&classes=3&lang=en")
    before = reading.colours(at)
    at.button(key="language:en").click().run()
    assert reading.payload(at)["lang"] == "fa"
    assert reading.colours(at) == before
    assert at.query_params["lang"] in ("fa", ["fa"])
    assert "حوزه" in [box.label for box in at.selectbox]


def test_bare_address_of_the_gap_map_shows_the_counties_in_persian(open_page):
    view = reading.payload(open_page())
    assert (view["lang"], view["level"], view["area"]) == ("fa", 2, "IR23")


@pytest.mark.parametrize(
    ("key", "choice", "expected"),
    [
        ("sector", "health", {"sector": "health", "indicator": "health_houses"}),
        ("indicator", "health_posts", {"indicator": "health_posts"}),
        ("groups", "refugee", {"groups": "refugee"}),
        ("level", "district", {"level": "district", "area": "IR23"}),
        ("area", "IR2303", {"level": "district", "area": "IR2303"}),
        ("period", "1402", {"period": "1402"}),
        ("standard", "ppc_40", {"standard": "ppc_40"}),
        ("scheme", "quantiles", {"scheme": "quantiles"}),
    ],
)
def test_a_choice_changes_the_view_and_its_address(open_page, key, choice, expected):
    at = open_page("lang=en" + "&indicator=health_houses" * (key == "indicator"))
    at.selectbox(key=f"{key}:en").set_value(choice).run()
    assert not at.exception
    assert not at.error
    query = dict(parse_qsl(reading.payload(at)["stamp"]))
    assert expected.items() <= query.items()
    assert {name: value if isinstance(value, str) else value[0] for name, value in at.query_params.items()} == query


def test_a_target_gives_training_places_a_standard_and_zero_takes_it_away(open_page):
    at = open_page("indicator=training_places&lang=en")
    unset = reading.colours(at)
    at.number_input(key="target:en").set_value(40.0).run()
    assert "target=40" in reading.payload(at)["stamp"]
    at.number_input(key="target:en").set_value(0.0).run()
    assert "target" not in reading.payload(at)["stamp"]
    assert reading.colours(at) == unset


def test_drilled_view_goes_back_to_the_province_by_its_button(open_page):
    at = open_page("level=district&area=IR2303&lang=en")
    assert reading.title(at).startswith("Rey County: ")
    at.button(key="back:en").click().run()
    view = reading.payload(at)
    assert (view["area"], view["level"], len(view["areas"])) == ("IR23", 2, 16)


def test_indicator_without_a_standard_says_that_quantiles_serve(open_page):
    at = open_page("indicator=training_places&lang=en")
    assert "No standard for this indicator: classes by quantiles." in reading.texts_of(reading.fragment(at, "hg-side"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_by_group_say_what_they_cannot_show(open_page, lang):
    i18n.activate(lang)
    rule = i18n._("of these, distorted by the city boundary")
    at = open_page(f"groups=refugee&lang={lang}")
    foot = reading.texts_of(reading.fragment(at, "hg-foot"))
    assert any(("cannot show exclusion" if lang == "en" else "محرومیت") in text for text in foot)
    assert rule in reading.texts_of(reading.fragment(at, "hg-side"))
    foot = reading.texts_of(reading.fragment(open_page(f"lang={lang}"), "hg-foot"))
    assert not any(("exclusion" if lang == "en" else "محرومیت") in text for text in foot)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_view_carries_disclaimer_sensitivity_date_and_demonstration_mark(open_page, lang):
    at = open_page(f"lang={lang}")
    foot = " ".join(reading.texts_of(reading.fragment(at, "hg-foot")))
    if lang == "en":
        wanted = ("official endorsement", "Sensitivity", "As of 15 February 2026 (1404)", "schematic")
    else:
        wanted = ("سازمان ملل متحد", "طبقه‌بندی", "به تاریخ ۲۶ بهمن ۱۴۰۴", "شماتیک")
    for text in wanted:
        assert text in foot
    assert reading.payload(at)["mark"] == ("Demonstration data" if lang == "en" else "دادهٔ نمایشی")
    assert "hg-mark" in " ".join(reading.fragments(at))


def test_legend_labels_go_with_the_classes_in_order(open_page, frame_of):
    i18n.activate("en")
    frame, _reference = frame_of("indicator=school_seats&lang=en")
    values = frame.data["value"].to_numpy(dtype=float)
    breaks = standard_breaks("coverage_pct", 35.0, None, "lower_is_worse")
    classes = classify(values, list(frame.data["status"]), "standard", 5, breaks)
    labels = [legend.label(one, frame.selection.entry) for one in classes.bins]
    shown = reading.texts_of(reading.fragment(open_page("indicator=school_seats&lang=en"), "hg-side"))
    places = [shown.index(label) for label in labels]
    assert places == sorted(places)

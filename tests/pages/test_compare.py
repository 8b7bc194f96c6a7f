"""Compare: two indicators, two years, two groups, areas side by side; figures against the released frames."""

import json
import re
from itertools import pairwise, product
from statistics import quantiles

import pytest

from briefing.chart import APART
from domain.findings import comparable
from geo.bivariate import COLOURS
from tests.pages import reading
from tests.sweeps import EN_NOW, FA_NOW, sweep

LANGUAGES = ("fa", "en")
ODD = ("areas=IR99,,<b>", "indicator2=gold", "period2=1", "groups2=tourists", "indicator=foreign_share")
PICKED = "indicator=health_posts&areas=IR2303,IR2309,IR230303"


def maps(at):
    found = [
        reading.PAINT.search(json.loads(one.proto.json_args)["feature_group"]) for one in at.get("component_instance")
    ]
    return [reading.with_texts(json.loads(one[1])) for one in found]


def box(at, name, lang):
    return next(one for one in at.selectbox if one.key == f"{name}:{lang}")


@pytest.mark.parametrize("lang", FA_NOW)
def test_two_indicators_are_painted_by_thirds_of_both_and_the_corner_is_told(compare, frame_of, lang):
    at = compare(f"indicator=school_seats&indicator2=foreign_share&lang={lang}")
    assert not at.exception
    (painted,) = maps(at)
    first, other = (frame_of(f"indicator={one}").data for one in ("school_seats", "foreign_share"))
    fair = (first["status"] == "ok") & (other["status"] == "ok")
    fair &= ~first["note"].str.contains("city_boundary") & ~other["note"].str.contains("city_boundary")
    thirds = []
    for data in (first, other):
        bounds = quantiles(data.loc[fair, "value"], n=3, method="inclusive")
        thirds.append([sum(value > bound for bound in bounds) for value in data["value"]])
    named = set()
    for place, code in enumerate(first["pcode"]):
        colour = painted["fills"][painted["areas"][code][0]][0]
        if not fair[place]:
            assert colour == "#ffffff"
            continue
        assert colour == COLOURS[thirds[1][place]][thirds[0][place]], code
        if (thirds[0][place], thirds[1][place]) == (0, 2):
            named.add(first[f"name_{lang}"][place])
    title = reading.title(at)
    assert named
    assert all(name in title for name in named), title


@pytest.mark.parametrize(
    ("key", "value", "lang"),
    sweep(
        ("period2", "1401", "fa"),
        ("period2", "1401", "en"),
        ("groups2", "refugee", "fa"),
        ("groups2", "refugee", "en"),
        now=[0, 3],
    ),
)
def test_two_maps_share_one_classification_and_each_has_its_own_figures(compare, frame_of, key, value, lang):
    at = compare(f"indicator=training_places&scheme=quantiles&{key}={value}&lang={lang}")
    assert not at.exception
    one, other = maps(at)
    plain = [[fill for fill in side["fills"] if fill[1] != "over"] for side in (one, other)]
    assert plain[0] == plain[1]
    assert (one["together"], other["together"]) == (1, 1)
    frames = [frame_of("indicator=training_places"), frame_of(f"indicator=training_places&{key.rstrip('2')}={value}")]
    if key == "period2":  # the earlier year stands where a reader begins
        frames.reverse()
    ends = {}
    for painted, frame in zip((one, other), frames, strict=True):
        for row in frame.data[comparable(frame.data)].to_dict("records"):
            fill = painted["areas"][row["pcode"]][0]
            ends.setdefault(fill, []).append(row["value"])
    spans = sorted((min(values), max(values)) for values in ends.values())
    assert len(spans) > 2
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "classes overlap"


@pytest.mark.parametrize("lang", FA_NOW)
def test_areas_stand_side_by_side_with_every_indicator_and_the_province(compare, frame_of, lang):
    at = compare(f"{PICKED}&lang={lang}")
    assert not at.exception
    table = next(body for body in reading.fragments(at) if "hg-side-by-side" in body)
    parser = reading._Rows()
    parser.feed(table)
    rows = {row[0]: row[1:] for row in parser.rows if len(row) == 5}
    head = rows.pop("")
    frame, inside = frame_of("indicator=health_posts"), frame_of("indicator=health_posts&level=district")
    known = {row["pcode"]: row for one in (frame, inside) for row in one.data.to_dict("records")}
    assert head[:3] == [known[code][f"name_{lang}"] for code in ("IR2303", "IR2309", "IR230303")]
    cells = next(
        cells for name, cells in rows.items() if ("Health posts" if lang == "en" else "پایگاه‌های سلامت") in name
    )
    wanted = [*(known[code]["value"] for code in ("IR2303", "IR2309", "IR230303")), frame.context["value"].iloc[0]]
    assert [reading.as_number(cell) for cell in cells] == pytest.approx(wanted, abs=0.51)
    assert len(rows) == 16
    assert maps(at)[0]["picked"] == ["IR2303", "IR2309", "IR230303"]


def test_each_control_changes_the_view_and_the_link(compare):
    at = compare("lang=en")
    for name, value, key in (
        ("indicator2", "training_places", "indicator2"),
        ("level", "district", "level"),
        ("indicator", "hospital_beds", "indicator"),
        ("period", "1402", "period"),
        ("groups", "refugee,documented", "groups"),
    ):
        box(at, name, "en").set_value(value).run()
        assert not at.exception
        assert at.query_params[key] in (value, [value]), name
    assert len(maps(at)[0]["areas"]) == 35


def test_way_of_comparing_changes_and_what_the_other_ways_chose_goes(compare):
    at = compare("lang=en&indicator2=training_places")
    box(at, "kind", "en").set_value("years").run()
    assert "indicator2" not in at.query_params
    assert at.query_params["period2"] in ("1403", ["1403"])
    assert len(maps(at)) == 2
    box(at, "kind", "en").set_value("groups").run()
    assert "period2" not in at.query_params
    box(at, "groups2", "en").set_value("refugee").run()
    assert at.query_params["groups2"] in ("refugee", ["refugee"])
    box(at, "kind", "en").set_value("indicators").run()
    assert "groups2" not in at.query_params
    assert len(maps(at)) == 1


@pytest.mark.parametrize("lang", FA_NOW)
def test_areas_are_added_and_removed_and_a_fifth_is_refused_and_told(compare, frame_of, lang):
    at = compare(f"lang={lang}")
    names = frame_of("indicator=school_seats").data.set_index("pcode")[f"name_{lang}"]
    for code in ("IR2301", "IR2302", "IR2303", "IR2304", "IR2309"):
        assert not at.warning
        next(one for one in at.selectbox if one.key == f"add_area:{lang}").set_value(code).run()
    assert maps(at)[0]["picked"] == ["IR2301", "IR2302", "IR2303", "IR2304"]
    assert [names["IR2309"] in one.value for one in at.warning] == [True], [one.value for one in at.warning]
    next(one for one in at.button if one.key == f"drop:IR2303:{lang}").click().run()
    assert maps(at)[0]["picked"] == ["IR2301", "IR2302", "IR2304"]
    assert not at.warning
    assert not at.exception


@pytest.mark.parametrize("lang", EN_NOW)
def test_first_indicator_that_stands_on_the_other_side_changes_places_and_that_is_told(compare, lang):
    at = compare(f"indicator=school_seats&indicator2=health_posts&lang={lang}")
    box(at, "indicator", lang).set_value("health_posts").run()
    assert at.query_params["indicator"] in ("health_posts", ["health_posts"])
    assert at.query_params["indicator2"] in ("school_seats", ["school_seats"])
    posts = {"en": "Health posts", "fa": "پایگاه"}[lang]
    assert [posts in one.value for one in at.warning] == [True]
    box(at, "level", lang).set_value("district").run()
    assert not at.warning


@pytest.mark.parametrize(("link", "lang"), sweep(*product(ODD, LANGUAGES), now=[0, 3, 4, 7, 8]))
def test_odd_links_show_the_usual_view_with_a_notice(compare, link, lang):
    at = compare(f"{link}&lang={lang}")
    assert not at.exception
    assert len(maps(at)) == 1
    assert bool(at.warning) == (link != "indicator=foreign_share")


def test_title_of_two_years_tells_both_figures_of_the_province_and_the_two_parts_of_the_change(compare, frame_of):
    title = reading.title(compare("indicator=school_seats&period2=1401&lang=en"))
    title = title.translate({0x2066: None, 0x2069: None, ord("-"): "−"})
    before, after = (
        frame_of(f"indicator=school_seats&period={year}").context["value"].iloc[0] for year in (1401, 1404)
    )
    assert f"went from {before:.1f}% in 2022/23 (1401) to {after:.1f}% in 2025/26 (1404)" in title
    parts = re.findall(r"([+−]\d+\.\d|0\.0) (?:percentage points come )?from", title)
    assert len(parts) == 2
    assert sum(reading.as_number(part) for part in parts) == pytest.approx(round(after, 1) - round(before, 1))


@pytest.mark.parametrize("link", ["indicator=health_posts&indicator2=health_posts", "indicator=health_posts"])
def test_no_indicator_is_compared_with_itself(compare, link):
    at = compare(f"{link}&lang=en")
    assert not at.exception
    assert maps(at)[0]["heads"][0] != maps(at)[0]["heads"][1]
    box(at, "indicator2", "en").set_value("hospital_beds").run()
    box(at, "indicator", "en").set_value("hospital_beds").run()
    assert not at.exception
    assert maps(at)[0]["heads"][0] != maps(at)[0]["heads"][1]


@pytest.mark.parametrize("lang", EN_NOW)
def test_groups_of_an_indicator_that_knows_none_are_everybodys_on_both_sides(compare, lang):
    at = compare(f"indicator=pupils_per_class&groups2=refugee&lang={lang}")
    everyone = {"en": "Everyone", "fa": "همهٔ ساکنان"}[lang]
    assert reading.title(at).count(everyone) == 2
    assert [view["foot"].startswith(f"{everyone} · ") for view in maps(at)] == [True, True]
    same = {"en": "Both sides are the same.", "fa": "دو سوی مقایسه یکی است."}[lang]
    assert same in "".join(reading.fragments(at))


def test_years_are_not_offered_where_there_is_one(compare, changed_database):
    url = changed_database(("DELETE FROM population WHERE period NOT IN (1395, 1404)",))
    at = compare("lang=en", HAMGAM_DATABASE_URL=url)
    assert not at.exception
    assert box(at, "kind", "en").options == ["Two indicators", "Two groups of people"]


def test_areas_side_by_side_say_for_whom_they_are_and_what_figures_by_group_cannot_show(compare):
    at = compare("indicator=pupils_per_class&indicator2=pupils_per_teacher&groups=refugee&areas=IR2303&lang=en")
    table = next(body for body in reading.fragments(at) if "hg-side-by-side" in body)
    assert "refugees" in table
    assert "cannot show exclusion" in table
    assert "Sources: " in table


@pytest.mark.parametrize("lang", FA_NOW)
def test_common_legend_of_two_maps_counts_the_hatched_areas_of_either(compare, lang):
    at = compare(f"indicator=school_seats&period2=1400&lang={lang}")
    body = next(one for one in reading.fragments(at) if "hg-two" in one)
    told = re.search(
        {"en": "of these, distorted[^<]*", "fa": "از این میان[^<]*"}[lang] + r"</th><td>(.+?)</td><td>(.+?)</td>", body
    )
    hatched = [sum(side["fills"][area[0]][1] == "over" for area in side["areas"].values()) for side in maps(at)]
    assert hatched == [1, 1] or min(hatched) > 0
    assert [reading.as_number(told[1]), reading.as_number(told[2])] == hatched


@pytest.mark.parametrize(("page", "told"), [("compare", "hg-marks"), ("area", "Notes on the data")])
def test_share_of_the_country_says_whom_it_counts_where_no_subtitle_does(open_page, page, told):
    at = open_page("areas=IR2319&lang=en", page=page)
    (found,) = [body for body in reading.fragments(at) if "counted in the whole country: refugees" in body]
    assert told in found


def test_bars_of_areas_that_the_city_boundary_distorts_are_grey_and_named(compare, frame_of):
    data = frame_of("indicator=school_seats").data.set_index("pcode")
    bent = data["note"].str.contains("city_boundary") & (data["status"] == "ok")
    picked = [*data.index[bent], data.index[~bent][1]][-3:]
    at = compare(f"indicator=school_seats&areas={','.join(picked)}&lang=en")
    specs = [json.loads(one.proto.spec) for one in at.get("plotly_chart")]
    (bars,) = [one for spec in specs for one in spec["data"] if one["type"] == "bar"]
    assert [colour == APART for colour in bars["marker"]["color"]] == [True, True, False]
    named = " and ".join(data.loc[picked[:-1], "name_en"])
    assert any(f"grey: {named}, distorted by the city boundary" in body for body in reading.fragments(at))

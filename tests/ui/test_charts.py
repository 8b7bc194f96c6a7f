"""Charts on a page: values, digits, direction, no markup from names, and a table beside."""

from dataclasses import replace

import pytest

from briefing.chart import LIFTS, Axis, Chart, Mark, Series
from ui import charts, plots
from wording import formats, i18n

KINDS = ("bars", "stacked", "trend", "dots", "scatter")


@pytest.fixture(params=["fa", "en"])
def chart(request):
    i18n.activate(request.param)
    axis = Axis(formats.number(1), tuple((value, formats.percent(value)) for value in (0.0, 50.0, 100.0)))
    series = Series("<b>S</b>", (40.0, None), (formats.percent(40), "–"), x=(1.0, 2.0), x_texts=("1", "2"))

    def make(kind):
        return Chart(
            kind, "<i>T</i>", "s", ("<script>", "B"), (series,), axis, x_axis=axis, marks=(Mark(82.0, "M"),),
            breaks=(Mark(1, "B"),), is_rtl=request.param == "fa", category_name="Area", labelled=(0,),
        )  # fmt: skip

    return make


@pytest.mark.parametrize("kind", KINDS)
def test_figure_has_the_values_our_ticks_and_no_markup_of_names(chart, kind):
    made = chart(kind)
    drawn = plots.figure(made).to_plotly_json()
    along = "x" if kind in ("bars", "stacked", "dots") else "y"
    assert list(drawn["data"][0][along]) == [40.0, None]
    axis = drawn["layout"][f"{along}axis"]
    assert list(axis["tickvals"]) == [0.0, 50.0, 100.0]
    digits = "۵۰" if made.is_rtl else "50"
    assert digits in axis["ticktext"][1]
    assert "<script>" not in str(drawn)
    assert "<b>S</b>" not in str(drawn["data"][0]["name"])


@pytest.mark.parametrize("kind", ("bars", "stacked", "dots", "scatter", "trend"))
def test_persian_begins_at_the_right(chart, kind):
    made = chart(kind)
    low, high = plots.figure(made).to_plotly_json()["layout"]["xaxis"]["range"]
    assert (low > high) == made.is_rtl


def test_missing_bar_says_why_it_is_missing(chart):
    made = plots.figure(chart("bars")).to_plotly_json()
    assert any("–" in note["text"] and note["y"] == 1 for note in made["layout"]["annotations"])


def test_each_of_two_missing_bars_says_so_in_its_own_lane(chart):
    made = chart("bars")
    gone = replace(made.series[0], values=(None,) * len(made.categories))
    notes = plots.figure(replace(made, series=(gone, gone))).to_plotly_json()["layout"]["annotations"]
    lanes = [round(note["y"], 6) for note in notes if isinstance(note["y"], int | float) and note["x"] == 0]
    assert lanes == [place + beside for beside in (-0.2, 0.2) for place in range(len(made.categories))]


def test_table_says_the_same_with_names_escaped(chart):
    html = charts.below(chart("bars"))
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert formats.percent(40) in html
    assert "<i>T</i>" not in charts.head(chart("bars"))


def test_every_point_of_a_scatter_that_has_values_is_named_as_wanted(chart):
    made = chart("scatter")
    gap = replace(made.series[0], values=(None, 3.0), x=(1.0, 2.0))
    notes = plots.figure(replace(made, series=(gap,), labelled=(0, 1))).to_plotly_json()["layout"]["annotations"]
    named = [note for note in notes if note.get("yshift") == 17]
    assert [(note["x"], note["y"]) for note in named] == [(2.0, 3.0)]
    assert "B" in named[0]["text"]


@pytest.mark.parametrize("is_rtl", (False, True))
def test_name_of_a_point_hides_no_other_point(chart, is_rtl):
    made = replace(chart("scatter"), is_rtl=is_rtl)
    low, high = made.axis.ticks[0][0], made.axis.ticks[-1][0]
    # Another point stands right above: the name goes to the side, to the same one as a reader sees it.
    both = replace(made.series[0], values=(low, low + 0.05 * (high - low)), x=(made.x_axis.ticks[0][0],) * 2)
    notes = plots.figure(replace(made, series=(both,), labelled=(0,))).to_plotly_json()["layout"]["annotations"]
    (name,) = [note for note in notes if note.get("y") == low and note.get("x") == made.x_axis.ticks[0][0]]
    assert name["yshift"] == 0
    assert (name["xshift"] < 0) == is_rtl


@pytest.mark.parametrize("kind", ("dots", "scatter"))
def test_points_of_areas_carry_code_and_name_for_the_map(chart, kind):
    made = chart(kind)
    plain, linked = (plots.figure(one).to_plotly_json()["data"][0] for one in (made, replace(made, codes=("P1", "P2"))))
    assert plain.get("customdata") is None
    assert [tuple(one) for one in linked["customdata"]] == [("P1", "<script>"), ("P2", "B")]


def test_no_line_goes_through_a_figure_behind_its_bar():
    axis = Axis("A", ((0.0, "0"), (100.0, "100")))
    bars = Series("S", (94.0, 82.0, 104.0, 3.0, None), ("94%", "82%", "104%", "3%", "no data"))
    chart = Chart("bars", "T", "s", tuple("ABCDE"), (bars,), axis, marks=(Mark(100.0, "M"), Mark(5.0, "N")))
    where = plots.figure(chart).data[0].textposition
    # The bar of 3 is too short for its figure.
    assert list(where) == ["inside", "outside", "outside", "outside", "outside"]


def test_names_of_dots_stand_beyond_all_dots_of_their_row(chart):
    values = tuple(float(value) for value in (0, 0, 0, 0, 0, 0.1, 40, 40.1, 40.2, 100))
    series = Series("S", values, tuple(map(str, values)))
    crowd = replace(chart("dots"), categories=tuple("ABCDEFGHIJ"), series=(series,), labelled=(0, 6, 7, 9), marks=())
    drawn = plots.figure(crowd)
    names = [one for one in drawn.layout.annotations if one.ayref == "y"]
    low, high = drawn.layout.yaxis.range
    assert len(names) == 4
    for one in names:
        assert abs(one.ay) > max(map(abs, LIFTS)) + 0.2
        assert low < one.ay < high

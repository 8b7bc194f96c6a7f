"""Files of the overview: what its cards, its list and its maps tell, in both languages."""

import pytest

from briefing.drawn import Drawn
from domain.links import from_query
from tests.pages import overview_parts, reading
from tests.pages.test_downloads import LANGUAGES
from tests.pages.test_page_downloads import book, read_words, shown
from ui import loaders, overview, overview_figures, overview_files, overview_maps


def frames_of(lang):
    return overview.frames_of(*shown(f"lang={lang}"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_overview_has_the_headlines_that_the_page_tells(files_of, ask, lang):
    found = files_of(f"lang={lang}", page="")
    frames = frames_of(lang)
    rows = read_words(found["headlines"][1], overview_figures.headlines(frames))
    assert {(row["period"], row["pcode"]) for row in rows} == {("1404", "IR23")}
    told = overview_parts.figures(overview_parts.parts(found.at).texts["hg-headlines"][0])
    context = loaders.release(from_query({"level": "district"}, loaders.reference().options)[0]).context.iloc[0]
    shortage, rooms = (next(row for row in rows if float(row["value"]) == context[name]) for name in (
        "shortage", "classrooms_short"))  # fmt: skip
    assert {float(shortage["value"]), float(rooms["value"])} <= set(told)
    assert float(shortage["change"]) == pytest.approx(float(shortage["by_capacity"]) + float(shortage["by_people"]))
    tallied = rows[-6:]
    day = tallied[0]["reference_period"]
    assert int(tallied[3]["value"]) == sum(
        due < day and status in ("agreed", "in_progress", "delivered")
        for due, status in ask(
            "SELECT due_on, (SELECT status FROM commitment_update AS u WHERE u.commitment_id = c.commitment_id"
            " AND updated_on <= ? ORDER BY updated_on DESC LIMIT 1) FROM commitment AS c", day
        )
    )  # fmt: skip
    sheets = book(found["overview_xlsx"][1]).worksheets
    assert len(sheets) == 4
    values = [row[3] for row in sheets[0].iter_rows(min_row=2, values_only=True)]
    assert values == pytest.approx([float(row["value"]) for row in rows])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_overview_has_the_urgent_districts_and_the_freshness_that_the_page_tells(files_of, printed, lang):
    found = files_of(f"lang={lang}", page="")
    frames, reference = frames_of(lang), loaders.reference()
    rows = read_words(found["urgent"][1], overview_files.urgent(frames, reference))
    parts = overview_parts.parts(found.at)
    names, *wanted = printed("indicator=priority_index&level=district")
    points = {row[0]: row[names.index("value")] for row in wanted}
    assert [row["value"] for row in rows] == [points[row["pcode"]] for row in rows]
    assert len(rows) == 5
    page = parts.texts["hg-urgent"][0]
    assert all(row["reason"] in page and row[f"name_{lang}"] in page for row in rows)
    fresh = read_words(found["sources"][1], overview_files.sources(frames, reference))
    assert len(fresh) == len(loaders.reference().sources)
    assert all(row[f"title_{lang}"] in parts.texts["hg-fresh"][0] and row["freshness"] for row in fresh)
    chips = parts.texts["hg-chips"][0]
    assert all((row[f"title_{lang}"] in chips) == (row["on_this_page"] == "True") for row in fresh)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_picture_of_the_overview_has_the_colours_of_its_three_maps(files_of, lang):
    found = files_of(f"lang={lang}", page="")
    name, content = found["overview_png"]
    reference = loaders.reference()
    frames = overview.frames_of(from_query({"lang": lang}, reference.options)[0], reference)
    drawn = [Drawn.of(frames[one], reference) for one in overview_files.MAPS]
    wanted = {fill.colour for one in drawn for fill in overview_maps.painted(one).values()}
    assert wanted <= reading.pixel_colours(content)
    assert name == f"hamgam_overview_1404_{lang}.png"

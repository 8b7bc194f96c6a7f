"""The sector pages: every indicator in both languages, every control of the page."""

import re
from itertools import product

import pytest

from domain.indicators import CATALOGUE, GROUPS, of_sector
from tests.pages import reading
from tests.pages.sectors import SECTORS, box, sound
from tests.sweeps import sweep

LANGUAGES = ("fa", "en")


@pytest.mark.parametrize(("sector", "lang"), sweep(*product(SECTORS, LANGUAGES), now=(0, 3, 4)))
def test_page_stands_for_every_indicator_with_a_title_subtitle_sources_and_mark_on_each_chart(
    open_sector, sector, lang
):
    for entry in of_sector(sector):
        at = sound(open_sector(sector, f"indicator={entry.id}&lang={lang}&groups=refugee"))
        assert at.session_state["hg_selection"].indicator == entry.id
        heads = [body for body in reading.fragments(at) if 'class="hg-chart-head"' in body]
        feet = [body for body in reading.fragments(at) if 'class="hg-chart-foot"' in body]
        assert len(heads) == len(feet) >= 6, entry.id
        for body in heads:
            title, subtitle = re.search(r"<h2>(.*?)</h2><p>(.*?)</p>", body).groups()
            assert len(title) > 15, title
            assert "·" in subtitle
            assert re.search("[۰-۹]" if lang == "fa" else "[0-9]", title), title
            assert 'class="hg-mark"' in body
        assert all(("منابع" if lang == "fa" else "Sources") in body for body in feet)


def test_every_text_is_in_the_language_of_the_page(open_sector):
    for sector in SECTORS:
        for text in reading.page_texts(sound(open_sector(sector, "lang=fa"))):
            assert not re.search("[0-9]", re.sub(r"\(.*?\)", "", text)), text
        for text in reading.page_texts(sound(open_sector(sector, "lang=en"))):
            assert not re.search("[\u0600-\u06ff]", text), text


def test_area_indicator_groups_year_and_standard_change_the_page(open_sector):
    at = sound(open_sector("education", "lang=en"))
    for control, value in (("area", "IR2310"), ("groups", "refugee"), ("period", "1402"), ("standard", "ppc_40")):
        before = [body for body in reading.fragments(at) if "hg-chart-head" in body]
        box(at, control).set_value(value).run()
        sound(at)
        assert [body for body in reading.fragments(at) if "hg-chart-head" in body] != before, control
    selection = at.session_state["hg_selection"]
    assert (selection.area, selection.groups, selection.period) == ("IR2310", ("refugee",), 1402)
    rule = [body for body in reading.fragments(at) if "assumes equal access" in body]
    assert len(rule) >= 4, "beside each figure by group"
    box(at, "indicator").set_value("school_space").run()
    assert not [body for body in reading.fragments(sound(at)) if "assumes equal access" in body]


def test_target_gives_training_places_a_line(open_sector):
    at = sound(open_sector("livelihoods", "lang=en&indicator=training_places&target=12"))
    assert any("12.0 per 1,000" in one.proto.spec for one in at.get("plotly_chart"))


@pytest.mark.parametrize("sector", SECTORS)
def test_view_of_another_sector_gives_the_first_indicator_and_keeps_the_rest(open_sector, sector):
    at = sound(open_sector(sector, "indicator=foreign_share&period=1401&lang=en"))
    selection = at.session_state["hg_selection"]
    assert selection.indicator == of_sector(sector)[0].id
    assert (selection.period, selection.groups) == (1401, GROUPS)
    assert CATALOGUE[selection.indicator].sector == sector


@pytest.mark.parametrize(("lang", "told"), [("en", "belongs to another sector"), ("fa", "به صفحهٔ حوزهٔ دیگری")])
def test_link_with_an_indicator_of_another_sector_is_told_and_the_menu_is_not(open_sector, lang, told):
    at = sound(open_sector("health", f"indicator=school_seats&lang={lang}"))
    assert [told in one.value for one in at.warning] == [True]
    assert at.session_state["hg_selection"].sector == "health"
    at.run()
    assert [told in one.value for one in at.warning] == [True], "a notice stands until the next choice"
    assert not sound(open_sector("health", f"lang={lang}")).warning

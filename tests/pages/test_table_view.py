"""The table view: the map's equal, with every area and every figure of its tooltip."""

import re

import pytest

from domain.indicators import CATALOGUE
from tests.pages import reading
from tests.sweeps import FA_NOW

LANGUAGES = ("fa", "en")


def tables(at):
    """Rows of each table, heads first."""
    found = []
    for part in reading.fragment(at, "hg-tables").split("<table>")[1:]:
        parser = reading._Rows()
        parser.feed(part)
        found.append(parser.rows)
    return found


@pytest.mark.parametrize("lang", FA_NOW)
@pytest.mark.parametrize("level", ["county", "district"])
@pytest.mark.parametrize("indicator", CATALOGUE)
def test_table_has_every_area_with_every_figure_of_its_tooltip(open_page, indicator, level, lang):
    link = f"indicator={indicator}&level={level}&groups=refugee,documented&lang={lang}"
    on_map = reading.payload(open_page(link))
    at = open_page(f"{link}&view=table")
    assert not at.exception
    assert not at.error
    assert not at.get("component_instance")
    heads, *rows = tables(at)[0]
    assert len(rows) == len(on_map["areas"])
    by_name = {row[1]: row for row in rows}
    for _fill, name, *texts in on_map["areas"].values():
        row = by_name[name]
        for head, text in zip(on_map["heads"], texts, strict=False):
            assert not text or row[heads.index(head)] == text, (name, head)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rows_stand_in_the_order_of_the_ranking(open_page, lang):
    link = f"indicator=health_posts&level=district&lang={lang}"
    ranked = [(rank, name.rstrip("*")) for rank, name, *_rest in reading.ranking(open_page(link))]
    assert [(row[0], row[1]) for row in tables(open_page(f"{link}&view=table"))[0][1:]] == ranked


@pytest.mark.parametrize("lang", LANGUAGES)
def test_caption_is_the_title_and_heads_have_their_scope(open_page, lang):
    at = open_page(f"view=table&lang={lang}")
    body = reading.fragment(at, "hg-tables")
    assert f"<caption>{reading.title(at)}</caption>" in body
    assert body.count("<th ") == body.count('<th scope="col">') + body.count('<th scope="row">')
    assert body.count('<th scope="row">') == 16


def test_each_county_is_a_link_to_its_districts_in_the_same_form(open_page):
    body = reading.fragment(open_page("indicator=health_posts&view=table&lang=en"), "hg-tables")
    links = re.findall(r'<a class="hg-go" href="\?([^"]+)"', body)
    assert len(links) == 16
    assert all("indicator=health_posts" in link and "level=district" in link and "view=table" in link for link in links)
    at = open_page(links[0].replace("&amp;", "&"))
    assert not at.warning
    assert len(tables(at)[0]) > 1


def test_district_leads_into_its_county_and_inside_one_nothing_leads_further(open_page):
    body = reading.fragment(open_page("level=district&view=table&lang=en"), "hg-tables")
    assert body.count('class="hg-go"') == body.count('<th scope="row">') > 30
    body = reading.fragment(open_page("level=district&area=IR2303&view=table&lang=en"), "hg-tables")
    assert "hg-go" not in body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_switch_goes_to_the_table_and_back_and_keeps_the_view(open_page, lang):
    at = open_page(f"indicator=health_posts&lang={lang}")
    before = reading.payload(at)["stamp"]
    at.button(key=f"view:{lang}").click().run()
    assert dict(at.query_params)["view"] in ("table", ["table"])
    assert tables(at)
    at.button(key=f"view:{lang}").click().run()
    assert reading.payload(at)["stamp"] == before
    assert "view" not in dict(at.query_params)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_facilities_are_counted_by_area_for_the_province_and_listed_inside_a_county(open_page, lang):
    on_map = open_page(f"kinds=hospital,clinic&lang={lang}")
    counts = tables(open_page(f"kinds=hospital,clinic&view=table&lang={lang}"))[1]
    assert len(counts[0]) == 4
    legend = reading.fragment(on_map, "hg-side").split("hg-facilities")[1]
    hospitals = reading.as_number(re.findall("<b>(.*?)</b>", legend)[1])
    assert sum(reading.as_number(row[2]) for row in counts[1:]) == hospitals
    listed = tables(open_page(f"kinds=hospital&level=district&area=IR2303&view=table&lang={lang}"))[1]
    assert len(listed) == 1 + 4
    assert all(row[1] == ("Hospital" if lang == "en" else "بیمارستان") for row in listed[1:])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_benchmarks_stand_above_the_table(open_page, lang):
    side = reading.fragment(open_page(f"lang={lang}"), "hg-side")
    told = side[side.index("<dl") : side.index("</dl>")]
    assert told in reading.fragment(open_page(f"view=table&lang={lang}"), "hg-tables")


def test_texts_of_the_table_hold_one_language_each(open_page):
    for lang in LANGUAGES:
        at = open_page(f"level=district&groups=refugee&indicator=health_houses&kinds=hospital&view=table&lang={lang}")
        texts = " ".join(reading.texts_of(reading.fragment(at, "hg-tables")))
        texts = texts.replace("inford.org", "")  # publishers bear the name they have
        assert not re.search("[\u0600-\u06ff]" if lang == "en" else "[A-Za-z0-9%]", texts)

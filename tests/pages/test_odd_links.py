import re

import pytest

from tests.pages import reading

ODD = {
    "unknown key": "foo=1",
    "script as key": "<script>alert(1)</script>=1",
    "script as value": "indicator=<script>alert(1)</script>",
    "image as value": "area=<img src=x onerror=alert(1)>",
    "closing script as value": "standard=</script><script>alert(1)</script>",
    "Markdown as value": "scheme=[a](javascript:alert(1)) **b** `c` $x$ :red[d]",
    "huge number": "period=" + "9" * 400,
    "huge text": "groups=" + "x" * 5000,
    "negative and infinite target": "indicator=training_places&target=-inf",
    "target too small to divide by": "indicator=training_places&target=5e-324",
    "not a number": "indicator=training_places&target=nan",
    "commas alone": "groups=,,,,",
    "known and unknown groups": "groups=refugee,,martian,refugee",
    "empty values": "indicator=&groups=&level=&area=&period=&scheme=&classes=&standard=",
    "line breaks": "indicator=a%0Ab%0D%0Ac",
    "null byte": "indicator=a%00b",
    "area of another level": "level=county&area=IR2303",
    "sector that does not go with the indicator": "sector=health&indicator=school_seats",
    "standard of another indicator": "standard=hh_1200",
    "surrogates and right-to-left marks": "scheme=\u202etset\u202c\ud83d",
}


@pytest.mark.parametrize("lang", ["fa", "en"])
@pytest.mark.parametrize("link", ODD.values(), ids=ODD)
def test_odd_link_draws_the_usual_view_with_one_warning_in_the_language(open_page, link, lang):
    at = open_page(link.encode("utf-8", "replace").decode() + f"&lang={lang}")
    assert not at.exception
    assert not at.error
    assert reading.title(at)
    assert len(reading.payload(at)["areas"]) == 16
    assert len(at.warning) == 1
    assert re.search("link" if lang == "en" else "پیوند", at.warning[0].value), at.warning[0].value
    assert "%3C" not in reading.payload(at)["stamp"]


@pytest.mark.parametrize(
    "link",
    [
        "period=۱۴۰۲",  # digits as a Persian keyboard writes them
        "groups=refugee,refugee,,documented,",
        "groups= refugee , documented ",
        "area=2303&level=district",
        "area=ir2303&level=district",
    ],
)
def test_link_written_another_way_is_understood_and_made_canonical(open_page, link):
    at = open_page(f"{link}&lang=en")
    assert not at.warning
    assert not at.error
    stamp = reading.payload(at)["stamp"]
    wanted = {"period": "period=1402", "groups": "groups=refugee,documented", "area": "area=IR2303"}
    assert wanted[link.split("=")[0]] in stamp


def test_markup_in_a_link_stands_in_the_warning_without_its_meaning(open_page):
    at = open_page(f"{ODD['Markdown as value']}&lang=en")
    text = at.warning[0].value
    assert r"\[a\]\(javascript\:alert\(1\)\) \*\*b\*\* \`c\` \$x\$ \:red\[d\]" in text
    assert "<" not in open_page(f"{ODD['image as value']}&lang=en").warning[0].value.replace(r"\<", "")


def test_warning_of_a_link_goes_with_the_next_choice(open_page):
    at = open_page("foo=1&lang=en")
    assert at.warning
    at.selectbox(key="level:en").set_value("district").run()
    assert not at.warning


def test_unknown_language_is_told_in_persian(open_page):
    at = open_page("lang=xx")
    assert reading.payload(at)["lang"] == "fa"
    assert "پیوند" in at.warning[0].value
    assert at.warning[0].value.startswith("زبان")

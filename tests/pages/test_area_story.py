"""Area profile: every figure of the head and the five sentences against plain loops and SQL, for groups too."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from itertools import product

import pypdfium2
import pytest

from briefing import report as printed
from data_access.settings import Settings
from domain.links import from_query
from measures.source import Source
from tests.measures.plain import GROUPS
from tests.measures.plain_demo import plain_at
from tests.measures.plain_shares import DISTORTED, EVERYBODY
from tests.pages import reading
from tests.sweeps import EN_NOW, sweep
from ui import area_report, loaders
from wording import formats, i18n, words

pytestmark = pytest.mark.xdist_group("area_story")  # the plain loops are made once
LANGUAGES = ("fa", "en")
FOREIGN = ("refugee", "documented")
CHOICES = (GROUPS, FOREIGN, ("refugee",), ("documented",), ("host",), ("host", "refugee"))
NUMBER = re.compile("[۰-۹0-9][۰-۹0-9٬,٫.]*(?<![.,])")
PPC, PER_UNIT, PER_RATE, PER_YOUTH = 35, 10_000, 10_000, 1000
languages = pytest.mark.parametrize("lang", EN_NOW)


@pytest.fixture(scope="module")
def plain(demo_database):
    source = Source(Settings(f"sqlite:///{demo_database}"))
    yield plain_at(source, demo_database, 1404)
    source.close()


@pytest.fixture(scope="module")
def made():
    """What was finished for the tests of this file, each profile once."""
    return {}


@pytest.fixture
def profile(open_page, made):
    """The finished profile of an area; its page, which shows just that, is opened once."""

    def finished(code, groups, lang):
        asked = code, groups, lang
        i18n.activate(lang)
        if asked not in made:
            query = {"areas": code, "groups": ",".join(groups), "lang": lang}
            made[asked] = area_report.finish(from_query(query, loaders.reference().options)[0])
        return made[asked]

    open_page("areas=IR2319", page="area")
    return finished


def three(value):
    return float(f"{value:.3g}")


def numbers(text):
    """How often each number stands in a text."""
    return Counter(reading.as_number(one) for one in NUMBER.findall(text))


def year(lang):
    return [1404] if lang == "fa" else [2025, 26, 1404]


def of_people(plain, code, groups, lang):
    chosen = FOREIGN if groups == GROUPS else groups
    whole, part = (sum(plain.demand(one, EVERYBODY, of) for one in plain.inside(code)) for of in (GROUPS, chosen))
    if part < 10:
        return [three(whole), 10, *year(lang)]
    share = 100 * part / whole
    return [three(whole), three(part), round(share, 0 if 10 <= share <= 99 else 1), *year(lang)]


def part(groups, capacity):
    """A group's part of a capacity; of everybody whole things."""
    if groups == GROUPS or capacity >= 10:
        return three(round(capacity))
    return 0.1 if capacity < 0.05 else three(capacity)  # a trace is "under 0.1"


def of_schools(row, groups):
    told = [PPC, part(groups, row["capacity"]), three(row["demand_persons"])]
    rooms = row["classrooms_short"]
    return [*told, three(max(1, round(row["shortage"]))), three(rooms)] if rooms else told


def of_health(row, groups):
    told = [three(row["demand_persons"]), PER_UNIT]
    if row["capacity"]:
        told += [part(groups, row["capacity"]), three(row["value"]), PER_RATE]
    return [*told, three(row["units_short"])] if row["units_short"] else told


def of_training(row, province, groups):
    if not row["capacity"]:
        return [three(row["demand_persons"]), three(province["value"]), PER_YOUTH]
    return [part(groups, row["capacity"]), three(row["value"]), PER_YOUTH, three(province["value"])]


@pytest.mark.parametrize(("groups", "lang"), sweep(*product(CHOICES, LANGUAGES), now=(0, 11)))
def test_every_figure_of_the_sentences_is_that_of_plain_loops(profile, plain, groups, lang):
    checked = 0
    for code, level in loaders.reference().options.areas.items():
        if level not in (2, 3) or len(plain.inside(code)) == 0:
            continue
        found = profile(code, groups, lang).sentences
        province = plain.row("training_places", "IR23", groups)
        rows = {
            name: plain.row(name, code, groups, PPC)
            for name in ("school_seats", "primary_health_units", "training_places")
        }
        assert numbers(found[0]) == Counter(map(float, of_people(plain, code, groups, lang))), (code, found[0])
        wanted = (
            ("school_seats", found[1], lambda row: of_schools(row, groups)),
            ("primary_health_units", found[2], lambda row: of_health(row, groups)),
            ("training_places", found[3], lambda row, province=province: of_training(row, province, groups)),
        )
        for name, sentence, figures in wanted:
            if rows[name]["status"] == "ok":
                assert numbers(sentence) == Counter(map(float, figures(rows[name]))), (code, sentence)
                checked += 1
    assert checked > 120


@languages
@pytest.mark.parametrize("groups", CHOICES[1:], ids=",".join)
def test_each_sentence_says_of_whom_it_is(profile, groups, lang):
    for code in ("IR2319", "IR231902"):
        told = profile(code, groups, lang)
        name = words.groups(groups)
        for sentence in told.sentences[:4]:
            assert name in sentence
        everybody = {"fa": "همهٔ ساکنان", "en": "all groups"}[lang]
        assert everybody in told.sentences[0]
        assert {"fa": "تعهدها برای هر گروهی", "en": "whichever group"}[lang] in told.sentences[4]
        assert name in told.title
        assert told.subtitle.lower().startswith(name.lower())


@languages
@pytest.mark.parametrize("groups", CHOICES[1:], ids=",".join)
def test_title_for_groups_tells_their_own_shortages(profile, plain, groups, lang):
    for code in ("IR2319", "IR231902", "IR2301", "IR230602"):
        rows = [plain.row(name, code, groups, PPC) for name in ("school_seats", "primary_health_units")]
        if any(one["status"] != "ok" for one in rows):
            continue
        wanted = [max(1, round(one)) for one in (rows[0]["shortage"], rows[1]["units_short"]) if one > 1e-9]
        assert numbers(profile(code, groups, lang).title) == Counter(map(three, wanted))


@pytest.mark.parametrize("choices", sweep((CHOICES[-1:],), (CHOICES,), now=[0]))
def test_no_count_of_one_stands_beside_a_plural(profile, choices):
    said = []
    for groups in choices:
        for code, level in loaders.reference().options.areas.items():
            if level in (2, 3):
                told = profile(code, groups, "en")
                said += [told.title, *told.sentences]
    text = "\n".join(said)
    assert not re.findall(r"(?<![\d.,])1 (?:\w+ ){0,3}?(?:seats|units|places|classrooms)\b", text)
    assert re.search(r"(?<![\d.,])1 primary health unit\b", text)


@languages
def test_points_and_rank_are_everybodys_and_rank_says_so(profile, lang):
    whole, some = (profile("IR2319", groups, lang) for groups in (GROUPS, ("refugee",)))
    rank = {"fa": "رتبهٔ ([۰-۹]+)", "en": "ank ([0-9]+)"}[lang]
    assert re.search(rank, whole.subtitle)[1] == re.search(rank, some.subtitle)[1]
    assert {"fa": "برای همهٔ ساکنان", "en": "index, for everyone"}[lang] in some.subtitle
    assert DISTORTED  # these have no rank


@languages
def test_commitments_are_those_of_the_database(profile, demo_database, lang):
    query = """SELECT u.status FROM commitment c JOIN dataset d JOIN commitment_update u
        ON u.commitment_id = c.commitment_id AND u.updated_on = (SELECT max(updated_on) FROM commitment_update x
            WHERE x.commitment_id = c.commitment_id AND x.updated_on <= d.released_on) WHERE c.pcode LIKE ?"""
    checked = 0
    with closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as database:
        for code in ("IR2303", "IR2319", "IR2306", "IR2302"):
            states = [state for (state,) in database.execute(query, (f"{code}%",))]
            made = sum(state in ("delivered", "agreed", "in_progress") for state in states)
            told = profile(code, ("refugee",), lang).sentences[4]
            i18n.activate(lang)
            if made:
                checked += 1
                assert formats.count_word(made) in told, (code, told)
    assert checked


@languages
def test_printed_page_names_the_group_in_its_head(profile, lang):
    made = profile("IR2319", ("refugee",), lang)
    with pypdfium2.PdfDocument(printed.pdf(made)) as document:
        assert len(document) == 1
        text = document[0].get_textpage().get_text_range()
    # In the title, the line below it, four sentences, the chart's line and the table's name.
    assert text.count({"fa": "پناهندگان", "en": "efugees"}[lang]) >= 8
    head = "".join(text.split("\n")[:4])
    assert {"fa": "پناهندگان", "en": "efugees"}[lang] in head


@languages
def test_page_shows_the_sentences_of_the_chosen_groups(open_page, profile, lang):
    at = open_page(f"areas=IR2319&groups=refugee&lang={lang}", page="area")
    told = [text for text in reading.texts_of(reading.fragment(at, "hg-said")) if text.strip()]
    assert tuple(told) == profile("IR2319", ("refugee",), lang).sentences

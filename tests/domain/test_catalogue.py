"""Every entry of the catalogue: both languages, ids that are known, fields that agree with each other."""

import csv
import re
from dataclasses import fields

import pytest

from domain.admin import LEVELS
from domain.catalogue.rules import CONFIDENCE, DIRECTIONS, NEEDED, RULES, SECTOR_NAMES, SYMBOLS, VALUES
from domain.indicator import AGE_BANDS, AREA_TYPES, NEED_EXTRAS, SECTORS, Method, Stage, Text, Wording
from domain.indicators import CATALOGUE, PRIORITY_SECTORS, of_sector
from domain.supplies import SUPPLIES
from geo.classification import standard_breaks
from tests.conftest import ROOT

FACTS = ROOT / "data_access/admin/demo/facts"
# Words of product.md: the kinds of facility there are.
KINDS = {
    "health_house",
    "health_post",
    "rural_health_centre",
    "urban_health_centre",
    "clinic",
    "hospital",
    "primary_school",
    "lower_secondary_school",
    "upper_secondary_school",
    "training_centre",
    "workshop",
    "enterprise_support",
}
# What each way to say a standard makes of the map.
VALUES_OF = {
    "pupils_per_class": {"coverage_pct"},
    "persons_per_unit": {"coverage_pct", "units_per_10000"},
    "units_per_10000": {"beds_per_10000"},
    "value": {"pupils_per_class", "pupils_per_teacher", "m2_per_pupil"},
}
COUNTED_WITHOUT_REPORTS = ("facilities", "rehabilitation")
entries = pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE)


def rows_of(name):
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts_of(thing):
    """Every Text of an entry, however deep."""
    if isinstance(thing, Text):
        return [thing]
    names = [field.name for field in fields(thing)] if hasattr(thing, "__dataclass_fields__") else []
    parts = [getattr(thing, name) for name in names]
    return [text for part in parts if isinstance(part, Text | Method | Wording) for text in texts_of(part)]


def faults(text):
    """What is wrong with one phrase in two languages."""
    fa, en = (re.sub(r"\{\w+\}", "", one) for one in (text.fa, text.en))
    wrong = {
        "empty": not text.fa.strip() or not text.en.strip(),
        "no Persian letter": not re.search("[ء-ی]", fa),
        "Latin letter or digit in Persian": re.search("[A-Za-z0-9]", fa),
        "Arabic yeh, kaf or digit": re.search("[يكىة٠-٩]", fa),
        "ezafe not written هٔ": re.search("ۀ|ه\u200cی ", fa),
        "Latin punctuation in Persian": re.search("[,;?]", fa),
        "Persian in English": re.search("[\u0600-\u06ff]", en),
        "spaces": any(re.search(r"  |^\s|\s$| [،؛.]", one) for one in (text.fa, text.en)),
        "half spaces": re.search("\u200c[\u200c \u200b]|[ \u200b]\u200c|^\u200c|\u200c$", text.fa),
        "prefix می or نمی apart": re.search(r"(?<![ء-ی])ن?می [ء-ی]", fa),
        "plural ها apart": re.search(r"[ء-ی] ها(?![ء-ی])", fa),
        "placeholders": set(re.findall(r"\{\w+\}", text.fa)) != set(re.findall(r"\{\w+\}", text.en)),
        "British or American": re.search(r"\b(illegal|center|program )", en),
    }
    return [name for name, found in wrong.items() if found]


@entries
def test_every_text_is_whole_in_both_languages(entry):
    texts = texts_of(entry)
    assert len(texts) >= 2 + 5
    assert {text.fa: found for text in texts if (found := faults(text))} == {}


def test_every_text_of_the_rules_is_whole_in_both_languages():
    named = [text for group in (VALUES, DIRECTIONS, SECTOR_NAMES, NEEDED, CONFIDENCE) for text in group.values()]
    texts = [*named, *SYMBOLS.values(), *(text for rule in RULES for text in (rule.title, rule.text))]
    assert {text.fa: found for text in texts if (found := faults(text))} == {}


@pytest.mark.parametrize(
    ("fa", "en", "fault"),
    [
        ("", "x", "empty"),
        ("مركز", "centre", "Arabic yeh, kaf or digit"),
        ("خانۀ بهداشت", "house", "ezafe not written هٔ"),
        ("۱۰ bed", "bed", "Latin letter or digit in Persian"),
        ("دو  فاصله", "two", "spaces"),
        ("می شود", "is", "prefix می or نمی apart"),
        ("مدرسه ها", "schools", "plural ها apart"),
        ("{area} است", "is", "placeholders"),
        ("خوب", "خوب", "Persian in English"),
        ("آن\u200c ها", "they", "half spaces"),
    ],
)
def test_the_check_of_texts_finds_each_fault(fa, en, fault):
    assert fault in faults(Text(fa=fa, en=en))


def test_names_differ_in_each_language():
    for lang in ("fa", "en"):
        names = [entry.name.in_language(lang) for entry in CATALOGUE.values()]
        assert len(set(names)) == len(names)


@entries
def test_ids_are_ascii_and_known(entry):
    assert re.fullmatch("[a-z][a-z0-9_]*", entry.id)
    assert CATALOGUE[entry.id] is entry
    assert entry.sector in SECTORS
    assert entry in of_sector(entry.sector)
    assert entry.supply in SUPPLIES or not entry.supply
    assert set(entry.kinds) <= KINDS
    for stage in entry.stages:
        assert isinstance(stage, Stage)
        assert set(stage.ages) <= set(AGE_BANDS)
        assert set(stage.area_types) <= set(AREA_TYPES)
        assert len(set(stage.kinds)) == len(stage.kinds)


def test_no_kind_of_facility_counts_in_two_stages_of_one_indicator():
    for entry in CATALOGUE.values():
        assert len(set(entry.kinds)) == len(entry.kinds), entry.id


def test_every_kind_of_facility_is_counted_by_some_indicator():
    assert {kind for entry in CATALOGUE.values() for kind in entry.kinds} == KINDS
    assert {row["kind"] for row in rows_of("kind")} == KINDS


@entries
def test_family_supply_and_fields_agree(entry):
    ratio = entry.family == "ratio"
    if entry.supply:
        assert (SUPPLIES[entry.supply].per is not None) == ratio
    assert bool(entry.supply) == (entry.family in ("need", "ratio"))
    assert bool(entry.stages) == (entry.family != "index")
    # A ratio of facilities asks no people: neither groups nor a distorted population change it.
    assert (not entry.takes_groups and not entry.per_person) or not ratio
    assert entry.family == "need" or not entry.takes_groups
    assert not (entry.takes_target and entry.standard_as)
    # Where nothing says how much is needed, a title needs a sentence of its own.
    needs_words = ratio or entry.family == "foreign_share" or (entry.family == "need" and not entry.standard_as)
    assert (entry.wording is not None) == needs_words
    if entry.wording is not None:
        assert "{area}" in entry.wording.none.fa
        assert ("{line}" in entry.wording.beyond.en) == (entry.standard_as == "value")


@entries
def test_standard_value_and_direction_agree(entry):
    if entry.standard_as:
        assert entry.value in VALUES_OF[entry.standard_as]
    assert entry.value in VALUES
    # Shares of people are called neither better nor worse; all others have a worse end.
    assert (entry.direction == "neither") == (entry.sector == "population")
    assert entry.value != "coverage_pct" or entry.direction == "lower_is_worse"


@entries
def test_extras_agree_with_the_way_of_computing(entry):
    extras = entry.extras
    assert len(set(extras)) == len(extras)
    if entry.family == "ratio":
        assert len(extras) in (2, 3)
        assert (len(extras) == 3) == (entry.id == "pupils_per_class")
    elif entry.family == "index":
        assert set(extras) >= {f"{sector}_points" for sector in PRIORITY_SECTORS}
    elif entry.family == "need":
        with_promises = bool(entry.standard_as or entry.takes_target)
        assert (extras[-len(NEED_EXTRAS) :] == NEED_EXTRAS) == with_promises
        assert ("classrooms_short" in extras) == (entry.standard_as == "pupils_per_class")
        assert ("units_short" in extras) == (entry.standard_as == "persons_per_unit")
    else:
        assert "foreign_persons" in extras


@entries
def test_sources_are_those_that_the_way_of_computing_reads(entry):
    sources = entry.method.sources
    reports = bool(entry.supply) and entry.supply not in COUNTED_WITHOUT_REPORTS
    index = entry.family == "index"
    assert len(set(sources)) == len(sources)
    assert ("population" in sources) == (entry.family != "ratio")
    assert ("facility_status" in sources) == bool(entry.supply or index)
    assert ("facility_capacity" in sources) == (reports or index)
    assert ("service_standard" in sources) == bool(entry.standard_as or index)
    assert ("commitment_update" in sources) == ("remaining_shortage" in entry.extras)
    published = {row["indicator_id"] for row in rows_of("benchmark")}
    assert "benchmark" in sources or entry.id not in published


@entries
def test_every_value_has_breaks_of_its_own_or_falls_to_quantiles(entry):
    standards = [float(row["value"]) for row in rows_of("service_standard") if row["indicator_id"] == entry.id]
    for standard in standards or [None]:
        breaks = standard_breaks(entry.value, standard, None, entry.direction).values
        assert list(breaks) == sorted(set(breaks))
        own = entry.value.endswith("_pct") or standard is not None
        assert bool(breaks) == own


def test_every_standard_belongs_to_an_indicator_that_takes_one_and_each_of_these_has_one_default():
    standards = rows_of("service_standard")
    taking = {entry.id for entry in CATALOGUE.values() if entry.standard_as}
    assert {row["indicator_id"] for row in standards} == taking
    defaults = [row["indicator_id"] for row in standards if row["is_default"] == "1"]
    assert sorted(defaults) == sorted(taking)
    for row in standards:
        entry = CATALOGUE[row["indicator_id"]]
        assert row["unit"] == (entry.value if entry.standard_as in ("value", "units_per_10000") else entry.standard_as)
        assert float(row["value"]) > 0
        assert faults(Text(fa=row["name_fa"], en=row["name_en"])) == []


def test_every_source_that_a_standard_or_a_benchmark_names_is_there():
    sources = {row["source_id"]: row for row in rows_of("source")}
    for row in [*rows_of("service_standard"), *rows_of("benchmark")]:
        assert row["source_id"] in sources, row
    for row in rows_of("service_standard"):
        assert row["confidence"] in CONFIDENCE
        source = sources[row["source_id"]]
        assert source["title_fa"] and source["title_en"]


def test_sectors_of_the_priority_index_stand_for_an_indicator_with_a_shortage():
    assert list(PRIORITY_SECTORS) == [sector for sector in SECTORS if sector in PRIORITY_SECTORS]
    for sector, indicator in PRIORITY_SECTORS.items():
        entry = CATALOGUE[indicator]
        assert entry.sector == sector
        assert entry.family == "need"
        assert entry.standard_as or entry.takes_target


def test_levels_and_sectors_have_names():
    assert set(SECTOR_NAMES) == set(SECTORS)
    assert {"county", "district"} <= set(LEVELS)

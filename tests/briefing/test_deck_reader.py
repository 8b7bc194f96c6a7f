"""A deck's file: every mistake by name with its line, the good slides all the same, and nothing that raises."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.deck_file import REASONS, read_deck
from briefing.deck_reader import READ_REASONS
from domain.deck import DeckSlide
from domain.indicators import Text
from tests.toy import steady

GOOD = """\
meeting: m_1
title: {fa: عنوان, en: Title}
slides:
  - id: seats
    item: 1
    view: indicator=school_seats&level=county
    title:
      fa: صندلی
      en: Seats
    notes: {fa: یادداشت, en: Note}
    commitments: [c_1, c_2]
  - id: posts
    view: ?indicator=health_posts
"""


def read(text):
    return read_deck(text if isinstance(text, bytes) else text.encode(), "d.yaml")


def told(text):
    return [(one.line, one.key, one.reason, one.value) for one in read(text)[1]]


def slide_with(*rows):
    """A deck whose one slide has these rows from line 5 on."""
    return "\n".join(["meeting: m", "slides:", "  - id: a", "    view: level=county", *(f"    {row}" for row in rows)])


def test_a_good_deck_is_read_whole():
    deck, mistakes = read(GOOD)
    assert mistakes == []
    assert (deck.meeting, deck.title, deck.file) == ("m_1", Text(fa="عنوان", en="Title"), "d.yaml")
    seats, posts = deck.slides
    assert seats == DeckSlide(
        *("seats", 1, "indicator=school_seats&level=county"),
        *(Text(fa="صندلی", en="Seats"), Text(fa="یادداشت", en="Note"), ("c_1", "c_2")),
    )
    assert posts == DeckSlide("posts", None, "indicator=health_posts")
    assert (deck.lines["meeting"], seats.lines["view"], seats.lines["title"], posts.lines["id"]) == (1, 6, 7, 12)
    assert seats.lines["commitments.c_2"] == 11
    assert hash(deck)


@pytest.mark.parametrize(
    ("view", "query"),
    [
        ("https://hamgam.example/gap_map?indicator=x&lang=fa", {"indicator": "x"}),
        ("http://[/gap_map?indicator=x#map", {"indicator": "x"}),
        ("/gap_map?groups=refugee%2Chost&find=%D8%A8", {"groups": "refugee,host", "find": "ب"}),
        ("?kinds=clinic,hospital", {"kinds": "clinic,hospital"}),
        ("find=a?b", {"find": "a?b"}),
        ('"kinds="', {"kinds": ""}),
    ],
)
def test_a_view_is_taken_from_whatever_was_copied(view, query):
    deck, mistakes = read(f"meeting: m\nslides:\n- id: a\n  view: {view}")
    assert (deck.slides[0].query, mistakes) == (query, [])


def test_texts_are_tidied():
    deck, mistakes = read(
        slide_with("title: {fa: كتاب  عربي, en: ' a\tb '}", "notes:", "  fa: >-", "    ب", "    پ", "  en: c")
    )
    assert mistakes == []
    assert deck.slides[0].title == Text(fa="کتاب عربی", en="a b")
    assert deck.slides[0].notes == Text(fa="ب پ", en="c")


def test_notes_keep_their_lines_and_titles_do_not():
    deck, mistakes = read(slide_with('title: {fa: "ا\\nب", en: "a\\nb"}', 'notes: {fa: "ا\\nب", en: "a \\n b"}'))
    assert mistakes == []
    assert (deck.slides[0].title.en, deck.slides[0].notes.en) == ("a b", "a\nb")


@pytest.mark.parametrize(("word", "meant"), [("all", "all"), ("none", "none"), ("[c_1, c_1]", ("c_1",))])
def test_commitments_are_all_none_or_a_list(word, meant):
    deck, mistakes = read(slide_with(f"commitments: {word}"))
    assert (deck.slides[0].commitments, mistakes) == (meant, [])


def test_an_item_may_have_persian_digits_and_a_file_a_byte_order_mark():
    assert read("\ufeff" + slide_with("item: ۱۲"))[0].slides[0].item == 12


# What the file says, and what is told of it: line, key, reason, value. None of these files has a usable deck.
LOST = [
    ("", (0, "", "empty", "")),
    ("# nothing", (0, "", "empty", "")),
    ("#" * 65537, (0, "", "too_large", "65536")),
    (b"meeting: m\nslides: \xff", (2, "", "not_utf8", "")),
    ("meeting: m\nslides: [", (2, "", "no_yaml", "slides: [")),
    ('meeting: m\ntitle: "a\nslides:\n', (2, "", "no_yaml", 'title: "a')),
    ("meeting: m\nslides:\n\t- id: a", (3, "", "no_yaml", "- id: a")),
    ("meeting: m\ntitle: a: b", (2, "", "no_yaml", "title: a: b")),
    ("meeting: m\ntitle: \x07", (2, "", "no_yaml", "title: \ufffd")),
    ('meeting: m\ntitle: "\\UFFFFFFFF"', (2, "", "no_yaml", 'title: "\\UFFFFFFFF"')),
    ("meeting: m\nslides: [[[[[[[a]]]]]]]", (2, "", "too_deep", "6")),
    ("- meeting", (1, "", "wrong_kind", "mapping")),
    ("slides:\n- {id: a, view: level=county}", (1, "meeting", "missing_key", "")),
    ("slides:\n- {id: a, view: level=county}\nmeeting:", (3, "meeting", "empty", "")),
    ("slides:\n- {id: a, view: level=county}\nmeeting: m 1", (3, "meeting", "bad_id", "m 1")),
    ("slides:\n- {id: a, view: level=county}\nmeeting: *m", (3, "", "alias", "m")),
]
# These have no slide.
BARE = [
    ("meeting: m", (1, "slides", "missing_key", "")),
    ("meeting: m\nslides:", (2, "slides", "empty", "")),
    ("meeting: m\nslides: []", (2, "slides", "empty", "")),
    ("meeting: m\nslides: {id: a}", (2, "slides", "wrong_kind", "list")),
    ("meeting: m\nslides:\n- seats", (3, "slides", "wrong_kind", "mapping")),
    ("meeting: m\nslides:\n- id: a", (3, "view", "missing_key", "a")),
    ("meeting: m\nslides:\n- view: level=county", (3, "id", "missing_key", "")),
    ("meeting: m\nslides:\n- view: level=county\n  id: A b", (4, "id", "bad_id", "A b")),
    ("meeting: m\nslides:\n- id: a\n  view:", (4, "view", "empty", "")),
    ("meeting: m\nslides:\n- id: a\n  view: ''", (4, "view", "empty", "")),
    ("meeting: m\nslides:\n- id: a\n  view: [level]", (4, "view", "wrong_kind", "text")),
    ("meeting: m\nslides:\n- id: a\n  view: https://h/gap_map", (4, "view", "no_query", "https://h/gap_map")),
    ("meeting: m\nslides:\n- id: a\n  view: https://h/?", (4, "view", "no_query", "https://h/?")),
    ("meeting: m\nslides:\n- id: a\n  view: lang=fa", (4, "view", "no_query", "lang=fa")),
    ('meeting: m\nslides:\n- id: a\n  view: "a=\\uD800"', (4, "view", "no_text", "a=\ufffd")),
    (f"meeting: m\nslides:\n- id: a\n  view: {'x' * 2001}", (4, "view", "too_long", "2000")),
    ("meeting: m\nslides:\n- &a {id: a, view: level=county}", (3, "", "anchor", "a")),
]
# And these have their slide.
KEPT = [
    (["item: first"], (5, "item", "no_number", "first")),
    (["item: 1.5"], (5, "item", "no_number", "1.5")),
    (["item: 12345"], (5, "item", "no_number", "12345")),
    (["item:"], (5, "item", "empty", "")),
    (["tittle: x"], (5, "tittle", "unknown_key", "")),
    (["<<: {id: b}"], (5, "<<", "unknown_key", "")),
    (["? [a]", ": b"], (5, "", "unknown_key", "")),
    (["item: 1", "item: 2"], (6, "item", "duplicate_key", "")),
    (["title: Seats"], (5, "title", "wrong_kind", "mapping")),
    (["title:"], (5, "title", "empty", "")),
    (["title: {fa: ا}"], (5, "title", "missing_language", "en")),
    (["title:", "  en: a"], (5, "title", "missing_language", "fa")),
    (["title:", "  en: a", "  fa:"], (7, "title", "missing_language", "fa")),
    (["notes:", "  en: a", "  fa: [ا]"], (7, "notes.fa", "wrong_kind", "text")),
    (["title:", "  en: a", "  fa: ا", "  de: ä"], (8, "de", "unknown_key", "")),
    (["title:", "  en: a", "  fa: ا", "  en: b"], (8, "en", "duplicate_key", "")),
    (["title:", '  en: "\\0"', "  fa: ا"], (6, "title.en", "no_text", "")),
    (["title:", "  en: a", f"  fa: {'ا' * 201}"], (7, "title.fa", "too_long", "200")),
    (["notes:", "  en: a", f"  fa: {'ا' * 2001}"], (7, "notes.fa", "too_long", "2000")),
    (["title: !b {fa: ا, en: a}"], (5, "", "tag", "!b")),
    (["title: !!python/object:os.system {}"], (5, "", "tag", "tag:yaml.org,2002:python/object:os.system")),
    (["title: &t {fa: ا, en: a}"], (5, "", "anchor", "t")),
    (["title: *t"], (5, "", "alias", "t")),
    (["*t : x"], (5, "", "alias", "t")),
    (["commitments: some"], (5, "commitments", "unknown_value", "some")),
    (["commitments: []"], (5, "commitments", "empty", "")),
    (["commitments: {a: b}"], (5, "commitments", "wrong_kind", "text")),
    (["commitments:", "- c_1", "- c 2"], (7, "commitments", "bad_id", "c 2")),
    (["commitments:", "- c_1", "- [c_2]"], (7, "commitments", "wrong_kind", "text")),
    (["item: 1", "---", "meeting: m"], (6, "", "several_documents", "")),
]
VIEWS = [
    ("level=county&present=1", (4, "view.present", "not_in_view", "1")),
    ("level=county&meeting=m_1", (4, "view.meeting", "not_in_view", "m_1")),
    ("level=county&slide=seats", (4, "view.slide", "not_in_view", "seats")),
    ("level=county&share=abc", (4, "view.share", "not_in_view", "abc")),
    ("level=county&level=district", (4, "view.level", "duplicate_key", "district")),
]


@pytest.mark.parametrize(("text", "mistake"), LOST, ids=range(len(LOST)))
def test_a_file_that_is_no_deck_is_told(text, mistake):
    assert read(text)[0] is None
    assert told(text) == [mistake]


@pytest.mark.parametrize(("text", "mistake"), BARE, ids=range(len(BARE)))
def test_a_slide_without_id_or_view_is_left_out(text, mistake):
    assert read(text)[0].slides == ()
    assert told(text) == [mistake]


@pytest.mark.parametrize(("rows", "mistake"), KEPT)
def test_a_slide_stays_without_the_part_that_cannot_be_used(rows, mistake):
    text = slide_with(*rows) if "---" not in rows else slide_with(rows[0]) + "\n" + "\n".join(rows[1:])
    slide = read(text)[0].slides[0]
    assert (slide.id, slide.query) == ("a", {"level": "county"})
    assert told(text) == [mistake]


@pytest.mark.parametrize(("view", "mistake"), VIEWS)
def test_keys_that_have_no_place_in_a_view_are_taken_out(view, mistake):
    text = f"meeting: m\nslides:\n- id: a\n  view: {view}"
    assert read(text)[0].slides[0].query == {"level": "county"}
    assert told(text) == [mistake]


def test_ids_stand_once_and_slides_end_at_sixty():
    rows = [f"- {{id: s{number % 61}, view: level=county}}" for number in range(64)]
    rows[5] = "- {id: s4, view: level=county}"
    text = "\n".join(["meeting: m", "slides:", *rows])
    assert told(text) == [(8, "id", "duplicate_id", "s4"), (63, "slides", "too_many_slides", "60")]
    assert len(read(text)[0].slides) == 59


def test_all_mistakes_of_a_file_are_told_in_the_order_of_lines():
    text = GOOD.replace("item: 1", "item: x").replace("en: Seats", "en:").replace("posts\n", "seats\n")
    text = text.replace("meeting: m_1", "meeting: m_1\nmeting: m_2").replace("c_2]", "c 2]")
    assert [(line, reason) for line, _, reason, _ in told(text)] == [
        *[(2, "unknown_key"), (6, "no_number"), (10, "missing_language"), (12, "bad_id"), (13, "duplicate_id")],
    ]
    assert [slide.id for slide in read(text)[0].slides] == ["seats"]


@pytest.mark.parametrize("name", ["title", "gap", "closing", "partners", "changes-2", "seats-2"])
def test_the_name_of_a_page_that_the_dashboard_makes_is_no_slides(name):
    text = f"meeting: m\nslides:\n- {{id: {name}, view: level=county}}\n- {{id: other, view: level=county}}"
    assert told(text) == [(3, "id", "reserved_id", name)]
    assert [slide.id for slide in read(text)[0].slides] == ["other"]


def test_every_reason_that_reading_has_is_told_in_a_test():
    told_above = {"duplicate_id", "reserved_id", "too_many_slides"}
    seen = {mistake[2] for _, mistake in (*LOST, *BARE, *KEPT, *VIEWS)} | told_above
    assert seen == set(READ_REASONS)


@pytest.mark.parametrize(
    ("unit", "times"),
    [
        *[("[", 65536), ("{", 65536), ("- ", 32768), ("? ", 32768), ("a: ", 20000), ("!<", 30000), ("&a [*a]", 1)],
        *[("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", 300), ("- a\n", 12000), ("[a,b]: ", 9000)],
        *[("%YAML 1." + "9" * 5000 + "\n---\na", 1), ("a\n", 30000), ("'", 60000)],
    ],
)
def test_a_file_made_to_hang_the_reader_is_read_in_a_moment(unit, times):
    start = time.process_time()
    deck, mistakes = read(unit * times)
    assert time.process_time() - start < 3
    assert (deck is None or not deck.slides) and mistakes


WORDS = st.sampled_from(
    [
        "meeting",
        "slides",
        "title",
        "view",
        "fa",
        "en",
        "id",
        "item",
        "commitments",
        "m_1",
        "a=b",
        "1",
        "\\uD800",
        "\\U1",
    ]
)
SIGNS = st.sampled_from([*":-?[]{},&*!|>'\"%@`#<~ \n\t\\", ": ", "- ", "\n  ", "\n    - ", "---\n", "...\n", "<<: "])


@steady(150)
@given(
    st.one_of(st.binary(max_size=80), st.lists(WORDS | SIGNS, max_size=40).map(lambda parts: "".join(parts).encode()))
)
@example(b"%TAG ! tag:x,2000:\n---\n!a b")
@example(b"\xef\xbb\xbf")
@example(b"\x00")
@example(b"\xff\xfea\x00")
def test_no_bytes_whatsoever_raise(text):
    deck, mistakes = read(text)
    assert deck is not None or mistakes
    assert {one.reason for one in mistakes} <= set(REASONS)
    lines = [one.line for one in mistakes]
    assert lines == sorted(lines) and all(0 <= line <= len(text) + 1 for line in lines)


@steady(60)
@given(st.integers(0, len(GOOD)), st.one_of(SIGNS, WORDS, st.characters()), st.integers(0, 3))
def test_no_slip_in_a_good_deck_raises(place, sign, gone):
    text = (GOOD[:place] + sign + GOOD[place + gone :]).encode("utf-8", "replace")
    deck, mistakes = read(text)
    assert deck is not None or mistakes

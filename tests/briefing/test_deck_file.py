"""The deck of a meeting among the files of folders: which one wins, what is told, and what nobody should put there."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefing import deck_file
from briefing.deck_file import REASONS, SHIPPED, deck_folders, deck_for, read_deck
from briefing.deck_reader import DECK_KEYS, SLIDE_KEYS
from briefing.deck_view import REFUSED_IN_VIEW
from data_access.settings import Settings
from domain.deck import Mistake, checked
from measures.source import Source

DOCS = (Path(__file__).parents[2] / "docs" / "decks.md").read_text(encoding="utf-8")
SLIDES = "slides:\n- id: {id}\n  view: level=county\n"


@pytest.fixture
def folders(tmp_path):
    for name in ("own", "shipped"):
        (tmp_path / name).mkdir()
    return [tmp_path / "own", tmp_path / "shipped"]


def put(folder, name, meeting="m", slide="a", more=""):
    (folder / name).write_text(f"meeting: {meeting}\n{SLIDES.format(id=slide)}{more}", encoding="utf-8")


def chosen(folders, meeting="m"):
    deck, mistakes = deck_for(meeting, folders)
    return deck and deck.slides[0].id, [(one.file, one.line, one.reason, one.value) for one in mistakes]


def test_an_office_has_its_own_folder_before_the_shipped_one(tmp_path):
    assert deck_folders(Settings("sqlite://")) == (SHIPPED,)
    assert deck_folders(Settings("sqlite://", decks=tmp_path)) == (tmp_path, SHIPPED)


def test_no_file_is_no_deck(folders):
    put(folders[0], "a.yaml", "other")
    (folders[0] / "notes.txt").write_text("[", encoding="utf-8")
    (folders[0] / ".#a.yaml").symlink_to("gone")
    assert chosen(folders) == (None, [])


def test_the_offices_own_deck_wins_and_any_comes_after_both(folders):
    put(folders[0], "any.yml", "any", "own_any")
    put(folders[1], "any.yaml", "any", "shipped_any")
    assert chosen(folders) == ("own_any", [])
    put(folders[1], "m.yaml", "m", "shipped")
    assert chosen(folders) == ("shipped", [])
    put(folders[0], "Z.YAML", "m", "own")
    assert chosen(folders) == ("own", [])
    assert chosen(folders, "other") == ("own_any", [])
    assert chosen(folders[:1], "any") == ("own_any", [])


def test_of_two_files_the_first_by_name_is_taken_and_the_other_told(folders):
    put(folders[0], "b.yaml", slide="second")
    put(folders[0], "a.yaml", slide="first")
    assert chosen(folders) == ("first", [("b.yaml", 1, "second_file", "a.yaml")])


def test_mistakes_of_other_meetings_are_not_told(folders):
    put(folders[0], "a.yaml", "other", more="colour: red\n")
    put(folders[0], "m.yaml", more="size: 1\n")
    put(folders[1], "m.yaml", more="size: 1\n")
    assert chosen(folders) == ("a", [("m.yaml", 5, "unknown_key", "")])


def test_a_deck_without_a_slide_is_told_and_passed_over(folders):
    (folders[0] / "m.yaml").write_text("meeting: m\nslides: []\n", encoding="utf-8")
    put(folders[1], "m.yaml", slide="shipped")
    assert chosen(folders) == ("shipped", [("m.yaml", 2, "empty", "")])


def test_a_file_of_which_nobody_can_say_whose_it_is_is_told(folders):
    (folders[0] / "a.yaml").write_bytes(b"\xff")
    (folders[0] / "b.yaml").write_bytes(b"meeting: [")
    put(folders[0], "m.yaml")
    assert chosen(folders) == ("a", [("a.yaml", 1, "not_utf8", ""), ("b.yaml", 1, "no_yaml", "meeting: [")])


def test_what_is_no_file_of_the_folder_is_told_and_never_read(folders, tmp_path):
    own = folders[0]
    put(tmp_path, "secret.yaml")
    (own / "a.yaml").symlink_to(tmp_path / "secret.yaml")
    (own / "b.yaml").symlink_to("gone.yaml")
    (own / "c.yaml").mkdir()
    os.mkfifo(own / "d.yaml")
    (own / "e.yaml").symlink_to("e.yaml")
    (own / "f.yaml").write_bytes(b"#" * 10_000_000)
    (own / "g.yaml").symlink_to("/dev/zero")
    put(own, "h.yaml", slide="good")
    (own / "i.yaml").symlink_to("h.yaml")
    name, told = chosen(folders)
    assert name == "good"
    assert told[0] == ("a.yaml", 0, "outside_folder", "")
    assert told[1] == ("b.yaml", 0, "unreadable", "ENOENT")
    assert told[2:4] == [("c.yaml", 0, "no_file", ""), ("d.yaml", 0, "no_file", "")]
    assert told[4][:3] == ("e.yaml", 0, "unreadable")  # Python before 3.13 has no number for a loop
    assert told[5:7] == [("f.yaml", 0, "too_large", "65536"), ("g.yaml", 0, "outside_folder", "")]
    assert told[7:] == [("i.yaml", 1, "second_file", "h.yaml")]


def test_a_file_that_may_not_be_read_is_told(folders, monkeypatch):
    put(folders[0], "m.yaml")

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    assert chosen(folders) == (None, [("m.yaml", 0, "unreadable", "EACCES")])


@pytest.mark.parametrize(("name", "code"), [("gone", "ENOENT"), ("shipped/m.yaml", "ENOTDIR"), ("a\0b", "")])
def test_a_folder_that_is_none_is_told_and_the_next_one_read(folders, tmp_path, name, code):
    put(folders[1], "m.yaml")
    deck, mistakes = deck_for("m", [tmp_path / name, folders[1]])
    assert deck.slides
    assert mistakes == [Mistake(Path(name).name.replace("\0", "\ufffd"), 0, "", "no_folder", code)]


def test_a_folder_of_too_many_files_is_told(folders, monkeypatch):
    monkeypatch.setattr(deck_file, "FILES_AT_MOST", 2)
    for name in "abc":
        put(folders[0], f"{name}.yaml", name)
    assert chosen(folders, "b") == ("a", [("own", 0, "too_many_files", "2")])
    assert chosen(folders, "c")[0] is None


def test_a_file_name_that_is_no_text_is_told_as_one(folders):
    with Path(os.fsdecode(os.fsencode(folders[0]) + b"/\xff.yaml")).open("w") as file:
        file.write("[")
    assert chosen(folders)[1] == [("?.yaml", 1, "no_yaml", "[")]


@pytest.fixture(scope="module")
def demo(demo_database):
    source = Source(Settings(f"sqlite:///{demo_database}"))
    with closing(source), closing(sqlite3.connect(f"file:{demo_database}?mode=ro", uri=True)) as database:
        meetings = [row[0] for row in database.execute("select meeting_id from meeting")]
        items = dict.fromkeys(meetings, ())
        for meeting, number in database.execute("select meeting_id, item_no from agenda_item"):
            items[meeting] += (number,)
        commitments = [row[0] for row in database.execute("select commitment_id from commitment")]
        yield source.reference(source.version()).options, items, commitments


def test_the_shipped_decks_suit_the_demonstration_without_a_mistake(demo):
    options, items, commitments = demo
    for meeting in items:
        deck, mistakes = deck_for(meeting, [SHIPPED])
        assert mistakes + checked(deck, options, items, items[meeting], commitments) == []
        assert {slide.item for slide in deck.slides} >= set(items[meeting])
        assert all(slide.title or slide.item for slide in deck.slides)


def test_each_shipped_deck_is_of_a_meeting_and_in_standard_persian(demo):
    for path in sorted(SHIPPED.iterdir()):
        text = path.read_text(encoding="utf-8")
        assert read_deck(text.encode(), path.name)[0].meeting == path.stem
        assert path.stem in demo[1]
        assert not re.findall(r"[يك٠-٩]|\bمی [\u0600-\u06ff]| ها[یي]?\b", text)


def test_the_page_on_decks_names_every_key_and_every_reason():
    named = set(re.findall(r"`([a-z0-9_]+)`", DOCS))
    assert {*DECK_KEYS, *SLIDE_KEYS, *REFUSED_IN_VIEW, *REASONS} - named == set()
    mistakes = re.split("## Mistakes", DOCS)[1]
    assert set(re.findall(r"`([a-z]+_[a-z_0-9]+)`", mistakes)) - set(REASONS) == set()


def test_the_example_on_the_page_is_a_deck():
    deck, mistakes = read_deck(re.search(r"```yaml\n(.*?)```", DOCS, re.DOTALL)[1].encode(), "")
    assert mistakes == []
    assert len(deck.slides) == 2 and deck.title and deck.slides[0].notes

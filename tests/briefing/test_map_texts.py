"""What the map's script brings along: both languages, every symbol, nothing that ends a script or a style."""

import json
import re

from briefing import map_files, map_texts
from geo.symbols import all_symbols
from tests.conftest import ROOT
from ui import shell
from wording import i18n

DATA = json.loads(map_texts.script().removeprefix("window.hamgamData = ").removesuffix(";"))
SOURCES = {name: (ROOT / "geo" / name).read_text(encoding="utf-8") for name in map_files.SCRIPTS}


def test_both_languages_have_the_same_texts_each_in_its_letters():
    assert set(DATA["texts"]) == {"fa", "en"}
    assert set(DATA["texts"]["fa"]) == set(DATA["texts"]["en"])
    for name, text in DATA["texts"]["fa"].items():
        whole = text if isinstance(text, str) else " ".join(line for _key, line in text)
        assert re.search("[\u0600-\u06ff]", whole), name
        assert not re.search("[0-9]", whole), name


def test_every_text_that_a_script_asks_for_is_there_and_none_is_left_over():
    asked = set(re.findall(r'HG\.text\("(\w+)"\)', "".join(SOURCES.values())))
    asked |= {"leave_full_screen", "full_screen", "km", "m"}  # chosen by a condition
    assert asked == set(DATA["texts"]["fa"])


def test_making_the_texts_leaves_the_language_in_use_alone():
    i18n.activate("en")
    map_texts.script()
    assert i18n.language() == "en"
    i18n.activate("fa")


def test_symbols_of_the_script_are_those_of_the_catalogue():
    assert DATA["symbols"] == all_symbols()
    assert "<" not in map_texts.script()


def test_no_angle_bracket_stands_in_the_style_that_the_sanitizer_sees():
    assert "<" not in shell._styles()
    assert "hg-k-primary_school" in shell._styles()


def test_scripts_make_no_markup_of_texts():
    for name, source in SOURCES.items():
        made = re.findall(r"innerHTML\s*=\s*(.+)", source)
        assert all(one.startswith('\'<svg viewBox="0 0 24 24"><path d="\' + ICONS[name]') for one in made), name
        assert "insertAdjacentHTML" not in source
        assert "document.write" not in source
        html = re.findall(r"html:\s*([^,}]+)", source)
        assert set(html) <= {'""', "html"}, name
    assert 'mark(payload, row, "hg-place", HG.symbols[kind[0] + "/" + status[0]])' in SOURCES["facility_layer.js"]

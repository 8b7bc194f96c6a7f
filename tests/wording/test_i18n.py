import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LANGUAGES = ("fa", "en")
WORDED = ("wording", "briefing", "ui", "terminal")
PERSIAN = re.compile("[\u0600-\u06ff]")


def used_texts():
    """Every text that code hands to `_` or `ngettext`, read from the syntax tree (f-strings too)."""
    found = {}
    for path in (path for package in WORDED for path in (ROOT / package).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                texts = [ast.literal_eval(argument) for argument in node.args[: 1 if node.func.id == "_" else 2]]
                found[texts[0] if len(texts) == 1 else tuple(texts)] = path.name
    return found


def catalogue(lang):
    with (ROOT / "wording/locale" / lang / "LC_MESSAGES/hamgam.po").open("rb") as file:
        return read_po(file, locale=lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_used_text_is_translated_and_none_is_left_over(lang):
    messages = {message.id: message for message in catalogue(lang) if message.id}
    used = used_texts()
    assert not set(used) - set(messages), "used but not in the catalogue"
    assert not set(messages) - set(used), "in the catalogue but not used"
    for message in messages.values():
        strings = [message.string] if isinstance(message.string, str) else message.string
        assert all(strings), message.id
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("lang", LANGUAGES)
def test_placeholders_of_a_translation_are_those_of_its_text(lang):
    for message in catalogue(lang):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = set(re.findall(r"{\w+}", " ".join(ids)))
        for text in strings if message.id else []:
            assert set(re.findall(r"{\w+}", text)) == wanted, message.id


def test_persian_texts_use_persian_letters_digits_and_no_arabic_forms():
    for message in catalogue("fa"):
        for text in [message.string] if isinstance(message.string, str) else message.string:
            if message.id:
                assert not re.search("[يكةى٠-٩]", text), text
                assert not re.search(r"\d", re.sub("[۰-۹]", "", text)), text


def test_code_holds_no_persian_text_of_its_own():
    for path in (path for package in (*WORDED, "pages") for path in (ROOT / package).glob("*.py")):
        allowed = {"formats.py", "shell.py"}  # the alphabet, the digits, a language's own name
        if path.name not in allowed:
            assert not PERSIAN.search(path.read_text(encoding="utf-8")), path.name

"""No code beyond the measures takes hold of raw counts."""

import ast

import pytest

from tests.conftest import ROOT

OUTSIDE = ("ui", "pages", "geo", "app.py", "manage.py", "briefing", "deploy")
ALLOWED = {
    "domain/disclosure.py",
    "domain/frames.py",
    "data_access/repository.py",
    "measures/release.py",
}
NAMES = {"RawFrame", "repository", "Repository"}


def names_in(source):
    """Every name, attribute, imported module and string of a source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (node.module or "").split(".")
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (part for alias in node.names for part in alias.name.split("."))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def files(*places):
    for place in places:
        path = ROOT / place
        yield from [path] if path.is_file() else path.rglob("*.py")


def test_nothing_outside_touches_raw_frames_or_the_repository():
    found = {str(path.relative_to(ROOT)): NAMES & set(names_in(path.read_text())) for path in files(*OUTSIDE)}
    assert len(found) > 10
    assert {name: touched for name, touched in found.items() if touched} == {}


def test_only_the_modules_on_the_way_to_the_protection_name_the_raw_frame():
    inside = files("domain", "data_access", "measures")
    found = {str(path.relative_to(ROOT)) for path in inside if "RawFrame" in names_in(path.read_text())}
    assert found <= ALLOWED


@pytest.mark.parametrize(
    "line",
    [
        "from domain.frames import RawFrame",
        "import domain.frames\nx = domain.frames.RawFrame",
        "from data_access import repository",
        "import data_access.repository as r",
        "source.repository.read(1)",
        'getattr(source, "repository")',
    ],
)
def test_a_touch_is_found(line):
    assert NAMES & set(names_in(line))

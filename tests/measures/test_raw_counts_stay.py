"""No code beyond the measures takes hold of raw counts."""

import ast

import pytest
from sqlalchemy import Connection, Engine, Select, Table

from data_access.repository import Repository
from domain.frames import RawFrame
from measures.meetings import meeting_book
from tests.conftest import ROOT
from tests.measures.offices import evidence_of, reference_of, released

pytestmark = pytest.mark.xdist_group("demo_measures")  # what has been read is shared

OUTSIDE = ("ui", "pages", "geo", "app.py", "manage.py", "terminal", "wording", "briefing", "deploy")
ALLOWED = {
    "domain/disclosure.py",
    "domain/frames.py",
    "data_access/repository.py",
    "measures/carrying.py",
    "measures/release.py",
}
NAMES = {"RawFrame", "repository", "_repository", "Repository", "queries", "read_only_engine"}


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
        "source._repository.read(1)",
        "from data_access import queries",
        "import data_access.queries",
        "from data_access.engine import read_only_engine",
        'getattr(source, "repository")',
    ],
)
def test_a_touch_is_found(line):
    assert NAMES & set(names_in(line))


def reachable(thing, seen=None):
    """Everything that is got from an object by public attributes, calling nothing."""
    seen = {} if seen is None else seen
    if id(thing) in seen or isinstance(thing, (str, bytes, int, float, type(None))):
        return seen
    seen[id(thing)] = thing
    inside = []
    if isinstance(thing, dict):
        inside = list(thing.values())
    elif isinstance(thing, (list, tuple, set, frozenset)):
        inside = list(thing)
    elif type(thing).__module__.split(".")[0] in ("measures", "domain", "data_access", "tests"):
        inside = [getattr(thing, name) for name in dir(thing) if not name.startswith("_")]
    for one in inside:
        reachable(one, seen)
    return seen


def test_what_the_caches_of_ui_hold_leads_to_no_repository_and_no_raw_frame(demo):
    version, reference = reference_of(demo)
    frame = released(demo, period=1404)
    book = meeting_book(demo, version, "m_1404_12")
    for held in (demo, version, reference, evidence_of(demo, 1404), frame, book):
        found = reachable(held).values()
        assert [
            one for one in found if isinstance(one, (Repository, Engine, Connection, Select, Table, RawFrame))
        ] == []
    assert not hasattr(demo, "repository")


def test_a_public_attribute_would_be_found(demo):
    class Open:
        def __init__(self):
            self.deep = {"a": [demo._repository]}

    assert any(isinstance(one, Repository) for one in reachable(Open()).values())

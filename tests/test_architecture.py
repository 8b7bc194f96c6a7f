"""The rules of the tree. Each has a test that shows it can fail."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LINTER = PROJECT["tool"]["importlinter"]
PACKAGES = LINTER["root_packages"]
MAX_LINES = 300
MAX_PAGE_LINES = 40

RAW_COUNTS = "Only measures and the write side see raw counts"
# What every package may import of data_access; a new module of it is closed until it is named here.
OPEN = {
    "data_access.address",
    "data_access.kept",
    "data_access.progress",
    "data_access.settings",
    "data_access.statement",
    "data_access.store",
    "data_access.trouble",
    "data_access.admin",
}
CLOSED = tuple(next(one["forbidden_modules"] for one in LINTER["contracts"] if one["name"] == RAW_COUNTS))

# What each file outside the packages must not import; import-linter cannot see these.
FORBIDDEN_TO_SCRIPTS = {
    "app.py": (*CLOSED, "data_access.admin", "manage", "sqlalchemy", "psycopg"),
    "manage.py": (
        "ui",
        "app",
        "pages",
        *CLOSED,
        "streamlit",
        "streamlit_folium",
        "sqlalchemy",
        "psycopg",
        "folium",
    ),
}

# Imports that must break a contract, at least one for each.
PLANTED = [
    ("Imports run one way", "domain", "import geo"),
    *((RAW_COUNTS, "ui", f"import {module}") for module in CLOSED),
    (RAW_COUNTS, "ui", "from data_access import queries"),
    (RAW_COUNTS, "domain", "from data_access.engine import read_only_engine"),
    ("The write side is for the terminal alone", "measures", "import data_access.admin"),
    ("Streamlit stays in ui", "geo", "import streamlit"),
    ("SQLAlchemy stays in data_access", "measures", "import sqlalchemy"),
    ("folium stays in geo and ui", "data_access", "import folium"),
]

OUTSIDE_HOSTS = (
    "jsdelivr.net", "unpkg.com", "cdnjs.cloudflare.com", "d3js.org", "cdn.plot.ly", "googleapis.com", "gstatic.com",
    "bootstrapcdn.com", "jquery.com", "tile.openstreetmap.org", "cartocdn.com", "mapbox.com", "esm.sh", "skypack.dev",
)  # fmt: skip


def tracked(*endings):
    """Files in git's index that are still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name.endswith(endings)]
    return [path for path in paths if path.is_file()]


def place(path):
    return path.relative_to(ROOT).as_posix()


def imports(source):
    """Every module that a source names in an import, relative ones without their dots."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def names_any(module, packages):
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def forbidden_imports(source, packages):
    return sorted({module for module in imports(source) if names_any(module, packages)})


def shown_texts(source):
    """String literals that are more than an identifier: a page's texts belong to ui."""
    tree = ast.parse(source)
    docstring = ast.get_docstring(tree, clean=False)
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [text for text in texts if text != docstring and not re.fullmatch(r"[a-z0-9_]*", text)]


def page_faults(source):
    """What a page script does that is not a page's work."""
    lines = len(source.splitlines())
    if lines > MAX_PAGE_LINES:
        yield f"{lines} lines, {MAX_PAGE_LINES} are allowed"
    for module in {module.split(".")[0] for module in imports(source)} - {"ui", "domain", "__future__"}:
        yield f"imports {module}"
    for text in shown_texts(source):
        yield f"holds the text {text!r}"


def lint_imports(folder):
    program = Path(sys.executable).parent / "lint-imports"
    command = [sys.executable, str(program), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copied_tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tree")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    # Not every module that a contract names need exist yet.
    for name in ("data_access/repository.py", "data_access/admin/__init__.py"):
        (folder / name).touch()
    return folder


def test_import_contracts_hold():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_has_a_planted_import():
    assert {contract["name"] for contract in LINTER["contracts"]} == {contract for contract, *_ in PLANTED}


def test_every_module_of_data_access_is_closed_to_all_but_measures_or_named_open():
    modules = {place(path).removesuffix(".py").replace("/", ".") for path in tracked(".py")}
    own = {module for module in modules if re.fullmatch(r"data_access\.[a-z_]+", module)} - {"data_access.__init__"}
    assert own - OPEN == set(CLOSED) - {"measures.reading"}


def test_every_package_but_measures_and_data_access_is_kept_from_raw_counts():
    contract = next(one for one in LINTER["contracts"] if one["name"] == RAW_COUNTS)
    assert set(contract["source_modules"]) == set(PACKAGES) - {"measures", "data_access"}


@pytest.mark.parametrize(("contract", "package", "line"), PLANTED)
def test_planted_import_breaks_its_contract(copied_tree, contract, package, line):
    planted = copied_tree / package / "planted.py"
    planted.write_text(f"{line}\n")
    try:
        done = lint_imports(copied_tree)
    finally:
        planted.unlink()
    assert done.returncode == 1
    assert re.search(rf"^{re.escape(contract)} BROKEN$", done.stdout, re.MULTILINE), done.stdout


def test_every_package_is_under_the_contracts():
    folders = {path.parent.name for path in tracked("__init__.py") if path.parent.parent == ROOT}
    assert folders <= set(PACKAGES), "a new package needs a place in [tool.importlinter]"


@pytest.mark.parametrize("script", FORBIDDEN_TO_SCRIPTS)
def test_entry_script_imports_only_what_it_may(script):
    if not (ROOT / script).exists():
        pytest.skip(f"no {script} yet")
    assert forbidden_imports((ROOT / script).read_text(), FORBIDDEN_TO_SCRIPTS[script]) == []


@pytest.mark.parametrize(
    "line",
    [
        "import streamlit as st",
        "from data_access import repository",
        "from data_access.repository import read",
        "from data_access import queries, tables",
        "from data_access.engine import read_only_engine",
    ],
)
def test_forbidden_import_of_a_script_is_found(line):
    assert forbidden_imports(line, FORBIDDEN_TO_SCRIPTS["manage.py"])
    for open_ in ("from data_access.admin import demo", "from data_access.trouble import DatabaseError"):
        assert forbidden_imports(open_, FORBIDDEN_TO_SCRIPTS["manage.py"]) == []


def test_no_package_imports_an_entry_script():
    files = [path for path in tracked(".py") if place(path).split("/")[0] in PACKAGES]
    found = {place(path): forbidden_imports(path.read_text(), ("app", "manage", "pages")) for path in files}
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_pages_only_put_the_parts_together():
    found = {place(path): list(page_faults(path.read_text())) for path in tracked(".py") if path.parent.name == "pages"}
    assert {name: faults for name, faults in found.items() if faults and not name.startswith("tests/")} == {}


@pytest.mark.parametrize(
    ("source", "count"),
    [
        ('"""A page."""\nfrom ui import shell\nshell.page("gap_map")', 0),
        ("import streamlit", 1),
        ("from data_access import repository", 1),
        ("from data_access import queries", 1),
        ('from ui import panels\npanels.title("Gap map")', 1),
        ('from ui import panels\npanels.title(f"{1}نقشه")', 1),
        ("x = 1\n" * 41, 1),
    ],
)
def test_faults_of_a_page_are_found(source, count):
    assert len(list(page_faults(source))) == count


def test_streamlit_is_imported_in_ui_and_app_only():
    others = [path for path in tracked(".py") if not place(path).startswith(("ui/", "tests/", "app.py"))]
    found = {place(path): forbidden_imports(path.read_text(), ("streamlit", "streamlit_folium")) for path in others}
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_no_source_names_an_outside_host():
    sources = [path for path in tracked(".py", ".js", ".css", ".html", ".toml") if not place(path).startswith("tests/")]
    found = {place(path): [host for host in OUTSIDE_HOSTS if host in path.read_text().lower()] for path in sources}
    assert {name: hosts for name, hosts in found.items() if hosts} == {}


def test_no_file_is_too_long():
    lengths = {place(path): len(path.read_text().splitlines()) for path in tracked(".py", ".js", ".css", ".sh")}
    assert {name: lines for name, lines in lengths.items() if lines > MAX_LINES} == {}

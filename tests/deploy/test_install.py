"""The set-up script against a Python that only writes down what it is asked to do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FAKE_PYTHON = """\
#!/bin/sh
case "$*" in
-V) echo Python 3.99 ;;
"-m venv .venv") echo venv >>"$LOG"; mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
"-m pip "*) echo pip >>"$LOG"; exit "${PIP_EXIT:-0}" ;;
"manage.py "*) echo demo >>"$LOG"; mkdir -p var; echo data >var/demo.sqlite ;;
*) exit "${OLD:-0}" ;;
esac
"""
LOCKS = ("requirements.txt", "requirements-dev.txt")


def program(file, text):
    file.write_text(text)
    file.chmod(0o755)
    return file


class Tree:
    """A project folder, with a space in its name, that holds only what the script reads."""

    def __init__(self, folder):
        self.root = folder / "a project"
        (self.root / "deploy").mkdir(parents=True)
        shutil.copy(ROOT / "deploy/install.sh", self.root / "deploy")
        for lock in LOCKS:
            (self.root / lock).write_text(f"{lock}\n")
        for package in ("domain", "data_access", "geo"):
            (self.root / package).mkdir()
        (self.root / "manage.py").write_text("")
        self.python = program(folder / "fake-python", FAKE_PYTHON)
        self.log = folder / "log"

    def run(self, *arguments, **env):
        """Exit code, and what the fake Python was asked for."""
        self.log.write_text("")
        outer = {name: value for name, value in os.environ.items() if name != "HAMGAM_DATABASE_URL"}
        self.done = subprocess.run(
            ["sh", str(self.root / "deploy/install.sh"), *arguments],
            env={**outer, "PYTHON": str(self.python), "LOG": str(self.log), **env},
            capture_output=True,
            check=False,
            text=True,
        )
        return self.done.returncode, self.log.read_text().split()


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


def test_packages_are_installed_once_and_again_only_for_another_lock(tree):
    assert tree.run("packages", "requirements.txt") == (0, ["venv", "pip"])
    (tree.root / "requirements.txt").touch()
    assert tree.run("packages", "requirements.txt") == (0, [])
    assert tree.done.stdout == ""
    (tree.root / "requirements.txt").write_text("other\n")
    assert tree.run("packages", "requirements.txt") == (0, ["pip"])


def test_development_packages_cover_the_runtime_ones(tree):
    assert tree.run("packages", "requirements-dev.txt") == (0, ["venv", "pip"])
    assert tree.run("packages", "requirements.txt") == (0, [])


def test_broken_installation_is_started_again_from_nothing(tree):
    assert tree.run("packages", "requirements.txt", PIP_EXIT="1")[0] == 1
    assert tree.run("packages", "requirements.txt") == (0, ["venv", "pip"])
    assert "did not finish" in tree.done.stdout


def test_environment_whose_python_is_gone_is_made_anew(tree):
    tree.run("packages", "requirements.txt")
    (tree.root / ".venv/bin/python").unlink()
    assert tree.run("packages", "requirements.txt") == (0, ["venv", "pip"])


def test_too_old_python_is_told(tree):
    assert tree.run("packages", "requirements.txt", OLD="1") == (1, [])
    assert "Python 3.11 or newer is needed" in tree.done.stderr
    assert not (tree.root / ".venv").exists()


def test_missing_venv_module_is_told_with_its_package(tree):
    program(tree.python, FAKE_PYTHON.replace("*) exit", "*ensurepip*) exit 1 ;;\n*) exit"))
    assert tree.run("packages", "requirements.txt") == (1, [])
    assert "python3-venv" in tree.done.stderr


def test_demonstration_is_made_once_and_again_for_other_rules_or_a_lost_file(tree):
    tree.run("packages", "requirements.txt")
    assert tree.run("database") == (0, ["demo"])
    assert tree.run("database") == (0, [])
    (tree.root / "domain/gap.py").write_text("x = 1\n")
    assert tree.run("database") == (0, ["demo"])
    (tree.root / "var/demo.sqlite").unlink()
    assert tree.run("database") == (0, ["demo"])


def test_an_office_database_needs_no_demonstration(tree):
    tree.run("packages", "requirements.txt")
    assert tree.run("database", HAMGAM_DATABASE_URL="postgresql://db/x") == (0, [])


def test_without_a_browser_an_ordinary_user_is_told_what_to_install(tree, tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname"):
        (tools / name).symlink_to(shutil.which(name))
    program(tools / "id", "#!/bin/sh\necho 1000\n")
    assert tree.run("browser", PATH=str(tools))[0] == 1
    assert "apt-get install chromium" in tree.done.stderr
    program(tools / "chromium", "#!/bin/sh\n")
    assert tree.run("browser", PATH=str(tools))[0] == 0

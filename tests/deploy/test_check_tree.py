import json
from pathlib import Path

import pytest

from deploy import check_tree

ROOT = Path(__file__).resolve().parents[2]
LOCK = """\
# header
Alpha_One==1.2.3 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via hamgam (pyproject.toml)
beta==2.0 ; sys_platform != 'darwin' \\
    --hash=sha256:cc
    # via alpha-one
"""


@pytest.fixture
def lock():
    return check_tree.read_lock(LOCK)


def test_this_tree_has_no_finding(capsys):
    assert check_tree.main(ROOT) == 0, capsys.readouterr().out


@pytest.mark.parametrize("host", check_tree.REGISTRIES)
def test_a_registry_host_is_found_with_its_line(host):
    assert list(check_tree.machine_traces("a.md", f"one\nsee https://{host}/x")) == [f"a.md:2: names {host}"]


@pytest.mark.parametrize("place", ["work/main", "root/x", "home/someone/x", "Users/someone/x"])
def test_a_place_of_one_machine_is_found(place):
    assert len(list(check_tree.machine_traces("a.md", f"cd /{place}"))) == 1


@pytest.mark.parametrize("line", ["the $HOME/.config", "https://example.org/a"])
def test_other_places_pass(line):
    assert list(check_tree.machine_traces("a.md", line)) == []


@pytest.mark.parametrize("place", ["work/x", "home/someone/x"])
def test_a_place_below_another_folder_passes(place):
    assert list(check_tree.machine_traces("a.md", f"network/{place}")) == []


@pytest.mark.parametrize("place", ["opt/hamgam/app", "usr/share/x"])
def test_a_place_that_every_machine_has_passes(place):
    assert list(check_tree.machine_traces("a.md", f"cd /{place}")) == []


def test_lock_entries_carry_normalised_name_and_version(lock):
    assert {name: version for name, (version, _) in lock.items()} == {"alpha-one": "1.2.3", "beta": "2.0"}


def test_a_lock_entry_without_hash_is_found(lock):
    bare = check_tree.read_lock(LOCK.replace("    --hash=sha256:cc\n", ""))
    assert list(check_tree.unhashed("r", lock)) == []
    assert list(check_tree.unhashed("r", bare)) == ["r: beta==2.0 carries no hash"]
    assert list(check_tree.unhashed("r", {})) == ["r: holds no package"]


@pytest.mark.parametrize(
    ("wanted", "finding"),
    [
        (["alpha.one>=1"], None),
        (["alpha-one>=2"], "alpha-one is 1.2.3"),
        (["alpha-one>=1", "gamma"], "gamma is missing"),
        ([], "alpha-one is not in pyproject.toml any more"),
    ],
)
def test_a_lock_that_does_not_fit_its_requirements_is_found(lock, wanted, finding):
    found = list(check_tree.stale_pins("r", wanted, lock, "(pyproject.toml)"))
    assert len(found) == bool(finding)
    assert finding is None or finding in found[0]


def test_a_development_lock_at_another_version_is_found(lock):
    dev = {"alpha-one": ("1.2.4", ""), "beta": ("2.0", "")}
    assert list(check_tree.uneven_pins(lock, lock)) == []
    assert len(list(check_tree.uneven_pins(lock, dev))) == 1


def npm_lock(**entry):
    return json.dumps({"packages": {"": {"dependencies": {"a": "1"}}, "node_modules/a": {"version": "1", **entry}}})


@pytest.mark.parametrize(
    ("asked", "entry", "count"),
    [
        ("1", {"integrity": "sha512-x"}, 0),
        ("2", {"integrity": "sha512-x"}, 1),
        ("1", {}, 1),
        ("1", {"integrity": "sha512-x", "resolved": "https://example.org/a.tgz"}, 1),
    ],
)
def test_faults_of_the_npm_lock_are_found(asked, entry, count):
    found = list(check_tree.npm_findings(json.dumps({"dependencies": {"a": asked}}), npm_lock(**entry)))
    assert len(found) == count

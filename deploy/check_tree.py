"""Check what no linter checks: the lock files, and that tracked files name no registry and no place of one machine.

Run by ``make check``; prints one line per finding and exits with 1 when there is any.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent

# In pieces, so that this file does not hold what it looks for.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
    )
)
MACHINE_PLACES = re.compile(r"(?<![\w.$}~-])/(?:work|root|home/\w+|Users/\w+|tmp/w)/")

LOCK_ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?P<marker>\s*;[^\\\n]*)?", re.MULTILINE)


def machine_traces(name: str, text: str) -> Iterator[str]:
    """Find registry hosts and absolute places of one machine in a file.

    Parameters
    ----------
    name : str
        Name to report.
    text : str
        Content of the file.

    Yields
    ------
    str
        One finding per line of the file.
    """
    for number, line in enumerate(text.splitlines(), 1):
        found = next((host for host in REGISTRIES if host in line.lower()), None)
        if found is None and (place := MACHINE_PLACES.search(line)):
            found = place.group()
        if found:
            yield f"{name}:{number}: names {found}"


def read_lock(text: str) -> dict[str, tuple[str, str]]:
    """Read a pip lock.

    Parameters
    ----------
    text : str
        Content of the lock file.

    Returns
    -------
    dict
        Normalised package name to its version and the whole text of its entry.
    """
    starts = list(LOCK_ENTRY.finditer(text))
    ends = [entry.start() for entry in starts[1:]] + [len(text)]
    return {
        canonicalize_name(entry["name"]): (entry["version"], text[entry.start() : end])
        for entry, end in zip(starts, ends, strict=True)
    }


def unhashed(name: str, lock: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Find entries of a pip lock without a SHA-256."""
    if not lock:
        yield f"{name}: holds no package"
    for package, (version, entry) in lock.items():
        if "--hash=sha256:" not in entry:
            yield f"{name}: {package}=={version} carries no hash"


def stale_pins(name: str, wanted: list[str], lock: Mapping[str, tuple[str, str]], origin: str) -> Iterator[str]:
    """Compare a pip lock with the requirements that it was made from.

    Parameters
    ----------
    name : str
        Name of the lock to report.
    wanted : list of str
        Requirements as in ``pyproject.toml``.
    lock : Mapping
        What `read_lock` gave.
    origin : str
        The mark that the lock's comments put on packages of this list, such as ``(pyproject.toml)``.

    Yields
    ------
    str
        One finding per requirement that is missing, at a version outside its range, or no longer asked for.
    """
    requirements: dict[str, Requirement] = {canonicalize_name(each.name): each for each in map(Requirement, wanted)}
    for package, requirement in requirements.items():
        if package not in lock:
            yield f"{name}: {requirement} is missing, run make lock"
        elif not requirement.specifier.contains(lock[package][0], prereleases=True):
            yield f"{name}: {package} is {lock[package][0]}, pyproject.toml asks for {requirement}, run make lock"
    marked = {package for package, (_, entry) in lock.items() if origin in entry}
    for package in sorted(marked - requirements.keys()):
        yield f"{name}: {package} is not in pyproject.toml any more, run make lock"


def uneven_pins(runtime: Mapping[str, tuple[str, str]], dev: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Find what the runtime lock holds and the development lock does not hold at the same version."""
    for package, (version, _) in runtime.items():
        if dev.get(package, ("",))[0] != version:
            yield f"requirements-dev.txt: lacks {package}=={version} of requirements.txt, run make lock"


def npm_findings(manifest: str, lock: str) -> Iterator[str]:
    """Check ``package-lock.json``: hashes, no download address, the versions of ``package.json``.

    Parameters
    ----------
    manifest, lock : str
        Content of ``package.json`` and ``package-lock.json``.

    Yields
    ------
    str
        One finding per fault.
    """
    packages = json.loads(lock)["packages"]
    if packages.get("", {}).get("dependencies") != json.loads(manifest)["dependencies"]:
        yield "package-lock.json: differs from package.json, run make lock"
    for place, entry in packages.items():
        if place and "integrity" not in entry:
            yield f"package-lock.json: {place} carries no hash"
        if "resolved" in entry:
            yield f"package-lock.json: {place} carries a download address"


def lock_findings(root: Path) -> Iterator[str]:
    """Check all lock files of the project.

    Parameters
    ----------
    root : Path
        Folder of the project.

    Yields
    ------
    str
        One finding per fault.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text())
    names = ("requirements.txt", "requirements-dev.txt", "deploy/node-requirements.txt")
    runtime, dev, node = (read_lock((root / name).read_text()) for name in names)
    for name, lock in zip(names, (runtime, dev, node), strict=True):
        yield from unhashed(name, lock)
    wanted = project["project"]["dependencies"]
    yield from stale_pins(names[0], wanted, runtime, "(pyproject.toml)")
    yield from stale_pins(names[1], project["dependency-groups"]["dev"], dev, "(pyproject.toml:dev)")
    wanted = (root / "deploy/node-requirements.in").read_text().split()
    yield from stale_pins(names[2], wanted, node, "node-requirements.in")
    yield from uneven_pins(runtime, dev)
    for folder in (root, root / "tests/oidc"):
        yield from npm_findings((folder / "package.json").read_text(), (folder / "package-lock.json").read_text())


def tracked_texts(root: Path) -> Iterator[tuple[str, str]]:
    """Give name and text of each file in git's index that is text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)  # noqa: S607
    for name in filter(None, listed.stdout.decode().split("\0")):
        try:
            yield name, (root / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def main(root: Path = ROOT) -> int:
    """Print all findings."""
    findings = list(lock_findings(root))
    for name, text in tracked_texts(root):
        findings += machine_traces(name, text)
    sys.stdout.writelines(f"{finding}\n" for finding in findings)
    if not findings:
        sys.stdout.write("Lock files and tracked files are in order.\n")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())

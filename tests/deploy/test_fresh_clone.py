"""The promise: a bare clone, `make run`, the dashboard. Takes a minute and a download, so `make test-long` runs it."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from tests.serving import ROOT, free_port

FIRST_START_S = 600
SECOND_START_ADDS_S = 3


def start(command, folder, env, patience):
    """Start a dashboard, wait until it serves its page, stop it, and return the seconds until then and its output."""
    port = free_port()
    began = time.monotonic()
    process = subprocess.Popen(
        [*command, f"PORT={port}"] if command[0] == "make" else [*command, "--server.port", str(port)],
        cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        while True:
            if process.poll() is not None:
                pytest.fail(f"{command} ended with {process.returncode}:\n{process.stdout.read()}")
            if time.monotonic() - began > patience:
                pytest.fail(f"{command} did not serve within {patience} s")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2):
                    took = time.monotonic() - began
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/gap_map", timeout=10) as page:
                    assert b"Streamlit" in page.read()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        output = process.communicate(timeout=30)[0]
    return took, output


@pytest.fixture
def clone(tmp_path):
    """A fresh clone of what is committed, and an environment without this checkout's tools and settings."""
    folder = tmp_path / "hamgam"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
    own = str(ROOT / ".venv")
    env = {name: text for name, text in os.environ.items() if not name.startswith(("HAMGAM_", "STREAMLIT_", "VIRTUAL"))}
    env["PATH"] = os.pathsep.join(part for part in env["PATH"].split(os.pathsep) if not part.startswith(own))
    return folder, env


@pytest.mark.long
def test_make_run_serves_from_a_bare_clone_and_a_second_start_installs_nothing(clone):
    folder, env = clone
    _took, first = start(["make", "run"], folder, env, FIRST_START_S)
    assert "Installing Python packages" in first
    assert (folder / "var" / "demo.sqlite").stat().st_size > 1_000_000
    alone = min(start([str(folder / ".venv/bin/python"), "-m", "streamlit", "run", "app.py"], folder, env, 60)[0]
                for _ in range(3))  # fmt: skip
    second, output = min(start(["make", "run"], folder, env, 60) for _ in range(3))
    assert "Installing" not in output
    assert "Making" not in output
    assert second < alone + SECOND_START_ADDS_S

"""Start and stop the dashboard as its own process for tests and benchmarks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLAGS = ("--server.headless=true", "--browser.gatherUsageStats=false", "--browser.serverAddress=127.0.0.1")


def free_port() -> int:
    """Return a loopback port that nothing listens on, never the one of `make run`."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port: int = probe.getsockname()[1]
        if port != 8501:
            return port


class Server:
    """One ``streamlit run`` on a free loopback port."""

    def __init__(self, app: str | Path, env: Mapping[str, str], log: Path) -> None:
        self.app = ROOT / app
        # A store of its own beside its log, so that nothing is kept in the project.
        self.env = {"HAMGAM_STORE_URL": f"sqlite:///{log}.store.sqlite", **env}
        self.log_path = log
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def start(self, timeout: float = 60) -> Server:
        # What the developer's shell sets for a running dashboard must not leak into a test.
        outer = {name: value for name, value in os.environ.items() if not name.startswith(("HAMGAM_", "STREAMLIT_"))}
        self.port = free_port()
        command = [sys.executable, "-m", "streamlit", "run", str(self.app), *FLAGS,
                   "--server.address=127.0.0.1", f"--server.port={self.port}"]  # fmt: skip
        with self.log_path.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.app.parent,
                env=outer | self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait(time.monotonic() + timeout)
        return self

    def _wait(self, deadline: float) -> None:
        while time.monotonic() < deadline:
            if self.process is not None and self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self.stop()
        raise RuntimeError(f"{self.app.name} did not come up on port {self.port}:\n{self.log}")

    def stop(self) -> None:
        if self.process is None:
            return
        for number, patience in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
            if self.process.poll() is not None:
                break
            # Its own process group holds this server and what it started, nothing else.
            os.killpg(self.process.pid, number)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
        self.process = None

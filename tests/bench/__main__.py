"""``python -m tests.bench [--strict] [--rounds N]``: measure, write var/bench/<time>.json, print a table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench import report
from tests.bench.browsing import changes, cold_starts, drills
from tests.bench.pages import page_turns
from tests.bench.visitor import Unpainted, launch
from tests.bench.wire import facility_sizes, message_sizes, reruns
from tests.serving import ROOT, Server

VARIANTS = ("empty", "bare", "naive")
# After its first page a server still loads what the warm-up thread asked for.
WARM_UP_S = 4


def demo_database(folder: Path) -> Path:
    """Use the demonstration database of the tree, or build one."""
    built = ROOT / "var" / "demo.sqlite"
    if built.exists():
        return built
    fresh = folder / "demo.sqlite"
    subprocess.run([sys.executable, "manage.py", "demo", "--out", str(fresh)], cwd=ROOT, check=True)
    return fresh


def servers(folder: Path, env: dict[str, str]) -> dict[str, Server]:
    """Start the dashboard and its variants; a variant's folder borrows the dashboard's configuration."""
    (folder / ".streamlit").symlink_to(ROOT / ".streamlit")
    app = Path(shutil.copy(Path(__file__).parent / "variant_app.py", folder))
    started = {"dashboard": Server("app.py", env, folder / "dashboard.log")}
    for variant in VARIANTS:
        started[variant] = Server(app, env | {"BENCH_VARIANT": variant}, folder / f"{variant}.log")
    return started


def in_a_process(module: str, env: dict[str, str]) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}"],
        cwd=ROOT, env=os.environ | env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def machine() -> dict:
    return {
        "cores": os.cpu_count(),
        "load_average": os.getloadavg(),
        "python": platform.python_version(),
        "system": platform.platform(),
    }


def measure(rounds: int) -> dict:
    with tempfile.TemporaryDirectory(prefix="hamgam-bench-") as name:
        folder = Path(name)
        env = {"HAMGAM_DATABASE_URL": f"sqlite:///{demo_database(folder)}", "PYTHONPATH": str(ROOT)}
        found: dict = {"started": datetime.now().astimezone().isoformat(), "machine": machine()}
        found["server"] = in_a_process("server_times", env)
        found["places"] = in_a_process("place_search", env)
        found["queries"] = in_a_process("engines", env)
        found["packs"] = in_a_process("packs", env)
        running = servers(folder, env)
        try:
            for server in running.values():
                server.start()
            urls = {variant: server.url for variant, server in running.items()}
            time.sleep(WARM_UP_S)
            found["messages"] = message_sizes(urls["dashboard"])
            found["facilities"] = facility_sizes(urls["dashboard"])
            found["server"] |= reruns(urls["dashboard"], rounds)
            with sync_playwright() as playwright:
                browser = launch(playwright)
                found["chromium"] = browser.version
                found["cold"], outside = cold_starts(browser, urls, max(5, rounds // 3))
                found["changes"], more = changes(browser, urls, rounds)
                found["drills"], most = drills(browser, urls["dashboard"], max(10, rounds // 2))
                found["pages"], last = page_turns(browser, urls["dashboard"], max(4, rounds // 4))
                browser.close()
            found["outside_requests"] = sorted({*outside, *more, *most, *last})
            found["server_errors"] = [
                line for one in running.values() for line in one.log.splitlines() if "Error" in line
            ]
        except Unpainted as error:
            logs = [f"{name} ({one.url}): {one.log[-1500:]}" for name, one in running.items() if "Error" in one.log]
            raise SystemExit("\n".join([str(error), *logs])) from error
        finally:
            for server in running.values():
                server.stop()
        found["machine"]["load_average_after"] = os.getloadavg()
        return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--strict", action="store_true", help="exit with 1 when an aim is missed")
    parser.add_argument("--rounds", type=int, default=20, help="changes per variant (default 20)")
    given = parser.parse_args()
    began = time.monotonic()
    found = measure(given.rounds)
    found["seconds"] = round(time.monotonic() - began)
    lines = report.lines(found)
    found["lines"] = [line.as_dict() for line in lines]
    out = ROOT / "var" / "bench" / f"{datetime.now():%Y%m%d-%H%M%S}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")
    print(report.table(found, lines))
    print(f"Written to {out.relative_to(ROOT)}")
    return int(given.strict and any(line.met is False for line in lines))


if __name__ == "__main__":
    sys.exit(main())

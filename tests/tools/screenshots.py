"""Take the README's screenshots with the app itself: ``python -m tests.tools.screenshots [--all FOLDER]``.

With ``--all`` every view that a reviewer should look at goes to a folder: both languages, three sizes.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.serving import ROOT, Server

README_VIEWS = {
    "gap_map_fa": ("gap_map?indicator=school_seats&lang=fa", (1366, 768)),
    "gap_map_en": ("gap_map?indicator=school_seats&lang=en", (1366, 768)),
}
SIZES = {"1920": (1920, 1080), "1366": (1366, 768), "420": (420, 900)}
LINKS = {
    "counties": "indicator=school_seats",
    "districts": "indicator=health_houses&level=district&groups=refugee",
    "drilled": "indicator=school_seats&level=district&area=IR2303",
    "share": "indicator=foreign_share&level=district",
    "training": "indicator=training_places&scheme=natural_breaks&groups=refugee,documented",
    "notices": "indicator=school_seats&period=1&colour=red",
    "facilities": "level=district&area=IR2303&kinds=hospital,health_post,workshop",
    "table": "indicator=health_posts&view=table",
    "place": "indicator=health_houses&area=IR2303&level=district&place=area:IR230301",
    "priority": "indicator=priority_index&level=district",
    "national": "indicator=national_share",
}
STANDS = """() => document.querySelector('.hg-table') ||
  document.querySelector('iframe[src*=folium]')?.contentDocument?.documentElement?.dataset?.painted"""


def every_view():
    return {
        f"{name}_{lang}_{size}": (f"gap_map?{link}&lang={lang}", SIZES[size])
        for name, link in LINKS.items()
        for lang in ("fa", "en")
        for size in SIZES
    }


def take(browser: Browser, base: str, views: dict, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (link, (width, height)) in views.items():
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page.route(lambda url: not url.startswith(base), lambda route: route.abort())  # as in a room with no internet
        page.goto(f"{base}/{link}")
        page.wait_for_function(STANDS, timeout=30_000)
        page.wait_for_timeout(1200)
        page.screenshot(path=folder / f"{name}.png")
        page.close()
        print(folder / f"{name}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every view to look at, instead of the README's two")
    folder = parser.parse_args().all
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        server = Server("app.py", {}, Path(scratch) / "server.log").start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            views = every_view() if folder else README_VIEWS
            take(browser, server.url, views, folder or ROOT / "docs" / "screenshots")
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()

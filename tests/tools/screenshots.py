"""Take the README's screenshots with the app itself: ``python -m tests.tools.screenshots [--all FOLDER]``.

With ``--all`` every view that a reviewer should look at goes to a folder: both languages, three sizes.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.__main__ import demo_database
from tests.serving import ROOT, Server

README_VIEWS = {
    "gap_map_fa": ("gap_map?indicator=school_seats&lang=fa", (1366, 768)),
    "gap_map_en": ("gap_map?indicator=school_seats&lang=en", (1366, 768)),
}
SIZES = {"1920": (1920, 1080), "1366": (1366, 768), "420": (420, 900)}
MAPS = {
    "counties": "indicator=school_seats",
    "districts": "indicator=health_houses&level=district&groups=refugee",
    "drilled": "indicator=school_seats&level=district&area=IR2303",
    "share": "indicator=foreign_share&level=district",
    "training": "indicator=training_places&scheme=natural_breaks&groups=refugee,documented",
    "notices": "indicator=school_seats&period=1&colour=red",
    "facilities": "level=district&area=IR2303&kinds=hospital,health_post,workshop",
    "table": "indicator=health_posts&view=table",
    "place": "indicator=health_houses&area=IR2303&level=district&place=IR230301",
    "priority": "indicator=priority_index&level=district",
    "national": "indicator=national_share",
}
PAGES = {
    "overview": "",
    "education": "education?indicator=school_seats",
    "education_shifts": "education?indicator=double_shift_share&level=district",
    "health": "health?indicator=health_houses",
    "health_posts": "health?indicator=health_posts&level=district&area=IR2303",
    "livelihoods": "livelihoods?indicator=training_places",
    "area_county": "area?areas=IR2303",
    "area_district": "area?areas=IR230303&groups=refugee",
    "compare": "compare",
    "compare_years": "compare?period2=1400",
    "compare_areas": "compare?areas=IR2303,IR2301,IR2306,IR2319",
    "meetings": "meetings?meeting=m_1404_07",
    "meetings_late": "meetings?meeting=m_1404_12&states=late",
    "slide_title": "meetings?meeting=m_1404_07&present=1",
    "slide_item": "meetings?meeting=m_1404_07&present=1&slide=seats",
    "slide_county": "meetings?meeting=m_1404_07&present=1&slide=seats_baharestan",
    "slide_closing": "meetings?meeting=m_1404_07&present=1&slide=closing",
    "data": "data",
}
# A page stands when each place for a map holds one that is painted.
STANDS = """() => {
  const painted = (place) => place.querySelector('iframe')?.contentDocument?.documentElement?.dataset?.painted;
  const maps = '.st-key-map, .st-key-sector_map, [class*=st-key-pair_], .st-key-meeting_map';
  const places = document.querySelectorAll(maps);
  return document.querySelector('.hg-title, .hg-overview, .hg-table, .hg-slide-head') &&
    [...places].every((place) => place.querySelector('.hg-table') || painted(place));
}"""


def every_view():
    links = {name: f"gap_map?{link}" for name, link in MAPS.items()} | PAGES
    return {
        f"{name}_{lang}_{size}": (f"{link}{'&' if '?' in link else '?'}lang={lang}", SIZES[size])
        for name, link in links.items()
        for lang in ("fa", "en")
        for size in SIZES
    }


def take(browser: Browser, base: str, views: dict, folder: Path, whole: bool = False) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, (link, (width, height)) in views.items():
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page.route(lambda url: not url.startswith(base), lambda route: route.abort())  # as in a room with no internet
        page.goto(f"{base}/{link}")
        page.wait_for_function(STANDS, timeout=30_000)
        page.wait_for_timeout(1200)
        page.screenshot(path=folder / f"{name}.png")
        if whole:
            roll_out(page, folder / f"{name}_whole.png")
        page.close()
        print(folder / f"{name}.png")


def roll_out(page: Page, file: Path) -> None:
    """Take a page that scrolls once more, in a window as high as all of it."""
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    size = page.viewport_size
    if height > size["height"]:
        page.set_viewport_size({"width": size["width"], "height": height})
        page.wait_for_timeout(1500)
        page.screenshot(path=file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="with --all: the views whose name begins so")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every view to look at, instead of the README's two")
    given = parser.parse_args()
    folder = given.all
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        settings = {"HAMGAM_DATABASE_URL": f"sqlite:///{demo_database(Path(scratch))}"}
        server = Server("app.py", settings, Path(scratch) / "server.log").start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            views = every_view() if folder else README_VIEWS
            views = {name: view for name, view in views.items() if name.startswith(given.only)}
            take(browser, server.url, views, folder or ROOT / "docs" / "screenshots", whole=folder is not None)
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()

"""From the click in the menu to a page that is complete, for each page."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.bench.visitor import Visitor

# In the order of the menu: what a page must hold to be complete, its last part, its maps, its charts at the least.
PAGES = {
    "": (".hg-overview .hg-fresh", 0, 0),
    "gap_map": (".hg-ranking", 1, 0),
    "education": (".hg-list", 1, 6),
    "health": (".hg-list", 1, 5),
    "livelihoods": (".hg-list", 1, 5),
    "area": (".hg-area-sheet", 0, 1),
    "compare": (".hg-nine", 1, 1),
    "meetings": (".hg-agenda", 1, 1),
    "data": (".hg-section", 0, 0),
}
# What is on the page at the click is marked; complete is the page when all of that is gone and the script has ended.
WATCH = """([place, path, last, maps, charts]) => {
  const seen = (css) => [...document.querySelectorAll(css)];
  const plots = ".js-plotly-plot", frames = "iframe[src*=folium]", title = document.title;
  seen(`${plots}, ${frames}`).forEach((one) => { one.dataset.old = 1; });
  const painted = (frame) => frame.contentDocument?.documentElement?.dataset?.painted;
  window.complete = null;
  const link = seen(".st-key-menu a")[place];
  link.addEventListener("click", () => {
    const began = performance.now();
    const look = () => {
      const done = location.pathname === "/" + path && document.querySelector(last)
        && document.title !== title
        && seen(frames).filter(painted).length >= maps && seen(`${plots} .main-svg:first-child`).length >= charts
        && !document.querySelector("iframe[data-old], .js-plotly-plot[data-old]")
        && document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning";
      if (done) window.complete = performance.now() - began; else requestAnimationFrame(look);
    };
    look();
  }, { once: true });
  link.click();
}"""


def page_turns(browser: Browser, url: str, rounds: int) -> tuple[dict[str, list[float]], list[str]]:
    """Click through the menu, `rounds` times over; the first time each page's code is fetched too.

    Returns
    -------
    dict of str to list of float
        Milliseconds by page, in the order of the visits.
    list of str
        Addresses outside this machine that were asked for.
    """
    visitor = Visitor(browser, url)
    visitor.page.goto(f"{url}/data?lang=fa")
    visitor.page.wait_for_selector(".hg-section")
    visitor.page.wait_for_selector(".st-key-menu a")
    visitor.settle(1500)
    times: dict[str, list[float]] = {name: [] for name in PAGES}
    for _round in range(rounds):
        for place, (name, parts) in enumerate(PAGES.items()):
            visitor.page.evaluate(WATCH, [place, name, *parts])
            visitor.page.wait_for_function("() => window.complete", timeout=30_000)
            times[name].append(round(float(visitor.page.evaluate("window.complete")), 1))
            visitor.settle(600)
    return times, visitor.close()

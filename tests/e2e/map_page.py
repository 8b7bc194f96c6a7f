"""The gap map as a reader has it in front of them: what is painted, where the areas are, what a click does."""

from __future__ import annotations

import re

from playwright.sync_api import Frame, Page

from tests.pages.reading import with_texts

MAP = "iframe[src*=folium]"
# What the frame was told to paint stays readable: the area layer keeps its view to itself.
WITNESS = """(() => {
  let own;
  Object.defineProperty(window, "hamgam", { configurable: true, get: () => own, set: (given) => {
    const paint = given.paint;
    given.paint = (view) => { window.painted_view = view; paint(view); };
    own = given;
  } });
})()"""
# In every animation frame of the page: is there a filled area on the map?
SAMPLER = """() => {
  window.samples = { frames: 0, blank: 0, running: true };
  const look = () => {
    const frame = document.querySelector("iframe[src*=folium]");
    const paths = frame?.contentDocument?.querySelectorAll("path.leaflet-interactive") ?? [];
    window.samples.frames += 1;
    window.samples.blank += [...paths].some((one) => one.getAttribute("fill") !== "none") ? 0 : 1;
    if (window.samples.running) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
POINT = """async (code) => {
  const url = performance.getEntriesByType("resource").find((one) => one.name.includes("/boundaries/")).name;
  const drawing = await (await fetch(url)).json();
  const point = window.map.latLngToContainerPoint(drawing.features.find((one) => one.id === code).properties.at);
  return [point.x, point.y];
}"""
LABELS = """() => [...document.querySelectorAll(".hg-name")].filter((one) => one.style.visibility === "visible")
  .map((one) => [one.textContent, one.firstChild.getBoundingClientRect()])
  .map(([text, box]) => [text, box.left, box.top, box.right, box.bottom])"""
# Letters, pictures and the parts of a page arrive one by one and move what stands beside them: twelve frames alike.
STILL = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const look = () => {
    const main = document.querySelector("[data-testid=stMain]"), inner = document.querySelector("iframe[src*=folium]");
    const names = [...(inner?.contentDocument?.querySelectorAll(".hg-name, .hg-cluster, .leaflet-control") ?? [])];
    const boxes = [...document.querySelectorAll("[data-testid=stElementContainer], .hg-title, img"), ...names]
      .map((one) => [one.getBoundingClientRect(), one.style.visibility])
      .map(([box, seen]) => [box.left, box.top, box.width, box.height, seen].join());
    const fonts = [document, inner?.contentDocument].map((one) => one?.fonts?.status ?? "loaded");
    const waiting = fonts.includes("loading") || [...document.images].some((one) => !one.complete);
    return [waiting ? performance.now() : "", main?.scrollHeight, main?.scrollWidth, ...boxes].join("|");
  };
  for (let alike = 0, last = ""; alike < 12; ) {
    await frame();
    const now = look();
    alike = now === last ? alike + 1 : 0;
    last = now;
  }
}"""
SCRIPTS = re.compile(r"/static/js/[\w.\-]+\.js$|/component/streamlit_folium\.st_folium/index\.html")
# Streamlit looks for its base path one folder too deep on every page but the first; the browser reports the answer.
PROBING = re.compile(r"/[a-z_]+/_stcore/(health|host-config)$")


def still(page: Page) -> None:
    """Wait until nothing on the page or its map moves any more, fonts and pictures are there."""
    page.evaluate(STILL)


class MapPage:
    """One browser page with the gap map in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(WITNESS)
        self.trouble: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message):
        if message.type == "error" and not PROBING.search(message.location.get("url", "")):
            self.trouble.append(f"console: {message.text} {message.location.get('url')}")

    def _failed(self, asked):
        # The browser itself gives up scripts that a page was still loading when it was left.
        if not (asked.failure == "net::ERR_ABORTED" and SCRIPTS.search(asked.url)):
            self.trouble.append(f"failed: {asked.url} {asked.failure}")

    def _response(self, answer):
        if answer.status >= 400 and not PROBING.search(answer.url):
            self.trouble.append(f"{answer.status}: {answer.url}")

    def open(self, link: str, part: str = "") -> MapPage:
        self.page.goto(link)
        return self.until(part)

    def go(self, query: str) -> MapPage:
        """Go to another view as the browser's history does, without loading the page again."""
        self.page.evaluate(
            """(query) => {
              History.prototype.pushState.call(history, null, '', `?${query}`);
              dispatchEvent(new PopStateEvent('popstate'));
            }""",
            query,
        )
        return self.until(*(f"&{part}&" for part in query.split("&")))

    def until(self, *parts: str) -> MapPage:
        """Wait until the view with these parts in its link is painted, and stands in the address bar."""
        self.page.wait_for_function(
            """([title, parts]) => {
              const frame = document.querySelector(title);
              const painted = frame?.contentDocument?.documentElement?.dataset.painted;
              const address = decodeURIComponent(location.search.slice(1));
              return painted && [painted, address].every((one) => parts.every((part) => `&${one}&`.includes(part)));
            }""",
            arg=[MAP, list(parts)],
        )
        return self

    def still(self) -> MapPage:
        """Wait until nothing moves any more."""
        still(self.page)
        return self

    @property
    def frame(self) -> Frame:
        frame = self.page.locator(MAP).element_handle().content_frame()
        assert frame is not None
        return frame

    @property
    def painted(self) -> str:
        return self.frame.evaluate("document.documentElement.dataset.painted")

    @property
    def view(self) -> dict:
        """The payload that was painted last."""
        return with_texts(self.frame.evaluate("window.painted_view"))

    def colours(self) -> dict[str, list[str]]:
        view = self.view
        return {code: view["fills"][row[0]] for code, row in view["areas"].items()}

    def fills(self) -> list[str]:
        """The fills of all visible areas."""
        return self.frame.evaluate(
            """[...document.querySelectorAll("path.leaflet-interactive")].map((one) => one.getAttribute("fill"))
               .filter((fill) => fill && fill !== "none")"""
        )

    def zoom(self) -> tuple[float, float, float]:
        """Zoom and centre."""
        return tuple(self.frame.evaluate("[map.getZoom(), map.getCenter().lat, map.getCenter().lng]"))

    def point(self, code: str) -> tuple[float, float]:
        """A point inside an area, in the page's own pixels."""
        box = self.page.locator(MAP).bounding_box()
        x, y = self.frame.evaluate(POINT, code)
        return box["x"] + x, box["y"] + y

    def hover(self, code: str) -> str:
        """Move the pointer onto an area and return what its tooltip says."""
        self.page.mouse.move(1, 1)
        x, y = self.point(code)
        self.page.mouse.move(x - 1, y)
        self.page.mouse.move(x, y)
        tip = self.frame.locator(".hg-tip")
        tip.wait_for()
        return tip.inner_text()

    def in_sight(self, code: str) -> bool:
        """Whether a click on an area's point would reach an area."""
        box, (x, y) = self.page.locator(MAP).bounding_box(), self.point(code)
        inside = box["x"] + 60 < x < box["x"] + box["width"] - 60 and box["y"] + 60 < y < box["y"] + box["height"] - 60
        return inside

    def click_area(self, code: str) -> None:
        self.page.mouse.click(*self.point(code))

    def choose(self, control: str, option: str) -> None:
        """Choose an option of a select box, as a person does with the mouse."""
        self.page.locator(f"[class*=st-key-{control}-]").get_by_role("combobox").click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def mark(self) -> None:
        """Leave a mark in the frame, which a remount would lose."""
        self.frame.evaluate("window.left_by_test = true")

    def is_marked(self) -> bool:
        return self.frame.evaluate("window.left_by_test === true")

    def sample(self) -> None:
        """Look at the map in every animation frame from now on."""
        self.page.evaluate(SAMPLER)

    def blank_share(self) -> tuple[int, int]:
        """Stop looking; return the animation frames without any area, and all of them."""
        seen = self.page.evaluate("(window.samples.running = false, window.samples)")
        return seen["blank"], seen["frames"]

    def labels(self) -> list[tuple[str, float, float, float, float]]:
        return [tuple(one) for one in self.frame.evaluate(LABELS)]

    def heading(self) -> str:
        return self.page.locator(".hg-title h1").inner_text()
